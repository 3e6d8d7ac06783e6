"""Read the ruled tables of a PDF as grids, by pdfplumber."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from analysis.errors import UnreadableFile
from analysis.ingest.grid import Cell, Grid, Sheet, clean, rectangle, text_cell
from analysis.ingest.limits import check_cells

_MOST_PAGES = 200
_TITLES = 3
_END = b"%%EOF"
_TAIL = 2048


def read(path: Path, sheet: str | None = None) -> Iterator[Grid]:
    """Read the tables of all pages, or of the page whose number is given.

    A table that goes on at the top of the next page is one table.

    Raises
    ------
    UnreadableFile
        If the file is damaged, locked or too long, or holds pictures of pages alone.
    """
    if _END not in path.read_bytes()[-_TAIL:]:
        raise UnreadableFile(f"{path.name} is cut short: the end of the PDF is missing")
    try:
        with _losses() as losses, path.open("rb") as stream, pdfplumber.open(stream) as pdf:
            grids = list(_read(pdf, path.name, sheet))
    except UnreadableFile:
        raise
    except PdfminerException as error:
        cause = type(error.args[0]).__name__ if error.args else "PDF"
        locked = "Password" in cause or "Encrypt" in cause
        why = "is protected by a password" if locked else f"is no sound PDF ({cause})"
        raise UnreadableFile(f"{path.name} {why}; save it without one") from None
    except Exception as error:  # pdfminer lets errors of any class through on damaged files
        raise UnreadableFile(f"{path.name} is no sound PDF ({type(error).__name__})") from None
    if losses:
        raise UnreadableFile(f"{path.name} is damaged: parts of it cannot be unpacked")
    yield from _joined(grids)


@contextmanager
def _losses() -> Iterator[list[str]]:
    """Collect what pdfminer says of data that it lost: it goes on without them, and only logs."""
    lost: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.getMessage().startswith("Data-loss"):
                lost.append(record.getMessage())

    listener, log = Listener(), logging.getLogger("pdfminer")
    log.addHandler(listener)
    try:
        yield lost
    finally:
        log.removeHandler(listener)


def _read(pdf: Any, name: str, sheet: str | None) -> Iterator[Grid]:
    pages = [p for p in pdf.pages if sheet in (None, str(p.page_number))]
    if len(pages) > _MOST_PAGES:
        raise UnreadableFile(
            f"{name} has {len(pages)} pages; name the page of the table with --sheet"
        )
    if pages and not any(page.chars for page in pages):
        raise UnreadableFile(
            f"{name} holds pictures of pages, no text; read them into a table with a text "
            "recogniser, and check every figure"
        )
    for page in pages:
        tables = sorted(page.find_tables(), key=lambda table: table.bbox[1])
        above = 0.0
        for table in tables:
            yield _grid(page, table, above)
            above = table.bbox[3]
        page.close()


def _grid(page: Any, table: Any, above: float) -> Grid:
    texts = table.extract()
    check_cells(len(texts), max(map(len, texts), default=0), f"page {page.page_number}")
    rows = [[text_cell(text or "") for text in row] for row in texts]
    _fill(rows, texts, table)
    space = page.within_bbox((0, above, page.width, max(table.bbox[1], above + 1)), strict=False)
    lines = [clean(line) for line in (space.extract_text() or "").splitlines()]
    titles = tuple(line for line in lines if line and not line.isdecimal())[-_TITLES:]
    lines_of = tuple(range(1, len(rows) + 1))
    return Grid(Sheet("page", str(page.page_number)), rectangle(rows), lines_of, titles, True)


def _fill(rows: list[list[Cell]], texts: list[list[str | None]], table: Any) -> None:
    """Put the text of a merged cell into each place that it covers: pdfplumber gives None there."""
    boxes = [box for row in table.rows for box in row.cells if box]
    lefts = sorted({box[0] for box in boxes})
    owner = {
        (box[1], box[0]): (box, rows[i][j])
        for i, row in enumerate(table.rows)
        for j, box in enumerate(row.cells)
        if box and j < len(rows[i])
    }
    for i, row in enumerate(texts):
        top = min(box[1] for box in table.rows[i].cells if box)
        for j, text in enumerate(row):
            if text is None and j < len(lefts):
                rows[i][j] = _covering(owner, lefts[j], top) or rows[i][j]


def _covering(owner: dict[Any, Any], left: float, top: float) -> Cell | None:
    for box, cell in owner.values():
        if box[0] <= left < box[2] and box[1] <= top < box[3]:
            return cell  # type: ignore[no-any-return]
    return None


def _joined(grids: list[Grid]) -> Iterator[Grid]:
    """Join tables that go on from one page to the next: as wide, and no text between them."""
    whole: Grid | None = None
    page = ""
    for grid in grids:
        goes_on = (
            whole is not None
            and not grid.titles
            and int(grid.sheet.name) == int(page) + 1
            and len(grid.rows[0]) == len(whole.rows[0])
        )
        if whole is not None and goes_on:
            lines = tuple(range(1, len(whole.rows + grid.rows) + 1))
            whole = replace(whole, rows=whole.rows + grid.rows, lines=lines)
        else:
            if whole is not None:
                yield whole
            whole = grid
        page = grid.sheet.name
    if whole is not None:
        yield whole
