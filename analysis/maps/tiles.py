"""Tile-grid maps: one equal square a province, so that no province is too small to see."""

from collections.abc import Hashable, Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.path import Path

from analysis.drawing import AUTOMATIC, Words, figure_of, halo, width, wrap
from analysis.maps import classed
from analysis.maps.canvas import (
    LINE,
    Entry,
    Reading,
    country,
    draw_legend,
    draw_regions,
    draw_units,
    outline,
    size,
)
from analysis.maps.classes import Classes
from analysis.maps.grid import tile_places
from analysis.maps.labels import ink
from analysis.maps.layers import ARCHIPELAGOS, Shapes, owner
from analysis.maps.values import check_codes
from analysis.provinces import Frame, region_of, regions
from analysis.theme import MUTED, SMALL
from analysis.wording import VIETNAMESE, Language, places
from analysis.wording.headlines import maps as headlines

HEIGHT = 17.5
_SIDE = 0.95
_NAME = 5.5
_VALUE = 6.3
# Where the archipelagos' tiles stand, in tiles east and south of their province's.
_EAST = {"Hoàng Sa": (1.5, 0.0), "Trường Sa": (1.8, 1.4)}
_ISLE = 0.62
# How many tiles' room the name of a region needs beside its tiles.
_ROOM = 2.6


