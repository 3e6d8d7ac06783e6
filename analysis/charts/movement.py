"""Ranks over the years, some provinces picked out (chart C9)."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from analysis import provinces
from analysis.drawing import AUTOMATIC, Words, figure_of, sheet, spread
from analysis.errors import BadParameter, NoData, TooFewObservations
from analysis.panel import Panel
from analysis.theme import CM, FAINT, GAIN, LOSS, OTHERS, OWN, POINTS, REGION
from analysis.wording import VIETNAMESE, Language, places
from analysis.wording.headlines import movement as headlines

_HEIGHT = 11.5
# What years and margins leave of the height, and a line of text, in points.
_INNER = 10.2 * CM * POINTS
_LINE = 8.8
_DOTTED = (0, (1, 1.6))


def rank_slopes(
    ranks: Panel,
    *,
    highlight: str | None = None,
    movers: int = 3,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw the ranks of all provinces over two or more years, some of them picked out.

    Parameters
    ----------
    ranks : Panel
        As from `panel(..., measure="rank", years=...)`.
    highlight : str, optional
        Code of a province, picked out with its region. Without one the largest movements of
        the years that compare are picked out.
    movers : int
        How many rises and how many falls to pick out if no province is.
    words : Words
    ax : Axes, optional
    language : Language

    Returns
    -------
    Figure
        Rank 1 is on top. A line is dotted where a new edition begins, and stops where a rank
        is not known.

    Raises
    ------
    BadParameter
        If the panel holds no ranks, or fewer than one mover is asked for.
    TooFewObservations
        If there is one year only.
    NoData
        If no rank is known.
    UnknownProvince
        If there is no province of that code.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.panel import panel
    >>> held = panel(store.load_scores(), "papi", measure="rank", years=[2022, 2023])
    >>> rank_slopes(held, highlight="08").texts[0].get_text()
    'Tuyên Quang từ thứ 20 năm 2022 xuống thứ 41 năm 2023'
    """
    _check(ranks, movers)
    if highlight is None:
        colours = _movers(ranks, movers)
    else:
        provinces.by_code(highlight, frame="vn63")  # names what is wrong with the code
        members = provinces.region_of(highlight).province_codes
        known = [c for c in members if c in ranks.table.index and c != highlight]
        colours = {**dict.fromkeys(known, REGION), highlight: OWN}
    said = words.or_title(
        headlines.movement(language, ranks, highlight, list(colours))
    ).or_subtitle(headlines.measure(language, ranks, region=highlight is not None))
    with sheet(ax, said, height=_HEIGHT) as axes:
        _set_axes(axes, ranks)
        others = [c for c in ranks.table.index if c not in colours]
        _draw_lines(axes, ranks, others, OTHERS, linewidth=0.45)
        for code, colour in colours.items():
            own = code == highlight
            heavy = 2.2 if own else 1.2
            _draw_lines(axes, ranks, [code], colour, linewidth=heavy, dots=True)
        _write_ends(axes, ranks, colours, language, bold=highlight)
    return figure_of(axes)


def _check(ranks: Panel, movers: int) -> None:
    if ranks.measure != "rank":
        raise BadParameter(f"slopes of ranks need a panel of ranks, not of {ranks.measure}")
    if movers < 1:
        raise BadParameter(f"one mover or more must be asked for, got {movers}")
    if ranks.table.notna().sum().sum() == 0:
        raise NoData(f"no rank of {ranks.index} {ranks.component} is known")
    if len(ranks.years) < 2:
        raise TooFewObservations("slopes of ranks", len(ranks.years), 2, of="years")


def _movers(ranks: Panel, n: int) -> dict[str, str]:
    """Return the largest rises and falls within the last years that compare, with colours."""
    first = max((y for y in ranks.breaks if y < ranks.years[-1]), default=ranks.years[0])
    moved = (ranks.table[first] - ranks.table[ranks.years[-1]]).dropna()
    ordered = moved.sort_values(kind="stable")
    falls, rises = ordered[ordered < 0].head(n), ordered[ordered > 0].tail(n)
    return {**{str(c): GAIN for c in rises.index}, **{str(c): LOSS for c in falls.index}}


def _set_axes(axes: Axes, ranks: Panel) -> None:
    worst = float(ranks.table.max().max())
    axes.set(xlim=(ranks.years[0], ranks.years[-1]), ylim=(-worst - 1.5, 0.5))
    # Names hang on the edges, so that they keep their place when the axes shrink.
    axes.set_xticks(list(ranks.years), [str(y) for y in ranks.years])
    axes.set_yticks([])
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.tick_params(axis="x", length=0)
    axes.vlines(ranks.years, *axes.get_ylim(), color=FAINT, linewidth=0.8, zorder=0, clip_on=False)


def _draw_lines(
    axes: Axes,
    ranks: Panel,
    codes: Sequence[str],
    colour: str,
    *,
    linewidth: float,
    dots: bool = False,
) -> None:
    """Draw lines between years next to each other: dotted into a new edition."""
    values = -ranks.table.loc[list(codes)].to_numpy(dtype=float)
    solid: list[list[tuple[int, float]]] = []
    dotted: list[list[tuple[int, float]]] = []
    for k, (year, after) in enumerate(pairwise(ranks.years)):
        # A year without any rank is not in the panel: nothing may run across it.
        if after != year + 1:
            continue
        target = dotted if after in ranks.breaks else solid
        target += [
            [(year, line[k]), (after, line[k + 1])]
            for line in values
            if not np.isnan(line[k : k + 2]).any()
        ]
    for segments, style in ((solid, "-"), (dotted, _DOTTED)):
        lines = LineCollection(
            segments, colors=colour, linewidths=linewidth, linestyles=[style],
            zorder=2 if dots else 1, capstyle="round",
        )  # fmt: skip
        axes.add_collection(lines, autolim=False)
    if dots:
        axes.scatter(np.tile(ranks.years, len(values)), values.ravel(), color=colour,
                     s=9 * linewidth, zorder=3, clip_on=False)  # fmt: skip


def _write_ends(
    axes: Axes,
    ranks: Panel,
    colours: Mapping[str, str],
    language: Language,
    *,
    bold: str | None,
) -> None:
    """Write rank and name at both ends, spread so that none covers another."""
    names = places.names(language, "vn63")
    low, high = axes.get_ylim()
    gap = (high - low) / _INNER * _LINE
    for year, side in ((ranks.years[0], "right"), (ranks.years[-1], "left")):
        ends = ranks.table[year].reindex(list(colours)).dropna().sort_values(kind="stable")
        moved = spread([-float(rank) for rank in ends], gap)
        for (code, rank), place in zip(ends.items(), moved, strict=True):
            figure = language.number(float(rank), 0)
            name = names[str(code)]
            label = f"{figure}  {name}" if side == "left" else f"{name}  {figure}"
            axes.annotate(
                label, (year, place), xytext=(8 if side == "left" else -8, 0), ha=side,
                va="center", textcoords="offset points", annotation_clip=False,
                color=colours[str(code)], weight="bold" if code == bold else "normal",
            )  # fmt: skip
