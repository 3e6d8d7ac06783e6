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


def test_no_steps_across_a_new_edition() -> None:
    subject = open_report(province="08", year=2021)
    assert sections.change_chart(subject, "papi").html == ""
    assert sections.rank_course(subject).html == ""
