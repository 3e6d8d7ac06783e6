"""Pearson's, Spearman's and Kendall's coefficients of two series over provinces and years."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.estimates import Estimate, seed_of
from analysis.printing import Printed
from analysis.relate import coefficients
from analysis.relate.measures import Measure, paired
from analysis.relate.resample import DRAWS, clusters, infer, resamples
from analysis.relate.sample import Caution, Sample, check, check_level, describe

WHAT = "a correlation"


@dataclass(frozen=True)
class Correlation(Printed):
    """Correlation of two series over province-years.

    Attributes
    ----------
    x, y : Measure
    n, provinces, years, frame, partial, breaks, warnings
        Of the sample, see `Sample`.
    pearson, spearman, kendall : Estimate
        Coefficients with intervals; Kendall's is tau-b.
    level : float
        Level of the intervals.
    seed, draws : int
        Of the bootstrap.
    lag : int
        By how many years `x` goes before `y`.
    within_years : bool
        Whether the mean of each year was taken out.
    method : str
        How the intervals were computed.
    """

    x: Measure
    y: Measure
    n: int
    provinces: tuple[str, ...]
    years: tuple[int, ...]
    frame: str
    pearson: Estimate
    spearman: Estimate
    kendall: Estimate
    level: float
    seed: int
    draws: int
    partial: bool
    breaks: tuple[int, ...] = ()
    warnings: tuple[Caution, ...] = ()
    lag: int = 0
    within_years: bool = False
    method: str = "bootstrap by province on Fisher's z, t interval"

    @property
    def sample(self) -> Sample:
        """The sample, as other relations carry it."""
        return Sample(
            self.n, self.provinces, self.years, self.frame, self.partial, self.breaks, self.warnings
        )


def correlate(
    scores: pd.DataFrame,
    x: Measure,
    y: Measure,
    *,
    years: Iterable[int] | None = None,
    without_sources: Iterable[str] = (),
    lag: int = 0,
    within_years: bool = False,
    level: float = 0.95,
) -> Correlation:
    """Correlate two series over the province-years in which both are known.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of one frame.
    x, y : Measure
        What to correlate.
    years : iterable of int, optional
        Only these years (of `y`).
    without_sources : iterable of str
        Leave out scores that rest on these sources alone, for a sensitivity check.
    lag : int
        Pair `y` of a year with `x` of `lag` years before.
    within_years : bool
        Take the mean of each year (over its pairs) out of both series: provinces are compared
        with others of the same year, so that neither the common course of the years nor a
        break that shifts all alike makes or hides a link.
    level : float
        Level of the intervals.

    Returns
    -------
    Correlation
        Years are pooled, also across a break, which its `warnings` then name.

    Raises
    ------
    NoData
        If no province-year has both.
    TooFewObservations
        With fewer than five provinces, where a bootstrap means nothing.
    ConstantSeries
        If a series has one value only.
    BadParameter
        If the level or the lag is out of range.

    Notes
    -----
    Intervals: `relate.resample.infer`. Over 2,000 simulated panels of three years, in which half
    of the variance of a province lasts, 95 % intervals held a true r of 0.5 in 94 of 100 with
    63 and with 34 provinces, in 95 with 11; those of rho and tau in 94 to 96, and 96 to 97 with
    11. Percentile intervals held r in 93, 92 and 90 of 100 (of 400 panels each), BCa intervals
    in fewer. Where both series are as skewed as a lognormal one (scores close to their
    maximum), intervals of r held the truth in 89 to 94 of 100, with 63 provinces too, whatever
    the method; those of rho and tau do not suffer.

    The seed follows from the data, so equal data give equal intervals.

    Examples
    --------
    >>> from analysis import store
    >>> progress = Measure("operations", "score_766_progress")
    >>> satisfaction = Measure("operations", "score_766_satisfaction")
    >>> found = correlate(store.load_scores(), progress, satisfaction)
    >>> found.n, found.breaks, found.warnings
    (102, (2023,), ('partial_panel', 'break_inside'))
    """
    check_level(level)
    pairs = paired(scores, x, y, years=years, without_sources=without_sources, lag=lag)
    measures = {"x": x, "y": y}
    check(pairs, measures, WHAT)
    if within_years:
        columns = list(measures)
        pairs[columns] -= pairs.groupby("year")[columns].transform("mean")
        # A series that is the same everywhere in each year is zero but for rounding.
        pairs[columns] = pairs[columns].round(12)
        check(pairs, measures, WHAT)
    a, b = (pairs[name].to_numpy() for name in measures)
    cluster, provinces = clusters(pairs)
    seed = seed_of(pairs)
    # The sample itself stands first, every province in it once.
    times = np.vstack([np.ones(provinces), resamples(provinces, seed=seed, draws=DRAWS)])
    pearson, spearman, kendall = (
        infer(values[0], values[1:], provinces=provinces, level=level).estimate
        for values in (
            coefficients.pearson(np.column_stack([a, b]), cluster, times),
            coefficients.spearman(a, b, cluster, times),
            coefficients.kendall(a, b, cluster, times),
        )
    )
    sample = describe(pairs, measures, lag=lag)
    return Correlation(
        x=x,
        y=y,
        n=sample.n,
        provinces=sample.provinces,
        years=sample.years,
        frame=sample.frame,
        pearson=pearson,
        spearman=spearman,
        kendall=kendall,
        level=level,
        seed=seed,
        draws=DRAWS,
        partial=sample.partial,
        breaks=sample.breaks,
        warnings=sample.warnings,
        lag=lag,
        within_years=within_years,
    )
