"""Turn the rows of assignment tables into tasks: groups, numbers, agencies, deadlines, points."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analysis.reading.cells import Cell
from analysis.reading.columns import EVIDENCE, Role
from analysis.reading.lines import Document
from analysis.reading.tables import FoundRow, FoundTable, find

_TOTAL = re.compile(r"(?:tổng|cộng)(?:\s+(?:số|cộng|điểm))*\s*:?", re.IGNORECASE)
_ROMAN = re.compile(r"[IVX]+")
_TITLE = re.compile(r"([IVX]{1,5}[.)]|[A-ZĐ][.)])\s+\S")
_ASSIGNS: tuple[Role, ...] = ("lead", "coordinating", "time", "product", "max_points")


@dataclass(frozen=True)
class Task:
    """A row of an assignment table.

    Attributes
    ----------
    part, code : str
        Table and number of the row in it.
    parent_code, group_code, group : str
        Row above it, group that it stands in and the group's title; empty if there is none.
    cells : dict of str to str
        Texts by what their column holds, as the document writes them.
    first, last : int
        Lines of the document.
    unsure : tuple of str
        What is doubtful about the row: `unnumbered`, `repeated_number`, `number_skipped`,
        `unassigned`.
    """

    part: str
    code: str
    parent_code: str
    group_code: str
    group: str
    cells: dict[Role, str]
    first: int
    last: int
    unsure: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What is to be done."""
        return self.cells.get("task", "")


@dataclass
class _Place:
    """Where in a table the next row stands."""

    groups: list[tuple[str, str]] = field(default_factory=list)
    dotted: str = ""
    whole: int = 0
    last: str = "0"
    copies: Counter[str] = field(default_factory=Counter)

    @property
    def group(self) -> tuple[str, str] | None:
        """Number and title of the group, 2.1 within 2 being one number."""
        if not self.groups:
            return None
        codes = [c for c, _ in self.groups]
        kept = [
            c for c, n in zip(codes, [*codes[1:], ""], strict=True) if not n.startswith(f"{c}.")
        ]
        return ".".join(kept), self.groups[-1][1]

    def enter(self, code: str, title: str) -> None:
        """Open a group: one of its own rank closes the last of that rank."""
        while self.groups and _rank(self.groups[-1][0]) >= _rank(code):
            self.groups.pop()
        self.groups.append((code, title))

    def leave(self, code: str) -> None:
        """Close the group 2.1 before row 2.2, which is none of its own."""
        while self.groups and "." in self.groups[-1][0] and not code.startswith(self.groups[-1][0]):
            self.groups.pop()


def read(document: Document) -> list[Task]:
    r"""Return the tasks of all assignment tables of a document.

    Examples
    --------
    >>> from analysis.reading.lines import from_text
    >>> text = "TT|Nhiệm vụ|Chủ trì|Thời gian\nI|THỂ CHẾ||\n1|Rà soát văn bản|Sở Tư pháp|2024"
    >>> task, = read(from_text(text))
    >>> task.part, task.code, task.group_code, task.group, task.text
    ('PL', '1', 'I', 'THỂ CHẾ', 'Rà soát văn bản')
    """
    tables = find(document)
    names = _parts(tables)
    return [t for name, table in zip(names, tables, strict=True) for t in _tasks(name, table)]


def _parts(tables: Sequence[FoundTable]) -> list[str]:
    """Name tables by their appendix, two of one appendix apart."""
    names: list[str] = []
    for table in tables:
        name = f"PL{int(table.appendix):02}" if table.appendix.isdecimal() else "PL"
        taken = sum(n.split("-")[0] == name for n in names)
        names.append(f"{name}-{taken + 1}" if taken else name)
    return names


