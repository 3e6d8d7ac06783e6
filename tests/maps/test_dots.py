"""Dot maps of ranks, read from the figure and from its SVG."""

import re

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from analysis import maps, provinces, standing, store, theme
from analysis.drawing import svg
from analysis.errors import BadParameter, NoData
from analysis.maps import rank_dots
from analysis.wording import language


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


@pytest.fixture(scope="module")
def papi(scores: pd.DataFrame) -> pd.Series:
    """Return ranks of PAPI 2023, counted without the code under test."""
    rows = scores[(scores["index"] == "papi") & (scores["component"] == "overall")]
    known = rows[(rows["year"] == 2023) & (rows["province_code"] != "00")]
    return known.set_index("province_code")["score"].rank(ascending=False, method="min")


@pytest.fixture(scope="module")
def par(scores: pd.DataFrame) -> pd.Series:
    """Return the published ranks of PAR INDEX 2023: 34 of 63 are known."""
    return standing.cross_section(scores, "par_index", "overall", 2023).ranked


def dots(axes: Axes, colour: str, *, edge: bool = False) -> set[tuple[float, float]]:
    """Return where the dots of a colour stand."""
    places: set[tuple[float, float]] = set()
    for collection in axes.collections:
        held = collection.get_edgecolor() if edge else collection.get_facecolor()
        if collection.get_gid() or not len(held) or to_hex(held[0]) != colour:
            continue
        places |= {(x, y) for x, y in np.asarray(collection.get_offsets()).tolist()}
    return places


def numbers(axes: Axes) -> dict[tuple[float, float], str]:
    return {text.get_position(): text.get_text() for text in axes.texts
            if re.fullmatch(r"\d+", text.get_text())}  # fmt: skip


def lists(figure: Figure) -> dict[str, list[str]]:
    legends = figure.axes[0].findobj(lambda a: type(a).__name__ == "Legend")
    return {
        legend.get_title().get_text(): [text.get_text() for text in legend.get_texts()]  # type: ignore[attr-defined]
        for legend in legends
    }


def test_first_and_last_ten_bear_their_rank(papi: pd.Series) -> None:
    axes, middles = rank_dots(papi).axes[0], maps.shapes().middles
    first = {middles[str(c)] for c in papi.index[papi <= 10]}
    last = {middles[str(c)] for c in papi.index[papi > 51]}
    assert (len(first), len(last)) == (10, 10)
    assert dots(axes, theme.GAIN) == first
    assert dots(axes, theme.LOSS, edge=True) == last
    assert numbers(axes) == {
        middles[str(c)]: str(int(rank)) for c, rank in papi.items() if rank <= 10 or rank > 51
    }


def test_every_ranked_province_has_one_dot_and_the_better_the_larger(papi: pd.Series) -> None:
    axes, middles = rank_dots(papi).axes[0], maps.shapes().middles
    sizes = {
        (x, y): float(size)
        for c in axes.collections
        if isinstance(c, PathCollection) and not c.get_gid() and len(c.get_offsets())
        for (x, y), size in zip(
            np.asarray(c.get_offsets()).tolist(), np.resize(c.get_sizes(), len(c.get_offsets())),
            strict=True,
        )
    }  # fmt: skip
    assert set(sizes) == {middles[str(code)] for code in papi.index}
    between = papi[(papi > 10) & (papi <= 51)].sort_values()
    assert pd.Series([sizes[middles[str(c)]] for c in between.index]).is_monotonic_decreasing
    assert {sizes[middles[str(c)]] for c in papi.index[papi <= 10]} == {max(sizes.values())}


def test_the_lists_name_first_and_last(papi: pd.Series) -> None:
    found = lists(rank_dots(papi))
    names = {p.code: p.name_vi for p in provinces.provinces()}
    ordered = papi.sort_values()
    said = [f"{int(rank)}  {names[str(code)]}" for code, rank in ordered.items()]
    assert found["Nhóm đứng đầu"] == [*said[:10], "không có số liệu: 2 tỉnh"]
    assert found["Nhóm cuối bảng"] == said[-10:]
    assert set(lists(rank_dots(papi, language=language("en")))) == {"First", "Last"}


