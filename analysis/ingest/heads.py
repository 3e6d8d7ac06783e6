"""What stands above a table: the heads of its columns and its titles."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.ingest.rows import Row

# Numbers of columns below their heads: (1), 2, 3=1+2, A.
_NUMBERING = re.compile(r"\(?(\d{1,2}|[A-Z])\)?(\s*=.*)?", re.ASCII)
_YEAR = re.compile(r"(19|20)\d\d")
_MOST_TITLES = 8


@dataclass(frozen=True)
class Heads:
    """Head rows and titles of a table.

    Attributes
    ----------
    rows : tuple of Row
        From the top.
    titles : tuple of str
        From the top.
    """

    rows: tuple[Row, ...]
    titles: tuple[str, ...]


def heads(above: Sequence[Row], columns: Sequence[int], names: int) -> Heads:
    """Tell heads from titles in the rows above a table.

    The heads are the rows just above the first province that say different things of different
    columns; what stands above them alone is a title.

    Parameters
    ----------
    above : sequence of Row
        From the end of the table before, or from the top.
    columns : sequence of int
    names : int
        The column with the names of the provinces.
    """
    rows: list[Row] = []
    titles: list[str] = []
    closed = False
    for row in reversed(above):
        lone = row.kind == "single" and not _is_low_head(row, columns, names)
        closed |= bool(rows) and (lone or row.kind == "blank")
        if lone or (closed and row.kind == "single"):
            titles.append(next(row.cells[c].text for c in columns if row.cells[c].text))
        elif not closed and row.kind != "blank":
            rows.append(row)
    return Heads(tuple(reversed(rows)), tuple(reversed(titles[:_MOST_TITLES])))


def path(
    heads: Sequence[Row], column: int, columns: Sequence[int], names: int, *, merged: bool
) -> tuple[str, ...]:
    """Return the heads above a column from the top, each once, without numbers of columns.

    Where a file does not say which cells are merged, a blank cell belongs to the head on its
    left if there is a lower head below it and no higher head parts the two.
    """
    texts = [_text(heads, depth, column, columns, names, merged) for depth in range(len(heads))]
    kept: list[str] = []
    for text in texts:
        if text and text not in kept and not _NUMBERING.fullmatch(text):
            kept.append(text)
    return tuple(kept)


def _text(
    heads: Sequence[Row], depth: int, column: int, columns: Sequence[int], names: int, merged: bool
) -> str:
    text = heads[depth].cells[column].text
    below = any(row.cells[column].text for row in heads[depth + 1 :])
    if text or merged or not below or column <= names + 1 or column - 1 not in columns:
        return text
    if any(row.cells[column].text for row in heads[:depth]):
        return text
    return _text(heads, depth, column - 1, columns, names, merged)


def _is_low_head(row: Row, columns: Sequence[int], names: int) -> bool:
    """Say whether a lone text stands over some of the figures only: a head of a group."""
    filled = [c for c in columns if row.cells[c].text]
    return row.kind == "single" and bool(filled) and min(filled) > names
