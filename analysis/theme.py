"""Colours, sizes and the font of all charts and maps.

Colours are from the palette of Okabe and Ito and from ColorBrewer's schemes, which people with
any of the usual colour-vision deficiencies can tell apart (`tests/test_theme.py` simulates
them); the steps of a sequence also differ in lightness, so they survive a black and white
printer.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

# Made for Vietnamese; shipped, so that a picture looks the same on every machine. Symbols that
# it lacks come from DejaVu Sans, which matplotlib brings.
FONT = "Be Vietnam Pro"
FONTS = Path(__file__).parent / "fonts"

SIZE = 7.5
SMALL = 6.5
TITLE = 9.5

OWN = "#d55e00"
OTHERS = "#b8c4cc"
NATION = "#333333"
REGION = "#0072b2"
LEADER = "#009e73"
INK = "#222222"
MUTED = "#5f6a72"
FAINT = "#e3e7ea"
MISSING_EDGE = "#8a8a8a"
# Better and worse: blue and orange, never green and red.
GAIN = "#0072b2"
LOSS = "#d55e00"
# From the best group to the last; the same four steps as YlGnBu.
GROUPS = ("#225ea8", "#41b6c4", "#a1dab4", "#ffffcc")
# Colour maps by what the numbers are: amounts, and distances to a middle (below it orange,
# above it violet).
SEQUENTIAL = "YlGnBu"
DIVERGING = "PuOr"
# Two sequences at once, three steps each: the first adds orange, the second blue, and all nine
# differ in lightness. Row by row, the first sequence from left to right.
BIVARIATE = (
    ("#f3f3f3", "#ffd09c", "#ffae41"),
    ("#92b8d2", "#af977f", "#b3772b"),
    ("#0081b0", "#5c6262", "#664417"),
)
# High among high, high among low, low among high, low among low, and no cluster.
CLUSTERS = ("#0b4f8a", "#7db8e0", "#fbc99a", "#d55e00", "#eceff1")
# Falls and rises in the colours of DIVERGING, of which only the outer are strong.
CHANGE_STEPS = ("#b35806", "#fdd3a0", "#fef0df", "#ecebf4", "#cfcce4", "#542788")

CM = 1 / 2.54
POINTS = 72
TEXT_WIDTH = 16 * CM

_RC: dict[Any, Any] = {
    "font.family": [FONT, "DejaVu Sans"],
    "font.size": SIZE,
    "axes.titlesize": TITLE,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": SIZE,
    "axes.labelcolor": MUTED,
    "xtick.labelsize": SIZE,
    "ytick.labelsize": SIZE,
    "legend.fontsize": SIZE,
    "legend.frameon": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#8a949b",
    "axes.linewidth": 0.6,
    "axes.axisbelow": True,
    "xtick.color": "#444444",
    "ytick.color": "#444444",
    "xtick.major.size": 2.5,
    "ytick.major.size": 2.5,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "grid.color": FAINT,
    "grid.linewidth": 0.6,
    "hatch.linewidth": 0.5,
    "hatch.color": MISSING_EDGE,
    "figure.facecolor": "white",
    # Outlines as designed; hinting would space letters unevenly.
    "text.hinting": "no_hinting",
}


@contextmanager
def theme() -> Iterator[None]:
    """Return a context in which matplotlib draws in the house style.

    Examples
    --------
    >>> import matplotlib as mpl
    >>> with theme():
    ...     mpl.rcParams["font.family"]
    ['Be Vietnam Pro', 'DejaVu Sans']
    """
    import matplotlib as mpl

    register_fonts()
    with mpl.rc_context(_RC):
        yield


@cache
def register_fonts() -> None:
    """Make the shipped files known, by path: a machine may hold another font of the name.

    Examples
    --------
    >>> register_fonts()
    """
    from matplotlib.font_manager import fontManager

    for path in sorted(FONTS.glob("*.ttf")):
        fontManager.addfont(path)
