"""What a national overview says, in every verdict and both languages."""

import pandas as pd
import pytest

from analysis.convergence import BetaConvergence, CatchUp, SigmaConvergence
from analysis.estimates import Estimate
from analysis.nation import Movements
from analysis.space import LocalClusters, Moran
from analysis.trend import Trend
from analysis.wording import courses, language, overview, patterns

VI, EN = language("vi"), language("en")
NAN = float("nan")
NAMES = {"01": "Hà Nội", "08": "Tuyên Quang", "22": "Quảng Ninh"}


@pytest.mark.parametrize(
    ("value", "unit", "vi", "en"),
    [
        (0.0178, "share", "+0,0178 điểm", "+0.0178 points"),
        (-0.00004, "share", "0,0000 điểm", "0.0000 points"),
        (-0.004, "points", "0,00 điểm", "0.00 points"),
        (-2.5, "percent", "−2,50 điểm phần trăm", "−2.50 percentage points"),
    ],
)
def test_changes_have_sign_and_unit(value, unit, vi, en):
    assert (overview.moved(VI, value, unit), overview.moved(EN, value, unit)) == (vi, en)


@pytest.mark.parametrize(
    ("index", "year", "vi", "en"),
    [
        ("papi", 2023, "Kết quả năm 2023 so sánh được với các năm 2021–2022.",
         "Results of 2023 may be compared with 2021–2022."),
        ("par_index", 2023, "Kết quả năm 2023 so sánh được với năm 2022.",
         "Results of 2023 may be compared with 2022."),
        ("dti", 2022, "Không so sánh với năm 2021: thay đổi cấu trúc chỉ số.",
         "The result is not compared with 2021: the structure was changed."),
        ("papi", 2011, "", ""),
    ],
)  # fmt: skip
def test_comparable_years(index, year, vi, en):
    found = [overview.comparable(lang, index, year, list(range(2011, 2025))) for lang in (VI, EN)]
    assert found == [vi, en]


def a_level(**known: object) -> pd.Series:
    row = {"n": 3, "mean": 86.98, "mean_published": True, "sd": 1.5, "highest": 92.18,
           "highest_code": "22", "lowest": 81.32, "lowest_code": "08", "drift": 0.5,
           "drift_n": 2}  # fmt: skip
    return pd.Series(row | known, dtype=object)


def test_a_published_mean_is_called_so():
    assert overview.level(EN, a_level(), NAMES, year=2023, unit="points") == (
        "In 2023 the published national mean was 86.98 points; over 3 of 63 provinces the standard "
        "deviation was 1.50 points, the highest score that of Quảng Ninh (92.18), the lowest that "
        "of Tuyên Quang (81.32)."
    )
    computed = overview.level(VI, a_level(mean_published=False), NAMES, year=2023, unit="points")
    assert computed == (
        "Năm 2023, điểm bình quân của 3/63 tỉnh, thành phố là 86,98 điểm, độ lệch chuẩn 1,50 điểm; "
        "cao nhất là Quảng Ninh (92,18), thấp nhất là Tuyên Quang (81,32)."
    )


def test_nothing_is_said_of_a_drift_that_is_not_known():
    assert overview.drift(VI, a_level(drift_n=0, drift=NAN), year=2023, unit="points") == ""


def test_what_was_not_published_is_left_out():
    row = a_level(mean=None, highest=NAN, highest_code=None, lowest=NAN, lowest_code=None)
    assert overview.published_level(VI, row, NAMES, year=2016, unit="points") == [
        "Chưa tìm thấy giá trị bình quân cả nước năm 2016."
    ]
    assert overview.published_level(EN, a_level(), NAMES, year=2023, unit="percent") == [
        "The national mean published for 2023 is 86.98%.",
        "Published as first of 63: Quảng Ninh (92.18%).",
        "Published as last of 63: Tuyên Quang (81.32%).",
    ]


def some_movements(bound: float | None) -> Movements:
    table = pd.DataFrame({"change": [1.0, -0.5, 0.0], "clear": [True, False, False]})
    return Movements("papi", "overall", (2022, 2023), table, 0.17, bound, 0.95, 3)


def test_movements():
    assert courses.movement_counts(VI, some_movements(None)) == [
        "Trong 3 địa phương có kết quả cả năm 2022 và năm 2023, số địa phương tăng điểm là 1, giảm "
        "điểm là 1, không đổi là 1."
    ]
    assert courses.movement_counts(EN, some_movements(0.0828), 4)[1] == (
        "Against the national drift, 1 moved by more than 0.0828 points; noise of single years "
        "would alone take about 0 that far."
    )


@pytest.mark.parametrize(
    ("verdict", "vi", "en"),
    [
        ("rising", "Xu hướng chung cả nước là tăng.", "The country as a whole is rising."),
        ("falling", "Xu hướng chung cả nước là giảm.", "The country as a whole is falling."),
        ("no_clear_trend", "Cả nước không có xu hướng rõ rệt.",
         "The country as a whole shows no clear trend."),
        ("too_few_years", "Số năm như vậy chưa đủ để kết luận.",
         "That is too few years for a verdict."),
    ],
)  # fmt: skip
def test_the_trend_of_the_nation(verdict, vi, en):
    found = Trend(
        slope=1.18, error=0.3, low=0.11, high=2.24, level=0.95, family=1, n=6, first_year=2013,
        last_year=2018, left_out=(), intercept=57.0, verdict=verdict,
    )  # fmt: skip
    assert courses.national_trend(VI, found, 63, "points") == (
        "Trong giai đoạn 2013–2018 (6 năm so sánh được), điểm bình quân của 63 địa phương có kết "
        f"quả hằng năm thay đổi +1,18 điểm mỗi năm (khoảng tin cậy 95%: +0,11 đến +2,24). {vi}"
    )
    assert courses.national_trend(EN, found, 63, "points").endswith(f"+0.11 to +2.24). {en}")


