"""Correlations of many series with each other."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.drawing import AUTOMATIC, Words, figure_of, sheet, wrap
from analysis.errors import BadParameter, NoData
from analysis.multiplicity import Method
from analysis.theme import CM, DIVERGING, INK, MISSING_EDGE, MUTED, POINTS, SIZE, SMALL
from analysis.wording import VIETNAMESE, Language
from analysis.wording.headlines import matrix as headlines

# Centimetres: the axes, a cell at most, and the least room for a name beside the last cell.
_WIDE = 15.8
_CELL = (1.35, 0.85)
_NAME = 4.0


def correlation_matrix(
    table: pd.DataFrame,
    names: Mapping[str, str],
    *,
    method: Method = "holm",
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw Pearson's r of every pair of series as a triangle of cells.

    Parameters
    ----------
    table : DataFrame
        As from `relate.correlation_matrix`.
    names : mapping of str to str
        What to call the series, by their names in the table; others are called so.
    method : {"holm", "bh"}
        Control of multiplicity by which links count.
    words : Words
    ax : Axes, optional
    language : Language

    Returns
    -------
    Figure
        Each name stands at the end of its row and on top of its column. Links that survive
        the control of multiplicity have a rim and bold figures, pairs with too little in
        common are hatched and show how many province-years they have.

    Raises
    ------
    NoData
        If no pair has a coefficient.
    BadParameter
        If the method is unknown or a pair stands twice.

    Examples
    --------
    >>> from analysis import relate, store
    >>> measures = [relate.Measure("papi", f"d{i}") for i in (1, 2, 3)]
    >>> table = relate.correlation_matrix(store.load_scores(), measures, years=[2023])
    >>> figure = correlation_matrix(table, {})
    >>> [text.get_text() for text in figure.axes[0].texts][:2]
    ['papi d1', 'papi d2']
    """
    _check(table, method)
    series = list(dict.fromkeys([*table["x"], *table["y"]]))
    place = {name: k for k, name in enumerate(series)}
    called = {name: names.get(name, name) for name in series}
    said = words.or_title(headlines.matrix(language, table, called, method)).or_subtitle(
        headlines.measure(language, table, method)
    )
    pairs = table.to_dict("records")
    cell = min(_CELL[0], (_WIDE - _NAME) / (len(series) - 1))
    with sheet(ax, said, height=_CELL[1] * len(series) + 0.2, bare=True) as axes:
        axes.set(xlim=(0, _WIDE / cell), ylim=(len(series), 0))
        axes.set_axis_off()
        _write_names(axes, [called[name] for name in series], cell)
        _draw_cells(axes, pairs, place, method)
        for pair in pairs:
            _write_figure(axes, pair, _corner(pair, place), method, language)
    return figure_of(axes)


def _check(table: pd.DataFrame, method: str) -> None:
    if method not in {"holm", "bh"}:
        raise BadParameter(f"method must be holm or bh, got {method!r}")
    pairs = pd.Series(
        [" and ".join(sorted(pair)) for pair in zip(table["x"], table["y"], strict=True)]
    )
    twice = pairs[pairs.duplicated()]
    if len(twice):
        raise BadParameter(f"the pair of {twice.iloc[0]} stands twice")
    if table["r"].isna().all():
        raise NoData("no pair of series has a correlation to draw")


def _corner(pair: dict[Any, Any], place: Mapping[str, int]) -> tuple[int, int]:
    """Return column and row of a pair, below the diagonal."""
    column, row = sorted((place[pair["x"]], place[pair["y"]]))
    return column, row


def _survives(pair: dict[Any, Any], method: str) -> bool:
    return bool(pair[f"p_{method}"] <= headlines.ALPHA)


def _draw_cells(
    axes: Axes, pairs: list[dict[Any, Any]], place: Mapping[str, int], method: str
) -> None:
    known = [pair for pair in pairs if not pd.isna(pair["r"])]
    for chosen, rim, thick in (
        ([p for p in known if not _survives(p, method)], "white", 1.0),
        ([p for p in known if _survives(p, method)], INK, 1.1),
    ):
        # A rim lies inside its cell, so that neighbours do not share it.
        cells = [Rectangle((c + 0.03, r + 0.045), 0.94, 0.91)
                 for c, r in (_corner(p, place) for p in chosen)]  # fmt: skip
        axes.add_collection(PatchCollection(
            cells, facecolors=[_colour(p["r"]) for p in chosen], edgecolors=rim, linewidths=thick
        ))  # fmt: skip
    for pair in pairs:
        if pd.isna(pair["r"]):
            column, row = _corner(pair, place)
            empty = Rectangle((column + 0.03, row + 0.045), 0.94, 0.91, facecolor="white",
                              edgecolor=MISSING_EDGE, hatch="////", linewidth=0)  # fmt: skip
            axes.add_patch(empty)


def _colour(r: float) -> tuple[float, float, float]:
    # The ends of the scale are so dark that they would look alike.
    red, green, blue, _ = colormaps[DIVERGING](0.5 + 0.42 * r)
    return red, green, blue


def _write_names(axes: Axes, names: list[str], cell: float) -> None:
    for k, name in enumerate(names):
        room = (_WIDE - k * cell) * CM * POINTS - 6
        axes.text(k + 0.1, k + 0.5, wrap(name, room), va="center", in_layout=False)


def _write_figure(
    axes: Axes, pair: dict[Any, Any], corner: tuple[int, int], method: str, language: Language
) -> None:
    """Write r, or how many province-years were too few."""
    column, row = corner
    missing = pd.isna(pair["r"])
    text = f"n = {language.number(pair['n'], 0)}" if missing else language.number(pair["r"])
    colour = MUTED if missing else _readable(_colour(pair["r"]))
    label = axes.text(
        column + 0.5, row + 0.5, text, ha="center", va="center_baseline", color=colour,
        size=SMALL if missing else SIZE, in_layout=False,
        weight="bold" if not missing and _survives(pair, method) else "normal",
    )  # fmt: skip
    if missing:
        label.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1.0})


def _readable(background: tuple[float, float, float]) -> str:
    """Return the colour of text that a background carries best."""
    red, green, blue = background
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue > 0.55 else "white"
