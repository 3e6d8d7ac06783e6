"""Where the cells of an HTML table stand.

HTML leaves places to the reader: a cell goes to the next free column of its row, and a row
may be short. The PDF compiler wants every cell's place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from xml.etree.ElementTree import Element

from analysis.report.export import measure, tree

# Letters of 11 pt in a line of a page, upright (16 cm) and turned (24,7 cm).
UPRIGHT, TURNED = 84, 130
_LETTER = 108  # width of a letter in twips
# A table that fills more than a page upright, in cells of many lines, is easier to read turned.
_MANY_COLUMNS, _MANY_ROWS, _MANY_LINES = 6, 16, 2.5


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes
    ----------
    element : Element
        The `td` or `th`.
    column, row : int
        Its place, from 0.
    width, height : int
        Columns and rows that it spans.
    """

    element: Element
    column: int
    row: int
    width: int
    height: int


@dataclass(frozen=True)
class Grid:
    """The cells of a table.

    Attributes
    ----------
    columns, rows : int
        Size of the table.
    head : int
        Rows of the head, which come first.
    cells : tuple of Cell
    turned : bool
        Whether a turned page is asked for, whatever is in the cells.
    """

    columns: int
    rows: int
    head: int
    cells: tuple[Cell, ...]

    @cached_property
    def words(self) -> list[float]:
        """The longest word of each column, in letters."""
        words = [0.0] * self.columns
        for cell in self.cells:
            if cell.width == 1:
                # A no-break space holds a word together.
                text = "".join(cell.element.itertext())
                apart = text.replace("\N{NO-BREAK SPACE}", "_").split()
                longest = max((_letters(self, cell, word) for word in apart), default=0.0)
                words[cell.column] = max(words[cell.column], longest)
        return words

    turned: bool = False


def _sections(table: Element) -> Iterator[tuple[str, list[Element]]]:
    """Yield the row groups of a table, heads first and feet last."""
    groups: dict[str, list[list[Element]]] = {"thead": [], "tbody": [], "tfoot": []}
    groups["tbody"].append(table.findall("tr"))
    for child in table:
        if child.tag in groups:
            groups[child.tag].append(child.findall("tr"))
    for name, members in groups.items():
        for rows in members:
            if rows:
                yield name, rows


def _place(rows: list[Element], top: int) -> Iterator[Cell]:
    """Yield the cells of one row group whose first row is `top`."""
    taken: set[tuple[int, int]] = set()
    bottom = top + len(rows)
    for y, row in enumerate(rows, start=top):
        x = 0
        for element in row:
            if element.tag not in {"td", "th"}:
                continue
            while (x, y) in taken:
                x += 1
            width = int(element.get("colspan", "1"))
            while any((x + i, y) in taken for i in range(width)) and width > 1:
                width -= 1
            height = min(int(element.get("rowspan", "1")), bottom - y)
            taken |= {(x + i, y + j) for i in range(width) for j in range(height)}
            yield Cell(element, x, y, width, height)
            x += width


def layout(table: Element) -> Grid:
    """Return where the cells of a table stand.

    Parameters
    ----------
    table : Element
        A sanitised `table`: spans are whole numbers as `clean` leaves them.

    Returns
    -------
    Grid
        Row spans end with their row group. Columns that only spans reach are left out.

    Examples
    --------
    >>> from analysis.report.export import tree
    >>> rows = '<tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr>'
    >>> [(cell.column, cell.row) for cell in layout(tree.parse(f"<table>{rows}</table>")[0]).cells]
    [(0, 0), (1, 0), (1, 1)]
    """
    cells: list[Cell] = []
    top = head = 0
    for name, rows in _sections(table):
        cells += _place(rows, top)
        top += len(rows)
        head += len(rows) if name == "thead" else 0
    columns = 1 + max((cell.column for cell in cells), default=-1)
    cells = [replace(cell, width=min(cell.width, columns - cell.column)) for cell in cells]
    turned = "wide" in table.get("class", "").split()
    return Grid(columns, top, head if head < top else 0, tuple(cells), turned)


