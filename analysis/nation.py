"""The whole country in one index: level and spread by year, who moved, which parts differ.

Only complete panels are summed up over provinces; of partial ones only what was published.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import norm

from analysis import indices, standing
from analysis.errors import BreakInside, IncompletePanel, NoData
from analysis.panel import Panel
from analysis.printing import Printed
from analysis.rounding import DIGITS, difference, differences

# A part of an index is compared over provinces if so many are known.
MIN_PROVINCES = 10


def levels(
    scores: pd.DataFrame, index: str, component: str = "overall", *, digits: int = DIGITS
) -> pd.DataFrame:
    """Return level and spread of all provinces year by year.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of the frame vn63; only the years to look at.
    index, component : str
    digits : int
        Decimals that the scores are printed with: the range is that of the printed ones.

    Returns
    -------
    DataFrame
        Indexed by year: n (provinces with a score), ranked (with a published rank), mean,
        mean_published, sd (of the n provinces), highest, highest_code, lowest, lowest_code,
        range, drift (mean change over the provinces known in both this year and the one
        before), drift_n, complete, breaks (whether a new series begins). Where the panel is
        partial sd, range and drift are missing, and mean, highest and lowest are the
        published ones.

    Raises
    ------
    NoData
        If there is no result.

    Examples
    --------
    >>> from analysis import store
    >>> table = levels(store.load_scores(), "papi")
    >>> int(table.loc[2023, "n"]), table.loc[2023, "highest_code"]
    (61, '46')
    """
    own = scores[(scores["index"] == index) & (scores["component"] == component)]
    if own.empty:
        raise NoData(f"there is no result of {index} {component} in the years asked for")
    sections = {
        int(year): standing.cross_section(own, index, component, int(year))
        for year in sorted(set(own["year"]))
    }
    rows = {year: _level(section, digits) for year, section in sections.items()}
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("year")
    table["breaks"] = table.index.isin(indices.break_years(index, component))
    moved = [_drift(sections, year, bool(table.loc[year, "breaks"])) for year in table.index]
    table["drift"] = [m.mean() if len(m) else np.nan for m in moved]
    table["drift_n"] = [len(m) for m in moved]
    numbers = ["mean", "sd", "highest", "lowest", "range", "drift"]
    table[numbers] = table[numbers].astype("float64")
    return table


def _level(section: standing.CrossSection, digits: int) -> dict[str, object]:
    highest, lowest = section.extreme(highest=True), section.extreme(highest=False)
    known = section.rows["score"].dropna()
    both = section.complete and highest is not None and lowest is not None
    return {
        "n": section.n,
        "ranked": int(section.rows["rank"].notna().sum()),
        "mean": section.mean,
        "mean_published": section.mean_published,
        "sd": known.std(ddof=1) if section.complete else None,
        "highest": highest[1] if highest else None,
        "highest_code": highest[0] if highest else None,
        "lowest": lowest[1] if lowest else None,
        "lowest_code": lowest[0] if lowest else None,
        "range": difference(known.max(), known.min(), digits) if both else None,
        "complete": section.complete,
    }


def _drift(
    sections: dict[int, standing.CrossSection], year: int, breaks: bool
) -> "pd.Series[float]":
    """Return the changes of the provinces known in both years, none across a break."""
    now, before = sections[year], sections.get(year - 1)
    if breaks or before is None or not (now.complete and before.complete):
        return pd.Series(dtype="float64")
    return (now.rows["score"] - before.rows["score"]).dropna()


@dataclass(frozen=True)
class Movements(Printed):
    """How the provinces moved from one year to the next.

    Attributes
    ----------
    index, component : str
    years : tuple of int
        The two years.
    table : DataFrame
        Indexed by province code: before, score, change (of the scores as printed), rank_before
        and rank (each among all provinces of its year), places (gained), own (change less
        drift, as printed) and clear (whether that is beyond what the noise of single years
        makes).
    drift : float
        Mean change.
    bound : float or None
        Movements beyond it are clear, in points; None if the noise is not known.
    level : float
        Share of movements by noise alone that stay unclear.
    n : int
        Provinces known in both years.
    """

    index: str
    component: str
    years: tuple[int, int]
    table: pd.DataFrame
    drift: float
    bound: float | None
    level: float
    n: int

    @property
    def by_chance(self) -> float:
        """How many would be called clear if none had moved but by noise."""
        return (1 - self.level) * self.n


def movements(
    panel: Panel,
    ranks: Panel,
    year: int,
    *,
    noise: float | None = None,
    level: float = 0.95,
    digits: int = DIGITS,
) -> Movements:
    """Compare all provinces with the year before.

    Parameters
    ----------
    panel, ranks : Panel
        Scores and ranks of a complete panel.
    year : int
        The later year.
    noise : float, optional
        Standard deviation of the noise of one score, as from `ranks.year_to_year_noise`.
    level : float
        Level at which a movement is called clear.
    digits : int
        Decimals that the scores are printed with.

    Returns
    -------
    Movements

    Raises
    ------
    BreakInside
        If a new series begins in `year`.
    NoData
        If no province is known in both years.
    IncompletePanel
        If the panel is partial.

    Notes
    -----
    The score of a year is taken as the province's own level plus noise that lasts one year
    only, so a change holds the noise of two years: normal, and as much of it in every province.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.panel import panel
    >>> scores = store.load_scores()
    >>> found = movements(panel(scores, "papi"), panel(scores, "papi", measure="rank"), 2023)
    >>> found.n, found.table["change"].idxmax()
    (59, '02')
    """
    before = year - 1
    if not panel.complete:
        raise IncompletePanel(f"movements need every published province of {panel.index}")
    if year in panel.breaks:
        raise BreakInside("a movement", panel.index, panel.component, (year,))
    table = panel.table.reindex(columns=[before, year])
    known = table.dropna()
    if known.empty:
        raise NoData(f"no province has {panel.index} {panel.component} in {before} and {year}")
    places = ranks.table.reindex(index=known.index, columns=[before, year]).astype("Int64")
    moved = known[year] - known[before]
    drift = float(moved.mean())
    bound = None
    if noise is not None:
        bound = float(norm.ppf((1 + level) / 2) * np.sqrt(2) * noise)
    change = differences(known[year], known[before], digits)
    return Movements(
        index=panel.index,
        component=panel.component,
        years=(before, year),
        table=pd.DataFrame(
            {
                "before": known[before],
                "score": known[year],
                "change": change,
                "rank_before": places[before],
                "rank": places[year],
                "places": places[before] - places[year],
                "own": change.map(lambda value: difference(value, drift, digits)),
                "clear": (moved - drift).abs() > (np.inf if bound is None else bound),
            }
        ),
        drift=drift,
        bound=bound,
        level=level,
        n=len(known),
    )


def parts(scores: pd.DataFrame, index: str, year: int) -> tuple[str, ...]:
    """Return the components one level below the whole that the provinces have in a year.

    Examples
    --------
    >>> from analysis import store
    >>> scores = store.load_scores()
    >>> parts(scores, "dti", 2024), len(parts(scores, "pci", 2018)), parts(scores, "pci", 2012)
    (('econ_activity', 'egov_activity', 'infrastructure', 'social_activity'), 10, ())
    """
    own = scores[
        (scores["index"] == index)
        & (scores["year"] == year)
        & (scores["province_code"] != standing.NATIONAL)
    ]
    known = own.groupby("component")["score"].count()
    whole = indices.main_component(index)
    return tuple(
        c.code
        for c in indices.components(index, year)
        if c.code != whole and "." not in c.code and known.get(c.code, 0) >= MIN_PROVINCES
    )


def part_spreads(
    scores: pd.DataFrame, index: str, year: int, *, digits: int = DIGITS
) -> pd.DataFrame:
    """Return level and spread of each part of an index in one year.

    Parameters
    ----------
    scores, index, digits
        As for `levels`.
    year : int

    Returns
    -------
    DataFrame
        Indexed by component, the one that differs most between provinces first: n, mean,
        maximum, sd, sd_percent (sd in per cent of the maximum; missing if that is unknown),
        highest, highest_code, lowest, lowest_code, range. Empty if no parts are known.

    Raises
    ------
    IncompletePanel
        If the panel is partial.

    Examples
    --------
    >>> from analysis import store
    >>> table = part_spreads(store.load_scores(), "papi", 2023)
    >>> table.index[0], int(table["n"].iloc[0])
    ('d1', 61)
    """
    if not indices.is_complete(index, year):
        raise IncompletePanel(f"a spread needs every published province of {index} {year}")
    rows = {}
    for code in parts(scores, index, year):
        row = _level(standing.cross_section(scores, index, code, year), digits)
        rows[code] = row | {"maximum": indices.component(index, code, year).max_score}
    columns = ["n", "mean", "maximum", "sd", "highest", "highest_code", "lowest", "lowest_code"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=[*columns, "range"])
    if table.empty:
        return table.assign(sd_percent=pd.Series(dtype="float64"))
    table["sd_percent"] = table["sd"] / table["maximum"].astype("float64") * 100
    return table.sort_values(["sd_percent", "sd"], ascending=False, kind="stable")
