"""What a fitted process says of the years ahead, for all provinces jointly."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from analysis.errors import TooFewObservations
from analysis.forecast.process import Array, Process, evidence, history

MIN_ERRORS = 10
# Weight of an error of the past against one a year later: a half-life of three years.
_FADING = 0.5 ** (1 / 3)


@dataclass(frozen=True)
class Prediction:
    """Joint normal prediction of the distances of all provinces.

    Attributes
    ----------
    mean, sd : array, shape (provinces, years ahead)
        In units of the last year's spread.
    regions : tuple of (mean, root)
        For each region: mean of its path over all years and a root of its covariance.
    groups : tuple of (region, rows, loading, root)
        For each group of provinces: its region, its rows, how the years ahead load on the
        path of the region, and a root of the covariance of what is left.
    """

    mean: Array
    sd: Array
    regions: tuple[tuple[Array, Array], ...]
    groups: tuple[tuple[int, NDArray[np.intp], Array, Array], ...]

    def draw(self, draws: int, rng: np.random.Generator) -> Array:
        """Draw standardised joint errors, shape (draws, provinces, years ahead)."""
        provinces, ahead = self.mean.shape
        errors = np.empty((draws, provinces, ahead))
        paths = [rng.standard_normal((draws, root.shape[1])) @ root.T for _, root in self.regions]
        for region, rows, loading, root in self.groups:
            own = rng.standard_normal((draws, len(rows), ahead)) @ root.T
            errors[:, rows] = own + (paths[region] @ loading.T)[:, np.newaxis]
        standardised: Array = errors / self.sd
        return standardised


def predict(
    process: Process,
    values: Array,
    years: Array,
    editions: Array,
    regions: Sequence[str],
    ahead: int,
) -> Prediction:
    """Predict the next years of every province; the last edition is taken to stay in force.

    Conditional means and covariances of a normal distribution (kriging), with what the
    provinces of a region share taken from all of them.

    Parameters
    ----------
    process : Process
    values : array, shape (provinces, years)
        Distances; missing ones are NaN. A province without any is predicted by its region.
    years, editions : array, shape (years,)
    regions : sequence of str
        Region of each province.
    ahead : int
        Years ahead.
    """
    past = history(values, years, editions, regions)
    every_year = np.append(years, years[-1] + 1 + np.arange(ahead))
    every_edition = np.append(editions, np.full(ahead, editions[-1]))
    own = process.own_covariance(every_year, every_edition)
    shared = process.region_covariance(every_year)
    n = len(years)
    paths = []
    for said in evidence(own[:n, :n], past):
        inner = np.linalg.inv(np.eye(n) + said.precision @ shared[:n, :n])
        to_past = shared[:, :n]
        covariance = shared - to_past @ inner @ said.precision @ to_past.T
        paths.append((to_past @ inner @ said.weighted, _root(covariance)))
    mean, sd = np.empty((len(values), ahead)), np.empty((len(values), ahead))
    groups = []
    for region, known, rows, known_values in past.groups:
        weights = np.linalg.solve(own[np.ix_(known, known)], own[known, n:])
        loading = np.eye(ahead, n + ahead, k=n)
        loading[:, known] -= weights.T
        left = own[n:, n:] - weights.T @ own[known][:, n:]
        path, root = paths[region]
        mean[rows] = known_values @ weights + loading @ path
        spread = loading @ root
        sd[rows] = np.sqrt(np.diag(left) + (spread**2).sum(axis=1))
        groups.append((region, rows, loading, _root(left)))
    return Prediction(mean, sd, tuple(paths), tuple(groups))


def _root(covariance: Array) -> Array:
    """Return a square root of a covariance that may be singular."""
    value, vector = np.linalg.eigh((covariance + covariance.T) / 2)
    root: Array = vector * np.sqrt(np.clip(value, 0, None))
    return root


@dataclass(frozen=True)
class ErrorShape:
    """Sizes of past forecast errors, in standard deviations of the process.

    The process is normal and has one scale for all years; real errors have longer tails and
    their scale drifts. The shape puts the errors that the process would have made in the past,
    recent years counting more, in place of the normal ones.

    Attributes
    ----------
    size : array
        Absolute standardised errors, ascending.
    share : array
        Share of errors that are smaller.
    """

    size: Array
    share: Array

    def bend(self, normal: Array) -> Array:
        """Turn standard normal errors into errors of this shape, keeping their order."""
        smaller = 2 * norm.cdf(np.abs(normal)) - 1
        bent: Array = np.sign(normal) * np.interp(smaller, self.share, self.size)
        return bent


def error_shape(
    process: Process, values: Array, years: Array, editions: Array, regions: Sequence[str]
) -> ErrorShape:
    """Forecast every past year from the years before it and collect the errors.

    The symmetrised errors are a weighted bootstrap of one-step residuals (Efron and Tibshirani
    1993, *An Introduction to the Bootstrap*, ch. 8).

    Raises
    ------
    TooFewObservations
        With fewer than ten errors.
    """
    sizes, weights = [np.zeros(1)], [np.zeros(1)]
    for t in range(1, len(years)):
        # Provinces that had no result yet say nothing of the method.
        seen = ~np.isnan(values[:, t]) & ~np.isnan(values[:, :t]).all(axis=1)
        made = predict(process, values[:, :t], years[:t], editions[:t], regions, ahead=1)
        error = np.abs(values[seen, t] - made.mean[seen, 0]) / made.sd[seen, 0]
        sizes.append(error)
        weights.append(np.full(len(error), _FADING ** float(years[-1] - years[t])))
    size, weight = np.concatenate(sizes), np.concatenate(weights)
    if len(size) - 1 < MIN_ERRORS:
        raise TooFewObservations("the size of forecast errors", len(size) - 1, MIN_ERRORS, "errors")
    order = np.argsort(size, kind="stable")
    share = (np.cumsum(weight[order]) - weight[order] / 2) / weight.sum()
    return ErrorShape(size[order], share)
