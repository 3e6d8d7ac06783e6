import numpy as np
import pandas as pd
import pytest
from data.pictures import drawn, ticks
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from analysis.drawing import (
    Words,
    draw_stretches,
    label_points,
    number_axis,
    rank_axis,
    sheet,
    sheets,
    spread,
    svg,
    width,
    wrap,
)
from analysis.wording import language

VI = language("vi")


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


def test_a_sheet_keeps_words_and_axes_apart() -> None:
    long = "Một phát hiện dài đến mức phải xuống dòng ở bề rộng của trang giấy " * 2
    with sheet(None, Words(long, "đơn vị: điểm", "Nguồn: X"), height=5) as axes:
        axes.plot([0, 1000], [0, 1])
        axes.set_ylabel("điểm")
    figure = axes.figure
    renderer = figure.canvas.get_renderer()
    inner = axes.get_tightbbox(renderer)
    head = [t.get_window_extent() for t in figure.texts[:-1]]
    foot = figure.texts[-1].get_window_extent()
    assert len(head) == 3
    assert all(box.y0 >= inner.y1 and box.x1 <= figure.bbox.x1 for box in head)
    assert foot.y1 <= inner.y0
    assert inner.x0 >= 0
    assert inner.x1 <= figure.bbox.x1


def test_panels_of_a_grid_are_of_one_size_and_apart() -> None:
    with sheets(Words(), (2, 3), height=10, gap=0.5) as grid:
        grid[0, 0].set_ylabel("điểm")
        grid[1, 2].set_title("Tựa")
    boxes = np.array([one.get_position().bounds for one in grid.ravel()])
    assert np.ptp(boxes[:, 2]) == pytest.approx(0, abs=1e-9)
    assert np.ptp(boxes[:, 3]) == pytest.approx(0, abs=1e-9)
    renderer = grid[0, 0].figure.canvas.get_renderer()
    rims = [one.get_tightbbox(renderer) for one in grid.ravel()]
    for k, box in enumerate(rims):
        assert not any(box.overlaps(other) for other in rims[:k])


def test_axes_of_the_caller_keep_their_place() -> None:
    axes = Figure().subplots()
    before = axes.get_position().bounds
    with sheet(axes, Words("Tựa", "đơn vị"), height=3) as mine:
        assert mine is axes
    assert axes.get_position().bounds == before
    assert axes.get_title(loc="left") == "Tựa\nđơn vị"


@settings(max_examples=30, deadline=None)
@given(st.text("abc ộệ\n", max_size=60), st.floats(20, 200))
def test_wrapping_loses_no_word_and_keeps_to_the_room(text: str, room: float) -> None:
    lines = wrap(text, room).split("\n")
    assert " ".join(lines).split() == text.split()
    assert all(width(line) <= room for line in lines if len(line.split()) > 1)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(-100, 100), max_size=12), st.floats(0.1, 20))
def test_labels_spread_in_their_order(places: list[float], gap: float) -> None:
    moved = spread(places, gap)
    order = sorted(range(len(places)), key=places.__getitem__)
    steps = np.diff([moved[i] for i in order])
    assert (steps >= gap - 1e-9).all()
    # No more than needed: the middle of the labels stays.
    assert np.sum(moved) == pytest.approx(np.sum(places), abs=1e-6)


def test_an_svg_has_no_style_no_date_and_ids_of_its_own() -> None:
    figure = Figure()
    figure.subplots().plot([1, 2], gid="x", label="một & hai")
    text = svg(figure, salt="s1").decode()
    assert "style=" not in text
    assert "<style" not in text
    assert "dc:date" not in text
    assert '<g id="s1-x" role="img" tabindex="0"><title>một &amp; hai</title>' in text
