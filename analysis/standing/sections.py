"""All known results of one component and year.

Complete panels give ranks, means and extremes computed here; partial panels give what was
published, and nothing that would need the provinces that are not known.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from analysis import indices, provinces
from analysis.errors import IncompletePanel
from analysis.printing import Printed
from analysis.ranks import papi_groups, rank_scores

NATIONAL = "00"
# Partial panels hold ranks that were published among all provinces.
PROVINCES = 63


@dataclass(frozen=True)
class CrossSection(Printed):
    """All known results of one component and year.

    Attributes
    ----------
    index, component, year : str, str, int
    rows : DataFrame
        Indexed by province code: score, max_score, rank, source_id. Without the national row.
    complete : bool
        Whether every published province is there.
    mean : float or None
        National mean: the published one, else for a complete panel the unweighted mean.
    mean_published : bool
        Whether the mean was published.
    """

    index: str
    component: str
    year: int
    rows: pd.DataFrame
    complete: bool
    mean: float | None
    mean_published: bool

    @cached_property
    def n(self) -> int:
        """Provinces with a score."""
        return int(self.rows["score"].notna().sum())

    @cached_property
    def ranked(self) -> pd.Series:
        """Published ranks; for a complete panel without them, ranks among the n provinces."""
        published = self.rows["rank"]
        return self.computed_ranks() if self.complete and published.isna().all() else published

    def computed_ranks(self, *, allow_partial: bool = False) -> pd.Series:
        """Rank the known scores.

        Raises
        ------
        IncompletePanel
            If the panel is partial and that is not allowed: ranks among the known provinces
            are then not national ranks and must be labelled so.
        """
        self.require_complete("a rank", allow_partial=allow_partial)
        return rank_scores(self.rows["score"])

    def computed_mean(self, *, allow_partial: bool = False) -> float:
        """Return the unweighted mean of the known scores.

        Raises
        ------
        IncompletePanel
            As for `computed_ranks`.
        """
        self.require_complete("a mean", allow_partial=allow_partial)
        return float(self.rows["score"].mean())

    def require_complete(self, what: str, *, allow_partial: bool = False) -> None:
        """Refuse a statistic over all provinces where only some are known.

        Raises
        ------
        IncompletePanel
            If the panel is partial and that is not allowed.
        """
        if not self.complete and not allow_partial:
            raise IncompletePanel(
                f"{what} of all provinces cannot be computed from {self.index} {self.year}: "
                f"{self.n} of {PROVINCES} provinces are known; use the published value, or pass "
                "allow_partial=True and label the result"
            )

    @property
    def rank_n(self) -> int:
        """Provinces that the ranks are among."""
        return self.n if self.complete else PROVINCES

    def extreme(self, *, highest: bool) -> tuple[str, float] | None:
        """Return code and score of the best or the last province, if that is known.

        In a partial panel only a published first or last rank tells.
        """
        return self._extremes[highest]

    @cached_property
    def _extremes(self) -> dict[bool, tuple[str, float] | None]:
        rank = self.ranked.dropna()
        if rank.empty:
            return {True: None, False: None}
        last = int(rank.max()) if self.complete else PROVINCES
        return {True: self._at(rank, 1), False: self._at(rank, last)}

    def _at(self, rank: pd.Series, wanted: int) -> tuple[str, float] | None:
        codes = [c for c in rank.index[rank == wanted] if pd.notna(self.rows.loc[c, "score"])]
        return (codes[0], float(self.rows.loc[codes[0], "score"])) if codes else None

    @cached_property
    def region_means(self) -> dict[str, float]:
        """Unweighted means of the known scores by region; says nothing of a partial panel."""
        scores = self.rows["score"].dropna()
        members = {
            region.code: [code for code in region.province_codes if code in scores.index]
            for region in provinces.regions()
        }
        return {region: float(scores[codes].mean()) for region, codes in members.items() if codes}

    @cached_property
    def groups(self) -> pd.Series:
        """PAPI's four groups by province code, as `ranks.papi_groups` makes them."""
        return papi_groups(self.rows["score"], self.year)


class CrossSections:
    """The cross sections of some scores, each made when first asked for.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of the frame vn63.

    Examples
    --------
    >>> from analysis import store
    >>> sections = CrossSections(store.load_scores())
    >>> sections("papi", "overall", 2023) is sections("papi", "overall", 2023)
    True
    """

    def __init__(self, scores: pd.DataFrame) -> None:
        self.scores = scores
        self._made: dict[tuple[str, str, int], CrossSection] = {}

    @cached_property
    def _places(self) -> dict[tuple[str, str, int], np.ndarray]:
        """Where the rows of each section stand."""
        return self.scores.groupby(["index", "component", "year"]).indices  # type: ignore[return-value]

    def __call__(self, index: str, component: str, year: int) -> CrossSection:
        """Return one section; see `cross_section`."""
        key = index, component, year
        if key not in self._made:
            rows = self.scores.iloc[self._places.get(key, [])]
            self._made[key] = _section(rows, index, component, year)
        return self._made[key]

    def years(self, index: str, component: str) -> list[int]:
        """Return the years of which anything is known."""
        return sorted(int(y) for i, c, y in self._places if (i, c) == (index, component))


# What functions take that look up one section after another.
Scores = pd.DataFrame | CrossSections


def sections_of(scores: Scores) -> CrossSections:
    """Return the sections of scores, or those that were handed over.

    Examples
    --------
    >>> from analysis import store
    >>> made = sections_of(store.load_scores())
    >>> sections_of(made) is made
    True
    """
    return scores if isinstance(scores, CrossSections) else CrossSections(scores)


def cross_section(scores: pd.DataFrame, index: str, component: str, year: int) -> CrossSection:
    """Return all known results of one component and year.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of the frame vn63. For many sections of the same scores,
        `CrossSections` is faster.
    index, component : str
    year : int

    Returns
    -------
    CrossSection
        Without rows if nothing is known.

    Examples
    --------
    >>> from analysis import store
    >>> section = cross_section(store.load_scores(), "papi", "overall", 2023)
    >>> section.n, section.extreme(highest=True)
    (61, ('46', 46.04154))
    """
    wanted = scores[
        (scores["index"] == index) & (scores["component"] == component) & (scores["year"] == year)
    ]
    return _section(wanted, index, component, year)


def _section(found: pd.DataFrame, index: str, component: str, year: int) -> CrossSection:
    wanted = found.set_index("province_code")[["score", "max_score", "rank", "source_id"]]
    national = wanted["score"].get(NATIONAL, float("nan"))
    rows = wanted.drop(index=NATIONAL, errors="ignore")
    complete = indices.is_complete(index, year) and len(rows) > 0
    published = bool(pd.notna(national))
    mean = float(national) if published else None
    section = CrossSection(index, component, year, rows, complete, mean, published)
    if published or not complete:
        return section
    return replace(section, mean=section.computed_mean())
