"""How two series go together over provinces and years: association, never cause."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import rankdata

from analysis.errors import NoData, TooFewObservations
from analysis.estimates import Estimate

Array = NDArray[np.float64]

MIN_PROVINCES = 5
DRAWS = 4000


@dataclass(frozen=True)
class Measure:
    """A series to correlate: one component of one index.

    Attributes
    ----------
    index, component : str
        Such as `operations`, `score_766_progress`.
    """

    index: str
    component: str


@dataclass(frozen=True)
class Correlation:
    """Correlation of two series over province-years.

    Attributes
    ----------
    x, y : Measure
    n : int
        Province-years with both values.
    provinces : tuple of str
        Codes of the provinces among them.
    years : tuple of int
        Years among them.
    frame : str
        Frame of the codes.
    pearson, spearman : Estimate
        Coefficients with intervals.
    level : float
        Level of the intervals.
    seed, draws : int
        Of the bootstrap.
    partial : bool
        True if the sample is not all provinces of those years.
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
    level: float
    seed: int
    draws: int
    partial: bool
    method: str = "percentile bootstrap by province"


def paired(
    scores: pd.DataFrame,
    x: Measure,
    y: Measure,
    *,
    years: Iterable[int] | None = None,
    without_sources: Iterable[str] = (),
) -> pd.DataFrame:
    """Return the province-years in which both series have a score.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of one frame.
    x, y : Measure
    years : iterable of int, optional
        Only these years.
    without_sources : iterable of str
        Leave out scores that rest on these sources alone.

    Returns
    -------
    DataFrame
        Columns frame, year, province_code, x, y, sorted by year and code.

    Examples
    --------
    >>> from analysis import store
    >>> pairs = paired(store.load_scores(), Measure("papi", "d1"), Measure("papi", "d2"))
    >>> list(pairs.columns)
    ['frame', 'year', 'province_code', 'x', 'y']
    """
    rows = scores[(scores["province_code"] != "00") & scores["score"].notna()]
    left_out = frozenset(without_sources)
    if left_out:
        alone = {s for s in rows["source_id"].unique() if left_out.issuperset(s.split(";"))}
        rows = rows[~rows["source_id"].isin(alone)]
    if years is not None:
        rows = rows[rows["year"].isin(list(years))]
    keys = ["frame", "year", "province_code"]

    def column(measure: Measure, name: str) -> pd.DataFrame:
        wanted = (rows["index"] == measure.index) & (rows["component"] == measure.component)
        return rows.loc[wanted, [*keys, "score"]].rename(columns={"score": name})

    both = column(x, "x").merge(column(y, "y"), on=keys, validate="one_to_one")
    return both.sort_values(keys, ignore_index=True)