@pytest.mark.parametrize(
    ("ratio", "vi", "en"),
    [
        (Estimate(0.7, 0.5, 0.9), "Khoảng cách giữa các địa phương đã thu hẹp.",
         "The provinces have drawn closer to each other."),
        (Estimate(0.9, 0.7, 1.1), "Mức thay đổi này chưa rõ rệt.", "That is no clear change."),
        (Estimate(1.4, 1.1, 1.7), "Khoảng cách giữa các địa phương đã giãn rộng.",
         "The provinces have moved apart."),
    ],
)  # fmt: skip
def test_sigma_convergence(ratio, vi, en):
    spread = pd.DataFrame({"mean": [42.0, 43.0], "sd": [2.0, 1.8]}, index=[2021, 2023])
    found = SigmaConvergence(
        "papi", "overall", "score", spread, ratio, 0.03, Estimate(-0.1, -0.2, 0.0), 59, (),
        (2021, 2022, 2023), 0.95, False,
    )  # fmt: skip
    assert patterns.sigma(VI, found, "points").endswith(f"). {vi}")
    assert patterns.sigma(EN, found, "points").endswith(f"). {en}")
    # No p without control of multiplicity.
    assert "p =" not in patterns.sigma(EN, found, "points")


@pytest.mark.parametrize(
    ("corrected", "f", "vi", "en"),
    [
        (Estimate(-0.3, -0.5, -0.1), 40.0,
         "Như vậy các địa phương đi sau đang bắt kịp, vượt mức mà riêng dao động nhất thời có thể "
         "tạo ra.", "So provinces behind are catching up, beyond what noise alone would make."),
        (Estimate(-0.3, -0.7, 0.1), 40.0,
         "Như vậy chưa đủ căn cứ để nói các địa phương đi sau đang bắt kịp.",
         "So it is not shown that provinces behind are catching up."),
        (Estimate(0.3, 0.1, 0.7), 40.0, "Các địa phương dẫn trước đang bỏ xa các địa phương khác.",
         "Provinces that were ahead are pulling away."),
        (Estimate(-0.3, -0.5, -0.1), 9.0,
         "Kết quả năm 2021 dự báo kết quả năm 2022 quá kém nên giá trị này không đáng tin cậy.",
         "The level of 2021 foretells that of 2022 too poorly for this to be trusted."),
    ],
)  # fmt: skip
def test_beta_convergence_goes_by_the_corrected_slope(corrected, f, vi, en):
    life = Estimate(2.0, 1.0, float("inf"))
    plain = CatchUp(Estimate(-0.4, -0.6, -0.2), 20.0, 0.001, life)
    found = BetaConvergence(
        "papi", "overall", "score", plain, CatchUp(corrected, 15.0, 0.2, life), f, 59, (),
        (2021, 2022, 2024), 0.95, False,
    )  # fmt: skip
    assert (patterns.beta(VI, found)[-1], patterns.beta(EN, found)[-1]) == (vi, en)
    assert patterns.beta(EN, found)[0].startswith(
        "Per point of head start in 2022, the score changed by −0.40 points a year up to 2024 (95% "
        "interval −0.60 to −0.20, n = 59)"
    )


@pytest.mark.parametrize(
    ("value", "p", "en"),
    [
        (0.4, 0.002, "Neighbouring provinces score alike; why is not told by this."),
        (0.1, 0.06, "It is not shown that neighbouring provinces score alike."),
        (-0.3, 0.01, "Neighbouring provinces score less alike than by chance."),
    ],
)
def test_neighbours(value, p, en):
    found = Moran("papi", "overall", "score", 2023, value, -0.016, 1.0, p, 61, (), 999, 1, False)
    assert patterns.neighbours(EN, found).endswith(f"by 999 permutations). {en}")


def test_only_clusters_that_stand_the_control_are_named():
    table = pd.DataFrame(
        {"quadrant": ["low_high", "high_low", "high_high"], "cluster": [True, True, False]},
        index=["01", "08", "22"],
    )
    found = LocalClusters("papi", "overall", "score", 2023, table, 0.05, 61, (), 9999, 1, False)
    assert patterns.clusters(VI, found, NAMES) == [
        "Điểm cao, giữa các địa phương điểm thấp: Tuyên Quang.",
        "Điểm thấp, giữa các địa phương điểm cao: Hà Nội.",
    ]


def test_links_that_cannot_be_computed_do_not_count():
    row = {"x": "papi d1", "y": "papi d2", "n": 61, "r": 0.5, "low": 0.3, "high": 0.7,
           "p_holm": 0.02, "p_bh": 0.01}  # fmt: skip
    other = row | {"y": "papi d3", "r": NAN, "p_holm": NAN, "p_bh": NAN}
    names = {f"papi d{i}": f"chỉ số {i}" for i in (1, 2, 3)}
    said = patterns.links(VI, pd.DataFrame([row, other]), names)
    assert said[0].startswith("Trong 1 cặp chỉ số thành phần, số cặp có tương quan rõ rệt là 1 khi")
    assert said[1:] == [
        "Tương quan chặt nhất là giữa chỉ số 1 và chỉ số 2: r = 0,50 (khoảng tin cậy 95%: 0,30 đến "
        "0,70, n = 61)."
    ]


def test_one_dimension_has_nothing_to_be_compared_with():
    spreads = pd.DataFrame({"sd_percent": [4.0]}, index=["d1"])
    assert patterns.most_and_least(VI, spreads, {"d1": "x"}) == ""
