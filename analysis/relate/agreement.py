"""Where what is scored from files and what citizens tell part: the ranks of both, side by side.

PAR INDEX is scored by the province itself and appraised by the ministry; SIPAS and PAPI ask
citizens. Where both speak of the same work, one province's places are set beside each other.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis import indices
from analysis.printing import Printed
from analysis.ranks import RankIntervals
from analysis.relate.measures import Measure
from analysis.standing import CrossSection, CrossSections, Scores, sections_of

# A result of the year before is taken where that of the year is not known.
_LATEST = 2

Places = Callable[[str, str, int], RankIntervals | None]


@dataclass(frozen=True)
class Work:
    """Work of the administration that is measured in two ways.

    Attributes
    ----------
    scored : Measure
        The part of PAR INDEX.
    lived : tuple of Measure
        What citizens tell of it.
    """

    scored: Measure
    lived: tuple[Measure, ...]


WORKS = (
    Work(Measure("par_index", "d3"), (Measure("sipas", "service"), Measure("papi", "d5"))),
    Work(Measure("par_index", "d7"), (Measure("papi", "d8"),)),
    Work(
        Measure("par_index", "overall"), (Measure("sipas", "overall"), Measure("papi", "overall"))
    ),
)


@dataclass(frozen=True)
class Standing:
    """Where a province stands in one measure.

    Attributes
    ----------
    measure : Measure
    year : int
    percent : float or None
        Score in per cent of the maximum; None without a score or a maximum.
    mean_percent : float or None
        National mean, likewise.
    rank : int or None
    rank_n : int
        Provinces that the ranks are among.
    low, high : int or None
        Best and worst rank of the interval, where the noise of the measure is known.
    level : float or None
        Of the interval.
    n : int
        Provinces with a result known.
    """

    measure: Measure
    year: int
    percent: float | None
    mean_percent: float | None
    rank: int | None
    rank_n: int
    low: int | None
    high: int | None
    level: float | None
    n: int


@dataclass(frozen=True)
class Agreement(Printed):
    """A part of PAR INDEX beside what citizens tell of the same work.

    Attributes
    ----------
    scored : Standing
    lived : tuple of Standing
        At least one.
    """

    scored: Standing
    lived: tuple[Standing, ...]

    def side(self, lived: Standing) -> int | None:
        """Say whether citizens place the province better than the scoring does.

        Returns
        -------
        int or None
            1 or -1 if the rank of PAR INDEX is worse or better than the whole interval of the
            other rank, 0 if it lies within; None without both ranks and the interval.

        Examples
        --------
        >>> from analysis import store
        >>> found = agreement(store.load_scores(), "08", year=2023)[0]
        >>> found.side(found.lived[0]) is None
        True
        """
        rank = self.scored.rank
        if rank is None or lived.low is None or lived.high is None:
            return None
        return (rank > lived.high) - (rank < lived.low)


def agreement(
    scores: Scores, code: str, *, year: int, places: Places | None = None
) -> list[Agreement]:
    """Set the known parts of PAR INDEX beside what citizens tell of the same work.

    Parameters
    ----------
    scores : DataFrame or CrossSections
        As from `store.load_scores`, of the frame vn63, or its sections.
    code : str
        Province.
    year : int
        Results of this year, or of the year before where none is known. What citizens tell is
        taken of the year of the PAR INDEX result if it can be.
    places : callable, optional
        Rank intervals by index, component and year, where they are known.

    Returns
    -------
    list of Agreement
        The works of `WORKS` of which both sides are known.

    Examples
    --------
    >>> from analysis import store
    >>> found = agreement(store.load_scores(), "08", year=2023)
    >>> [(a.scored.measure.name, a.scored.rank, [(s.measure.name, s.rank) for s in a.lived])
    ...  for a in found]
    [('par_index d3', 44, [('papi d5', 48)]), ('par_index d7', 38, [('papi d8', 42)])]
    """
    years = list(range(year, year - _LATEST, -1))
    return list(_known(sections_of(scores), code, years, places))


def _known(
    sections: CrossSections, code: str, years: list[int], places: Places | None
) -> Iterator[Agreement]:
    for work in WORKS:
        scored = _latest(sections, code, work.scored, years, places)
        if scored is None:
            continue
        near = sorted(years, key=lambda year: year != scored.year)
        found = (_latest(sections, code, measure, near, places) for measure in work.lived)
        lived = tuple(standing for standing in found if standing is not None)
        if lived:
            yield Agreement(scored, lived)


def _latest(
    sections: CrossSections,
    code: str,
    measure: Measure,
    years: list[int],
    places: Places | None,
) -> Standing | None:
    """Return the first of the years in which the province has a score or a rank."""
    for year in years:
        section = sections(measure.index, measure.component, year)
        if code in section.rows[["score", "rank"]].dropna(how="all").index:
            made = places(measure.index, measure.component, year) if places else None
            return _standing(section, measure, code, made)
    return None


def _standing(
    section: CrossSection, measure: Measure, code: str, made: RankIntervals | None
) -> Standing:
    row, rank = section.rows.to_dict("index")[code], section.ranked.get(code)
    printed = row["max_score"]
    maximum = indices.component(section.index, section.component, section.year).max_score
    own = made.table.to_dict("index").get(code) if made else None
    return Standing(
        measure=measure,
        year=section.year,
        percent=_percent(row["score"], maximum if pd.isna(printed) else printed),
        mean_percent=_percent(section.mean, maximum),
        rank=None if pd.isna(rank) else int(rank),
        rank_n=section.rank_n,
        low=int(own["low"]) if own else None,
        high=int(own["high"]) if own else None,
        level=made.level if made and own else None,
        n=len(section.rows[["score", "rank"]].dropna(how="all")),
    )


def _percent(score: Any, maximum: Any) -> float | None:
    return None if pd.isna(score) or pd.isna(maximum) else float(score / maximum * 100)
