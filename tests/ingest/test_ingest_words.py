"""Heads and numbers as they are written in tables, one by one."""

from decimal import Decimal

import pytest

from analysis.ingest.grid import Cell
from analysis.ingest.labels import label
from analysis.ingest.numbers import numbers, ranks
from analysis.ingest.phrases import named, phrase, years_of
from analysis.ingest.spellings import names


@pytest.mark.parametrize(
    ("text", "index", "component", "figure"),
    [
        ("PAR INDEX 2023", "par_index", "overall", None),
        ("Chỉ số CCHC", "par_index", "overall", None),
        ("Xếp hạng PAR INDEX", "par_index", "overall", "rank"),
        ("1. Công tác chỉ đạo, điều hành CCHC", "par_index", "d1", None),
        ("CÔNG TÁC CHỈ ĐẠO ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH", "par_index", "d1", None),
        ("II. Cải cách thể chế (%)", "par_index", "d2", None),
        ("Cai cach the che", "par_index", "d2", None),
        ("Điểm Cải cách TTHC", "par_index", "d3", None),
        ("Lĩnh vực 3", "par_index", "d3", None),
        ("Lĩnh vực 3: Cải cách TTHC", "par_index", "d3", None),
        ("Thứ hạng lĩnh vực 4", "par_index", "d4", "rank"),
        ("Cải cách tổ chức bộ máy", "par_index", "d4", None),
        ("Xây dựng và phát triển CQĐT, CQS", "par_index", "d7", None),
        ("Tác động của CCHC đến người dân, tổ chức và phát triển KT-XH", "par_index", "d8", None),
        ("SIPAS 2023", "sipas", "overall", None),
        ("Tỷ lệ hài lòng chung", "sipas", None, None),
        ("Chỉ số hài lòng chung (%)", "sipas", "overall", None),
        ("Tiếp cận dịch vụ", "sipas", "f1", None),
        ("Kết quả dịch vụ", "sipas", "f4", None),
        ("Nội dung 1. Tham gia của người dân ở cấp cơ sở", "papi", "d1", None),
        ("3.2. Giải đáp khiếu nại, tố cáo, khúc mắc của người dân", "papi", "d3.2", None),
        ("D8.3", "papi", "d8.3", None),
        ("Control of Corruption in the Public Sector", "papi", "d4", None),
        ("Overall PAPI score", "papi", "overall", None),
    ],
)
def test_heads(text, index, component, figure):
    found = phrase(text, names(index, 2023))
    assert (found.component, found.figure) == (component, figure)
    assert found.understood is (component is not None)


@pytest.mark.parametrize(
    "text",
    [
        *("Điểm tự chấm", "Lĩnh vực 9", "Lĩnh vực 2: Cải cách TTHC", "Tăng/giảm so với năm 2022"),
        *("Cải cách thể chế tự đánh giá", "Ghi chú", "SIPAS", "x" * 400, "điểm " * 200, "=1+1"),
    ],
)
def test_heads_that_are_not_understood(text):
    assert not phrase(text, names("par_index", 2023)).understood


@pytest.mark.parametrize(
    ("text", "figure"),
    [("Điểm", None), ("Xếp hạng", "rank"), ("Điểm tối đa", "max"), ("Kết quả năm 2023", None)],
)
def test_heads_that_name_no_component(text, figure):
    found = phrase(text, names("par_index", 2023))
    assert (found.understood, found.component, found.figure) == (True, None, figure)


@pytest.mark.parametrize(
    ("text", "maximum"),
    [
        ("Cải cách thể chế (tối đa 10 điểm)", "10"),
        ("Cải cách thể chế (10 điểm)", "10"),
        ("Cải cách thể chế (9,5 điểm)", "9.5"),
        ("Cải cách thể chế/10", "10"),
        ("Cải cách thể chế. Thang điểm: 10", "10"),
    ],
)
def test_a_maximum_in_the_head(text, maximum):
    found = phrase(text, names("par_index", 2023))
    assert (found.component, found.maximum) == ("d2", Decimal(maximum))


def test_titles():
    known = names("par_index", 2023)
    title = "Kết quả Chỉ số cải cách hành chính năm 2023, lĩnh vực Cải cách tài chính công"
    assert named(title, known) == {"overall", "d6"}
    assert years_of(title) == {2023}
    assert years_of("Kèm theo Quyết định ngày 17 tháng 4 năm 2024") == set()
    assert years_of("PAR INDEX 2022") == {2022}


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["86,57", "90", "1.234,5"], ["86.57", "90", "1234.5"]),
        (["86.57", "90.10"], ["86.57", "90.10"]),
        (["5,427", "6,100"], ["5.427", "6.100"]),
        (["0.678", "0.700"], ["0.678", "0.700"]),
        (["86,57%", "86,6 %", "\xa087"], ["86.57", "86.6", "87"]),
        (["", "-", "–", "…", "*", "n/a", "9,1"], [None] * 6 + ["9.1"]),
        (["８６,５７"], ["86.57"]),
    ],
)
def test_numbers(texts, values):
    found = numbers([Cell(text) for text in texts], small=True)
    assert found.faults == {}
    assert [v if v is None else f"{v:f}" for v in found.values] == values


def test_thousands_that_may_be_decimals_are_not_guessed():
    cells = [Cell("1.234"), Cell("2.345")]
    assert set(numbers(cells, small=False).faults) == {0, 1}
    assert numbers([*cells, Cell("9,5")], small=False).values[0] == 1234


def test_stored_numbers_get_the_zeros_of_their_column():
    cells = [Cell("86.5", Decimal("86.5")), Cell("90.25", Decimal("90.25"))]
    assert [f"{v:f}" for v in numbers(cells, small=True).values] == ["86.50", "90.25"]


def test_ranks():
    cells = [Cell(text) for text in ("12", "12/63", "thứ 12", "-", "", "5*")]
    assert ranks(cells).values == (12, 12, 12, None, None, None)
    assert ranks(cells).starred == (5,)


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("TP. HCM", "province", "79"),
        ("THUA THIEN HUE", "province", "46"),
        ("Hoà Bình*", "province", "17"),
        ("12. Lào Cai (1)", "province", "10"),
        ("Trung bình chung cả nước", "province", "00"),
        ("Giá trị trung bình", "province", "00"),
        ("Trung bình cao", "unknown", ""),
        ("Trung bình vùng", "other", ""),
        ("Tây Nguyên", "other", ""),
        ("Tổng cộng", "other", ""),
        ("Thang điểm", "maximum", ""),
        ("12", "unknown", ""),
        ("", "unknown", ""),
    ],
)
def test_labels(text, kind, code):
    found = label(text, "vn63")
    assert (found.kind, found.code) == (kind, code)


def test_labels_of_the_units_of_2025():
    assert label("Hà Giang", "vn34").kind == "unknown"
    assert label("Huế", "vn34").code == "46"
