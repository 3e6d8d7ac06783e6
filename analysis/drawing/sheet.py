"""The sheet that a picture is drawn on: finding, measure, axes that fit, source line.

Margins are measured once instead of by matplotlib's constrained layout, which measures every
label four times: that alone would cost more than the drawing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from numpy.typing import NDArray

from analysis.drawing.text import balanced, wrap
from analysis.theme import CM, INK, MUTED, POINTS, SIZE, SMALL, TEXT_WIDTH, TITLE, theme

_LEADING = 1.4
_PAD = 3 / POINTS

# Left, bottom, right, top.
Area = tuple[float, float, float, float]


@dataclass(frozen=True)
class Words:
    """What stands around a picture.

    Attributes
    ----------
    title : str or None
        The finding; None lets the picture's function say it, an empty text leaves it out.
    subtitle : str or None
        Measure and unit; None and empty as for the title.
    source : str
        Where the figures are from, and remarks.
    """

    title: str | None = None
    subtitle: str | None = None
    source: str = ""

    def or_title(self, title: str) -> "Words":
        """Return the words with a title, unless they have one or want none."""
        return self if self.title is not None else replace(self, title=title)

    def or_subtitle(self, subtitle: str) -> "Words":
        """Return the words with a subtitle, unless they have one or want none."""
        return self if self.subtitle is not None else replace(self, subtitle=subtitle)


# The words of a picture's own function.
AUTOMATIC = Words()


@contextmanager
def sheet(
    ax: Axes | None,
    words: Words,
    *,
    height: float,
    width: float = TEXT_WIDTH / CM,
    bare: bool = False,
) -> Iterator[Axes]:
    """Give the axes to draw one picture on, in the house style.

    Parameters
    ----------
    ax : Axes or None
        Axes of the caller, which keep their place; None makes a figure.
    words : Words
    height, width : float
        Centimetres; the height is that of the axes with their labels.
    bare : bool
        Axes without labels outside: they have their final size from the beginning.

    Examples
    --------
    >>> with sheet(None, Words(title="Điểm tăng"), height=5) as axes:
    ...     _ = axes.plot([1, 2])
    >>> axes.figure.texts[0].get_text()
    'Điểm tăng'
    """
    with theme():
        if ax is not None:
            ax.set_title("\n".join(filter(None, (words.title, words.subtitle))))
            yield ax
            return
        figure, area = _blank(words, height * CM, width * CM)
        axes = figure.add_axes(_share(figure, area))
        yield axes
        if not bare:
            fit(np.array([[axes]]), area)


@contextmanager
def sheets(
    words: Words,
    shape: tuple[int, int],
    *,
    height: float,
    width: float = TEXT_WIDTH / CM,
    gap: float = 0.4,
) -> Iterator[NDArray[np.object_]]:
    """Give a grid of axes to draw several panels on, in the house style.

    Parameters
    ----------
    words : Words
    shape : (int, int)
        Rows and columns.
    height, width : float
        Centimetres; the height is that of all rows with their labels.
    gap : float
        Centimetres between panels.

    Examples
    --------
    >>> with sheets(Words(), (1, 2), height=5) as axes:
    ...     _ = axes[0, 1].plot([1, 2])
    >>> axes.shape
    (1, 2)
    """
    with theme():
        figure, area = _blank(words, height * CM, width * CM)
        axes = np.empty(shape, dtype=object)
        for place in np.ndindex(shape):
            # A label keeps axes of one place apart.
            axes[place] = figure.add_axes((0, 0, 1, 1), label=str(place))
        yield axes
        fit(axes, area, gap=gap * CM)


def fit(axes: NDArray[np.object_], area: Area, *, gap: float = 0.0) -> None:
    """Place a grid of axes so that they and their labels fill an area of their figure.

    Parameters
    ----------
    axes : array of Axes, shape (rows, columns)
    area : (float, float, float, float)
        Left, bottom, right and top in inches.
    gap : float
        Inches between the panels.

    Examples
    --------
    >>> axes = Figure(figsize=(4, 3)).subplots(squeeze=False)
    >>> fit(axes, (0, 0, 4, 3))
    >>> bool(axes[0, 0].get_position().x0 > 0)
    True
    """
    figure = axes[0, 0].figure
    wide, high = figure.get_size_inches()
    left, bottom, right, top = area
    rows, columns = axes.shape
    cell = (
        (right - left - gap * (columns - 1)) / columns,
        (top - bottom - gap * (rows - 1)) / rows,
    )
    # Labels depend on the ticks and these on the size: first about right, then measured.
    for (row, column), one in np.ndenumerate(axes):
        x = left + column * (cell[0] + gap)
        y = top - row * (cell[1] + gap) - cell[1]
        one.set_position((x / wide, y / high, cell[0] / wide, cell[1] / high))
    rims = _rims(axes, figure)
    lefts, rights = rims[..., 0].max(axis=0), rims[..., 2].max(axis=0)
    bottoms, tops = rims[..., 1].max(axis=1), rims[..., 3].max(axis=1)
    inner_width = (right - left - gap * (columns - 1) - lefts.sum() - rights.sum()) / columns
    inner_height = (top - bottom - gap * (rows - 1) - bottoms.sum() - tops.sum()) / rows
    y = top
    for row in range(rows):
        y -= tops[row] + inner_height
        x = left
        for column in range(columns):
            x += lefts[column]
            axes[row, column].set_position(
                (x / wide, y / high, inner_width / wide, inner_height / high)
            )
            x += inner_width + rights[column] + gap
        y -= bottoms[row] + gap


def _rims(axes: NDArray[np.object_], figure: Figure) -> NDArray[np.float64]:
    """Return how far labels reach beyond each axes, in inches: left, bottom, right, top."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    rims = np.zeros((*axes.shape, 4))
    for place, one in np.ndenumerate(axes):
        inner, outer = one.get_window_extent(), one.get_tightbbox(renderer)
        if outer is not None:
            reach = (inner.x0 - outer.x0, inner.y0 - outer.y0, outer.x1 - inner.x1,
                     outer.y1 - inner.y1)  # fmt: skip
            rims[place] = np.maximum(reach, 0) / figure.dpi
    return rims + _PAD