def widths(table: Grid, *, line: int = UPRIGHT) -> list[float]:
    """Return how the columns of a wide table share its width; nothing for a narrow one.

    Left to itself, the compiler gives columns of long text no more room than columns of short
    text. Every column gets what its longest word needs; each letter that is left goes to the
    column where it makes the table shorter.

    Parameters
    ----------
    table : Grid
    line : int
        Letters in a line of the page.

    Returns
    -------
    list of float
        One weight a column, in letters; empty if every column can be as wide as its text.

    Examples
    --------
    >>> from analysis.report.export import tree
    >>> row = f"<tr><td>{'word ' * 40}</td><td>1</td></tr>"
    >>> [round(width) for width in widths(layout(tree.parse(f"<table>{row}</table>")[0]))]
    [80, 3]
    """
    pad, words = _padding(table), table.words
    if sum(_longest(table)) + pad * table.columns <= line:
        return []
    room = [max(word, 1.0) for word in words]
    rows = _texts(table)
    for _ in range(int(line - sum(room) - pad * table.columns)):
        gains = _gains(rows, room)
        if not any(gains):
            break
        room[gains.index(max(gains))] += 1
    return [letters + pad for letters in room]


# The lines that cost nothing, and the columns and lengths of the texts.
_Row = tuple[int, list[tuple[int, float]]]


def _texts(table: Grid) -> list[_Row]:
    rows: list[_Row] = [(2 if row < table.head else 1, []) for row in range(table.rows)]
    for cell in table.cells:
        if cell.width == 1:
            rows[cell.row][1].append((cell.column, _letters(table, cell, tree.text(cell.element))))
    return rows


def _gains(rows: list[_Row], room: list[float]) -> list[float]:
    """Return how many lines a table loses if a column gets one more letter.

    A row is as high as its highest cell; a head of two lines and any other row of one are as
    low as they need be.
    """
    gains = [0.0] * len(room)
    for least, texts in rows:
        lines, column = max(((length / room[c], c) for c, length in texts), default=(0.0, 0))
        after = lines * room[column] / (room[column] + 1)
        gains[column] += max(lines, least) - max(after, least)
    return gains


def needed(table: Grid) -> float:
    """Return how many letters a line needs for the longest words of a table side by side.

    Examples
    --------
    >>> from analysis.report.export import tree
    >>> round(needed(layout(tree.parse("<table><tr><td>word</td><td>1</td></tr></table>")[0])))
    9
    """
    return sum(table.words) + _padding(table) * table.columns


def is_wide(table: Grid) -> bool:
    """Tell whether a table asks for a turned page.

    Examples
    --------
    >>> from analysis.report.export import tree
    >>> is_wide(layout(tree.parse(f"<table><tr>{'<td>85,12</td>' * 16}</tr></table>")[0]))
    True
    """
    if table.turned or needed(table) > UPRIGHT:
        return True
    large = table.columns >= _MANY_COLUMNS and table.rows > _MANY_ROWS
    return large and _height(table) > _MANY_LINES


def _padding(table: Grid) -> int:
    """Return the room of a cell that holds no text, in letters; many columns are set closer."""
    return 2 if table.columns <= 7 else 1


def _letters(table: Grid, cell: Cell, text: str) -> float:
    """Return the width of a text in a cell, in letters; heads are bold."""
    return measure.width(text, size=11, bold=cell.row < table.head) / _LETTER


def _longest(table: Grid) -> list[float]:
    """Return the longest text of each column."""
    longest = [0.0] * table.columns
    for cell in table.cells:
        if cell.width == 1:
            found = _letters(table, cell, tree.text(cell.element))
            longest[cell.column] = max(longest[cell.column], found)
    return longest


def _height(table: Grid) -> float:
    """Return how many lines a row of the body has on an upright page, on average."""
    room = widths(table)
    if not room:
        return 1.0
    lines = [1.0] * table.rows
    for cell in table.cells:
        across = sum(room[cell.column : cell.column + cell.width])
        lines[cell.row] = max(lines[cell.row], len(tree.text(cell.element)) / across)
    body = lines[table.head :]
    return sum(body) / len(body)
