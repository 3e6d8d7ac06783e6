"""One component of one index as a panel: provinces by years, with what may be compared.

Every model of several provinces and years starts from here, so that coverage and breaks are
decided in one place.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, get_args

import pandas as pd

from analysis import indices
from analysis.errors import BadParameter, BreakInside, IncompletePanel, NoData
from analysis.printing import Printed

Measure = Literal["score", "percent", "distance", "rank"]

NATIONAL = "00"
UNITS = {"vn63": 63, "vn34": 34}


@dataclass(frozen=True)
class Panel(Printed):
    """Provinces by years of one component.

    Attributes
    ----------
    index, component : str
    measure : {"score", "percent", "distance", "rank"}
        Scores, per cent of the maximum, distance to the national mean in points, or ranks
        (1 is best).
    table : DataFrame of float, shape (provinces, years)
        Indexed by province code, columns are the years, both sorted; missing stays missing.
    breaks : tuple of int
        Years of the panel, but for its first, in which a new series begins.
    complete : bool
        Whether every published province is there in every year.
    units : int
        Provinces of the frame.
    """

    index: str
    component: str
    measure: Measure
    table: pd.DataFrame
    breaks: tuple[int, ...]
    complete: bool
    units: int

    @property
    def years(self) -> tuple[int, ...]:
        """The years, ascending."""
        return tuple(int(y) for y in self.table.columns)

    @property
    def known(self) -> dict[int, int]:
        """Provinces known by year."""
        return {year: int(self.table[year].notna().sum()) for year in self.years}

    def require_complete(self, what: str) -> None:
        """Refuse a statistic of all provinces where only some are known.

        Raises
        ------
        IncompletePanel
            If the panel is partial.
        """
        if not self.complete:
            counts = ", ".join(f"{year}: {n}" for year, n in self.known.items())
            raise IncompletePanel(
                f"{what} needs every published province of {self.index} {self.component}; known "
                f"of {self.units}: {counts}. Pass allow_partial=True and label the result"
            )

    def require_one_edition(self, what: str) -> None:
        """Refuse to compare years across a break.

        Raises
        ------
        BreakInside
            If a new series begins within the panel.
        """
        if self.breaks:
            raise BreakInside(what, self.index, self.component, self.breaks)

    def stretch(self, year: int) -> "Panel":
        """Return the years up to `year` that may be compared with it.

        Raises
        ------
        NoData
            If none is left.
        """
        first, _ = indices.stretch(self.index, self.component, year)
        kept = [y for y in self.years if first <= y <= year]
        if not kept:
            raise NoData(f"no year of {self.index} {self.component} can be compared with {year}")
        return replace(self, table=self.table[kept], breaks=())

    def long(self) -> pd.DataFrame:
        """Return the known values as rows: province_code, year, value, sorted by both."""
        rows = self.table.melt(var_name="year", value_name="value", ignore_index=False)
        rows = rows.rename_axis("province_code").reset_index().dropna(subset=["value"])
        return rows.sort_values(["province_code", "year"], ignore_index=True)


def panel(
    scores: pd.DataFrame,
    index: str,
    component: str = "overall",
    *,
    measure: Measure = "score",
    years: Iterable[int] | None = None,
    allow_partial: bool = False,
) -> Panel:
    """Return one component as a panel of provinces by years.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of one frame.
    index, component : str
    measure : {"score", "percent", "distance", "rank"}
        `percent` is of the maximum of each year's edition. `distance` is to the published
        national mean, else to the unweighted mean of a complete panel. `rank` is the published
        rank, else for a complete panel the competition rank of the score.
    years : iterable of int, optional
        Only these years; by default every year with a value.
    allow_partial : bool
        Take a panel that holds only some provinces; its distances and ranks are still the
        published ones only.

    Returns
    -------
    Panel

    Raises
    ------
    BadParameter
        If the measure is unknown.
    NoData
        If no province has a value.
    IncompletePanel
        If the panel is partial and that is not allowed.
    UnknownComponent
        If the index never had such a component.

    Examples
    --------
    >>> from analysis import store
    >>> found = panel(store.load_scores(), "papi", years=range(2021, 2025), measure="rank")
    >>> found.known, found.table.loc["08"].tolist()
    ({2021: 60, 2022: 61, 2023: 61, 2024: 61}, [20.0, 20.0, 41.0, 44.0])
    """
    if measure not in get_args(Measure):
        raise BadParameter(f"measure must be one of {', '.join(get_args(Measure))}: {measure!r}")
    rows = scores[(scores["index"] == index) & (scores["component"] == component)]
    if years is not None:
        rows = rows[rows["year"].isin(list(years))]
    values = _measured(rows, index, component, measure)
    if values.empty:
        raise NoData(f"no province has a {measure} of {index} {component} in the years asked for")
    held = [int(y) for y in values.columns]
    breaks = tuple(y for y in indices.break_years(index, component) if held[0] < y <= held[-1])
    complete = all(indices.is_complete(index, y) for y in held)
    frame = str(rows["frame"].iloc[0])
    found = Panel(index, component, measure, values, breaks, complete, UNITS[frame])
    if not allow_partial:
        found.require_complete("a panel")
    return found


def _measured(rows: pd.DataFrame, index: str, component: str, measure: Measure) -> pd.DataFrame:
    """Return the values of the measure, provinces by years, without empty rows and columns."""
    own = rows[rows["province_code"] != NATIONAL]
    score = _grid(own, "score")
    if measure == "score":
        return score
    if measure == "percent":
        return score / _maximum(own, index, component).reindex_like(score) * 100
    complete = [y for y in score.columns if indices.is_complete(index, int(y))]
    if measure == "rank":
        computed = score[complete].rank(ascending=False, method="min")
        return _filled(_grid(own, "rank"), computed)
    published = rows[rows["province_code"] == NATIONAL].set_index("year")["score"].dropna()
    mean = published.astype("float64").combine_first(score[complete].mean())
    return (score[[y for y in score.columns if y in mean.index]] - mean).dropna(
        axis="columns", how="all"
    )


def _maximum(own: pd.DataFrame, index: str, component: str) -> pd.DataFrame:
    """Return the maxima printed beside the scores, else those of the edition."""
    printed = own.pivot(index="province_code", columns="year", values="max_score")
    for year in printed.columns:
        edition = indices.component(index, component, int(year)).max_score
        if edition is not None:
            printed[year] = printed[year].fillna(edition)
    return printed.astype("float64")


def _filled(published: pd.DataFrame, computed: pd.DataFrame) -> pd.DataFrame:
    """Return published ranks, and computed ones for the years without any."""
    years = [y for y in computed.columns if y not in published.columns]
    return published.join(computed[years], how="outer").sort_index(axis="columns")


def _grid(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    grid = rows.pivot(index="province_code", columns="year", values=column)
    grid = grid.astype("float64").sort_index().sort_index(axis="columns")
    grid = grid.dropna(axis="index", how="all").dropna(axis="columns", how="all")
    return grid.rename_axis(index=None, columns=None)
