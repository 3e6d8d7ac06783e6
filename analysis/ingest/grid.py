"""A table as it stands in a file: cells with their addresses, before anything is understood."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

# Control characters, marks of direction and what has no width: no name or number needs them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes
    ----------
    text : str
        What stands there, on one line, without characters that cannot be seen.
    number : Decimal or None
        The value, if the file stores a number; per cent as printed (85.12 for 85.12 %).
    """

    text: str
    number: Decimal | None = None


EMPTY = Cell("")


@dataclass(frozen=True)
class Sheet:
    """Which part of a file a table stands in.

    Attributes
    ----------
    kind : {"sheet", "table", "page", ""}
        Sheet of a workbook, table of a document, page of a PDF; empty for text.
    name : str
        Its name or number.
    """

    kind: Literal["sheet", "table", "page", ""] = ""
    name: str = ""

    def inside(self, file: str) -> str:
        """Return what messages call it.

        Examples
        --------
        >>> Sheet("page", "3").inside("papi.pdf"), Sheet().inside("papi.csv")
        ('papi.pdf, page 3', 'papi.csv')
        """
        return f"{file}, {self.kind} {self.name}" if self.kind else file


@dataclass(frozen=True)
class Grid:
    """A rectangle of cells.

    Attributes
    ----------
    sheet : Sheet
    rows : tuple of tuple of Cell
        All of one length. A merged cell stands in each place that it covers.
    lines : tuple of int
        The number of each row in the file, counted from 1.
    titles : tuple of str
        Text above the table, the nearest last.
    merged : bool
        Whether the file says which cells are merged.
    """

    sheet: Sheet
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[int, ...]
    titles: tuple[str, ...] = ()
    merged: bool = False


def text_cell(text: str) -> Cell:
    r"""Return a cell of text.

    Examples
    --------
    >>> text_cell(" Cải cách\n thể chế ").text
    'Cải cách thể chế'
    """
    return Cell(clean(text)) if text else EMPTY


def clean(text: str) -> str:
    r"""Return a text on one line, composed, without what cannot be seen.

    Examples
    --------
    >>> clean("Hoà\u200b Bi\u0300nh\n")
    'Hoà Bình'
    """
    composed = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return " ".join(composed.split())


def rectangle(rows: list[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Return rows of one length, the short ones filled up with empty cells.

    Examples
    --------
    >>> [len(row) for row in rectangle([[EMPTY], [EMPTY, EMPTY]])]
    [2, 2]
    """
    width = max((len(row) for row in rows), default=0)
    return tuple((*row, *(EMPTY,) * (width - len(row))) for row in rows)


def letter(column: int) -> str:
    """Return the letter of a column counted from 0, as spreadsheets show it.

    Examples
    --------
    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    name, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
