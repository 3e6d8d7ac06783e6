"""Profiles of the provinces, standardised so that they can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import indices
from analysis.errors import ConstantSeries, IncompletePanel, NoData, TooFewObservations
from analysis.printing import Printed

NATIONAL = "00"
# Older years say less of a province today.
WINDOW = 3
MIN_PROVINCES = 10


@dataclass(frozen=True)
class Profiles(Printed):
    """Standardised scores of the provinces by component.

    Attributes
    ----------
    index : str
    year : int
        Year of the profile, the last of `years`.
    years : tuple of int
        Comparable years that went into it.
    components : tuple of str
        Components of the index.
    context : tuple of str
        Other series, log-transformed, of `year`.
    codes : tuple of str
        Provinces, sorted.
    left_out : tuple of str
        Provinces known in some of it but not in all of `year`.
    scores : DataFrame
        Scores of `year` in points, provinces by components.
    by_year : array of float, shape (years, provinces, components + context)
        Deviations from the mean in standard deviations of the year; NaN where a year before
        the last has no score. Context is the same in every year.
    partial : bool
        Whether published provinces are missing from the data.
    """

    index: str
    year: int
    years: tuple[int, ...]
    components: tuple[str, ...]
    context: tuple[str, ...]
    codes: tuple[str, ...]
    left_out: tuple[str, ...]
    scores: pd.DataFrame
    by_year: NDArray[np.float64]
    partial: bool

    def table(self) -> pd.DataFrame:
        """Return the mean deviations over the years, provinces by components and context."""
        mean = np.nanmean(self.by_year, axis=0)
        return pd.DataFrame(
            mean, index=self.scores.index, columns=[*self.components, *self.context]
        )


def profiles(
    scores: pd.DataFrame,
    index: str,
    *,
    year: int,
    context: Sequence[str] = (),
    allow_partial: bool = False,
) -> Profiles:
    """Return the profile of every province that is known in all components of a year.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of one frame.
    index : str
    year : int
        Last year of the profile. Up to two years before it count too, as far as they may be
        compared with it in every component.
    context : sequence of str
        Other series to compare by, such as "population" and "grdp_per_capita": logs of their
        main component in `year`.
    allow_partial : bool
        Take an index of which only some provinces are known.

    Returns
    -------
    Profiles

    Raises
    ------
    NoData
        If the index has no components, or a context nothing in that year.
    IncompletePanel
        If the index or a context is partial and that is not allowed.
    TooFewObservations
        With fewer than ten provinces known in all components.
    ConstantSeries
        If all provinces are equal in a component.

    Notes
    -----
    Each component is standardised within each year, then averaged over the years. Differences
    that do not last average out, so a component whose differences are mostly noise weighs less.

    Examples
    --------
    >>> from analysis import store
    >>> found = profiles(store.load_scores(), "papi", year=2024)
    >>> found.years, len(found.codes), found.left_out
    ((2022, 2023, 2024), 61, ('26', '82'))
    """
    own = scores[scores["province_code"] != NATIONAL]
    rows = own[own["index"] == index]
    components = _components(rows, index, year)
    years = _years(rows, index, components, year)
    partial = _partial(index, years, allow_partial)
    cube = {y: _grid(rows, y, components) for y in years}
    around = pd.DataFrame(
        {name: _log(own, name, year, allow_partial) for name in context}, dtype="float64"
    )
    now = cube[year].join(around, how="left") if context else cube[year]
    known = now.dropna()
    if len(known) < MIN_PROVINCES:
        raise TooFewObservations(
            "a profile", len(known), MIN_PROVINCES, f"provinces with every component of {year}"
        )
    every = set(rows["province_code"].unique())
    layers = [_standardised(cube[y].reindex(known.index), y) for y in years]
    if context:
        fixed = _standardised(known[list(context)], year)
        layers = [np.hstack([layer, fixed]) for layer in layers]
    return Profiles(
        index=index,
        year=year,
        years=years,
        components=components,
        context=tuple(context),
        codes=tuple(known.index),
        left_out=tuple(sorted(every.difference(known.index))),
        scores=known[list(components)],
        by_year=np.stack(layers),
        partial=partial or any(not indices.is_complete(name, year) for name in context),
    )


def _components(rows: pd.DataFrame, index: str, year: int) -> tuple[str, ...]:
    """Return the components one level below the whole that the provinces have in a year."""
    held = set(rows.loc[(rows["year"] == year) & rows["score"].notna(), "component"])
    whole = indices.main_component(index)
    codes = [c.code for c in indices.components(index, year) if "." not in c.code]
    found = tuple(c for c in codes if c != whole and c in held)
    if len(found) < 2:
        raise NoData(f"{index} has no components in {year} that could make a profile")
    return found


def _years(
    rows: pd.DataFrame, index: str, components: tuple[str, ...], year: int
) -> tuple[int, ...]:
    """Return the last years in which every component may be compared with the year."""
    first = max(indices.stretch(index, c, year)[0] for c in components)
    held = rows[rows["component"].isin(components) & rows["score"].notna()]
    by_year = held.groupby("year")["component"].nunique()
    whole = [int(y) for y in by_year.index[by_year == len(components)] if first <= y <= year]
    return tuple(y for y in whole if y > year - WINDOW)


def _partial(index: str, years: tuple[int, ...], allow_partial: bool) -> bool:
    missing = [y for y in years if not indices.is_complete(index, y)]
    if missing and not allow_partial:
        raise IncompletePanel(
            f"peers need every published province of {index}; {', '.join(map(str, missing))} "
            "hold only some. Pass allow_partial=True and label the result"
        )
    return bool(missing)


def _grid(rows: pd.DataFrame, year: int, components: tuple[str, ...]) -> pd.DataFrame:
    wanted = rows[(rows["year"] == year) & rows["component"].isin(components)]
    grid = wanted.pivot(index="province_code", columns="component", values="score")
    return grid[list(components)].astype("float64").sort_index()


def _log(own: pd.DataFrame, name: str, year: int, allow_partial: bool) -> pd.Series:
    component = indices.main_component(name)
    wanted = own[
        (own["index"] == name) & (own["component"] == component) & (own["year"] == year)
    ].dropna(subset=["score"])
    if wanted.empty:
        raise NoData(f"no {name} of {year} to compare the provinces by")
    _partial(name, (year,), allow_partial)
    found = wanted.set_index("province_code")["score"].astype("float64")
    return found.map(np.log)


def _standardised(table: pd.DataFrame, year: int) -> NDArray[np.float64]:
    constant = table.columns[table.max() == table.min()]
    if len(constant):
        raise ConstantSeries(f"all provinces have the same {', '.join(constant)} in {year}")
    return np.asarray((table - table.mean()) / table.std(), dtype=np.float64)
