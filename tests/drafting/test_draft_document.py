"""The document: layout of Decree 30, a draft, in both languages, with every appendix pointed to."""

import re
import unicodedata

import docx
import pytest
from docx.enum.section import WD_ORIENT

from analysis.errors import BadLetterhead
from analysis.provinces import provinces, resolve
from analysis.report.drafting import draft, open_draft
from analysis.report.drafting.files import files
from analysis.report.drafting.heading import plan_letterhead
from analysis.report.drafting.run import notebook
from analysis.report.export.document import document
from analysis.report.letterfile import Entries, Names
from analysis.wording import language


@pytest.fixture(scope="module")
def word(written):
    return docx.Document(str(written["plan.docx"]))


def lines(word) -> list[str]:
    cells = [c.text for t in word.tables for row in t.rows for c in row.cells]
    return [*(p.text for p in word.paragraphs), *cells]


def test_the_head_is_that_of_a_draft_of_the_committee(word):
    (head, *_) = word.tables
    texts = [p.text for row in head.rows for cell in row.cells for p in cell.paragraphs if p.text]
    assert texts[0].replace("\n", " ") == "ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG"
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in texts
    assert "DỰ THẢO" in texts
    assert re.fullmatch(r"Số: \xa0+/KH-UBND", next(t for t in texts if t.startswith("Số")))
    assert word.paragraphs[0].text == "KẾ HOẠCH"


def test_sections_in_order_and_no_list_of_contents(word):
    heads = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    assert heads == [
        "I. Mục tiêu",
        "II. Yêu cầu",
        "III. Nhiệm vụ và giải pháp",
        "IV. Tổ chức thực hiện",
    ]
    assert not any(p.style.name.lower().startswith("toc") for p in word.paragraphs)


def test_appendices_stand_across_and_count_their_own_pages(word):
    across = [section.orientation == WD_ORIENT.LANDSCAPE for section in word.sections]
    assert across == [False, True, True, False]
    for section in word.sections:
        assert 20 <= section.top_margin.mm <= 25.1
        assert 30 <= section.left_margin.mm <= 35
        assert 15 <= section.right_margin.mm <= 20.1
    titles = [p.text for p in word.paragraphs if p.text.startswith("Phụ lục ") and "\n" in p.text]
    assert [title.partition("\n")[0] for title in titles] == [
        "Phụ lục I",
        "Phụ lục II",
        "Phụ lục III",
    ]
    body = " ".join(p.text for p in word.paragraphs)
    for number in ("I", "II", "III"):
        assert re.search(rf"tại Phụ lục {number}\.", body)


def test_it_ends_with_receivers_and_signer(word):
    texts = lines(word)
    assert any(text.endswith("./.") for text in texts)
    closing = "\n".join(texts)
    assert "TM. ỦY BAN NHÂN DÂN" in closing
    assert "CHỦ TỊCH" in closing
    assert "- Lưu: VT." in closing


def test_every_head_row_is_repeated(word):
    for table in word.tables[2:]:
        assert table.rows[0]._tr.trPr.xpath("w:tblHeader")


def test_words_are_composed_and_nothing_is_left_open(word):
    text = "\n".join(lines(word))
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"\bnan\b|None|<NA>|[{}]|  \w", text)


@pytest.mark.parametrize("name", ["tuyen_quang", "lao_cai", "ha_giang"])
def test_what_it_says_of_probability_and_of_the_merger(name, request):
    body = document(notebook(request.getfixturevalue(name))).body
    assert "Xác suất này chưa tính tác động của các nhiệm vụ trong Kế hoạch." in body
    assert "Từ ngày 01/7/2025 cả nước có 34 tỉnh, thành phố" in body


def test_without_a_forecast_it_says_that_there_is_no_probability(tuyen_quang):
    body = document(notebook(tuyen_quang)).body
    assert (
        "PAR INDEX: kết quả gần nhất thứ 34/63; 86,57 điểm; nhóm B (2021). Mức bảo đảm: giữ thứ "
        "34 hoặc tốt hơn. Mức phấn đấu: tăng thứ hạng. Số liệu công bố chưa đủ để dự báo nên "
        "không nêu xác suất." in body
    )


def test_where_nothing_is_known_it_is_left_to_be_decided(ha_giang):
    body = document(notebook(ha_giang)).body
    assert "SIPAS: bộ số liệu chưa có kết quả trong 5 năm gần nhất" in body
    assert "đề nghị phân công" in body
    assert "Đề nghị quy định chế độ báo cáo định kỳ." in body
    assert "Nhiệm vụ chuyển tiếp" not in body


def test_a_plan_that_ended_long_ago_hands_on_who_answers_for_what(lao_cai):
    body = document(notebook(lao_cai)).body
    assert "kết thúc năm 2019: chỉ kế thừa phân công trách nhiệm" in body
    assert "Sở Tư pháp: Cải cách thể chế (PAR INDEX)." in body
    # Districts ended and departments were merged since.
    assert "cần phân công lại đối với cơ quan đã sáp nhập, giải thể" in body


def test_the_plan_before_may_cover_the_year(tuyen_quang):
    body = document(notebook(tuyen_quang)).body
    assert "có hiệu lực cả năm 2025: cần quyết định thay thế hay bổ sung" in body


def test_english_on_request():
    made = open_draft(province="Hà Giang", year=2025, lang="en")
    page = document(notebook(made))
    assert page.lang == "en"
    assert page.title == "PLAN Raising PAR INDEX, SIPAS and PAPI of Ha Giang province in 2025"
    assert "Courtesy translation" in page.body
    assert "to be assigned" in page.body


def test_a_letterhead_comes_first_but_it_stays_a_draft():
    said = Entries(
        number=5,
        body="Ủy ban nhân dân tỉnh X",
        signer="Nguyễn Văn A",
        authority="KT. Chủ tịch",
        post="Phó Chủ tịch",
        receivers=["Bộ Nội vụ"],
        en=Names(post="Vice Chair"),
    )
    made = plan_letterhead(said, resolve("08"), language("vi"), 2025)
    assert (made.body, made.superior, made.number) == (
        "Ủy ban nhân dân tỉnh X",
        "",
        "Số: 05/KH-UBND",
    )
    assert (made.authority, made.post, made.signer) == (
        "KT. Chủ tịch",
        "Phó Chủ tịch",
        "Nguyễn Văn A",
    )
    assert made.receivers == ("Bộ Nội vụ", "Lưu: VT")
    assert made.draft
    assert plan_letterhead(said, resolve("08"), language("en"), 2025).post == "Vice Chair"


def test_a_letterhead_file_is_read_and_checked(own_workspace, tmp_path):
    file = own_workspace.root / "ubnd.toml"
    file.write_text('signer = "A"\nnumber = "x"\n', encoding="utf-8")
    with pytest.raises(BadLetterhead, match=r"ubnd\.toml, key number"):
        draft(province="02", year=2025, letterhead=file, out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


CASES = [(p.code, 2025) for p in provinces()] + [("08", year) for year in range(2012, 2025)]


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("code", "year"), CASES)
def test_every_province_and_year_can_be_drafted(code, year, lang):
    drafted = open_draft(province=code, year=year, lang=lang)
    page = document(notebook(drafted))
    for text in (page.body, *files(drafted).values()):
        assert not re.search(r"\bnan\b|None|<NA>|[{}]|  \w|;;|; ?\.|\(\)", text)
    assert str(year) in page.title
