"""The summary says what matters most, and nothing that the report does not show."""

import re

import page_reader
import pytest
from test_sections import SECTIONS

from analysis import provinces
from analysis.report import open_report, sections
from analysis.report.subject import Subject

NUMBER = re.compile(r"\d[\d.,]*")


def said(code: str, year: int, lang: str = "vi", plan: str = "auto") -> list[str]:
    subject = open_report(province=code, year=year, lang=lang, plan=plan)
    return page_reader.read(sections.summary(subject).html).of("li")


def numbers(text: str) -> set[str]:
    return {found.rstrip(".,") for found in NUMBER.findall(text)}


def unheard(subject: Subject) -> set[str]:
    """Return the numbers of the summary that stand nowhere else in the report."""
    own = numbers(page_reader.read(sections.summary(subject).html).text)
    others = [SECTIONS[name][0](subject).html for name in SECTIONS if name != "summary"]
    return own - numbers("\n".join(page_reader.read(html).text for html in others))


def test_the_summary_of_tuyen_quang():
    assert said("08", 2023) == [
        "SIPAS năm 2023 xếp thứ 26/63, chưa tìm thấy điểm số.",
        "PAPI năm 2023 đạt 41,49 điểm, xếp thứ 41/61; so với năm 2022 giảm 1,62 điểm và giảm 21 "
        "bậc, chưa vượt quá dao động ngẫu nhiên (xác suất thực sự cải thiện so với cả nước: 9%).",
        "Mức thay đổi −1,62 điểm của PAPI chủ yếu ở Công khai, minh bạch trong việc ra quyết định "
        "ở địa phương (−0,49); Cung ứng dịch vụ công (−0,40); cùng kỳ, bình quân cả nước thay đổi "
        "+0,17 điểm.",
        "So với cả nước, mạnh nhất là Cải cách chế độ công vụ (PAR INDEX, 3/63); yếu nhất là Cung "
        "ứng dịch vụ công (PAPI, 56/61).",
        "Trong các chỉ tiêu năm 2024, khả năng đạt cao nhất là PAPI, Tham gia của người dân ở cấp "
        "cơ sở: nhóm điểm (65%), thấp nhất là PAPI, Cung ứng dịch vụ công: nhóm điểm (15%).",
        "Dư địa cải thiện lớn nhất trong một năm là Cung ứng dịch vụ công: +0,51 điểm, tương ứng 6 "
        "bậc.",
        "Trong số liệu chưa có điểm tổng năm 2023 của PAR INDEX.",
    ]


def test_the_summary_of_quang_ninh():
    assert said("22", 2023) == [
        "PAR INDEX năm 2023 đạt 92,18 điểm, xếp thứ 1/63; so với năm 2022 tăng 2,08 điểm và giữ "
        "nguyên thứ hạng.",
        "SIPAS năm 2023 đạt 90,61%, xếp thứ 1/63; so với năm 2022 tăng 3,02 điểm phần trăm và giữ "
        "nguyên thứ hạng.",
        "Kết quả gần nhất đã biết: PAPI năm 2022 đạt 47,88 điểm, xếp thứ 1/61.",
        "Trong số liệu chưa có điểm tổng năm 2023 của PAPI.",
    ]


def test_the_summary_in_english():
    assert said("22", 2023, "en")[0] == (
        "PAR INDEX 2023: 92.18 points, rank 1 of 63; from 2022, up 2.08 points and the rank "
        "unchanged."
    )


def test_targets_that_were_due_are_judged():
    assert "Các chỉ tiêu năm 2021: đạt 1, chưa đạt 0, chưa đánh giá được 8." in said("26", 2021)


def test_a_movement_across_editions_is_not_said():
    assert said("02", 2018, plan="none")[0] == "PAPI năm 2018 đạt 43,73 điểm, xếp thứ 34/61."


@pytest.mark.parametrize(("code", "year"), [("08", 2023), ("22", 2023), ("64", 2014)])
def test_every_number_stands_elsewhere_in_the_report(code, year):
    assert unheard(open_report(province=code, year=year, lang="en")) == set()


@pytest.mark.slow
@pytest.mark.parametrize("year", [2012, 2018, 2023])
@pytest.mark.parametrize("code", [p.code for p in provinces.provinces()])
def test_every_number_of_all_provinces_stands_elsewhere(code, year):
    subject = open_report(province=code, year=year)
    assert unheard(subject) == set()
    assert 2 <= len(said(code, year)) <= 7


def test_a_jump_beyond_all_noise_asks_for_a_check():
    said = page_reader.read(sections.summary(open_report(province="72", year=2024)).html).of("p")
    # Tây Ninh from 39.24 to 47.35, the nation from 42.42 to 43.43 points.
    assert "PAPI thay đổi +7,10 điểm so với mặt bằng cả nước kể từ năm 2023" in said[0]
    assert "cần kiểm tra số liệu gốc" in said[0]
    other = page_reader.read(sections.summary(open_report(province="08", year=2023)).html).of("p")
    assert "cần kiểm tra" not in other[0]
