"""What a page of a year lists: provinces with their results and reports, in several orders."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import provinces, store
from analysis.collation import sort_key
from analysis.provinces import Province, Region
from analysis.report.files import ReportFiles
from analysis.report.params import INDICES
from analysis.standing import CrossSection, cross_section
from analysis.wording import Language, cells
from analysis.workspace import Workspace

# As the columns and orders of the page.
SHOWN = ("papi", "par_index", "sipas")
FORMATS = ("html", "pdf", "docx", "xlsx")


@dataclass(frozen=True)
class Result:
    """One result of a province.

    Attributes
    ----------
    score : float
        NaN if it is not known.
    shown, rank : str
        As the table has them.
    """

    score: float
    shown: str
    rank: str


@dataclass(frozen=True)
class Entry:
    """One province on the page.

    Attributes
    ----------
    province : Province
    name : str
    region : Region
    results : mapping of str to Result
        By index.
    reports : mapping of str to str
        Addresses by format, relative to the page; of those that there are.
    """

    province: Province
    name: str
    region: Region
    results: Mapping[str, Result]
    reports: Mapping[str, str]


def sections(year: int) -> dict[str, CrossSection]:
    """Return the whole results of a year by index.

    Examples
    --------
    >>> {index: section.n for index, section in sections(2023).items()}["papi"]
    61
    """
    scores = store.load_scores()
    return {index: cross_section(scores, index, "overall", year) for index in INDICES}


def entries(place: Workspace, *, year: int, language: Language) -> list[Entry]:
    """Return all provinces in the order of their codes.

    Parameters
    ----------
    place : Workspace
    year : int
    language : Language

    Returns
    -------
    list of Entry

    Examples
    --------
    >>> from analysis import workspace
    >>> from analysis.wording import language
    >>> found = entries(workspace.find(), year=2023, language=language("vi"))
    >>> len(found), found[0].name, found[0].results["papi"].shown
    (63, 'Hà Nội', '43,96')
    """
    found = sections(year)
    return [
        Entry(
            province=province,
            name=provinces.short_name(province, language.code),
            region=provinces.region_of(province.code),
            results={index: _result(found[index], province.code, language) for index in found},
            reports=_reports(place.reports, province.slug, year, language.code),
        )
        for province in provinces.provinces()
    ]


def _result(section: CrossSection, code: str, language: Language) -> Result:
    score = float(section.rows["score"].get(code, float("nan")))
    rank = section.ranked.get(code, pd.NA)
    return Result(score, cells.number(language, score), cells.rank(rank, section.rank_n))


def _reports(folder: Path, slug: str, year: int, lang: str) -> dict[str, str]:
    files = ReportFiles(folder / slug / str(year), lang)
    made = {name: files.made(name) for name in FORMATS}
    return {
        name: path.relative_to(folder).as_posix() for name, path in made.items() if path.is_file()
    }


def orders(found: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Return the provinces by name, by region, and by each index from the best to the last.

    Examples
    --------
    >>> from analysis import workspace
    >>> from analysis.wording import language
    >>> made = orders(entries(workspace.find(), year=2023, language=language("vi")))
    >>> [entry.name for entry in made["name"]][:2], made["papi"][0].name
    (['An Giang', 'Bà Rịa - Vũng Tàu'], 'Thừa Thiên Huế')
    """
    by_name = sorted(found, key=lambda entry: sort_key(entry.name))
    place = {region.code: n for n, region in enumerate(provinces.regions())}
    return {
        "name": by_name,
        "region": sorted(by_name, key=lambda entry: place[entry.region.code]),
        **{
            index: sorted(by_name, key=_downwards(index))
            for index in ("papi", "par_index", "sipas")
        },
    }


def _downwards(index: str) -> Callable[[Entry], tuple[bool, float]]:
    """Return what sorts by a score, the unknown last."""

    def key(entry: Entry) -> tuple[bool, float]:
        score = entry.results[index].score
        return (True, 0.0) if score != score else (False, -score)

    return key
