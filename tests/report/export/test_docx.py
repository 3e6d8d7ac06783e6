import base64
import io
import shutil
import subprocess
import zipfile

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from lxml import etree
from nbconvert.exporters import get_exporter
from nbformat.v4 import new_markdown_cell, new_notebook

from analysis.errors import ReportFailed
from analysis.report.export.document import Document
from analysis.report.export.docx import ReportDOCXExporter, write_docx
from conftest import HOSTILE_NAME, shown


def export(nb):
    return docx.Document(io.BytesIO(ReportDOCXExporter().from_notebook_node(nb)[0]))


def word_of(body, *, lang="vi"):
    return docx.Document(io.BytesIO(write_docx(Document("A", lang, body))))


def text(word):
    return "\n".join(p.text or "" for p in everywhere(word))


def everywhere(word):
    return [docx.text.paragraph.Paragraph(p, word) for p in word.element.body.iter(qn("w:p"))]


@pytest.fixture(scope="module")
def word(report):
    return export(report)


def test_nbconvert_finds_the_exporter():
    assert get_exporter("chiso_docx") is ReportDOCXExporter
    assert ReportDOCXExporter.export_from_notebook == "Báo cáo Word (chiso)"
    assert ReportDOCXExporter.output_mimetype.endswith("wordprocessingml.document")
    assert ReportDOCXExporter().from_notebook_node(new_notebook())[1]["output_extension"] == ".docx"


def test_properties_name_the_report_and_its_language(word):
    properties = word.core_properties
    assert properties.title == "Báo cáo chỉ số cải cách hành chính tỉnh Tuyên Quang"
    assert (properties.language, properties.author, properties.comments) == ("vi", "", "")
    assert properties.created == properties.modified
    assert properties.created.year == 2000
    languages = {lang.get(qn("w:val")) for lang in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"vi-VN"}
    english = word_of("<h1>A</h1>", lang="en-US").styles.element.iter(qn("w:lang"))
    assert {lang.get(qn("w:val")) for lang in english} == {"en-US"}


def test_title_headings_and_contents(word):
    found = [(p.style.name, p.text) for p in word.paragraphs]
    headings = ["1. Kết quả", "2. Bản đồ", "3. Bảng dài", "4. Nguồn"]
    assert [t for name, t in found if name == "Title"] == [word.core_properties.title]
    assert [t for name, t in found if name == "Heading 1"] == headings
    assert [t for name, t in found if name == "Heading 2"] == ["Mọi tỉnh"]
    assert [t for name, t in found if name == "TOC Heading"] == ["Mục lục"]
    assert [t for name, t in found if name == "toc 1"] == headings
    codes = [c.text for c in word.element.iter(qn("w:instrText"))]
    assert codes[0] == r' TOC \o "1-1" \h \z \u '


def test_fields_begin_and_end_in_order(word):
    depth = 0
    for mark in word.element.iter(qn("w:fldChar")):
        depth += {"begin": 1, "separate": 0, "end": -1}[mark.get(qn("w:fldCharType"))]
        assert depth in {0, 1}
    assert depth == 0


def test_links_lead_to_bookmarks_and_addresses(word):
    marks = {m.get(qn("w:name")) for m in word.element.iter(qn("w:bookmarkStart"))}
    links = [link.get(qn("w:anchor")) for link in word.element.iter(qn("w:hyperlink"))]
    assert len(links) == 4 + 8
    assert set(links) == marks
    outside = word_of('<h1>A</h1><p><a href="https://a.vn/?x=1&amp;y=2">b</a></p>')
    (link,) = outside.element.iter(qn("w:hyperlink"))
    assert outside.part.rels[link.get(qn("r:id"))].target_ref == "https://a.vn/?x=1&y=2"


def test_captions_are_fields_with_their_numbers(word):
    captions = [p for p in word.paragraphs if p.style.name in {"Caption", "Table Caption"}]
    assert [p.text for p in captions] == [
        "Bảng 1. Kết quả theo tỉnh",
        "Hình 1. Chỉ số hài lòng của người dân, năm 2023",
        "Hình 2. Chỉ số hài lòng của người dân, năm 2023",
        "Bảng 2. Kết quả theo tỉnh",
    ]
    codes = [c.text for p in captions for c in p._p.iter(qn("w:instrText"))]
    assert codes == [rf" SEQ {label} \* ARABIC " for label in ("Bảng", "Hình", "Hình", "Bảng")]


def test_a_caption_with_a_number_of_its_own_keeps_it():
    body = "<h1>A</h1>" + "".join(
        f"<table><caption>Table {n}. B</caption><tr><td>1</td></tr></table>" for n in (3, 4)
    )
    codes = [c.text for c in word_of(body, lang="en").element.iter(qn("w:instrText"))]
    assert codes == [r" SEQ Table \* ARABIC \r 3 ", r" SEQ Table \* ARABIC "]


