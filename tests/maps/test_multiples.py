"""Small multiples, read from the figure and from its SVG."""

import re
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analysis import maps, provinces, ranks, store, theme
from analysis.drawing import svg
from analysis.errors import BadParameter, NoData
from analysis.maps import classify, small_multiples
from analysis.panel import Panel, panel
from analysis.wording import language

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


@pytest.fixture(scope="module")
def recent(scores: pd.DataFrame) -> Panel:
    return panel(scores, "papi", years=range(2021, 2025))


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    """Return PAPI 2021 to 2024, read without the code under test."""
    rows = store.load_scores("papi", component="overall", years=[2021, 2022, 2023, 2024])
    own = rows[rows["province_code"] != "00"]
    return own.pivot(index="province_code", columns="year", values="score").dropna(how="all")


def repeats(figure: Figure, prefix: str) -> dict[str, PathCollection]:
    return {
        str(c.get_gid()).removeprefix(prefix): c
        for c in figure.findobj(PathCollection)
        if str(c.get_gid()).startswith(prefix)
    }


def panel_of(axes: Axes, n: int, columns: int, x: float, y: float) -> int:
    """Return in which map a place of the axes lies."""
    left, right = axes.get_xlim()
    rows = -(-n // columns)
    heads = [t.get_position() for t in axes.texts if t.get_weight() == "bold"]
    assert len(heads) == n
    column = int((x - left) / (right - left) * columns)
    tops = sorted({round(top, 3) for _, top in heads}, reverse=True)
    assert len(tops) == rows
    return max(k for k, top in enumerate(tops) if y <= top) * columns + column


def fills(figure: Figure, n: int, columns: int) -> list[dict[str, str]]:
    """Return the colours of the provinces in each map, from where they are drawn."""
    axes, found = figure.axes[0], [dict[str, str]() for _ in range(n)]
    for code, shape in repeats(figure, "unit-").items():
        if shape.get_hatch():
            continue
        middle = np.array(maps.shapes().middles[code])
        for move, colour in zip(shape.get_offsets(), shape.get_facecolor(), strict=True):
            found[panel_of(axes, n, columns, *(middle + move))][code] = to_hex(colour)
    return found


def test_every_map_has_the_same_classes(recent: Panel, table: pd.DataFrame) -> None:
    figure = small_multiples(recent)
    classes = classify(table, "quantiles", k=5)
    expected = [
        {str(c): classes.colours[int(i)] for c, i in classes.place(table[y].dropna()).items()}
        for y in table
    ]
    assert fills(figure, 4, 4) == expected
    assert [len(one) for one in expected] == [60, 61, 61, 61]
    legend = figure.axes[0].get_legend()
    assert legend is not None
    lines = [t.get_text() for t in legend.get_texts()]
    assert len(lines) == 6
    assert lines[0].split("–")[0] == f"{table.min().min():.2f}".replace(".", ",")
    assert lines[4].split("–")[1] == f"{table.max().max():.2f}".replace(".", ",")
    assert lines[-1] == "không có số liệu"


def test_missing_is_hatched_in_its_years(recent: Panel) -> None:
    figure = small_multiples(recent)
    hatched = repeats(figure, "missing-")
    blank = {code: len(c.get_offsets()) for code, c in hatched.items()}
    known = recent.table.isna().sum(axis=1)
    assert blank == {c: int(n) for c, n in known.items() if 0 < n < 4}
    assert all(c.get_hatch() for c in hatched.values())
    never = {c for c, shape in repeats(figure, "unit-").items() if shape.get_hatch()}
    assert never == {p.code for p in provinces.provinces()} - set(recent.table.index)


def test_hoang_sa_and_truong_sa_are_labelled_in_every_map(recent: Panel) -> None:
    figure = small_multiples(recent)
    labels = [t.get_text() for t in figure.axes[0].texts]
    assert labels.count("Hoàng Sa") == labels.count("Trường Sa") == 4
    found = fills(figure, 4, 4)
    for code, squares in repeats(figure, "islands-").items():
        assert code in {"48", "56"}
        assert [to_hex(c) for c in squares.get_facecolor()] == [one[code] for one in found]


def test_the_disclaimer_stands_once(recent: Panel) -> None:
    labels = [t.get_text() for t in small_multiples(recent).axes[0].texts]
    assert labels.count("Sơ đồ minh họa, không dùng để xác định địa giới.") == 1


def test_breaks_of_a_panel_are_marked(scores: pd.DataFrame) -> None:
    figure = small_multiples(panel(scores, "papi", years=range(2017, 2025)))
    axes = figure.axes[0]
    assert sum(t.get_text() == "bộ chỉ số mới" for t in axes.texts) == 3  # 2018, 2019 and 2021
    assert len(axes.lines) == 3
    said = " ".join(t.get_text() for t in figure.texts)
    assert "Không so sánh màu giữa hai bên lần đổi bộ chỉ số (đường đứt)" in said
    # From 2021 on there is one edition.
    recent = small_multiples(panel(scores, "papi", years=range(2021, 2025)))
    assert not recent.axes[0].lines
    assert "bộ chỉ số" not in " ".join(t.get_text() for t in recent.texts)


def test_breaks_of_a_plain_table(table: pd.DataFrame) -> None:
    figure = small_multiples(table, breaks=[2023], language=language("en"))
    assert [t.get_text() for t in figure.axes[0].texts].count("new edition") == 1
    with pytest.raises(BadParameter, match="breaks 2020 are no columns"):
        small_multiples(table, breaks=[2020])


def test_what_is_said(recent: Panel, table: pd.DataFrame) -> None:
    names = {p.code: p.name_vi for p in provinces.provinces()}
    figure = small_multiples(recent)
    leaders = [names[str(table[year].idxmax())] for year in table]
    title = figure.texts[0].get_text()
    assert all(name in title for name in leaders)
    assert figure.texts[1].get_text() == "PAPI; 60–61/63 tỉnh, thành phố có số liệu mỗi năm"
    first, last = table.loc["08", [2021, 2024]].round(2)
    change = f"{last - first:+.2f}".replace("-", "−").replace(".", ",")
    own = small_multiples(recent, highlight="08").texts[0].get_text()
    assert own == f"Tuyên Quang: {change} từ 2021 (43,40) đến 2024 (42,55)"
    across = small_multiples(table, breaks=[2024], highlight="08").texts[0].get_text()
    assert across == "Tuyên Quang: 42,55 năm 2024"
    english = small_multiples(recent, highlight="08", language=language("en"))
    assert english.texts[0].get_text() == "Tuyen Quang: −0.85 from 2021 (43.40) to 2024 (42.55)"


def test_a_province_says_all_its_years_in_the_svg(recent: Panel) -> None:
    text = svg(small_multiples(recent, highlight="08"), salt="s")
    titles = {
        g.get("id", ""): g[0].text for g in ElementTree.fromstring(text).iter(f"{SVG}g")
        if len(g) and g[0].tag == f"{SVG}title"
    }  # fmt: skip
    assert titles["s-unit-08"] == (
        "Tuyên Quang: 2021: 43,40; 2022: 43,11; 2023: 41,49; 2024: 42,55"
    )
    assert "không có số liệu" in str(titles["s-missing-22"])
    assert sum(key.startswith("s-unit-") for key in titles) == 63
    assert text == svg(small_multiples(recent, highlight="08"), salt="s")


def test_the_geometry_is_written_once(scores: pd.DataFrame) -> None:
    sizes = {
        n: len(svg(small_multiples(panel(scores, "papi", years=range(2025 - n, 2025))), salt="s"))
        for n in (4, 12)
    }
    assert sizes[12] <= 350 * 1024
    assert sizes[12] < 1.6 * sizes[4]


def test_published_groups_are_cut_anew_every_year(table: pd.DataFrame) -> None:
    figure = small_multiples(table[[2022, 2023, 2024]], scheme="papi_groups")
    found = fills(figure, 3, 3)
    colour = dict(zip(ranks.GROUPS, theme.GROUPS, strict=True))
    for year, one in zip((2022, 2023, 2024), found, strict=True):
        groups = ranks.papi_groups(table[year], year).dropna()
        assert one == {str(c): colour[g] for c, g in groups.items()}
    legend = figure.axes[0].get_legend()
    assert legend is not None
    assert [t.get_text() for t in legend.get_texts()] == [
        "thấp", "trung bình thấp", "trung bình cao", "cao", "không có số liệu"
    ]  # fmt: skip


@pytest.mark.parametrize("n", range(1, 13))
def test_any_number_of_maps_fits_on_a_page(n: int) -> None:
    codes = [p.code for p in provinces.provinces()]
    data = pd.DataFrame({2000 + k: np.arange(63.0) + k for k in range(n)}, index=codes)
    figure = small_multiples(data, highlight="79")
    wide, high = figure.get_size_inches() * 2.54
    assert wide == pytest.approx(16, abs=0.01)
    assert high <= 24
    years = [t for t in figure.axes[0].texts if re.fullmatch(r"20\d\d", t.get_text())]
    assert len(years) == n
    # Nothing is drawn outside the sheet, and no map runs into another's year.
    axes = figure.axes[0]
    (left, right), (low, top) = axes.get_xlim(), axes.get_ylim()
    for shape in repeats(figure, "unit-").values():
        places = shape.get_paths()[0].vertices[None] + np.asarray(shape.get_offsets())[:, None]
        assert places[..., 0].min() >= left - 1
        assert places[..., 0].max() <= right + 1
        assert places[..., 1].min() >= low - 1
        assert places[..., 1].max() <= top


def test_units_of_2025() -> None:
    codes = [p.code for p in provinces.provinces("vn34")]
    data = pd.DataFrame({"a": range(34), "b": range(34)}, index=codes, dtype=float)
    figure = small_multiples(data, frame="vn34", highlight="08")
    assert len(repeats(figure, "unit-")) == 34
    assert figure.texts[0].get_text() == "Tuyên Quang: 0,00 từ a (2,00) đến b (2,00)"


def test_a_partial_panel_says_so(scores: pd.DataFrame) -> None:
    known = panel(scores, "par_index", years=range(2018, 2024), allow_partial=True)
    figure = small_multiples(known, col_wrap=5)
    low, high = min(known.known.values()), max(known.known.values())
    said = " ".join(t.get_text() for t in figure.texts)
    assert f"PAR INDEX; {low}–{high}/63 tỉnh, thành phố có số liệu mỗi năm" in said
    assert ", trong số địa phương có số liệu PAR INDEX" in said


def test_too_many_and_too_few() -> None:
    data = pd.DataFrame({k: [1.0, 2.0] for k in range(13)}, index=["01", "08"])
    with pytest.raises(BadParameter, match="1 to 12 years, got 13"):
        small_multiples(data)
    with pytest.raises(BadParameter, match="got 0"):
        small_multiples(data[[]])


@pytest.mark.parametrize(
    ("data", "codes", "message"),
    [
        ({2023: [1.0, 2.0]}, ["01", "99"], "codes 99 are not units"),
        ({2023: [1.0, 2.0]}, ["01", "01"], "codes 01 stand twice"),
        ({2023: [1.0, 2.0], 2024: [None, None]}, ["01", "08"], "no province has a value"),
        ({2023: [1.0, np.inf]}, ["01", "08"], "infinite"),
        ({2023: ["a", "b"]}, ["01", "08"], "is no number"),
    ],
)
def test_bad_values(data: dict[int, list[object]], codes: list[str], message: str) -> None:
    with pytest.raises(NoData, match=message):
        small_multiples(pd.DataFrame(data, index=codes))
    with pytest.raises(NoData, match="codes 99 are not units"):
        small_multiples(pd.DataFrame({2023: [1.0]}, index=["01"]), highlight="99")


def test_one_single_value_and_axes_of_the_caller() -> None:
    mine = Figure(figsize=(4, 4))
    axes = mine.add_axes((0, 0, 1, 0.9))
    assert small_multiples(pd.DataFrame({2023: [1.0]}, index=["01"]), ax=axes) is mine
    assert len(repeats(mine, "unit-")) == 63


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_small_multiples_look(scores: pd.DataFrame) -> Figure:
    return small_multiples(panel(scores, "papi", years=range(2017, 2025)), highlight="08")
