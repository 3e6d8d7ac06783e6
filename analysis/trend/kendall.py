"""The Mann-Kendall statistic and its distribution when there is no trend."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

Array = NDArray[np.float64]


@cache
def discordant(n: int) -> Array:
    """Return P(D ≤ d), d = 0 … n(n-1)/2, of the falling pairs of n untied values without trend.

    Notes
    -----
    Adding a k-th value to k - 1 adds 0 to k - 1 falling pairs, all equally likely: Kendall
    1938, *Biometrika* 30:81.

    Examples
    --------
    >>> (discordant(4) * 24).round(9).tolist()
    [1.0, 4.0, 9.0, 15.0, 20.0, 23.0, 24.0]
    """
    chance = np.ones(1)
    for k in range(2, n + 1):
        chance = np.convolve(chance, np.full(k, 1 / k))
    return np.cumsum(chance)


def variance(values: Array) -> Array:
    """Return the variance of S without trend, corrected for ties, of each row.

    Parameters
    ----------
    values : array of float, shape (k, n)

    Returns
    -------
    array of float, shape (k,)

    Notes
    -----
    (n(n-1)(2n+5) - Σ t(t-1)(2t+5)) / 18 over the groups of t equal values: Mann 1945,
    *Econometrica* 13:245; Kendall, *Rank Correlation Methods*.
    """
    n = values.shape[1]
    # Each member of a group of t counts (t-1)(2t+5), so the members of a group count as it does.
    size = (values[:, :, np.newaxis] == values[:, np.newaxis, :]).sum(axis=2)
    ties = ((size - 1) * (2 * size + 5)).sum(axis=1)
    return np.asarray((n * (n - 1) * (2 * n + 5) - ties) / 18)


def p_value(s: Array, values: Array, tied: NDArray[np.bool_]) -> Array:
    """Return two-sided p-values of S: exact, or normal with continuity correction if tied."""
    n = values.shape[1]
    pairs = n * (n - 1) // 2
    fewer = np.rint((pairs - np.abs(s)) / 2).astype(int)
    exact = np.minimum(1.0, 2 * discordant(n)[fewer])
    spread = np.sqrt(variance(values))
    z = np.divide(np.maximum(np.abs(s) - 1, 0), spread, out=np.zeros_like(spread), where=spread > 0)
    # S = 0 is no evidence at all; the correction must not push it below 1.
    return np.asarray(np.where(tied, 2 * ndtr(-z), exact))


def slopes_to_cut(values: Array, tied: NDArray[np.bool_], share: float) -> NDArray[np.int_]:
    """Return how many slopes to leave out at each end of the interval, for each row.

    With d the number of pairs that fall, the interval from the (k+1)-th smallest to the
    (k+1)-th largest slope misses the true one with probability 2 P(D ≤ k). Where even k = 0
    misses more often than it may, 0 is returned.
    """
    n = values.shape[1]
    pairs = n * (n - 1) // 2
    exact = int(np.searchsorted(discordant(n), share / 2 * (1 + 1e-12), side="right")) - 1
    about = np.floor((pairs - 1 + ndtri(share / 2) * np.sqrt(variance(values))) / 2).astype(int)
    return np.asarray(np.maximum(np.where(tied, about, exact), 0))
