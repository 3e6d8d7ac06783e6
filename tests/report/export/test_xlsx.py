import io
import zipfile

import openpyxl
import pytest
from nbconvert.exporters import get_exporter
from nbformat.v4 import new_notebook

from analysis.errors import ReportFailed
from analysis.report.export.document import Document
from analysis.report.export.sheets import LONGEST
from analysis.report.export.xlsx import ReportXLSXExporter, workbook
from conftest import HOSTILE_NAME, shown

NUMBERS = """
<table><caption>Bảng 1. Số</caption><thead><tr><th>Năm</th><th class="num">Điểm</th></tr></thead>
<tbody>{}</tbody></table>
"""


def read(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def export(nb):
    return read(ReportXLSXExporter().from_notebook_node(nb)[0])


def book_of(body, *, lang="vi"):
    return read(workbook(Document("A", lang, f"<h1>A</h1>{body}")))


def texts(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_nbconvert_finds_the_exporter():
    assert get_exporter("chiso_xlsx") is ReportXLSXExporter
    assert ReportXLSXExporter.export_from_notebook == "Bảng số liệu Excel (chiso)"
    assert ReportXLSXExporter.output_mimetype.endswith("spreadsheetml.sheet")
    assert ReportXLSXExporter().from_notebook_node(new_notebook())[1]["output_extension"] == ".xlsx"


@pytest.mark.parametrize(
    ("text", "lang", "value", "style"),
    [
        ("83,81", "vi", 83.81, "0.00"),
        ("83.81", "en", 83.81, "0.00"),
        ("1.234,5", "vi", 1234.5, "#,##0.0"),
        ("1,234", "en", 1234, "#,##0"),
        ("+2,76", "vi", 2.76, '+0.00;"−"0.00;0.00'),
        ("−0,29", "vi", -0.29, '0.00;"−"0.00'),
        ("-3", "vi", -3, "0"),
        ("0", "vi", 0, "0"),
        ("41%", "vi", 0.41, "0%"),
        ("87,96%", "vi", 0.8796, "0.00%"),
        ("87,9\N{NO-BREAK SPACE}%", "vi", 0.879, '0.0" "%'),
        ("2021*", "vi", 2021, '0"*"'),
        ("41/61", "vi", 41, '0"/61"'),
    ],
)
def test_numbers_are_numbers_and_print_as_they_did(text, lang, value, style):
    book = book_of(NUMBERS.format(f'<tr><th>2023</th><td class="num">{text}</td></tr>'), lang=lang)
    sheet = book["Bảng 1"]
    assert (sheet["A5"].value, sheet["A5"].number_format) == (2023, "0")
    assert sheet["B5"].data_type == "n"
    assert (sheet["B5"].value, sheet["B5"].number_format) == (pytest.approx(value), style)


@pytest.mark.parametrize(
    "text",
    ["–", "08", "85.4123", "1,234.5", "1e5", "１２", "0,33 (từ 0,11 đến 0,55)", "3/8/2024", "63/41",
     "1234567890123456", "12 345", "1..2", "+", "%", "nan", "inf", "TRUE", "#N/A"],
)  # fmt: skip
def test_what_is_no_number_stays_text(text):
    sheet = book_of(NUMBERS.format(f'<tr><th>A</th><td class="num">{text}</td></tr>'))["Bảng 1"]
    assert (sheet["B5"].value, sheet["B5"].data_type) == (text, "s")


def test_a_fraction_in_a_column_of_words_is_no_rank():
    sheet = book_of(NUMBERS.format("<tr><th>A</th><td>3/8</td></tr>"))["Bảng 1"]
    assert sheet["B5"].value == "3/8"


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-1+1", "@SUM(1)", "=HYPERLINK()"])
@pytest.mark.parametrize(
    "place",
    ["<caption>{}</caption>", "<thead><tr><th>{}</th></tr></thead>", "<tr><td>{}</td></tr>"],
)
def test_formulas_stay_text_everywhere(text, place):
    body = f"<table>{place.format(text)}<tr><td>x</td></tr></table><p class='note'>{text}</p>"
    body += f'<h2>{text}</h2><ol class="sources"><li>{text}</li></ol>'
    book = read(workbook(Document(text, "vi", f"<h1>{text}</h1>{body}")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    found = [cell for cell in cells if cell.value == text]
    assert len(found) >= 3
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in found)


def test_every_table_has_a_sheet_and_a_link_to_it(report):
    book = export(report)
    assert book.sheetnames == ["Mục lục", "Bảng 1", "Bảng 2"]
    contents = book["Mục lục"]
    assert contents["A1"].value == "Báo cáo chỉ số cải cách hành chính tỉnh Tuyên Quang"
    assert [cell.value for cell in contents[3]] == ["Trang tính", "Bảng", "Phần"]
    assert [cell.value for cell in contents[5]] == [
        "Bảng 2", "Bảng 2. Kết quả theo tỉnh", "3. Bảng dài",
    ]  # fmt: skip
    assert contents["A5"].hyperlink.location == "'Bảng 2'!A1"
    assert book["Bảng 2"]["A2"].hyperlink.location == "'Mục lục'!A1"


def test_caption_head_and_notes_stand_around_the_numbers(report):
    sheet = export(report)["Bảng 1"]
    assert sheet["A1"].value == "Bảng 1. Kết quả theo tỉnh"
    assert [cell.value for cell in sheet[4]][:5] == [
        "Tỉnh, thành phố", 2022, 2023, 2024, "Nhận xét",
    ]  # fmt: skip
    assert [sheet.cell(5, column).value for column in (1, 2, 4)] == ["Hà Nội", 83.41, 85.41]
    assert texts(sheet)[-2:] == ["Ghi chú: điểm tối đa 100.", "Nguồn: Bộ Nội vụ."]
    assert sheet.freeze_panes == "B5"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.page_setup.paperSize == 9


def test_spans_are_merged():
    body = (
        '<table><thead><tr><th rowspan="2">A</th><th colspan="2">B</th></tr>'
        "<tr><th>C</th><th>D</th></tr></thead><tr><th>1</th><td>2</td><td>3</td></tr></table>"
    )
    sheet = book_of(body)["Bảng"]
    assert {str(found) for found in sheet.merged_cells.ranges} >= {"A4:A5", "B4:C4"}
    assert [cell.value for cell in sheet[5]][1:3] == ["C", "D"]
    assert sheet.freeze_panes == "B6"
    assert sheet.print_title_rows == "$4:$5"


def test_numbers_behind_a_picture_have_its_caption():
    body = (
        "<h2>I</h2><figure><figcaption>Hình 2. Bản đồ</figcaption></figure>"
        "<details><summary>Số liệu</summary><table><tr><td>1</td></tr></table></details>"
    )
    book = book_of(body)
    assert book.sheetnames == ["Mục lục", "Hình 2"]
    assert [cell.value for cell in book["Mục lục"][4]] == ["Hình 2", "Hình 2. Bản đồ", "I"]


def test_names_of_sheets_are_valid_and_new():
    table = "<table><caption>{}</caption><tr><td>1</td></tr></table>"
    names = [
        "Bảng 1. A", "Bảng 1. B", "[x]: 'y'/*?\\", "bảng 1", "", "Table A.1: b", "[]",
        "Mức độ chắc chắn của thứ hạng", "Mức độ chắc chắn của thứ hạng", "x" * 50,
    ]  # fmt: skip
    found = book_of("".join(table.format(name) for name in names)).sheetnames[1:]
    assert found == [
        "Bảng 1", "Bảng 1 (2)", "y", "bảng 1 (3)", "Bảng", "Table A.1", "Bảng (2)",
        "Mức độ chắc chắn của thứ…", "Mức độ chắc chắn của thứ… (2)", "x" * 25 + "…",
    ]  # fmt: skip
    assert all(len(name) <= 31 for name in found)


def test_sources_are_listed_with_their_addresses():
    body = (
        '<ol class="sources"><li><small><a href="https://a.vn/x?a=1&amp;b=2">PAPI</a>, 2023'
        "</small></li><li>Kế hoạch 150</li></ol>"
    )
    sheet = book_of(body)["Nguồn số liệu"]
    assert [cell.value for cell in sheet[1]] == ["STT", "Nguồn", "Địa chỉ"]
    assert [cell.value for cell in sheet[2]] == [1, "PAPI, 2023", "https://a.vn/x?a=1&b=2"]
    assert sheet["C2"].hyperlink.target == "https://a.vn/x?a=1&b=2"
    assert sheet["B3"].value == "Kế hoạch 150"
    assert sheet["C3"].hyperlink is None
    assert sheet.freeze_panes == "A2"


def test_an_english_workbook_speaks_english():
    body = '<table><tr><td>1</td></tr></table><ol class="sources"><li>S</li></ol>'
    book = book_of(body, lang="en-GB")
    assert book.sheetnames == ["Contents", "Table", "Sources"]
    assert book.properties.language == "en-GB"


def test_properties_name_the_report_and_its_issuer():
    letterhead = '<header class="letterhead"><p class="body">SỞ NỘI VỤ</p></header>'
    properties = book_of(letterhead).properties
    assert (properties.title, properties.creator, properties.language) == ("A", "SỞ NỘI VỤ", "vi")
    assert properties.created == properties.modified
    assert properties.modified.year == 2000


def test_same_notebook_same_bytes(report, analyst, hostile):
    for nb in (report, analyst, hostile):
        one, two = (ReportXLSXExporter().from_notebook_node(nb)[0] for _ in range(2))
        assert one == two
        with zipfile.ZipFile(io.BytesIO(one)) as archive:
            assert {member.date_time[0] for member in archive.infolist()} == {1980}


def test_hostile_text_appears_literally(hostile):
    book = export(hostile)
    assert book["Mục lục"]["A1"].value == HOSTILE_NAME
    assert HOSTILE_NAME in texts(book["Bảng (2)"])
    assert "in a cell" in texts(book["Bảng (2)"])
    assert not any("evil" in str(text) for sheet in book for text in texts(sheet))


def test_text_longer_than_a_cell_is_cut_visibly():
    sheet = book_of(f"<table><tr><td>{'x' * 40_000}</td></tr></table>")["Bảng"]
    assert len(sheet["A4"].value) == LONGEST
    assert sheet["A4"].value.endswith("x…")


def test_an_address_longer_than_a_link_can_be_stays_text():
    address = "https://a.vn/" + "x" * 2_000
    body = f'<ol class="sources"><li><a href="{address}">A</a></li></ol>'
    sheet = book_of(body)["Nguồn số liệu"]
    assert sheet["C2"].value == address
    assert sheet["C2"].hyperlink is None


def test_pandas_writes_the_english_way(analyst):
    sheet = export(analyst)["Bảng (2)"]
    assert [cell.value for cell in sheet[5]][:3] == [0, "Hà Nội", 85.4123]


def test_lines_of_a_cell_stay_apart():
    body = "<table><tr><td>a<br>b<ul><li>c</li><li>d</li></ul></td></tr></table>"
    assert book_of(body)["Bảng"]["A4"].value == "a\nb\nc\nd"


def test_failed_notebook_is_refused(failed):
    with pytest.raises(ReportFailed, match="cell 2"):
        ReportXLSXExporter().from_notebook_node(failed())


def test_a_notebook_without_tables_has_a_workbook():
    nb = new_notebook(cells=[shown(text_html="<h1>A</h1><p>b</p>")])
    assert export(nb).sheetnames == ["Mục lục"]
