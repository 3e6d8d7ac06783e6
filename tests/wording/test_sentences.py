"""Every sentence in every case that the data can produce, written out in both languages."""

import math

import pandas as pd
import pytest

from analysis.plans import Plan
from analysis.standing import CrossSection
from analysis.wording import language, sentences

VI, EN = language("vi"), language("en")
PLACE = {"vi": "tỉnh Tuyên Quang", "en": "Tuyen Quang province"}
NAN = math.nan


def row(**values) -> pd.Series:
    """Return a row as `standing.history` makes it; what is not given is missing."""
    missing = {"score": NAN, "rank": pd.NA, "change": NAN, "rank_change": pd.NA, "breaks": False,
               "mean": NAN, "mean_published": False, "region_mean": NAN, "group": None, "n": 0,
               "rank_n": 63}  # fmt: skip
    return pd.Series(missing | values, dtype=object)


@pytest.mark.parametrize(
    ("value", "unit", "difference", "vi", "en"),
    [
        (92.18, "points", False, "92,18 điểm", "92.18 points"),
        (92.18, "points", True, "92,18 điểm", "92.18 points"),
        (82.66, "percent", False, "82,66%", "82.66%"),
        (1.5, "percent", True, "1,50 điểm phần trăm", "1.50 percentage points"),
    ],
)
def test_amount(value, unit, difference, vi, en):
    assert sentences.amount(VI, value, unit, difference=difference) == vi
    assert sentences.amount(EN, value, unit, difference=difference) == en


@pytest.mark.parametrize(
    ("group", "vi", "en"),
    [
        ("high", "cao", "high"),
        ("high_average", "trung bình cao", "high average"),
        ("low_average", "trung bình thấp", "low average"),
        ("low", "thấp", "low"),
        ("A", "A", "A"),
        ("C", "C", "C"),
        (None, "–", "–"),
        (NAN, "–", "–"),
        (pd.NA, "–", "–"),
    ],
)
def test_group_name(group, vi, en):
    assert (sentences.group_name(VI, group), sentences.group_name(EN, group)) == (vi, en)


@pytest.mark.parametrize(
    ("index", "year", "known", "vi", "en"),
    [
        pytest.param(
            "par_index", 2023, {"score": 86.575, "rank": 34},
            "Năm 2023, PAR INDEX của tỉnh Tuyên Quang đạt 86,58 điểm, xếp thứ 34/63.",
            "In 2023, Tuyen Quang province scored 86.58 points in PAR INDEX and ranked 34 of 63.",
            id="score and rank",
        ),
        pytest.param(
            "papi", 2023, {"score": 41.49, "rank": 41, "rank_n": 61},
            "Năm 2023, PAPI của tỉnh Tuyên Quang đạt 41,49 điểm, xếp thứ 41/61.",
            "In 2023, Tuyen Quang province scored 41.49 points in PAPI and ranked 41 of 61.",
            id="rank among those published",
        ),
        pytest.param(
            "sipas", 2023, {"score": 82.6, "rank": 26},
            "Năm 2023, SIPAS của tỉnh Tuyên Quang đạt 82,60%, xếp thứ 26/63.",
            "In 2023, Tuyen Quang province scored 82.60% in SIPAS and ranked 26 of 63.",
            id="per cent",
        ),
        pytest.param(
            "par_index", 2023, {"score": 86.98},
            "Năm 2023, PAR INDEX của tỉnh Tuyên Quang đạt 86,98 điểm; chưa tìm thấy thứ hạng.",
            "In 2023, Tuyen Quang province scored 86.98 points in PAR INDEX; its rank was not "
            "found.",
            id="score only",
        ),
        pytest.param(
            "sipas", 2023, {"rank": 26},
            "Năm 2023, SIPAS của tỉnh Tuyên Quang xếp thứ 26/63; chưa tìm thấy điểm số.",
            "In 2023, Tuyen Quang province ranked 26 of 63 in SIPAS; its score was not found.",
            id="rank only",
        ),
        pytest.param(
            "papi", 2023, {},
            "PAPI không công bố kết quả năm 2023 của tỉnh Tuyên Quang.",
            "PAPI published no result of Tuyen Quang province for 2023.",
            id="nothing in a complete panel",
        ),
        pytest.param(
            "par_index", 2023, {},
            "Chưa có kết quả PAR INDEX năm 2023 của tỉnh Tuyên Quang; các nguồn đã tra cứu không "
            "nêu số liệu này.",
            "The PAR INDEX result of Tuyen Quang province for 2023 is not in the data: none of "
            "the sources read so far prints it.",
            id="nothing in a partial panel",
        ),
        pytest.param(
            "par_index", 2011, {},
            "Bộ số liệu không có kết quả PAR INDEX năm 2011.",
            "The data hold no PAR INDEX result for 2011.",
            id="before the index began",
        ),
    ],
)  # fmt: skip
def test_result(index, year, known, vi, en):
    found = [
        sentences.result(lang, row(**known), place=PLACE[lang.code], index=index, year=year)
        for lang in (VI, EN)
    ]
    assert found == [vi, en]


