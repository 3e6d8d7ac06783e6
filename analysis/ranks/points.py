"""What a point is worth in ranks, and what a rank, a group or a target costs in points."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.errors import BadParameter, NoData
from analysis.ranks.groups import GROUPS, Edge, _cuts, quartile_groups

# More than any index is printed with, fewer than the noise of a difference of decimals.
_DIGITS = 10


def value_of_points(scores: pd.Series, code: str, points: Iterable[float]) -> pd.Series:
    """Return the places that a province gains or loses by so many points more or less.

    Parameters
    ----------
    scores : Series of float, by province code
        Scores of all provinces of one year.
    code : str
    points : iterable of float
        Points added; below zero they are lost.

    Returns
    -------
    Series of int, indexed by points
        Places gained (positive is better), if no other province moves.

    Raises
    ------
    NoData
        If the province has no score.

    Examples
    --------
    >>> scores = pd.Series({"01": 9.0, "02": 8.0, "04": 5.0})
    >>> value_of_points(scores, "04", [1.0, 3.0, 4.5]).to_dict()
    {1.0: 0, 3.0: 1, 4.5: 2}
    """
    own, others = _split(scores, code)
    steps = list(points)
    ahead = int((others > own).sum())
    # The sum of two decimals may miss an equal score by its last bit: ties share the rank.
    gained = [ahead - int((others > own + step + 1e-9).sum()) for step in steps]
    return pd.Series(gained, index=steps, dtype="int64")


def points_to_rank(scores: pd.Series, code: str, rank: int) -> float:
    """Return the points that a province lacks to hold a rank, if no other moves.

    Parameters
    ----------
    scores : Series of float, by province code
        Scores of all provinces of one year.
    code : str
    rank : int
        Wanted rank; ties share the better one.

    Returns
    -------
    float
        0 if it holds that rank or a better one.

    Raises
    ------
    NoData
        If the province has no score.
    BadParameter
        If there is no such rank.

    Examples
    --------
    >>> points_to_rank(pd.Series({"01": 9.0, "02": 8.0, "04": 5.0}), "04", 2)
    3.0
    """
    own, others = _split(scores, code)
    if not 1 <= rank <= len(others) + 1:
        raise BadParameter(f"there are {len(others) + 1} ranks, not {rank}")
    falling = np.sort(others.to_numpy(dtype="float64"))[::-1]
    bar = falling[rank - 1] if rank <= len(falling) else -np.inf
    return max(0.0, round(float(bar - own), _DIGITS))


def points_to_group(scores: pd.Series, code: str, group: str, *, edge: Edge = "up") -> float:
    """Return the points that a province lacks to be in a quartile group or a better one.

    The cuts are quartiles of all scores, so they rise with the province's own; that is taken
    into account.

    Parameters
    ----------
    scores : Series of float, by province code
        Scores of all provinces of one year.
    code : str
    group : str
        high, high_average or low_average.
    edge : {"up", "down"}
        As for `quartile_groups`; with `down` the cut itself is not enough, and the result is
        what must be exceeded.

    Returns
    -------
    float
        0 if it is there already.

    Raises
    ------
    NoData
        If the province has no score.
    BadParameter
        If there is no such group above the lowest.
    TooFewObservations
        With fewer than four provinces.

    Examples
    --------
    >>> points_to_group(pd.Series([4.0, 3.0, 2.0, 1.0], index=list("abcd")), "d", "low_average")
    1.0
    """
    if group not in GROUPS[:-1]:
        raise BadParameter(f"group must be one of {', '.join(GROUPS[:-1])}, got {group!r}")
    own, others = _split(scores, code)
    wanted = GROUPS.index(group)
    if GROUPS.index(str(quartile_groups(scores, edge=edge)[code])) <= wanted:
        return 0.0
    # A province that moves up passes others, and the cut only moves where it stands between
    # the two scores that the quartile lies between: the bar is found among these.
    low, high = own, float(others.max()) + 1.0
    for _ in range(80):
        middle = (low + high) / 2
        moved = scores.dropna().astype("float64")
        moved[code] = middle
        cut = _cuts(moved)[::-1][wanted]
        inside = middle >= cut if edge == "up" else middle > cut
        low, high = (low, middle) if inside else (middle, high)
    return round(high - own, _DIGITS)


def points_to_score(scores: pd.Series, code: str, target: float) -> float:
    """Return the points that a province lacks to a target score; 0 if it is there.

    Raises
    ------
    NoData
        If the province has no score.

    Examples
    --------
    >>> points_to_score(pd.Series({"01": 86.57}), "01", 90)
    3.43
    """
    own, _ = _split(scores, code)
    return max(0.0, round(target - own, _DIGITS))


def provinces_within(scores: pd.Series, code: str, points: float) -> int:
    """Count the other provinces at most so many points above or below.

    Raises
    ------
    NoData
        If the province has no score.

    Examples
    --------
    >>> provinces_within(pd.Series({"01": 3.0, "02": 2.5, "04": 1.0}), "01", 1.0)
    1
    """
    own, others = _split(scores, code)
    return int(((others - own).abs() <= points).sum())


def _split(scores: pd.Series, code: str) -> tuple[float, pd.Series]:
    """Return the province's score and those of all others."""
    known = scores.dropna()
    if code not in known.index:
        raise NoData(f"province {code} has no score to rank")
    return float(known[code]), known.drop(index=code)
