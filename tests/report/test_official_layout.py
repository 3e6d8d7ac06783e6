"""The PDF of a report holds to Decree 30/2020/NĐ-CP, annex I, and so does its page."""

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any

import pdfplumber
import pypdf
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from analysis import provinces
from analysis.blocks import Block, bullets, heading, paragraph
from analysis.report import open_report, sections
from analysis.report.export.document import Document, document
from analysis.report.export.pdf import typeset
from analysis.report.letterfile import Entries
from analysis.report.letterhead import letterhead
from analysis.report.sections.official import appendix, see
from analysis.report.subject import Subject
from analysis.wording import language

MM = 72 / 25.4
TEXT = "Kết quả năm 2023 cao hơn bình quân cả nước và cao hơn năm trước ở phần lớn các nội dung. "
BLACK = ((0,), (0, 0, 0), (0.0,), 0)
SIGNED: dict[str, Any] = {
    "number": 6,
    "date": "2024-02-07",
    "authority": "KT. Giám đốc",
    "post": "Phó Giám đốc",
    "signer": "Nguyễn Văn A",
    "receivers": ["Như trên", "Các sở (t/h)"],
    "archive": "VT, CCHC",
    "draft": False,
}


def subject_of(lang: str = "vi", **entries: Any) -> Subject:
    subject = open_report(province="08", year=2023, lang=lang, letterhead="none")
    said = Entries.model_validate(entries, strict=False)
    block = letterhead(said, provinces.resolve("08"), language(lang))
    return replace(subject, letterhead=block)


def page_of(*blocks: Block) -> Document:
    outputs = [new_output("display_data", data={"text/html": block.html}) for block in blocks]
    return document(new_notebook(cells=[new_code_cell("x", outputs=outputs)]))


def made(subject: Subject, *, appendices: int = 2) -> Document:
    """Return a short report with everything that the decree speaks of."""
    wide = "".join(f"<th>{i}</th>" for i in range(30))
    row = "".join("<td class='num'>86,57</td>" for _ in range(30))
    return page_of(
        sections.head(subject),
        heading(2, "Kết quả"),
        heading(3, "Chung"),
        paragraph(TEXT * 3),
        paragraph(TEXT * 30),
        Block(f"<table><caption>Rộng</caption><tr>{wide}</tr><tr>{row}</tr></table>"),
        bullets([TEXT, TEXT]),
        heading(4, "Điểm"),
        *(see(subject, "Xem phụ lục.", anchor=f"a{i}") for i in range(appendices)),
        sections.signature(subject),
        *(
            appendix(subject, f"Nội dung {i}", [paragraph(TEXT * 60)], anchor=f"a{i}")
            for i in range(appendices)
        ),
    )


def opened(page: Document) -> Any:
    return pdfplumber.open(io.BytesIO(typeset(page)))


def base(char: dict[str, Any]) -> int:
    """Return the height of the line that a character stands on."""
    return round(char["matrix"][5])


def spaced(run: list[dict[str, Any]]) -> str:
    """Return the characters of a line with a space wherever there is room for one."""
    pairs = zip([None, *run], run, strict=False)
    return "".join(
        f" {b['text']}" if a is not None and b["x0"] - a["x1"] > 1.5 else b["text"]
        for a, b in pairs
    )


