"""The assessment keeps to its rules; tasks and proposals follow from the results alone."""

import page_reader
import pytest
import recount
from page_reader import Page
from recount import Panel

from analysis.report import open_report, sections
from analysis.report.subject import Subject


@pytest.fixture(scope="module")
def tuyen_quang() -> Subject:
    return open_report(province="08", year=2023)


@pytest.fixture(scope="module")
def quang_ninh() -> Subject:
    return open_report(province="22", year=2023)


def page(block) -> Page:
    return page_reader.read(block.html)


def under(found: Page, title: str) -> list[str]:
    """Return the items below a heading."""
    at = found.texts.index(("h3", title)) + 1
    rest = found.texts[at:]
    ends = [i for i, (tag, _) in enumerate(rest) if tag == "h3"]
    return [text for tag, text in rest[: ends[0] if ends else None] if tag == "li"]


def test_the_assessment_of_tuyen_quang(tuyen_quang):
    found = page(sections.assessment(tuyen_quang))
    assert under(found, "Kết quả nổi bật") == [
        "Cải cách chế độ công vụ (PAR INDEX): xếp thứ 3/63.",
        "Cải cách thể chế (PAR INDEX): xếp thứ 4/63.",
        "Cải cách tổ chức bộ máy hành chính nhà nước (PAR INDEX): xếp thứ 7/63.",
    ]
    assert under(found, "Hạn chế") == [
        "Cung ứng dịch vụ công (PAPI): 6,91 điểm, xếp thứ 56/61 (so với bình quân −0,61 điểm, so "
        "với năm 2022 −0,40 điểm).",
        "Thủ tục hành chính công (PAPI): 7,07 điểm, xếp thứ 48/61 (so với bình quân −0,13 điểm, so "
        "với năm 2022 −0,07 điểm).",
        "Trách nhiệm giải trình với người dân: giảm bình quân 0,20 điểm mỗi năm trong giai đoạn "
        "2018–2023 (6 năm so sánh được, khoảng tin cậy 95%: −0,34 đến −0,05).",
    ]
    assert under(found, "Thay đổi so với năm trước")[0] == (
        "So với biến động chung cả nước, trong 8 chỉ số nội dung có 0 chỉ số tiến nhanh hơn và 8 "
        "chỉ số chậm hơn. Lùi nhiều nhất là Cung ứng dịch vụ công (−0,43 điểm)."
    )
    assert under(found, "Nguyên nhân trong phạm vi số liệu") == [
        "Cung ứng dịch vụ công: phần thấp hơn bình quân nằm ở 6.2. Giáo dục tiểu học công lập "
        "(−0,43); 6.3. Cơ sở hạ tầng căn bản (−0,22).",
        "Thủ tục hành chính công: phần thấp hơn bình quân nằm ở 5.3. Giấy chứng nhận quyền sử dụng "
        "đất (−0,25).",
        "Số liệu cho biết điểm bị thiếu ở đâu, chưa cho biết vì sao; nguyên nhân cụ thể cần được "
        "cơ quan phụ trách làm rõ.",
    ]


def test_the_assessment_of_quang_ninh(quang_ninh):
    found = page(sections.assessment(quang_ninh))
    assert found.of("p", "li") == [
        "Chưa đủ kết quả theo lĩnh vực năm 2023 để đánh giá.",
        "PAR INDEX chung thuộc một phần tư dẫn đầu cả nước (thứ 1/63).",
        "SIPAS chung thuộc một phần tư dẫn đầu cả nước (thứ 1/63).",
    ]


@pytest.mark.parametrize("code", ["14", "79", "96"])
def test_strong_and_weak_dimensions_are_the_first_and_the_last_quarter(code):
    found = page(sections.assessment(open_report(province=code, year=2023)))
    for title, chosen in (
        ("Kết quả nổi bật", lambda rank, n: 4 * rank <= n),
        ("Hạn chế", lambda rank, n: 4 * rank > 3 * n),
    ):
        panels = {
            d["name_vi"]: Panel("papi", c, 2023) for c, d in recount.domains("papi", 2023).items()
        }
        expected = {name for name, p in panels.items() if chosen(p.rank(code), p.n)}
        said = {item.split(" (PAPI): ")[0] for item in under(found, title) if " (PAPI): " in item}
        assert said == expected


def test_tasks_name_what_the_plan_names_and_invent_nothing(tuyen_quang):
    found = page(sections.tasks(tuyen_quang))
    (table,) = found.tables
    assert table.rows[0] == [
        "Nâng kết quả Cung ứng dịch vụ công (PAPI)",
        "nhóm trung bình cao trở lên",
        "chưa xác định",
        "2024",
        "+0,51",
        "15%",
        "Yên Bái (7,58)",
    ]
    assert set(table.column("Cơ quan chủ trì")) == {
        "chưa xác định",
        "Sở Nội vụ",
        "Văn phòng UBND tỉnh",
        "Sở Tài chính",
        "Sở Thông tin và Truyền thông",
        "Sở Kế hoạch và Đầu tư",
    }
    assert len(table.rows) == 11
    assert found.of("p")[0].startswith("Từ kết quả rút ra 11 nhiệm vụ:")


def test_without_a_plan_agencies_and_deadlines_are_said_to_be_open():
    found = page(sections.tasks(open_report(province="96", year=2023, lang="en")))
    assert "Lead agencies and deadlines are not determined: no plan names them." in found.text
    assert found.tables[0].headers == [
        "Task",
        "Points within reach",
        "Best of the provinces alike",
    ]


def test_no_results_no_tasks(quang_ninh):
    assert page(sections.tasks(quang_ninh)).of("p") == [
        "Kết quả hiện có chưa đủ để nêu nhiệm vụ cho từng lĩnh vực."
    ]


def test_proposals(tuyen_quang, quang_ninh):
    found = page(sections.proposals(tuyen_quang))
    assert found.of("p") == ["Đề nghị Ủy ban nhân dân tỉnh Tuyên Quang:"]
    effort, agencies, targets, data = found.of("li")
    assert effort == (
        "Tập trung trước hết vào Tham gia của người dân ở cấp cơ sở; Công khai, minh bạch trong "
        "việc ra quyết định ở địa phương; Cung ứng dịch vụ công: phương án ít nội dung nhất có thể "
        "đưa địa phương vào nhóm trung bình cao, xác suất trong một năm là 29%;"
    )
    assert agencies.startswith("Giao cơ quan chủ trì và thời hạn cho 6 nhiệm vụ")
    assert "PAPI, Cung ứng dịch vụ công: nhóm điểm (15%)" in targets
    last = (
        "Cung cấp bảng điểm chi tiết PAR INDEX và SIPAS năm 2023 (các nguồn công khai không nêu) "
        "để xác định điểm bị trừ theo từng tiêu chí."
    )
    assert data == last
    assert page(sections.proposals(quang_ninh)).of("li") == [last]