def _share(figure: Figure, area: Area) -> Area:
    """Return an area (left, bottom, right, top) in inches as a position in shares of a figure."""
    wide, high = figure.get_size_inches()
    left, bottom, right, top = area
    return left / wide, bottom / high, (right - left) / wide, (top - bottom) / high


def _blank(words: Words, height: float, width: float) -> tuple[Figure, Area]:
    """Return a figure with its words, and the area that these leave."""
    # PNG places letters at whole pixels, up to one part in fifty wider than designed.
    room = (width - 2 * _PAD) * POINTS * 0.98
    head = [
        (balanced(text, room, size=size, weight=weight), size, weight, colour)
        for text, size, weight, colour in (
            (words.title, TITLE, "bold", INK), (words.subtitle, SIZE, "normal", MUTED)
        )
        if text
    ]  # fmt: skip
    foot = wrap(words.source, room, size=SMALL) if words.source else ""
    above = sum(_lines(text, size) for text, size, *_ in head) + (_PAD if head else 0)
    below = _lines(foot, SMALL) + _PAD if foot else 0.0
    full = height + above + below
    figure = Figure(figsize=(width, full))
    y = full - _PAD
    for text, size, weight, colour in head:
        _write(figure, y, text, size=size, weight=weight, colour=colour)
        y -= _lines(text, size)
    if foot:
        _write(figure, below - _PAD, foot, size=SMALL, colour=MUTED)
    return figure, (_PAD, below, width - _PAD, full - above)


def _write(
    figure: Figure, y: float, text: str, *, size: float, colour: str, weight: str = "normal"
) -> None:
    """Write lines below a height in inches, one by one: fonts disagree about line spacing."""
    wide, high = figure.get_size_inches()
    for k, line in enumerate(text.split("\n")):
        baseline = y - (k + 0.78) * size * _LEADING / POINTS
        figure.text(_PAD / wide, baseline / high, line, size=size, weight=weight, color=colour,
                    va="baseline")  # fmt: skip


def _lines(text: str, size: float) -> float:
    """Return the height of some lines in inches."""
    return (text.count("\n") + 1) * size * _LEADING / POINTS


def figure_of(axes: Axes) -> Figure:
    """Return the figure that axes are on.

    Raises
    ------
    TypeError
        If they are on none.

    Examples
    --------
    >>> figure = Figure()
    >>> figure_of(figure.subplots()) is figure
    True
    """
    figure = axes.get_figure(root=True)
    if figure is None:
        raise TypeError("these axes are on no figure")
    return figure


def panels(axes: NDArray[np.object_]) -> list[Axes]:
    """Return the axes of a grid, row by row.

    Examples
    --------
    >>> len(panels(Figure().subplots(2, 2)))
    4
    """
    return axes.ravel().tolist()
