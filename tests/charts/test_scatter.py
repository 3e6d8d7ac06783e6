import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analysis import charts, relate, store, theme
from analysis.wording import language

VI = language("vi")


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


def points(axes: Axes) -> list[PathCollection]:
    return [c for c in axes.collections if isinstance(c, PathCollection)]


def test_scatter_marks_every_year_by_itself(scores: pd.DataFrame) -> None:
    measures = [relate.Measure("papi", f"d{i}") for i in (1, 5)]
    pairs, found = relate.paired(scores, *measures), relate.correlate(scores, *measures)
    figure = drawn(charts.scatter(pairs, found, x_label="x", y_label="y", language=VI))
    marks = [c.get_paths()[0].vertices.tobytes() for c in points(figure.axes[0]) if c.get_label()]
    assert len(set(marks)) == len(found.years) == 14


def test_scatter_shows_every_pair_once(scores: pd.DataFrame) -> None:
    measures = [
        relate.Measure("operations", f"score_766_{m}") for m in ("progress", "satisfaction")
    ]
    pairs, found = relate.paired(scores, *measures), relate.correlate(scores, *measures)
    figure = drawn(
        charts.scatter(pairs, found, highlight="22", x_label="tiến độ", y_label="hài lòng",
                       language=VI)
    )  # fmt: skip
    (axes,) = figure.axes
    own = [c for c in points(axes) if [to_hex(f) for f in c.get_facecolor()] == [theme.OWN]]
    assert sum(len(c.get_offsets()) for c in points(axes)) == found.n == 102
    assert sum(len(c.get_offsets()) for c in own) == 3
    assert axes.get_title(loc="left") == "r = 0,51 (n = 102)"
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["2022", "2023", "2024"]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("tiến độ", "hài lòng")
    assert ticks(axes)[0] == "15,5"
