import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import linregress, t
from statsmodels.regression.linear_model import OLS

from analysis import store
from analysis.errors import BadParameter, TooFewObservations
from analysis.trend import trend
from analysis.trend.least_squares import fit_lines

R = json.loads((Path(__file__).parents[1] / "data" / "r" / "trend.json").read_text())


def own_series(code: str) -> pd.Series:
    scores = store.load_scores("papi", component="d1", years=range(2016, 2025))
    return scores[scores["province_code"] == code].set_index("year")["score"]


def series(seed: int, n: int, *, start: int = 2011) -> pd.Series:
    rng = np.random.default_rng(seed)
    return pd.Series(40 + rng.normal(0, 2, n).cumsum(), index=range(start, start + n))


@pytest.mark.parametrize("n", [3, 4, 5, 9, 14])
@pytest.mark.parametrize("seed", range(5))
def test_slope_and_error_are_those_of_statsmodels(seed: int, n: int) -> None:
    values = series(seed, n)
    fit = trend(values)
    x = values.index.to_numpy(dtype=float)
    lag = int(4 * (n / 100) ** (2 / 9))
    expected = OLS(values.to_numpy(), np.column_stack([np.ones(n), x - 2011])).fit(
        cov_type="HAC", cov_kwds={"maxlags": lag, "use_correction": False}
    )
    assert fit.slope == pytest.approx(expected.params[1], abs=1e-10)
    assert fit.intercept == pytest.approx(expected.params[0], abs=1e-9)
    assert fit.error == pytest.approx(expected.bse[1], abs=1e-10)
    assert fit.fitted(2013) == pytest.approx(expected.params[0] + 2 * expected.params[1], abs=1e-9)
    assert (fit.n, fit.first_year, fit.last_year) == (n, 2011, 2010 + n)


@pytest.mark.parametrize("reference", R["newey_west"], ids=lambda row: row["code"])
def test_slope_and_error_are_those_of_r(reference: dict) -> None:
    fit = trend(own_series(reference["code"]))
    assert fit.n == reference["n"]
    assert fit.slope == pytest.approx(reference["slope"], abs=1e-9)
    assert fit.error == pytest.approx(reference["error"], abs=1e-9)


@pytest.mark.parametrize("level", [0.8, 0.95, 0.999])
@pytest.mark.parametrize("years", [(2019, 2020, 2021), (2015, 2020, 2021)])
def test_three_years_give_the_textbook_interval(years: tuple[int, ...], level: float) -> None:
    # The residuals of three points are one number times fixed ones: any robust error is a
    # fixed multiple of the usual one.
    values = pd.Series([1.0, 2.5, 2.0], index=years)
    expected = linregress(values.index, values)
    half = t.ppf((1 + level) / 2, 1) * expected.stderr
    fit = trend(values, level=level)
    assert (fit.low, fit.high) == pytest.approx(
        (expected.slope - half, expected.slope + half), rel=1e-8
    )


def test_error_by_hand() -> None:
    # y = 1, 2, 2, 3, 5: slope 0.9, residuals 0.2, 0.3, -0.6, -0.5, 0.6, times x: -0.4, -0.3,
    # 0, -0.5, 1.2. Squares 1.94; neighbours -0.48, two apart 0.15: 1.94 + 2(2/3·-0.48 + 1/3·0.15).
    fit = trend(pd.Series([1.0, 2, 2, 3, 5], index=range(2019, 2024)))
    assert fit.slope == pytest.approx(0.9, abs=1e-12)
    assert fit.error == pytest.approx(math.sqrt(1.4) / 10, abs=1e-12)


@pytest.mark.parametrize("n", [4, 5, 9, 14])
@pytest.mark.parametrize("share", [0.05, 0.01])
def test_critical_values_are_the_quantiles_of_simulated_statistics(n: int, share: float) -> None:
    years = np.arange(2000.0, 2000 + n)
    lines = fit_lines(years, np.random.default_rng(1).normal(size=(100_000, n)), share)
    missed = np.mean((lines.low > 0) | (lines.high < 0))
    # Three standard errors of a proportion of 100,000.
    assert missed == pytest.approx(share, abs=3 * math.sqrt(share / 100_000))


def test_a_gap_counts_by_the_calendar() -> None:
    # 2011 and 2021 are no neighbours, so only the pair 2021-2022 shares an error.
    values = pd.Series([1.0, 4.0, 2.0], index=[2011, 2021, 2022])
    x = np.array([-7.0, 3, 4])
    load = x / (x @ x)
    slope = load @ values.to_numpy()
    u = load * (values.to_numpy() - values.mean() - slope * x)
    assert trend(values).error == pytest.approx(math.sqrt(u @ u + u[1] * u[2]), abs=1e-12)


