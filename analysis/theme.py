"""Colours, sizes and fonts of all charts and maps.

Colours are from the palette of Okabe and Ito and from ColorBrewer's YlGnBu, which people with
any of the usual colour-vision deficiencies can tell apart; the four steps of the sequence
also differ in lightness, so they survive a black and white printer.
"""

from contextlib import AbstractContextManager
from typing import Any

# DejaVu Sans comes with matplotlib and has every Vietnamese letter.
_RC: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 8,
    "axes.titlesize": 8.5,
    "axes.labelsize": 8,
    "xtick.labelsize": 7.5,
    "ytick.labelsize": 7.5,
    "legend.fontsize": 7.5,
    "legend.frameon": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#666666",
    "axes.linewidth": 0.6,
    "xtick.color": "#444444",
    "ytick.color": "#444444",
    "grid.color": "#dddddd",
    "grid.linewidth": 0.5,
    "hatch.linewidth": 0.5,
    "figure.facecolor": "white",
}

OWN = "#d55e00"
OTHERS = "#b8c4cc"
NATION = "#333333"
REGION = "#0072b2"
LEADER = "#009e73"
INK = "#222222"
MUTED = "#666666"
MISSING_EDGE = "#8a8a8a"
# From the best group to the last.
GROUPS = ("#225ea8", "#41b6c4", "#a1dab4", "#ffffcc")

CM = 1 / 2.54
TEXT_WIDTH = 16 * CM


def theme() -> AbstractContextManager[None]:
    """Return a context in which matplotlib draws in the house style.

    Examples
    --------
    >>> import matplotlib as mpl
    >>> with theme():
    ...     mpl.rcParams["font.family"]
    ['DejaVu Sans']
    """
    import matplotlib as mpl

    return mpl.rc_context(_RC)
