import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import kendalltau, theilslopes

from analysis import store
from analysis.errors import BadParameter, TooFewObservations
from analysis.trend import theil_sen

R = json.loads((Path(__file__).parents[1] / "data" / "r" / "trend.json").read_text())
TIES = pd.Series([3.0, 1, 2, 3, 5, 5, 4, 7, 7], index=range(2016, 2025))


def own_series(code: str) -> pd.Series:
    scores = store.load_scores("papi", component="d1", years=range(2016, 2025))
    return scores[scores["province_code"] == code].set_index("year")["score"]


@pytest.mark.parametrize("reference", R["kendall"], ids=lambda row: row["code"])
def test_slope_and_test_are_those_of_r(reference: dict) -> None:
    found = theil_sen(own_series(reference["code"]))
    assert (found.n, found.s, found.exact) == (reference["n"], reference["s"], True)
    assert found.slope == pytest.approx(reference["slope"], abs=1e-9)
    assert found.tau == pytest.approx(reference["tau"], abs=1e-9)
    assert found.p == pytest.approx(reference["p"], abs=1e-9)


def test_ties_are_those_of_r() -> None:
    reference, found = R["kendall_ties"], theil_sen(TIES)
    assert (found.s, found.exact) == (reference["s"], False)
    assert found.slope == pytest.approx(reference["slope"], abs=1e-9)
    assert found.tau == pytest.approx(reference["tau"], abs=1e-9)
    assert found.p == pytest.approx(reference["p"], abs=1e-9)


@pytest.mark.parametrize("n", [3, 4, 5, 6, 9, 14, 40])
@pytest.mark.parametrize("seed", range(4))
def test_slope_and_test_are_those_of_scipy(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    values = pd.Series(rng.normal(size=n).cumsum(), index=range(1980, 1980 + n))
    found = theil_sen(values)
    assert found.slope == pytest.approx(theilslopes(values, values.index).slope, abs=1e-12)
    expected = kendalltau(values.index, values, method="exact")
    assert found.tau == pytest.approx(expected.statistic, abs=1e-12)
    assert found.p == pytest.approx(expected.pvalue, abs=1e-12)


def test_interval_of_nine_years_by_the_table() -> None:
    # Hollander and Wolfe, table of Kendall's K: P(K >= 20) = 0.022 at n = 9, so 8 of the 36
    # slopes lie outside at each end (18 - 20/2 = 8), and the interval holds with 1 - 2·0.0223.
    slopes, found = R["kendall"][1]["slopes"], theil_sen(own_series("08"))
    assert (found.low, found.high) == pytest.approx((slopes[8], slopes[-9]), abs=1e-9)
    assert found.attained == pytest.approx(0.955, abs=0.001)


@pytest.mark.parametrize(("n", "attained"), [(3, 1 - 2 / 6), (4, 1 - 2 / 24), (5, 1 - 2 / 120)])
def test_few_years_attain_few_levels(n: int, attained: float) -> None:
    found = theil_sen(pd.Series([1.0, 5, 2, 4, 3][:n], index=range(2019, 2019 + n)))
    assert found.attained == pytest.approx(attained)
    assert found.verdict == ("too_few_years" if n < 5 else "no_clear_trend")


@pytest.mark.parametrize("seed", range(200))
def test_test_and_interval_agree(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = pd.Series(rng.normal(size=8) + 0.25 * np.arange(8), index=range(2010, 2018))
    found = theil_sen(values)
    assert (found.low > 0, found.high < 0) == (
        found.verdict == "rising", found.verdict == "falling"
    )  # fmt: skip


def test_a_constant_series_has_no_trend() -> None:
    found = theil_sen(pd.Series(0.1, index=range(2010, 2019)))
    assert (found.slope, found.low, found.high, found.s, found.tau, found.p) == (0, 0, 0, 0, 0, 1)
    assert found.verdict == "no_clear_trend"


def test_one_wild_year_does_not_move_the_slope_far() -> None:
    values = pd.Series(np.arange(9.0), index=range(2010, 2019))
    values[2018] = 100
    assert theil_sen(values).slope == 1
    assert theil_sen(values).verdict == "rising"


def test_only_the_last_stretch_is_used() -> None:
    values = pd.Series([9.0, 1, 2, 4, 3, 5, np.nan, 8], index=range(2011, 2019))
    found = theil_sen(values, breaks=(2012,))
    assert found.left_out == (2011,)
    assert (found.n, found.first_year, found.last_year) == (6, 2012, 2018)
    shuffled = theil_sen(values.sample(frac=1, random_state=2), breaks=(2012,))
    assert shuffled == found


def test_bad_input() -> None:
    with pytest.raises(TooFewObservations, match="at least 3 comparable years, got 2"):
        theil_sen(pd.Series([1.0, 2.0], index=[2020, 2021]))
    with pytest.raises(BadParameter):
        theil_sen(TIES, level=math.nan)


def test_a_family_asks_for_more_evidence() -> None:
    values = pd.Series([1.0, 2, 3, 4, 5], index=range(2019, 2024))
    assert theil_sen(values).verdict == "rising"
    # Five years can give no smaller p-value than 2 in 120.
    assert theil_sen(values, family=8).verdict == "no_clear_trend"
