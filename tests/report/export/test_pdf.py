import io
import logging
import re
from datetime import UTC, datetime

import pypdf
import pytest
from nbconvert.exporters import get_exporter
from nbformat.v4 import new_notebook

from analysis.errors import ReportFailed
from analysis.report.export.document import Document
from analysis.report.export.pdf import ReportPDFExporter, typeset
from analysis.report.export.typeset import SYMBOLS
from conftest import HOSTILE_NAME, shown


def export(nb):
    return ReportPDFExporter().from_notebook_node(nb)[0]


def read(data):
    return pypdf.PdfReader(io.BytesIO(data))


def words(reader):
    return " ".join("\n".join(page.extract_text() for page in reader.pages).split())


def structure(reader):
    """Return the elements of the structure tree."""
    found, left = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while left:
        node = left.pop(0)
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            left = [*node, *left]
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(node)
            if "/K" in node:
                left = [node["/K"], *left]
    return found


def fonts(reader):
    names = set()
    for page in reader.pages:
        for font in page["/Resources"].get_object().get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
            names.add(str(inner["/BaseFont"]).split("+")[1].split("-Identity")[0])
    return names


@pytest.fixture(scope="module")
def pdf(report):
    return read(export(report))


def test_nbconvert_finds_the_exporter():
    assert get_exporter("chiso_pdf") is ReportPDFExporter
    assert ReportPDFExporter.export_from_notebook == "Báo cáo PDF (chiso)"
    assert ReportPDFExporter.output_mimetype == "application/pdf"


def test_resources_name_the_file(report):
    _, resources = ReportPDFExporter().from_notebook_node(report)
    assert resources["output_extension"] == ".pdf"


def test_document_is_tagged_named_and_in_vietnamese(pdf):
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "vi"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "Báo cáo chỉ số cải cách hành chính tỉnh Tuyên Quang"
    assert pdf.metadata.author is None
    xmp = root["/Metadata"].get_data().decode()
    assert re.search("pdfaid:part[>=\"']+2", xmp)
    assert re.search("pdfaid:conformance[>=\"']+A", xmp)
    assert re.search("pdfuaid:part[>=\"']+1", xmp)


def test_pages_are_a4(pdf):
    for page in pdf.pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
            (210 / 25.4 * 72, 297 / 25.4 * 72), abs=0.01
        )


