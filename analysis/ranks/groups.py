"""Ranks, published groups and bands of one year, with their bounds."""

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import BadParameter, TooFewObservations

GROUPS = ("high", "high_average", "low_average", "low")
BANDS = ("A", "B", "C")
# The ministry's announcements name the bands from this year on.
FIRST_BAND_YEAR = 2020
_BAND_BOUNDS = (90.0, 80.0, 70.0)

Edge = Literal["up", "down"]


def rank_scores(scores: pd.Series) -> pd.Series:
    """Rank scores from the highest.

    Parameters
    ----------
    scores : Series of float
        One score a province; missing scores get no rank.

    Returns
    -------
    Series of Int64
        Competition ranks: ties share the better rank, the next rank is skipped.

    Examples
    --------
    >>> rank_scores(pd.Series([3.0, 1.0, 3.0, None])).tolist()
    [1, 3, 1, <NA>]
    """
    return scores.rank(ascending=False, method="min").astype("Int64")


def quartile_groups(scores: pd.Series, *, edge: Edge = "up") -> pd.Series:
    """Sort provinces into PAPI's four groups by the quartiles of their scores.

    The cuts are the 75th, 50th and 25th percentiles (linear interpolation).

    Parameters
    ----------
    scores : Series of float
        One score a province; missing scores get no group.
    edge : {"up", "down"}
        Where a province goes whose score is exactly a cut, see `papi_groups`.

    Returns
    -------
    Series of str
        high, high_average, low_average or low; missing where the score is.

    Raises
    ------
    TooFewObservations
        With fewer than four scores.

    Examples
    --------
    >>> quartile_groups(pd.Series([4.0, 3.0, 2.0, 1.0])).tolist()
    ['high', 'high_average', 'low_average', 'low']
    """
    known = scores.dropna()
    cuts = _cuts(known)
    position = np.searchsorted(cuts, known.to_numpy(), side="right" if edge == "up" else "left")
    names = pd.Series(np.array(GROUPS[::-1])[position], index=known.index, dtype="str")
    return names.reindex(scores.index)


def _cuts(known: pd.Series) -> NDArray[np.float64]:
    """Return the three quartiles, ascending."""
    if len(known) < len(GROUPS):
        raise TooFewObservations("quartile groups", len(known), len(GROUPS), "provinces")
    cuts: NDArray[np.float64] = np.quantile(known.to_numpy(dtype="float64"), [0.25, 0.5, 0.75])
    return cuts


def group_bounds(scores: pd.Series, *, edge: Edge = "up") -> pd.DataFrame:
    """Return what each quartile group spans.

    Parameters
    ----------
    scores : Series of float
        One score a province; missing scores get no group.
    edge : {"up", "down"}
        As for `quartile_groups`.

    Returns
    -------
    DataFrame
        Indexed by group, high to low: cut (the quartile below the group; missing for the
        lowest), lowest and highest score in it, n.

    Raises
    ------
    TooFewObservations
        With fewer than four scores.

    Examples
    --------
    >>> group_bounds(pd.Series([4.0, 3.0, 2.0, 1.0]))["cut"].tolist()
    [3.25, 2.5, 1.75, nan]
    """
    groups = quartile_groups(scores, edge=edge)
    members = {group: scores[groups == group] for group in GROUPS}
    return pd.DataFrame(
        {
            "cut": [*_cuts(scores.dropna())[::-1].tolist(), float("nan")],
            "lowest": [float(held.min()) for held in members.values()],
            "highest": [float(held.max()) for held in members.values()],
            "n": [len(held) for held in members.values()],
        },
        index=list(GROUPS),
    )


def papi_edge(year: int) -> Edge:
    """Return where PAPI puts a province whose score is exactly a cut, see `papi_groups`.

    Examples
    --------
    >>> papi_edge(2022), papi_edge(2023)
    ('up', 'down')
    """
    return "up" if year <= 2022 else "down"


def papi_groups(scores: pd.Series, year: int) -> pd.Series:
    """Return PAPI's published groups of a year.

    The sizes of the published groups show that a province exactly on a cut counts upwards to
    2022 (16, 16, 15 and 16 of 63) and downwards from 2023 (15, 15, 15 and 16 of 61). In 2022
    the published total groups also used two provinces whose totals were not published, so one
    province in the middle (32nd) differs.

    Parameters
    ----------
    scores : Series of float
        Scores of all published provinces in one component.
    year : int

    Returns
    -------
    Series of str

    Examples
    --------
    >>> papi_groups(pd.Series(range(61), dtype=float), 2023).value_counts().to_dict()["low"]
    16
    """
    return quartile_groups(scores, edge=papi_edge(year))


def par_band(score: float) -> str | None:
    """Return the ministry's band of a PAR INDEX score: A from 90, B from 80, C from 70.

    Examples
    --------
    >>> par_band(90.0), par_band(86.98), par_band(69.0)
    ('A', 'B', None)
    """
    for band, bound in zip(BANDS, _BAND_BOUNDS, strict=True):
        if score >= bound:
            return band
    return None


def band_bound(band: str) -> float:
    """Return the lowest score of a PAR INDEX band.

    Raises
    ------
    BadParameter
        If there is no such band.

    Examples
    --------
    >>> band_bound("A")
    90.0
    """
    if band not in BANDS:
        raise BadParameter(f"band must be one of {', '.join(BANDS)}, got {band!r}")
    return _BAND_BOUNDS[BANDS.index(band)]
