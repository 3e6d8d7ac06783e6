"""Slopes predicted by a random-coefficient model whose variances are known."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Group:
    """Provinces that have the same years.

    Attributes
    ----------
    codes : list of str, length k
    x : array of float, shape (n,)
        Years, counted from a common origin.
    data : array of float, shape (k, n)
    """

    codes: list[str]
    x: Array
    data: Array

    @property
    def design(self) -> Array:
        """Intercept and slope, shape (n, 2)."""
        return np.column_stack([np.ones(len(self.x)), self.x])

    @property
    def spread(self) -> Array:
        """Covariance of the own coefficients for errors of variance 1, shape (2, 2)."""
        return np.asarray(np.linalg.inv(self.design.T @ self.design))

    @property
    def own(self) -> Array:
        """Least-squares coefficients of each province, shape (k, 2)."""
        return self.data @ self.design @ self.spread

    @property
    def squares(self) -> float:
        """Sum of the squared residuals of all lines."""
        return float(((self.data - self.own @ self.design.T) ** 2).sum())


@dataclass(frozen=True)
class Variances:
    """What a random-coefficient model estimates beside its national line.

    Attributes
    ----------
    error : float
        Variance of a value about its province's line.
    spread : array of float, shape (2, 2)
        Covariance of the provinces' intercepts and slopes.
    """

    error: float
    spread: Array


def moments(groups: Iterable[Group]) -> Variances:
    """Estimate the variances from the provinces' own lines.

    Notes
    -----
    Swamy 1970, *Econometrica* 38:311; for a balanced panel this is restricted maximum
    likelihood itself if the spread is positive definite. Made so here where it is not.
    """
    known = list(groups)
    own = np.vstack([g.own for g in known])
    left = sum(len(g.codes) * (len(g.x) - 2) for g in known)
    error = sum(g.squares for g in known) / left
    noise = sum(len(g.codes) * g.spread for g in known) / len(own) * error
    values, vectors = np.linalg.eigh(np.cov(own.T) - noise)
    floor = 1e-3 * np.trace(np.cov(own.T))
    return Variances(error, (vectors * np.maximum(values, floor)) @ vectors.T)


@dataclass(frozen=True)
class Predicted:
    """The national line and the provinces' slopes.

    Attributes
    ----------
    national : array of float, shape (2,)
        Intercept and slope.
    national_error : float
        Standard error of the national slope.
    codes : list of str, length k
    slope, error, own, kept, n : array, shape (k,)
        Predicted slopes, the standard errors of prediction, the own least-squares slopes, how
        much of its own slope a province keeps (0 to 1) and its years.
    """

    national: Array
    national_error: float
    codes: list[str]
    slope: Array
    error: Array
    own: Array
    kept: Array
    n: NDArray[np.int_]


def predict(groups: Iterable[Group], known: Variances) -> Predicted:
    """Predict each province's slope, national and own part together.

    Notes
    -----
    Generalised least squares and best linear unbiased prediction in the form of Swamy: with
    Vᵢ = G + σ²(XᵢᵀXᵢ)⁻¹ the own coefficients get the weight Wᵢ = G Vᵢ⁻¹, the national ones the
    rest, and the error of prediction is G - Wᵢ G + (I - Wᵢ) A (I - Wᵢ)ᵀ, A the covariance of
    the national ones. It equals the inverse of Henderson's mixed model equations (Robinson
    1991, *Statistical Science* 6:15).
    """
    parts = list(groups)
    precise = [np.linalg.inv(known.spread + known.error * g.spread) for g in parts]
    covariance = np.linalg.inv(
        sum((len(g.codes) * p for g, p in zip(parts, precise, strict=True)), np.zeros((2, 2)))
    )
    total = sum((p @ g.own.sum(axis=0) for g, p in zip(parts, precise, strict=True)), np.zeros(2))
    national = covariance @ total
    slope, error, kept = [], [], []
    for group, precision in zip(parts, precise, strict=True):
        weight = known.spread @ precision
        rest = np.eye(2) - weight
        slope.append((group.own @ weight.T + rest @ national)[:, 1])
        spread = known.spread - weight @ known.spread + rest @ covariance @ rest.T
        error.append(np.full(len(group.codes), np.sqrt(spread[1, 1])))
        kept.append(np.full(len(group.codes), _kept(known, group)))
    return Predicted(
        national=national,
        national_error=float(np.sqrt(covariance[1, 1])),
        codes=[code for g in parts for code in g.codes],
        slope=np.concatenate(slope),
        error=np.concatenate(error),
        own=np.concatenate([g.own[:, 1] for g in parts]),
        kept=np.concatenate(kept),
        n=np.concatenate([np.full(len(g.codes), len(g.x)) for g in parts]),
    )


def _kept(known: Variances, group: Group) -> float:
    """Return the reliability of an own slope: its true variance over its whole variance."""
    true = known.spread[1, 1]
    return float(true / (true + known.error * group.spread[1, 1]))