def test_result_of_an_empty_row():
    empty = pd.Series({"score": NAN, "rank": pd.NA, "mean": None})
    said = sentences.result(VI, empty, place="tỉnh Quảng Ninh", index="papi", year=2023)
    assert said == "PAPI không công bố kết quả năm 2023 của tỉnh Quảng Ninh."


@pytest.mark.parametrize(
    ("index", "year", "known", "vi", "en"),
    [
        pytest.param(
            "par_index", 2023, {"score": 92.18, "change": 2.08},
            ["Giá trị chỉ số tăng 2,08 điểm so với năm 2022."],
            ["The score rose by 2.08 points from 2022."],
            id="up",
        ),
        pytest.param(
            "papi", 2023, {"score": 41.49, "change": -1.62},
            ["Giá trị chỉ số giảm 1,62 điểm so với năm 2022."],
            ["The score fell by 1.62 points from 2022."],
            id="down",
        ),
        pytest.param(
            "sipas", 2023, {"score": 90.61, "change": 3.02},
            ["Giá trị chỉ số tăng 3,02 điểm phần trăm so với năm 2022."],
            ["The score rose by 3.02 percentage points from 2022."],
            id="up in per cent",
        ),
        pytest.param(
            "par_index", 2023, {"score": 92.18, "change": 0.0},
            ["Giá trị chỉ số không đổi so với năm 2022."],
            ["The score is the same as in 2022."],
            id="same",
        ),
        pytest.param(
            "papi", 2023, {"score": 41.49, "change": -0.0049},
            ["Giá trị chỉ số không đổi so với năm 2022."],
            ["The score is the same as in 2022."],
            id="same as printed",
        ),
        pytest.param(
            "papi", 2023, {"score": 41.49, "change": -0.005},
            ["Giá trị chỉ số giảm 0,01 điểm so với năm 2022."],
            ["The score fell by 0.01 points from 2022."],
            id="the least change that prints",
        ),
        pytest.param(
            "par_index", 2023, {"rank": 1, "rank_change": 0},
            ["Thứ hạng không đổi so với năm 2022."],
            ["The rank is the same as in 2022."],
            id="rank same",
        ),
        pytest.param(
            "par_index", 2023, {"rank": 3, "rank_change": 1},
            ["Thứ hạng tăng 1 bậc so với năm 2022."],
            ["The rank improved by 1 place from 2022."],
            id="rank up one",
        ),
        pytest.param(
            "papi", 2020, {"rank": 12, "rank_change": 30},
            ["Thứ hạng tăng 30 bậc so với năm 2019."],
            ["The rank improved by 30 places from 2019."],
            id="rank up many",
        ),
        pytest.param(
            "par_index", 2023, {"rank": 3, "rank_change": -1},
            ["Thứ hạng giảm 1 bậc so với năm 2022."],
            ["The rank fell by 1 place from 2022."],
            id="rank down one",
        ),
        pytest.param(
            "papi", 2023, {"rank": 41, "rank_change": -21},
            ["Thứ hạng giảm 21 bậc so với năm 2022."],
            ["The rank fell by 21 places from 2022."],
            id="rank down many",
        ),
        pytest.param(
            "papi", 2022, {"score": 41.02, "change": 0.34, "rank": 42, "rank_change": 4},
            ["Giá trị chỉ số tăng 0,34 điểm so với năm 2021.",
             "Thứ hạng tăng 4 bậc so với năm 2021."],
            ["The score rose by 0.34 points from 2021.",
             "The rank improved by 4 places from 2021."],
            id="score and rank",
        ),
        pytest.param(
            "sipas", 2023, {"rank": 26},
            ["Chưa có kết quả năm 2022 nên chưa tính được mức tăng, giảm."],
            ["The result of 2022 is not in the data, so the change is not known."],
            id="year before unknown",
        ),
        pytest.param(
            "par_index", 2022, {"score": 90.1, "rank": 1, "breaks": True},
            ["Không so sánh với năm 2021: bộ tiêu chí được thay đổi."],
            ["The result is not compared with 2021: the set of criteria was changed."],
            id="break of the whole index",
        ),
        pytest.param(
            "papi", 2016, {"score": 38.58, "rank": 3, "breaks": True},
            ["Không so sánh với năm 2015: báo cáo 2016 ngụ ý chỉ số được xây dựng lại và nội dung "
             "trách nhiệm giải trình được xây dựng lại."],
            ["The result is not compared with 2015: accountability was rebuilt and the 2016 "
             "report implies that the dimension was rebuilt."],
            id="break of dimensions",
        ),
        pytest.param("papi", 2011, {"score": 36.41, "rank": 20}, [], [], id="first year of all"),
        pytest.param("par_index", 2023, {}, [], [], id="no result"),
        pytest.param("par_index", 2022, {"breaks": True}, [], [], id="no result at a break"),
    ],
)  # fmt: skip
def test_change(index, year, known, vi, en):
    found = [sentences.change(lang, row(**known), index=index, year=year) for lang in (VI, EN)]
    assert found == [vi, en]


