import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import store
from analysis.change import galton, regression_to_mean
from analysis.errors import (
    BadParameter,
    BreakInside,
    IncompletePanel,
    NoData,
    TooFewObservations,
)
from analysis.panel import Panel, panel

R = Path(__file__).parent / "data" / "r" / "change.json"


@pytest.fixture(scope="module")
def papi() -> Panel:
    return panel(store.load_scores(), "papi")


def synthetic(table: pd.DataFrame) -> Panel:
    return Panel("papi", "overall", "score", table, (), True, 63)


def test_the_regression_is_that_of_r(papi: Panel) -> None:
    expected = json.loads(R.read_text(encoding="utf-8"))
    fit = galton(papi)
    assert fit.n == expected["n"]
    assert fit.intercept == pytest.approx(expected["intercept"], abs=1e-9)
    assert fit.slope.value == pytest.approx(expected["slope"], abs=1e-9)
    assert fit.slope.low == pytest.approx(expected["slope_low"], abs=1e-9)
    assert fit.slope.high == pytest.approx(expected["slope_high"], abs=1e-9)
    assert fit.residual_sd == pytest.approx(expected["residual_sd"], abs=1e-9)


def test_no_pair_crosses_a_break_and_no_later_year_is_used(papi: Panel) -> None:
    fit = galton(papi)
    assert set(fit.years).isdisjoint({2011, *papi.breaks})
    early = galton(papi, last_year=2015)
    assert early.years == (2012, 2013, 2014, 2015)
    changed = papi.table.copy()
    changed[2016] = changed[2016].iloc[::-1].to_numpy()
    later = Panel("papi", "overall", "score", changed, papi.breaks, True, 63)
    assert galton(later, last_year=2015).slope == early.slope


def test_the_rise_of_binh_dinh_by_hand(papi: Panel) -> None:
    found = regression_to_mean(papi, "52", 2020)
    before, after = (papi.table[y].dropna() for y in (2019, 2020))
    z = (before["52"] - before.mean()) / before.std()
    movement = (after["52"] - after.mean()) - (before["52"] - before.mean())
    fit = galton(papi, last_year=2020)
    expected = (fit.intercept + fit.slope.value * z) * after.std() - (before["52"] - before.mean())
    assert found.before == pytest.approx(z, abs=1e-12)
    assert found.movement == pytest.approx(movement, abs=1e-12)
    assert found.expected.value == pytest.approx(expected, abs=1e-12)
    assert found.excess == pytest.approx(movement - expected, abs=1e-12)
    # The last of 63 provinces in 2019.
    assert found.share_as_far == pytest.approx(1 / 63)
    assert found.warning == "rise_after_low"
    assert found.years == (2019, 2020)


def test_a_fit_given_spares_fitting_it(papi: Panel) -> None:
    fit = galton(papi, last_year=2023)
    assert regression_to_mean(papi, "08", 2023, fit=fit) == regression_to_mean(papi, "08", 2023)
    with pytest.raises(BadParameter, match="to 2023"):
        regression_to_mean(papi, "08", 2024, fit=fit)
    other = panel(store.load_scores(), "papi", "d1")
    with pytest.raises(BadParameter, match="papi d1"):
        regression_to_mean(other, "08", 2023, fit=fit)


def test_warnings_need_an_extreme_year_and_a_movement_back(papi: Panel) -> None:
    fit = galton(papi)
    seen = set()
    for code in papi.table.index:
        for year in (2022, 2023, 2024):
            try:
                found = regression_to_mean(papi, code, year, fit=fit)
            except NoData:
                continue
            seen.add(found.warning)
            if found.warning == "rise_after_low":
                assert found.before <= -1.28
                assert found.movement > 0
            elif found.warning == "fall_after_high":
                assert found.before >= 1.28
                assert found.movement < 0
            else:
                assert abs(found.before) < 1.28 or found.before * found.movement >= 0
    assert seen == {"rise_after_low", "fall_after_high", "none"}


def test_pure_chance_regresses_wholly_and_no_chance_not_at_all() -> None:
    rng = np.random.default_rng(7)
    codes = [f"{i:02}" for i in range(1, 64)]
    chance = pd.DataFrame(rng.normal(size=(63, 12)), codes, range(2001, 2013))
    assert galton(synthetic(chance)).slope.value == pytest.approx(0, abs=0.1)
    fixed = pd.DataFrame(
        np.linspace(30, 50, 63)[:, None] + np.arange(12.0), codes, range(2001, 2013)
    )
    found = regression_to_mean(synthetic(fixed), "01", 2005)
    assert found.slope.value == pytest.approx(1)
    assert found.movement == pytest.approx(0, abs=1e-9)
    assert found.expected.value == pytest.approx(0, abs=1e-9)


def test_bad_questions(papi: Panel) -> None:
    scores = store.load_scores()
    with pytest.raises(BreakInside, match="2021"):
        regression_to_mean(papi, "08", 2021)
    with pytest.raises(NoData, match="papi overall in 2023"):
        regression_to_mean(papi, "22", 2023)
    with pytest.raises(IncompletePanel, match="par_index"):
        galton(panel(scores, "par_index", allow_partial=True))
    with pytest.raises(BadParameter, match="takes scores"):
        galton(panel(scores, "papi", measure="rank"))
    with pytest.raises(BadParameter):
        galton(papi, level=1.0)
    with pytest.raises(TooFewObservations) as caught:
        galton(papi, last_year=2011)
    assert (caught.value.n, caught.value.needed) == (0, 30)


@pytest.mark.slow
def test_intervals_of_single_provinces_cover_on_2000_panels() -> None:
    # An autoregression whose provinces regress by 40 per cent a year.
    rng = np.random.default_rng(11)
    codes = [f"{i:02}" for i in range(1, 64)]
    slopes, hits = [], []
    for _ in range(2000):
        z = np.empty((63, 10))
        z[:, 0] = rng.normal(size=63)
        for t in range(1, 10):
            z[:, t] = 0.6 * z[:, t - 1] + rng.normal(0, 0.8, 63)
        fake = synthetic(pd.DataFrame(40 + z, codes, range(2011, 2021)))
        fit = galton(fake, last_year=2020)
        slopes.append(fit.slope.low <= 0.6 <= fit.slope.high)
        hits.append(regression_to_mean(fake, "05", 2020, fit=fit).within_expected)
    assert np.mean(hits) == pytest.approx(0.95, abs=0.02)
    assert np.mean(slopes) == pytest.approx(0.95, abs=0.02)
