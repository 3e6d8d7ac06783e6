"""The report says where PAR INDEX and citizens part, and how far the provinces lie apart."""

from statistics import stdev

import page_reader
import pytest
from recount import Panel, written

from analysis.report import open_report, sections
from analysis.report.run import run


def page(section, code: str, year: int, lang: str = "vi") -> page_reader.Page:
    return page_reader.read(section(open_report(province=code, year=year, lang=lang)).html)


def test_kon_tum_parts_in_procedures_and_online():
    read = page(sections.agreement, "62", 2023)
    said = read.of("li")
    assert said[0].startswith(
        "Cải cách thủ tục hành chính (PAR INDEX) năm 2023 xếp thứ 34/63; Thủ tục hành chính công "
        "(PAPI) năm 2023 xếp thứ 57/61 (khoảng tin cậy 90%: từ "
    )
    verdict = "Đánh giá của người dân xếp địa phương thấp hơn kết quả chấm điểm"
    assert [verdict in sentence for sentence in said] == [True, True, False]
    (table,) = read.tables
    ranks = dict(zip(table.column("Chỉ số"), table.column("Xếp hạng"), strict=True))
    assert ranks["Cải cách thủ tục hành chính (PAR INDEX)"] == "34/63"
    assert ranks["PAPI"] == f"{Panel('papi', 'overall', 2023).rank('62')}/61"


def test_sipas_has_ranks_but_no_verdict():
    assert page(sections.agreement, "01", 2024, "en").of("li")[0] == (
        "PAR INDEX of 2024 ranks 3 of 63, SIPAS of 2024 11 of 63."
    )


def test_without_par_index_one_sentence():
    read = page(sections.agreement, "02", 2024)
    assert read.of("p") == [
        "Bộ số liệu chưa có kết quả PAR INDEX năm 2023 và năm 2024 của tỉnh Hà Giang để đối chiếu "
        "với SIPAS và PAPI."
    ]
    assert read.tables == []


def test_before_par_index_nothing():
    assert page(sections.agreement, "02", 2011).texts == []


@pytest.mark.parametrize("code", ["08", "62"])
def test_the_spread_is_that_of_the_provinces_known_in_every_year(code):
    (table,) = page(sections.papi_spread, code, 2023).tables
    panels = {year: Panel("papi", "overall", year) for year in (2021, 2022, 2023)}
    common = set.intersection(*(set(p.scores) for p in panels.values()))
    for row, (year, panel) in zip(table.rows, panels.items(), strict=False):
        held = [panel.scores[c] for c in common]
        near = [s for c, s in panel.scores.items() if c != code]
        near = [s for s in near if abs(s - panel.scores[code]) <= 1]
        spread = written(sum(held) / len(held)), f"{stdev(map(float, held)):.2f}".replace(".", ",")
        assert row == [
            str(year), str(len(common)), spread[0],
            written(sum(held) / len(held) / 80 * 100), spread[1], str(len(near)),
        ]  # fmt: skip


def test_one_year_of_an_edition_has_no_spread_over_years():
    assert page(sections.papi_spread, "10", 2019).of("p") == [
        "Chưa so sánh được mức độ chênh lệch điểm PAPI giữa các địa phương qua các năm, vì kết quả "
        "chỉ so sánh được từ năm 2019."
    ]


@pytest.mark.parametrize("code", ["26", "62"])
def test_a_table_that_floats_between_the_items_of_a_list_breaks_no_page(code, tmp_path):
    # The compiler refuses the tags of such a list: its items are then lists of their own.
    made = run(province=code, year=2023, out=tmp_path, formats=("pdf",))
    assert made.files["pdf"].read_bytes()[:5] == b"%PDF-"
