"""Dot maps of ranks: a dot in each province, the first and the last with their rank."""

from collections.abc import Hashable

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.drawing import AUTOMATIC, Words, figure_of
from analysis.errors import BadParameter, NoData
from analysis.maps.canvas import (
    HATCH,
    Entry,
    Reading,
    country,
    draw_archipelagos,
    draw_legend,
    draw_regions,
    draw_units,
    outline,
)
from analysis.maps.layers import Shapes
from analysis.maps.values import by_code, check_codes, numbers
from analysis.provinces import Frame
from analysis.theme import GAIN, INK, LOSS, MISSING_EDGE, MUTED, OWN, SMALL
from analysis.wording import VIETNAMESE, Language, places
from analysis.wording.headlines import dots as headlines

NAMED = 10
_GROUND = "#f4f6f7"
_EDGE = "#c5ccd1"
_BETWEEN = "#9aa7b0"
# Where the lists of first and last ones stand, in the width of the axes.
_SIDE, _STEP = 0.035, 0.25
# Diameters in points: with a number in it, without, and the smallest of those.
_NUMBERED = 10.5
_LARGEST, _SMALLEST = 7.0, 3.0


def rank_dots(
    data: pd.Series | pd.DataFrame,
    column: Hashable | None = None,
    *,
    n: int | None = None,
    named: int = NAMED,
    frame: Frame = "vn63",
    highlight: str | None = None,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw a dot in each province, the better its rank the larger.

    Parameters
    ----------
    data, column
        As for `choropleth`; ranks, 1 is best.
    n : int, optional
        Provinces that the ranks are among; by default as many as are known, or the largest
        rank if that is more.
    named : int
        So many first and so many last ones bear their rank and are listed by name.
    frame, highlight, words, ax, language
        As for `choropleth`; without a title, the place of the province picked out, or who is
        first and last.

    Returns
    -------
    Figure
        First ones are filled dots, last ones rings, so that colour is not needed. Provinces
        without a rank are hatched.

    Raises
    ------
    BadParameter
        If the column is not in the table, or the ranks are among fewer than there are.
    NoData
        As for `values.by_code`; also if a value is no rank.

    Examples
    --------
    >>> from analysis import standing, store
    >>> section = standing.cross_section(store.load_scores(), "papi", "overall", 2024)
    >>> figure = rank_dots(section.ranked, highlight="08")
    >>> figure.texts[0].get_text()
    'Tuyên Quang xếp thứ 44/61; đứng đầu: Quảng Ninh'
    """
    ranks = _ranks(data, column, frame)
    among = max(len(ranks), int(ranks.max()))
    if n is not None and n < among:
        raise BadParameter(f"ranks among {n} provinces cannot hold {among}")
    among = n or among
    if highlight is not None:
        check_codes([highlight], frame)
    named = min(named, among // 2)
    said = words.or_title(
        headlines.leaders(language, ranks, highlight, among, frame=frame)
    ).or_subtitle(headlines.measure(language, len(ranks), among))
    reading = Reading(headlines.titles(language, ranks, among, frame=frame))
    with country(ax, said, frame, language) as (axes, units):
        ground = dict.fromkeys(map(str, ranks.index), _GROUND)
        draw_units(axes, units, ground, reading=reading, edgecolor=_EDGE, linewidth=0.4)
        draw_regions(axes, units)
        if highlight is not None:
            outline(axes, units, highlight)
        _draw_dots(axes, units, ranks, among, named, highlight)
        _write_lists(axes, units, ranks, among, named, language)
        colours = _colours(ranks, among, named)
        draw_archipelagos(axes, units, colours, language, reading=reading, highlight=highlight)
    return figure_of(axes)


def _ranks(data: pd.Series | pd.DataFrame, column: Hashable | None, frame: Frame) -> pd.Series:
    known = numbers(by_code(data, column, frame=frame)).dropna()
    wrong = known[(known < 1) | (known % 1 != 0)]
    if len(wrong):
        raise NoData(f"{wrong.iloc[0]:g} of {wrong.index[0]} is no rank; ranks are 1, 2, 3, …")
    return known.astype("int64")


def _colours(ranks: pd.Series, n: int, named: int) -> dict[str, str]:
    return {
        str(code): GAIN if rank <= named else LOSS if rank > n - named else _BETWEEN
        for code, rank in ranks.items()
    }


def _draw_dots(
    axes: Axes, units: Shapes, ranks: pd.Series, n: int, named: int, highlight: str | None
) -> None:
    """Draw the dots, the best last so that it lies on top."""
    ordered = ranks.sort_values(ascending=False, kind="stable")
    first, last = ordered[ordered <= named], ordered[ordered > n - named]
    between = ordered.drop(first.index).drop(last.index)
    own = between[between.index == highlight]
    sizes = _LARGEST - (between - named) / max(n - 2 * named, 1) * (_LARGEST - _SMALLEST)
    for part, diameters, face, edge in (
        (between, sizes, _BETWEEN, "none"),
        (last, pd.Series(_NUMBERED, last.index), "white", LOSS),
        (first, pd.Series(_NUMBERED, first.index), GAIN, "none"),
        (own, pd.Series(_NUMBERED, own.index), OWN, "none"),
    ):
        at = np.array([units.middles[str(code)] for code in part.index]).reshape(-1, 2)
        axes.scatter(at[:, 0], at[:, 1], s=diameters**2, facecolor=face, edgecolor=edge,
                     linewidth=1.2, zorder=3)  # fmt: skip
    for code, rank in pd.concat([last, first, own]).items():
        axes.text(
            *units.middles[str(code)], str(rank), size=5.4, weight="bold", ha="center",
            va="center_baseline", color=INK if code in last.index else "white", zorder=4,
            in_layout=False,
        )  # fmt: skip


def _write_lists(
    axes: Axes, units: Shapes, ranks: pd.Series, n: int, named: int, language: Language
) -> None:
    """List the first and the last by name in the sea at the top right."""
    names = places.names(language, units.frame)
    ordered = ranks.sort_values(kind="stable")
    left, right = axes.get_xlim()
    x = (units.bounds[2] - left) / (right - left) + _SIDE
    blocks = [
        (language.text("First"), ordered[ordered <= named], GAIN, GAIN),
        (language.text("Last"), ordered[ordered > n - named], "white", LOSS),
    ]
    blocks = [block for block in blocks if not block[1].empty]
    missing = len(units.units) - len(ranks)
    if missing and not blocks:
        draw_legend(axes, units, [Entry(places.missing(language, missing), hatched=True)])
    for title, part, face, edge in blocks:
        mark = Line2D([], [], linestyle="", marker="o", markersize=6, markerfacecolor=face,
                      markeredgecolor=edge, markeredgewidth=1.1)  # fmt: skip
        handles: list[Artist] = [mark] * len(part)
        labels = [f"{rank}  {names[str(code)]}" for code, rank in part.items()]
        if missing and part is blocks[0][1]:
            handles.append(Patch(facecolor="white", edgecolor=MISSING_EDGE, hatch=HATCH))
            labels.append(places.missing(language, missing))
        legend = axes.legend(
            handles, labels, title=title, loc="upper left", bbox_to_anchor=(x, 1.0),
            borderaxespad=0.2, handlelength=1.0, handletextpad=0.6, labelspacing=0.25,
            alignment="left",
        )  # fmt: skip
        legend.get_title().set(size=SMALL, color=MUTED)
        x += _STEP
        # The axes keep one legend; the last would be drawn twice.
        if part is not blocks[-1][1]:
            axes.add_artist(legend)
