"""The Word document follows the layout of Decree 30 (shared/domain/decree-30-format.md)."""

import io
import re
from unicodedata import is_normalized

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn

from analysis.report.export.document import Document
from analysis.report.export.docx import write_docx

WIDE = "<table><thead><tr>{}</tr></thead><tr>{}</tr></table>".format(
    "".join(f"<th>Cột số {i}</th>" for i in range(16)), "<td>85,12</td>" * 16
)
BODY = f"""
<header class="letterhead"><div class="issuer">
<p class="superior">ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG</p><p class="body">SỞ NỘI VỤ</p>
<p class="number">Số: 06/BC-SNV</p></div><div class="nation">
<p class="state">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>
<p class="motto">Độc lập - Tự do - Hạnh phúc</p>
<p class="date">Tuyên Quang, ngày 07 tháng 02 năm 2024</p></div>
<p class="draft">DỰ THẢO</p></header>
<h1 lang="vi"><span class="kind">BÁO CÁO</span> <span class="subject">Kết quả năm 2023</span></h1>
<p class="addressees">Kính gửi: Ủy ban nhân dân tỉnh Tuyên Quang</p>
<h2 id="a">I. Căn cứ</h2><p>Năm 2023, <em>tỉnh</em> Tuyên Quang đạt 84,02 điểm.</p>
<ul><li>một</li><li>hai</li></ul><h3>1. Kết quả</h3><h4>a) Chi tiết</h4>
<p>Xem <a href="#appendix-1">Phụ lục I</a> và <a href="#appendix-2">Phụ lục II</a>.</p>
{WIDE}<p class="source">Nguồn: Bộ Nội vụ.</p>
<h2 id="b">II. Kết luận</h2><p>Trên đây là báo cáo./.</p>
<footer class="closing"><div class="receivers"><p class="label">Nơi nhận:</p>
<ul><li>UBND tỉnh (b/c);</li><li>Lưu: VT, CCHC.</li></ul></div><div class="signature">
<p class="authority">KT. GIÁM ĐỐC</p><p class="post">PHÓ GIÁM ĐỐC</p>
<p class="name">Nguyễn Văn A</p>
</div></footer>
<section class="appendix" id="appendix-1"><h2 id="x"><span class="kind">Phụ lục I.</span>
<span class="subject">Bảng điểm</span></h2>
<p class="reference">(Kèm theo Báo cáo số 06)</p><p>một</p>
</section>
<section class="appendix" id="appendix-2"><h2 id="y"><span class="kind">Phụ lục II.</span>
<span class="subject">Nguồn</span></h2>
<p class="reference">(Kèm theo Báo cáo số 06)</p>{WIDE}
</section>
"""


@pytest.fixture(scope="module")
def word():
    return docx.Document(io.BytesIO(write_docx(Document("Báo cáo", "vi", BODY))))


def everywhere(word):
    """Return every paragraph, those in tables too."""
    return [docx.text.paragraph.Paragraph(p, word) for p in word.element.body.iter(qn("w:p"))]


def words(element):
    return "".join(t.text for t in element.iter(qn("w:t")))


def find(word, text):
    (found,) = (p for p in everywhere(word) if p.text == text)
    return found


def inherited(paragraph, read):
    """Return a trait of a paragraph or of the styles that it inherits from."""
    own = read(paragraph)
    style = paragraph.style
    while own is None and style is not None:
        own, style = read(style), style.base_style
    return own


def size(paragraph):
    own = {run.font.size for run in paragraph.runs} - {None}
    assert not own
    found = inherited(paragraph, lambda one: one.font.size if hasattr(one, "font") else None)
    return found.pt if found else 14


def look(word, text):
    """Return size, bold, italic and alignment of a paragraph."""
    paragraph = find(word, text)

    def flag(name):
        read = lambda one: getattr(one.font, name) if hasattr(one, "font") else None  # noqa: E731
        return bool(inherited(paragraph, read))

    across = inherited(
        paragraph,
        lambda one: one.alignment if hasattr(one, "alignment") else one.paragraph_format.alignment,
    )
    return size(paragraph), flag("bold"), flag("italic"), across


