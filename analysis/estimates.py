"""An estimate with its interval, and the seeds and intervals of resampling.

Equal data give equal seeds, so every random result can be had again from what it came from.
"""

import hashlib
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray


@dataclass(frozen=True)
class Estimate:
    """A value with its interval.

    Attributes
    ----------
    value, low, high : float
        In the same unit.
    """

    value: float
    low: float
    high: float

    @property
    def sign(self) -> int:
        """1 or -1 if the whole interval lies above or below zero, else 0."""
        return int(self.low > 0) - int(self.high < 0)


def seed_of(table: pd.DataFrame) -> int:
    """Return a seed that follows from the content of a table, not from the order of its rows.

    Examples
    --------
    >>> table = pd.DataFrame({"x": [1.0, 2.0]})
    >>> seed_of(table) == seed_of(table[::-1])
    True
    """
    lines = table.to_csv(index=False, float_format="%.6f", lineterminator="\n").splitlines()
    text = "\n".join([lines[0], *sorted(lines[1:])])
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4])


def percentile_interval(draws: NDArray[np.float64], *, level: float = 0.95) -> tuple[float, float]:
    """Return the percentile interval of resampled values, leaving out undefined draws.

    Examples
    --------
    >>> percentile_interval(np.arange(101.0), level=0.5)
    (25.0, 75.0)
    """
    low, high = np.nanquantile(draws, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
