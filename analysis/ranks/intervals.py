"""How sure a rank is: intervals and chances by simulation of measurement errors."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import BadParameter, NoData, TooFewObservations
from analysis.estimates import seed_of
from analysis.panel import Panel
from analysis.printing import Printed
from analysis.ranks.groups import rank_scores

Array = NDArray[np.float64]

DRAWS = 10_000
MIN_CHANGES = 20
# Draws ranked at a time: what 63 provinces need fits into the processor's cache.
_CELLS = 250_000


@dataclass(frozen=True)
class RankIntervals(Printed):
    """Ranks of one year with what errors of the scores do to them.

    Attributes
    ----------
    table : DataFrame
        Indexed by province code, the provinces with a score: score, error (its standard
        error), rank, tied (provinces with the same score, itself not counted), low and high
        (best and worst rank of the interval), and for each k of `top` the probability `top_k`
        to be among the first k.
    n : int
        Provinces that the ranks are among.
    level : float
        Of the interval.
    top : tuple of int
    draws, seed : int
    method : str
    """

    table: pd.DataFrame
    n: int
    level: float
    top: tuple[int, ...]
    draws: int
    seed: int
    method: str = "scores redrawn from normal errors about the published ones"


def rank_intervals(
    scores: pd.Series,
    errors: float | pd.Series,
    *,
    level: float = 0.9,
    top: Iterable[int] = (10,),
    draws: int = DRAWS,
) -> RankIntervals:
    """Return ranks with intervals and the chance to be among the first k.

    Parameters
    ----------
    scores : Series of float, by province code
        Scores of all provinces of one year; missing ones are left out.
    errors : float or Series of float
        Standard error of every score, or one for each province, in the unit of the scores.
    level : float
        Level of the interval of ranks.
    top : iterable of int
        Sizes k of the top groups asked for.
    draws : int
        Joint draws of all provinces.

    Returns
    -------
    RankIntervals

    Raises
    ------
    TooFewObservations
        With fewer than two provinces.
    NoData
        If a province with a score has no error.
    BadParameter
        If an error is below zero or not finite, or the level is not between 0 and 1.

    Notes
    -----
    Scores are drawn from independent normal errors about the published scores and ranked anew
    in every draw (Goldstein and Spiegelhalter 1996, *JRSS A* 159:385). The drawn scores spread
    wider than the true ones, because the published ones hold one error already: the intervals
    lean outwards, towards the middle ranks. The seed follows from the data.

    Examples
    --------
    >>> made = rank_intervals(pd.Series({"01": 3.0, "02": 2.0, "04": 1.0}), 0.01, top=[1])
    >>> made.table.loc["01", ["rank", "low", "high", "top_1"]].tolist()
    [1.0, 1.0, 1.0, 1.0]
    """
    known = scores.dropna().sort_index().astype("float64")
    spread = _errors(known, errors)
    if len(known) < 2:
        raise TooFewObservations("a rank interval", len(known), 2, "provinces")
    if not 0 < level < 1:
        raise BadParameter(f"level must be between 0 and 1, got {level}")
    sizes = tuple(top)
    table = pd.DataFrame({"score": known, "error": spread})
    table["rank"] = rank_scores(known)
    table["tied"] = known.groupby(known).transform("size") - 1
    seed = seed_of(table[["score", "error"]].reset_index())
    values, widths = (np.asarray(column, dtype=np.float64) for column in (known, spread))
    low, high, chances = _simulate(values, widths, level, sizes, draws, seed)
    table["low"], table["high"] = low, high
    for k, chance in zip(sizes, chances, strict=True):
        table[f"top_{k}"] = chance
    return RankIntervals(table, len(known), level, sizes, draws, seed)


def _errors(known: pd.Series, errors: float | pd.Series) -> pd.Series:
    """Return one finite error a province."""
    if isinstance(errors, pd.Series):
        spread = errors.reindex(known.index).astype("float64")
        if spread.isna().any():
            missing = ", ".join(map(str, spread.index[spread.isna()]))
            raise NoData(f"no standard error of province {missing}")
    else:
        spread = pd.Series(float(errors), index=known.index)
    if not np.isfinite(spread.to_numpy()).all() or (spread < 0).any():
        raise BadParameter("standard errors must be finite and not below zero")
    return spread


def _simulate(
    scores: Array, errors: Array, level: float, sizes: tuple[int, ...], draws: int, seed: int
) -> tuple[Array, Array, list[Array]]:
    """Return bounds of the ranks and the share of draws in each top group."""
    n = len(scores)
    counts = np.zeros((n, n), dtype=np.int64)
    rng = np.random.default_rng(seed)
    # A chunk has a quarter of the cells of the table of counts at least: otherwise adding that up
    # after every chunk, which grows with the square of n, would take longer than the ranks.
    step = max(1, max(_CELLS, n * n // 4) // n)
    for start in range(0, draws, step):
        size = min(step, draws - start)
        drawn = scores + errors * rng.standard_normal((size, n))
        _count(drawn, counts)
    shares = counts.cumsum(axis=1) / draws
    tail = (1 - level) / 2
    # The smallest rank that at least so many draws reach.
    low = (shares < tail).sum(axis=1) + 1.0
    high = np.minimum((shares < 1 - tail).sum(axis=1) + 1.0, n)
    return low, high, [shares[:, min(k, n) - 1] if k >= 1 else np.zeros(n) for k in sizes]


def _count(drawn: Array, counts: NDArray[np.int64]) -> None:
    """Add the competition ranks of every draw to a table of provinces by ranks."""
    n = drawn.shape[1]
    order = np.argsort(-drawn, axis=1)
    ranked = np.take_along_axis(drawn, order, axis=1)
    # Ties share the rank of the first of them.
    place = np.broadcast_to(np.arange(n), order.shape)
    new = np.ones(order.shape, dtype=bool)
    new[:, 1:] = ranked[:, 1:] != ranked[:, :-1]
    rank = np.maximum.accumulate(np.where(new, place, 0), axis=1)
    counts += np.bincount((order * n + rank).ravel(), minlength=n * n).reshape(n, n)


@dataclass(frozen=True)
class Noise(Printed):
    """Size of the noise of a single year.

    Attributes
    ----------
    sd : float
        Standard deviation of the noise, in the unit of the panel.
    n : int
        Yearly changes that it rests on.
    years : tuple of int
        Later years of the changes.
    method : str
    """

    sd: float
    n: int
    years: tuple[int, ...]
    method: str = "median absolute change against the nation, as of a normal, over sqrt 2"


def year_to_year_noise(panel: Panel) -> Noise:
    """Estimate the noise of one score from the changes between comparable years.

    If a province's distance to the national mean were the same in two consecutive years, its
    change would be the difference of two noises. Real movement is counted as noise here, so
    the estimate is an upper bound: rank intervals from it err towards caution.

    Parameters
    ----------
    panel : Panel
        Scores of a complete panel; changes across a break are left out.

    Returns
    -------
    Noise

    Raises
    ------
    IncompletePanel
        If the panel is partial.
    BadParameter
        If the panel does not hold scores or distances.
    TooFewObservations
        With fewer than 20 changes.

    Notes
    -----
    The median absolute deviation, times 1.4826 as for a normal distribution, so that a few
    large movements do not decide (Rousseeuw and Croux 1993, *JASA* 88:1273).

    Examples
    --------
    >>> from analysis import panel, store
    >>> round(year_to_year_noise(panel.panel(store.load_scores(), "papi")).sd, 2)
    0.93
    """
    if panel.measure not in {"score", "distance"}:
        raise BadParameter(f"noise is estimated from scores or distances, not {panel.measure}s")
    panel.require_complete("the noise of a year")
    table = panel.table - panel.table.mean()
    pairs = [
        (before, year)
        for before, year in zip(panel.years, panel.years[1:], strict=False)
        if year == before + 1 and year not in panel.breaks
    ]
    changes = [(table[year] - table[before]).dropna() for before, year in pairs]
    moves = np.concatenate([c.to_numpy() for c in changes]) if changes else np.empty(0)
    if len(moves) < MIN_CHANGES:
        raise TooFewObservations("the noise of a year", len(moves), MIN_CHANGES, "yearly changes")
    middle = np.median(moves)
    sd = 1.4826 * float(np.median(np.abs(moves - middle))) / np.sqrt(2)
    return Noise(float(sd), len(moves), tuple(year for _, year in pairs))


def probability_rose(before: pd.Series, after: pd.Series, error: float) -> pd.Series:
    """Return the probability that a province rose against the nation, given noise.

    Parameters
    ----------
    before, after : Series of float, by province code
        Scores of two comparable years.
    error : float
        Standard error of one score, above zero.

    Returns
    -------
    Series of float
        Of the provinces with both scores; 0.5 is no evidence either way.

    Raises
    ------
    BadParameter
        If the error is not above zero.
    NoData
        If no province has both scores.

    Notes
    -----
    Normal probability of the change of the distance to the mean of the provinces known in
    both years, with a flat prior and independent errors.

    Examples
    --------
    >>> probability_rose(pd.Series({"01": 1.0, "02": 1.0}), pd.Series({"01": 2.0, "02": 2.0}), 1)
    01    0.5
    02    0.5
    dtype: float64
    """
    from scipy.stats import norm

    if not error > 0:
        raise BadParameter(f"the standard error must be above zero, got {error}")
    change = (after - before).dropna()
    if change.empty:
        raise NoData("no province has a score in both years")
    moved = (change - change.mean()) / (error * np.sqrt(2))
    return pd.Series(norm.cdf(moved.to_numpy(dtype="float64")), index=change.index)
