"""How wide a text is: Tinos, which we carry, has the widths of Times New Roman."""

from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
TWIPS = 20  # a point


@cache
def _advances(face: str) -> tuple[dict[int, int], int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(FONTS / f"Tinos-{face}.ttf", lazy=True) as font:
        widths = font["hmtx"]
        found = {code: widths[name][0] for code, name in font.getBestCmap().items()}
        return found, font["head"].unitsPerEm


@cache
def width(text: str, *, size: float, bold: bool = False) -> int:
    """Return the width of a line of text in twips.

    Parameters
    ----------
    text : str
    size : float
        In points.
    bold : bool

    Returns
    -------
    int

    Examples
    --------
    >>> width("Độc lập - Tự do - Hạnh phúc", size=14, bold=True)
    3428
    """
    advances, em = _advances("Bold" if bold else "Regular")
    return round(sum(advances.get(ord(c), em // 2) for c in text) * size * TWIPS / em)


def balanced(text: str, *, room: int, size: float, bold: bool = False) -> list[str]:
    """Return a text as one line, or as two of about the same length if there is no room.

    Parameters
    ----------
    text : str
    room : int
        In twips.
    size : float
    bold : bool

    Returns
    -------
    list of str

    Examples
    --------
    >>> balanced("ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG", room=3500, size=13)
    ['ỦY BAN NHÂN DÂN', 'TỈNH TUYÊN QUANG']
    """
    cuts = [place for place, letter in enumerate(text) if letter == " "]
    if width(text, size=size, bold=bold) <= room or not cuts:
        return [text]
    middle = min(cuts, key=lambda place: abs(2 * place + 1 - len(text)))
    return [text[:middle], text[middle + 1 :]]
