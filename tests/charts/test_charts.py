import re

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analysis import charts, indices, provinces, standing, store, theme, trend
from analysis.drawing import draw_stretches, label_points, number_axis, rank_axis, svg
from analysis.errors import NoData
from analysis.wording import Language, language

VI, EN = language("vi"), language("en")
NAMES = {p.code: p.name_vi for p in provinces.provinces()}


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


def drawn(figure: Figure) -> Figure:
    figure.draw_without_rendering()
    return figure


def ticks(axes: Axes, which: str = "y") -> list[str]:
    axis = axes.yaxis if which == "y" else axes.xaxis
    low, high = sorted(axes.get_ylim() if which == "y" else axes.get_xlim())
    return [
        tick.label1.get_text() for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high
    ]


def written(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts]


def points(axes: Axes) -> list[PathCollection]:
    return [c for c in axes.collections if isinstance(c, PathCollection)]


def inches(figure: Figure) -> tuple[float, float]:
    width, height = figure.get_size_inches()
    return width * 2.54, height * 2.54


def columns(scores: pd.DataFrame, code: str, year: int, lang: Language) -> Figure:
    section = standing.cross_section(scores, "papi", "overall", year)
    return drawn(charts.province_columns(section, highlight=code, language=lang))


def profile_chart(scores: pd.DataFrame, code: str, index: str, year: int) -> Figure:
    table = standing.profile(scores, code, index, year=year)
    names = {c.code: c.name_vi for c in indices.domains(index, year)}
    return drawn(charts.domain_profile(table, names, language=VI))


@pytest.mark.parametrize(
    ("code", "year", "n", "value"),
    [("08", 2023, 61, "41,49"), ("22", 2024, 61, "47,82"), ("79", 2022, 61, "41,02")],
)
def test_columns(scores: pd.DataFrame, code: str, year: int, n: int, value: str) -> None:
    figure = columns(scores, code, year, VI)
    (axes,) = figure.axes
    (stems,) = [c for c in axes.collections if isinstance(c, LineCollection)]
    (dots,) = points(axes)
    heights = [float(segment[1][1]) for segment in stems.get_segments()]
    assert len(heights) == len(dots.get_offsets()) == n
    assert heights == sorted(heights, reverse=True)
    assert heights == dots.get_offsets()[:, 1].tolist()
    labels = axes.get_xticklabels()
    (own,) = [k for k, label in enumerate(labels) if label.get_text() == NAMES[code]]
    assert [k for k, label in enumerate(labels) if label.get_fontweight() == "bold"] == [own]
    colours = [to_hex(c) for c in dots.get_facecolors()]
    assert [k for k, colour in enumerate(colours) if colour == theme.OWN] == [own]
    assert value in written(axes)
    mean = VI.number(float(np.mean(heights)))
    assert [text.rsplit(" ", 1)[1] for text in written(axes) if " " in text] == [mean]
    assert inches(figure) == pytest.approx((16, 7.2))


def test_columns_without_a_province_picked_out(scores: pd.DataFrame) -> None:
    section = standing.cross_section(scores, "papi", "overall", 2023)
    (axes,) = charts.province_columns(section, language=VI).axes
    assert {to_hex(c) for c in points(axes)[0].get_facecolors()} == {theme.OTHERS}
    assert len(written(axes)) == 1


def test_columns_stand_in_the_order_of_the_ranks(scores: pd.DataFrame) -> None:
    section = standing.cross_section(scores, "papi", "overall", 2023)
    (axes,) = columns(scores, "08", 2023, VI).axes
    labels = [label.get_text() for label in axes.get_xticklabels()]
    ranked = section.ranked.sort_values(kind="stable")
    assert labels == [NAMES[c] for c in ranked.index]


def test_columns_of_nothing(scores: pd.DataFrame) -> None:
    section = standing.cross_section(scores, "papi", "overall", 1999)
    with pytest.raises(NoData, match="no score of papi overall in 1999"):
        charts.province_columns(section, language=VI)


def test_score_and_rank_have_numbers_in_the_readers_language(scores: pd.DataFrame) -> None:
    table = standing.history(scores, "08", "papi", last_year=2023).tail(3)
    for lang, expected in ((VI, ["43,40", "43,11", "41,49"]), (EN, ["43.40", "43.11", "41.49"])):
        figure = drawn(charts.score_and_rank(table, unit="điểm", language=lang))
        left, right = figure.axes
        assert written(left) == expected
        assert written(right) == ["20", "20", "41"]
        assert left.get_ylabel() == "điểm"
        assert ticks(left, "x") == ["2021", "2022", "2023"]
        assert inches(figure) == pytest.approx((16, 6.2))


def test_lines_stop_at_breaks_and_gaps(scores: pd.DataFrame) -> None:
    table = standing.history(scores, "08", "papi", last_year=2023).tail(8)
    left, right = charts.score_and_rank(table, unit="", language=VI).axes
    own = [line for line in left.lines if line.get_color() == theme.OWN]
    assert [line.get_xdata().tolist() for line in own] == [
        [2016, 2017], [2018], [2019, 2020], [2021, 2022, 2023]
    ]  # fmt: skip
    dotted = [line.get_xdata()[0] for line in left.lines if line.get_linestyle() == ":"]
    assert dotted == [2017.5, 2018.5, 2020.5]
    # The best rank is on top.
    assert right.get_ylim()[0] < right.get_ylim()[1]
    assert [-y for line in right.lines if line.get_color() == theme.OWN
            for y in line.get_ydata()] == [24, 19, 17, 42, 12, 20, 20, 41]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "index", "year"), [("22", "papi", 2024), ("22", "sipas", 2023), ("08", "papi", 2023)]
)
def test_no_rank_above_the_first_is_on_the_axis(
    scores: pd.DataFrame, code: str, index: str, year: int
) -> None:
    table = standing.history(scores, code, index, last_year=year).tail(8)
    right = drawn(charts.score_and_rank(table, unit="", language=VI)).axes[1]
    labels = ticks(right)
    assert labels
    assert all(re.fullmatch(r"[1-9]\d?", label) for label in labels)


