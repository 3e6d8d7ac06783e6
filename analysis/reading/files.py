"""Read a plan document from a file: Word, PDF, Excel or plain text."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.errors import UnreadableFile
from analysis.ingest.grid import Grid, clean
from analysis.ingest.limits import check_file, open_office
from analysis.reading.columns import role
from analysis.reading.lines import Block, Document, Line, Row, Table, from_text

# The longest of the plans that the project knows has 80,000 letters.
MOST_LETTERS = 3_000_000
_CHANGES = ".//w:ins | .//w:del | .//w:moveFrom | .//w:moveTo"


def read(path: Path) -> Document:
    """Read a document; what kind of file it is shows in its content, not in its name.

    Raises
    ------
    UnreadableFile
        If the file is missing, damaged, locked, too long, or no document.

    Examples
    --------
    >>> read(Path("nowhere.docx"))
    Traceback (most recent call last):
        ...
    analysis.errors.UnreadableFile: nowhere.docx cannot be read: No such file or directory
    """
    start = check_file(path)
    if start.startswith(b"%PDF-"):
        return Document(path.name, tuple(_numbered(_of_pdf(path))))
    if not start.startswith(b"PK"):
        return from_text(_text(path), path.name)
    with open_office(path) as archive:
        names = set(archive.namelist())
    if "word/document.xml" in names:
        return Document(path.name, tuple(_numbered(_of_word(path))))
    if "xl/workbook.xml" in names:
        return Document(path.name, tuple(_numbered(_of_workbook(path))))
    raise UnreadableFile(f"{path.name} is an archive, but no .docx or .xlsx; unpack it first")


def _text(path: Path) -> str:
    data = path.read_bytes()
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFile(
            f"{path.name} is no text in UTF-8, and none of .docx, .pdf and .xlsx; open it and save "
            "it as one of these"
        ) from None
    if "\0" in text:
        raise UnreadableFile(f"{path.name} is no text; save the document as .docx, .pdf or .txt")
    _check_length(len(text), path.name)
    return text


def _check_length(letters: int, name: str) -> None:
    if letters > MOST_LETTERS:
        raise UnreadableFile(
            f"{name} has {letters:,} letters; the most is {MOST_LETTERS:,}: cut out the plan"
        )


# Blocks before their lines are numbered: a text, or the cells of each row of a table.
_Raw = str | list[tuple[str, ...]]


def _numbered(blocks: Iterator[_Raw]) -> Iterator[Block]:
    number = 0
    for block in blocks:
        if isinstance(block, str):
            number += 1
            yield Line(number, clean(block))
        else:
            yield Table(tuple(Row(number + i, cells) for i, cells in enumerate(block, 1)))
            number += len(block)


def _of_word(path: Path) -> Iterator[_Raw]:
    import docx
    from docx.table import Table as WordTable

    try:
        document = docx.Document(str(path))
        changed = document.element.body.xpath(_CHANGES)
    except Exception as error:  # python-docx raises what its XML reader raises, of any class
        raise UnreadableFile(f"{path.name} is no sound document ({error})") from None
    if changed:
        raise UnreadableFile(
            f"{path.name} has tracked changes; accept or reject them all first: what counts as "
            "its text is open"
        )
    counters: Counter[str] = Counter()
    letters = 0
    for block in document.iter_inner_content():
        if isinstance(block, WordTable):
            rows = _word_rows(block, counters, path.name)
            letters += sum(map(len, (cell for row in rows for cell in row)))
            yield rows
        else:
            letters += len(block.text)
            yield from (block.text.split("\n") if block.text else [""])
        _check_length(letters, path.name)


def _word_rows(table: Any, counters: Counter[str], name: str) -> list[tuple[str, ...]]:
    try:
        seen: dict[Any, str] = {}
        return [tuple(_word_cell(cell, counters, seen) for cell in row.cells) for row in table.rows]
    except Exception as error:  # merged cells that do not fit together fail in many ways
        raise UnreadableFile(f"a table of {name} is not sound ({error})") from None


def _word_cell(cell: Any, counters: Counter[str], seen: dict[Any, str]) -> str:
    """Return the text of a cell; the number that Word itself puts into an empty one is counted."""
    if cell._tc not in seen:
        text = "\n".join(filter(None, (clean(p.text) for p in cell.paragraphs)))
        lists = cell._tc.xpath(".//w:numPr/w:numId/@w:val")
        if not text and lists:
            counters[lists[0]] += 1
            text = str(counters[lists[0]])
        seen[cell._tc] = text
    return seen[cell._tc]


def _of_workbook(path: Path) -> Iterator[_Raw]:
    from analysis.ingest import workbook

    for grid in workbook.read(path):
        yield from _of_sheet(grid)


def _of_sheet(grid: Grid) -> Iterator[_Raw]:
    """Read the rows above the head of a table as text: a sheet has its heading in cells, too."""
    rows = [tuple(cell.text for cell in row) for row in grid.rows]
    head = next((at for at, row in enumerate(rows) if _is_head(row)), len(rows))
    for row in rows[:head]:
        yield " ".join(dict.fromkeys(filter(None, row)))
    if rows[head:]:
        yield rows[head:]


def _is_head(row: tuple[str, ...]) -> bool:
    return "number" in {role(cell) for cell in row} and len({cell for cell in row if cell}) > 2


def _of_pdf(path: Path) -> Iterator[_Raw]:
    import pdfplumber

    from analysis.ingest import portable

    # Tables that go on over pages are put together there; damaged and locked files end there.
    grids = portable.read(path)
    left = 0
    joined = list(grids)
    with pdfplumber.open(path) as pdf:
        queue = iter(joined)
        for page in pdf.pages:
            top = 0.0
            for table in sorted(page.find_tables(), key=lambda found: found.bbox[1]):
                yield from _outside(page, top, table.bbox[1])
                top = table.bbox[3]
                if left <= 0 and (grid := next(queue, None)):
                    left = len(grid.rows)
                    yield [tuple(cell.text for cell in row) for row in grid.rows]
                left -= len(table.rows)
            yield from _outside(page, top, float(page.height))
            page.close()


def _outside(page: Any, top: float, bottom: float) -> Iterator[str]:
    if bottom - top > 1:
        part = page.within_bbox((0, top, page.width, bottom), strict=False)
        lines = (clean(line) for line in (part.extract_text() or "").splitlines())
        yield from (line for line in lines if not line.isdecimal())
