"""Text in pictures: how wide it is, and where its lines break."""

from functools import cache

from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import AbstractPathEffect, withStroke
from matplotlib.textpath import text_to_path

from analysis.theme import FONT, SIZE, register_fonts

# How much of the room lines are tried to fill with no more of them.
_NARROWER = (0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58, 0.52)


@cache
def width(text: str, *, size: float = SIZE, weight: str = "normal") -> float:
    """Return how wide a line of text is, in points.

    Examples
    --------
    >>> width("mm") == 2 * width("m") > width("i")
    True
    """
    # Without the theme, of which it needs nothing and which takes as long as the measuring.
    register_fonts()
    font = FontProperties(family=[FONT, "DejaVu Sans"], size=size, weight=weight)
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])


def balanced(text: str, room: float, *, size: float = SIZE, weight: str = "normal") -> str:
    r"""Return a text with as few lines as `wrap` gives, and these about equally long.

    Parameters
    ----------
    text, room, size, weight
        As for `wrap`.

    Examples
    --------
    >>> wrap("Tiếp cận dịch vụ hành chính công", 80)
    'Tiếp cận dịch vụ hành\nchính công'
    >>> balanced("Tiếp cận dịch vụ hành chính công", 80)
    'Tiếp cận dịch vụ\nhành chính công'
    """
    lines = wrap(text, room, size=size, weight=weight)
    for share in _NARROWER:
        if lines.count("\n") == text.count("\n"):
            break
        narrower = wrap(text, room * share, size=size, weight=weight)
        if narrower.count("\n") > lines.count("\n"):
            break
        lines = narrower
    return lines


def wrap(text: str, room: float, *, size: float = SIZE, weight: str = "normal") -> str:
    r"""Return a text with line breaks, so that no line is wider than the room if words allow.

    Parameters
    ----------
    text : str
        Line breaks in it stay.
    room : float
        Points.
    size : float
        Points.
    weight : str

    Examples
    --------
    >>> wrap("Tiếp cận dịch vụ hành chính công", 80)
    'Tiếp cận dịch vụ hành\nchính công'
    """
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in part.split(" "):
            longer = f"{line} {word}" if line else word
            if line and width(longer, size=size, weight=weight) > room:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return "\n".join(lines)


def halo() -> list[AbstractPathEffect]:
    """Return a white rim that keeps text readable where it crosses a line.

    Examples
    --------
    >>> len(halo())
    1
    """
    return [withStroke(linewidth=1.8, foreground="white")]


def spread(places: list[float], gap: float) -> list[float]:
    """Return places moved as little as needed to stand at least `gap` apart, in their order.

    Labels at the ends of lines are set so. The method is the isotonic regression of the
    places less their minimal spacing (pool adjacent violators), which is the least-squares
    solution.

    Parameters
    ----------
    places : list of float
        In any order.
    gap : float
        Of the same unit.

    Examples
    --------
    >>> spread([3.0, 1.0, 1.0], 1.0)
    [3.0, 0.5, 1.5]
    """
    from scipy.optimize import isotonic_regression

    if not places:
        return []
    order = sorted(range(len(places)), key=places.__getitem__)
    slack = [places[i] - k * gap for k, i in enumerate(order)]
    settled = isotonic_regression(slack).x
    moved = dict(zip(order, settled, strict=True))
    rank = {i: k for k, i in enumerate(order)}
    return [float(moved[i] + rank[i] * gap) for i in range(len(places))]
