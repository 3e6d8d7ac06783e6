"""What the pictures share: sheets, text, lines that stop at breaks, axes in the reader's language.

Layout is the house's own where matplotlib's would be too slow; everything is still a matplotlib
figure that a user may go on drawing on.
"""

from analysis.drawing.axes import (
    DASHES,
    draw_stretches,
    label_points,
    number_axis,
    rank_axis,
)
from analysis.drawing.sheet import AUTOMATIC, Words, figure_of, panels, sheet, sheets
from analysis.drawing.text import balanced, halo, spread, width, wrap
from analysis.drawing.vector import png, svg

__all__ = [
    "AUTOMATIC",
    "DASHES",
    "Words",
    "balanced",
    "draw_stretches",
    "figure_of",
    "halo",
    "label_points",
    "number_axis",
    "panels",
    "png",
    "rank_axis",
    "sheet",
    "sheets",
    "spread",
    "svg",
    "width",
    "wrap",
]
