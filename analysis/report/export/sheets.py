"""Lay out the tables of a document as the sheets of a workbook."""

import re
from collections.abc import Collection, Sequence
from itertools import count
from math import ceil

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from analysis.report.export import grid, numerals, outline
from analysis.wording import Language

ENGLISH = Language("en")
FONT = "Times New Roman"
LONGEST = 32_767  # characters of a cell
_LONGEST_ADDRESS = 2_000
PLAIN, BOLD = Font(name=FONT, size=11), Font(name=FONT, size=11, bold=True)
HEADING, _SMALL = Font(name=FONT, size=13, bold=True), Font(name=FONT, size=10, italic=True)
_LINK = Font(name=FONT, size=11, color="0563C1", underline="single")
_THIN = Side(style="thin", color="808080")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_SHADE = PatternFill("solid", fgColor="E7ECF2")
_TOP = 4  # row of the first head row
_WIDEST = (44, 36, 28, 20)  # letters of a column, the first that lets the table fit
_PAGE = 150  # letters in a line that can be read on paper
_NAME = 26  # letters of the 31 that a name may have, the rest for a number in brackets
_UNNAMABLE = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_LABEL = re.compile(r"(?:Bảng|Hình|Table|Figure|Phụ lục|Appendix) [\w.]*\w")


def put(sheet: Worksheet, row: int, column: int, text: str, font: Font = PLAIN) -> Cell:
    """Write a text that stays one, whatever it begins with.

    Parameters
    ----------
    sheet : Worksheet
    row, column : int
        From 1.
    text : str
        Cut with an ellipsis if longer than a cell can be.
    font : Font

    Returns
    -------
    Cell

    Examples
    --------
    >>> from openpyxl.workbook import Workbook
    >>> cell = put(Workbook().active, 1, 1, "=1+1")
    >>> cell.data_type, cell.quotePrefix
    ('s', True)
    """
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    cell.data_type = "s"
    # Without it, a spreadsheet reads the text anew when somebody has edited it.
    cell.quotePrefix = text.startswith(("=", "+", "-", "@", "\t", "\r"))
    cell.font = font
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def number(sheet: Worksheet, row: int, column: int, value: int) -> None:
    """Write a whole number.

    Parameters
    ----------
    sheet : Worksheet
    row, column : int
        From 1.
    value : int

    Examples
    --------
    >>> from openpyxl.workbook import Workbook
    >>> sheet = Workbook().active
    >>> number(sheet, 1, 1, 3)
    >>> sheet["A1"].value
    3
    """
    cell = sheet.cell(row, column, value)
    cell.font, cell.alignment = PLAIN, Alignment(vertical="top")


def raise_row(sheet: Worksheet, row: int, text: str, width: float, *, size: float = 11) -> None:
    """Make a row at least as high as a text needs that wraps in its cell.

    Spreadsheets find the height by themselves only when somebody edits the row.

    Parameters
    ----------
    sheet : Worksheet
    row : int
        From 1.
    text : str
    width : float
        Of the cell, in letters.
    size : float
        Of the letters, in points.

    Examples
    --------
    >>> from openpyxl.workbook import Workbook
    >>> sheet = Workbook().active
    >>> raise_row(sheet, 1, "word " * 10, 25)
    >>> sheet.row_dimensions[1].height
    30.0
    """
    lines = sum(ceil(max(len(part), 1) * 0.95 / width) for part in text.split("\n"))
    needed = round(min(lines * size * 1.36, 400), 0)
    sheet.row_dimensions[row].height = max(needed, sheet.row_dimensions[row].height or 0)


def link(cell: Cell, *, address: str = "", sheet: str = "") -> None:
    """Make a cell a link to an address of the web or to another sheet.

    Parameters
    ----------
    cell : Cell
    address : str
        An address too long for a spreadsheet stays text.
    sheet : str
        Name of a sheet.

    Examples
    --------
    >>> from openpyxl.workbook import Workbook
    >>> cell = put(Workbook().active, 1, 1, "a")
    >>> link(cell, sheet="Bảng 1")
    >>> cell.hyperlink.location
    "'Bảng 1'!A1"
    """
    if sheet:
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet}'!A1")
    elif address and len(address) <= _LONGEST_ADDRESS:
        cell.hyperlink = address
    if cell.hyperlink:
        cell.font = _LINK


def sheet_name(caption: str, taken: Collection[str], *, language: Language) -> str:
    """Return a short, valid and new name for the sheet of a table.

    Parameters
    ----------
    caption : str
        Its number is the name, `Bảng 1`; without a number its first words are.
    taken : collection of str
    language : Language

    Returns
    -------
    str

    Examples
    --------
    >>> from analysis.wording import language
    >>> sheet_name("Bảng 1. PAPI", {"Bảng 1"}, language=language("vi"))
    'Bảng 1 (2)'
    """
    found = _LABEL.match(caption)
    own = caption.rpartition(": ")[2]  # what a picture's numbers or a test are about
    words = found[0] if found else " ".join(_UNNAMABLE.sub(" ", own).split())
    name = _cut(words) or language.text("Table")
    known = {other.casefold() for other in taken}
    names = (name if n == 1 else f"{name} ({n})" for n in count(1))
    return next(candidate for candidate in names if candidate.casefold() not in known)


