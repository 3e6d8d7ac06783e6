"""The workbook of the real report says what its page says."""

import io
import re
from functools import partial

import nbformat
import openpyxl
import pytest

from analysis.report.export import grid, outline, tree
from analysis.report.export.document import document
from analysis.report.export.xlsx import workbook

NUMBER = re.compile(r"[+−]?\d{1,3}(\.?\d{3})*(,\d+)?[%*]?|\d+/\d+")


def print_value(cell):
    """Return what a Vietnamese spreadsheet prints, from value and format alone."""
    if cell.data_type != "n":
        return cell.value
    sections = cell.number_format.split(";")
    pattern = sections[1] if cell.value < 0 and len(sections) > 1 else sections[0]
    decimals = len(re.search(r"0(?:\.(0+))?", pattern)[1] or "")
    grouping = "," if "#,##0" in pattern else ""
    value = abs(cell.value) * (100 if "%" in pattern else 1)
    digits = f"{value:{grouping}.{decimals}f}".translate({ord(","): ".", ord("."): ","})
    return re.sub(r"(#,##)?0(\.0+)?", lambda _: digits, pattern.replace('"', ""), count=1)


@pytest.fixture(scope="module")
def page(report):
    return document(nbformat.read(report.notebook, as_version=4))


@pytest.fixture(scope="module")
def book(page):
    return openpyxl.load_workbook(io.BytesIO(workbook(page)))


def test_every_cell_of_every_table_is_there_and_numbers_are_numbers(page, book):
    root = tree.parse(page.body)
    exhibits = list(outline.exhibits(root))
    sheets = book.worksheets[1 : len(exhibits) + 1]
    assert len(exhibits) >= len(list(root.iter("caption"))) > 10
    numbers = 0
    for exhibit, sheet in zip(exhibits, sheets, strict=True):
        assert sheet["A1"].value == exhibit.caption
        for cell in grid.layout(exhibit.table).cells:
            text = outline.lines(cell.element)
            found = sheet.cell(cell.row + 4, cell.column + 1)
            shown = print_value(found)
            # A pattern between the digits of a print is that of the value itself.
            assert shown == text, (sheet.title, found.coordinate)
            is_number = bool(NUMBER.fullmatch(text))
            assert (found.data_type == "n") == is_number, (sheet.title, text)
            numbers += is_number
    assert numbers > 300


def test_sources_are_those_of_the_page(page, book):
    sources = outline.sources(tree.parse(page.body))
    sheet = book["Nguồn số liệu"]
    rows = [(row[1].value, row[2].value or "") for row in sheet.iter_rows(min_row=2)]
    assert rows == sources
    assert len(rows) > 30


def test_the_workbook_is_the_same_every_time(page):
    assert len({*map(partial(workbook), [page, page])}) == 1
