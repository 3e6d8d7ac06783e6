"""The parameters of the notebook of relations: two series, years and a language."""

from dataclasses import dataclass
from typing import Literal

from analysis import indices, store
from analysis.errors import BadParameter, UnknownComponent
from analysis.relate import Measure
from analysis.report.params import check_language, refuse_unknown

NAMES = ("x", "y", "first_year", "last_year", "lang")
ALL_YEARS = 0


@dataclass(frozen=True)
class RelationParameters:
    """Checked parameters.

    Attributes
    ----------
    x, y : Measure
        The series to relate.
    first_year, last_year : int
        First and last year to look at; 0 for no bound.
    lang : {"vi", "en"}
    """

    x: Measure
    y: Measure
    first_year: int
    last_year: int
    lang: Literal["vi", "en"]

    @property
    def years(self) -> tuple[int, int]:
        """First and last year, those of the data where none was named."""
        first, last = known_years()
        return self.first_year or first, self.last_year or last


def parse(
    *,
    x: object,
    y: object,
    first_year: object = ALL_YEARS,
    last_year: object = ALL_YEARS,
    lang: object = "vi",
    executed: list[str] | None = None,
) -> RelationParameters:
    """Check the parameters; see `analysis.report.relations.open_relations`.

    Examples
    --------
    >>> found = parse(x="papi:d5", y="papi:d8", first_year=2021)
    >>> found.x.name, found.y.name, found.years
    ('papi d5', 'papi d8', (2021, 2024))
    """
    refuse_unknown(executed, NAMES)
    one, other = measure("x", x), measure("y", y)
    if one == other:
        raise BadParameter(f"x and y must be two different series, got {x!r} twice")
    first, last = _year("first_year", first_year), _year("last_year", last_year)
    if first and last and first > last:
        raise BadParameter(f"first_year must not come after last_year, got {first} and {last}")
    return RelationParameters(one, other, first, last, check_language(lang).code)


def measure(name: str, value: object) -> Measure:
    """Return the series of a parameter.

    Parameters
    ----------
    name : str
        Of the parameter, for messages.
    value : object
        Such as `papi:d5`: the code of an index and of one of its components.

    Returns
    -------
    Measure

    Raises
    ------
    BadParameter
        If it is no text of that form.
    UnknownComponent
        If there is no such index, or it never had such a component.

    Examples
    --------
    >>> measure("x", "papi:d5")
    Measure(index='papi', component='d5', log=False)
    """
    index, colon, component = value.partition(":") if isinstance(value, str) else ("", "", "")
    if not (index and colon and component):
        raise BadParameter(
            f"{name} must name an index and a component such as 'papi:d5', got {value!r}"
        )
    indices.index(index)
    known = _components(index)
    if component not in known:
        raise UnknownComponent(
            f"index {index!r} never had a component {component!r}; it has: {', '.join(known)}"
        )
    return Measure(index, component)


def known_years() -> tuple[int, int]:
    """Return the first and the last year for which the data hold any result.

    Examples
    --------
    >>> known_years()
    (2011, 2024)
    """
    years = store.load_scores()["year"]
    return int(years.min()), int(years.max())


def _components(index: str) -> list[str]:
    table = store.load("components")
    return sorted(set(table.loc[table["index"] == index, "component"]))


def _year(name: str, year: object) -> int:
    if isinstance(year, bool) or not isinstance(year, int):
        raise BadParameter(f"{name} must be a whole number such as 2023, got {year!r}")
    first, last = known_years()
    if year != ALL_YEARS and not first <= year <= last:
        raise BadParameter(
            f"{name} must be 0 for all years or a year from {first} to {last}, got {year}"
        )
    return year
