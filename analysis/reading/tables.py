"""Find the tables of a document that share out tasks, and their rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.reading import stream
from analysis.reading.cells import Cell
from analysis.reading.columns import Role, is_assignment, role, settled
from analysis.reading.lines import Block, Document, Line, Row, Table
from analysis.reading.words import bare

STROKE = "|"
_APPENDIX = re.compile(r"^(?:phu luc|bieu)(?: so)?\s*:?\s*(\d{1,2}|[ivx]{1,5})?\s*(?:$|[.:(])")
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
}
_HEAD_CELLS = 30
_HEAD_ROWS = 6
_MOST_CELLS = 20_000


@dataclass(frozen=True)
class FoundRow:
    """One row of an assignment table.

    Attributes
    ----------
    cells : dict of str to str
        Texts by what their column holds; line breaks within a cell are kept.
    first, last : int
        Lines of the document that it covers.
    """

    cells: dict[Role, str]
    first: int
    last: int


@dataclass(frozen=True)
class FoundTable:
    """An assignment table.

    Attributes
    ----------
    appendix : str
        Number of the appendix that it stands in, "" if it has none.
    roles : tuple of str
        What its columns hold.
    rows : tuple of FoundRow
    is_stream : bool
        Whether rows and columns had to be found again in a sequence of cells.
    """

    appendix: str
    roles: tuple[Role, ...]
    rows: tuple[FoundRow, ...]
    is_stream: bool


def find(document: Document) -> list[FoundTable]:
    r"""Return the assignment tables of a document in their order.

    Examples
    --------
    >>> from analysis.reading.lines import from_text
    >>> text = "PHỤ LỤC II\nTT|Nhiệm vụ|Cơ quan chủ trì|Thời gian\n1|Rà soát|Sở Tư pháp|2024"
    >>> table, = find(from_text(text))
    >>> table.appendix, table.rows[0].cells["lead"]
    ('2', 'Sở Tư pháp')
    """
    found: list[FoundTable] = []
    appendix = ""
    head: list[Role | None] = []
    blocks = document.blocks
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if isinstance(block, Table):
            table, head = _of_grid(block, appendix, head)
            at += 1
        else:
            named = appendix_of(block.text)
            appendix = appendix if named is None else named
            head = [] if block.text else head
            table, at = _of_lines(blocks, at, appendix)
        found += [table] if table else []
    return found


def appendix_of(text: str) -> str | None:
    """Return the number of the appendix that a heading begins, "" if it has none, else None.

    Examples
    --------
    >>> appendix_of("PHỤ LỤC SỐ 02"), appendix_of("Phụ lục III"), appendix_of("PHỤ LỤC")
    ('2', '3', '')
    >>> print(appendix_of("Phụ lục kèm theo nêu rõ nhiệm vụ"))
    None
    """
    found = _APPENDIX.match(bare(text).strip())
    if found is None:
        return None
    number = found[1] or ""
    return str(int(number)) if number.isdecimal() else str(_ROMAN.get(number, "") or number)


def _of_grid(
    table: Table, appendix: str, head: list[Role | None]
) -> tuple[FoundTable | None, list[Role | None]]:
    """Read a table whose first rows say what it holds, or that goes on from the one before."""
    roles, start = _grid_head(table) or (head, 0)
    if not roles or (start == 0 and len(roles) != len(table.rows[0].cells)):
        return None, []
    rows = tuple(_grid_row(row, roles) for row in table.rows[start:] if not _is_head(row))
    known = tuple(r for r in roles if r)
    return FoundTable(appendix, known, rows, False) if rows else None, roles


def _grid_head(table: Table) -> tuple[list[Role | None], int] | None:
    """Return what the columns hold and where the rows below the head begin."""
    for at, row in enumerate(table.rows[:_HEAD_ROWS]):
        upper = [role(cell) for cell in row.cells]
        below = table.rows[at + 1] if at + 1 < len(table.rows) else None
        if below is not None and not _is_numbered(below):
            lower = [role(cell) for cell in below.cells]
            both = [low or up for low, up in _paired(lower, upper)]
            if any(lower) and is_assignment(settled(both)):
                return settled(both), at + 2
        if is_assignment(settled(upper)):
            return settled(upper), at + 1
    return None


def _paired(
    lower: list[Role | None], upper: list[Role | None]
) -> Iterator[tuple[Role | None, Role | None]]:
    for column in range(max(len(lower), len(upper))):
        yield (
            lower[column] if column < len(lower) else None,
            upper[column] if column < len(upper) else None,
        )


def _is_numbered(row: Row) -> bool:
    return bool(row.cells) and Cell(row.cells[0].strip(), 0, 0).is_numbering


def _is_head(row: Row) -> bool:
    """Say whether a row repeats the head, as at the top of a page, or numbers the columns."""
    cells = [cell.strip() for cell in row.cells if cell.strip()]
    if is_assignment(settled([role(cell) for cell in row.cells])):
        return True
    return len(cells) > 2 and all(Cell(cell, 0, 0).is_numbering for cell in cells)


def _grid_row(row: Row, roles: Sequence[Role | None]) -> FoundRow:
    filled = [text.strip() for text in row.cells if text.strip()]
    if len(filled) > 1 and len(set(filled)) == 1:
        # One cell merged over all columns is the title of a group.
        return FoundRow({"task": filled[0]}, row.number, row.number)
    cells: dict[Role, str] = {}
    for name, text in zip(roles, row.cells, strict=False):
        if name and text.strip() and text.strip() != cells.get(name):
            cells[name] = _joined_times(cells.get(name), text.strip(), name)
    return FoundRow(cells, row.number, row.number)


def _joined_times(before: str | None, text: str, name: Role) -> str:
    return text if before is None else f"{before}{' - ' if name == 'time' else chr(10)}{text}"


def _of_lines(blocks: Sequence[Block], at: int, appendix: str) -> tuple[FoundTable | None, int]:
    """Read a table whose head begins at a line, if one does, and say where to go on."""
    first = blocks[at]
    if not isinstance(first, Line) or role(first.text) != "number":
        return None, at + 1
    end = _end(blocks, at)
    lines = [b for b in blocks[at:end] if isinstance(b, Line)]
    separated = next((b.text for b in lines[1:] if b.text), "") == STROKE
    cells = _between_strokes(lines) if separated else [_cell([b]) for b in lines if b.text]
    roles, start = _stream_head(cells)
    if not is_assignment(roles) or roles[0] != "number":
        return None, at + 1
    found = stream.rows(cells[start : start + _MOST_CELLS], roles, separated=separated)
    rows = tuple(_stream_row(row.cells, roles) for row in found)
    return (FoundTable(appendix, tuple(roles), rows, True), end) if rows else (None, at + 1)


def _end(blocks: Sequence[Block], at: int) -> int:
    """Return where the next appendix, table or head begins."""
    for end in range(at + 1, len(blocks)):
        block = blocks[end]
        if isinstance(block, Table) or appendix_of(block.text) is not None:
            return end
        if end > at + _HEAD_CELLS and role(block.text) == "number":
            return end
    return len(blocks)


def _between_strokes(lines: Sequence[Line]) -> list[Cell]:
    cells: list[Cell] = []
    part: list[Line] = []
    for line in lines:
        if line.text == STROKE:
            cells.append(_cell(part, line.number))
            part = []
        else:
            part.append(line)
    return [*cells, _cell(part)] if part else cells


def _cell(lines: Sequence[Line], number: int = 0) -> Cell:
    """Put the lines of a cell together; one with a bullet begins anew."""
    text = ""
    for line in lines:
        apart = "\n" if re.match(r"[-+•]\s?\S", line.text) else " "
        text += (apart if text else "") + line.text
    held = [line.number for line in lines if line.text] or [number]
    return Cell(text.strip(), held[0], held[-1])


def _stream_head(cells: Sequence[Cell]) -> tuple[list[Role], int]:
    """Return what the columns hold and where the rows begin; heads of heads are none."""
    roles: list[Role | None] = []
    for at, cell in enumerate(cells[:_HEAD_CELLS]):
        if at and cell.is_numbering:
            return [r for r in settled(roles) if r], at
        roles.append(role(cell.text))
    return [], 0


def _stream_row(cells: dict[int, tuple[Cell, ...]], roles: Sequence[Role]) -> FoundRow:
    texts: dict[Role, str] = {}
    for column, parts in sorted(cells.items()):
        text = "\n".join(part.text for part in parts if part.text)
        if text:
            texts[roles[column]] = _joined_times(texts.get(roles[column]), text, roles[column])
    lines = [line for parts in cells.values() for part in parts for line in (part.first, part.last)]
    return FoundRow(texts, min(lines), max(lines))
