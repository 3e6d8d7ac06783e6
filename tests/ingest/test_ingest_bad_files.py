"""Files that cannot be read: a plain error, no traceback, nothing written."""

import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from pypdf import PdfReader, PdfWriter
from tablefiles import LAYOUTS, Table, tree, write

from analysis.errors import BadParameter, ChisoError, TableProblems, UnreadableFile

SMALL = Table([["Tỉnh", "PAPI"], ["Hà Nội", 43.1], ["Hà Giang", 39.2], ["Cao Bằng", 40.3]])


def refused(home, take, path: Path, kind: type[ChisoError], *words: str, **options) -> None:
    before = tree(home)
    with pytest.raises(kind) as caught:
        take(path, **options)
    for word in words:
        assert word in str(caught.value)
    assert "Traceback" not in str(caught.value)
    assert str(path.parent) not in str(caught.value)
    assert tree(home) == before


def repacked(source: Path, target: Path, extra: dict[str, bytes], drop: str = "") -> Path:
    """Copy an archive with parts added, and those whose name begins so left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename not in extra and not (drop and item.filename.startswith(drop)):
                new.writestr(item, old.read(item))
        for name, data in extra.items():
            new.writestr(name, data)
    return target


@pytest.fixture
def workbook(tmp_path):
    return write(SMALL, tmp_path / "nho.xlsx")


def test_no_such_file(home, take, tmp_path):
    refused(home, take, tmp_path / "khong.xlsx", UnreadableFile, "khong.xlsx", "No such file")


def test_a_folder(home, take, tmp_path):
    refused(home, take, tmp_path, UnreadableFile, tmp_path.name)


def test_an_empty_file(home, take, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"")
    refused(home, take, path, UnreadableFile, "a.csv is empty")


@pytest.mark.parametrize("ending", [".xlsx", ".docx", ".pdf"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_file_cut_short(home, take, tmp_path, ending, share):
    whole = write(SMALL, tmp_path / f"whole{ending}").read_bytes()
    path = tmp_path / f"cut{ending}"
    path.write_bytes(whole[: int(len(whole) * share)])
    refused(home, take, path, UnreadableFile, f"cut{ending}", "cut short")


@pytest.mark.parametrize("ending", [".xlsx", ".docx", ".pdf", ".csv"])
def test_noise(home, take, tmp_path, ending):
    starts = {".xlsx": b"PK\x03\x04", ".docx": b"PK\x03\x04", ".pdf": b"%PDF-1.7\n", ".csv": b""}
    path = tmp_path / f"noise{ending}"
    path.write_bytes(starts[ending] + bytes(range(256)) * 20 + b"%%EOF")
    refused(home, take, path, ChisoError, f"noise{ending}")


def test_one_byte_wrong_in_the_middle(home, take, tmp_path, workbook):
    data = bytearray(workbook.read_bytes())
    with zipfile.ZipFile(workbook) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    data[part.header_offset + 30 + len(part.filename) + part.compress_size // 2] ^= 0xFF
    path = tmp_path / "sai.xlsx"
    path.write_bytes(data)
    refused(home, take, path, UnreadableFile, "sai.xlsx is damaged")


@pytest.mark.parametrize("ending", [".xlsx", ".xls", ".docx"])
def test_a_password_or_the_old_format(home, take, tmp_path, ending):
    path = tmp_path / f"khoa{ending}"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    refused(home, take, path, UnreadableFile, f"khoa{ending}", "password", ".xlsx, .docx or .csv")


def test_a_pdf_with_a_password(home, take, tmp_path):
    plain = write(SMALL, tmp_path / "a.pdf")
    writer = PdfWriter(clone_from=PdfReader(plain))
    writer.encrypt("bí mật", algorithm="RC4-128")
    writer.write(tmp_path / "khoa.pdf")
    refused(home, take, tmp_path / "khoa.pdf", UnreadableFile, "khoa.pdf", "password")


def test_a_scanned_pdf(home, take, tmp_path):
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "scan.pdf")
    refused(home, take, tmp_path / "scan.pdf", UnreadableFile, "scan.pdf", "pictures of pages")


def test_macros(home, take, tmp_path, workbook):
    path = repacked(workbook, tmp_path / "m.xlsm", {"xl/vbaProject.bin": b"x"})
    refused(home, take, path, UnreadableFile, "m.xlsm holds macros")


def test_macros_of_a_document(home, take, tmp_path):
    source = write(SMALL, tmp_path / "a.docx")
    path = repacked(source, tmp_path / "m.docm", {"word/vbaProject.bin": b"x"})
    refused(home, take, path, UnreadableFile, "m.docm holds macros")


def test_a_workbook_for_macros_without_any(home, take, workbook, tmp_path):
    path = tmp_path / "trong.xlsm"
    path.write_bytes(workbook.read_bytes())
    refused(home, take, path, TableProblems, "43.1")  # it is read: other figures are known


def test_external_links(home, take, tmp_path, workbook):
    path = repacked(workbook, tmp_path / "l.xlsx", {"xl/externalLinks/externalLink1.xml": b"<a/>"})
    refused(home, take, path, UnreadableFile, "l.xlsx takes content from other files", "Break Link")


def test_a_template_from_elsewhere(home, take, tmp_path):
    source = write(SMALL, tmp_path / "a.docx")
    links = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/'
        b'2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/attachedTemplate" Target="http://example.vn/a.dotm" '
        b'TargetMode="External"/></Relationships>'
    )
    path = repacked(source, tmp_path / "t.docx", {"word/_rels/settings.xml.rels": links})
    refused(home, take, path, UnreadableFile, "t.docx takes content from other files")


def test_a_hyperlink_does_no_harm(papi, look, tmp_path):
    book = openpyxl.Workbook()
    for row in SMALL.rows:
        book.active.append(row)
    book.active["A2"].hyperlink = "https://example.vn/"
    book.save(tmp_path / "h.xlsx")
    assert len(look(tmp_path / "h.xlsx").figures.entries) == 3


def test_a_zip_bomb(home, take, tmp_path, workbook):
    sheet = b"<worksheet>" + b" " * (64 * 2**20) + b"</worksheet>"
    path = repacked(workbook, tmp_path / "bom.xlsx", {"xl/worksheets/sheet1.xml": sheet})
    assert path.stat().st_size < 100_000
    refused(home, take, path, UnreadableFile, "bom.xlsx would unpack to 67,1")


def test_a_document_that_unpacks_to_too_much(home, take, tmp_path):
    source = write(SMALL, tmp_path / "a.docx")
    path = repacked(source, tmp_path / "bom.docx", {"word/media/a.bin": bytes(130 * 2**20)})
    refused(home, take, path, UnreadableFile, "bom.docx would unpack to")


def test_a_cell_far_away(home, take, tmp_path, workbook):
    book = openpyxl.load_workbook(workbook)
    book.active["XFD1048576"] = "x"
    book.save(tmp_path / "xa.xlsx")
    refused(home, take, tmp_path / "xa.xlsx", UnreadableFile, "1,048,576 rows", "16,384 columns")


def test_a_merged_range_without_end(home, take, tmp_path, workbook):
    with zipfile.ZipFile(workbook) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    merge = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells><pageMargins'
    sheet = sheet.replace(b"<pageMargins", merge)
    path = repacked(workbook, tmp_path / "gop.xlsx", {"xl/worksheets/sheet1.xml": sheet})
    refused(home, take, path, UnreadableFile, "merged ranges", "gop.xlsx")


def test_a_cell_of_endless_width_in_a_document(home, take, tmp_path):
    document = docx.Document()
    table = document.add_table(2, 2)
    span = OxmlElement("w:gridSpan")
    span.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val", "99999999")
    table.cell(0, 0)._tc.get_or_add_tcPr().append(span)
    document.save(str(tmp_path / "rong.docx"))
    refused(home, take, tmp_path / "rong.docx", UnreadableFile, "rong.docx", "99,999,999 columns")


def test_tracked_changes(home, take, tmp_path):
    path = write(SMALL, tmp_path / "a.docx")
    document = docx.Document(str(path))
    paragraph = document.tables[0].cell(1, 1).paragraphs[0]
    change = OxmlElement("w:ins")
    change.append(paragraph.runs[0]._r)
    paragraph._p.append(change)
    document.save(str(path))
    refused(home, take, path, UnreadableFile, "table 1 of a.docx has tracked changes")


def test_formulas_that_were_never_computed(home, take, tmp_path):
    book = openpyxl.Workbook()
    for row in [*SMALL.rows, ["Bắc Kạn", "=B2+B3"]]:
        book.active.append(row)
    book.active.title = "Điểm"
    book.save(tmp_path / "ct.xlsx")
    place = "ct.xlsx, sheet Điểm, row 5, column B: found '=B2+B3'"
    refused(home, take, tmp_path / "ct.xlsx", TableProblems, place, "never computed")


def test_formulas_with_their_values_are_read(papi, look, tmp_path, workbook):
    """As a spreadsheet program saves them: the formula beside its last value."""
    with zipfile.ZipFile(workbook) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    sheet = sheet.replace(b"<v>43.1</v>", b"<f>43+0.1</f><v>43.1</v>")
    path = repacked(workbook, tmp_path / "ct.xlsx", {"xl/worksheets/sheet1.xml": sheet})
    assert str(look(path).figures.entries["01", "overall"].score) == "43.1"


def test_a_quotation_mark_without_its_pair(home, take, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('Tỉnh,PAPI\n"Hà Nội,43.1\nHà Giang,40\n', encoding="utf-8")
    refused(home, take, path, UnreadableFile, "a.csv, line 3", "quotation mark")


def test_text_of_another_kind(home, take, tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{"PAPI": 43.1}', encoding="utf-8")
    refused(home, take, path, UnreadableFile, "a.json is none of .xlsx, .csv, .docx and .pdf")


def test_an_archive_of_another_kind(home, take, tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("papi.csv", "x")
    refused(home, take, path, UnreadableFile, "a.zip is an archive", "unpack it first")


def test_a_sheet_that_is_not_there(home, take, workbook):
    refused(home, take, workbook, BadParameter, "no sheet, table or page 'B'", sheet="B")


def test_only_the_sheet_that_is_named(papi, look, tmp_path):
    path = write(LAYOUTS["below_each_other"](papi), tmp_path / "a.pdf")
    assert {part for _, part in look(path, sheet="1").figures.entries} < {
        part for _, part in look(path).figures.entries
    }


def test_no_table_of_provinces(home, take, tmp_path):
    path = write(Table([["Nước", "Điểm"], ["Lào", 1], ["Anh", 2]]), tmp_path / "a.xlsx")
    refused(home, take, path, BadParameter, "a.xlsx has no table with a column of provinces")
