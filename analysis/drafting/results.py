"""The latest published result of a province in one component."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import indices
from analysis.standing import cross_section, group

# As far back as `analysis.targets` looks for a result.
YEARS_BACK = 5


@dataclass(frozen=True)
class Result:
    """A published result.

    Attributes
    ----------
    year : int
    score, max_score : float or None
    rank : int or None
        Published; of a complete panel without published ranks, among the provinces in it.
    n : int
        Provinces that the rank is among.
    group : str or None
        As from `standing.group`.
    source_id : str
    unit : str
        Of the score: points or percent.
    """

    year: int
    score: float | None
    max_score: float | None
    rank: int | None
    n: int
    group: str | None
    source_id: str
    unit: str = "points"

    @property
    def lost(self) -> float | None:
        """Points below the maximum, where both are published."""
        if self.score is None or self.max_score is None:
            return None
        return round(self.max_score - self.score, 6)

    @property
    def in_first_quarter(self) -> bool:
        """Whether the rank is in the first quarter of those ranked."""
        return self.rank is not None and 4 * self.rank <= self.n


def latest_result(
    scores: pd.DataFrame, code: str, index: str, component: str, year: int
) -> Result | None:
    """Return the latest result up to a year, of five years at most.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`.
    code : str
        Province of the frame vn63.
    index, component : str
    year : int

    Returns
    -------
    Result or None

    Examples
    --------
    >>> from analysis import store
    >>> found = latest_result(store.load_scores(), "08", "par_index", "d1", 2024)
    >>> found.year, found.rank, found.n, found.score
    (2023, 44, 63, None)
    """
    own = scores[
        (scores["index"] == index)
        & (scores["component"] == component)
        & scores["year"].between(year - YEARS_BACK + 1, year)
    ]
    years = own.loc[own["province_code"] == code, "year"]
    if years.empty:
        return None
    last = int(years.max())
    section = cross_section(own, index, component, last)
    row = section.rows.loc[[code]].to_dict("records")[0]
    rank = section.ranked.get(code)
    return Result(
        year=last,
        score=_number(row["score"]),
        max_score=_number(row["max_score"]),
        rank=None if pd.isna(rank) else int(rank),
        n=section.rank_n,
        group=group(section, code),
        source_id=str(row["source_id"]),
        unit=indices.component(index, component, last).unit,
    )


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
