"""What each row of a table is: a province, a head, a note, or a name that is none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.ingest.grid import Cell
from analysis.ingest.labels import Label, label
from analysis.register import Frame
from analysis.text import fold

Kind = Literal["blank", "single", "head", "province", "maximum", "other", "unknown"]

MISSING = frozenset({"", "-", "–", "—", "−", "…", "...", "*", "**", "***", "n/a", "na", "x"})
# Also ranks: 12/63, thứ 12.
_NUMBER = re.compile(
    r"(?:thứ |hạng )?[\d.,\s\xa0]*\d[\d.,\s\xa0]*(?:/\s*\d+)?%?\s*\*?", re.ASCII | re.IGNORECASE
)
_YEAR = re.compile(r"(19|20)\d\d")
# What stands in a head above the names of provinces.
_NAMES = re.compile(
    r"((ten )?(tinh|dia phuong|don vi|thanh pho|province|name|b)( |$).*)|(tt|stt|so tt|no|ma)( .*)?"
)


@dataclass(frozen=True)
class Row:
    """One row within the columns of one table.

    Attributes
    ----------
    kind : str
    line : int
        Its number in the file.
    cells : tuple of Cell
        All cells of the grid's row.
    label : Label
    name : str
        The text that the label was read from.
    """

    kind: Kind
    line: int
    cells: tuple[Cell, ...]
    label: Label
    name: str


def is_number(cell: Cell) -> bool:
    """Say whether a cell holds a number, in whatever way it is written.

    Examples
    --------
    >>> is_number(Cell("86,57 %")), is_number(Cell("12/63")), is_number(Cell("Hà Nội"))
    (True, True, False)
    """
    return cell.number is not None or _NUMBER.fullmatch(cell.text) is not None


def classify(
    line: int, cells: tuple[Cell, ...], columns: Sequence[int], names: int, frame: Frame
) -> Row:
    """Say what a row is, seen in the columns of one table.

    Parameters
    ----------
    line : int
        Number of the row in the file.
    cells : tuple of Cell
    columns : sequence of int
        The columns of the table.
    names : int
        The column with the names of the provinces.
    frame : {"vn63", "vn34"}

    Examples
    --------
    >>> cells = (Cell("1"), Cell("Hà Nội"), Cell("86,57"))
    >>> classify(1, cells, range(3), 1, "vn63").label.code
    '01'
    """
    name = _name(cells, columns, names)
    found = label(name, frame)
    kind = _kind(cells, columns, names, name, found)
    return Row(kind, line, cells, found, name)


def _name(cells: tuple[Cell, ...], columns: Sequence[int], names: int) -> str:
    """Return the name in its column, or what stands before it: a label may reach over both."""
    before = [cells[c] for c in columns if c < names]
    for cell in (cells[names], *reversed(before)):
        if cell.text and not is_number(cell):
            return cell.text
    return ""


def _kind(
    cells: tuple[Cell, ...], columns: Sequence[int], names: int, name: str, found: Label
) -> Kind:
    filled = {cells[c].text for c in columns if cells[c].text.casefold() not in MISSING}
    if not filled:
        return "blank"
    if found.kind in {"province", "maximum"}:
        return found.kind
    numbers = [c for c in columns if c != names and is_number(cells[c])]
    figures = [c for c in numbers if not _YEAR.fullmatch(cells[c].text)]
    if found.kind == "other":
        return "other" if figures else "single"
    if name and figures and not _NAMES.fullmatch(fold(name)):
        return "unknown"
    if not name and figures and not is_number(cells[names]):
        return "unknown"
    return "single" if len(filled) == 1 else "head"