def lines_of(page: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the words of a page that stand together: text, characters."""
    chars = sorted(page.chars, key=lambda c: (-base(c), c["x0"]))
    for _, group in groupby(chars, key=base):
        run: list[dict[str, Any]] = []
        for char in group:
            if char["text"] == " ":
                continue
            if run and char["x0"] - run[-1]["x1"] > 15:
                yield spaced(run), run
                run = []
            run.append(char)
        yield spaced(run), run


def line(page: Any, begins: str) -> list[dict[str, Any]]:
    found = line_or_none(page, begins)
    assert found
    return found


def line_or_none(page: Any, begins: str) -> list[dict[str, Any]] | None:
    return next((run for text, run in lines_of(page) if text.startswith(begins)), None)


def style(run: list[dict[str, Any]]) -> tuple[str, float]:
    (found,) = {
        (c["fontname"].split("-")[-1], round(c["size"], 1)) for c in run if c["text"] != " "
    }
    return found


def centre(run: list[dict[str, Any]]) -> float:
    return (run[0]["x0"] + run[-1]["x1"]) / 2


@pytest.fixture(scope="module")
def signed() -> Any:
    with opened(made(subject_of(**SIGNED))) as pdf:
        yield pdf


def test_every_page_is_a4_and_keeps_its_margins(signed):
    sizes = set()
    for page in signed.pages:
        sizes.add((round(page.width / MM), round(page.height / MM)))
        body = [c for c in page.chars if c["top"] > 20 * MM]
        assert min(c["x0"] for c in body) >= 30 * MM - 0.5
        assert max(c["x1"] for c in body if c["text"] != " ") <= page.width - 20 * MM + 1
        assert max(c["bottom"] for c in body) <= page.height - 20 * MM + 4
    assert sizes == {(210, 297), (297, 210)}


def test_all_text_is_black_composed_and_in_the_one_family(signed):
    for page in signed.pages:
        for char in page.chars:
            assert "Tinos" in char["fontname"]
            assert char["non_stroking_color"] in BLACK
            assert unicodedata.is_normalized("NFC", char["text"])


@pytest.mark.parametrize(
    ("begins", "expected"),
    [
        ("ỦY BAN NHÂN DÂN", ("Regular", 12)),
        ("SỞ NỘI VỤ", ("Bold", 12)),
        ("Số: 06/BC-SNV", ("Regular", 13)),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ("Bold", 12)),
        ("Độc lập - Tự do - Hạnh phúc", ("Bold", 13)),
        ("Tuyên Quang, ngày 07 tháng 02 năm 2024", ("Italic", 13)),
        ("BÁO CÁO", ("Bold", 14)),
        ("Phân tích kết quả", ("Bold", 14)),
        ("Kính gửi: Ủy ban nhân dân tỉnh Tuyên Quang", ("Regular", 14)),
        ("I. KẾT QUẢ", ("Bold", 14)),
        ("1. Chung", ("Bold", 14)),
        ("Kết quả năm 2023", ("Regular", 14)),
    ],
)
def test_boxes_of_the_first_page(signed, begins, expected):
    assert style(line(signed.pages[0], begins)) == expected


def test_places_of_the_head(signed):
    page = signed.pages[0]
    body, state = line(page, "SỞ NỘI VỤ"), line(page, "CỘNG HÒA")
    motto, number, dated = line(page, "Độc lập"), line(page, "Số:"), line(page, "Tuyên Quang, ")
    assert centre(number) == pytest.approx(centre(body), abs=2)
    assert centre(motto) == pytest.approx(centre(state), abs=2)
    assert centre(dated) == pytest.approx(centre(state), abs=4)
    assert base(number[0]) == base(dated[0])
    assert centre(body) < page.width / 2 < centre(state)
    title = line(page, "BÁO CÁO")
    assert centre(title) == pytest.approx((30 * MM + page.width - 20 * MM) / 2, abs=2)


def test_lines_below_the_names(signed):
    page = signed.pages[0]
    rules = sorted(
        (r for r in page.lines if r["width"] > 0 and r["top"] < 110 * MM), key=lambda r: r["x0"]
    )
    shares = {}
    for name in ("SỞ NỘI VỤ", "Độc lập", "PAPI của tỉnh"):
        run = line(page, name)
        below = [r for r in rules if 0 < r["top"] - run[0]["bottom"] < 12]
        near = min(below, key=lambda r: abs((r["x0"] + r["x1"]) / 2 - centre(run)))
        assert (near["x0"] + near["x1"]) / 2 == pytest.approx(centre(run), abs=2)
        shares[name] = near["width"] / (run[-1]["x1"] - run[0]["x0"])
    assert 1 / 3 <= shares["SỞ NỘI VỤ"] <= 1 / 2
    assert shares["Độc lập"] == pytest.approx(1, abs=0.02)
    assert 1 / 3 <= shares["PAPI của tỉnh"] <= 1 / 2


def test_page_numbers_are_centred_above_the_text(signed):
    for page in signed.pages[1:]:
        top = [c for c in page.chars if c["bottom"] < 20 * MM]
        assert style(top) == ("Regular", 13)
        assert centre(top) == pytest.approx((30 * MM + page.width - 20 * MM) / 2, abs=1)
    assert min(c["top"] for c in signed.pages[0].chars) > 19 * MM


def test_pages_are_counted_anew_in_each_appendix(report):
    texts = [page.extract_text() for page in pypdf.PdfReader(report.pdf).pages]
    start, expected = 0, []
    for i, text in enumerate(texts):
        start = i if "(Kèm theo Báo cáo số" in text else start
        expected.append(i - start + 1)
    assert expected.count(1) >= 4
    assert not texts[0].startswith("1\n")
    assert [int(text.split()[0]) for text in texts[1:]] == expected[1:]


def test_body_is_justified_indented_and_spaced(signed):
    page = signed.pages[0]
    runs = [run for text, run in lines_of(page) if style_or_none(run) == ("Regular", 14)]
    body = [run for run in runs if run[0]["top"] > line(page, "1. Chung")[0]["top"]]
    first, second, *_rest = body
    assert first[0]["x0"] == pytest.approx((30 + 10) * MM, abs=1.5)
    assert second[0]["x0"] == pytest.approx(30 * MM, abs=1.5)
    full = [run for run in (first, second) if run[-1]["text"] != "."]
    assert full
    for run in full:
        assert run[-1]["x1"] == pytest.approx(page.width - 20 * MM, abs=2)
    step = base(first[0]) - base(second[0])
    # A line of Times at 14 pt is 16.1 pt high in a word processor.
    assert 1 <= step / 16.1 <= 1.5
    # Between paragraphs the step is larger.
    assert max(base(a[0]) - base(b[0]) for a, b in pairwise(body)) - step >= 5


def test_items_of_a_list_are_paragraphs_with_a_dash(signed):
    page = next(p for p in signed.pages if line_or_none(p, "- Kết quả năm 2023"))
    runs = [run for text, run in lines_of(page) if style_or_none(run) == ("Regular", 14)]
    first = next(k for k, run in enumerate(runs) if spaced(run).startswith("- Kết quả năm 2023"))
    item, rest = runs[first], runs[first + 1]
    assert item[0]["x0"] == pytest.approx((30 + 10) * MM, abs=1.5)
    assert rest[0]["x0"] == pytest.approx(30 * MM, abs=1.5)


@pytest.mark.parametrize(
    ("begins", "expected"),
    [
        ("Phụ lục I.", ("Bold", 14)),
        ("NỘI DUNG 0", ("Bold", 14)),
        ("(Kèm theo Báo cáo số 06/BC-SNV", ("Italic", 13)),
    ],
)
def test_head_of_an_appendix(signed, begins, expected):
    page = next(p for p in signed.pages if line_or_none(p, begins))
    run = line(page, begins)
    assert style(run) == expected
    assert centre(run) == pytest.approx((30 * MM + page.width - 20 * MM) / 2, abs=2)


def style_or_none(run: list[dict[str, Any]]) -> tuple[str, float] | None:
    found = {(c["fontname"].split("-")[-1], round(c["size"], 1)) for c in run if c["text"] != " "}
    return found.pop() if len(found) == 1 else None


def test_signature_and_receivers_stand_side_by_side(signed):
    page = next(p for p in signed.pages if "Nơi nhận:" in p.extract_text())
    label, authority = line(page, "Nơi nhận:"), line(page, "KT. GIÁM ĐỐC")
    post, name = line(page, "PHÓ GIÁM ĐỐC"), line(page, "Nguyễn Văn A")
    assert style(label) == ("BoldItalic", 12)
    assert style(authority) == style(post) == style(name) == ("Bold", 14)
    assert base(label[0]) == pytest.approx(base(authority[0]), abs=3)
    assert centre(label) < page.width / 2 < centre(authority)
    assert centre(post) == pytest.approx(centre(authority), abs=1)
    assert centre(name) == pytest.approx(centre(authority), abs=1)
    assert name[0]["top"] - post[0]["bottom"] > 20 * MM
    receivers = [(t, r) for t, r in lines_of(page) if t.startswith("- ") and r[0]["size"] < 12]
    assert [t for t, _ in receivers] == ["- Như trên;", "- Các sở (t/h);", "- Lưu: VT, CCHC."]
    assert {style(r) for _, r in receivers} == {("Regular", 11)}
    assert re.search(r"Sở Nội vụ\s+kính báo cáo\./\.", page.extract_text())


def test_draft_and_signed(signed, report):
    pages = [page.extract_text() for page in pypdf.PdfReader(report.pdf).pages]
    assert "DỰ THẢO" in pages[0]
    assert "- Lưu: VT." in next(text for text in pages if "Nơi nhận:" in text)
    assert re.search(r"Số:\s+/BC-SNV", pages[0])
    assert re.search(r"Tuyên Quang, ngày\s+tháng\s+năm 20…", pages[0])
    assert not any("DỰ THẢO" in page.extract_text() for page in signed.pages)


def test_appendices_are_numbered_and_pointed_to():
    html = made(subject_of(**SIGNED)).body
    heads = re.findall(r"<h2[^>]*><span class=\"kind\">([^<]*)</span> <span[^>]*>([^<]*)", html)
    assert heads == [("Phụ lục I.", "Nội dung 0"), ("Phụ lục II.", "Nội dung 1")]
    assert re.findall(r'<section class="appendix" id="([^"]*)"', html) == [
        "appendix-1",
        "appendix-2",
    ]
    pointers = re.findall(r'<a class="pointer" href="#(a\d)"[^>]*>([^<]*)</a>', html)
    assert pointers == [("a0", "Phụ lục I"), ("a1", "Phụ lục II")]
    reference = "(Kèm theo Báo cáo số 06/BC-SNV ngày 07 tháng 02 năm 2024 của Sở Nội vụ)"
    assert html.count(f'<p class="reference">{reference}</p>') == 2


def test_one_appendix_has_no_numeral():
    html = made(subject_of(**SIGNED), appendices=1).body
    assert '<span class="kind">Phụ lục.</span>' in html
    assert ">Phụ lục</a>" in html


def test_every_appendix_of_the_real_report_is_pointed_to_in_its_body(report):
    html = report.html.read_text(encoding="utf-8")
    body = html[: html.index('<footer class="closing">')]
    labels = re.findall(r'<span class="kind">(Phụ lục [IVX]+)\.</span>', html)
    assert labels == [f"Phụ lục {n}" for n in ("I", "II", "III", "IV", "V", "VI")[: len(labels)]]
    assert set(re.findall(r'<a class="pointer"[^>]*>([^<]*)</a>', body)) == set(labels)


def test_the_english_page_says_that_it_is_a_courtesy():
    page = made(subject_of("en"))
    for said in (
        "SOCIALIST REPUBLIC OF VIET NAM",
        "Independence - Freedom - Happiness",
        "Courtesy translation; the Vietnamese text is the official one.",
        "PEOPLE'S COMMITTEE OF TUYEN QUANG PROVINCE",
        "To: People's Committee of Tuyen Quang province",
        "DRAFT",
        "Archive: VT.",
        "Appendix II",
    ):
        assert said in page.body
    with opened(page) as pdf:
        assert "DEPARTMENT OF HOME AFFAIRS" in " ".join(pdf.pages[0].extract_text().split())


HOSTILE = '<script>alert(1)</script> "q" #set $x$ {place} =1+1 @a & \\'


def test_hostile_names_stay_text():
    subject = subject_of(body=HOSTILE, signer=HOSTILE, receivers=[HOSTILE], addressees=[HOSTILE])
    page = made(subject)
    assert "<script" not in page.body
    with opened(page) as pdf:
        text = "".join("".join(p.extract_text() for p in pdf.pages).split())
    bare = "".join(HOSTILE.split())
    # Addressee, receiver, signer, closing sentence and two references; the head is in capitals.
    assert text.count(bare) >= 5
    assert bare.upper() in text


def test_same_document_same_bytes():
    assert typeset(made(subject_of(**SIGNED))) == typeset(made(subject_of(**SIGNED)))


@pytest.mark.parametrize("long", [3, 5, 14])
@pytest.mark.parametrize("rows", [11, 12])
def test_no_item_stands_on_what_floats(rows, long):
    """Two tables float to one page and leave less of it than an item needs."""
    cells = "".join(f"<tr><td>{i}</td><td>{'từ ' * 40}</td></tr>" for i in range(rows))
    floating = [Block(f"<table><caption>Bảng {i}</caption>{cells}</table>") for i in (1, 2)]
    page = page_of(
        sections.head(subject_of()),
        heading(2, "Kết quả"),
        paragraph(TEXT * 8),
        *floating,
        *(bullets([TEXT * long] * 5) for _ in range(2)),
        *(paragraph(TEXT * 8) for _ in range(6)),
        sections.signature(subject_of()),
    )
    with opened(page) as pdf:
        for sheet in pdf.pages[1:-1]:
            body = {base(c) for c in sheet.chars if round(c["size"]) == 14}
            others = {base(c) for c in sheet.chars if round(c["size"]) in {11, 13}}
            assert all(abs(one - other) > 8 for one in body for other in others)
        kinds = [str(node["/S"]) for node in structure(pypdf.PdfReader(pdf.stream))]
        # The ten items, and the receivers at the end.
        assert (kinds.count("/L"), kinds.count("/LBody")) == (3, 12)


def structure(pdf: pypdf.PdfReader) -> Iterator[Any]:
    """Yield the nodes of the tree of tags."""
    waiting = [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            if "/S" in node:
                yield node
            waiting += [node["/K"]] if "/K" in node else []
