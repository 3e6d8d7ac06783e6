"""What a test reads off a picture."""

from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.text import Text


def drawn(figure: Figure) -> Figure:
    figure.draw_without_rendering()
    return figure


def headings(figure: Figure) -> str:
    """Return what stands above the axes and below them: title, subtitle, source."""
    return " ".join(text.get_text() for text in figure.texts)


def ticks(axes: Axes, which: str = "y") -> list[str]:
    axis = axes.yaxis if which == "y" else axes.xaxis
    low, high = sorted(axes.get_ylim() if which == "y" else axes.get_xlim())
    return [
        tick.label1.get_text() for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high
    ]


def written(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts]


def points(axes: Axes) -> list[PathCollection]:
    return [c for c in axes.collections if isinstance(c, PathCollection)]


def centimetres(figure: Figure) -> tuple[float, float]:
    """Return width and height in centimetres."""
    width, height = figure.get_size_inches()
    return width * 2.54, height * 2.54


def cut_or_overlapping(figure: Figure) -> list[str]:
    """Return the texts that leave the figure or lie on another text by more than half a point."""
    figure.dpi = 130  # another than the sheet was measured at
    figure.draw_without_rendering()
    idle = _idle_ticks(figure)
    seen = [
        text
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip() and id(text) not in idle
    ]
    boxes = [t.get_window_extent() for t in seen]
    whole, slack, bad = figure.bbox, figure.dpi / 72 * 0.5, []
    for k, (text, box) in enumerate(zip(seen, boxes, strict=True)):
        outside = (
            box.x0 < whole.x0 - slack
            or box.x1 > whole.x1 + slack
            or box.y0 < whole.y0 - slack
            or box.y1 > whole.y1 + slack
        )
        if outside:
            bad.append(f"{text.get_text()} is cut")
        for other, near in zip(seen[:k], boxes[:k], strict=True):
            wide = min(box.x1, near.x1) - max(box.x0, near.x0)
            high = min(box.y1, near.y1) - max(box.y0, near.y0)
            # Line boxes hold room for accents that most lines leave empty.
            if wide > slack and high > 0.3 * min(box.height, near.height):
                bad.append(f"{text.get_text()} lies on {other.get_text()}")
    return bad


def _idle_ticks(figure: Figure) -> set[int]:
    """Return the labels of ticks that are not drawn: matplotlib keeps some in reserve."""
    idle = set()
    for axes in figure.findobj(Axes):
        for axis, limits in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
            low, high = sorted(limits)
            for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
                if not axes.axison or not low <= tick.get_loc() <= high:
                    idle |= {id(tick.label1), id(tick.label2)}
    return idle
