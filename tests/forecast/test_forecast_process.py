"""The quick algebra of the process against one dense normal distribution of all cells."""

from dataclasses import astuple
from typing import NamedTuple

import numpy as np
import pytest
from data.provincial_process import covariance, draw_values, some_process
from scipy.stats import multivariate_normal

from analysis.errors import TooFewObservations
from analysis.forecast.predict import ErrorShape, error_shape, predict
from analysis.forecast.process import Process, fit_process, history, log_likelihood

AHEAD = 2


class Case(NamedTuple):
    process: Process
    values: np.ndarray
    years: np.ndarray
    editions: np.ndarray
    regions: list[str]

    @property
    def given(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str]]:
        return self.values, self.years, self.editions, self.regions


def case(seed: int) -> Case:
    """Make a small panel with holes, a region of one province, and one without any result."""
    rng = np.random.default_rng(seed)
    provinces, years = int(rng.integers(9, 15)), int(rng.integers(3, 7))
    calendar = 2011.0 + np.arange(years)
    if seed % 2:
        calendar[-1] += 2  # a gap in the years
    editions = np.sort(rng.integers(0, 3, size=years)).astype(float)
    regions = ["only", *rng.choice(["north", "south"], size=provinces - 2), "silent"]
    process = some_process(rng)
    values = draw_values(process, calendar, editions, regions, rng)
    values[rng.random(values.shape) < 0.3] = np.nan
    # One province, and with the last one a whole region, has no result at all.
    values[1], values[-1] = np.nan, np.nan
    values[0, 0] = 0.5
    return Case(process, values, calendar, editions, regions)


def edge(**given: float) -> Case:
    """Make a case at an end of the range of the parameters."""
    plain = {"edition": 0.2, "own": 0.5, "noise": 0.3, "region": 0.1, "region_noise": 0.05,
             "persistence": 0.85}  # fmt: skip
    return case(2)._replace(process=Process(**plain | given))


CASES = [case(seed) for seed in range(8)]
EDGES = [
    edge(noise=np.exp(-9)),
    edge(edition=np.exp(4), own=np.exp(-9)),
    edge(region=np.exp(-9), region_noise=np.exp(-9)),
    edge(region=np.exp(4), persistence=0.982),
    edge(persistence=0.0001),
]


class Dense(NamedTuple):
    """Mean and covariance of the years ahead, province by province, given what is known."""

    loglik: float
    mean: np.ndarray
    covariance: np.ndarray


def dense(one: Case) -> Dense:
    n = len(one.years)
    every_year = [*one.years, *(one.years[-1] + 1 + np.arange(AHEAD))]
    every_edition = [*one.editions, *[one.editions[-1]] * AHEAD]
    full = covariance(one.process, every_year, every_edition, one.regions)
    values = np.hstack([one.values, np.full((len(one.values), AHEAD), np.nan)]).ravel()
    known = ~np.isnan(values)
    ahead = np.tile(np.arange(n + AHEAD) >= n, len(one.values))
    prior, cross = full[np.ix_(known, known)], full[np.ix_(ahead, known)]
    weights = np.linalg.solve(prior, cross.T).T
    return Dense(
        multivariate_normal(cov=prior).logpdf(values[known]),
        weights @ values[known],
        full[np.ix_(ahead, ahead)] - weights @ cross.T,
    )


@pytest.mark.parametrize("one", CASES)
def test_the_likelihood_is_that_of_one_normal_distribution(one: Case) -> None:
    found = log_likelihood(one.process, history(*one.given))
    constant = -0.5 * np.log(2 * np.pi) * np.count_nonzero(~np.isnan(one.values))
    assert found + constant == pytest.approx(dense(one).loglik, abs=1e-8)


@pytest.mark.parametrize("one", CASES)
def test_predictions_are_conditional_means_and_spreads(one: Case) -> None:
    made, expected = predict(one.process, *one.given, AHEAD), dense(one)
    assert made.mean.ravel() == pytest.approx(expected.mean, abs=1e-8)
    assert made.sd.ravel() == pytest.approx(np.sqrt(np.diag(expected.covariance)), abs=1e-8)


@pytest.mark.parametrize("one", EDGES)
def test_ends_of_the_range_of_parameters_do_no_harm(one: Case) -> None:
    expected = dense(one)
    constant = -0.5 * np.log(2 * np.pi) * np.count_nonzero(~np.isnan(one.values))
    found = log_likelihood(one.process, history(*one.given)) + constant
    assert found == pytest.approx(expected.loglik, rel=1e-8)
    made = predict(one.process, *one.given, AHEAD)
    assert made.mean.ravel() == pytest.approx(expected.mean, abs=1e-7)
    assert made.sd.ravel() == pytest.approx(np.sqrt(np.diag(expected.covariance)), abs=1e-7)


@pytest.mark.parametrize("one", CASES[:4])
def test_the_roots_give_the_joint_covariance(one: Case) -> None:
    made, expected = predict(one.process, *one.given, AHEAD), dense(one).covariance
    provinces = len(one.values)
    found = np.zeros((provinces, AHEAD, provinces, AHEAD))
    for region, rows, loading, root in made.groups:
        for p in rows:
            found[p, :, p] += root @ root.T
        for other, others, other_loading, _ in made.groups:
            if other == region:
                path = made.regions[region][1]
                shared = loading @ path @ path.T @ other_loading.T
                for p in rows:
                    found[p][:, others] += shared[:, np.newaxis]
    assert found.reshape(expected.shape) == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize("one", CASES[:2])
