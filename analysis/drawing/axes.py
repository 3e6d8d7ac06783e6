"""What the charts share: lines that stop at breaks, labels, and axes in the reader's language."""

import math
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Literal

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.drawing.text import halo
from analysis.theme import OWN
from analysis.wording import Language

DASHES = (0, (4, 2))
# Ticks a reader can count in: at 42.5 a whole number would have to lie.
STEPS = [1, 2, 5, 10]


def draw_stretches(
    axes: Axes, series: pd.Series, breaks: Sequence[int], colour: str, *, dashed: bool = False
) -> None:
    """Draw a series as one line a stretch between breaks; missing years leave a gap.

    Parameters
    ----------
    axes : Axes
    series : Series of float, indexed by every year from the first to the last
    breaks : sequence of int
        Years in which a new series begins.
    colour : str
    dashed : bool
        Dashed and without points; a lone year then shows as a dash.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().subplots()
    >>> draw_stretches(axes, pd.Series([1.0, 2.0, 3.0], index=[2020, 2021, 2022]), [2022], "k")
    >>> [len(line.get_xdata()) for line in axes.lines]
    [2, 1]
    """
    bounds = [int(series.index[0]), *breaks, int(series.index[-1]) + 1]
    for first, after in pairwise(bounds):
        part = series.loc[first : after - 1]
        marker = ("_" if part.notna().sum() == 1 else None) if dashed else "o"
        axes.plot(part.index, part, color=colour, marker=marker, markersize=3.5,
                  linewidth=1 if dashed else 1.4, linestyle=DASHES if dashed else "-")  # fmt: skip


def label_points(
    axes: Axes,
    series: pd.Series,
    breaks: Sequence[int],
    language: Language,
    *,
    digits: int,
    only: Collection[int] | None = None,
) -> None:
    """Write the size of each value on the side of its point that the line does not take.

    Parameters
    ----------
    axes : Axes
    series : Series of float, indexed by year
    breaks : sequence of int
        Years in which a new line begins.
    language : Language
    digits : int
        Decimals.
    only : collection of int, optional
        Years to write; by default all.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from analysis.wording import language
    >>> axes = Figure().subplots()
    >>> values = pd.Series([41.5, 44.25], index=[2022, 2023])
    >>> label_points(axes, values, [], language("vi"), digits=2)
    >>> [(label.get_text(), label.get_va()) for label in axes.texts]
    [('41,50', 'top'), ('44,25', 'bottom')]
    """
    known = series.dropna()
    years, numbers = known.index.to_numpy(dtype=int), known.to_numpy(dtype=float)
    values: dict[int, float] = dict(zip(years.tolist(), numbers.tolist(), strict=True))
    for year, value in values.items():
        if only is not None and year not in only:
            continue
        before = values.get(year - 1, value) if year not in breaks else value
        after = values.get(year + 1, value) if year + 1 not in breaks else value
        below = before + after > 2 * value
        axes.annotate(
            language.number(abs(value), digits), (year, value), xytext=(0, -5 if below else 5),
            textcoords="offset points", ha="center", va="top" if below else "bottom",
            fontsize=6.3, color=OWN, path_effects=halo(),
        )  # fmt: skip


def number_axis(axes: Axes, language: Language, *, which: Literal["x", "y"] = "y") -> None:
    """Give an axis round ticks with as many decimals as they need.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from analysis.wording import language
    >>> figure = Figure()
    >>> axes = figure.subplots()
    >>> _ = axes.set_ylim(0.62, 0.74)
    >>> number_axis(axes, language("vi"))
    >>> figure.draw_without_rendering()
    >>> [label.get_text() for label in axes.get_yticklabels()][1:3]
    ['0,64', '0,66']
    """
    axis = axes.yaxis if which == "y" else axes.xaxis
    low, high = sorted(axes.get_ylim() if which == "y" else axes.get_xlim())
    locator = MaxNLocator(nbins=6, steps=STEPS)
    ticks = locator.tick_values(low, high)
    # 0.02 needs two decimals, 20 none; rounding must not make 0.1 need two.
    digits = max(0, -math.floor(math.log10(ticks[1] - ticks[0]) + 1e-9))
    axis.set_major_locator(locator)
    axis.set_major_formatter(FuncFormatter(lambda v, _: language.number(v, digits)))


def rank_axis(axes: Axes, language: Language) -> None:
    """Label an axis of ranks drawn as negative numbers, so that rank 1 is on top.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from analysis.wording import language
    >>> figure = Figure()
    >>> axes = figure.subplots()
    >>> _ = axes.set_ylim(-34.5, 4)
    >>> rank_axis(axes, language("vi"))
    >>> figure.draw_without_rendering()
    >>> [label.get_text() for label in axes.get_yticklabels()]
    ['30', '20', '10']
    """
    low, high = axes.get_ylim()
    locator = MaxNLocator(nbins=6, steps=STEPS, integer=True)
    axes.set_yticks([t for t in locator.tick_values(low, high) if low <= t <= -1])
    axes.yaxis.set_major_formatter(FuncFormatter(lambda v, _: language.number(-v, 0)))
