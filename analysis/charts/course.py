"""Score and rank over the years (chart C2)."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.drawing import (
    AUTOMATIC,
    DASHES,
    Words,
    draw_stretches,
    figure_of,
    label_points,
    number_axis,
    rank_axis,
    sheets,
)
from analysis.errors import NoData
from analysis.theme import INK, MUTED, NATION, OWN
from analysis.trend import Trend
from analysis.wording import VIETNAMESE, Language
from analysis.wording.headlines import course as headlines


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
        Label of the score axis.
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
    if history["score"].dropna().empty:
        raise NoData("no year has a score to draw")
    years = [int(y) for y in history.index]
    breaks = [y for y in years[1:] if history.loc[y, "breaks"]]
    ranks = -history["rank"].astype("float64")
    said = words.or_title(headlines.course(language, history))
    with sheets(said, (1, 2), height=6.0, gap=0.5) as grid:
        left, right = grid[0]
        draw_stretches(left, history["mean"], breaks, NATION, dashed=True)
        draw_stretches(left, history["score"], breaks, OWN)
        draw_stretches(right, ranks, breaks, OWN)
        if trend is not None:
            ends = [trend.first_year, trend.last_year]
            left.plot(ends, [trend.fitted(y) for y in ends], color=INK, linewidth=0.8, zorder=1)
        for axes in (left, right):
            _set_years(axes, years, breaks)
        label_points(left, history["score"], breaks, language, digits=2)
        label_points(right, ranks, breaks, language, digits=0)
        _add_legend(left, language, with_trend=trend is not None)
        left.set_ylabel(unit)
        right.set_ylabel(language.text("rank (1 is best)"))
        number_axis(left, language)
        rank_axis(right, language)
    return figure_of(left)


def _set_years(axes: Axes, years: Sequence[int], breaks: Sequence[int]) -> None:
    axes.set_xlim(years[0] - 0.6, years[-1] + 0.6)
    axes.set_xticks(list(years[:: 1 + (len(years) - 1) // 8]))
    axes.margins(y=0.2)
    for year in breaks:
        axes.axvline(year - 0.5, color=MUTED, linewidth=0.6, linestyle=":")


def _add_legend(axes: Axes, language: Language, *, with_trend: bool) -> None:
    lines = {
        language.text("province"): Line2D([], [], color=OWN, marker="o", markersize=3.5),
        language.text("national mean"): Line2D([], [], color=NATION, linestyle=DASHES, linewidth=1),
    }
    if with_trend:
        lines[language.text("trend")] = Line2D([], [], color=INK, linewidth=0.8)
    axes.legend(
        lines.values(), lines.keys(), loc="lower left", bbox_to_anchor=(0, 1), ncols=len(lines)
    )
