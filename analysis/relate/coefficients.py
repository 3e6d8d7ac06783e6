"""Correlation coefficients of many resamples of whole provinces at once.

A resample is given by how often each province stands in it (`times`, one row a resample), so
no row of data is ever copied. Leaving one province out is such a resample too. Pearson and
Kendall need sums within and between provinces only, taken once; Spearman ranks anew.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Codes = NDArray[np.intp]


def pearson(columns: Array, cluster: Codes, times: Array) -> Array:
    """Return Pearson's r of the first two columns, given the others.

    Parameters
    ----------
    columns : array, shape (rows, 2 or more)
        x, y and what is to be held fixed.
    cluster : array of int, shape (rows,)
        Number of the province of each row.
    times : array, shape (resamples, provinces)
        How often each province stands in each resample.

    Returns
    -------
    array, shape (resamples,)
        NaN where a resample leaves x or y without variance.

    Notes
    -----
    With further columns: the partial correlation, which is that of the residuals of x and y
    after least squares on them (Frisch and Waugh 1933).

    Examples
    --------
    >>> rows = np.array([[1.0, 2.0], [2.0, 1.0], [3.0, 5.0], [4.0, 4.0]])
    >>> everything = np.ones((1, 4))
    >>> pearson(rows, np.arange(4), everything).round(4).tolist()
    [0.7071]
    """
    plain = np.column_stack([np.ones(len(columns)), standardised(columns)])
    products = np.zeros((times.shape[1], plain.shape[1], plain.shape[1]))
    np.add.at(products, cluster, plain[:, :, np.newaxis] * plain[:, np.newaxis, :])
    sums = np.tensordot(times, products, axes=1)
    mean = sums[:, 0, 1:] / sums[:, :1, 0]
    cov = sums[:, 1:, 1:] / sums[:, :1, :1] - mean[:, :, np.newaxis] * mean[:, np.newaxis, :]
    if cov.shape[1] > 2:
        own, cross = cov[:, :2, :2], cov[:, :2, 2:]
        held = np.linalg.pinv(cov[:, 2:, 2:], hermitian=True)
        cov = own - cross @ held @ cross.transpose(0, 2, 1)
    variance = cov[:, 0, 0] * cov[:, 1, 1]
    # Columns are standardised, so this is zero but for rounding.
    variance[(cov[:, 0, 0] < 1e-12) | (cov[:, 1, 1] < 1e-12)] = np.nan
    result: Array = np.clip(cov[:, 0, 1] / np.sqrt(variance), -1, 1)
    return result


def kendall(a: Array, b: Array, cluster: Codes, times: Array) -> Array:
    """Return Kendall's tau-b of each resample.

    Parameters
    ----------
    a, b : array, shape (rows,)
    cluster, times
        As for `pearson`.

    Returns
    -------
    array, shape (resamples,)
        NaN where a resample holds one value only.

    Notes
    -----
    Concordant less discordant pairs over the geometric mean of the pairs not tied in a and in
    b (Kendall 1945, *Biometrika* 33:239). All three are sums over pairs of provinces, so each
    resample is a quadratic form of `times`.

    Examples
    --------
    >>> a, b = np.array([1.0, 2.0, 3.0, 4.0]), np.array([2.0, 1.0, 5.0, 4.0])
    >>> kendall(a, b, np.arange(4), np.ones((1, 4))).round(4).tolist()
    [0.3333]
    """
    signs_a, signs_b = (np.sign(v[:, np.newaxis] - v) for v in (a, b))
    member = np.zeros((times.shape[1], len(a)))
    member[cluster, np.arange(len(a))] = 1

    def total(pairs: Array) -> Array:
        between = member @ pairs @ member.T
        result: Array = ((times @ between) * times).sum(axis=1)
        return result

    untied = total(np.abs(signs_a)) * total(np.abs(signs_b))
    untied[untied == 0] = np.nan
    result: Array = total(signs_a * signs_b) / np.sqrt(untied)
    return result


def spearman(a: Array, b: Array, cluster: Codes, times: Array) -> Array:
    """Return Spearman's rho of each resample: Pearson's r of its mid-ranks.

    Parameters and result are those of `kendall`.

    Examples
    --------
    >>> a, b = np.array([1.0, 2.0, 3.0, 4.0]), np.array([2.0, 1.0, 5.0, 4.0])
    >>> spearman(a, b, np.arange(4), np.ones((1, 4))).round(4).tolist()
    [0.6]
    """
    weights = times[:, cluster]
    total = weights.sum(axis=1, keepdims=True)
    x, y = (_ranks(v, weights) for v in (a, b))
    # The mean of mid-ranks is known without looking.
    x -= (total + 1) / 2
    y -= (total + 1) / 2
    weighted = weights * x
    covariance = (weighted * y).sum(axis=1)
    variance = (weighted * x).sum(axis=1) * (weights * y * y).sum(axis=1)
    variance[variance < 0.25] = np.nan
    result: Array = covariance / np.sqrt(variance)
    return result


def standardised(columns: Array) -> Array:
    """Return columns of mean 0 and variance 1, so that no unit is too small to compare."""
    result: Array = (columns - columns.mean(axis=0)) / columns.std(axis=0)
    return result


def _ranks(values: Array, weights: Array) -> Array:
    """Return the mid-ranks of each resample, where a row of weight k stands k times."""
    distinct, position = np.unique(values, return_inverse=True)
    member = np.zeros((len(values), len(distinct)))
    member[np.arange(len(values)), position] = 1
    total = weights @ member
    ranks: Array = (total.cumsum(axis=1) - (total - 1) / 2)[:, position]
    return ranks
