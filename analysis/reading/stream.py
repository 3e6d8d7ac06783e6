"""Find rows and columns again in a table whose cells stand one after the other.

Where a document was copied from a web site, its tables are often a mere sequence of cells: one
a line, or between strokes, blank and merged cells dropped. The sequence is read as a whole: each
cell is given a column so that the sum of what does not fit is least (Viterbi's algorithm; a row
ends where going back to the left is the cheaper reading).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from analysis.reading.cells import Cell
from analysis.reading.columns import EVIDENCE, Role

# Costs are in one unit: 1 is a small surprise, 12 is as good as never.
_MISSING: dict[Role, float] = {
    "number": 3,
    "objective": 0.3,
    "task": 12,
    "product": 2,
    "lead": 5,
    "coordinating": 2.5,
    "time": 3,
    "max_points": 4,
    "target_points": 4,
    "issuer": 1.5,
    "content": 1.5,
    "level": 1.5,
    "evidence_time": 2,
    "other": 0.5,
}
# The title of a group: a number and a text, and nothing in all the other columns.
_TITLE_ONLY = 3.0
_UNNUMBERED = 6.0
_ENUMERATED = 0.5
_BEGINS_ROW = 4.0
_OUTSIDE = 2.5
_BLANK = 0.4


@dataclass(frozen=True)
class StreamRow:
    """A row that was found.

    Attributes
    ----------
    cells : dict of int to tuple of Cell
        Cells by the number of their column.
    """

    cells: dict[int, tuple[Cell, ...]]


def rows(cells: Sequence[Cell], roles: Sequence[Role], *, separated: bool) -> list[StreamRow]:
    """Return the rows of a table, up to where it ends.

    Parameters
    ----------
    cells : sequence of Cell
        What follows the head of the table; text after its end may be among them.
    roles : sequence of str
        Columns, in order.
    separated : bool
        Whether strokes separate the cells. Then a cell is whole and blank cells are there;
        else a line is a cell or a part of one, and blank cells are not seen.

    Examples
    --------
    >>> texts = ["I", "Thể chế", "1", "Rà soát văn bản", "Sở Tư pháp", "Hằng năm", "Hết"]
    >>> cells = [Cell(text, n, n) for n, text in enumerate(texts)]
    >>> found = rows(cells, ["number", "task", "lead", "coordinating", "time"], separated=False)
    >>> [[(column, c.text) for column, (c,) in row.cells.items()] for row in found]
    [[(0, 'I'), (1, 'Thể chế')],
     [(0, '1'), (1, 'Rà soát văn bản'), (2, 'Sở Tư pháp'), (4, 'Hằng năm')]]
    """
    return _gathered(cells, _path(cells, roles, separated))


def _path(cells: Sequence[Cell], roles: Sequence[Role], separated: bool) -> list[int]:
    """Return the column of each cell; a row that begins is marked by -column - 2, outside -1."""
    width = len(roles)
    ends = [_end(roles, column) for column in range(width)]
    best = [inf] * width
    outside = 0.0
    back: list[list[tuple[int, bool]]] = []
    first = True
    for cell in cells:
        fits = [_misfit(role, cell) for role in roles]
        begin_from, begun = _cheapest([b + e for b, e in zip(best, ends, strict=True)])
        if first:
            begin_from, begun = -1, 0.0
        step: list[tuple[int, bool]] = []
        costs: list[float] = []
        for column in range(width):
            came, cost = _within(best, roles, column, cell, separated)
            start = begun + _start(roles, column, cell)
            new_row = start < cost
            step.append((begin_from if new_row else came, new_row))
            costs.append((start if new_row else cost) + fits[column])
        left = begun if not first else inf
        stays = outside if not first else 0.0
        step.append((begin_from, True) if left < stays else (width, False))
        outside = min(left, stays) + (_BLANK if cell.is_blank else _OUTSIDE)
        best, first = costs, False
        back.append(step)
    return _traced(back, best, ends, outside)


def _traced(
    back: list[list[tuple[int, bool]]], best: list[float], ends: list[float], outside: float
) -> list[int]:
    width = len(best)
    state, cost = _cheapest([b + e for b, e in zip(best, ends, strict=True)])
    state = width if outside < cost else state
    path: list[int] = []
    for step in reversed(back):
        came, new_row = step[state]
        path.append(-1 if state == width else -state - 2 if new_row else state)
        state = came
    return path[::-1]


def _cheapest(costs: Sequence[float]) -> tuple[int, float]:
    best = min(range(len(costs)), key=costs.__getitem__)
    return best, costs[best]


def _within(
    best: Sequence[float], roles: Sequence[Role], column: int, cell: Cell, separated: bool
) -> tuple[int, float]:
    """Return the column before and the cost of going on to a column in the same row."""
    came, cost = column, best[column] + _more(roles[column], cell, separated)
    skipped = 0.0
    for before in range(column - 1, -1, -1):
        if best[before] + skipped < cost:
            came, cost = before, best[before] + skipped
        skipped += _missing(roles, before)
    return came, cost


def _more(role: Role, cell: Cell, separated: bool) -> float:
    """Return the cost of one more line of a cell."""
    if role == "number":
        return inf
    if separated:
        return 8.0
    return (2.0 if role in {"task", "objective", "lead", "coordinating"} else 3.0) + (
        3.0 if cell.enumerator else 0.0
    )


def _start(roles: Sequence[Role], column: int, cell: Cell) -> float:
    """Return the cost of beginning a row at a column."""
    if column == 0:
        return 0.0
    if "task" in roles[:column]:
        return inf
    unnumbered = _ENUMERATED if cell.enumerator else _UNNUMBERED
    return unnumbered + sum(_MISSING[r] for r in roles[1:column])


def _missing(roles: Sequence[Role], column: int) -> float:
    """Return the cost of a blank cell; of two columns of times mostly one is filled."""
    role = roles[column]
    return 0.2 if role == "time" and roles.count("time") > 1 else _MISSING[role]


def _end(roles: Sequence[Role], column: int) -> float:
    """Return the cost of ending a row after a column."""
    rest = sum(_missing(roles, c) for c in range(column + 1, len(roles)))
    return min(rest, _TITLE_ONLY) if roles[column] in {"task", "objective"} else rest


def _misfit(role: Role, cell: Cell) -> float:
    """Return how badly a cell fits a column."""
    if role == "number":
        return 0.0 if cell.is_numbering else 1.0 if cell.is_blank else 20.0
    if cell.is_blank:
        return 4.0 if role == "task" else _BLANK
    if role in {"max_points", "target_points"}:
        return 0.0 if cell.is_points else 12.0
    if cell.is_numbering:
        return 12.0 if role not in EVIDENCE else 8.0
    return _misfit_of_words(role, cell)


def _misfit_of_words(role: Role, cell: Cell) -> float:
    if role in {"task", "objective"}:
        return _by(cell, time=6, agency=4, text=0.5, long=0)
    if role in EVIDENCE and role != "evidence_time":
        return _by(cell, time=1.5, agency=2, text=0.7, long=0.7)
    # 2.1 or a) begins a row, so the cell is hardly an agency or a time.
    begins = _BEGINS_ROW if cell.enumerator else 0.0
    if role in {"time", "evidence_time"}:
        return begins + _by(cell, time=0, agency=9, text=4, long=9)
    if role in {"lead", "coordinating"}:
        return begins + _by(cell, time=10, agency=0, text=4, long=9)
    if role == "product":
        return 0.0 if cell.is_product else begins + _by(cell, time=6, agency=6, text=1.5, long=5)
    return 2.0


def _by(cell: Cell, *, time: float, agency: float, text: float, long: float) -> float:
    if cell.is_time:
        return time
    if cell.is_agency:
        return agency
    return long if cell.is_long else text


def _gathered(cells: Sequence[Cell], path: Sequence[int]) -> list[StreamRow]:
    found: list[dict[int, tuple[Cell, ...]]] = []
    for cell, state in zip(cells, path, strict=True):
        if state == -1:
            break
        if state < -1:
            found.append({})
        column = -state - 2 if state < -1 else state
        found[-1][column] = (*found[-1].get(column, ()), cell)
    return [StreamRow(row) for row in found]