def _cut(words: str) -> str:
    """Return as many words as a name may have."""
    if len(words) <= _NAME:
        return words
    kept, _, _ = words[:_NAME].rpartition(" ")
    return f"{kept.rstrip(' ,;') or words[: _NAME - 1]}…"


def fill(sheet: Worksheet, exhibit: outline.Exhibit, *, contents: str, language: Language) -> None:
    """Write a table to a sheet: caption, head, numbers as numbers, notes.

    Parameters
    ----------
    sheet : Worksheet
        An empty one.
    exhibit : Exhibit
    contents : str
        Name of the sheet to go back to.
    language : Language

    Examples
    --------
    >>> from openpyxl.workbook import Workbook
    >>> from analysis.report.export import tree
    >>> from analysis.wording import language
    >>> root = tree.parse("<table><tr><th>Năm</th><td>41,49</td></tr></table>")
    >>> sheet = Workbook().active
    >>> fill(sheet, next(outline.exhibits(root)), contents="Mục lục", language=language("vi"))
    >>> sheet["B4"].value, sheet["B4"].number_format
    (Decimal('41.49'), '0.00')
    """
    table = grid.layout(exhibit.table)
    widths = _widths(table)
    _line(sheet, 1, exhibit.caption, widths, HEADING)
    link(put(sheet, 2, 1, f"← {contents}"), sheet=contents)
    sheet["A2"].alignment = Alignment(wrap_text=False)
    # Whatever the page speaks, pandas writes numbers the English way.
    frame = "dataframe" in exhibit.table.get("class", "").split()
    notation = ENGLISH if frame else language
    for cell in table.cells:
        _fill_cell(sheet, cell, head=cell.row < table.head, notation=notation)
        room = sum(widths[cell.column : cell.column + cell.width]) - 3
        if cell.height == 1:
            raise_row(sheet, cell.row + _TOP, outline.lines(cell.element), room)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, note in enumerate(exhibit.notes, start=_TOP + table.rows + 1):
        _line(sheet, row, note, widths, _SMALL)
    headed = all(cell.element.tag == "th" for cell in table.cells if cell.column == 0)
    set_page(
        sheet,
        head=range(_TOP, _TOP + table.head),
        frozen=1 if headed and table.columns > 1 else 0,
        wide=sum(widths) > 90,
    )


def _fill_cell(sheet: Worksheet, cell: grid.Cell, *, head: bool, notation: Language) -> None:
    row, column = cell.row + _TOP, cell.column + 1
    text = outline.lines(cell.element)
    bold = head or cell.element.tag == "th"
    target = put(sheet, row, column, text, BOLD if bold else PLAIN)
    is_number = "num" in cell.element.get("class", "").split()
    found = numerals.read(text, language=notation, ranks=is_number)
    if found:
        target.value, target.number_format = found.value, found.style
        target.data_type = "n"
    elif address := outline.address(cell.element):
        link(target, address=address)
    across = "center" if head else "right" if is_number or (found and not bold) else "left"
    target.alignment = Alignment(
        across,
        "center" if head else "top",
        wrap_text=across != "right",
        indent=1 if across == "left" else 0,
    )
    target.border = _BOX
    if head:
        target.fill = _SHADE
    if cell.width > 1 or cell.height > 1:
        sheet.merge_cells(
            start_row=row, start_column=column,
            end_row=row + cell.height - 1, end_column=column + cell.width - 1,
        )  # fmt: skip


def _widths(table: grid.Grid) -> list[float]:
    """Return the width of each column in letters: its text, but no more than reads well."""
    found = [6.0] * table.columns
    for cell in table.cells:
        if cell.width == 1:
            text = outline.lines(cell.element)
            # Heads may break between words, what stands below only where it is long.
            parts = text.split() if cell.row < table.head else text.split("\n")
            longest = max(map(len, parts), default=0) * 1.15
            found[cell.column] = max(found[cell.column], longest)
    # On paper the table is as wide as the page: too many letters in a line are too small.
    tried = [[min(width, most) + 4 for width in found] for most in _WIDEST]
    return next((widths for widths in tried if sum(widths) <= _PAGE), tried[-1])


def _line(sheet: Worksheet, row: int, text: str, widths: Sequence[float], font: Font) -> None:
    """Write a line as wide as the table, and as high as its text needs."""
    put(sheet, row, 1, text, font)
    # A narrow table must not make a tower of its caption.
    columns, width = len(widths), sum(widths)
    while width < 60:
        columns, width = columns + 1, width + 9
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
    raise_row(sheet, row, text, width, size=font.size or 11)


def set_page(sheet: Worksheet, *, head: range, frozen: int = 0, wide: bool = True) -> None:
    """Keep the head in sight, on the screen and on every printed page.

    Parameters
    ----------
    sheet : Worksheet
    head : range
        Rows of the head, which may be none.
    frozen : int
        Columns that stay in sight.
    wide : bool
        Whether to print across the paper.

    Examples
    --------
    >>> from openpyxl.workbook import Workbook
    >>> sheet = Workbook().active
    >>> set_page(sheet, head=range(4, 5), frozen=1)
    >>> sheet.freeze_panes, sheet.print_title_rows
    ('B5', '$4:$4')
    """
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{head.stop}"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if head:
        sheet.print_title_rows = f"{head.start}:{head.stop - 1}"
