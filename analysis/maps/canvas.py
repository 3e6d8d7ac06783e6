"""The map itself: units in their colours, borders of regions, the archipelagos, the legend."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.transforms import Affine2D, Transform
from numpy.typing import NDArray

from analysis.drawing import Words, figure_of, sheet, wrap
from analysis.drawing import width as text_width
from analysis.maps.layers import Shapes, archipelagos, shapes
from analysis.provinces import Frame
from analysis.theme import INK, MISSING_EDGE, MUTED, OWN, POINTS, SIZE, SMALL
from analysis.wording import Language, places

HATCH = "/////"
LINE = "#7d7d7d"
HEIGHT = 16.0
# Shares of the axes: between the country and the column at its right, where that ends, how much
# of the width the country may take, and the upper part that the legend may take.
_SIDE = 0.035
_END = 0.985
_MOST = 0.68
_TOP = 0.4
# Height of a line: of a legend in sizes of its letters, of small text in points.
_LINE = 1.62
_SMALL_LINE = 1.35 * SMALL
# Width of an inset in heights of the axes and at most in points; height of each in widths.
_INSET = 0.235
_WIDEST = 112.0
_SHAPES = {"Hoàng Sa": 0.72, "Trường Sa": 0.9}
# How much of an inset the islands take.
_FILLED = 0.76


@dataclass(frozen=True)
class Entry:
    """One line of a legend.

    Attributes
    ----------
    label : str
    colour : str
    hatched : bool
    """

    label: str
    colour: str = "white"
    hatched: bool = False


@dataclass(frozen=True)
class Reading:
    """What a reader without eyes or without script gets.

    Attributes
    ----------
    titles : mapping of str to str
        What each unit says of itself.
    links : mapping of str to str
        Where each unit leads.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)


@contextmanager
def country(
    ax: Axes | None,
    words: Words,
    frame: Frame,
    language: Language,
    *,
    height: float = HEIGHT,
    units: Shapes | None = None,
) -> Iterator[tuple[Axes, Shapes]]:
    """Give axes that show the country at the left and have room at the right.

    Parameters
    ----------
    ax : Axes or None
        Axes of the caller; None makes a figure.
    words : Words
    frame : {"vn63", "vn34"}
    language : Language
    height : float
        Centimetres.
    units : Shapes, optional
        What stands for the units of the frame; by default their shapes.

    Yields
    ------
    (Axes, Shapes)
        In metres of VN-2000 / UTM zone 48N, or as the units given.
    """
    units = units or shapes(frame)
    with sheet(ax, words, height=height, bare=True) as axes:
        axes.set_axis_off()
        _set_extent(axes, units)
        _write_disclaimer(axes, units, language)
        yield axes, units


def draw_units(
    axes: Axes,
    units: Shapes,
    fills: Mapping[str, str],
    *,
    reading: Reading | None = None,
    edgecolor: str = LINE,
    linewidth: float = 0.35,
) -> None:
    """Draw every unit: in its colour, or hatched if it has none.

    Parameters
    ----------
    axes : Axes
    units : Shapes
    fills : mapping of str to str
        Colours by code.
    reading : Reading, optional
    edgecolor, linewidth : as in geopandas
    """
    reading = reading or Reading()
    for code, path in units.units.items():
        unit = PathPatch(
            path,
            facecolor=fills.get(code, "white"),
            edgecolor=edgecolor if code in fills else MISSING_EDGE,
            hatch=None if code in fills else HATCH,
            linewidth=linewidth,
            # Nothing lies outside the axes.
            clip_on=False,
        )
        if code in reading.titles:
            unit.set(gid=f"unit-{code}", label=reading.titles[code], url=reading.links.get(code))
        axes.add_artist(unit)


def draw_regions(axes: Axes, units: Shapes) -> None:
    """Draw the borders that regions share; the frame of the 34 has none."""
    if units.regions is not None:
        axes.add_artist(
            PathPatch(units.regions, fill=False, edgecolor=INK, linewidth=0.9, capstyle="round",
                      clip_on=False)
        )  # fmt: skip


def outline(axes: Axes, units: Shapes, code: str) -> None:
    """Pick out one unit by a line around it."""
    for colour, linewidth in (("white", 3.2), (OWN, 1.7)):
        axes.add_artist(
            PathPatch(units.outlines[code], fill=False, edgecolor=colour, linewidth=linewidth,
                      clip_on=False)
        )  # fmt: skip


def draw_legend(axes: Axes, units: Shapes, entries: Sequence[Entry], *, title: str = "") -> None:
    """Write the legend into the sea at the top right, where it touches no province.

    It takes the upper part of the axes, the archipelagos the rest; where that is too small, its
    letters are smaller.
    """
    wide, high = size(axes)
    lines = len(entries) + bool(title)
    need = (
        1.06 * max(text_width(entry.label) for entry in entries) + 2.6 * SIZE,
        lines * _LINE * SIZE,
    )
    left, low = _column(axes, units), 1 - _TOP
    # Above the country's east there is more room than beside it.
    free = 1 - _east(axes, units, low) - _SIDE / 2
    scale = min(1.0, free * wide / need[0], _TOP * high / need[1])
    handles = [
        Patch(
            facecolor=entry.colour,
            edgecolor=MISSING_EDGE if entry.hatched else LINE,
            hatch=HATCH if entry.hatched else None,
            linewidth=0.5,
            label=entry.label,
        )
        for entry in entries
    ]
    corner = (min(left, 1 - scale * need[0] / wide), 1)
    legend = axes.legend(
        handles=handles, loc="upper left", bbox_to_anchor=corner,
        borderaxespad=0.0, borderpad=0.1, handlelength=1.5, handleheight=1.05, labelspacing=0.35,
        title=title or None, alignment="left", fontsize=SIZE * scale,
    )  # fmt: skip
    legend.get_title().set(size=SMALL * scale, color=MUTED)


