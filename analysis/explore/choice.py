"""What an explorer looks at: the parameters of `explore.ipynb`, typed and checked."""

from dataclasses import dataclass
from typing import Literal, get_args

from analysis import indices, provinces, standing, store
from analysis.errors import BadParameter, NoData
from analysis.report.params import INDICES, check_language, refuse_unknown
from analysis.standing import CrossSections
from analysis.wording import Language

Comparison = Literal["region", "peers", "nation", "province"]
COMPARISONS = get_args(Comparison)
# What the index may be laid beside; an index is not laid beside itself.
BESIDE = ("grdp_per_capita", "pci", "dti", *INDICES)
NAMES = (
    "province", "index", "first_year", "last_year", "comparison", "other", "beside", "lang",
)  # fmt: skip
ALL_YEARS = 0


@dataclass(frozen=True)
class Choice:
    """Checked parameters, and the results that they choose from.

    Attributes
    ----------
    province : str
        Code of the frame vn63.
    index : str
    first_year, last_year : int
    comparison : {"region", "peers", "nation", "province"}
        What the province is compared with.
    other : str
        Code of the province that `comparison="province"` means.
    beside : str
        Index that the index is related to.
    language : Language
    sections : CrossSections
        All published results of the frame vn63.
    """

    province: str
    index: str
    first_year: int
    last_year: int
    comparison: Comparison
    other: str
    beside: str
    language: Language
    sections: CrossSections

    @property
    def years(self) -> range:
        """The years looked at."""
        return range(self.first_year, self.last_year + 1)

    @property
    def short(self) -> str:
        """Short name of the index."""
        return indices.index(self.index).short

    @property
    def place(self) -> str:
        """Name of the province in running text."""
        found = provinces.by_code(self.province, frame="vn63")
        return provinces.display_name(found, self.language.code)


def parse(
    *,
    province: object,
    index: object = "papi",
    first_year: object = ALL_YEARS,
    last_year: object = ALL_YEARS,
    comparison: object = "region",
    other: object = "quang-ninh",
    beside: object = "grdp_per_capita",
    lang: object = "vi",
    executed: list[str] | None = None,
    sections: CrossSections | None = None,
) -> Choice:
    """Check what is to be looked at; see `analysis.explore.open_explorer`.

    Examples
    --------
    >>> found = parse(province=8, index="papi", first_year=2021)
    >>> found.province, found.years, found.comparison
    ('08', range(2021, 2025), 'region')
    """
    refuse_unknown(executed, NAMES)
    held = sections or standing.sections_of(store.load_scores())
    chosen = _one_of("index", index, INDICES)
    first, last = _years(first_year, last_year, held.years(chosen, "overall"))
    compared: Comparison = _one_of("comparison", comparison, COMPARISONS)  # type: ignore[assignment]
    return Choice(
        province=provinces.resolve(province).code,
        index=chosen,
        first_year=first,
        last_year=last,
        comparison=compared,
        other=provinces.resolve(other).code,
        beside=_one_of("beside", beside, [code for code in BESIDE if code != chosen]),
        language=check_language(lang),
        sections=held,
    )


def _one_of(name: str, value: object, known: tuple[str, ...] | list[str]) -> str:
    if not isinstance(value, str) or value not in known:
        raise BadParameter(f"{name} must be one of {', '.join(known)}; got {value!r}")
    return value


def _years(first: object, last: object, known: list[int]) -> tuple[int, int]:
    """Return the first and the last year, 0 standing for the ends of what is known."""
    start = _year("first_year", first, known) or known[0]
    end = _year("last_year", last, known) or known[-1]
    if start > end:
        raise BadParameter(f"first_year must not come after last_year, got {start} and {end}")
    return start, end


def _year(name: str, year: object, known: list[int]) -> int:
    if isinstance(year, bool) or not isinstance(year, int):
        raise BadParameter(f"{name} must be a whole number such as 2023 or 0, got {year!r}")
    if year != ALL_YEARS and not known[0] <= year <= known[-1]:
        raise NoData(
            f"{name} must be 0 or a year from {known[0]} to {known[-1]}, for which there are "
            f"results; got {year}"
        )
    return year
