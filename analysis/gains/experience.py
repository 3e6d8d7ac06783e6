"""What provinces in a like position gained in the next year: the national part of gains.

Fitted once for all provinces of an index and year.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import indices, provinces
from analysis.change.parts import Parts, parts
from analysis.errors import IncompletePanel, TooFewObservations
from analysis.gains.history import movements
from analysis.panel import Panel, panel

Array = NDArray[np.float64]

MIN_PAIRS = 60


@dataclass(frozen=True)
class Learnt:
    """What one component teaches.

    Attributes
    ----------
    component : str
    provinces : DataFrame
        One row a province with a score in the last year, in points: score, gap_mean,
        gap_region, gap_leader, movements, rises, largest_rise, typical_rise, setback and
        expected, see `Gains`.
    coefficients : array, shape (3,)
        Of a constant, standing and setback on the standing a year later.
    residuals : Series of float, indexed by province and year
        Errors of the fit, in standard deviations.
    spread : float
        Standard deviation of the last year, in points.
    years : tuple of int
        Later years of the pairs.
    """

    component: str
    provinces: pd.DataFrame
    coefficients: Array
    residuals: pd.Series
    spread: float
    years: tuple[int, ...]


@dataclass(frozen=True)
class Experience:
    """What the components of an index teach about gains in the year after.

    Attributes
    ----------
    index, component : str
        The index and the component that is the sum.
    year : int
        Gains start from its results; no later year was used.
    parts : Parts
        Results of that year.
    learnt : dict of str to Learnt
        By component.
    """

    index: str
    component: str
    year: int
    parts: Parts
    learnt: dict[str, Learnt]

    @cached_property
    def cases(self) -> pd.DataFrame:
        """Errors of the fits in points, one row a province and year with every component."""
        errors = {name: item.residuals * item.spread for name, item in self.learnt.items()}
        return pd.DataFrame(errors).dropna()


def learn(
    scores: pd.DataFrame,
    index: str,
    *,
    year: int,
    component: str = "overall",
    components: Sequence[str] | None = None,
) -> Experience:
    """Learn from all provinces what follows on a position, component by component.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of one frame.
    index : str
        An index whose panel is complete and whose score is the sum of its components.
    year : int
        Year that gains start from; later years are not looked at.
    component : str
        The score.
    components : sequence of str, optional
        By default every part one level down.

    Returns
    -------
    Experience

    Raises
    ------
    IncompletePanel
        If the data of that year hold only some provinces; `own_history` needs no others.
    TooFewObservations
        If a component has fewer than 60 pairs of consecutive comparable years.
    BadParameter, UnknownComponent
        As `decompose_change`.

    Notes
    -----
    The standing a year later (distance to the mean in standard deviations of the provinces) is
    regressed on the standing and on the setback against the province's own earlier comparable
    years, over all pairs of consecutive years without a break in between: regression to the
    mean (Galton 1886) with a second mean, the province's own. Forecasting each PAPI year from
    the years before, its root mean square error is up to 7 per cent below that of the standing
    alone in all dimensions but the eighth (1 per cent above), and 1 to 12 per cent below that of
    what provinces with a similar score did (Gaussian kernel of half a standard deviation).

    Examples
    --------
    >>> from analysis import store
    >>> found = learn(store.load_scores("papi"), "papi", year=2023)
    >>> found.learnt["d6"].coefficients.round(2).tolist(), len(found.cases)
    ([-0.0, 0.79, 0.32], 182)
    """
    if not indices.is_complete(index, year):
        raise IncompletePanel(
            f"gains of {index} {year} cannot be learnt from some provinces; own_history shows "
            "what the province itself has gained, and its room"
        )
    now = parts(scores, index, year, total=component, components=components)
    learnt = {name: _learnt(_past(scores, index, name, year), year) for name in now.components}
    return Experience(index, component, year, now, learnt)


def _past(scores: pd.DataFrame, index: str, name: str, year: int) -> Panel:
    years = [y for y in indices.index(index).complete_years if y <= year]
    return panel(scores, index, name, years=years)


def _learnt(past: Panel, year: int) -> Learnt:
    table = past.table
    standing = (table - table.mean()) / table.std(ddof=1)
    setback = _setbacks(standing, past.breaks)
    x, after, cases = _pairs(standing, setback, past.breaks)
    if len(x) < MIN_PAIRS:
        raise TooFewObservations(
            f"learning gains of {past.index} {past.component} to {year}",
            *(len(x), MIN_PAIRS, "pairs of comparable years"),
        )
    coefficients: Array = np.linalg.lstsq(x, after, rcond=None)[0].astype("float64")
    # Freed of the three coefficients, which make residuals smaller than errors.
    errors = (after - x @ coefficients) * np.sqrt(len(x) / (len(x) - x.shape[1]))
    spread = float(table[year].std(ddof=1))
    now = pd.DataFrame({"standing": standing[year], "setback": setback[year]}).dropna()
    return Learnt(
        component=past.component,
        provinces=_provinces(past.stretch(year), now, coefficients, spread),
        coefficients=coefficients,
        residuals=pd.Series(errors, cases),
        spread=spread,
        years=tuple(sorted({int(y) for y in cases.get_level_values("year")})),
    )


def _setbacks(standing: pd.DataFrame, breaks: tuple[int, ...]) -> pd.DataFrame:
    """Return how far provinces stand below the mean of their earlier comparable years."""
    values, years = standing.to_numpy(), [int(y) for y in standing.columns]
    found = np.zeros_like(values)
    first = 0
    for place, year in enumerate(years):
        if year in breaks:
            first = place
        earlier = values[:, first:place]
        n = (~np.isnan(earlier)).sum(axis=1)
        mean = np.nansum(earlier, axis=1) / np.maximum(n, 1)
        # Without an earlier year there is nothing to fall behind.
        found[:, place] = np.where(n > 0, mean - values[:, place], values[:, place] * 0.0)
    return pd.DataFrame(found, standing.index, standing.columns)


def _pairs(
    standing: pd.DataFrame, setback: pd.DataFrame, breaks: tuple[int, ...]
) -> tuple[Array, Array, pd.MultiIndex]:
    """Return regressors, the standing a year later, and whose and when, for all pairs."""
    years = [int(y) for y in standing.columns]
    later = [y for y in years if y - 1 in years and y not in breaks]
    before = [y - 1 for y in later]
    columns = [grid.to_numpy().ravel() for grid in (standing[before], setback[before])]
    after = standing[later].to_numpy().ravel()
    x = np.column_stack([np.ones(len(after)), *columns])
    known = ~np.isnan(x).any(axis=1) & ~np.isnan(after)
    cases = pd.MultiIndex.from_product([standing.index, later], names=["province_code", "year"])
    return x[known], after[known], cases[known]


def _provinces(
    comparable: Panel, position: pd.DataFrame, coefficients: Array, spread: float
) -> pd.DataFrame:
    """Return what is known of each province, in points, and what is expected of it."""
    now = comparable.table.iloc[:, -1].loc[position.index]
    x = np.column_stack([np.ones(len(now)), position])
    moved = movements(comparable).loc[position.index]
    up = moved.where(moved > 0)
    region = {c: r.code for r in provinces.regions() for c in r.province_codes}
    return pd.DataFrame(
        {
            "score": now,
            "gap_mean": now - now.mean(),
            "gap_region": now - now.groupby(now.index.map(region)).transform("max"),
            "gap_leader": now - now.max(),
            "movements": moved.notna().sum(axis=1),
            "rises": up.notna().sum(axis=1),
            "largest_rise": up.max(axis=1).fillna(0.0),
            "typical_rise": up.median(axis=1).fillna(0.0),
            "setback": position["setback"] * spread,
            "expected": (x @ coefficients - position["standing"]) * spread,
        }
    )