def size(axes: Axes) -> tuple[float, float]:
    """Return the width and height of axes in points."""
    box, dpi = axes.get_window_extent(), figure_of(axes).dpi
    return float(box.width / dpi * POINTS), float(box.height / dpi * POINTS)


def _points(axes: Axes) -> Transform:
    """Return the transform of axes from points above their lower left corner."""
    wide, high = size(axes)
    return Affine2D().scale(1 / wide, 1 / high) + axes.transAxes


def _column(axes: Axes, units: Shapes) -> float:
    """Return where the column beside the country begins, as a share of the axes' width."""
    left, right = axes.get_xlim()
    return (units.bounds[2] - left) / (right - left) + _SIDE


def _east(axes: Axes, units: Shapes, low: float) -> float:
    """Return how far east the country reaches above a height; both are shares of the axes."""
    (left, right), (south, north) = axes.get_xlim(), axes.get_ylim()
    bottom = south + low * (north - south)
    points = np.concatenate([path.vertices for path in units.units.values()])
    return float((points[points[:, 1] > bottom, 0].max() - left) / (right - left))


def _set_extent(axes: Axes, units: Shapes) -> None:
    """Show the country at the top left, undistorted, and leave a column beside it."""
    west, south, east, north = units.bounds
    margin = 0.004 * (north - south)
    wide, high = size(axes)
    across, along = east - west + 2 * margin, north - south + 2 * margin
    along = max(along, across / _MOST * high / wide)
    axes.set(
        xlim=(west - margin, west - margin + along * wide / high),
        ylim=(north + margin - along, north + margin),
    )


def _write_disclaimer(axes: Axes, units: Shapes, language: Language) -> None:
    axes.text(
        _column(axes, units), 0.004, disclaimer(axes, units, language),
        transform=axes.transAxes, ha="left", va="bottom", size=SMALL, style="italic", color=MUTED,
    )  # fmt: skip


def disclaimer(axes: Axes, units: Shapes, language: Language) -> str:
    """Return what every map says of its borders, in even lines that the column holds."""
    text = language.text("Illustrative sketch, not for determining borders.")
    room = (_END - _column(axes, units)) * size(axes)[0]
    lines = wrap(text, room, size=SMALL).count("\n") + 1
    even = text_width(text, size=SMALL) / lines * 1.15
    return wrap(text, min(room, even), size=SMALL)


def draw_archipelagos(
    axes: Axes,
    units: Shapes,
    fills: Mapping[str, str],
    language: Language,
    *,
    reading: Reading | None = None,
    highlight: str | None = None,
) -> None:
    """Draw Hoàng Sa and Trường Sa in labelled insets, in the colours of their provinces.

    Parameters
    ----------
    axes : Axes
    units : Shapes
    fills : mapping of str to str
        Colours by code.
    language : Language
    reading : Reading, optional
        The islands say what their province says.
    highlight : str, optional
        Code of the province picked out; the frame of its islands is, too.
    """
    wide, high = size(axes)
    left = _column(axes, units) * wide
    across = min(_INSET * high, _WIDEST, _END * wide - left)
    names, found = places.names(language, units.frame), archipelagos(units.frame)
    titles = [
        wrap(
            language.text("{name} archipelago ({province})", name=name, province=names[code]),
            across, size=SMALL,
        )
        for name, (code, _) in found.items()
    ]  # fmt: skip
    above = [(title.count("\n") + 1) * _SMALL_LINE + 3 for title in titles]
    low = (disclaimer(axes, units, language).count("\n") + 1) * _SMALL_LINE + 5
    free = (1 - _TOP) * high - low - sum(above)
    # The gap above each inset is a tenth of its width.
    across = min(across, free / (sum(_SHAPES.values()) + 0.1 * len(titles)))
    for (name, (code, islands)), title, room in reversed(
        list(zip(found.items(), titles, above, strict=True))
    ):
        box = (left, low, across, across * _SHAPES[name])
        own = code == highlight
        axes.add_artist(
            Rectangle(box[:2], *box[2:], transform=_points(axes), fill=False, clip_on=False,
                      edgecolor=OWN if own else INK, linewidth=1.7 if own else 0.5)
        )  # fmt: skip
        dots = _draw_islands(axes, box, islands, fills.get(code, "white"))
        if reading is not None and code in reading.titles:
            dots.set(gid=f"islands-{code}", label=reading.titles[code])
        axes.text(left, low + box[3] + 3, title, transform=_points(axes), size=SMALL,
                  ha="left", va="bottom", linespacing=1.1, color=INK)  # fmt: skip
        low += box[3] + room + across / 10


def _draw_islands(
    axes: Axes, box: tuple[float, float, float, float], islands: NDArray[np.float64], fill: str
) -> PathCollection:
    """Draw the islands of one archipelago into a box in points, true to scale."""
    low, high = islands.min(axis=0), islands.max(axis=0)
    scale = _FILLED * min(np.divide(box[2:], high - low).tolist())
    points = np.array(box[:2]) + np.array(box[2:]) / 2 + (islands - (low + high) / 2) * scale
    return axes.scatter(
        points[:, 0], points[:, 1], s=13, color=fill, edgecolor=INK, linewidth=0.5,
        transform=_points(axes), clip_on=False,
    )  # fmt: skip