def test_fonts_are_tinos_only_and_embedded(pdf):
    assert fonts(pdf) == {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic"}


def test_figures_carry_their_alternatives(pdf):
    figures = [node["/Alt"] for node in structure(pdf) if node["/S"] == "/Figure"]
    assert figures == ["Biểu đồ cột: Hà Nội 85,41; Tuyên Quang 84,02.", "Bản đồ cả nước."]


def test_headings_tables_and_captions_are_tagged(pdf):
    kinds = [str(node["/S"]) for node in structure(pdf)]
    assert [kind for kind in kinds if kind in {"/H1", "/H2", "/H3"}] == [
        "/H1", "/H2", "/H2", "/H2", "/H3", "/H2",
    ]  # fmt: skip
    assert kinds.count("/Table") == 2
    assert kinds.count("/TH") == 5 + 3
    assert kinds.count("/TD") == 4 * 5 + 60 * 3
    assert kinds.count("/Caption") == 4


def test_bookmarks_are_the_headings(pdf):
    def titles(outline):
        return [titles(item) if isinstance(item, list) else item.title for item in outline]

    assert titles(pdf.outline) == [
        "Báo cáo chỉ số cải cách hành chính tỉnh Tuyên Quang",
        ["1. Kết quả", "2. Bản đồ", "3. Bảng dài", ["Mọi tỉnh"], "4. Nguồn"],
    ]


def test_captions_are_not_numbered_twice(pdf):
    text = words(pdf)
    assert text.count("Bảng 1. Kết quả theo tỉnh") == 1
    assert text.count("Hình 1. Chỉ số hài lòng") == 1
    assert not re.search(r"(Bảng|Hình|Table|Figure)\s*\d+\s*[:.]\s*(Bảng|Hình)", text)


def test_pages_are_numbered_from_the_second(pdf):
    first, *others = [page.extract_text().split() for page in pdf.pages]
    assert "1" not in (first[0], first[-1])
    for number, page in enumerate(others, start=2):
        assert str(number) in (page[0], page[-1])


def test_head_of_a_long_table_is_repeated(pdf):
    pages = [page.extract_text() for page in pdf.pages]
    with_rows = [text for text in pages if "Tỉnh thứ" in text]
    assert len(with_rows) == 2
    assert all("Nhận xét" in text for text in with_rows)


def test_notes_and_sources_stay_with_their_figure(pdf):
    for page in pdf.pages:
        text = page.extract_text()
        assert text.count("Hình 1. ") + text.count("Hình 2. ") == text.count("trang 41")


def test_tall_map_keeps_its_heading(pdf):
    page = next(page.extract_text() for page in pdf.pages if "2. Bản đồ" in page.extract_text())
    assert "Hình 2." in page


def test_analysts_notebook(analyst):
    reader = read(export(analyst))
    text = words(reader)
    for word in ("Ghi chép", "Bà Rịa – Vũng Tàu", "85.4123", "OLS x 1.5 <y> 2", "đậm"):
        assert word in text
    assert [node["/Alt"] for node in structure(reader) if node["/S"] == "/Figure"] == [
        "Hình minh họa, chưa có mô tả",
        "Bốn cột",
        "Hình minh họa, chưa có mô tả",
    ]
    assert fonts(reader) == {"Tinos-Regular", "Tinos-Bold", "DejaVuSansMono"}


def test_hostile_text_appears_literally(hostile, caplog):
    with caplog.at_level(logging.WARNING):
        reader = read(export(hostile))
    text = words(reader)
    assert reader.metadata.title == HOSTILE_NAME
    # The title may break within its words.
    assert "".join(text.split()).count("".join(HOSTILE_NAME.split())) == 2
    assert "Hà Nội đảo \ufffd□ □" in text
    assert sum(line.count("x") for line in text.split() if set(line) <= {"x", "\u200b"}) == 10_000
    assert "<img src=x onerror=alert(1)>" in text
    assert "no font of the page has U+6F22, U+1F600: shown as □" in caplog.text


def test_hostile_links_are_not_in_the_file(hostile):
    targets = [
        annotation.get_object()["/A"]["/URI"]
        for page in read(export(hostile)).pages
        for annotation in page.get("/Annots", [])
    ]
    assert targets == ["https://ok.example/"]


def test_every_symbol_has_a_glyph():
    text = "".join(sorted(SYMBOLS))
    assert text in words(read(typeset(Document("A", "vi", f"<h1>A</h1><p>{text}</p>"))))


def test_inner_links_lead_to_their_target(pdf):
    annotations = [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]
    assert len(annotations) == 8
    assert all("/Dest" in note or note["/A"]["/S"] == "/GoTo" for note in annotations)


def test_same_notebook_same_bytes(report, analyst, hostile):
    for nb in (report, analyst, hostile):
        assert export(nb) == export(nb)


def test_date_is_the_one_asked_for():
    document = Document("A", "en-GB", "<h1>A</h1>")
    made = read(typeset(document, made=datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)))
    assert made.metadata.creation_date == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert made.trailer["/Root"]["/Lang"] == "en-GB"
    assert typeset(document) == typeset(document)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul><li>" * 40 + "sâu", "sâu"),
        ("<table><tr><td>" * 12 + "sâu", "sâu"),
        ("<blockquote>" * 40 + "sâu", "sâu"),
        ("<ul></ul><table></table><dl></dl><figure></figure>", ""),
        (
            "<table><caption>chú</caption></table><figure><figcaption>thích",
            "Bảng 1. chú Hình 1. thích",
        ),
        ("chữ <b>đậm</b><li>mục</li>", "chữ đậm • mục"),
        ("<h2><a href='#x'>h</a></h2><p><br></p><hr>", "h"),
        ("<ol start='7'><li>bảy</li></ol>", "7. bảy"),
        ("<p>a</p>b<p>c</p>", "a b c"),
        ("<p>a\ufe0f</p>", "a"),
    ],
)
def test_odd_markup_is_set(html, expected):
    text = words(read(export(new_notebook(cells=[shown(text_html=html)]))))
    assert text.startswith("Báo cáo")
    assert text.endswith(expected)


def test_failed_notebook_is_refused(failed):
    with pytest.raises(ReportFailed, match="cell 2"):
        export(failed())


def test_broken_picture_is_refused():
    with pytest.raises(ReportFailed, match="the PDF of 'Báo cáo' failed: failed to parse SVG"):
        export(new_notebook(cells=[shown(svg="<svg")]))
