"""Read the tables of a text document (.docx) as grids, by python-docx."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.table import Table

from analysis.errors import UnreadableFile
from analysis.ingest.grid import Grid, Sheet, clean, rectangle, text_cell
from analysis.ingest.limits import check_cells, open_office

_TITLES = 3
_WIDEST = 200


def read(path: Path, sheet: str | None = None) -> Iterator[Grid]:
    """Read the tables of a document, or the one whose number is given.

    Raises
    ------
    UnreadableFile
        If the file is damaged or too big, or has changes that are neither accepted nor refused:
        what would count as its text is open then.
    """
    open_office(path).close()
    try:
        document = docx.Document(str(path))
    except Exception as error:  # python-docx raises what its XML reader raises, of any class
        raise UnreadableFile(f"{path.name} is no sound document ({error})") from None
    titles: list[str] = []
    number = 0
    for block in document.iter_inner_content():
        if not isinstance(block, Table):
            titles.append(clean(block.text))
            continue
        number += 1
        if sheet in (None, str(number)):
            yield _grid(block, number, titles, path.name)
        titles = []


def _grid(table: Table, number: int, titles: list[str], name: str) -> Grid:
    _check(table, f"table {number} of {name}")
    try:
        rows = [[text_cell(cell.text) for cell in row.cells] for row in table.rows]
    except Exception as error:  # merged cells that do not fit together fail in many ways
        raise UnreadableFile(f"table {number} of {name} is not sound ({error})") from None
    above = tuple(title for title in titles if title)[-_TITLES:]
    lines = tuple(range(1, len(rows) + 1))
    return Grid(Sheet("table", str(number)), rectangle(rows), lines, above, True)


def _check(table: Table, what: str) -> None:
    element: Any = table._element
    if element.xpath(".//w:ins | .//w:del | .//w:moveFrom | .//w:moveTo"):
        raise UnreadableFile(f"{what} has tracked changes; accept or reject them all first")
    spans = [int(s) if s.isdecimal() else 0 for s in element.xpath(".//w:gridSpan/@w:val")]
    widest = max([*spans, 1])
    if widest > _WIDEST:
        raise UnreadableFile(f"{what} has a cell of {widest:,} columns; no table is so wide")
    check_cells(
        len(element.xpath("./w:tr")), sum(spans) + len(element.xpath("./w:tr[1]/w:tc")), what
    )
