"""Names of the provinces on a map: inside where they fit, else beside with a leader line."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import withStroke

from analysis.drawing import width as text_width
from analysis.maps.canvas import size
from analysis.maps.layers import Shapes
from analysis.maps.positions import label_positions
from analysis.theme import INK
from analysis.wording import Language, places

# Letters of names in metres on the ground, as maps/labels.csv is laid: 5 points at 1 : 7.5
# million, which is a map 22 cm high.
EM = 13_300.0
HEIGHT = 22.5
LINESPACING = 0.95
# Between a name and its leader line, in sizes of its letters.
_GAP = 0.25
# As far from the middle of a name as an outline may run through it.
_NEAR = 2.5
# What lies between hatches.
HATCHED = "#ffffff"


def draw_labels(
    axes: Axes,
    units: Shapes,
    language: Language,
    *,
    fills: Mapping[str, str],
    highlight: str | None = None,
) -> None:
    """Write the name of every unit, as large as the scale of the map allows.

    Parameters
    ----------
    axes : Axes
        As from `canvas.country`.
    units : Shapes
        From `layers.shapes`: positions are of the true map.
    language : Language
    fills : mapping of str to str
        Colours of the units by code; names are light on dark ones.
    highlight : str, optional
        Code of the unit outlined: names that its outline may touch get a rim.

    Notes
    -----
    The letters keep their size on the ground, so that the layout of `maps/labels.csv` holds at
    every scale. They have 5 points or more from a height of 22 cm.
    """
    em = EM * _points_a_metre(axes)
    table = label_positions(units.frame)
    _draw_leaders(axes, table[table["align"] != "center"], em)
    names = places.names(language, units.frame)
    touched = _touched(table, units, highlight)
    for code, lines, align, x, y in zip(
        table.index, table["lines"], table["align"], table["x"], table["y"], strict=True
    ):
        ground = fills.get(code, HATCHED) if align == "center" else "white"
        # Hatches, too, would run through the letters.
        rim = code in touched or ground == HATCHED
        gap = {"center": 0.0, "left": _GAP, "right": -_GAP}[align]
        axes.text(
            x + gap * EM, y, broken(names[code], lines), size=em, ha=align, va="center_baseline",
            linespacing=LINESPACING, color=ink(ground), in_layout=False, zorder=5,
            path_effects=[withStroke(linewidth=0.32 * em, foreground=ground)] if rim else None,
            gid=f"name-{code}",
        )  # fmt: skip


def _touched(table: pd.DataFrame, units: Shapes, highlight: str | None) -> set[str]:
    """Return the units whose names stand close to the outline of one."""
    if highlight is None:
        return set()
    line = np.asarray(units.outlines[highlight].vertices)
    away = np.hypot(
        table["x"].to_numpy()[:, None] - line[:, 0], table["y"].to_numpy()[:, None] - line[:, 1]
    ).min(axis=1)
    return set(table.index[away < _NEAR * EM])


def broken(name: str, lines: int) -> str:
    r"""Return a name in one line or in two that are as equally wide as its words allow.

    Examples
    --------
    >>> broken("Thừa Thiên Huế", 2), broken("Cà Mau", 1)
    ('Thừa\nThiên Huế', 'Cà Mau')
    """
    words = name.split(" ")
    if lines == 1 or len(words) == 1:
        return name
    ways = [(" ".join(words[:k]), " ".join(words[k:])) for k in range(1, len(words))]
    return "\n".join(min(ways, key=lambda way: max(map(text_width, way))))


def ink(ground: str) -> str:
    """Return dark or white ink, whichever stands out more on a colour (contrast as in WCAG 2).

    Examples
    --------
    >>> ink("white"), ink("#225ea8")
    ('#222222', 'white')
    """
    luminance, dark = _luminance(ground), _luminance(INK)
    return INK if (luminance + 0.05) ** 2 > (dark + 0.05) * 1.05 else "white"


def _luminance(colour: str) -> float:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _points_a_metre(axes: Axes) -> float:
    low, high = axes.get_ylim()
    return size(axes)[1] / (high - low)


def _draw_leaders(axes: Axes, rows: pd.DataFrame, em: float) -> None:
    """Draw all leader lines as one dark path on a white one, each with a dot at its end."""
    if rows.empty:
        return
    ends = rows[["tip_x", "tip_y"]].to_numpy()
    pairs = np.stack([rows[["x", "y"]].to_numpy(), ends], axis=1)
    path = Path.make_compound_path(*map(Path, pairs))
    for colour, linewidth in (("white", 0.3 * em), (INK, 0.08 * em)):
        axes.add_artist(
            PathPatch(path, fill=False, edgecolor=colour, linewidth=linewidth, zorder=4,
                      capstyle="round", clip_on=False)
        )  # fmt: skip
    axes.scatter(ends[:, 0], ends[:, 1], s=(0.32 * em) ** 2, color=INK, edgecolor="white",
                 linewidth=0.1 * em, zorder=4.5)  # fmt: skip
