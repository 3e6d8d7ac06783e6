"""Bootstrap of whole provinces for correlation coefficients.

Years of one province are not independent, so provinces are drawn with all their years
(Cameron, Gelbach and Miller 2008, *Review of Economics and Statistics* 90:414).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import t as student

from analysis.estimates import Estimate

Array = NDArray[np.float64]

DRAWS = 4000
# Beyond this a coefficient is one but for rounding, and Fisher's z has no end.
_ONE = 1 - 1e-12


@dataclass(frozen=True)
class Inference:
    """A coefficient with its interval, and how unlikely it were if there was no link.

    Attributes
    ----------
    estimate : Estimate
    p : float
        Two-sided, of no link, before any control of multiplicity.
    """

    estimate: Estimate
    p: float


def clusters(pairs: pd.DataFrame) -> tuple[NDArray[np.intp], int]:
    """Return the number of the province of each row, and how many provinces there are."""
    codes, cluster = np.unique(pairs["province_code"].to_numpy(dtype=str), return_inverse=True)
    return cluster, len(codes)


def resamples(provinces: int, *, seed: int, draws: int) -> Array:
    """Return how often each province stands in each resample, shape (draws, provinces)."""
    rng = np.random.default_rng(seed)
    times = rng.multinomial(provinces, np.full(provinces, 1 / provinces), size=draws)
    result: Array = times.astype("float64")
    return result


def infer(value: float, draws: Array, *, provinces: int, level: float) -> Inference:
    """Return the interval of a coefficient, and its p-value.

    Parameters
    ----------
    value : float
        The coefficient, -1 to 1.
    draws : array
        That of resamples; undefined ones are left out.
    provinces : int
    level : float

    Notes
    -----
    On Fisher's z scale, where coefficients are nearly normal with a variance that does not
    depend on their size, the bootstrap standard error (times sqrt(G / (G - 1))) and the t
    distribution with G - 1 degrees of freedom, G provinces. Interval and p-value come from the
    same ratio: the 95 % interval leaves out zero exactly if p < 0.05.

    Examples
    --------
    >>> draws = np.tanh(np.random.default_rng(1).normal(0.5, 0.1, 1000))
    >>> found = infer(0.46, draws, provinces=63, level=0.95)
    >>> round(found.estimate.low, 1), round(found.estimate.high, 1), found.p < 0.001
    (0.3, 0.6, True)
    """
    value = float(value)
    if abs(value) >= _ONE:
        return Inference(Estimate(value, value, value), 0.0)
    defined = draws[np.abs(draws) < _ONE]
    error = float(np.std(np.arctanh(defined))) * np.sqrt(provinces / (provinces - 1))
    if not error:
        return Inference(Estimate(value, value, value), float(value == 0))
    z, df = float(np.arctanh(value)), provinces - 1
    reach = float(student.ppf((1 + level) / 2, df)) * error
    low, high = np.tanh([z - reach, z + reach])
    return Inference(
        Estimate(value, float(low), float(high)), float(2 * student.sf(abs(z) / error, df))
    )
