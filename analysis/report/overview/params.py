"""The parameters of the national overview: an index, a year and a language."""

from dataclasses import dataclass
from typing import Literal

from analysis import store
from analysis.errors import BadParameter
from analysis.report.params import check_language, check_year, refuse_unknown

NAMES = ("index", "year", "lang")
INDICES = ("par_index", "sipas", "papi", "pci", "dti")


@dataclass(frozen=True)
class OverviewParameters:
    """Checked parameters.

    Attributes
    ----------
    index : str
        One of `INDICES`.
    year : int
    lang : {"vi", "en"}
    """

    index: str
    year: int
    lang: Literal["vi", "en"]


def parse(
    *,
    index: object,
    year: object,
    lang: object = "vi",
    executed: list[str] | None = None,
) -> OverviewParameters:
    """Check the parameters; see `analysis.report.overview.open_overview`.

    Examples
    --------
    >>> parse(index="pci", year=2018)
    OverviewParameters(index='pci', year=2018, lang='vi')
    """
    refuse_unknown(executed, NAMES)
    if not isinstance(index, str) or index not in INDICES:
        raise BadParameter(f"index must be one of {', '.join(INDICES)}; got {index!r}")
    return OverviewParameters(
        index, check_year(year, known_years(index)), check_language(lang).code
    )


def known_years(index: str) -> list[int]:
    """Return the years in which the data hold a total of an index, of a province or national.

    Examples
    --------
    >>> known_years("dti")
    [2020, 2021, 2022, 2023, 2024]
    """
    scores = store.load_scores()
    own = (scores["index"] == index) & (scores["component"] == "overall")
    return sorted({int(y) for y in scores.loc[own, "year"]})
