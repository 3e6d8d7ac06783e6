"""Write tables: repeated heads, whole rows, columns as wide as their text asks for."""

from collections.abc import Callable
from itertools import accumulate, pairwise
from xml.etree.ElementTree import Element

from docx.oxml.ns import qn

from analysis.report.export import grid, tree
from analysis.report.export.word.xml import Xml, el, give, paragraph

Write = Callable[[Element, str, int], list[Xml]]
# Nothing floats in Word: what is kept on one page leaves a gap on the page before.
_LONG_TABLE, _LONG_TEXT = 10, 900
_SMALL = 11 / 9.5  # as in styles.xml


def table(element: Element, write: Write, *, room: int, turned: bool, sticky: bool) -> Xml:
    """Return a table.

    Parameters
    ----------
    element : Element
        A `table`.
    write : callable
        Returns the paragraphs of a cell, given its element, their style and their room.
    room : int
        Width in twips.
    turned : bool
        Whether the page is turned.
    sticky : bool
        Whether what follows must stay on the page of the last row.

    Returns
    -------
    Xml

    Examples
    --------
    >>> from analysis.report.export.word.xml import paragraph
    >>> html = "<table><tr><td>a</td><td>b</td></tr></table>"
    >>> made = table(tree.parse(html)[0], lambda *_: [paragraph("TableText")], room=9000,
    ...              turned=False, sticky=False)
    >>> [column.w.twips for column in made.tblGrid.gridCol_lst]
    [4500, 4500]
    """
    layout = grid.layout(element)
    line = grid.TURNED if turned else grid.UPRIGHT
    widths = _widths(layout, line, room)
    frame = "dataframe" in element.get("class", "").split()
    size = _size(grid.needed(layout) / line)
    short = layout.rows <= _LONG_TABLE and len(tree.text(element)) <= _LONG_TEXT
    places: dict[tuple[int, int], Xml] = {}
    for cell in layout.cells:
        kind = "Head" if cell.row < layout.head else _kind(cell.element, frame=frame)
        across = sum(widths[cell.column : cell.column + cell.width])
        content = write(cell.element, f"Table{kind}{size}", across - 2 * _padding(layout))
        if sticky if cell.row + cell.height == layout.rows else short:
            _stick(content)
        places |= _place(cell, across, content)
    empty = f"TableText{size}"
    rows = [_row(layout, row, widths, places, empty) for row in range(layout.rows)]
    return el("tbl", _properties(element, layout, sum(widths)), _columns(widths), *rows)


def _padding(layout: grid.Grid) -> int:
    """Return the room at either side of the text of a cell in twips; many columns stand closer."""
    return 90 if layout.columns <= 7 else 45


def _properties(element: Element, layout: grid.Grid, width: int) -> Xml:
    caption = element.find("caption")
    side = _padding(layout)
    made = el(
        "tblPr",
        el("tblStyle", val="TableGrid"),
        el("tblW", w=width, type="dxa"),
        el("jc", val="center"),
        el("tblLayout", type="fixed"),
        el("tblCellMar", el("left", w=side, type="dxa"), el("right", w=side, type="dxa")),
        el("tblLook", val="04A0", firstRow=int(layout.head > 0), firstColumn=1, noVBand=1),
    )
    if caption is not None:
        made.append(el("tblCaption", val=tree.text(caption)))
    return made


def _columns(widths: list[int]) -> Xml:
    return el("tblGrid", *(el("gridCol", w=width) for width in widths))


def _place(cell: grid.Cell, across: int, content: list[Xml]) -> dict[tuple[int, int], Xml]:
    """Return a cell by its place, and what stands for it in the further rows that it spans."""
    made = {}
    for part in range(cell.height):
        traits = el("tcPr", el("tcW", w=across, type="dxa"))
        if cell.width > 1:
            traits.append(el("gridSpan", val=cell.width))
        if cell.height > 1:
            traits.append(el("vMerge", val="continue" if part else "restart"))
        traits.append(el("vAlign", val="center"))
        text = [el("p")] if part else content
        made[cell.row + part, cell.column] = el("tc", traits, *text)
    return made


def _row(
    layout: grid.Grid,
    row: int,
    widths: list[int],
    places: dict[tuple[int, int], Xml],
    empty: str,
) -> Xml:
    traits = el("trPr", el("cantSplit"))
    if row < layout.head:
        traits.append(el("tblHeader"))
    made = el("tr", traits)
    column = 0
    while column < layout.columns:
        cell = places.get((row, column))
        if cell is None:
            width = el("tcPr", el("tcW", w=widths[column], type="dxa"))
            cell = el("tc", width, paragraph(empty))
        made.append(cell)
        column += cell.grid_span
    return made


def _stick(content: list[Xml]) -> None:
    for one in content:
        if one.tag == qn("w:p"):
            give(one, el("keepNext"))


def _size(need: float) -> str:
    """Return the ending of the styles whose letters let the longest words fit their columns."""
    return "" if need <= 1 else "Small" if need <= _SMALL else "Tiny"


def _widths(layout: grid.Grid, line: int, room: int) -> list[int]:
    """Return the widths of the columns in twips; together they fill the room."""
    weights = grid.widths(layout, line=line) or _natural(layout)
    ends = [round(room * part / sum(weights)) for part in accumulate(weights)]
    return [end - start for start, end in pairwise([0, *ends])]


def _natural(layout: grid.Grid) -> list[float]:
    """Return the widths of columns that can all be as wide as their text, in letters."""
    found = [4.0] * layout.columns
    for cell in layout.cells:
        if cell.width == 1:
            parts = tree.text(cell.element)
            heads = max(map(len, parts.split()), default=0) * 1.2
            found[cell.column] = max(
                found[cell.column], heads if cell.row < layout.head else len(parts)
            )
    return [letters + 3 for letters in found]


def _kind(element: Element, *, frame: bool) -> str:
    number = "num" in element.get("class", "").split() or (frame and element.tag == "td")
    return "Number" if number else "Text"
