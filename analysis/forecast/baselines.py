"""Simple forecasts that a model has to beat; each takes the past and returns one value each."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from analysis.forecast.process import Array


@dataclass(frozen=True)
class Past:
    """What a simple forecast sees.

    Attributes
    ----------
    values : array, shape (provinces, years)
        Distances to the national mean; missing ones are NaN.
    years : array, shape (years,)
    ahead : int
        How many years after the last one are asked for.
    """

    values: Array
    years: Array
    ahead: int

    def until(self, years: int) -> "Past":
        """Return the first years."""
        return Past(self.values[:, :years], self.years[:years], self.ahead)


Baseline = Callable[[Past], Array]


def last_value(past: Past) -> Array:
    """Return the value of the last year: nothing changes. NaN where it is missing."""
    return past.values[:, -1]


def past_mean(past: Past) -> Array:
    """Return the mean of each province's own past."""
    known = ~np.isnan(past.values)
    with np.errstate(invalid="ignore"):
        mean: Array = np.where(known, past.values, 0).sum(axis=1) / known.sum(axis=1)
    return mean


def own_line(past: Past) -> Array:
    """Extend each province's own straight line (least squares; NaN below two years)."""
    known = ~np.isnan(past.values)
    n = known.sum(axis=1)
    x = np.where(known, past.years - past.years[-1], 0.0)
    y = np.where(known, past.values, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean_x, mean_y = x.sum(axis=1) / n, y.sum(axis=1) / n
        off = np.where(known, x - mean_x[:, None], 0.0)
        slope = (off * y).sum(axis=1) / (off**2).sum(axis=1)
        line: Array = np.where(n >= 2, mean_y + slope * (past.ahead - mean_x), np.nan)
    return line


def pooled_ar1(past: Past) -> Array:
    """Shrink the last value towards the mean by one factor a year, the same for all."""
    before, after = past.values[:, :-1], past.values[:, 1:]
    both = ~np.isnan(before) & ~np.isnan(after)
    factor = (before[both] @ after[both]) / (before[both] @ before[both]) if both.any() else 1.0
    shrunk: Array = past.values[:, -1] * factor**past.ahead
    return shrunk


BASELINES: dict[str, Baseline] = {
    "last_value": last_value,
    "past_mean": past_mean,
    "own_line": own_line,
    "pooled_ar1": pooled_ar1,
}


def past_errors(method: Baseline, past: Past) -> Array:
    """Return the sizes of the errors that a method would have made so far, ascending."""
    sizes = [
        np.abs(past.values[:, t] - method(past.until(t - past.ahead + 1)))
        for t in range(past.ahead, len(past.years))
    ]
    errors = np.concatenate(sizes)
    return np.sort(errors[~np.isnan(errors)])
