"""The charts beside the tables of the report, by their words and the figures behind them."""

import page_reader
import pandas as pd
import pytest

from analysis import workspace
from analysis.blocks import Block
from analysis.report import open_report, sections
from analysis.report.subject import Subject


@pytest.fixture(scope="module")
def tuyen_quang() -> Subject:
    return open_report(province="08", year=2023)


def counted_rank(code: str, year: int) -> str:
    """Count in the raw file how many provinces score better."""
    path = workspace.find().raw / "scores" / "papi" / f"{year}.csv"
    rows = pd.read_csv(path, dtype={"province_code": "str"})
    rows = rows[(rows["component"] == "overall") & (rows["province_code"] != "00")]
    own = rows.loc[rows["province_code"] == code, "score"].iloc[0]
    return str(1 + int((rows["score"] > own).sum()))


def read(block: Block) -> page_reader.Page:
    return page_reader.read(block.html)


def test_the_steps_of_the_change_are_named(tuyen_quang: Subject) -> None:
    page = read(sections.change_chart(tuyen_quang, "papi"))
    assert page.of("alt") == [
        "Biểu đồ bậc thang từ 43,11 điểm năm 2022 đến 41,49 điểm năm 2023; từng bước ghi trong "
        "bảng thay đổi theo nội dung."
    ]
    assert page.of("figcaption") == ["Các bước từ PAPI năm 2022 đến năm 2023: tỉnh Tuyên Quang"]


def test_ranks_of_the_region_stand_behind_the_lines(tuyen_quang: Subject) -> None:
    page = read(sections.rank_course(tuyen_quang))
    (table,) = page.tables
    assert table.headers == ["Tỉnh, thành phố", "2021", "2022", "2023"]
    assert len(table.rows) == 14
    for name, code, place in (("Thái Nguyên", "19", 0), ("Tuyên Quang", "08", -1)):
        assert table.rows[place] == [name, *(counted_rank(code, y) for y in (2021, 2022, 2023))]
    assert table.caption in page.text


def test_the_interval_of_the_chart_is_that_of_the_text(tuyen_quang: Subject) -> None:
    table = read(sections.rank_chart(tuyen_quang)).tables[0]
    own = next(row for row in table.rows if row[0] == "Tuyên Quang")
    assert own[1] == "41"
    said = read(sections.papi_rank(tuyen_quang)).text
    assert f"từ {own[3]} đến {own[2]}" in said


def test_means_of_the_regions(tuyen_quang: Subject) -> None:
    page = read(sections.region_chart(tuyen_quang, "papi"))
    assert "đứng thứ 2/6 vùng với 43,11 điểm" in page.of("alt")[0]
    assert [row[1] for row in page.tables[0].rows][:2] == ["43,43", "43,11"]


def test_the_fan_speaks_of_the_last_year_ahead(tuyen_quang: Subject) -> None:
    (alt,) = read(sections.outlook_chart(tuyen_quang, "papi")).of("alt")
    table = read(sections.outlook(tuyen_quang, "papi")).tables[0]
    row = next(row for row in table.rows if "hạng" in row[0] and "2025" in row[0])
    assert f"năm 2025 ở quanh bậc {row[1]}, khoảng 80% từ {row[3]}" in alt


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_province_without_results_has_no_chart_of_its_own(lang: str) -> None:
    subject = open_report(province="22", year=2023, lang=lang)
    assert sections.change_chart(subject, "papi").html == ""
    assert sections.rank_chart(subject).html == ""
    assert sections.region_chart(subject, "papi").html


def test_a_province_unknown_in_the_comparable_years_has_no_course() -> None:
    # PAPI published no result of Bắc Giang in 2021 and 2022.
    assert sections.rank_course(open_report(province="24", year=2022)).html == ""


def test_no_steps_across_a_new_edition() -> None:
    subject = open_report(province="08", year=2021)
    assert sections.change_chart(subject, "papi").html == ""
    assert sections.rank_course(subject).html == ""


def test_every_province_stands_behind_the_columns_and_the_map(tuyen_quang: Subject) -> None:
    for section in (sections.papi_columns, sections.papi_map):
        (table,) = read(section(tuyen_quang)).tables
        assert len(table.rows) == 61
        assert ["Tuyên Quang", "41,49", f"{counted_rank('08', 2023)}/61", "trung bình thấp"] in (
            table.rows
        )


def test_every_pair_stands_behind_the_scatter() -> None:
    subject = open_report(province="22", year=2024)
    page = read(sections.on_time(subject))
    table = next(t for t in page.tables if t.headers[-1] == "Điểm hài lòng")
    assert len(table.rows) == 102
    assert sum(row[0] == "Quảng Ninh" for row in table.rows) == 3


def test_sipas_factors_where_the_province_is_known() -> None:
    page = read(sections.sipas_factors(open_report(province="01", year=2023)))
    rows = {row[0]: row[1:] for row in page.tables[0].rows}
    # Published: Hà Nội 83,46 and 83,72; the country 82,49 and 82,97.
    policy = rows["Hài lòng về xây dựng, tổ chức thực hiện chính sách"]
    assert (policy[0], policy[3], policy[4]) == ("83,46", "82,49", "+0,97")
    service = rows["Hài lòng về cung ứng dịch vụ hành chính công"]
    assert (service[0], service[3], service[4]) == ("83,72", "82,97", "+0,75")


def test_the_country_alone_without_a_figure_of_the_province(tuyen_quang: Subject) -> None:
    page = read(sections.sipas_factors(tuyen_quang))
    assert page.of("alt") == []
    assert page.tables[0].caption == "SIPAS năm 2023 của cả nước theo yếu tố"
    assert page.tables[0].headers == ["Yếu tố", "Bình quân cả nước"]
    assert ["Hài lòng về cung ứng dịch vụ hành chính công", "82,97"] in page.tables[0].rows
    assert sections.sipas_factors(open_report(province="08", year=2018)).html == ""


def test_points_at_stake_are_drawn_and_listed() -> None:
    page = read(sections.par_stakes(open_report(province="10", year=2019)))
    assert "tổng cộng 64,50 điểm" in page.of("alt")[0]