def tile_grid(
    data: pd.Series | pd.DataFrame,
    column: Hashable | None = None,
    *,
    scheme: str | Classes = "quantiles",
    k: int = 5,
    frame: Frame = "vn63",
    highlight: str | None = None,
    links: Mapping[str, str] | None = None,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw one equal square a province, with its name and number, coloured by class.

    Parameters
    ----------
    data, column, scheme, k, frame, highlight, links
        As for `choropleth`.
    words : Words
        Without a title, the extremes and the place of the province picked out.
    ax : Axes, optional
    language : Language

    Returns
    -------
    Figure
        Squares stand where `maps/tile_grid.csv` lays them: neighbours beside each other as far
        as squares allow. Hoàng Sa and Trường Sa are small squares in the sea.

    Raises
    ------
    BadParameter, NoData
        As for `choropleth`.
    DataProblems
        If the file of the squares is unsound.

    Examples
    --------
    >>> from analysis import standing, store
    >>> section = standing.cross_section(store.load_scores(), "papi", "overall", 2024)
    >>> figure = tile_grid(section.rows["score"], highlight="27")
    >>> figure.texts[-1].get_text()
    '61 tỉnh, thành phố có số liệu trong tổng số 63'
    """
    values, classes = classed.classed(data, column, scheme, k=k, frame=frame)
    if highlight is not None:
        check_codes([highlight], frame)
    digits, units = classes.digits, tile_shapes(frame)
    fills = classed.fills(classes, values)
    titles = places.titles(language, values, frame=frame, digits=digits)
    said = words.or_title(
        places.finding(language, values, highlight, frame=frame, digits=digits)
    ).or_subtitle(headlines.known(language, len(fills), len(units.units)))
    with country(ax, said, frame, language, height=HEIGHT, units=units) as (axes, _):
        draw_units(axes, units, fills, reading=Reading(titles, links or {}), linewidth=0.3)
        draw_regions(axes, units)
        if highlight is not None:
            outline(axes, units, highlight)
        _write_tiles(axes, units, values, fills, digits, language)
        taken = [*units.middles.values(), *_draw_archipelagos(axes, units, fills, language)]
        if units.regions is not None:
            _name_regions(axes, units, taken, language)
        missing = len(units.units) - len(fills)
        blank = [Entry(places.missing(language, missing), hatched=True)] if missing else []
        draw_legend(axes, units, [*classed.entries(classes, values, language), *blank])
    return figure_of(axes)


def tile_shapes(frame: Frame = "vn63") -> Shapes:
    """Return the squares of a frame as the shapes of its units, one unit of length a tile.

    Raises
    ------
    BadParameter
        If there is no such frame.
    DataProblems
        As for `tile_places`.

    Examples
    --------
    >>> tile_shapes().middles["01"], tile_shapes("vn34").bounds
    ((4.0, -4.0), (0.5, -16.5, 7.5, -0.5))
    """
    table = tile_places(frame)
    middles = {
        str(code): (float(column), -float(row))
        for code, row, column in zip(table.index, table["row"], table["column"], strict=True)
    }
    xs, ys = zip(*middles.values(), strict=True)
    squares = {code: _square(x, y, _SIDE) for code, (x, y) in middles.items()}
    return Shapes(
        frame=frame,
        names=places.names(VIETNAMESE, frame),
        units=squares,
        outlines=squares,
        regions=_region_borders(middles) if frame == "vn63" else None,
        middles=middles,
        bounds=(min(xs) - 0.5, min(ys) - 0.5, max(xs) + 0.5, max(ys) + 0.5),
    )


def _square(x: float, y: float, side: float) -> Path:
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)])
    return Path(np.add(corners * side / 2, (x, y)), closed=True)


def _region_borders(middles: Mapping[str, tuple[float, float]]) -> Path | None:
    """Return the sides between two tiles of different regions."""
    at = {place: code for code, place in middles.items()}
    sides = []
    for (x, y), code in at.items():
        for (dx, dy), ends in _SIDES.items():
            other = at.get((x + dx, y + dy))
            if other is not None and region_of(other) != region_of(code):
                sides.append(Path(np.add(ends, (x, y))))
    return Path.make_compound_path(*sides)


# The east and the south side of a tile, by the neighbour across it.
_SIDES = {(1, 0): ((0.5, -0.5), (0.5, 0.5)), (0, -1): ((-0.5, -0.5), (0.5, -0.5))}


def _write_tiles(
    axes: Axes,
    units: Shapes,
    values: pd.Series,
    fills: Mapping[str, str],
    digits: int,
    language: Language,
) -> None:
    side = _side(axes)
    for code, name in headlines.short_names(language, units.frame).items():
        x, y = units.middles[code]
        colour = ink(fills.get(code, "white"))
        lines = wrap(name, side * 0.92, size=_NAME)
        letters = _NAME * min(1, side * 0.92 / max(width(t, size=_NAME) for t in lines.split("\n")))
        known = code in fills
        axes.text(
            x, y + (0.13 if known else 0), lines, size=letters, color=colour, ha="center",
            va="center", linespacing=1.0, in_layout=False, path_effects=None if known else halo(),
        )  # fmt: skip
        if known:
            axes.text(
                x, y - 0.32, language.number(values[code], digits), size=_VALUE, weight="bold",
                color=colour, ha="center", va="center", in_layout=False,
            )  # fmt: skip


def _side(axes: Axes) -> float:
    """Return the side of a tile in points."""
    low, high = axes.get_ylim()
    return size(axes)[1] / (high - low) * _SIDE


def _draw_archipelagos(
    axes: Axes, units: Shapes, fills: Mapping[str, str], language: Language
) -> list[tuple[float, float]]:
    """Draw the archipelagos beside their provinces and return where they stand."""
    stand, names = [], places.names(language, units.frame)
    for name in ARCHIPELAGOS:
        code = owner(name, units.frame)
        x, y = units.middles[code]
        east, south = _EAST[name]
        x, y = x + east, y - south
        stand.append((x, y))
        axes.add_artist(
            Rectangle((x - _ISLE / 2, y - _ISLE / 2), _ISLE, _ISLE, edgecolor=LINE, linewidth=0.5,
                      facecolor=fills.get(code, "white"))
        )  # fmt: skip
        label = language.text("{name} archipelago ({province})", name=name, province=names[code])
        axes.text(x + 0.55, y, wrap(label, 75, size=SMALL), size=SMALL, color=MUTED, ha="left",
                  va="center")  # fmt: skip
    return stand


def _name_regions(
    axes: Axes, units: Shapes, taken: Sequence[tuple[float, float]], language: Language
) -> None:
    """Write each region's name beside one of its tiles that has room, the middlemost first."""
    room = _ROOM * _side(axes)
    for region in regions():
        own = [units.middles[code] for code in region.province_codes]
        middle = np.mean([y for _, y in own])
        name = wrap(language.pick(region.name_vi, region.name_en), room, size=SMALL)
        for x, y in sorted(own, key=lambda place: (abs(place[1] - middle), -place[0])):
            side = next((s for s in (1, -1) if _is_free(x, y, s, taken)), None)
            if side is not None:
                axes.text(x + side * 0.62, y, name, size=SMALL, color=MUTED, style="italic",
                          ha="left" if side > 0 else "right", va="center")  # fmt: skip
                break


def _is_free(x: float, y: float, side: int, taken: Sequence[tuple[float, float]]) -> bool:
    """Return whether no tile stands in the room beside a tile, nor the edge of the map."""
    reach = 0.5 + _ROOM
    if x + side * reach < 0.5:
        return False
    return not any(abs(b - y) < 1 and 0 < side * (a - x) < reach + _ISLE / 2 for a, b in taken)
