"""Correlations of many pairs of series, with control of multiplicity."""

from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from analysis import multiplicity
from analysis.errors import BadParameter, ConstantSeries, NoData, TooFewObservations
from analysis.estimates import seed_of
from analysis.relate import coefficients
from analysis.relate.measures import Measure, paired
from analysis.relate.resample import DRAWS, clusters, infer, resamples
from analysis.relate.sample import check, check_level, describe

METHODS: tuple[multiplicity.Method, ...] = ("holm", "bh")
COLUMNS = (
    *("x", "y", "n", "provinces", "years", "r", "low", "high", "rho", "tau"),
    *("p", "p_holm", "p_bh", "seed", "warnings"),
)


def correlation_matrix(
    scores: pd.DataFrame,
    measures: Sequence[Measure],
    *,
    years: Iterable[int] | None = None,
    without_sources: Iterable[str] = (),
    level: float = 0.95,
) -> pd.DataFrame:
    """Correlate every pair of several series, and share the error among the pairs.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of one frame.
    measures : sequence of Measure
        Two or more, all different.
    years : iterable of int, optional
        Only these years.
    without_sources : iterable of str
        Leave out scores that rest on these sources alone.
    level : float
        Level of the intervals.

    Returns
    -------
    DataFrame
        A row a pair, in the order of `measures`: x, y (names), n (province-years), provinces,
        years (tuple), r, low, high (Pearson with its interval, not widened for the family),
        rho, tau, p, p_holm, p_bh, seed, warnings (tuple, see `Sample`). A pair that cannot be
        correlated keeps its row, with the numbers missing and `not_estimated` among the
        warnings; it does not count in the family.

    Raises
    ------
    BadParameter
        With fewer than two series, or one twice.
    NoData
        If no pair can be correlated.

    Notes
    -----
    p is that of Pearson's r by the bootstrap of whole provinces (`relate.resample.infer`).
    `p_holm` controls the chance of any false link among the pairs, `p_bh` the expected share
    of false ones among the links named (`multiplicity.adjust`).

    Examples
    --------
    >>> from analysis import store
    >>> table = correlation_matrix(
    ...     store.load_scores(), [Measure("papi", f"d{i}") for i in (5, 6, 8)], years=[2023]
    ... )
    >>> table[["x", "y", "n"]].to_numpy().tolist()
    [['papi d5', 'papi d6', 61], ['papi d5', 'papi d8', 61], ['papi d6', 'papi d8', 61]]
    """
    check_level(level)
    if len(measures) < 2 or len(set(measures)) < len(measures):
        raise BadParameter("name two or more series, each once")
    taken = None if years is None else list(years)
    left_out = list(without_sources)
    rows = [
        _pair(paired(scores, x, y, years=taken, without_sources=left_out), x, y, level)
        for x, y in combinations(measures, 2)
    ]
    table = pd.DataFrame(rows)
    if "r" not in table:
        raise NoData("no pair of the series can be correlated in the years asked for")
    adjusted = {f"p_{method}": multiplicity.adjust(table["p"], method) for method in METHODS}
    return table.assign(**adjusted)[list(COLUMNS)]


def _pair(pairs: pd.DataFrame, x: Measure, y: Measure, level: float) -> dict[str, object]:
    """Return the row of one pair; without numbers if it cannot be correlated."""
    measures = {"x": x, "y": y}
    row: dict[str, object] = {
        "x": x.name,
        "y": y.name,
        "n": len(pairs),
        "provinces": pairs["province_code"].nunique(),
        "years": tuple(sorted({int(year) for year in pairs["year"]})),
    }
    try:
        check(pairs, measures, "a correlation")
    except (ConstantSeries, NoData, TooFewObservations):
        return row | {"warnings": ("not_estimated",)}
    a, b = (pairs[name].to_numpy() for name in measures)
    cluster, provinces = clusters(pairs)
    seed, once = seed_of(pairs), np.ones((1, provinces))
    times = np.vstack([once, resamples(provinces, seed=seed, draws=DRAWS)])
    values = coefficients.pearson(np.column_stack([a, b]), cluster, times)
    found = infer(values[0], values[1:], provinces=provinces, level=level)
    return row | {
        "r": found.estimate.value,
        "low": found.estimate.low,
        "high": found.estimate.high,
        "rho": float(coefficients.spearman(a, b, cluster, once)[0]),
        "tau": float(coefficients.kendall(a, b, cluster, once)[0]),
        "p": found.p,
        "seed": seed,
        "warnings": describe(pairs, measures).warnings,
    }
