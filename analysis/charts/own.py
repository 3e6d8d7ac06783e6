"""Labels of the points of the province that is picked out."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from analysis.drawing import halo, width
from analysis.theme import CM, OWN, POINTS, SMALL
from analysis.wording import Language, places

Array = NDArray[np.float64]
# Left, bottom, right, top, in points.
Box = tuple[float, float, float, float]
# Where a label may stand beside its point.
Spot = tuple[float, float, Literal["left", "center", "right"]]
_SPOTS: tuple[Spot, ...] = (
    (6, 0, "left"), (-6, 0, "right"), (0, 8, "center"), (0, -8, "center"),
    (4, 8, "left"), (-4, 8, "right"), (4, -8, "left"), (-4, -8, "right"),
)  # fmt: skip


def label_own(
    axes: Axes, own: pd.DataFrame, code: str, language: Language, *, size: tuple[float, float]
) -> None:
    """Name the last point of a province, and the years of the others where there is room.

    Parameters
    ----------
    axes : Axes
        With the limits that they will keep.
    own : DataFrame
        Its pairs: year, x, y.
    code : str
    language : Language
    size : (float, float)
        About how wide and high the axes will be, in centimetres.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from analysis.wording import language
    >>> axes = Figure().subplots()
    >>> own = pd.DataFrame({"year": [2022, 2023], "x": [0.1, 0.5], "y": [0.5, 0.5]})
    >>> label_own(axes, own, "08", language("vi"), size=(12, 6))
    >>> [text.get_text() for text in axes.texts]
    ['Tuyên Quang 2023', '2022']
    """
    rows = own.sort_values("year", ascending=False).to_dict("records")
    x = _points([row["x"] for row in rows], axes.get_xlim(), size[0])
    y = _points([row["y"] for row in rows], axes.get_ylim(), size[1])
    taken = [(a - 3, b - 3, a + 3, b + 3) for a, b in zip(x, y, strict=True)]
    name = places.names(language, "vn63")[code]
    for k, row in enumerate(rows):
        text = str(row["year"]) if k else f"{name} {row['year']}"
        found = _free_spot(text, (x[k], y[k]), taken, size[0] * CM * POINTS)
        # The name must stand, even on a point.
        spot, box = found or (_SPOTS[-1], (0.0, 0.0, 0.0, 0.0))
        if found or not k:
            taken.append(box)
            axes.annotate(
                text, (row["x"], row["y"]), xytext=spot[:2], textcoords="offset points",
                va="center_baseline", ha=spot[2], color=OWN, weight="normal" if k else "bold",
                size=SMALL, path_effects=halo(), in_layout=False, zorder=4,
            )  # fmt: skip


def _free_spot(
    text: str, point: tuple[float, float], taken: Sequence[Box], right: float
) -> tuple[Spot, Box] | None:
    """Return the first place beside a point where a text meets nothing, and its box."""
    wide = width(text, size=SMALL, weight="bold")
    for dx, dy, side in _SPOTS:
        left = point[0] + dx - {"left": 0.0, "center": wide / 2, "right": wide}[side]
        box = (left, point[1] + dy - 4, left + wide, point[1] + dy + 4)
        if left > 0 and box[2] < right and not any(_meet(box, other) for other in taken):
            return (dx, dy, side), box
    return None


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _points(values: Sequence[float], limits: tuple[float, float], size: float) -> Array:
    """Return about how far values are from the lower end of an axis, in points."""
    low, high = limits
    inside: Array = (np.array(values, dtype=np.float64) - low) / (high - low) * size * CM * POINTS
    return inside
