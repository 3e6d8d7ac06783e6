"""The country drawn several times on one pair of axes, its geometry written only once."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.path import Path
from matplotlib.transforms import AffineDeltaTransform

from analysis.maps.canvas import HATCH, LINE, size
from analysis.maps.layers import ARCHIPELAGOS, Shapes, owner
from analysis.theme import CM, INK, MISSING_EDGE, MUTED, OWN, POINTS, TEXT_WIDTH

# Points of the line above each map.
HEAD = 13.0
# A map is at most so high in centimetres, and so much wider than the country.
_HIGHEST = 7.4
_WIDER = 1.42
_NAME = 4.8
# From so many in a row the maps are small.
_MANY = 5
# Where the archipelagos' symbols stand, in the width and height of the country.
_AT = {"Hoàng Sa": (1.17, 0.57), "Trường Sa": (1.17, 0.14)}

Point = tuple[float, float]


@dataclass(frozen=True)
class Grid:
    """Where the maps stand on their axes.

    Attributes
    ----------
    units : Shapes
    corners : tuple of (float, float)
        Upper left corner of each map, in metres of the axes.
    point : float
        Metres of the axes in a point.
    wide, high : float
        Of each map, in metres.
    columns : int
        Maps in a row.
    """

    units: Shapes
    corners: tuple[Point, ...]
    point: float
    wide: float
    high: float
    columns: int

    def offset(self, k: int) -> Point:
        """Return how far the country of map `k` is moved from where it lies."""
        west, _, _, north = self.units.bounds
        x, y = self.corners[k]
        return x - west, y - HEAD * self.point - north


def height(units: Shapes, n: int, columns: int) -> float:
    """Return how high `n` maps are on a sheet, in centimetres.

    Examples
    --------
    >>> from analysis.maps.layers import shapes
    >>> height(shapes(), 8, 4) > height(shapes(), 4, 4)
    True
    """
    west, south, east, north = units.bounds
    one = TEXT_WIDTH / CM / columns / _WIDER * (north - south) / (east - west)
    return math.ceil(n / columns) * (min(one, _HIGHEST) + (HEAD + 6) / POINTS / CM)


def lay(axes: Axes, units: Shapes, n: int, columns: int, below: float) -> Grid:
    """Give axes metres as their unit and lay `n` maps on them, row by row.

    Parameters
    ----------
    axes : Axes
    units : Shapes
    n, columns : int
        Maps, and maps in a row.
    below : float
        Points to leave free at the bottom.
    """
    west, south, east, north = units.bounds
    rows = math.ceil(n / columns)
    wide, high = size(axes)
    cell = ((wide / columns), (high - below) / rows)
    point = max((east - west) * _WIDER / cell[0], (north - south) / (cell[1] - HEAD - 6))
    axes.set(xlim=(0, wide * point), ylim=(-high * point, 0))
    corners = tuple(
        (k % columns * cell[0] * point, -(k // columns) * cell[1] * point) for k in range(n)
    )
    return Grid(units, corners, point, cell[0] * point, cell[1] * point, columns)


def draw_units(
    axes: Axes, grid: Grid, fills: Sequence[Mapping[str, str]], titles: Mapping[str, str]
) -> None:
    """Draw every unit in all maps: in its colours, or hatched where it has none.

    Parameters
    ----------
    axes : Axes
    grid : Grid
    fills : sequence of mapping of str to str
        For each map the colours by code.
    titles : mapping of str to str
        What each unit says of itself.
    """
    for code, path in grid.units.units.items():
        known = [k for k, colours in enumerate(fills) if code in colours]
        missing = [k for k, colours in enumerate(fills) if code not in colours]
        if missing:
            blank = _repeat(axes, path, grid, missing, facecolors="white", hatch=HATCH,
                            edgecolors=MISSING_EDGE, linewidths=0.25)  # fmt: skip
            blank.set(gid=f"missing-{code}" if known else f"unit-{code}", label=titles[code])
        if known:
            unit = _repeat(axes, path, grid, known, edgecolors=LINE, linewidths=0.25,
                           facecolors=[fills[k][code] for k in known])  # fmt: skip
            unit.set(gid=f"unit-{code}", label=titles[code])


def draw_lines(axes: Axes, grid: Grid, highlight: str | None) -> None:
    """Draw the borders of regions in all maps, and the outline of one unit."""
    every = range(len(grid.corners))
    if grid.units.regions is not None:
        _repeat(axes, grid.units.regions, grid, every, facecolors="none", edgecolors=INK,
                linewidths=0.5)  # fmt: skip
    if highlight is not None:
        # Small provinces must not vanish under their outline.
        thick = 1.0 if grid.columns < _MANY else 0.7
        for colour, linewidth in (("white", 1.8 * thick), (OWN, thick)):
            _repeat(axes, grid.units.outlines[highlight], grid, every, facecolors="none",
                    edgecolors=colour, linewidths=linewidth)  # fmt: skip


def draw_archipelagos(
    axes: Axes,
    grid: Grid,
    fills: Sequence[Mapping[str, str]],
    titles: Mapping[str, str],
) -> None:
    """Draw Hoàng Sa and Trường Sa in every map as a labelled square of their province's colour."""
    west, south, east, north = grid.units.bounds
    for name in ARCHIPELAGOS:
        code = owner(name, grid.units.frame)
        across, along = _AT[name]
        x, y = west + across * (east - west), south + along * (north - south)
        at = [(x + dx, y + dy) for dx, dy in map(grid.offset, range(len(grid.corners)))]
        squares = axes.scatter(
            [x for x, _ in at], [y for _, y in at], s=20, marker="s", linewidth=0.5, edgecolor=INK,
            facecolor=[colours.get(code, "white") for colours in fills], clip_on=False,
        )  # fmt: skip
        squares.set(gid=f"islands-{code}", label=titles[code])
        for place in at:
            axes.annotate(name, place, xytext=(0, -4), textcoords="offset points", ha="center",
                          va="top", size=_NAME, color=MUTED, in_layout=False)  # fmt: skip


def _repeat(
    axes: Axes, path: Path, grid: Grid, which: Sequence[int], **style: Any
) -> PathCollection:
    """Draw one path at the place that it has in each of some maps."""
    shared = PathCollection(
        [path],
        offsets=[grid.offset(k) for k in which],
        # A linear axis is affine, though its type does not say so.
        offset_transform=AffineDeltaTransform(axes.transData),  # type: ignore[arg-type]
        transform=axes.transData,
        clip_on=False,
        **style,
    )
    axes.add_artist(shared)
    return shared
