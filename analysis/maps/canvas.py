"""The map itself: units in their colours, borders of regions, the archipelagos, the legend."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from matplotlib.axes import Axes
from matplotlib.patches import Patch, PathPatch

from analysis.drawing import Words, sheet, width, wrap
from analysis.maps.layers import ARCHIPELAGOS, Shapes, islands, owner, shapes
from analysis.provinces import Frame
from analysis.theme import INK, MISSING_EDGE, MUTED, OWN, POINTS, SMALL
from analysis.wording import Language

HATCH = "/////"
LINE = "#7d7d7d"
HEIGHT = 16.0
_SIDE = 0.035
# Where the insets stand in the height of the map.
_INSETS = {"Hoàng Sa": (0.43, 0.15), "Trường Sa": (0.13, 0.25)}


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
        _write_disclaimer(axes, language)
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
        )
        if code in reading.titles:
            unit.set(gid=f"unit-{code}", label=reading.titles[code], url=reading.links.get(code))
        axes.add_artist(unit)


def draw_regions(axes: Axes, units: Shapes) -> None:
    """Draw the borders that regions share; the frame of the 34 has none."""
    if units.regions is not None:
        axes.add_artist(
            PathPatch(units.regions, fill=False, edgecolor=INK, linewidth=0.9, capstyle="round")
        )


def outline(axes: Axes, units: Shapes, code: str) -> None:
    """Pick out one unit by a line around it."""
    for colour, linewidth in (("white", 3.2), (OWN, 1.7)):
        axes.add_artist(
            PathPatch(units.outlines[code], fill=False, edgecolor=colour, linewidth=linewidth)
        )


def draw_archipelagos(
    axes: Axes, units: Shapes, fills: Mapping[str, str], language: Language
) -> None:
    """Draw Hoàng Sa and Trường Sa in labelled insets, in the colours of their provinces."""
    points = islands()
    left = _room(axes, units) + _SIDE
    for name in ARCHIPELAGOS:
        code = owner(name, units.frame)
        bottom, high = _INSETS[name]
        inset = axes.inset_axes((left, bottom, 0.985 - left, high))
        group = points[points["group"] == name].geometry
        inset.scatter(
            group.x, group.y, s=13, color=fills.get(code, "white"), edgecolor=INK, linewidth=0.5
        )
        label = language.text(
            "{name} archipelago ({province})", name=name, province=units.names[code]
        )
        wide = axes.get_window_extent().width / axes.figure.dpi * POINTS * (0.985 - left)
        inset.set_title(wrap(label, wide, size=SMALL), fontsize=SMALL, weight="normal", pad=2.5)
        inset.set_aspect("equal", adjustable="datalim")
        inset.margins(0.15)
        inset.set(xticks=[], yticks=[])
        inset.spines[:].set(visible=True, linewidth=0.5)


def draw_legend(axes: Axes, units: Shapes, entries: Sequence[Entry], *, title: str = "") -> None:
    """Write the legend into the sea at the top right, where it touches no province."""
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
    legend = axes.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(_room(axes, units) + _SIDE, 1.0),
        borderaxespad=0.2, handlelength=1.5, handleheight=1.05, labelspacing=0.35, title=title,
        alignment="left",
    )  # fmt: skip
    legend.get_title().set(size=SMALL, color=MUTED)


def _ratio(axes: Axes) -> float:
    box = axes.get_window_extent()
    return float(box.width / box.height)


def _room(axes: Axes, units: Shapes) -> float:
    """Return the share of the axes' width that the country takes."""
    west, south, east, north = units.bounds
    return min(0.78, (east - west) / ((north - south) * _ratio(axes)))


def _set_extent(axes: Axes, units: Shapes) -> None:
    west, south, east, north = units.bounds
    margin = 0.004 * (north - south)
    high = north - south + 2 * margin
    wide = max(high * _ratio(axes), east - west + 2 * margin)
    axes.set(
        xlim=(west - margin, west - margin + wide), ylim=(south - margin, south - margin + high)
    )


def _write_disclaimer(axes: Axes, language: Language) -> None:
    text = language.text("Illustrative sketch, not for determining borders.")
    room = axes.get_window_extent().width / axes.figure.dpi * POINTS * 0.42
    lines = wrap(text, max(room, width(text, size=SMALL) / 3), size=SMALL)
    axes.text(
        0.985, 0.012, lines, transform=axes.transAxes, ha="right", va="bottom", size=SMALL,
        style="italic", color=MUTED,
    )  # fmt: skip