def test_draws_have_the_joint_covariance(one: Case) -> None:
    draws, expected = 100_000, dense(one).covariance
    made = predict(one.process, *one.given, AHEAD)
    errors = made.draw(draws, np.random.default_rng(5)).reshape(draws, -1)
    sd = np.sqrt(np.diag(expected))
    # A correlation of so many draws has a standard error of at most 0.0032, a variance of 0.0045.
    assert np.cov(errors.T) == pytest.approx(expected / np.outer(sd, sd), abs=0.022)
    assert errors.mean(axis=0) == pytest.approx(np.zeros(len(sd)), abs=0.016)


def test_a_province_without_results_leans_on_its_region() -> None:
    values = np.full((4, 3), 1.0)
    values[3] = np.nan
    given = (np.arange(3.0), np.zeros(3), ["a", "a", "a", "a"])
    made = predict(Process(0.2, 0.5, 0.3, 0.5, 0.05, 0.9), values, *given, 1)
    assert 0.2 < made.mean[3, 0] < made.mean[0, 0] < 1
    assert made.sd[3, 0] > made.sd[0, 0]
    alone = predict(
        Process(0.2, 0.5, 0.3, 0.5, 0.05, 0.9), values, *given[:2], ["a"] * 3 + ["b"], 1
    )
    assert alone.mean[3, 0] == 0
    assert alone.sd[3, 0] == pytest.approx(np.sqrt(0.2 + 0.5 + 0.3 + 0.5 + 0.05), abs=1e-6)


def test_the_order_of_provinces_does_not_matter() -> None:
    one = CASES[3]
    order = np.random.default_rng(1).permutation(len(one.values))
    other = one._replace(values=one.values[order], regions=[one.regions[i] for i in order])
    assert log_likelihood(one.process, history(*other.given)) == pytest.approx(
        log_likelihood(one.process, history(*one.given)), abs=1e-10
    )
    straight, turned = (predict(c.process, *c.given, AHEAD) for c in (one, other))
    assert turned.mean == pytest.approx(straight.mean[order], abs=1e-12)
    assert turned.sd == pytest.approx(straight.sd[order], abs=1e-12)


def test_parameters_are_recovered() -> None:
    truth = Process(0.25, 0.45, 0.3, 0.15, 0.05, 0.8)
    years, regions = np.arange(2011.0, 2025.0), [f"r{i % 60}" for i in range(1800)]
    editions = np.searchsorted([2014, 2018, 2021], years, side="right")
    values = draw_values(truth, years, editions, regions, np.random.default_rng(11))
    found = fit_process(history(values, years, editions, regions))
    # 60 regions of 14 years tell of the regions' variances to about a tenth.
    assert astuple(found) == pytest.approx(astuple(truth), rel=0.12)


def test_parts_that_are_not_there_are_found_small() -> None:
    truth = Process(0.0, 0.6, 0.4, 0.0, 0.0, 0.85)
    years, regions = np.arange(2011.0, 2025.0), [f"r{i % 6}" for i in range(600)]
    editions = (years >= 2018).astype(float)
    values = draw_values(truth, years, editions, regions, np.random.default_rng(12))
    found = fit_process(history(values, years, editions, regions))
    assert max(found.edition, found.region, found.region_noise) < 0.05
    assert (found.own, found.noise) == pytest.approx((0.6, 0.4), rel=0.1)


def test_past_errors_are_those_of_the_dense_process_and_fade() -> None:
    one = CASES[0]
    sizes, weights = [], []
    for t in range(1, len(one.years)):
        years = [*one.years[:t], one.years[t - 1] + 1]
        editions = [*one.editions[:t], one.editions[t - 1]]
        full = covariance(one.process, years, editions, one.regions)
        values = np.hstack([one.values[:, :t], np.full((len(one.values), 1), np.nan)]).ravel()
        known = ~np.isnan(values)
        for p in range(len(one.values)):
            if np.isnan(one.values[p, t]) or np.isnan(one.values[p, :t]).all():
                continue
            cell = p * (t + 1) + t
            gain = np.linalg.solve(full[np.ix_(known, known)], full[known, cell])
            sd = np.sqrt(full[cell, cell] - gain @ full[known, cell])
            sizes.append(abs(one.values[p, t] - gain @ values[known]) / sd)
            weights.append(0.5 ** ((one.years[-1] - one.years[t]) / 3))
    size, weight = np.array(sizes), np.array(weights)
    shape = error_shape(one.process, *one.given)
    assert shape.size[0] == 0
    assert shape.size[1:] == pytest.approx(np.sort(size), abs=1e-8)
    # The share below an error counts half of itself.
    expected = [(weight[size < s].sum() + weight[size == s].sum() / 2) / weight.sum() for s in size]
    assert shape.share[1:] == pytest.approx(np.sort(expected), abs=1e-8)


def test_bent_errors_have_the_sizes_of_past_errors() -> None:
    shape = ErrorShape(np.array([0.0, 0.5, 1.0, 4.0]), np.array([0.0, 0.25, 0.5, 1.0]))
    normal = np.array([0.0, 0.3186394, 0.6744898, -0.6744898, 1.1503494, -40.0])
    # Three quarters of normal errors are smaller than 1.15: halfway from 1 to 4.
    assert shape.bend(normal) == pytest.approx([0, 0.5, 1, -1, 2.5, -4], abs=1e-6)


def test_an_error_shape_needs_errors() -> None:
    apart = np.full((30, 3), np.nan)
    for year in range(3):
        apart[10 * year : 10 * year + 10, year] = np.arange(10.0)
    with pytest.raises(TooFewObservations, match="at least 10 errors, got 0"):
        error_shape(CASES[0].process, apart, np.arange(3.0), np.zeros(3), ["a"] * 30)
