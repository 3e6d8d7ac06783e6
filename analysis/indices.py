"""The indices, their editions and components, and the years that must not be compared.

Names, scales and breaks are data (`data/raw/indices.csv`, `editions.csv`, `components.csv`,
`breaks.csv`), each with its source; this module answers questions about them.

A break of a component also breaks every sum that holds it: `d3` breaks where `d3.2` does, and
`overall` where any dimension does. A break that is only suspected from the data breaks the
component alone.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis import workspace
from analysis.errors import NoData, UnknownComponent

# Last year of what is still in use.
IN_USE = 9999
MAIN_COMPONENT = {"population": "total", "operations": "score_766"}


@dataclass(frozen=True)
class Index:
    """An index or other series.

    Attributes
    ----------
    code : str
        Such as `papi`.
    name_vi, name_en, short : str
        Full names and the usual short one.
    publisher_vi, publisher_en : str
        Who publishes it.
    complete_years : frozenset of int
        Years in which every province that was published is in the data.
    """

    code: str
    name_vi: str
    name_en: str
    short: str
    publisher_vi: str
    publisher_en: str
    complete_years: frozenset[int]


@dataclass(frozen=True)
class Component:
    """A component of an index in the years in which its name and scale hold.

    Attributes
    ----------
    index, code : str
        Such as `papi`, `d3.2`.
    name_vi, name_en : str
        Names in those years.
    unit : str
        points, percent, share, thousand persons or million VND.
    max_score : float or None
        Highest possible score; None if unknown or if there is none.
    first_year, last_year : int
        Years of validity; 9999 while in use.
    """

    index: str
    code: str
    name_vi: str
    name_en: str
    unit: str
    max_score: float | None
    first_year: int
    last_year: int


@dataclass(frozen=True)
class Edition:
    """An edition of an index's method.

    Attributes
    ----------
    index, name : str
        Such as `par_index`, `2022-2023`.
    first_year, last_year : int
        Years of use; 9999 while in use.
    decision : str
        The decision that set it; empty if unknown.
    n_domains, n_criteria, n_subcriteria : int or None
        Counts, None if unknown or if there are none.
    """

    index: str
    name: str
    first_year: int
    last_year: int
    decision: str
    n_domains: int | None
    n_criteria: int | None
    n_subcriteria: int | None


@dataclass(frozen=True)
class Break:
    """A year from which a component must not be compared with the years before.

    Attributes
    ----------
    index, component : str
        Whose series breaks.
    year : int
        First year of the new series.
    status : str
        documented, inferred or suspected.
    reason_vi, reason_en : str
        What changed.
    """

    index: str
    component: str
    year: int
    status: str
    reason_vi: str
    reason_en: str


def indices(place: workspace.Workspace | None = None) -> tuple[Index, ...]:
    """Return all indices, by default of the workspace in force.

    Examples
    --------
    >>> [item.short for item in indices()][:3]
    ['PAR INDEX', 'SIPAS', 'PAPI']
    """
    return _indices((place or workspace.find()).raw)


def index(code: str) -> Index:
    """Return an index by its code.

    Raises
    ------
    UnknownComponent
        If there is no such index.

    Examples
    --------
    >>> index("papi").short
    'PAPI'
    """
    for item in indices():
        if item.code == code:
            return item
    known = ", ".join(item.code for item in indices())
    raise UnknownComponent(f"unknown index {code!r}; the indices are {known}")


def is_complete(code: str, year: int) -> bool:
    """Say whether the data of that year hold every province that was published.

    Examples
    --------
    >>> is_complete("papi", 2023), is_complete("sipas", 2023)
    (True, False)
    """
    return year in index(code).complete_years


def component(index_code: str, code: str, year: int) -> Component:
    """Return a component as it was in a year.

    Raises
    ------
    UnknownComponent
        If the index had no such component in that year.

    Examples
    --------
    >>> component("papi", "d5.1", 2020).max_score, component("papi", "d5.1", 2021).max_score
    (2.5, 3.33)
    """
    for item in _components(workspace.find().raw):
        if (item.index, item.code) == (index_code, code) and (
            item.first_year <= year <= item.last_year
        ):
            return item
    known = ", ".join(c.code for c in components(index_code, year)) or "none"
    raise UnknownComponent(
        f"index {index_code!r} has no component {code!r} in {year}; it has: {known}"
    )


def components(index_code: str, year: int) -> tuple[Component, ...]:
    """Return the components of an index in a year, sorted by code.

    Examples
    --------
    >>> [c.code for c in components("papi", 2017) if "." not in c.code]
    ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'overall']
    """
    return tuple(
        c
        for c in _components(workspace.find().raw)
        if c.index == index_code and c.first_year <= year <= c.last_year
    )


def domains(index_code: str, year: int) -> tuple[Component, ...]:
    """Return the top-level domains or dimensions (`d1`, `d2`, …) in a year.

    Examples
    --------
    >>> len(domains("papi", 2017)), len(domains("papi", 2018))
    (6, 8)
    """
    return tuple(c for c in components(index_code, year) if c.code[1:].isdigit())


def edition(index_code: str, year: int) -> Edition:
    """Return the edition in force in a year.

    Raises
    ------
    NoData
        If no edition is known for that year.

    Examples
    --------
    >>> edition("par_index", 2023).decision
    '876/QĐ-BNV (10/11/2022)'
    """
    for item in _editions(workspace.find().raw):
        if item.index == index_code and item.first_year <= year <= item.last_year:
            return item
    raise NoData(f"no edition of {index_code!r} is known for {year}")


def breaks(index_code: str, code: str) -> tuple[Break, ...]:
    """Return the breaks of a component and of what it is the sum of, in order of year.

    Raises
    ------
    UnknownComponent
        If the index never had such a component: a slip must not look like a series without
        breaks.

    Examples
    --------
    >>> [b.component for b in breaks("papi", "d8")]
    ['d8', 'd8.1', 'd8.2']
    """
    raw = workspace.find().raw
    if not any((c.index, c.code) == (index_code, code) for c in _components(raw)):
        raise UnknownComponent(f"index {index_code!r} never had a component {code!r}")
    return tuple(b for b in _breaks(raw) if b.index == index_code and _breaks_in(b, code))


def break_years(index_code: str, code: str) -> tuple[int, ...]:
    """Return the years in which a new, incomparable series of a component begins.

    Examples
    --------
    >>> break_years("papi", "overall")
    (2016, 2018, 2019, 2021)
    >>> break_years("sipas", "overall")
    (2022,)
    """
    return tuple(sorted({b.year for b in breaks(index_code, code)}))


def stretch(index_code: str, code: str, year: int) -> tuple[int, int]:
    """Return the first and last year that may be compared with a year.

    Examples
    --------
    >>> stretch("papi", "overall", 2023)
    (2021, 9999)
    >>> stretch("par_index", "overall", 2021)
    (2020, 2021)
    """
    years = break_years(index_code, code)
    first = max((y for y in years if y <= year), default=0)
    last = min((y for y in years if y > year), default=10_000) - 1
    return first, last


def comparable(index_code: str, code: str, years: Iterable[int]) -> bool:
    """Say whether no break lies between any of the years.

    Examples
    --------
    >>> comparable("par_index", "overall", [2022, 2023])
    True
    >>> comparable("par_index", "overall", [2023, 2024])
    False
    """
    given = sorted(years)
    if not given:
        return True
    first, last = stretch(index_code, code, given[0])
    return first <= given[0] and given[-1] <= last


def main_component(index_code: str) -> str:
    """Return the component that stands for the whole index.

    Examples
    --------
    >>> main_component("papi"), main_component("operations")
    ('overall', 'score_766')
    """
    return MAIN_COMPONENT.get(index_code, "overall")


def _breaks_in(item: Break, code: str) -> bool:
    if item.component == code:
        return True
    inside = code == "overall" or item.component.startswith(f"{code}.")
    return inside and item.status != "suspected"


def _rows(raw: Path, name: str) -> list[dict[str, str]]:
    with (raw / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _year(text: str) -> int:
    return int(text) if text else IN_USE


def _count(text: str) -> int | None:
    return int(text) if text else None


# Keyed by folder: another workspace has another registry.
@cache
def _indices(raw: Path) -> tuple[Index, ...]:
    def years(text: str) -> frozenset[int]:
        spans = (span.split("-") for span in text.split(";") if span)
        return frozenset(y for first, last in spans for y in range(int(first), int(last) + 1))

    return tuple(
        Index(
            r["index"],
            r["name_vi"],
            r["name_en"],
            r["short"],
            r["publisher_vi"],
            r["publisher_en"],
            years(r["complete_years"]),
        )
        for r in _rows(raw, "indices.csv")
    )


@cache
def _components(raw: Path) -> tuple[Component, ...]:
    return tuple(
        Component(
            r["index"],
            r["component"],
            r["name_vi"],
            r["name_en"],
            r["unit"],
            float(r["max_score"]) if r["max_score"] else None,
            int(r["first_year"]),
            _year(r["last_year"]),
        )
        for r in _rows(raw, "components.csv")
    )


@cache
def _editions(raw: Path) -> tuple[Edition, ...]:
    return tuple(
        Edition(
            r["index"],
            r["edition"],
            int(r["first_year"]),
            _year(r["last_year"]),
            r["decision"],
            *(_count(r[name]) for name in ("n_domains", "n_criteria", "n_subcriteria")),
        )
        for r in _rows(raw, "editions.csv")
    )


@cache
def _breaks(raw: Path) -> tuple[Break, ...]:
    found = (
        Break(
            *(r["index"], r["component"], int(r["year"])),
            *(r["status"], r["reason_vi"], r["reason_en"]),
        )
        for r in _rows(raw, "breaks.csv")
    )
    return tuple(sorted(found, key=lambda b: (b.index, b.year, b.component)))