def test_the_province_picked_out_bears_its_rank_wherever_it_stands(papi: pd.Series) -> None:
    figure = rank_dots(papi, highlight="08")
    assert figure.texts[0].get_text() == "Tuyên Quang xếp thứ 41/61; đứng đầu: Thừa Thiên Huế"
    assert numbers(figure.axes[0])[maps.shapes().middles["08"]] == "41"
    assert dots(figure.axes[0], theme.OWN) == {maps.shapes().middles["08"]}
    assert rank_dots(papi, highlight="22").texts[0].get_text() == "Quảng Ninh không có thứ hạng"
    first = rank_dots(papi, highlight="46", language=language("en"))
    assert first.texts[0].get_text() == "Thua Thien Hue is in front of 61 provinces"


def test_published_ranks_of_a_partial_panel_keep_their_number(par: pd.Series) -> None:
    assert (int(par.notna().sum()), par.min(), par.max()) == (34, 1, 63)
    figure = rank_dots(par, n=63)
    found = lists(figure)
    assert len(found["Nhóm đứng đầu"]) == int((par <= 10).sum()) + 1
    assert found["Nhóm cuối bảng"][-1] == "63  An Giang"
    assert len(found["Nhóm cuối bảng"]) == int((par > 53).sum())
    assert "34/63" in figure.texts[1].get_text()
    hatched = [p for p in figure.findobj(PathPatch) if p.get_hatch() and p.get_gid()]
    assert len(hatched) == 29


def test_nobody_is_called_first_or_last_who_is_not() -> None:
    figure = rank_dots(pd.Series({"01": 20, "08": 30}), n=63)
    assert [text.get_text() for text in figure.texts] == [
        "Thứ hạng: chấm càng lớn càng cao; biết thứ hạng của 2/63 tỉnh, thành phố được xếp hạng"
    ]
    assert lists(figure) == {"": ["không có số liệu: 61 tỉnh"]}
    own = rank_dots(pd.Series({"01": 20, "08": 30}), n=63, highlight="08")
    assert own.texts[0].get_text() == "Tuyên Quang xếp thứ 30/63"


def test_units_of_2025() -> None:
    codes = [p.code for p in provinces.provinces("vn34")]
    figure = rank_dots(pd.Series(range(1, 35), index=codes), frame="vn34", highlight="08")
    assert figure.texts[0].get_text() == "Tuyên Quang xếp thứ 3/34; đứng đầu: Hà Nội"
    assert len(dots(figure.axes[0], theme.GAIN)) == 10


def test_each_province_says_its_rank_in_the_svg(papi: pd.Series) -> None:
    text = svg(rank_dots(papi), salt="d").decode()
    assert "<title>Tuyên Quang: thứ 41/61</title>" in text
    assert "<title>Quảng Ninh: không có số liệu</title>" in text
    assert len(text.encode()) <= 350 * 1024


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pd.Series({"01": 1, "99": 2}), "codes 99 are not units"),
        (pd.Series([1, 2], index=["01", "01"]), "codes 01 stand twice"),
        (pd.Series({"01": 1.5}), r"1\.5 of 01 is no rank"),
        (pd.Series({"01": 0}), "0 of 01 is no rank"),
        (pd.Series({"01": np.inf}), "infinite"),
        (pd.Series({"01": None}, dtype="Int64"), "no province has a value"),
        (pd.Series({"01": "nhất"}), "is no number"),
    ],
)
def test_bad_ranks(data: pd.Series, message: str) -> None:
    with pytest.raises(NoData, match=message):
        rank_dots(data)


def test_ranks_among_too_few() -> None:
    with pytest.raises(BadParameter, match="ranks among 40 provinces cannot hold 41"):
        rank_dots(pd.Series({"08": 41}), n=40)


def test_one_single_rank() -> None:
    figure = rank_dots(pd.Series({"08": 1}))
    assert figure.texts[0].get_text() == "Đứng đầu: Tuyên Quang"


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_rank_dots_look(papi: pd.Series) -> Figure:
    return rank_dots(papi, highlight="08")