def correlate(
    scores: pd.DataFrame,
    x: Measure,
    y: Measure,
    *,
    years: Iterable[int] | None = None,
    without_sources: Iterable[str] = (),
    level: float = 0.95,
    units: int = 63,
) -> Correlation:
    """Correlate two series over the province-years in which both are known.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of one frame.
    x, y : Measure
        What to correlate.
    years : iterable of int, optional
        Only these years.
    without_sources : iterable of str
        Leave out scores that rest on these sources alone, for a sensitivity check.
    level : float
        Level of the intervals.
    units : int
        Provinces of the frame, to tell a partial sample.

    Returns
    -------
    Correlation

    Raises
    ------
    NoData
        If no province-year has both.
    TooFewObservations
        With fewer than five provinces, where a bootstrap means nothing, or a constant series.

    Notes
    -----
    Pearson's r and Spearman's rho. Years of one province are not independent, so the bootstrap
    draws provinces with all their years (cluster bootstrap: Cameron, Gelbach and Miller 2008,
    *Review of Economics and Statistics* 90:414) and takes percentiles. With few provinces
    such intervals are too short: in simulated normal panels a 95 % interval of Pearson's r
    held the true value in about 95 of 100 samples of 63 provinces, but 89 of 100 samples of 11.
    The seed follows from the data, so equal data give equal intervals.

    Examples
    --------
    >>> from analysis import store
    >>> progress = Measure("operations", "score_766_progress")
    >>> satisfaction = Measure("operations", "score_766_satisfaction")
    >>> correlate(store.load_scores(), progress, satisfaction).n
    102
    """
    pairs = paired(scores, x, y, years=years, without_sources=without_sources)
    if pairs.empty:
        raise NoData(f"no province and year has both {x} and {y}")
    codes = tuple(sorted(set(pairs["province_code"])))
    if len(codes) < MIN_PROVINCES:
        raise TooFewObservations("a correlation", len(codes), MIN_PROVINCES, "provinces")
    a, b = pairs["x"].to_numpy(dtype=float), pairs["y"].to_numpy(dtype=float)
    if np.ptp(a) == 0 or np.ptp(b) == 0:
        raise TooFewObservations("a correlation", 1, 2, "different values in each series")
    seed = _seed(pairs)
    pearson, spearman = _bootstrap(pairs, level=level, seed=seed)
    found = tuple(sorted({int(v) for v in pairs["year"]}))
    return Correlation(
        x=x,
        y=y,
        n=len(pairs),
        provinces=codes,
        years=found,
        frame=str(pairs["frame"].iloc[0]),
        pearson=Estimate(_pearson(a, b), *pearson),
        spearman=Estimate(_pearson(rankdata(a), rankdata(b)), *spearman),
        level=level,
        seed=seed,
        draws=DRAWS,
        partial=len(pairs) < units * len(found),
    )


def _pearson(a: Array, b: Array) -> float:
    return float(np.corrcoef(a, b)[0, 1])


def _seed(pairs: pd.DataFrame) -> int:
    text = pairs.to_csv(index=False, float_format="%.6f", lineterminator="\n")
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4])


def _bootstrap(
    pairs: pd.DataFrame, *, level: float, seed: int
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return percentile intervals of Pearson and Spearman over resampled provinces."""
    codes, cluster = np.unique(pairs["province_code"], return_inverse=True)
    rng = np.random.default_rng(seed)
    times = rng.multinomial(len(codes), np.full(len(codes), 1 / len(codes)), size=DRAWS)
    # Drawing a province k times is the same as giving its rows weight k: no row is copied.
    weights = times[:, cluster].astype(float)
    a, b = (_standardised(pairs[c].to_numpy(dtype=float))[np.newaxis] for c in ("x", "y"))
    draws = (
        _weighted_correlation(a, b, weights),
        _weighted_correlation(_weighted_ranks(a, weights), _weighted_ranks(b, weights), weights),
    )
    tails = [(1 - level) / 2, (1 + level) / 2]
    (p_low, p_high), (s_low, s_high) = (np.nanquantile(d, tails).tolist() for d in draws)
    return (p_low, p_high), (s_low, s_high)


def _standardised(a: Array) -> Array:
    """Return a series with mean 0 and variance 1, so that no unit is too small to compare."""
    result: Array = (a - a.mean()) / a.std()
    return result


def _weighted_correlation(a: Array, b: Array, weights: Array) -> Array:
    """Return the correlation of each draw; NaN where a draw holds one value only."""
    total = weights.sum(axis=1, keepdims=True)
    a = a - (weights * a).sum(axis=1, keepdims=True) / total
    b = b - (weights * b).sum(axis=1, keepdims=True) / total
    covariance = (weights * a * b).sum(axis=1)
    variance: Array = (weights * a * a).sum(axis=1) * (weights * b * b).sum(axis=1)
    # A draw of equal values has a variance of zero but for rounding (series are standardised).
    variance[variance < 1e-18 * total[:, 0] ** 2] = np.nan
    result: Array = covariance / np.sqrt(variance)
    return result


def _weighted_ranks(a: Array, weights: Array) -> Array:
    """Return the mid-ranks of each draw, where a row of weight k stands k times."""
    values, position = np.unique(a[0], return_inverse=True)
    total = np.zeros((len(weights), len(values)))
    for column, value in enumerate(position):
        total[:, value] += weights[:, column]
    ranks: Array = (total.cumsum(axis=1) - total + (total + 1) / 2)[:, position]
    return ranks
