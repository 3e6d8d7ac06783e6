"""Natural breaks: classes whose values lie as close together as possible."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def natural_breaks(values: Array, k: int) -> list[float]:
    """Return the largest value of each class but the last.

    Parameters
    ----------
    values : array of float
        Finite.
    k : int
        Classes, at most as many as there are different values.

    Returns
    -------
    list of float
        The k - 1 upper bounds of the classes with the least sum of squared distances to their
        means.

    Notes
    -----
    Exact, by dynamic programming over the sorted values (Fisher 1958, "On grouping for maximum
    homogeneity", JASA 53). `mapclassify.FisherJenks` gives the same; without numba it takes
    three seconds for the scores of fourteen years, this takes hundredths.

    Examples
    --------
    >>> natural_breaks(np.array([1.0, 1.1, 5.0, 5.2, 9.0]), 3)
    [1.1, 5.2]
    """
    known, counts = np.unique(values, return_counts=True)
    spread = _squares(known, counts)
    best, ends = spread[0], []
    for _ in range(k - 1):
        # Row i, column j: the class before ends at i, this one at j.
        total = best[:-1, None] + spread[1:]
        ends.append(total.argmin(axis=0))
        best = total.min(axis=0)
    last, bounds = len(known) - 1, []
    for end in reversed(ends):
        last = int(end[last])
        bounds.append(float(known[last]))
    return bounds[::-1]


def _squares(known: Array, counts: NDArray[np.int64]) -> Array:
    """Return the sum of squared distances to their mean of the values from i to j."""
    centred = known - np.average(known, weights=counts)
    weight, total, square = (
        np.concatenate([[0.0], np.cumsum(counts * power)])
        for power in (np.ones_like(centred), centred, centred**2)
    )

    def between(sums: Array) -> Array:
        found: Array = sums[None, 1:] - sums[:-1, None]
        return found

    above = np.triu(np.ones((len(known), len(known)), dtype=bool))
    shares = np.divide(between(total) ** 2, between(weight), where=above, out=np.zeros(above.shape))
    return np.where(above, between(square) - shares, np.inf)
