"""Read the figures of the tables: one entry a province and component, with its place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

from analysis import indices
from analysis.errors import Problem
from analysis.ingest.columns import LeftOut, Meaning
from analysis.ingest.grid import Sheet, letter
from analysis.ingest.layout import Block
from analysis.ingest.numbers import Numbers, numbers, ranks
from analysis.ingest.rows import Row
from analysis.ingest.scales import maximum_of, scale_problems
from analysis.panel import UNITS
from analysis.register import Frame

Assigned = Sequence[tuple[Block, Mapping[int, Meaning | LeftOut]]]


@dataclass(frozen=True)
class Place:
    """Where a figure stands.

    Attributes
    ----------
    file : str
    sheet : Sheet
    line : int
    column : str
        Letter.
    """

    file: str
    sheet: Sheet
    line: int
    column: str

    def __str__(self) -> str:
        """Return the place as messages name it."""
        return f"{self.sheet.inside(self.file)}, row {self.line}, column {self.column}"

    def problem(self, value: str | None, expected: str) -> Problem:
        """Return a problem of what stands here."""
        return Problem(self.sheet.inside(self.file), self.line, self.column, value, expected)


@dataclass(frozen=True)
class Entry:
    """What a file says of one province and component.

    Attributes
    ----------
    score, maximum : Decimal or None
    rank : int or None
    score_at, rank_at : Place or None
        Where score and rank stand.
    """

    score: Decimal | None = None
    maximum: Decimal | None = None
    rank: int | None = None
    score_at: Place | None = None
    rank_at: Place | None = None

    def at(self, figure: Literal["score", "rank"]) -> Place:
        """Return where a figure stands, or else the other of the row."""
        places = (self.score_at, self.rank_at)
        ordered = places if figure == "score" else reversed(places)
        return next(place for place in ordered if place is not None)


@dataclass
class Figures:
    """What the tables of a file say.

    Attributes
    ----------
    entries : dict
        By code of the province and component.
    problems : list of Problem
    starred : list of Place
        Figures with a star, which stay missing.
    skipped : list of Row
        Rows with figures that are no province's: regions, totals, extremes.
    """

    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    starred: list[Place] = field(default_factory=list)
    skipped: list[Row] = field(default_factory=list)


def figures(assigned: Assigned, file: str, *, index: str, year: int, frame: Frame) -> Figures:
    """Read all columns whose meaning is known.

    Parameters
    ----------
    assigned : sequence of (Block, mapping of place to Meaning or LeftOut)
    file : str
        Name of the file for messages.
    index : str
    year : int
    frame : {"vn63", "vn34"}
    """
    found = Figures()
    for block, meanings in assigned:
        wanted = {p: m for p, m in meanings.items() if isinstance(m, Meaning)}
        if not wanted:
            continue
        provinces = [row for row in block.rows if row.kind == "province"]
        found.problems += _row_problems(block, file)
        found.skipped += [row for row in block.rows if row.kind == "other"]
        maxima = _maxima(block, provinces, wanted)
        for place, meaning in wanted.items():
            if meaning.figure == "max":
                continue
            column = _Column(file, block.sheet, place, meaning, provinces)
            if meaning.figure == "rank":
                _add_ranks(found, column, UNITS[frame])
            else:
                _add_scores(found, column, maxima.get(meaning.component, ()), index, year)
    return found


@dataclass(frozen=True)
class _Column:
    file: str
    sheet: Sheet
    place: int
    meaning: Meaning
    rows: Sequence[Row]

    def at(self, number: int) -> Place:
        return Place(self.file, self.sheet, self.rows[number].line, letter(self.place))

    def text(self, number: int) -> str:
        return self.rows[number].cells[self.place].text


def _row_problems(block: Block, file: str) -> Iterator[Problem]:
    column = letter(block.names)
    lines: dict[str, int] = {}
    for row in block.rows:
        at = Place(file, block.sheet, row.line, column)
        if row.kind == "unknown":
            hint = row.label.hint or "there is no name"
            yield at.problem(row.name, f"expected a province of that year: {hint}")
        elif row.kind == "province":
            if row.label.code in lines:
                expected = f"expected each province once; it stands in row {lines[row.label.code]}"
                yield at.problem(row.name, expected)
            lines.setdefault(row.label.code, row.line)


def _maxima(
    block: Block, provinces: Sequence[Row], wanted: Mapping[int, Meaning]
) -> dict[str, set[Decimal]]:
    """Return the highest possible scores that a row or a column of the table gives."""
    found: dict[str, set[Decimal]] = {}
    for place, meaning in wanted.items():
        rows: Iterable[Row] = provinces
        if meaning.figure == "score":
            rows = [row for row in block.rows if row.kind == "maximum"]
        elif meaning.figure == "rank":
            continue
        read = numbers([row.cells[place] for row in rows], small=True)
        values = {value for value in read.values if value is not None}
        if values:
            found.setdefault(meaning.component, set()).update(values)
    return found


def _add_ranks(found: Figures, column: _Column, units: int) -> None:
    read = ranks([row.cells[column.place] for row in column.rows])
    _note(found, column, read)
    for number, value in enumerate(read.values):
        if value is None:
            continue
        at = column.at(number)
        if not 1 <= value <= units:
            found.problems.append(at.problem(column.text(number), f"expected a rank to {units}"))
        elif column.rows[number].label.code == "00":
            expected = "expected no rank for the national value"
            found.problems.append(at.problem(column.text(number), expected))
        else:
            _put(found, column, number, rank=int(value))


def _add_scores(
    found: Figures, column: _Column, printed: Iterable[Decimal], index: str, year: int
) -> None:
    component = indices.component(index, column.meaning.component, year)
    small = component.unit in {"points", "percent", "share"}
    read = numbers([row.cells[column.place] for row in column.rows], small=small)
    _note(found, column, read)
    scale = column.meaning.scale or ("percent" if read.percent else None)
    said = {*printed} if column.meaning.maximum is None else {*printed, column.meaning.maximum}
    wrong = [
        column.at(number).problem(column.text(number), expected)
        for number, expected in scale_problems(
            read.values, component, scale, said, decided=column.meaning.decided
        )
    ]
    found.problems += wrong
    if wrong:
        return
    maximum = maximum_of(component, scale, said)
    for number, value in enumerate(read.values):
        if value is not None:
            _put(found, column, number, score=value, maximum=maximum)


def _note(found: Figures, column: _Column, read: Numbers) -> None:
    found.problems += [
        column.at(number).problem(column.text(number), expected)
        for number, expected in read.faults.items()
    ]
    found.starred += [column.at(number) for number in read.starred]


def _put(found: Figures, column: _Column, number: int, **new: Any) -> None:
    """Add a figure to its entry; a second one must be the same."""
    figure: Literal["score", "rank"] = "rank" if "rank" in new else "score"
    key = column.rows[number].label.code, column.meaning.component
    old = found.entries.get(key, Entry())
    there = getattr(old, figure)
    if there is None:
        changes: dict[str, Any] = {**new, f"{figure}_at": column.at(number)}
        found.entries[key] = replace(old, **changes)
    elif there != new[figure]:
        expected = f"expected {there}, as in {old.at(figure)}"
        found.problems.append(column.at(number).problem(column.text(number), expected))
