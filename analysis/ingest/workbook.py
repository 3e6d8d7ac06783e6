"""Read the sheets of a workbook (.xlsx) as grids, by openpyxl."""

from collections.abc import Iterator
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from analysis.errors import Problem, TableProblems, UnreadableFile
from analysis.ingest.grid import EMPTY, Cell, Grid, Sheet, letter, rectangle, text_cell
from analysis.ingest.limits import check_cells, open_office

# A workbook stores binary fractions: 0.1 + 0.2 is 0.30000000000000004 there.
_DIGITS = 12


def read(path: Path, sheet: str | None = None) -> Iterator[Grid]:
    """Read the visible sheets of a workbook, or the one that is named.

    Raises
    ------
    UnreadableFile
        If the file is damaged, locked or too big.
    TableProblems
        If a formula was never computed: its value is not in the file.
    """
    try:
        with open_office(path) as archive:
            has_formulas = _scan(archive, path.name)
        values = openpyxl.load_workbook(path, data_only=True)
        formulas = openpyxl.load_workbook(path) if has_formulas else None
    except UnreadableFile:
        raise
    except Exception as error:  # openpyxl raises what its XML readers raise, of any class
        raise UnreadableFile(f"{path.name} is no sound workbook ({error})") from None
    for each in values.worksheets:
        if each.title == sheet or (sheet is None and each.sheet_state == "visible"):
            check_cells(each.max_row, each.max_column, f"sheet {each.title!r} of {path.name}")
            if formulas is not None:
                _check_formulas(each, formulas[each.title], path.name)
            yield _grid(each)


def _grid(sheet: Worksheet) -> Grid:
    rows = [[_cell(cell) for cell in row] for row in sheet.iter_rows()]
    for merged in sheet.merged_cells.ranges:
        corner = rows[merged.min_row - 1][merged.min_col - 1]
        for row in rows[merged.min_row - 1 : merged.max_row]:
            width = merged.max_col - merged.min_col + 1
            row[merged.min_col - 1 : merged.max_col] = [corner] * width
    return Grid(
        sheet=Sheet("sheet", sheet.title),
        rows=rectangle(rows),
        lines=tuple(range(1, len(rows) + 1)),
        merged=bool(sheet.merged_cells.ranges),
    )


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return EMPTY
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return text_cell(str(value))
    percent = "%" in str(cell.number_format)
    number = Decimal(f"{value:.{_DIGITS}g}") * (100 if percent else 1)
    text = f"{number.normalize():f}"
    return Cell(f"{text} %" if percent else text, Decimal(text))


def _check_formulas(values: Worksheet, formulas: Worksheet, name: str) -> None:
    problems = [
        Problem(
            Sheet("sheet", values.title).inside(name),
            row,
            letter(column),
            str(getattr(cell.value, "text", cell.value)),
            "expected the value of the formula, which was never computed: open and save the file "
            "in a spreadsheet program, or put in the values",
        )
        for row, cells in enumerate(formulas.iter_rows(), 1)
        for column, cell in enumerate(cells)
        if cell.data_type == "f" and values.cell(row, column + 1).value is None
    ]
    if problems:
        raise TableProblems(problems)


def _scan(archive: ZipFile, name: str) -> bool:
    """Say whether there are formulas, before openpyxl reads the sheets.

    Merged ranges that would fill the memory are refused: openpyxl makes every cell of them.
    """
    area, formulas = 0, False
    for part in archive.namelist():
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            with archive.open(part) as stream:
                for _, element in ElementTree.iterparse(stream):
                    if element.tag.endswith("}mergeCell"):
                        area += _area(element.get("ref", ""))
                    formulas |= element.tag.endswith("}f")
                    element.clear()
    check_cells(area, 1, f"merged ranges: {name}")
    return formulas


def _area(reference: str) -> int:
    from openpyxl.utils.cell import range_boundaries

    try:
        left, top, right, bottom = range_boundaries(reference)
        return (right - left + 1) * (bottom - top + 1)  # type: ignore[operator]
    except (TypeError, ValueError):
        return 0  # openpyxl will say what is wrong with it
