import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import linregress, t

from analysis.errors import TooFewObservations
from analysis.trend import trend


def series(seed: int, n: int, *, start: int = 2011) -> pd.Series:
    rng = np.random.default_rng(seed)
    return pd.Series(40 + rng.normal(0, 2, n).cumsum(), index=range(start, start + n))


@pytest.mark.parametrize("n", [3, 4, 5, 9, 14])
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("level", "family"), [(0.95, 1), (0.95, 8), (0.8, 3)])
def test_trend_is_that_of_scipy_and_numpy_with_the_textbook_interval(
    seed: int, n: int, level: float, family: int
) -> None:
    values = series(seed, n)
    fit = trend(values, level=level, family=family)
    expected = linregress(values.index, values)
    slope, constant = np.polyfit(values.index.to_numpy(dtype=float) - 2011, values, 1)
    half = t.ppf(1 - (1 - level) / family / 2, n - 2) * expected.stderr
    assert fit.slope == pytest.approx(expected.slope, abs=1e-10)
    assert fit.slope == pytest.approx(slope, abs=1e-10)
    assert fit.intercept == pytest.approx(constant, abs=1e-10)
    assert fit.low == pytest.approx(expected.slope - half, abs=1e-9)
    assert fit.high == pytest.approx(expected.slope + half, abs=1e-9)
    assert fit.fitted(2013) == pytest.approx(expected.intercept + 2013 * slope, abs=1e-9)
    assert (fit.n, fit.first_year, fit.last_year) == (n, 2011, 2010 + n)
    assert (fit.level, fit.family) == (level, family)


def test_interval_by_hand() -> None:
    # y = 1, 2, 2, 3, 5 on x = -2 ... 2: Sxx 10, Sxy 9, residual sum of squares 1.1.
    fit = trend(pd.Series([1.0, 2, 2, 3, 5], index=range(2019, 2024)))
    half = 3.182446305284263 * math.sqrt(1.1 / 3 / 10)
    assert fit.slope == pytest.approx(0.9, abs=1e-12)
    assert (fit.low, fit.high) == pytest.approx((0.9 - half, 0.9 + half), abs=1e-9)


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
    values = pd.Series([1.0, 1.5, 1.4, 2.0, 2.1], index=range(2019, 2024))
    assert trend(values).verdict == "rising"
    assert trend(values, family=8).verdict == "no_clear_trend"


def test_the_order_of_the_rows_does_not_matter() -> None:
    values = series(3, 9)
    assert trend(values.sample(frac=1, random_state=1), breaks=(2014,)) == trend(
        values, breaks=(2014,)
    )
