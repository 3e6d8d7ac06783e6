"""Vĩnh Phúc's plan against counts and rows read off its text by hand."""

from collections import Counter
from datetime import date

import pandas as pd
import pytest

from analysis import plans
from analysis.deadlines import Deadline

PLAN = "VP-2866-2021"
RELATED = "Các cơ quan, đơn vị liên quan"


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return plans.tasks(PLAN).set_index("code")


def test_rows_by_group(rows: pd.DataFrame) -> None:
    assert set(rows["part"]) == {"PL"}
    assert rows.index.tolist() == [str(n) for n in range(1, 69)]
    assert Counter(rows["group_code"]) == {"I": 18, "II": 9, "III": 10, "IV": 10, "V": 7, "VI": 14}
    assert rows["source_line"].is_monotonic_increasing


def test_lead_agencies(rows: pd.DataFrame) -> None:
    assert Counter(rows["lead"]) == {
        "Sở Nội vụ": 23,
        "Văn phòng UBND tỉnh": 13,
        "Sở Thông tin và Truyền thông": 9,
        "Sở Tài chính": 7,
        "Sở Tư pháp": 6,
        "Các sở, ban, ngành; UBND cấp huyện": 4,
        RELATED: 2,
        "Các sở, ban, ngành": 1,
        "Sở Y tế; Sở Giáo dục và Đào tạo": 1,
        "Sở Y tế": 1,
        "Sở Giáo dục và Đào tạo": 1,
    }


def test_times(rows: pd.DataFrame) -> None:
    words = Counter(rows["deadline_vi"])
    assert words == {"2021-2025": 30, "Hàng năm": 17, "2021": 16, "Năm 2021": 1, "2021-2022": 4}
    forms = rows.groupby("deadline_vi")[["deadline_kind", "deadline"]].agg(
        lambda s: set(s.dropna())
    )
    assert forms["deadline_kind"].to_dict() == {
        "2021": {"years"},
        "2021-2022": {"range"},
        "2021-2025": {"range"},
        "Hàng năm": {"yearly"},
        "Năm 2021": {"years"},
    }
    # A period is due once, at its end; a year by its last day.
    assert forms.loc["2021-2025", "deadline"] == {"2021-01-01 2025-12-31"}
    assert forms.loc["2021-2022", "deadline"] == {"2021-01-01 2022-12-31"}
    assert forms.loc["2021", "deadline"] == forms.loc["Năm 2021", "deadline"] == {"2021"}
    assert rows.index[rows["deadline_vi"] == "Năm 2021"].tolist() == ["51"]


def test_products(rows: pd.DataFrame) -> None:
    products = Counter(rows["product_vi"])
    # The text prints "Kế hoạch; báo cáo" five times and "Kế hoạch, Báo cáo" once (row 12).
    expected = {"Quyết định": 19, "Kế hoạch": 12, "Kế hoạch; báo cáo": 6, "Đề án": 4}
    assert {name: n for name, n in products.items() if n >= 4} == expected
    assert products["Nghị quyết"] == 3
    assert rows["product_vi"].notna().all()


@pytest.mark.parametrize(
    ("code", "product", "lead", "coordinating", "links", "line"),
    [
        ("1", "Nghị quyết; quyết định", "Sở Nội vụ", RELATED, "par_index:d2", 488),
        ("2", "Nghị quyết; quyết định", RELATED, "Sở Tư pháp", "par_index:d2", 507),
        ("13", "Chỉ thị của Ban Thường vụ Tỉnh ủy", "Sở Nội vụ", RELATED, "par_index:d1", 691),
        (
            *("22", "Kế hoạch; báo cáo", "Văn phòng UBND tỉnh"),
            *("Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã", "par_index:d3", 842),
        ),
        ("24", "Quyết định", "Văn phòng UBND tỉnh", RELATED, "par_index:d3;par_index:d7", 884),
        (
            *("34", "Kế hoạch", "Sở Nội vụ", "Các sở, ban, ngành; UBND cấp huyện"),
            *("par_index:d8;sipas:overall", 1074),
        ),
        ("63", "Thuê dịch vụ CNTT", "Sở Thông tin và Truyền thông", RELATED, "par_index:d7", 1600),
        ("64", "Dự án", "Sở Nội vụ", RELATED, "par_index:d1;par_index:d7", 1615),
        ("68", "Quyết định", "Văn phòng UBND tỉnh", RELATED, "par_index:d7", 1682),
    ],
)
def test_rows_read_by_hand(
    rows: pd.DataFrame,
    code: str,
    product: str,
    lead: str,
    coordinating: str,
    links: str,
    line: int,
) -> None:
    found = rows.loc[code]
    assert found[["product_vi", "lead", "coordinating", "links", "source_line"]].tolist() == [
        *(product, lead, coordinating, links, line)
    ]


def test_what_serves_no_component_has_no_link(rows: pd.DataFrame) -> None:
    # Satisfaction with health care and schools is in neither PAR INDEX nor SIPAS.
    assert rows.index[rows["links"].isna()].tolist() == ["35", "36", "37"]


def test_links_follow_the_headings_but_where_the_row_is_about_another_domain(
    rows: pd.DataFrame,
) -> None:
    domains = {"I": "d2", "II": "d3", "III": "d4", "IV": "d5", "V": "d6", "VI": "d7"}
    headings = "par_index:" + rows["group_code"].map(domains)
    others = rows.index[rows["links"].fillna("") != headings]
    assert others.tolist() == [
        *("13", "14", "15", "16", "17", "18"),  # steering of the reform, under heading I
        *("24", "25", "34", "35", "36", "37", "64"),
    ]


def test_owners() -> None:
    owners = plans.table("owners", PLAN)
    whole = owners[owners["criterion_vi"].isna() & (owners["index"] == "par_index")]
    assert whole.set_index("component")["agency"].to_dict() == {
        "overall": "Sở Nội vụ",
        "d1": "Sở Nội vụ",
        "d2": "Sở Tư pháp",
        "d3": "Văn phòng UBND tỉnh",
        "d4": "Sở Nội vụ",
        "d5": "Sở Nội vụ",
        "d6": "Sở Tài chính",
        "d7": "Sở Thông tin và Truyền thông",
    }  # the text gives nobody the whole of domain 8
    items = owners.dropna(subset="criterion_vi").set_index("criterion_vi")["agency"]
    assert items["Sáng kiến cải cách hành chính"] == "Sở Khoa học và Công nghệ"
    assert items["Thanh tra, kiểm tra nhiệm vụ đã phân cấp"] == "Thanh tra tỉnh"
    assert items["Phát triển kinh tế - xã hội"] == "Sở Kế hoạch và Đầu tư"
    assert len(owners) == 17


def test_reports_due() -> None:
    plan = plans.plan(PLAN)
    assert (plan.gap_vi, plan.replaces, len(plan.grounds)) == ("", "", 7)
    reform, scores, midterm, final = plan.reports
    assert (scores.subject, scores.agencies) == ("other", ("Sở Nội vụ",))
    assert reform.agencies == (
        "Các sở, ban, ngành",
        "Các cơ quan Trung ương đóng trên địa bàn",
        "UBND cấp huyện",
    )

    def days(deadline: Deadline) -> list[date]:
        return [due.day for due in deadline.due(date(2021, 10, 14), date(2025, 12, 31))]

    first, *_, last = days(reform.due)
    assert (first, last) == (date(2021, 12, 20), date(2025, 12, 20))
    assert len(days(reform.due)) == 1 + 4 * 4
    assert days(midterm.due) == [date(2023, 12, 31)]
    assert days(final.due) == [date(2025, 12, 31)]
