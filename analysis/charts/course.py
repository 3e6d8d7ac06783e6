"""Score and rank over the years (chart C2)."""

import math
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.drawing import (
    AUTOMATIC,
    Words,
    draw_stretches,
    figure_of,
    label_points,
    number_axis,
    rank_axis,
    sheets,
    spread,
)
from analysis.errors import NoData
from analysis.theme import CM, INK, MUTED, NATION, OWN, POINTS, SIZE
from analysis.trend import Trend
from analysis.wording import VIETNAMESE, Language
from analysis.wording.headlines import course as headlines

_HEIGHT = 6.0
# What labels leave of a panel, and what the labels take, in points.
_INNER = (5.2 * CM * POINTS, 4.6 * CM * POINTS)
_FIGURE = 19.0
_LINE = 9.5


def score_and_rank(
    history: pd.DataFrame,
    *,
    trend: Trend | None = None,
    unit: str,
    words: Words = AUTOMATIC,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw score and rank over the years in two panels; lines stop at breaks.

    Parameters
    ----------
    history : DataFrame
        As from `standing.history`.
    trend : Trend, optional
        Drawn as a thin line over its years.
    unit : str
        Heading of the panel of scores.
    words : Words
    language : Language

    Returns
    -------
    Figure
        With two axes, so it takes none.

    Raises
    ------
    NoData
        If no year has a score.

    Examples
    --------
    >>> from analysis import standing, store
    >>> table = standing.history(store.load_scores(), "08", "papi", last_year=2023)
    >>> figure = score_and_rank(table, unit="điểm")
    >>> figure.texts[0].get_text()
    'Năm 2023 so với năm trước: điểm giảm 1,62, giảm 21 bậc'
    """
    if history.empty or history["score"].dropna().empty:
        raise NoData("no year has a score to draw")
    years = [int(y) for y in history.index]
    breaks = [y for y in years[1:] if history.loc[y, "breaks"]]
    ranks = -history["rank"].astype("float64")
    said = words.or_title(headlines.course(language, history)).or_subtitle(
        headlines.broken(language, breaks)
    )
    with sheets(said, (1, 2), height=_HEIGHT, gap=0.5) as grid:
        left, right = grid[0]
        draw_stretches(left, history["mean"], breaks, NATION, dashed=True)
        if trend is not None:
            ends = [trend.first_year, trend.last_year]
            left.plot(ends, [trend.fitted(y) for y in ends], color=INK, linewidth=0.8)
        for axes, values, digits in ((left, history["score"], 2), (right, ranks, 0)):
            draw_stretches(axes, values, breaks, OWN)
            _set_years(axes, years, breaks)
            room = _INNER[0] / (len(years) + 0.2)
            some = _readable(values.dropna(), math.ceil(_FIGURE / room))
            if axes is left:
                some.discard(years[-1])
            label_points(axes, values, breaks, language, digits=digits, only=some)
        _name_lines(left, history, trend, language)
        left.set_title(unit, size=SIZE, weight="normal", color=MUTED)
        heading = language.text("rank (1 is best)")
        right.set_title(heading, size=SIZE, weight="normal", color=MUTED)
        number_axis(left, language)
        _set_ranks(right, ranks)
        rank_axis(right, language)
    return figure_of(left)


def _set_years(axes: Axes, years: Sequence[int], breaks: Sequence[int]) -> None:
    axes.set_xlim(years[0] - 0.6, years[-1] + 0.6)
    # Counted from the last year, which is the one that the reader looks for.
    axes.set_xticks(list(years[:: -1 - (len(years) - 1) // 6])[::-1])
    axes.margins(y=0.2)
    for year in breaks:
        axes.axvline(year - 0.5, color=MUTED, linewidth=0.6, linestyle=":")


def _set_ranks(axes: Axes, ranks: pd.Series) -> None:
    """Give a rank that never changes an axis of whole places too."""
    if ranks.notna().any():
        low, high = float(ranks.min()), float(ranks.max())
        pad = max(1.0, 0.2 * (high - low))
        axes.set_ylim(low - pad, min(high + pad, 0))
    else:
        axes.set_ylim(-2, 0)


def _readable(values: pd.Series, gap: int) -> set[int]:
    """Return years whose figures stand at least `gap` apart: ends and extremes before others."""
    if values.empty:
        return set()
    known = [int(year) for year in values.index]
    first = [known[-1], known[0], known[int(values.argmax())], known[int(values.argmin())]]
    chosen: set[int] = set()
    for year in [*first, *known]:
        if all(abs(year - other) >= gap for other in chosen):
            chosen.add(year)
    return chosen


def _name_lines(axes: Axes, history: pd.DataFrame, trend: Trend | None, language: Language) -> None:
    """Write at the right of each line what it is, and its last figure."""
    own, mean = history["score"].dropna(), history["mean"].dropna()
    # A figure of an earlier year stands at its point.
    figures = language.number(own.iloc[-1]) if own.index[-1] == history.index[-1] else ""
    ends = [(float(own.iloc[-1]), OWN, f"{language.text('province')} {figures}".rstrip())]
    if len(mean):
        name = language.text("national mean")
        if mean.index[-1] == history.index[-1]:
            name = language.text("national\nmean {mean}", mean=language.number(mean.iloc[-1]))
        ends.append((float(mean.iloc[-1]), NATION, name))
    if trend is not None:
        ends.append((trend.fitted(trend.last_year), INK, language.text("trend")))
    low, high = axes.get_ylim()
    # One label has two lines, so that two neighbours have three.
    gap = (high - low) / _INNER[1] * _LINE * 1.5
    places = spread([place for place, *_ in ends], gap)
    for place, (_, colour, label) in zip(places, ends, strict=True):
        axes.annotate(
            label, (1, place), xycoords=axes.get_yaxis_transform(), xytext=(3, 0),
            textcoords="offset points", va="center", color=colour, linespacing=1.1,
            weight="bold" if colour == OWN else "normal", annotation_clip=False,
        )  # fmt: skip
