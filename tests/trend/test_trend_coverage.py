"""Whether intervals cover true slopes as often as they say, on 2,000 simulated panels each."""

import numpy as np
import pandas as pd
import pytest

from analysis.panel import Panel
from analysis.trend import shrunken_slopes, trends
from analysis.trend.least_squares import fit_lines
from analysis.trend.sen import median_slopes

PANELS, PROVINCES, SLOPE = 2000, 63, 0.3


def errors(n: int, correlation: float, seed: int) -> np.ndarray:
    apart = np.abs(np.subtract.outer(np.arange(n), np.arange(n)))
    root = np.linalg.cholesky(correlation**apart if correlation else np.eye(n))
    drawn = np.random.default_rng(seed).normal(size=(PANELS * PROVINCES, n))
    return np.asarray(drawn @ root.T)


@pytest.mark.slow
@pytest.mark.parametrize("n", [3, 4, 5, 7, 9, 14])
def test_intervals_of_single_series_cover(n: int) -> None:
    years = np.arange(2000.0, 2000 + n)
    values = 40 + SLOPE * (years - 2000) + errors(n, 0, n)
    lines, medians = fit_lines(years, values, 0.05), median_slopes(years, values, 0.05)
    covered = np.mean((lines.low <= SLOPE) & (lines.high >= SLOPE))
    assert covered == pytest.approx(0.95, abs=0.005)
    covered = np.mean((medians.low <= SLOPE) & (medians.high >= SLOPE))
    assert covered == pytest.approx(medians.attained[0], abs=0.005)


# As the docstring of `trend` has it.
@pytest.mark.slow
@pytest.mark.parametrize(
    ("n", "correlation", "expected"),
    [
        (4, 0.3, 0.93), (4, 0.5, 0.91), (4, 0.7, 0.88), (5, 0.3, 0.92), (5, 0.5, 0.89),
        (5, 0.7, 0.86), (7, 0.3, 0.91), (7, 0.5, 0.87), (7, 0.7, 0.81), (9, 0.3, 0.91),
        (9, 0.5, 0.86), (9, 0.7, 0.79), (14, 0.3, 0.91), (14, 0.5, 0.86), (14, 0.7, 0.78),
    ],
)  # fmt: skip
def test_coverage_under_autocorrelation_is_as_stated(
    n: int, correlation: float, expected: float
) -> None:
    lines = fit_lines(np.arange(2000.0, 2000 + n), errors(n, correlation, n), 0.05)
    covered = np.mean((lines.low <= 0) & (lines.high >= 0))
    assert covered == pytest.approx(expected, abs=0.01)


def simulated(
    provinces: int, spread: float, random: np.random.Generator
) -> tuple[Panel, pd.Series]:
    codes = [f"{i:02}" for i in range(provinces)]
    years, slopes = np.arange(2016, 2025), SLOPE + random.normal(0, spread, provinces)
    values = random.normal(40, 1, (provinces, 1)) + np.outer(slopes, years - 2020)
    values += random.normal(0, 1, values.shape)
    table = pd.DataFrame(values, index=codes, columns=years)
    return Panel("papi", "d1", "distance", table, (), True, provinces), pd.Series(slopes, codes)


@pytest.mark.slow
def test_intervals_of_shrunken_slopes_cover_on_average() -> None:
    random = np.random.default_rng(3)
    covered, national = [], []
    for _ in range(PANELS):
        panel, truth = simulated(20, 0.15, random)
        found = shrunken_slopes(panel)
        covered.append(truth.between(found.table["low"], found.table["high"]).mean())
        national.append(found.national.low <= SLOPE <= found.national.high)
    assert np.mean(covered) == pytest.approx(0.95, abs=0.02)
    assert np.mean(national) == pytest.approx(0.95, abs=0.03)


@pytest.mark.slow
@pytest.mark.parametrize("spread", [0.03, 0.08, 0.15])
def test_shrinking_brings_slopes_nearer_to_the_truth(spread: float) -> None:
    random = np.random.default_rng(4)
    own, shrunken = [], []
    for _ in range(60):
        panel, truth = simulated(63, spread, random)
        table = trends(panel).table
        own.append(((table["slope"] - truth) ** 2).mean())
        shrunken.append(((table["shrunken_slope"] - truth) ** 2).mean())
    # Of own slopes with reliability r, the best linear prediction leaves the share r.
    reliability = spread**2 / (spread**2 + 1 / 60)
    assert np.mean(shrunken) / np.mean(own) == pytest.approx(reliability, abs=0.06)
