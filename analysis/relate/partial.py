"""Correlation of two series among provinces alike in other respects."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.errors import BadParameter, ConstantSeries
from analysis.estimates import Estimate, seed_of
from analysis.printing import Printed
from analysis.relate import coefficients
from analysis.relate.measures import Measure, joined
from analysis.relate.resample import DRAWS, clusters, infer, resamples
from analysis.relate.sample import Sample, check, check_level, describe

WHAT = "a partial correlation"


@dataclass(frozen=True)
class PartialCorrelation(Printed):
    """Correlation of what context leaves of two series.

    Attributes
    ----------
    x, y : Measure
    context : tuple of Measure
        What is held fixed, linearly.
    partial : Estimate
        Pearson's r of the residuals, with its interval.
    plain : Estimate
        Pearson's r over the same province-years with nothing held fixed.
    sample : Sample
        Province-years in which all series are known.
    level : float
    seed, draws : int
        Of the bootstrap.
    lag : int
        By how many years `x` goes before `y`.
    method : str
        How the intervals were computed.
    """

    x: Measure
    y: Measure
    context: tuple[Measure, ...]
    partial: Estimate
    plain: Estimate
    sample: Sample
    level: float
    seed: int
    draws: int
    lag: int = 0
    method: str = "bootstrap by province on Fisher's z, t interval"


def partial_correlation(
    scores: pd.DataFrame,
    x: Measure,
    y: Measure,
    *,
    context: Sequence[Measure],
    years: Iterable[int] | None = None,
    without_sources: Iterable[str] = (),
    lag: int = 0,
    level: float = 0.95,
) -> PartialCorrelation:
    """Correlate two series with others held fixed.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of one frame.
    x, y : Measure
    context : sequence of Measure
        What to hold fixed, of the year of `y`: one or more.
    years : iterable of int, optional
        Only these years (of `y`).
    without_sources : iterable of str
        Leave out scores that rest on these sources alone.
    lag : int
        Pair `y` of a year with `x` of `lag` years before.
    level : float
        Level of the intervals.

    Returns
    -------
    PartialCorrelation
        Years are pooled, also across a break, which the warnings of the sample then name.

    Raises
    ------
    NoData
        If no province-year has all series.
    TooFewObservations
        With fewer than five provinces.
    ConstantSeries
        If a series has one value only, or the context says all there is of `x` or `y`.
    BadParameter
        If context is empty or repeats a series, or a logarithm, lag or level is out of range.

    Notes
    -----
    Pearson's r of the residuals of `x` and `y` after least squares on the context and a
    constant (Frisch and Waugh 1933, *Econometrica* 1:387); interval: `relate.resample.infer`.

    Examples
    --------
    >>> from analysis import store
    >>> found = partial_correlation(
    ...     store.load_scores(),
    ...     Measure("papi", "d5"),
    ...     Measure("dti", "egov_activity"),
    ...     context=[Measure("grdp_per_capita", "overall", log=True)],
    ... )
    >>> found.sample.n, found.sample.years
    (183, (2022, 2023, 2024))
    """
    check_level(level)
    if not context or len({x, y, *context}) < len(context) + 2:
        raise BadParameter("name one or more series of context, each once, and not x or y")
    measures = {"x": x, "y": y, **{f"context{i}": m for i, m in enumerate(context)}}
    rows = joined(scores, measures, years=years, without_sources=without_sources, lags={"x": lag})
    check(rows, measures, WHAT)
    cluster, provinces = clusters(rows)
    seed = seed_of(rows)
    times = np.vstack([np.ones(provinces), resamples(provinces, seed=seed, draws=DRAWS)])
    columns = rows[list(measures)].to_numpy()
    partial, plain = (
        coefficients.pearson(part, cluster, times) for part in (columns, columns[:, :2])
    )
    if np.isnan(partial[0]):
        raise ConstantSeries(f"{WHAT} needs more than the context says of {x.name} and {y.name}")
    return PartialCorrelation(
        x=x,
        y=y,
        context=tuple(context),
        partial=infer(partial[0], partial[1:], provinces=provinces, level=level).estimate,
        plain=infer(plain[0], plain[1:], provinces=provinces, level=level).estimate,
        sample=describe(rows, measures, lag=lag),
        level=level,
        seed=seed,
        draws=DRAWS,
        lag=lag,
    )
