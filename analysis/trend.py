"""Linear trend of one series, within years that may be compared.

The slope is ordinary least squares with a t interval. Years before the last break are left
out, never bridged.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from analysis.errors import TooFewObservations

Verdict = Literal["rising", "falling", "no_clear_trend", "too_few_years"]

MIN_POINTS = 3
MIN_YEARS_FOR_VERDICT = 5


@dataclass(frozen=True)
class Trend:
    """A linear trend.

    Attributes
    ----------
    slope, low, high : float
        Change a year and its interval, in the unit of the series.
    level : float
        Level of the interval, before it is shared among `family` trends.
    family : int
        Number of trends that are read together (Bonferroni).
    n : int
        Years used.
    first_year, last_year : int
        First and last of them.
    left_out : tuple of int
        Years with a value that lie before the last break.
    intercept : float
        Fitted value in `first_year`.
    verdict : {"rising", "falling", "no_clear_trend", "too_few_years"}
        What may be said.
    method : str
        How it was computed.
    """

    slope: float
    low: float
    high: float
    level: float
    family: int
    n: int
    first_year: int
    last_year: int
    left_out: tuple[int, ...]
    intercept: float
    verdict: Verdict
    method: str = "OLS, t interval"

    def fitted(self, year: int) -> float:
        """Return the fitted value in a year."""
        return self.intercept + self.slope * (year - self.first_year)


def trend(
    series: pd.Series,
    *,
    breaks: Iterable[int] = (),
    level: float = 0.95,
    family: int = 1,
) -> Trend:
    """Fit a linear trend to the last stretch of comparable years.

    Parameters
    ----------
    series : Series of float, indexed by year
        One value a year; missing values are left out, not filled.
    breaks : iterable of int
        Years in which a new series begins (`indices.break_years`).
    level : float
        Level of the interval.
    family : int
        Number of trends read together; the interval is widened so that all of them hold at
        once with at least `level` (Bonferroni).

    Returns
    -------
    Trend

    Raises
    ------
    TooFewObservations
        With fewer than three comparable years, where no interval exists.

    Notes
    -----
    Ordinary least squares of the value on the year by statsmodels (Wooldridge, *Introductory
    Econometrics*, ch. 4). With fewer than five years the verdict is `too_few_years`: the
    interval is right only if errors are independent and normal, which so few points cannot
    show.

    Examples
    --------
    >>> values = pd.Series({2019: 1.0, 2020: 2.1, 2021: 2.9, 2022: 4.0, 2023: 5.1})
    >>> fit = trend(values)
    >>> round(fit.slope, 2), fit.verdict
    (1.01, 'rising')
    """
    known = series.dropna().sort_index()
    years = known.index.to_numpy(dtype=int)
    last = int(years[-1]) if len(years) else 0
    start = max((b for b in breaks if b <= last), default=0)
    used = known[years >= start]
    if len(used) < MIN_POINTS:
        raise TooFewObservations("a trend", len(used), MIN_POINTS, "comparable years")
    # Imported here: loading statsmodels costs most of a second.
    from statsmodels.regression.linear_model import OLS

    x, y = used.index.to_numpy(dtype=float), used.to_numpy(dtype=float)
    # Counted from the first point: a constant series is then exactly zero, and no rounding
    # error can pass for a trend.
    fit = OLS(y - y[0], np.column_stack([np.ones(len(x)), x - x[0]])).fit()
    low, high = (float(v) for v in fit.conf_int(alpha=(1 - level) / family)[1])
    return Trend(
        slope=float(fit.params[1]),
        low=low,
        high=high,
        level=level,
        family=family,
        n=len(used),
        first_year=int(x[0]),
        last_year=int(x[-1]),
        left_out=tuple(int(y) for y in years[years < start]),
        intercept=float(y[0] + fit.params[0]),
        verdict=_verdict(low, high, len(used)),
    )


def _verdict(low: float, high: float, n: int) -> Verdict:
    if n < MIN_YEARS_FOR_VERDICT:
        return "too_few_years"
    if low > 0:
        return "rising"
    return "falling" if high < 0 else "no_clear_trend"
