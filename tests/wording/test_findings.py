"""What is said of trends and correlations, in every verdict."""

import pytest

from analysis.relate import Correlation, Estimate, Measure
from analysis.trend import Trend, Verdict
from analysis.wording import findings, language

VI, EN = language("vi"), language("en")


def a_trend(verdict: Verdict, slope: float, low: float, high: float) -> Trend:
    return Trend(
        slope=slope, low=low, high=high, level=0.95, family=8, n=6, first_year=2018,
        last_year=2023, left_out=(), intercept=5.0, verdict=verdict, error=0.05,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("trend", "unit", "vi", "en"),
    [
        pytest.param(
            a_trend("rising", 0.125, 0.01, 0.24), "points",
            "Quản trị điện tử: tăng bình quân 0,13 điểm mỗi năm trong giai đoạn 2018–2023 "
            "(6 năm so sánh được, khoảng tin cậy 95%: +0,01 đến +0,24).",
            "Quản trị điện tử rose by 0.13 points a year on average in 2018–2023 "
            "(6 comparable years, 95% interval +0.01 to +0.24).",
            id="rising",
        ),
        pytest.param(
            a_trend("falling", -0.2, -0.36, -0.04), "points",
            "Quản trị điện tử: giảm bình quân 0,20 điểm mỗi năm trong giai đoạn 2018–2023 "
            "(6 năm so sánh được, khoảng tin cậy 95%: −0,36 đến −0,04).",
            "Quản trị điện tử fell by 0.20 points a year on average in 2018–2023 "
            "(6 comparable years, 95% interval −0.36 to −0.04).",
            id="falling",
        ),
        pytest.param(
            a_trend("rising", 1.5, 0.5, 2.5), "percent",
            "Quản trị điện tử: tăng bình quân 1,50 điểm phần trăm mỗi năm trong giai đoạn "
            "2018–2023 (6 năm so sánh được, khoảng tin cậy 95%: +0,50 đến +2,50).",
            "Quản trị điện tử rose by 1.50 percentage points a year on average in 2018–2023 "
            "(6 comparable years, 95% interval +0.50 to +2.50).",
            id="rising, per cent",
        ),
        pytest.param(
            a_trend("no_clear_trend", 0.05, -0.1, 0.2), "points",
            "Quản trị điện tử: không có xu hướng rõ rệt trong giai đoạn 2018–2023 (6 năm so sánh "
            "được; mức thay đổi mỗi năm từ −0,10 đến +0,20 với độ tin cậy 95%).",
            "Quản trị điện tử shows no clear trend in 2018–2023 (6 comparable years; change a "
            "year −0.10 to +0.20 with 95% confidence).",
            id="no clear trend",
        ),
        pytest.param(
            a_trend("too_few_years", -0.9, -5.8, 3.9), "points",
            "Quản trị điện tử mới có 6 năm so sánh được (2018–2023), chưa đủ để nói về xu hướng: "
            "khoảng tin cậy 95% của mức thay đổi mỗi năm trải từ −5,80 đến +3,90.",
            "Quản trị điện tử has only 6 comparable years (2018–2023), too few for a trend: the "
            "95% interval of the change a year runs from −5.80 to +3.90.",
            id="too few years for a verdict",
        ),
    ],
)  # fmt: skip
def test_trend(trend, unit, vi, en):
    found = [
        findings.trend_of(lang, trend, name="Quản trị điện tử", unit=unit, n=trend.n)
        for lang in (VI, EN)
    ]
    assert found == [vi, en]


@pytest.mark.parametrize(
    ("n", "vi", "en"),
    [
        (0, "PAPI mới có 0 năm so sánh được với nhau, chưa đủ để nói về xu hướng.",
         "PAPI has 0 comparable years, too few for a trend."),
        (1, "PAPI mới có 1 năm so sánh được với nhau, chưa đủ để nói về xu hướng.",
         "PAPI has 1 comparable year, too few for a trend."),
        (2, "PAPI mới có 2 năm so sánh được với nhau, chưa đủ để nói về xu hướng.",
         "PAPI has 2 comparable years, too few for a trend."),
    ],
)  # fmt: skip
def test_too_few_years_even_for_an_interval(n, vi, en):
    found = [findings.trend_of(lang, None, name="PAPI", unit="points", n=n) for lang in (VI, EN)]
    assert found == [vi, en]


