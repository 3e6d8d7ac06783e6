"""The national mean in the years ahead, from its changes between comparable years."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from analysis.errors import TooFewObservations
from analysis.forecast.process import Array
from analysis.panel import Panel

MIN_CHANGES = 3


@dataclass(frozen=True)
class National:
    """Random walk of the national mean with a shrunken drift.

    Attributes
    ----------
    last : float
        Mean of the last year, in points.
    drift : float
        Change a year, shrunk towards zero.
    sd : float
        Standard deviation of the yearly changes.
    changes : int
        Changes between consecutive comparable years that this rests on.
    """

    last: float
    drift: float
    sd: float
    changes: int

    def draw(self, ahead: int, draws: int, rng: np.random.Generator) -> Array:
        """Draw paths of the mean, shape (draws, years ahead).

        Steps are Student t with `changes` - 1 degrees of freedom, and the error of the drift
        is shared by all years of a path.
        """
        freedom = self.changes - 1
        steps = self.sd * rng.standard_t(freedom, size=(draws, ahead))
        drift = self.sd / np.sqrt(self.changes) * rng.standard_t(freedom, size=(draws, 1))
        path: Array = self.last + (self.drift + drift + steps).cumsum(axis=1)
        return path


def national(scores: Panel) -> National:
    """Estimate the walk of the national mean.

    Changes are means over the provinces known in both years, so that a province that drops out
    moves nothing; changes across a break are left out. The drift is shrunk by the positive-part
    rule of James and Stein (1961): by the share of its square that its own error explains.

    Raises
    ------
    TooFewObservations
        With fewer than three changes between comparable years.
    """
    years, table = scores.years, scores.table
    changes = np.array(
        [
            (table[year] - table[before]).mean()
            for before, year in pairwise(years)
            if year == before + 1 and year not in scores.breaks
        ]
    )
    if len(changes) < MIN_CHANGES:
        raise TooFewObservations(
            "a forecast of the national mean",
            len(changes),
            MIN_CHANGES,
            "changes between comparable years",
        )
    mean, sd = float(changes.mean()), float(changes.std(ddof=1))
    kept = max(0.0, 1 - sd**2 / len(changes) / mean**2) if mean else 0.0
    return National(float(table[years[-1]].mean()), kept * mean, sd, len(changes))