def test_tables_repeat_their_heads_and_keep_rows_whole(word):
    first, second = word.tables
    assert [c.text for c in first.rows[0].cells][:2] == ["Tỉnh, thành phố", "2022"]
    assert [c.text for c in first.rows[1].cells][:2] == ["Hà Nội", "83,41"]
    assert len(second.rows) == 61
    for table in (first, second):
        heads = [row._tr.find(".//" + qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True] + [False] * (len(table.rows) - 1)
        assert all(row._tr.find(".//" + qn("w:cantSplit")) is not None for row in table.rows)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")).startswith("Bảng")
        assert sum(column.width.twips for column in table.columns) == 9071
        assert table.style.name == "Table Grid"
    assert first.columns[4].width > first.columns[1].width
    assert {p.style.name for c in first.columns[1].cells for p in c.paragraphs} == {
        "Table Head", "Table Number",
    }  # fmt: skip


def test_spans_and_short_rows():
    body = (
        '<h1>A</h1><table><thead><tr><th rowspan="2">A</th><th colspan="2">B</th></tr><tr><th>C'
        '</th><th>D</th></tr></thead><tr><td rowspan="9" colspan="2">1</td><td>2</td></tr>'
        "<tr><td>3</td></tr><tr><td>4</td></tr></table>"
    )
    (table,) = word_of(body).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["A", "B", "B"], ["A", "C", "D"], ["1", "1", "2"], ["1", "1", "3"], ["1", "1", "4"],
    ]  # fmt: skip
    (short,) = word_of(
        "<h1>A</h1><table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>"
    ).tables
    assert [[cell.text for cell in row.cells] for row in short.rows] == [["1", "2"], ["3", ""]]


def test_tables_without_anything_between_stay_two():
    table = "<table><tr><td>1</td></tr></table>"
    assert len(word_of(f"<h1>A</h1>{table}{table}").tables) == 2


def test_a_heading_goes_with_the_table_that_turns_the_page():
    row = "<tr>" + "<td>85,1234</td>" * 16 + "</tr>"
    made = word_of(f"<h1>A</h1><p>a</p><h2>B</h2><h3>C</h3><table>{row * 3}</table><p>b</p>")
    shape = ["W" if section.page_width > section.page_height else "H" for section in made.sections]
    assert shape == ["H", "W", "H"]
    last_of_first = next(p for p in made.paragraphs if p._p.pPr.find(qn("w:sectPr")) is not None)
    assert last_of_first.text == "a"


def test_pictures_carry_their_alternatives_and_fit(word):
    shapes = word.inline_shapes
    described = [shape._inline.docPr.get("descr") for shape in shapes]
    assert described == ["Biểu đồ cột: Hà Nội 85,41; Tuyên Quang 84,02.", "Bản đồ cả nước."]
    assert len({shape._inline.docPr.get("id") for shape in shapes}) == 2
    for shape in shapes:
        assert shape.width.mm <= 160.1
        assert shape.height.mm <= 200.1
        part = word.part.related_parts[next(shape._inline.iter(qn("a:blip"))).get(qn("r:embed"))]
        assert part.content_type == "image/png"
        assert part.image.px_width / shape.width.inches >= 200


def test_notes_stay_with_what_they_follow(word):
    names = [(p.style.name, p._p.find(".//" + qn("w:keepNext")) is not None)
             for p in word.paragraphs]  # fmt: skip
    for place, (name, kept) in enumerate(names):
        if name == "Caption":
            assert kept
            assert [one for one, _ in names[place + 1 : place + 3]] == ["Note", "Note"]
    (table, _) = word.tables
    assert all(
        p._p.find(".//" + qn("w:keepNext")) is not None or p.style.name == "Table Head"
        for row in table.rows for cell in row.cells for p in cell.paragraphs
    )  # fmt: skip


def test_lists_are_lists(word):
    bullets = [p for p in word.paragraphs if p.style.name == "List Bullet"]
    assert [p.text for p in bullets] == ["một", "hai"]
    nested = word_of(
        '<h1>A</h1><ol start="3"><li>a<ul><li>b</li></ul></li></ol><ol><li>c</li></ol>'
    )
    found = [
        (p.text, p._p.pPr.numPr.numId.val, p._p.pPr.numPr.ilvl.val)
        for p in nested.paragraphs
        if p._p.pPr.numPr is not None
    ]
    assert found == [("a", 2, 0), ("b", 1, 1), ("c", 3, 0)]
    starts = [
        s.get(qn("w:val")) for s in nested.part.numbering_part.element.iter(qn("w:startOverride"))
    ]
    assert starts == ["3", "1"]


def test_lists_in_cells_are_text():
    body = "<h1>A</h1><table><tr><td><ul><li>a</li><li>b</li></ul></td></tr></table>"
    (table,) = word_of(body).tables
    assert [p.text for p in table.cell(0, 0).paragraphs] == ["- a", "- b"]


