"""Find the tables of provinces in a grid: by what stands in the cells, not by where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.ingest.grid import Grid, Sheet
from analysis.ingest.heads import Heads, heads, path
from analysis.ingest.labels import label
from analysis.ingest.rows import Row, classify, is_number
from analysis.register import Frame
from analysis.text import fold

# So many different provinces make a column of names.
FEWEST = 3
_SERIAL = {"tt", "stt", "so tt", "so thu tu", "no", "ma", "ma tinh", "code", "province code"}


@dataclass(frozen=True)
class Column:
    """A column of figures.

    Attributes
    ----------
    place : int
        Counted from 0.
    path : tuple of str
        Its heads from the top.
    """

    place: int
    path: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """One table of provinces.

    Attributes
    ----------
    sheet : Sheet
    titles : tuple of str
        Text above it, from the top.
    columns : tuple of Column
    rows : tuple of Row
        Provinces, the national value, maxima, other rows, and names that are no province.
    names : int
        The column with the names.
    """

    sheet: Sheet
    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    names: int


def blocks(grid: Grid, frame: Frame) -> Iterator[Block]:
    """Return the tables of provinces in a grid, whether beside or below each other.

    Parameters
    ----------
    grid : Grid
    frame : {"vn63", "vn34"}
        Frame of the names.

    Examples
    --------
    >>> from analysis.ingest.grid import Cell, Sheet
    >>> rows = [["Tỉnh", "PAPI"], ["Hà Nội", "43,1"], ["Hà Giang", "39"], ["Huế", "45,2"]]
    >>> cells = tuple(tuple(Cell(text) for text in row) for row in rows)
    >>> block, = blocks(Grid(Sheet(), cells, (1, 2, 3, 4)), "vn63")
    >>> block.columns[0].path, [row.label.code for row in block.rows]
    (('PAPI',), ['01', '02', '46'])
    """
    found = _name_columns(grid, frame)
    spans = _spans(grid, list(found))
    repeated = {c for c in range(len(grid.rows[0])) if c not in found and _repeats(grid, c, found)}
    for names, span in spans.items():
        columns = [c for c in span if c not in repeated]
        yield from _stacked(grid, columns, names, frame)


def _name_columns(grid: Grid, frame: Frame) -> dict[int, dict[int, str]]:
    """Return for each column of names which row names which province.

    Names in a second language or in a merged cell make no second column.
    """
    found: dict[int, dict[int, str]] = {}
    for column in range(len(grid.rows[0])):
        hits = _hits(grid, column, frame)
        if len(set(hits.values())) >= FEWEST and not any(
            _agree(hits, other) for other in found.values()
        ):
            found[column] = hits
    return found


def _hits(grid: Grid, column: int, frame: Frame) -> dict[int, str]:
    hits = {}
    for number, row in enumerate(grid.rows):
        cell = row[column]
        if cell.text and not is_number(cell):
            found = label(cell.text, frame)
            if found.kind == "province" and found.code != "00":
                hits[number] = found.code
    return hits


def _agree(hits: dict[int, str], other: dict[int, str]) -> bool:
    same = sum(other.get(row) == code for row, code in hits.items())
    return 10 * same >= 9 * len(hits)


def _repeats(grid: Grid, column: int, found: dict[int, dict[int, str]]) -> bool:
    """Say whether a column names the provinces once more."""
    named = next(iter(found.values()), {})
    texts = [grid.rows[row][column] for row in named]
    return (
        bool(texts)
        and all(cell.text and not is_number(cell) for cell in texts)
        and len({cell.text for cell in texts}) == len(set(named.values()))
    )


def _spans(grid: Grid, names: Sequence[int]) -> dict[int, list[int]]:
    """Share the columns out among the columns of names.

    What stands before the first names (a serial number, a rank) stands before the others too.
    """
    width = len(grid.rows[0])
    starts = []
    for place in names:
        lead = 0
        while (
            place != names[0]
            and lead < names[0]
            and _last_head(grid, place - lead - 1) == _last_head(grid, names[0] - lead - 1) != ""
        ):
            lead += 1
        starts.append(place - lead if place != names[0] else 0)
    ends = [*starts[1:], width][: len(starts)]
    return {n: list(range(a, b)) for n, a, b in zip(names, starts, ends, strict=True)}


def _last_head(grid: Grid, column: int) -> str:
    """Return the last text of a column above its first number."""
    text = ""
    for row in grid.rows:
        if is_number(row[column]):
            break
        text = row[column].text or text
    return fold(text)


def _stacked(grid: Grid, columns: list[int], names: int, frame: Frame) -> Iterator[Block]:
    """Part the tables that stand below each other: a new head begins a new table."""
    above: list[Row] = []
    body: list[Row] = []
    known = Heads((), ())
    for line, cells in zip(grid.lines, grid.rows, strict=True):
        row = classify(line, cells, columns, names, frame)
        if row.kind == "single" and row.label.hint.count("did you mean") and body and not above:
            row = Row("unknown", row.line, row.cells, row.label, row.name)
        if row.kind in {"blank", "single", "head"}:
            above.append(row)
            continue
        if not body or any(r.kind == "head" for r in above):
            yield from _block(grid, columns, names, known, body)
            known = _following(known, heads(above, columns, names))
            body = []
        body.append(row)
        above = []
    yield from _block(grid, columns, names, known, body)


def _following(before: Heads, here: Heads) -> Heads:
    """Give a head that is only repeated on the next page the title of the first."""

    def texts(found: Heads) -> list[list[str]]:
        return [[cell.text for cell in row.cells] for row in found.rows]

    repeated = not here.titles and texts(before) == texts(here)
    return Heads(here.rows, before.titles) if repeated else here


def _block(
    grid: Grid, columns: list[int], names: int, known: Heads, body: list[Row]
) -> Iterator[Block]:
    if not any(row.kind == "province" for row in body):
        return
    found = []
    for place in columns:
        heading = path(known.rows, place, columns, names, merged=grid.merged)
        if place != names and _holds_figures(body, place, heading, names):
            found.append(Column(place, heading))
    titles = (*grid.titles, *known.titles)
    yield Block(grid.sheet, titles, tuple(found), tuple(body), names)


def _holds_figures(body: list[Row], place: int, heading: tuple[str, ...], names: int) -> bool:
    """Say whether a column has anything in it but serial numbers and codes."""
    if heading and fold(heading[-1]) in _SERIAL:
        return False
    texts = [row.cells[place].text for row in body]
    serial = [t for t in texts if t]
    if not heading and place < names and all(t.isdecimal() for t in serial):
        return False
    return any(serial)
