"""Where the cells of an HTML table stand.

HTML leaves places to the reader: a cell goes to the next free column of its row, and a row
may be short. The PDF compiler wants every cell's place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import sqrt
from xml.etree.ElementTree import Element

from analysis.report.export import tree


def letters_a_line(columns: int) -> int:
    """Return how many letters fit the 16 cm of a line: tables of many columns are set smaller.

    Examples
    --------
    >>> letters_a_line(4), letters_a_line(10)
    (84, 97)
    """
    return 84 if columns <= 7 else 97 if columns <= 10 else 120


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
    """

    columns: int
    rows: int
    head: int
    cells: tuple[Cell, ...]


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
    return Grid(columns, top, head if head < top else 0, tuple(cells))


def widths(table: Grid) -> list[float]:
    """Return how the columns of a wide table share its width; nothing for a narrow one.

    Left to itself, the compiler gives columns of long text no more room than columns of short
    text. Every column gets what its longest word needs; what is left goes to long text, by the
    square root of its length: twice the text then takes more width and more lines.

    Parameters
    ----------
    table : Grid

    Returns
    -------
    list of float
        One weight a column, in letters; empty if every column can be as wide as its text.

    Examples
    --------
    >>> from analysis.report.export import tree
    >>> row = f"<tr><td>{'word ' * 40}</td><td>1</td></tr>"
    >>> [round(width) for width in widths(layout(tree.parse(f"<table>{row}</table>")[0]))]
    [39, 3]
    """
    longest = [0] * table.columns
    words = [0.0] * table.columns
    for cell in table.cells:
        if cell.width > 1:
            continue
        text = tree.text(cell.element)
        # Headers are bold and wrap; only what stands in the body asks for more than its words.
        bold = 1.2 if cell.row < table.head else 1.0
        # A no-break space holds a word together.
        apart = text.replace("\N{NO-BREAK SPACE}", "_").split()
        words[cell.column] = max([words[cell.column], *(bold * len(w) for w in apart)])
        if cell.row >= table.head:
            longest[cell.column] = max(longest[cell.column], len(text))
    line = letters_a_line(table.columns)
    if sum(map(max, longest, words)) + 2 * table.columns <= line:
        return []
    least = [word + 2 for word in words]
    wanted = [
        max(low, min(n, 6 + 2.2 * sqrt(n)) + 2) for low, n in zip(least, longest, strict=True)
    ]
    spare = (line - sum(least)) / max(sum(wanted) - sum(least), 1)
    part = min(max(spare, 0.0), 1.0)
    return [low + part * (high - low) for low, high in zip(least, wanted, strict=True)]
