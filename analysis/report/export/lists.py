"""The sheets of a workbook that lead to the others: contents and sources."""

from collections.abc import Sequence

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from analysis.report.export.sheets import BOLD, HEADING, link, number, put, raise_row, set_page
from analysis.wording import Language


def fill_contents(
    sheet: Worksheet, title: str, entries: Sequence[tuple[str, str, str]], *, language: Language
) -> None:
    """Write the title of a report and a line for every other sheet.

    Parameters
    ----------
    sheet : Worksheet
        An empty one.
    title : str
    entries : sequence of (str, str, str)
        Name of the sheet, caption of its table, section of the report.
    language : Language

    Examples
    --------
    >>> from openpyxl.workbook import Workbook
    >>> from analysis.wording import language
    >>> sheet = Workbook().active
    >>> fill_contents(sheet, "A", [("Bảng 1", "Bảng 1. PAPI", "I. B")], language=language("vi"))
    >>> [cell.value for cell in sheet[4]]
    ['Bảng 1', 'Bảng 1. PAPI', 'I. B']
    """
    put(sheet, 1, 1, title, HEADING).alignment = Alignment(wrap_text=False)
    heads = (language.text("Sheet"), language.text("Table"), language.text("Section"))
    _set_columns(sheet, 3, heads, (16, 90, 50))
    for row, (name, caption, section) in enumerate(entries, start=4):
        link(put(sheet, row, 1, name), sheet=name)
        put(sheet, row, 2, caption)
        put(sheet, row, 3, section)
        raise_row(sheet, row, caption, 90)


def fill_sources(
    sheet: Worksheet, sources: Sequence[tuple[str, str]], *, language: Language
) -> None:
    """Write the sources of a report.

    Parameters
    ----------
    sheet : Worksheet
        An empty one.
    sources : sequence of (str, str)
        What each says, and its address on the web, which may be empty.
    language : Language

    Examples
    --------
    >>> from openpyxl.workbook import Workbook
    >>> from analysis.wording import language
    >>> sheet = Workbook().active
    >>> fill_sources(sheet, [("PAPI 2023", "https://papi.org.vn")], language=language("vi"))
    >>> [cell.value for cell in sheet[2]]
    [1, 'PAPI 2023', 'https://papi.org.vn']
    """
    heads = (language.text("No."), language.text("Source"), language.text("Address"))
    _set_columns(sheet, 1, heads, (8, 80, 70))
    for row, (text, address) in enumerate(sources, start=2):
        number(sheet, row, 1, row - 1)
        put(sheet, row, 2, text)
        link(put(sheet, row, 3, address), address=address)
        raise_row(sheet, row, text, 80)
        raise_row(sheet, row, address, 70)


def _set_columns(sheet: Worksheet, row: int, heads: Sequence[str], widths: Sequence[int]) -> None:
    for column, (text, width) in enumerate(zip(heads, widths, strict=True), start=1):
        put(sheet, row, column, text, BOLD)
        sheet.column_dimensions["ABC"[column - 1]].width = width
    set_page(sheet, head=range(row, row + 1))
