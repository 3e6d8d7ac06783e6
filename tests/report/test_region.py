"""Region and sub-dimensions as printed, against the raw files."""

import page_reader
import pytest
import recount
from recount import Panel, signed, written

from analysis.blocks import EMPTY
from analysis.report import open_report, sections


def page(section, code: str, year: int, lang: str = "vi", **more):
    return page_reader.read(section(open_report(province=code, year=year, lang=lang), **more).html)


@pytest.mark.parametrize(("code", "year"), [("08", 2023), ("79", 2022), ("66", 2024)])
def test_every_cell_of_the_region(code, year):
    (table,) = page(sections.region, code, year, index="papi").tables
    now, before = Panel("papi", "overall", year), Panel("papi", "overall", year - 1)
    members = [c for c in now.scores if recount.region_of(c) == recount.region_of(code)]
    members.sort(key=now.rank)
    names = open_report(province=code, year=year).names
    expected = [
        [
            names[c],
            written(now.score(c)),
            signed(recount.moved(now.score(c), before.score(c))),
            f"{1 + sum(now.rank(o) < now.rank(c) for o in members)}/{len(members)}",
            f"{now.rank(c)}/{now.n}",
            signed(recount.minus(before.rank(c), now.rank(c)), 0),
        ]
        for c in members
    ]
    assert table.rows == expected


def test_the_place_in_the_region_is_said():
    assert page(sections.region, "08", 2023, index="papi").of("p")[0] == (
        "Trong vùng Trung du và miền núi phía Bắc, tỉnh Tuyên Quang xếp thứ 14/14 về PAPI. Cao "
        "nhất vùng là Thái Nguyên (45,79 điểm)."
    )
    assert page(sections.region, "19", 2023, index="papi").of("p")[0] == (
        "Trong vùng Trung du và miền núi phía Bắc, tỉnh Thái Nguyên xếp thứ 1/14 về PAPI."
    )


def test_a_place_among_some_provinces_is_no_place_in_the_region():
    assert page(sections.region, "22", 2023, index="sipas").of("p")[0] == (
        "Trong 4/11 địa phương của vùng Đồng bằng sông Hồng đã biết thứ hạng SIPAS năm 2023, tỉnh "
        "Quảng Ninh xếp thứ 1; các kết quả tốt được nêu nhiều hơn nên đây chưa phải là thứ hạng "
        "trong vùng."
    )


def test_without_an_own_result_one_sentence_is_left():
    found = page(sections.region, "08", 2023, index="par_index")
    assert found.tables == []
    assert found.of("p") == [
        "Bộ số liệu có kết quả PAR INDEX năm 2023 của 5/14 địa phương trong vùng Trung du và miền "
        "núi phía Bắc; chưa có thứ hạng của tỉnh Tuyên Quang."
    ]


def test_nobody_to_compare_with():
    subject = open_report(province="08", year=2011)
    assert sections.region(subject, "par_index") == EMPTY


@pytest.mark.parametrize(("code", "year"), [("08", 2023), ("79", 2022)])
def test_every_cell_of_the_sub_dimensions(code, year):
    (table,) = page(sections.subdimension_table, code, year).tables
    parts = [
        r
        for r in recount.rows("components.csv")
        if r["index"] == "papi" and "." in r["component"] and recount.in_use(r, year)
    ]
    expected = []
    for part in parts:
        now, before = (Panel("papi", part["component"], y) for y in (year, year - 1))
        mean = now.mean()
        expected.append(
            [
                f"{part['component'][1:]}. {part['name_vi']}",
                written(now.score(code)),
                written(before.score(code)),
                signed(recount.moved(now.score(code), before.score(code))),
                written(mean),
                signed(recount.moved(now.score(code), mean)),
                f"{now.rank(code)}/{now.n}",
            ]
        )
    assert [[row[0], *row[2:]] for row in table.rows] == expected


def test_the_sub_dimensions_furthest_from_the_mean():
    found = page(sections.subdimensions, "08", 2023)
    assert found.of("p") == [
        "Thấp hơn bình quân nhiều nhất (tính theo thang điểm): 6.2. Giáo dục tiểu học công lập "
        "(−0,43); 6.3. Cơ sở hạ tầng căn bản (−0,22); 5.3. Giấy chứng nhận quyền sử dụng đất "
        "(−0,25). Cao hơn bình quân nhiều nhất: 1.3. Chất lượng bầu cử cơ sở (+0,08); 5.1. Chứng "
        "thực/xác nhận (+0,11); 4.1. Kiểm soát tham nhũng trong chính quyền (+0,08).",
        "Toàn bộ nội dung thành phần được nêu tại phụ lục.",
    ]


def test_no_papi_no_sub_dimensions():
    subject = open_report(province="22", year=2023)
    assert sections.subdimensions(subject) == sections.subdimension_table(subject) == EMPTY
