"""The comparable years of a series, and the provinces of a panel by the years they have."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isfinite

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import BadParameter, TooFewObservations

MIN_POINTS = 3

Array = NDArray[np.float64]


@dataclass(frozen=True)
class LastStretch:
    """The values of a series since its last break.

    Attributes
    ----------
    years, data : array of float, shape (n,)
        Years in order, and the value of each.
    left_out : tuple of int
        Years with a value that lie before the last break.
    """

    years: Array
    data: Array
    left_out: tuple[int, ...]


def last_stretch(series: pd.Series, breaks: Iterable[int], *, what: str) -> LastStretch:
    """Return the known values since the last break.

    Raises
    ------
    TooFewObservations
        With fewer than three of them.
    """
    known = series.dropna().sort_index()
    years = known.index.to_numpy(dtype=int)
    last = int(years[-1]) if len(years) else 0
    start = max((b for b in breaks if b <= last), default=0)
    used = known[years >= start]
    if len(used) < MIN_POINTS:
        raise TooFewObservations(what, len(used), MIN_POINTS, "comparable years")
    return LastStretch(
        years=used.index.to_numpy(dtype=float),
        data=used.to_numpy(dtype=float),
        left_out=tuple(int(y) for y in years[years < start]),
    )


def share_of_error(level: float, family: int) -> float:
    """Return the error that one of a family of intervals may have (Bonferroni).

    Raises
    ------
    BadParameter
        If the level is not between 0 and 1, or the family is empty.

    Examples
    --------
    >>> round(share_of_error(0.95, 5), 12)
    0.01
    """
    if not (isfinite(level) and 0 < level < 1):
        raise BadParameter(f"level must be between 0 and 1: {level!r}")
    if family < 1:
        raise BadParameter(f"a family has at least one member: {family!r}")
    return (1 - level) / family


def by_years(table: pd.DataFrame) -> Iterator[tuple[list[str], Array, Array]]:
    """Group the provinces that have at least three years by the years that they have.

    Parameters
    ----------
    table : DataFrame of float, shape (provinces, years)

    Yields
    ------
    codes : list of str, length k
    years : array of float, shape (n,)
    values : array of float, shape (k, n)
        Without missing ones: computed at once, which is what makes many provinces fast.
    """
    known = table.notna().to_numpy()
    values, years = table.to_numpy(dtype=float), table.columns.to_numpy(dtype=float)
    patterns, which = np.unique(known, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        if pattern.sum() >= MIN_POINTS:
            rows = np.flatnonzero(which == number)
            yield list(table.index[rows]), years[pattern], values[np.ix_(rows, pattern)]
