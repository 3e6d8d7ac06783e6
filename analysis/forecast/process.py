"""The process behind the forecasts: what moves provinces, and how strongly.

A province's distance to the national mean, in units of the year's spread, is the sum of what
its region shares and what is its own. Each part holds a persistent component that fades year
by year (AR(1)) and noise of the single year; the own part also holds an effect of the edition
of the index, constant within an edition and independent between editions. All are Gaussian
with mean zero, so forecasts shrink towards the region and the nation by as much as the past
teaches.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Array = NDArray[np.float64]

# Log variances and the logit of the yearly persistence: weak priors (mean, standard deviation)
# that matter only where the data say little. They are the same for every index.
_PRIOR_MEAN = np.array([-1.0, -0.5, 1.5, -1.0, -1.5, -2.0])
_PRIOR_SD = np.array([2.0, 2.0, 1.5, 2.0, 2.0, 2.0])
_BOUNDS = [(-9.0, 4.0)] * len(_PRIOR_MEAN)
# Keeps covariance matrices positive definite where a variance is estimated as zero.
_JITTER = 1e-9


@dataclass(frozen=True)
class Process:
    """Variances of the parts of a standardised distance, and yearly persistence.

    Attributes
    ----------
    edition, own, noise : float
        Variance of a province's edition effect, persistent part and yearly noise.
    region, region_noise : float
        Variance of the persistent part and yearly noise that a region shares.
    persistence : float
        Share of a persistent part that is left after a year, between 0 and 1.
    """

    edition: float
    own: float
    noise: float
    region: float
    region_noise: float
    persistence: float

    def own_covariance(self, years: Array, editions: Array) -> Array:
        """Return the covariance of one province's own part between years."""
        gap = np.abs(years[:, None] - years[None])
        same_edition = editions[:, None] == editions[None]
        fading = self.own * self.persistence**gap
        covariance: Array = (
            self.edition * same_edition + fading + (self.noise + _JITTER) * (gap == 0)
        )
        return covariance

    def region_covariance(self, years: Array) -> Array:
        """Return the covariance of what a region shares between years."""
        gap = np.abs(years[:, None] - years[None])
        covariance: Array = self.region * self.persistence**gap + self.region_noise * (gap == 0)
        return covariance


@dataclass(frozen=True)
class History:
    """Distances of all provinces, sorted into groups that share region and known years.

    Attributes
    ----------
    years, editions : array of float, shape (years,)
        Calendar years and the ordinal of the edition of each.
    groups : tuple of (region, known, rows, values)
        For each region and pattern of known years: number of the region, positions of the
        known years, rows of the panel, and values, shape (rows, known).
    regions : int
    """

    years: Array
    editions: Array
    groups: tuple[tuple[int, NDArray[np.intp], NDArray[np.intp], Array], ...]
    regions: int


def history(values: Array, years: Array, editions: Array, regions: Sequence[str]) -> History:
    """Sort a table of distances, shape (provinces, years), by region and known years."""
    names, region = np.unique(np.asarray(regions), return_inverse=True)
    known = ~np.isnan(values)
    patterns: dict[tuple[int, bytes], list[int]] = {}
    for row in range(len(values)):
        patterns.setdefault((int(region[row]), known[row].tobytes()), []).append(row)
    groups = []
    for (number, _), members in sorted(patterns.items()):
        rows = np.array(members, dtype=np.intp)
        columns = np.flatnonzero(known[rows[0]])
        groups.append((number, columns, rows, values[np.ix_(rows, columns)]))
    return History(years, editions, tuple(groups), len(names))


def fit_process(past: History) -> Process:
    """Estimate the process from all provinces at once.

    The marginal likelihood of every value given the six parameters, times a weak prior, is
    maximised (empirical Bayes; Rasmussen and Williams 2006, *Gaussian Processes for Machine
    Learning*, sect. 5.4.1).
    """
    found = minimize(_objective, _PRIOR_MEAN, args=(past,), method="L-BFGS-B", bounds=_BOUNDS)
    return _process(found.x)


def _process(parameters: Array) -> Process:
    edition, own, logit, noise, region, region_noise = parameters
    return Process(
        edition=float(np.exp(edition)),
        own=float(np.exp(own)),
        noise=float(np.exp(noise)),
        region=float(np.exp(region)),
        region_noise=float(np.exp(region_noise)),
        persistence=float(1 / (1 + np.exp(-logit))),
    )


def _objective(parameters: Array, past: History) -> float:
    prior = 0.5 * float((((parameters - _PRIOR_MEAN) / _PRIOR_SD) ** 2).sum())
    return prior - log_likelihood(_process(parameters), past)


def log_likelihood(process: Process, past: History) -> float:
    """Return the log likelihood of the past, without its constant.

    What a region shares is integrated out by the matrix inversion lemma, so the cost grows
    linearly with the number of provinces.
    """
    shared = process.region_covariance(past.years)
    own = process.own_covariance(past.years, past.editions)
    total = 0.0
    for said in evidence(own, past):
        # The region's part taken out of log determinant and quadratic form.
        inner = np.eye(len(shared)) + said.precision @ shared
        total += said.quadratic + said.logdet + float(np.linalg.slogdet(inner)[1])
        total -= float(said.weighted @ shared @ np.linalg.solve(inner, said.weighted))
    return -0.5 * total


@dataclass(frozen=True)
class Evidence:
    """What the provinces of a region say of its shared part.

    Attributes
    ----------
    precision : array, shape (years, years)
        Sum of the provinces' inverse covariances.
    weighted : array, shape (years,)
        Sum of these times the values.
    quadratic, logdet : float
        Sums of the quadratic forms and of the log determinants.
    """

    precision: Array
    weighted: Array
    quadratic: float
    logdet: float


def evidence(own: Array, past: History) -> list[Evidence]:
    """Sum up the provinces of each region; `own` is the covariance of an own part."""
    size = len(past.years)
    precision = np.zeros((past.regions, size, size))
    weighted = np.zeros((past.regions, size))
    quadratic, logdet = np.zeros(past.regions), np.zeros(past.regions)
    inverses: dict[bytes, tuple[Array, float]] = {}
    for region, known, rows, values in past.groups:
        if not len(known):
            continue
        # Few patterns of missing years serve all provinces.
        if known.tobytes() not in inverses:
            covariance = own[np.ix_(known, known)]
            determinant = float(np.linalg.slogdet(covariance)[1])
            inverses[known.tobytes()] = np.asarray(np.linalg.inv(covariance)), determinant
        inverse, determinant = inverses[known.tobytes()]
        products = values @ inverse
        precision[region][np.ix_(known, known)] += len(rows) * inverse
        weighted[region][known] += products.sum(axis=0)
        quadratic[region] += (products * values).sum()
        logdet[region] += len(rows) * determinant
    return [
        Evidence(*parts)
        for parts in zip(precision, weighted, quadratic.tolist(), logdet.tolist(), strict=True)
    ]