def test_1_paper_and_margins(word):
    assert len(word.sections) == 5
    for section in word.sections:
        sides = round(section.page_width.mm), round(section.page_height.mm)
        across = section.orientation == WD_ORIENT.LANDSCAPE
        assert sides == ((297, 210) if across else (210, 297))
        assert 20 <= section.top_margin.mm <= 25.1
        assert 20 <= section.bottom_margin.mm <= 25.1
        assert 30 <= section.left_margin.mm <= 35
        assert 15 <= section.right_margin.mm <= 20.1
    found = [section.orientation == WD_ORIENT.LANDSCAPE for section in word.sections]
    assert found == [False, True, False, False, True]


def test_2_times_new_roman_black_and_composed(word):
    fonts = {
        value
        for part in (word.element, word.styles.element)
        for font in part.iter(qn("w:rFonts"))
        if font.getparent().getparent().get(qn("w:styleId")) != "Preformatted"
        for value in font.values()
    }
    assert fonts == {"Times New Roman"}
    colours = {
        colour.get(qn("w:val"))
        for part in (word.element, word.styles.element)
        for colour in part.iter(qn("w:color"))
    }
    assert colours == {"000000"}
    assert all(is_normalized("NFC", p.text) for p in everywhere(word))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, True, False, ALIGN.CENTER)),
        ("Độc lập - Tự do - Hạnh phúc", (13, True, False, ALIGN.CENTER)),
        ("ỦY BAN NHÂN DÂN\nTỈNH TUYÊN QUANG", (12, False, False, ALIGN.CENTER)),
        ("SỞ NỘI VỤ", (12, True, False, ALIGN.CENTER)),
        ("Số: 06/BC-SNV", (13, False, False, ALIGN.CENTER)),
        ("Tuyên Quang, ngày 07 tháng 02 năm 2024", (14, False, True, ALIGN.CENTER)),
        ("BÁO CÁO", (14, True, False, ALIGN.CENTER)),
        ("Kết quả năm 2023", (14, True, False, ALIGN.CENTER)),
        ("Kính gửi: Ủy ban nhân dân tỉnh Tuyên Quang", (14, False, False, ALIGN.CENTER)),
        ("KT. GIÁM ĐỐC", (14, True, False, ALIGN.CENTER)),
        ("PHÓ GIÁM ĐỐC", (14, True, False, ALIGN.CENTER)),
        ("Nguyễn Văn A", (14, True, False, ALIGN.CENTER)),
        ("Nơi nhận:", (12, True, True, ALIGN.LEFT)),
        ("- UBND tỉnh (b/c);", (11, False, False, ALIGN.LEFT)),
        ("Phụ lục I\nBẢNG ĐIỂM", (14, True, False, ALIGN.CENTER)),
    ],
)
def test_3_size_and_style_of_each_box(word, text, expected):
    assert look(word, text) == expected


def test_3_lines_below_the_names(word):
    block, *_ = word.tables
    rules = [
        (p._p.getprevious(), p.paragraph_format.left_indent.twips)
        for cell in block.rows[0].cells
        for p in cell.paragraphs
        if p.style.name == "Rule"
    ]
    names = [words(p) for p, _ in rules]
    assert names == ["SỞ NỘI VỤ", "Độc lập - Tự do - Hạnh phúc"]
    issuer, nation = (
        1 - 2 * indent / column.width.twips
        for (_, indent), column in zip(rules, block.columns, strict=True)
    )
    # SỞ NỘI VỤ is 44 % of its column wide, the motto 57 % of its own.
    assert issuer == pytest.approx(0.4 * 0.38, abs=0.03)
    assert nation == pytest.approx(0.573, abs=0.01)