def _tasks(part: str, table: FoundTable) -> Iterator[Task]:
    place = _Place()
    titles: dict[str, str] = {}
    for row, is_group in _rows(table):
        number, text = _number(row)
        code = _code(number, place)
        if is_group:
            place.enter(code or text[:20], text)
            continue
        place.leave(code)
        unsure = [*_doubts(number, code, place)]
        if not code or code in titles:
            base = code or place.last
            place.copies[base] += 1
            code = f"{base}+{place.copies[base]}"
        else:
            place.last = code
        if not any(row.cells.get(name) for name in _ASSIGNS):
            unsure.append("unassigned")
        parent = code.rpartition(".")[0]
        titles[code] = text
        root = code.split(".")[0]
        top = (root, titles.get(root, "")) if "max_points" in table.roles else ("", "")
        group_code, group = place.group or top
        cells = row.cells | {"task": text}
        parent = parent if parent in titles else ""
        yield Task(part, code, parent, group_code, group, cells, row.first, row.last, tuple(unsure))


def _doubts(number: str, code: str, place: _Place) -> Iterator[str]:
    """Say what is odd about a number, and remember the last whole one."""
    if not number:
        yield "unnumbered"
    if not code.isdecimal():
        return
    if place.whole and int(code) <= place.whole:
        yield "repeated_number"
    elif place.whole and int(code) > place.whole + 1:
        yield "number_skipped"
    place.whole = max(place.whole, int(code))


def _rows(table: FoundTable) -> Iterator[tuple[FoundRow, bool]]:
    """Return the rows and whether each is the title of a group; torn rows are put together."""
    waiting: FoundRow | None = None
    for row in table.rows:
        if any(_TOTAL.fullmatch(row.cells.get(name, "")) for name in ("number", "task")):
            continue
        if waiting is not None and _goes_on(row):
            waiting = _together(waiting, row)
            continue
        if waiting is not None:
            yield waiting, _is_title(waiting, row)
        waiting = row
    if waiting is not None and waiting.cells:
        yield waiting, _is_title(waiting, None)


def _goes_on(row: FoundRow) -> bool:
    """Say whether a row is the rest of the one before, torn at the end of a page."""
    text = row.cells.get("task", "")
    return "number" not in row.cells and (not text or text[0].islower()) and not _enumerator(text)


def _together(row: FoundRow, rest: FoundRow) -> FoundRow:
    cells = dict(row.cells)
    for name, text in rest.cells.items():
        cells[name] = f"{cells[name]} {text}" if name in cells else text
    return FoundRow(cells, row.first, rest.last)


def _is_title(row: FoundRow, following: FoundRow | None) -> bool:
    """Say whether a row only names what follows: I, A or capitals, or 2 above 2.1 and a)."""
    if any(row.cells.get(name) for name in (*_ASSIGNS, *EVIDENCE)):
        return False
    number, text = _number(row)
    bare = number.strip(".() ")
    if bare and bare.isalpha() and bare.isupper():
        return True
    below = _number(following)[0] if following else ""
    return text.isupper() or below.startswith(f"{bare}.") or below.strip(".)(").islower()


def _number(row: FoundRow) -> tuple[str, str]:
    """Return number and text of a row; the number may stand at the beginning of the text."""
    text = row.cells.get("task", "")
    number = row.cells.get("number", "")
    if not number and (number := _enumerator(text) or _title_number(row)):
        text = text[len(number) :].strip()
    return number.strip(), " ".join(text.split())


def _title_number(row: FoundRow) -> str:
    """Return the number of a title that is one cell: A. Chỉ đạo, điều hành."""
    found = _TITLE.match(row.cells.get("task", "")) if len(row.cells) == 1 else None
    return found[1] if found else ""


def _enumerator(text: str) -> str:
    return Cell(text, 0, 0).enumerator


def _code(number: str, place: _Place) -> str:
    """Return the number of a row; a), b) and (1), (2) belong to the last dotted number."""
    bare = number.strip(".() ")
    if re.fullmatch(r"\d+(\.\d+)+", bare):
        place.dotted = bare
    elif place.dotted and re.fullmatch(r"[a-zđ]", bare):
        return place.dotted + bare
    elif place.dotted and number.startswith("("):
        return f"{place.dotted}.{bare}"
    elif bare.isdecimal():
        place.dotted = ""
    return bare


def _rank(code: str) -> int:
    if _ROMAN.fullmatch(code):
        return 1
    if len(code) == 1 and code.isalpha():
        return 0
    return 2 + code.count(".")
