import re

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analysis import maps, provinces, store, theme
from analysis.drawing import svg
from analysis.errors import NoData
from analysis.maps import categories
from analysis.ranks import GROUPS, papi_groups
from analysis.wording import language

LABELS = dict(zip(GROUPS, ("cao", "trung bình cao", "trung bình thấp", "thấp"), strict=True))


@pytest.fixture(scope="module")
def groups() -> pd.Series:
    scores = store.load_scores("papi", component="overall", years=[2023])
    return papi_groups(scores.set_index("province_code")["score"], 2023)


def draw(groups: pd.Series, *, lang: str = "vi", **options: str) -> Figure:
    return categories(groups, order=GROUPS, labels=LABELS, language=language(lang), **options)  # type: ignore[arg-type]


def fills(axes: Axes) -> list[str]:
    """Return the colour of every filled shape, but not of the hatched ones."""
    return [
        to_hex(colour)
        for c in axes.collections
        if not c.get_hatch()
        for colour in c.get_facecolor()
    ]


def hatched(axes: Axes) -> int:
    return sum(len(c.get_paths()) for c in axes.collections if c.get_hatch())


def legend(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.get_legend().get_texts()]


def test_every_province_has_the_colour_of_its_group(groups: pd.Series) -> None:
    main = draw(groups).axes[0]
    colour = dict(zip(GROUPS, theme.GROUPS, strict=True))
    assert fills(main) == [colour[g] for g in groups]
    assert hatched(main) == 2  # Quảng Ninh and Bình Dương were not published


def test_the_legend_counts_every_province(groups: pd.Series) -> None:
    for lang in ("vi", "en"):
        lines = legend(draw(groups, lang=lang).axes[0])
        assert [re.findall(r"\d+", line) for line in lines] == [
            ["15"],
            ["15"],
            ["15"],
            ["16"],
            ["2"],
        ]
        assert [line.split(":")[0] for line in lines[:4]] == list(LABELS.values())


def test_a_full_map_has_no_hatching_and_says_nothing_of_missing_data() -> None:
    codes = [p.code for p in provinces.provinces()]
    main = draw(pd.Series("high", index=codes)).axes[0]
    assert hatched(main) == 0
    assert [re.findall(r"\d+", line) for line in legend(main)] == [["63"], ["0"], ["0"], ["0"]]


@pytest.mark.parametrize(("frame", "units"), [("vn63", 63), ("vn34", 34)])
def test_both_frames(frame: str, units: int) -> None:
    # Group missing and row missing are the same.
    known = pd.Series({"01": "high", "08": "low", "22": None}, dtype="str")
    main = draw(known, frame=frame).axes[0]
    assert fills(main) == [theme.GROUPS[0], theme.GROUPS[3]]
    assert hatched(main) == units - 2


@pytest.mark.parametrize(("code", "frame"), [("02", "vn34"), ("99", "vn63"), ("8", "vn63")])
def test_codes_that_are_no_unit_of_the_frame(code: str, frame: str) -> None:
    with pytest.raises(NoData, match=f"codes {code} are not units of frame {frame}"):
        draw(pd.Series({"01": "high", code: "low"}), frame=frame)


def test_an_unknown_province_cannot_be_picked_out(groups: pd.Series) -> None:
    with pytest.raises(NoData, match="codes 99 are not units"):
        draw(groups, highlight="99")


def test_nothing_to_draw() -> None:
    for nothing in (pd.Series({"01": None}, dtype="str"), pd.Series([], dtype="str")):
        with pytest.raises(NoData, match="no province has a value"):
            draw(nothing)


def test_a_group_that_the_legend_does_not_name() -> None:
    with pytest.raises(NoData, match="groups A are not in the order"):
        draw(pd.Series({"01": "A"}))


def test_the_insets_are_named_and_have_the_colour_of_their_province(groups: pd.Series) -> None:
    _, paracels, spratlys = draw(groups).axes
    for axes, name, province, code, n in (
        (paracels, "Hoàng Sa", "Đà Nẵng", "48", 11),
        (spratlys, "Trường Sa", "Khánh Hòa", "56", 16),
    ):
        assert name in axes.get_title()
        assert province in axes.get_title()
        (points,) = axes.collections
        assert len(points.get_offsets()) == n
        expected = theme.GROUPS[GROUPS.index(groups[code])]
        assert {to_hex(c) for c in points.get_facecolor()} == {expected}
        assert all(spine.get_visible() for spine in axes.spines.values())


def test_the_insets_of_a_province_without_data_are_white() -> None:
    figure = draw(pd.Series({"01": "high"}), frame="vn34")
    for axes in figure.axes[1:]:
        assert {to_hex(c) for c in axes.collections[0].get_facecolor()} == {"#ffffff"}


@pytest.mark.parametrize("code", ["08", "22", "79"])
def test_the_province_picked_out_is_outlined_where_it_lies(groups: pd.Series, code: str) -> None:
    plain, marked = draw(groups).axes[0], draw(groups, highlight=code).axes[0]
    added = marked.collections[len(plain.collections) :]
    assert [to_hex(c.get_edgecolor()[0]) for c in added] == ["#ffffff", theme.OWN]
    left, bottom, right, top = maps.layer().loc[code, "geometry"].bounds
    for path in added[1].get_paths():
        low, high = path.vertices.min(axis=0), path.vertices.max(axis=0)
        assert left - 1 <= low[0] <= high[0] <= right + 1
        assert bottom - 1 <= low[1] <= high[1] <= top + 1


def test_the_same_map_gives_the_same_bytes_without_a_date(groups: pd.Series) -> None:
    first, second = (svg(draw(groups, highlight="08"), salt="m1") for _ in range(2))
    assert first == second
    assert not re.search(rb"<dc:date>|20\d\d-\d\d-\d\d", first)
    assert len(first) <= 350 * 1024


def test_a_caller_cannot_change_the_layers() -> None:
    shapes, points = maps.layer(), maps.islands()
    shapes["name_vi"], points["group"] = "x", "x"
    assert maps.layer().loc["08", "name_vi"] == "Tuyên Quang"
    assert set(maps.islands()["group"]) == set(maps.ARCHIPELAGOS)