def a_correlation(pearson: Estimate, spearman: Estimate, years: tuple[int, ...]) -> Correlation:
    return Correlation(
        x=Measure("operations", "score_766_progress"), y=Measure("sipas", "overall"), n=1068,
        provinces=("01", "08", "22"), years=years, frame="vn63", pearson=pearson,
        spearman=spearman, kendall=spearman, level=0.95, seed=1, draws=4000, partial=True,
        method="bootstrap",
    )  # fmt: skip


POSITIVE, POSITIVE_TOO = Estimate(0.505, 0.17, 0.7), Estimate(0.45, 0.001, 0.67)
NEGATIVE, NEGATIVE_TOO = Estimate(-0.505, -0.7, -0.17), Estimate(-0.45, -0.67, -0.001)
OPEN = Estimate(0.09, -0.4, 0.56)
SAME_VI = "Trong mẫu này, hai đại lượng biến thiên cùng chiều."
AGAINST_VI = "Trong mẫu này, hai đại lượng biến thiên ngược chiều."
OPEN_VI = "Khoảng tin cậy chứa số 0: mẫu này chưa cho thấy mối liên hệ rõ rệt."
SAME_EN = "The two go together in this sample."
AGAINST_EN = "The two move against each other in this sample."
OPEN_EN = "The intervals hold zero: the sample shows no clear link."


def test_correlation_in_vietnamese():
    found = a_correlation(POSITIVE, POSITIVE_TOO, (2022, 2023))
    assert findings.correlation(VI, found, x="điểm tiến độ", y="SIPAS") == (
        "Trên 1.068 cặp số liệu của 3 tỉnh, thành phố (năm 2022–2023), điểm tiến độ và SIPAS có "
        "hệ số tương quan Pearson 0,51 (từ 0,17 đến 0,70) và Spearman 0,45 (từ 0,00 đến 0,67) "
        "(khoảng tin cậy 95%, 4.000 lần lấy mẫu lại theo tỉnh). " + SAME_VI
    )


def test_correlation_in_english():
    found = a_correlation(NEGATIVE, NEGATIVE_TOO, (2023,))
    assert findings.correlation(EN, found, x="the progress score", y="SIPAS") == (
        "Over 1,068 pairs from 3 provinces (2023), the progress score and SIPAS have a Pearson "
        "correlation of −0.51 (−0.70 to −0.17) and a Spearman correlation of −0.45 (−0.67 to "
        "0.00) (95% intervals, 4,000 bootstrap draws of whole provinces). " + AGAINST_EN
    )


@pytest.mark.parametrize(
    ("pearson", "spearman", "vi", "en"),
    [
        (POSITIVE, POSITIVE_TOO, SAME_VI, SAME_EN),
        (NEGATIVE, NEGATIVE_TOO, AGAINST_VI, AGAINST_EN),
        (OPEN, OPEN, OPEN_VI, OPEN_EN),
        (POSITIVE, OPEN, OPEN_VI, OPEN_EN),
        (OPEN, NEGATIVE, OPEN_VI, OPEN_EN),
        (POSITIVE, Estimate(0.4, 0.0, 0.6), OPEN_VI, OPEN_EN),
    ],
)
def test_the_verdict_needs_both_intervals_on_one_side_of_zero(pearson, spearman, vi, en):
    found = a_correlation(pearson, spearman, (2022, 2023))
    said = [findings.correlation(lang, found, x="x", y="y") for lang in (VI, EN)]
    assert said[0].endswith(f"). {vi}")
    assert said[1].endswith(f"). {en}")