@pytest.mark.parametrize(
    ("index", "known", "vi", "en"),
    [
        pytest.param(
            "par_index", {"score": 92.18, "mean": 86.98, "mean_published": True, "n": 26},
            "Kết quả cao hơn 5,20 điểm so với bình quân cả nước (86,98 điểm).",
            "The result is 5.20 points above the national mean (86.98 points).",
            id="above",
        ),
        pytest.param(
            "sipas", {"score": 80.0, "mean": 82.66, "mean_published": True, "n": 17},
            "Kết quả thấp hơn 2,66 điểm phần trăm so với bình quân cả nước (82,66%).",
            "The result is 2.66 percentage points below the national mean (82.66%).",
            id="below, per cent",
        ),
        pytest.param(
            "par_index", {"score": 86.98, "mean": 86.98, "mean_published": True, "n": 26},
            "Kết quả bằng bình quân cả nước (86,98 điểm).",
            "The result equals the national mean (86.98 points).",
            id="equal",
        ),
        pytest.param(
            "papi", {"score": 42.424, "mean": 42.42, "n": 61},
            "Kết quả bằng bình quân của 61 tỉnh, thành phố có số liệu (42,42 điểm).",
            "The result equals the mean of the 61 provinces with data (42.42 points).",
            id="equal as printed",
        ),
        pytest.param(
            "papi", {"score": 41.49, "mean": 42.42, "n": 61},
            "Kết quả thấp hơn 0,93 điểm so với bình quân của 61 tỉnh, thành phố có số liệu "
            "(42,42 điểm).",
            "The result is 0.93 points below the mean of the 61 provinces with data "
            "(42.42 points).",
            id="computed mean",
        ),
        pytest.param(
            "sipas", {"mean": 82.66, "mean_published": True, "n": 17},
            "Bình quân cả nước là 82,66%.",
            "The national mean was 82.66%.",
            id="published mean without a score",
        ),
        pytest.param(
            "papi", {"mean": 42.42, "n": 61},
            "Bình quân của 61 tỉnh, thành phố có số liệu là 42,42 điểm.",
            "The mean of the 61 provinces with data was 42.42 points.",
            id="computed mean without a score",
        ),
        pytest.param("par_index", {"score": 92.18}, "", "", id="no mean"),
        pytest.param("par_index", {"score": 92.18, "mean": None}, "", "", id="no mean at all"),
    ],
)  # fmt: skip
def test_against_nation(index, known, vi, en):
    found = [
        sentences.against_nation(lang, row(**known), index=index, year=2023) for lang in (VI, EN)
    ]
    assert found == [vi, en]


