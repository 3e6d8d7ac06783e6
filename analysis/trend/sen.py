"""Median slope of one series and the Mann-Kendall test: no normal errors are supposed."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.printing import Printed
from analysis.trend import kendall
from analysis.trend.series import last_stretch, share_of_error
from analysis.trend.verdicts import MIN_YEARS_FOR_VERDICT, Verdict

Array = NDArray[np.float64]


@dataclass(frozen=True)
class TheilSen(Printed):
    """A median slope with the Mann-Kendall test.

    Attributes
    ----------
    slope, low, high : float
        Median change a year and its interval, in the unit of the series.
    level, family : float, int
        As asked for, see `Trend`.
    attained : float
        What the interval really covers under no ties: few years allow few levels. Below
        `level` for three or four years, where no wider interval exists.
    n, first_year, last_year, left_out
        As in `Trend`.
    s : int
        Mann-Kendall statistic: pairs of years that rise less those that fall.
    tau : float
        Kendall's tau-b, -1 to 1; 0 for a constant series.
    p : float
        Two-sided p-value of no trend, of this series alone: not adjusted for a family.
    exact : bool
        Whether `p` is exact (no ties) or from the normal approximation with tie correction.
    verdict : {"rising", "falling", "no_clear_trend", "too_few_years"}
        By `p` against the share of the error that the family leaves it.
    method : str
    """

    slope: float
    low: float
    high: float
    level: float
    family: int
    attained: float
    n: int
    first_year: int
    last_year: int
    left_out: tuple[int, ...]
    s: int
    tau: float
    p: float
    exact: bool
    verdict: Verdict
    method: str = "Theil-Sen slope, Mann-Kendall test"


def theil_sen(
    series: pd.Series,
    *,
    breaks: Iterable[int] = (),
    level: float = 0.95,
    family: int = 1,
) -> TheilSen:
    """Return the median slope of the last stretch of comparable years.

    Parameters
    ----------
    series, breaks, level, family
        As for `trend`.

    Returns
    -------
    TheilSen

    Raises
    ------
    TooFewObservations
        With fewer than three comparable years.
    BadParameter
        If the level or the family is out of range.

    Notes
    -----
    The median of the slopes of all pairs of years, and an interval between two of them chosen
    by the distribution of Kendall's statistic: Sen 1968, *Journal of the American Statistical
    Association* 63:1379; Hollander and Wolfe, *Nonparametric Statistical Methods*, ch. 9.
    Without ties that distribution is exact here, so that test and interval agree
    (`scipy.stats.theilslopes` takes the normal one). Independent errors are supposed: with
    AR(1) errors of correlation 0.5 the interval covers 95 % at five years (where it attains
    98 % without), 83 % at nine and 80 % at fourteen (20,000 simulated series).

    Examples
    --------
    >>> from analysis import store
    >>> papi = store.load_scores("papi", component="d1")
    >>> own = papi[papi["province_code"] == "08"].set_index("year")["score"]
    >>> found = theil_sen(own, breaks=[2016])
    >>> round(found.slope, 3), round(found.p, 3), found.verdict
    (-0.082, 0.075, 'no_clear_trend')
    """
    share = share_of_error(level, family)
    used = last_stretch(series, breaks, what="a median slope")
    found = median_slopes(used.years, used.data[np.newaxis, :], share)
    return TheilSen(
        slope=float(found.slope[0]),
        low=float(found.low[0]),
        high=float(found.high[0]),
        level=level,
        family=family,
        attained=float(found.attained[0]),
        n=len(used.years),
        first_year=int(used.years[0]),
        last_year=int(used.years[-1]),
        left_out=used.left_out,
        s=int(found.s[0]),
        tau=float(found.tau[0]),
        p=float(found.p[0]),
        exact=not found.tied[0],
        verdict=sen_verdict(float(found.p[0]), int(found.s[0]), len(used.years), share),
    )


def sen_verdict(p: float, s: int, n: int, share: float) -> Verdict:
    """Say what the Mann-Kendall test shows."""
    if n < MIN_YEARS_FOR_VERDICT:
        return "too_few_years"
    if p > share:
        return "no_clear_trend"
    return "rising" if s > 0 else "falling"


@dataclass(frozen=True)
class MedianSlopes:
    """Median slopes of k series over the same years; all arrays have shape (k,)."""

    slope: Array
    low: Array
    high: Array
    attained: Array
    s: NDArray[np.int_]
    tau: Array
    p: Array
    tied: NDArray[np.bool_]


def median_slopes(years: Array, values: Array, share: float) -> MedianSlopes:
    """Return median slopes of series over the same years, see `fit_lines`."""
    n = len(years)
    early, late = np.triu_indices(n, k=1)
    rises = values[:, late] - values[:, early]
    slopes = np.sort(rises / (years[late] - years[early]), axis=1)
    s = np.sign(rises).sum(axis=1)
    ties = (rises == 0).sum(axis=1)
    tied, pairs = ties > 0, len(early)
    cut = kendall.slopes_to_cut(values, tied, share)
    rows = np.arange(len(values))
    untied = pairs - ties
    tau = np.divide(s, np.sqrt(pairs * untied), out=np.zeros(len(s)), where=untied > 0)
    return MedianSlopes(
        slope=np.median(slopes, axis=1),
        low=slopes[rows, cut],
        high=slopes[rows, pairs - 1 - cut],
        attained=1 - 2 * kendall.discordant(n)[cut],
        s=s.astype(int),
        tau=tau,
        p=kendall.p_value(s, values, tied),
        tied=tied,
    )
