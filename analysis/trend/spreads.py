"""How unsure predicted slopes are because the spread of slopes is itself an estimate."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.trend.prediction import Group, Predicted, Variances

Array = NDArray[np.float64]

_DEVIATIONS = 30
# In standard deviations of the own slopes: what is true can hardly spread more than that.
_REACH = 3.0
_CORRELATIONS = np.linspace(-0.9, 0.9, 7)


def errors_of_prediction(
    groups: Sequence[Group], known: Variances, found: Predicted
) -> tuple[Array, float]:
    """Return the errors of the slopes and of the national slope, the spread being estimated.

    Returns
    -------
    errors : array of float, shape (k,)
        In the order of `found`.
    national : float

    Notes
    -----
    The square of each error is the mean, over spreads of the slopes and their correlations with
    the intercepts, of the squared error given these plus the squared distance of the slope
    predicted with them; weights are their restricted likelihood with a flat prior on variance
    and correlation. It is the posterior mean squared error of hierarchical models (Morris 1983,
    *Journal of the American Statistical Association* 78:47; Morris and Tang 2011, *Statistical
    Science* 26:271). The variances of errors and intercepts are better known, and kept.
    """
    spread, deviations = _options(known, float(np.std(found.own, ddof=1)) * _REACH)
    precise = [np.linalg.inv(spread + known.error * g.spread) for g in groups]
    covariance = np.linalg.inv(
        sum((len(g.codes) * p for g, p in zip(groups, precise, strict=True)), np.zeros((2, 2)))
    )
    sums = sum((p @ g.own.sum(axis=0) for g, p in zip(groups, precise, strict=True)), np.zeros(2))
    national = np.einsum("oij,oj->oi", covariance, sums)
    likelihood = np.linalg.slogdet(covariance)[1] / 2 + np.log(deviations)
    squares, first = [], 0
    for group, precision in zip(groups, precise, strict=True):
        apart = group.own[np.newaxis] - national[:, np.newaxis]
        likelihood += len(group.codes) * np.linalg.slogdet(precision)[1] / 2
        likelihood -= np.einsum("oki,oij,okj->o", apart, precision, apart) / 2
        weight = spread @ precision
        rest = np.eye(2) - weight
        given = spread - weight @ spread + rest @ covariance @ rest.swapaxes(1, 2)
        slope = national[:, 1, np.newaxis] + np.einsum("oj,okj->ok", weight[:, 1], apart)
        best = found.slope[first : first + len(group.codes)]
        squares.append(given[:, 1, 1, np.newaxis] + (slope - best) ** 2)
        first += len(group.codes)
    weights = np.exp(likelihood - likelihood.max())
    weights /= weights.sum()
    errors = np.sqrt(weights @ np.concatenate(squares, axis=1))
    return errors, float(np.sqrt(weights @ covariance[:, 1, 1]))


def _options(known: Variances, reach: float) -> tuple[Array, Array]:
    """Return spreads of intercepts and slopes to weigh, shape (o, 2, 2), and their deviations.

    Steps of the standard deviation s are equal, so that a flat prior on the variance gives each
    the weight s.
    """
    steps = (np.arange(_DEVIATIONS) + 0.5) / _DEVIATIONS * reach
    deviations, correlations = (a.ravel() for a in np.meshgrid(steps, _CORRELATIONS))
    level = float(np.sqrt(known.spread[0, 0]))
    spread = np.empty((len(deviations), 2, 2))
    spread[:, 0, 0], spread[:, 1, 1] = level**2, deviations**2
    spread[:, 0, 1] = spread[:, 1, 0] = correlations * level * deviations
    return spread, deviations
