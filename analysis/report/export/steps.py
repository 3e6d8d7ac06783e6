"""Write the lines of a picture as steps: the same points in two thirds of the letters."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

# What matplotlib writes: corners and curves by absolute places, in at most two decimals.
_NUMBER = r"-?\d{1,7}(?:\.\d\d?)?"
_WRITTEN = re.compile(rf"(?:[MLQC] ?{_NUMBER}(?: {_NUMBER})*|z)+")
_PIECE = re.compile(r"([MLQCz])([^MLQCz]*)")
_SIZES = {"M": 2, "L": 2, "Q": 4, "C": 6, "z": 0}
_UNIT = 100
# The maps of a report share their borders, and all pictures their letters.
_CACHED = 8192


@lru_cache(_CACHED)
def steps(data: str) -> str:
    """Return a path whose points are counted from the point before them.

    Parameters
    ----------
    data : str
        Attribute `d` of a path.

    Returns
    -------
    str
        The same line to the last decimal; data in any other form than matplotlib's as they are.

    Notes
    -----
    W3C, *Scalable Vector Graphics 2*, section 9.3, path data.

    Examples
    --------
    >>> steps("M 94.26 99.52L 96.19 99.2L 97.92 99.31zM 1 2Q 2.5 2 3 4")
    'M94.26 99.52l1.93-.32 1.73.11zM1 2q1.5 0 2 2'
    """
    if not _WRITTEN.fullmatch(data):
        return data
    pieces = [
        (letter, [round(float(number) * _UNIT) for number in rest.split()])
        for letter, rest in _PIECE.findall(data)
    ]
    # A row of several points under one letter is counted in another way.
    if any(len(places) != _SIZES[letter] for letter, places in pieces):
        return data
    return "".join(_set_apart(_words(pieces)))


def _words(pieces: Iterable[tuple[str, list[int]]]) -> Iterator[str]:
    """Yield letters and numbers; a letter stands for all of its kind that follow it."""
    x = y = 0
    before = ""
    for letter, places in pieces:
        if letter in "Mz":
            yield letter
            yield from map(_number, places)
        else:
            if letter != before:
                yield letter.lower()
            # All points of a curve are counted from where it begins.
            yield from (_number(p - (y if i % 2 else x)) for i, p in enumerate(places))
        before = letter
        if places:
            x, y = places[-2:]


def _set_apart(words: Iterable[str]) -> Iterator[str]:
    """Yield words with a blank where no letter, sign or second point sets numbers apart."""
    last = "M"
    for word in words:
        clear = (
            word[0] == "-" or word.isalpha() or last.isalpha() or (word[0] == "." and "." in last)
        )
        yield word if clear else f" {word}"
        last = word


@lru_cache(_CACHED)
def _number(hundredths: int) -> str:
    """Return a number without noughts that say nothing."""
    sign = "-" if hundredths < 0 else ""
    digits = f"{abs(hundredths) / _UNIT:.2f}".rstrip("0").rstrip(".")
    return sign + (digits.removeprefix("0") or "0")