@pytest.mark.parametrize(("level", "family"), [(0.0, 1), (1.0, 1), (math.nan, 1), (0.95, 0)])
def test_levels_and_families_out_of_range(level: float, family: int) -> None:
    with pytest.raises(BadParameter):
        trend(series(1, 9), level=level, family=family)


def test_a_family_shares_the_error() -> None:
    values = series(4, 9)
    one, eight = trend(values, level=1 - 0.05 / 8), trend(values, level=0.95, family=8)
    assert (one.low, one.high) == pytest.approx((eight.low, eight.high))
    assert (eight.level, eight.family) == (0.95, 8)


def test_only_the_last_stretch_is_used() -> None:
    values = series(1, 14)
    fit = trend(values, breaks=(2016, 2018, 2021))
    alone = trend(values.loc[2021:])
    assert (fit.slope, fit.low, fit.high) == (alone.slope, alone.low, alone.high)
    assert fit.left_out == tuple(range(2011, 2021))
    assert alone.left_out == ()


def test_years_left_out_are_those_with_a_value() -> None:
    values = series(1, 14)
    values.loc[[2012, 2020]] = np.nan
    assert trend(values, breaks=(2016, 2021)).left_out == (
        2011, 2013, 2014, 2015, 2016, 2017, 2018, 2019
    )  # fmt: skip


def test_a_break_after_the_last_value_splits_nothing() -> None:
    values = series(2, 5)
    assert trend(values, breaks=(2016,)) == trend(values)
    assert trend(values, breaks=(2011,)) == trend(values)


def test_the_last_value_may_be_the_only_one_after_a_break() -> None:
    with pytest.raises(TooFewObservations) as caught:
        trend(series(2, 5), breaks=(2015,))
    assert (caught.value.n, caught.value.needed) == (1, 3)


def test_missing_years_are_left_out_and_not_filled() -> None:
    values = pd.Series([1.0, np.nan, np.nan, 4.5, 5.0, 7.0], index=range(2018, 2024))
    expected = linregress([2018, 2021, 2022, 2023], [1.0, 4.5, 5.0, 7.0])
    fit = trend(values)
    assert fit.slope == pytest.approx(expected.slope, abs=1e-12)
    assert (fit.n, fit.first_year, fit.last_year) == (4, 2018, 2023)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_too_few_years(n: int) -> None:
    with pytest.raises(TooFewObservations, match=f"at least 3 comparable years, got {n}"):
        trend(series(1, n))


def test_missing_values_do_not_count_as_years() -> None:
    with pytest.raises(TooFewObservations, match="got 2"):
        trend(pd.Series([1.0, np.nan, 2.0], index=[2020, 2021, 2022]))


@pytest.mark.parametrize("value", [0.0, 0.1, 1 / 3, 42.4242, 1e6 / 7])
@pytest.mark.parametrize("n", [3, 5, 11])
def test_a_constant_series_has_no_trend(value: float, n: int) -> None:
    fit = trend(pd.Series(value, index=range(2010, 2010 + n)))
    assert (fit.slope, fit.low, fit.high, fit.intercept) == (0, 0, 0, value)
    assert fit.verdict == ("no_clear_trend" if n >= 5 else "too_few_years")


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ([1.0, 2.1, 2.9, 4.0, 5.1], "rising"),
        ([5.1, 4.0, 2.9, 2.1, 1.0], "falling"),
        ([1.0, 3.0, 2.0, 1.0, 3.0], "no_clear_trend"),
        ([1.0, 2.1, 2.9, 4.0], "too_few_years"),
    ],
)
def test_verdicts(values: list[float], verdict: str) -> None:
    assert trend(pd.Series(values, index=range(2019, 2019 + len(values)))).verdict == verdict


def test_a_family_of_trends_asks_for_more_evidence() -> None:
    values = pd.Series([1.0, 1.8, 1.1, 2.3, 1.7, 2.6], index=range(2018, 2024))
    assert trend(values).verdict == "rising"
    assert trend(values, family=8).verdict == "no_clear_trend"


def test_the_order_of_the_rows_does_not_matter() -> None:
    values = series(3, 9)
    assert trend(values.sample(frac=1, random_state=1), breaks=(2014,)) == trend(
        values, breaks=(2014,)
    )
