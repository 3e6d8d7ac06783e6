"""The shape of a relation: a locally weighted curve with a band."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import BadParameter, ConstantSeries, NoData, TooFewObservations
from analysis.estimates import seed_of
from analysis.printing import Printed
from analysis.relate.resample import clusters, resamples
from analysis.relate.sample import MIN_PROVINCES, check_level

Array = NDArray[np.float64]

WHAT = "a LOWESS curve"
# A curve and not an interval of one number: fewer draws will do.
CURVE_DRAWS = 300
MIN_NEIGHBOURS = 5
# Share of the draws that must have a curve.
MIN_USABLE = 0.9


@dataclass(frozen=True, eq=False)
class LowessCurve(Printed):
    """A LOWESS curve.

    Attributes
    ----------
    table : DataFrame
        x (the distinct values, ascending), y (the curve), low, high (pointwise band).
    frac : float
        Share of the pairs in each neighbourhood.
    n, provinces : int
        Pairs, and provinces among them.
    level : float
        Of the band.
    seed, draws : int
        Of the bootstrap by province.
    """

    table: pd.DataFrame
    frac: float
    n: int
    provinces: int
    level: float
    seed: int
    draws: int


def lowess_curve(pairs: pd.DataFrame, *, frac: float = 2 / 3, level: float = 0.95) -> LowessCurve:
    """Smooth y over x without a formula.

    Parameters
    ----------
    pairs : DataFrame
        As from `relate.paired`.
    frac : float
        Share of the pairs in each neighbourhood.
    level : float
        Level of the pointwise band.

    Returns
    -------
    LowessCurve
        To be looked at, not to be tested: the band holds point by point, not for the curve.

    Raises
    ------
    NoData
        Without pairs.
    TooFewObservations
        With fewer than five provinces, or pairs in a neighbourhood.
    ConstantSeries
        If x has one value only, in the whole or in a neighbourhood.
    BadParameter
        If `frac` or the level is out of range.

    Notes
    -----
    Cleveland 1979 (*Journal of the American Statistical Association* 74:829), three robustifying
    iterations, by statsmodels; R's `lowess(x, y, f, delta = 0)` is the same. The band takes
    percentiles over 300 draws of whole provinces.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.relate import Measure, paired
    >>> pairs = paired(store.load_scores(), Measure("dti", "egov_activity"), Measure("papi", "d5"))
    >>> list(lowess_curve(pairs).table.columns)
    ['x', 'y', 'low', 'high']
    """
    check_level(level)
    if not 0 < frac <= 1:
        raise BadParameter(f"frac is a share of the pairs, above 0 and up to 1: {frac}")
    if pairs.empty:
        raise NoData(f"{WHAT} of no pairs")
    cluster, provinces = clusters(pairs)
    if provinces < MIN_PROVINCES:
        raise TooFewObservations(WHAT, provinces, MIN_PROVINCES, "provinces")
    neighbours = int(frac * len(pairs) + 1e-10)
    if neighbours < MIN_NEIGHBOURS:
        raise TooFewObservations(WHAT, neighbours, MIN_NEIGHBOURS, "pairs in a neighbourhood")
    x, y = (pairs[name].to_numpy(dtype="float64") for name in ("x", "y"))
    at = np.unique(x)
    if len(at) < 2:
        raise ConstantSeries(f"{WHAT} needs values of x that differ")
    seed = seed_of(pairs)
    times = resamples(provinces, seed=seed, draws=CURVE_DRAWS).astype(int)[:, cluster]
    # A neighbourhood of one value of x has no curve (statsmodels would give back y itself).
    usable = [k for k in times if _most(np.repeat(x, k)) < int(frac * k.sum() + 1e-10)]
    if _most(x) >= neighbours or len(usable) < MIN_USABLE * CURVE_DRAWS:
        raise ConstantSeries(f"{WHAT} found one value of x in a neighbourhood: take a larger frac")
    # Neighbours nearer than this share a fit, as in R by default: the band needs no more.
    delta = 0.01 * np.ptp(x)
    curves = np.array([_lowess(np.repeat(x, k), np.repeat(y, k), at, frac, delta) for k in usable])
    low, high = np.nanquantile(curves, [(1 - level) / 2, (1 + level) / 2], axis=0)
    table = pd.DataFrame({"x": at, "y": _lowess(x, y, at, frac), "low": low, "high": high})
    return LowessCurve(table, frac, len(pairs), provinces, level, seed, CURVE_DRAWS)


def _most(x: Array) -> int:
    """Return how often the commonest value occurs."""
    return int(np.unique(x, return_counts=True)[1].max())


def _lowess(x: Array, y: Array, at: Array, frac: float, delta: float = 0.0) -> Array:
    """Return the curve at ascending places, missing beyond the values of x."""
    # Imported here: loading statsmodels costs most of a second.
    from statsmodels.nonparametric.smoothers_lowess import lowess

    place, value = lowess(y, x, frac=frac, delta=delta).T
    return np.asarray(np.interp(at, place, value, left=np.nan, right=np.nan))