def test_the_trend_is_drawn_over_its_years_and_named(scores: pd.DataFrame) -> None:
    table = standing.history(scores, "08", "papi", last_year=2023).tail(3)
    fit = trend.trend(table["score"])
    without = charts.score_and_rank(table, unit="", language=VI).axes[0]
    left = charts.score_and_rank(table, trend=fit, unit="", language=VI).axes[0]
    (line,) = [line for line in left.lines if line.get_color() == theme.INK]
    assert list(line.get_xdata()) == [2021, 2023]
    assert list(line.get_ydata()) == [fit.fitted(2021), fit.fitted(2023)]
    entries = [len(axes.get_legend().get_texts()) for axes in (without, left)]
    assert entries == [2, 3]


def test_profile_of_a_complete_panel(scores: pd.DataFrame) -> None:
    figure = profile_chart(scores, "08", "papi", 2023)
    (axes,) = figure.axes
    series = points(axes)
    assert [len(s.get_offsets()) for s in series] == [8, 8, 8, 8]
    # Dimension 1 is on top.
    assert series[0].get_offsets()[-1].tolist() == pytest.approx([49.68036, 7])
    assert written(axes)[::-1] == ["4,97", "5,02", "4,25", "6,86", "7,07", "6,91", "3,41", "3,01"]
    assert axes.get_yticklabels()[-1].get_text() == "Tham gia của người dân ở cấp cơ sở"
    low, high = axes.get_xlim()
    for s in series:
        assert low < s.get_offsets()[:, 0].min()
        assert s.get_offsets()[:, 0].max() < high
    assert inches(figure) == pytest.approx((16, 2.2 + 0.75 * 8))


def test_profile_of_a_partial_panel_promises_no_means(scores: pd.DataFrame) -> None:
    (axes,) = profile_chart(scores, "79", "par_index", 2022).axes
    assert len(axes.get_legend().get_texts()) == len(points(axes)) == 1
    assert written(axes) == ["74,11", "99,89"]


def test_profile_without_scores(scores: pd.DataFrame) -> None:
    with pytest.raises(NoData, match="no domain has a score"):
        profile_chart(scores, "22", "papi", 2023)


@pytest.mark.parametrize("lang", [VI, EN], ids=["vi", "en"])
def test_the_same_chart_gives_the_same_bytes_and_misses_no_glyph(
    scores: pd.DataFrame, lang: Language
) -> None:
    # A missing glyph is a warning, and warnings are errors.
    first, second = (svg(columns(scores, "08", 2023, lang), salt="c1") for _ in range(2))
    assert first == second
    assert first.startswith(b"<?xml")


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 100, ["0", "20", "40", "60", "80", "100"]),
        (41, 44, ["41,0", "41,5", "42,0", "42,5", "43,0", "43,5", "44,0"]),
        (0.6, 0.7, ["0,60", "0,62", "0,64", "0,66", "0,68", "0,70"]),
        (42, 46, ["42", "43", "44", "45", "46"]),
        (42, 42.55, ["42,0", "42,1", "42,2", "42,3", "42,4", "42,5"]),
        (0, 4000, ["0", "1.000", "2.000", "3.000", "4.000"]),
    ],
)
@pytest.mark.parametrize("which", ["x", "y"])
def test_ticks_are_round_and_show_the_decimals_they_need(
    low: float, high: float, expected: list[str], which: str
) -> None:
    figure = Figure()
    axes = figure.subplots()
    axes.set(**{f"{which}lim": (low, high)})
    number_axis(axes, VI, which=which)  # type: ignore[arg-type]
    drawn(figure)
    assert ticks(axes, which) == expected


def test_ranks_count_down_from_the_top() -> None:
    figure = Figure()
    axes = figure.subplots()
    axes.set_ylim(-5.2, 0.4)
    rank_axis(axes, VI)
    drawn(figure)
    assert ticks(axes) == ["5", "4", "3", "2", "1"]


def test_labels_keep_off_the_line() -> None:
    axes = Figure().subplots()
    # A peak, a dip, a lone point after a break, and the end of a fall.
    values = pd.Series([1.0, 3.0, 1.0, 9.0, 5.0, 2.0], index=range(2018, 2024))
    label_points(axes, values, [2021, 2022], VI, digits=0)
    assert [text.get_va() for text in axes.texts] == [
        "top", "bottom", "top", "bottom", "bottom", "top"
    ]  # fmt: skip


def test_a_lone_year_of_a_dashed_line_can_be_seen() -> None:
    axes = Figure().subplots()
    values = pd.Series([1.0, 2.0, 3.0], index=[2020, 2021, 2022])
    draw_stretches(axes, values, [2022], "k", dashed=True)
    assert [line.get_marker() for line in axes.lines] == ["None", "_"]