def test_4_page_numbers(word):
    first, *others = word.sections
    assert first.different_first_page_header_footer
    (number,) = first.header.paragraphs
    assert " PAGE " in [t.text for t in number._p.iter(qn("w:instrText"))]
    assert number.style.paragraph_format.alignment == ALIGN.CENTER
    assert number.style.font.size.pt in {13, 14}
    assert not "".join(p.text for p in first.first_page_header.paragraphs)
    for section in others:
        assert section.header.is_linked_to_previous
        assert not section.different_first_page_header_footer
    starts = [section._sectPr.find(qn("w:pgNumType")) for section in word.sections]
    assert [start is not None for start in starts] == [True, False, False, True, True]
    assert {start.get(qn("w:start")) for start in starts if start is not None} == {"1"}


def test_5_body_is_justified_indented_and_spaced(word):
    paragraph = find(word, "Năm 2023, tỉnh Tuyên Quang đạt 84,02 điểm.")
    form = paragraph.style.paragraph_format
    assert form.alignment == ALIGN.JUSTIFY
    assert round(form.first_line_indent.cm, 2) == 1.0
    base = paragraph.style.base_style.paragraph_format
    assert base.space_after.pt >= 6
    assert 1 <= base.line_spacing <= 1.5
    assert size(paragraph) == 14


def test_6_number_and_date_keep_their_patterns(word):
    texts = [p.text for p in everywhere(word)]
    assert any(re.fullmatch(r"Số: \d{2,}/BC-[A-Z]+", text) for text in texts)
    assert any(re.search(r", ngày \d\d tháng (0[12]|[3-9]|1[0-2]) năm \d{4}$", t) for t in texts)


def test_7_receivers_end_with_the_archive(word):
    texts = [p.text for p in everywhere(word) if p.style.name == "Receivers"]
    assert texts == ["- UBND tỉnh (b/c);", "- Lưu: VT, CCHC."]


def test_8_appendices_are_pointed_to(word):
    marks = {m.get(qn("w:name")): m for m in word.element.iter(qn("w:bookmarkStart"))}
    pointers = {
        words(link): link.get(qn("w:anchor"))
        for link in word.element.iter(qn("w:hyperlink"))
        if words(link) in {"Phụ lục I", "Phụ lục II"}
    }
    heads = {name: words(marks[a].getparent()) for name, a in pointers.items()}
    assert heads == {"Phụ lục I": "Phụ lục IBẢNG ĐIỂM", "Phụ lục II": "Phụ lục IINGUỒN"}


def test_signature_stands_level_with_the_receivers(word):
    closing = word.tables[2]
    left, right = closing.rows[0].cells
    assert left.paragraphs[0].text == "Nơi nhận:"
    assert [p.text for p in right.paragraphs] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn A"]
    assert closing.style.name == "Normal Table"


def test_headings_are_word_headings(word):
    found = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith("Head")]
    assert found == [
        ("Heading 1", "I. Căn cứ"),
        ("Heading 2", "1. Kết quả"),
        ("Heading 3", "a) Chi tiết"),
        ("Heading 1", "II. Kết luận"),
    ]


def test_parts_without_text_leave_no_empty_lines():
    body = (
        '<header class="letterhead"><div class="issuer"><p class="body">SỞ NỘI VỤ</p></div>'
        '<div class="nation"></div></header><h1>A</h1><footer class="closing"><div '
        'class="receivers"></div><div class="signature"><p class="post">GIÁM ĐỐC</p></div></footer>'
    )
    word = docx.Document(io.BytesIO(write_docx(Document("A", "vi", body))))
    head, closing = word.tables
    assert [[p.text for p in c.paragraphs] for r in head.rows for c in r.cells] == [
        ["SỞ NỘI VỤ", ""], [""], [""], [""],
    ]  # fmt: skip
    # What stays is the room for the signature.
    assert [p.text for p in closing.rows[0].cells[1].paragraphs] == ["GIÁM ĐỐC", "\xa0"]


def test_room_to_write_in_by_hand_stays():
    blank = "\N{NO-BREAK SPACE}" * 6
    body = f'<header class="letterhead"><p class="number">Số: {blank}/BC-SNV</p></header><h1>A</h1>'
    word = docx.Document(io.BytesIO(write_docx(Document("A", "vi", body))))
    assert word.tables[0].cell(1, 0).text == f"Số: {blank}/BC-SNV"