@pytest.mark.parametrize(
    ("index", "known", "vi", "en"),
    [
        (
            "par_index", {"score": 92.18, "region_mean": 88.33},
            "Kết quả cao hơn 3,85 điểm so với bình quân vùng Đồng bằng sông Hồng (88,33 điểm).",
            "The result is 3.85 points above the mean of the region Red River Delta "
            "(88.33 points).",
        ),
        (
            "papi", {"score": 41.49, "region_mean": 43.105},
            "Kết quả thấp hơn 1,62 điểm so với bình quân vùng Đồng bằng sông Hồng (43,11 điểm).",
            "The result is 1.62 points below the mean of the region Red River Delta "
            "(43.11 points).",
        ),
        (
            "papi", {"score": 43.1, "region_mean": 43.1},
            "Kết quả bằng bình quân vùng Đồng bằng sông Hồng (43,10 điểm).",
            "The result equals the mean of the region Red River Delta (43.10 points).",
        ),
        ("papi", {"score": 43.1}, "", ""),
        ("papi", {"region_mean": 43.1}, "", ""),
    ],
)  # fmt: skip
def test_against_region(index, known, vi, en):
    regions = {"vi": "Đồng bằng sông Hồng", "en": "Red River Delta"}
    found = [
        sentences.against_region(
            lang, row(**known), region=regions[lang.code], index=index, year=2023
        )
        for lang in (VI, EN)
    ]
    assert found == [vi, en]


@pytest.mark.parametrize(
    ("index", "group", "vi", "en"),
    [
        ("papi", "high", "Theo tứ phân vị, địa phương thuộc nhóm đạt điểm cao.",
         "By quartiles the province is in the high group."),
        ("papi", "low_average", "Theo tứ phân vị, địa phương thuộc nhóm đạt điểm trung bình thấp.",
         "By quartiles the province is in the low average group."),
        ("par_index", "A", "Điểm số thuộc nhóm A.", "The score lies in group A."),
        ("par_index", None, "", ""),
        ("sipas", NAN, "", ""),
    ],
)  # fmt: skip
def test_membership(index, group, vi, en):
    found = [sentences.membership(lang, row(group=group), index=index) for lang in (VI, EN)]
    assert found == [vi, en]


def test_membership_of_an_empty_row():
    assert sentences.membership(VI, pd.Series({"score": NAN}), index="papi") == ""


PLAN = Plan(
    id="TQ", number="150/KH-UBND", date="2024-08-12", kind_vi="Kế hoạch",
    issuer_vi="UBND tỉnh Tuyên Quang", level="province", province="08", years=(2024,),
    base_year=2023, indices=("papi",), grounds=(), source_file="a.txt",
)  # fmt: skip


@pytest.mark.parametrize(
    ("number", "vi", "en"),
    [
        ("150/KH-UBND", "Kế hoạch số 150/KH-UBND của UBND tỉnh Tuyên Quang",
         "Kế hoạch 150/KH-UBND of UBND tỉnh Tuyên Quang"),
        ("", "Kế hoạch của UBND tỉnh Tuyên Quang (không có số)",
         "Kế hoạch of UBND tỉnh Tuyên Quang (no number)"),
    ],
)  # fmt: skip
def test_plan_name(number, vi, en):
    plan = PLAN.model_copy(update={"number": number})
    assert (sentences.plan_name(VI, plan), sentences.plan_name(EN, plan)) == (vi, en)


@pytest.mark.parametrize(
    ("index", "complete", "vi", "en"),
    [
        (
            "papi", True,
            "PAPI năm 2023 có kết quả của 3/63 tỉnh, thành phố.",
            "PAPI 2023 covers 3 of 63 provinces.",
        ),
        (
            "sipas", False,
            "Bộ số liệu có điểm SIPAS năm 2023 của 3/63 tỉnh, thành phố, trong đó các kết quả tốt "
            "được nêu nhiều hơn; vì vậy không tính số liệu chung cả nước từ các điểm này.",
            "The data hold SIPAS scores of 3 of 63 provinces for 2023, and good results are "
            "over-represented among them; no national figure is computed from them.",
        ),
    ],
)  # fmt: skip
def test_coverage_counts_scores_not_ranks(index, complete, vi, en):
    rows = pd.DataFrame({"score": [90.0, 85.0, 80.0, NAN], "rank": [1, 2, 3, 4]})
    section = CrossSection(index, "overall", 2023, rows, complete, None, False)
    assert (sentences.coverage(VI, section), sentences.coverage(EN, section)) == (vi, en)
