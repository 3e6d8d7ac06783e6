"""Write tables as a workbook: a sheet a table, the data dictionary, numbers as numbers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from analysis.dataexport.built import Built
from analysis.dataexport.dictionary import COLUMNS, entries
from analysis.datapackage import LICENCE
from analysis.errors import BadParameter
from analysis.report.export.package import saved
from analysis.report.export.sheets import LONGEST, set_page

NAME = "chiso.xlsx"
_HEAD, _SHADE = Font(name="Calibri", size=11, bold=True), PatternFill("solid", fgColor="E7ECF2")
_TOP = Alignment(vertical="top")
_WIDEST = 60  # letters of a column
# What a spreadsheet would read as a formula, a command or an error, not as text.
_NOT_PLAIN = re.compile(r"[=+\-@\t\r#]")
_READ_ME = "README"
_UNDATED = datetime(2000, 1, 1)  # says nothing, so that the same tables are the same file


def write(tables: Sequence[Built], folder: Path) -> None:
    """Write the tables to `chiso.xlsx`.

    Parameters
    ----------
    tables : sequence of Built
    folder : Path

    Raises
    ------
    BadParameter
        If a text is longer than a cell can hold.

    Examples
    --------
    >>> import tempfile
    >>> from openpyxl import load_workbook
    >>> from analysis import workspace
    >>> from analysis.dataexport.built import built
    >>> with tempfile.TemporaryDirectory() as name:
    ...     write(built(workspace.find(), ["indices"]), Path(name))
    ...     load_workbook(Path(name, NAME)).sheetnames
    ['README', 'indices', 'data_dictionary']
    """
    rows = {item.name: _rows(item) for item in tables}
    book = Workbook(write_only=True)
    _fill_contents(_sheet(book, _READ_ME, [24, 100, 12]), tables)
    for item in tables:
        _fill(book, item.name, item.table.columns, rows[item.name])
    _fill(book, "data_dictionary", COLUMNS, list(entries(tables)))
    book.properties.title = "chiso"
    book.properties.creator = "chiso"
    book.properties.created = book.properties.modified = _UNDATED
    (folder / NAME).write_bytes(saved(book))


def _sheet(book: Workbook, name: str, widths: Iterable[float]) -> Worksheet:
    # One that writes row by row; the stubs know all that it can only from its like.
    sheet: Worksheet = book.create_sheet(name)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    return sheet


def _fill_contents(sheet: Worksheet, tables: Sequence[Built]) -> None:
    set_page(sheet, head=range(1, 2))
    sheet.append(list(_head(sheet, ("table", "title", "rows"))))
    for item in tables:
        sheet.append([item.name, item.table.title, len(item.frame)])
    for text in (*LICENCE.split("; "), "See LICENCES.md beside this file"):
        sheet.append(["", text])


def _fill(
    book: Workbook, name: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    sheet = _sheet(book, name, _widths(columns, rows))
    set_page(sheet, head=range(1, 2))
    sheet.append(list(_head(sheet, columns)))
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"


def _head(sheet: Worksheet, names: Sequence[str]) -> Iterator[object]:
    for name in names:
        cell = WriteOnlyCell(sheet, name)
        cell.font, cell.fill, cell.alignment = _HEAD, _SHADE, _TOP
        yield cell


def _cell(sheet: Worksheet, value: object) -> object:
    """Return a value as the writer takes it, a text so that it stays one."""
    if not isinstance(value, str) or not _NOT_PLAIN.match(value):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    # Without it, a spreadsheet reads the text anew when somebody has edited it.
    cell.quotePrefix = True
    return cell


def _widths(columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> Iterator[float]:
    for place, name in enumerate(columns):
        longest = max((len(str(row[place])) for row in rows if row[place] is not None), default=0)
        yield min(max(longest, len(name) + 3) + 2, _WIDEST)


def _rows(item: Built) -> list[tuple[object, ...]]:
    """Return the rows of a table, None for what is missing, if each text fits into a cell."""
    values = item.frame.astype(object).where(item.frame.notna(), None)
    rows = list(values.itertuples(index=False, name=None))
    for line, row in enumerate(rows, start=1):
        for column, value in zip(item.table.columns, row, strict=True):
            if isinstance(value, str) and len(value) > LONGEST:
                raise BadParameter(
                    f"table {item.name}, row {line}, column {column}: a text of {len(value)} "
                    f"characters; a cell of a workbook holds {LONGEST}, other formats hold it all"
                )
    return rows
