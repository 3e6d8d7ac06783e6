"""Maps of local clusters. What needs PySAL itself is marked slow, as in tests/test_space.py."""

from importlib.util import find_spec
from itertools import combinations

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from analysis import provinces, space, store, theme
from analysis.drawing import svg
from analysis.errors import NoData
from analysis.maps import cluster_map
from analysis.panel import panel
from analysis.space import LocalClusters
from analysis.wording import language


def needs_pysal(test):
    missing = find_spec("esda") is None
    skip = pytest.mark.skipif(missing, reason="PySAL is not installed: pip install 'chiso[space]'")
    return pytest.mark.slow(skip(test))


def clusters(kinds: dict[str, str], left_out: tuple[str, ...] = ()) -> LocalClusters:
    """Return a result in which the provinces named stand out and no other does."""
    codes = [p.code for p in provinces.provinces() if p.code not in left_out]
    table = pd.DataFrame(
        {
            "quadrant": [kinds.get(code, "high_high") for code in codes],
            "cluster": [code in kinds for code in codes],
        },
        index=pd.Index(codes, name="province_code"),
    )
    return LocalClusters("papi", "d1", "score", 2024, table, 0.05, len(codes), left_out, 9999, 1,
                         partial=False)  # fmt: skip


ALL = {"44": "high_high", "45": "high_high", "92": "low_low", "91": "high_low", "48": "low_high"}


def fills(figure: Figure) -> dict[str, str]:
    return {
        str(p.get_gid()).removeprefix("unit-"): to_hex(p.get_facecolor())
        for p in figure.findobj(PathPatch)
        if str(p.get_gid()).startswith("unit-") and not p.get_hatch()
    }


def legend(figure: Figure) -> list[str]:
    found = figure.axes[0].get_legend()
    assert found is not None
    return [text.get_text() for text in found.get_texts()]


def test_each_kind_of_cluster_has_its_colour_and_the_rest_is_grey() -> None:
    colours = fills(cluster_map(clusters(ALL, left_out=("22", "74"))))
    high, high_low, low_high, low, none = theme.CLUSTERS
    assert {c: colours.pop(c) for c in ALL} == {
        "44": high, "45": high, "92": low, "91": high_low, "48": low_high
    }  # fmt: skip
    assert set(colours.values()) == {none}
    assert len(colours) == 63 - 5 - 2


def test_the_legend_counts_every_kind() -> None:
    found = clusters(ALL, left_out=("22", "74"))
    assert legend(cluster_map(found)) == [
        "cao giữa vùng cao: 2 tỉnh",
        "cao giữa vùng thấp: 1 tỉnh",
        "thấp giữa vùng cao: 1 tỉnh",
        "thấp giữa vùng thấp: 1 tỉnh",
        "không thành cụm: 56 tỉnh",
        "không có số liệu: 2 tỉnh",
    ]
    assert legend(cluster_map(found, language=language("en")))[3] == "low among low: 1 province"


@pytest.mark.parametrize(
    ("kinds", "vi", "en"),
    [
        (ALL, "Điểm cao tụ lại ở Quảng Bình và Quảng Trị; điểm thấp tụ lại ở Cần Thơ",
         "High scores cluster in Quang Binh and Quang Tri; low scores in Can Tho"),
        ({"44": "high_high"}, "Điểm cao tụ lại ở Quảng Bình", "High scores cluster in Quang Binh"),
        ({"92": "low_low"}, "Điểm thấp tụ lại ở Cần Thơ", "Low scores cluster in Can Tho"),
        ({}, "Không có cụm điểm cao hay điểm thấp nào ngoài mức ngẫu nhiên",
         "No clusters of high or of low scores beyond chance"),
        (dict.fromkeys(["82", "83", "84", "86", "87", "89"], "low_low"),
         "Điểm thấp tụ lại ở 6 tỉnh, thành phố", "Low scores cluster in 6 provinces"),
    ],
)  # fmt: skip
def test_the_title_names_where(kinds: dict[str, str], vi: str, en: str) -> None:
    assert cluster_map(clusters(kinds)).texts[0].get_text() == vi
    assert cluster_map(clusters(kinds), language=language("en")).texts[0].get_text() == en


def test_the_subtitle_says_what_was_tested() -> None:
    said = " ".join(t.get_text() for t in cluster_map(clusters(ALL, ("22", "74"))).texts[1:])
    assert said == (
        "Moran cục bộ, PAPI, Tham gia của người dân ở cấp cơ sở năm 2024, 61/63 tỉnh, thành phố; "
        "tỷ lệ phát hiện sai tối đa 5%"
    )


def test_a_province_picked_out() -> None:
    found = clusters(ALL, left_out=("22",))
    assert cluster_map(found, highlight="91").texts[0].get_text() == (
        "Kiên Giang: cao giữa vùng thấp"
    )
    assert cluster_map(found, highlight="22").texts[0].get_text() == "Quảng Ninh: không có số liệu"
    text = svg(cluster_map(found), salt="k").decode()
    assert "<title>Cần Thơ: thấp giữa vùng thấp</title>" in text
    assert len(text.encode()) <= 350 * 1024
    with pytest.raises(NoData, match="codes 99"):
        cluster_map(found, highlight="99")


def test_codes_of_the_other_frame_are_refused() -> None:
    with pytest.raises(NoData, match="are not units of frame vn34"):
        cluster_map(clusters(ALL), frame="vn34")


def test_the_colours_are_told_apart_by_everybody_and_in_grey() -> None:
    import test_theme

    for one, other in combinations(theme.CLUSTERS, 2):
        for sight in test_theme.SIGHT:
            assert test_theme.distance(one, other, sight) >= test_theme.APART, (one, other, sight)
        assert abs(test_theme.lightness(one) - test_theme.lightness(other)) >= 9


@needs_pysal
def test_the_model_is_drawn_as_it_judges() -> None:
    found = space.local_clusters(panel(store.load_scores(), "papi", "d1"), space.neighbours(),
                                 year=2024)  # fmt: skip
    colours = fills(cluster_map(found))
    table = found.table
    order = ("high_high", "high_low", "low_high", "low_low")
    for code, quadrant, cluster in zip(table.index, table["quadrant"], table["cluster"],
                                       strict=True):  # fmt: skip
        place = order.index(quadrant) if cluster else 4
        assert colours[code] == theme.CLUSTERS[place]
    assert set(colours) == set(table.index)


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_cluster_map_look() -> Figure:
    return cluster_map(clusters(ALL, left_out=("22", "74")))