def test_white_space_is_that_of_a_page():
    body = "<h1>A</h1><p>  một\n <b> hai </b> <i>ba</i>bốn<br> năm </p> <p> </p>"
    assert [p.text for p in word_of(body).paragraphs[1:]] == ["một hai babốn\nnăm "]


def test_letters_look_as_marked():
    body = '<h1>A</h1><p><b>b</b><i>i</i>H<sub>2</sub><small>s</small><span lang="en">e</span></p>'
    runs = word_of(body).paragraphs[1].runs
    assert [run.text for run in runs] == ["b", "i", "H", "2", "s", "e"]
    assert runs[0].bold
    assert runs[1].italic
    assert runs[3].font.subscript
    assert runs[4].font.size.pt == 11
    assert runs[5]._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "en"


def test_what_a_page_folds_away_is_not_printed():
    body = "<h1>A</h1><details><summary>s</summary><table><tr><td>1</td></tr></table></details>"
    assert text(word_of(body)) == "A"


def test_analysts_notebook(analyst):
    word = export(analyst)
    for part in ("Ghi chép", "Bà Rịa – Vũng Tàu", "85.4123", "OLS   x  1.5\n<y>   2", "đậm"):
        assert part in text(word)
    assert [shape._inline.docPr.get("descr") for shape in word.inline_shapes] == [
        "Hình minh họa, chưa có mô tả", "Bốn cột", "Hình minh họa, chưa có mô tả",
    ]  # fmt: skip


def test_hostile_text_appears_literally(hostile):
    word = export(hostile)
    found = text(word)
    assert word.core_properties.title == HOSTILE_NAME
    assert found.count(HOSTILE_NAME) == 3
    assert "x" * 10_000 in found
    assert "\u202e" not in found
    assert "<img src=x onerror=alert(1)>" in found
    links = [rel.target_ref for rel in word.part.rels.values() if rel.is_external]
    assert links == ["https://ok.example/"]


@pytest.mark.parametrize("title", ["=1+1", "@SUM(A1)", "{MERGEFIELD x}", "x" * 10_000, "​", "]]>"])
def test_hostile_titles(title):
    word = word_of(f"<h1>{title}</h1><p>{title}</p>")
    assert word.paragraphs[0].text == title
    assert not list(word.element.iter(qn("w:instrText")))


@pytest.mark.parametrize(
    "html",
    ["<ul><li>" * 20 + "sâu", "<table><tr><td>" * 8 + "sâu", "<blockquote>" * 20 + "sâu",
     "<ul></ul><table></table><dl></dl><figure></figure>sâu", "chữ <b>đậm</b><li>sâu</li>",
     "<h2>A</h2><h3>B</h3><h4>C</h4><h5>D</h5><h6>sâu</h6>", "<dl><dt>a</dt><dd>sâu</dd></dl>",
     "<small><p>a</p><p>sâu</p></small>", "<a href='https://a.vn'><table><tr><td>sâu</table></a>"],
)  # fmt: skip
def test_odd_structures_are_valid(html):
    nb = new_notebook(cells=[new_markdown_cell("# A"), shown(text_html=html)])
    word = export(nb)
    assert "sâu" in text(word)
    for cell in word.element.iter(qn("w:tc")):
        assert cell[-1].tag == qn("w:p")


def test_broken_pictures_are_named():
    png = base64.b64encode(b"no picture").decode()
    with pytest.raises(ReportFailed, match="neither PNG nor JPEG"):
        word_of(f'<h1>A</h1><img alt="a" src="data:image/png;base64,{png}">')
    with pytest.raises(ReportFailed, match="cannot be drawn"):
        word_of(f'<h1>A</h1><img alt="a" src="data:image/svg+xml;base64,{png}">')


def test_failed_notebook_is_refused(failed):
    with pytest.raises(ReportFailed, match="cell 2"):
        ReportDOCXExporter().from_notebook_node(failed())


def test_same_notebook_same_bytes(report, analyst, hostile):
    for nb in (report, analyst, hostile):
        one, two = (ReportDOCXExporter().from_notebook_node(nb)[0] for _ in range(2))
        assert one == two
        with zipfile.ZipFile(io.BytesIO(one)) as archive:
            assert {member.date_time[0] for member in archive.infolist()} == {1980}
            for member in archive.namelist():
                if member.endswith((".xml", ".rels")):
                    etree.fromstring(archive.read(member))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it(report, tmp_path):
    source = tmp_path / "report.docx"
    source.write_bytes(ReportDOCXExporter().from_notebook_node(report)[0])
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "report.pdf").pages]
    assert 4 <= len(pages) <= 8
    assert pages[0].split()[0] != "1"
    assert [page.split()[0] for page in pages[1:]] == [str(n) for n in range(2, len(pages) + 1)]
    assert sum("Nhận xét" in page for page in pages if "Tỉnh thứ" in page) >= 2
