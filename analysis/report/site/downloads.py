"""The files of a province that can be taken away: its report, its notebook, its results."""

import shutil
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import pandas as pd

from analysis import provinces, store
from analysis.blocks import Block, heading, links, wrap
from analysis.report.files import ReportFiles
from analysis.report.params import INDICES
from analysis.report.site.pages import Site, View, languages
from analysis.report.site.product import Product
from analysis.wording.language import Language, mark

_KINDS: Mapping[str, str] = {
    "pdf": mark("Report (PDF)"),
    "docx": mark("Report (Word, DOCX)"),
    "xlsx": mark("Tables of the report (Excel, XLSX)"),
    "html": mark("Full report (HTML)"),
    "ipynb": mark("Executed notebook (Jupyter, IPYNB)"),
}
_SCORES = "scores.csv"
_MEGA, _KILO = 1_000_000, 1_000


def products(site: Site) -> Iterator[Product]:
    """Yield the files of all provinces: those of each report as they are, and the results.

    Examples
    --------
    >>> from analysis.report.site.settings import Settings
    >>> from analysis.workspace import Workspace
    >>> next(products(Site(Workspace(Path("none")), (2024,), Settings()))).path
    '2024/files/ha-noi/scores.csv'
    """
    for year in site.years:
        for province in provinces.provinces():
            folder = below(year, province.slug)
            write = partial(_write_scores, code=province.code, year=year)
            yield Product(f"{folder}/{_SCORES}", write)
            for language in languages():
                for file in files(site.report(province.slug, year, language.code)):
                    yield Product(f"{folder}/{file.name}", partial(shutil.copyfile, file), (file,))


def below(year: int, slug: str) -> str:
    """Return the folder of the files of a province below the root of the site.

    Examples
    --------
    >>> below(2024, "ha-noi")
    '2024/files/ha-noi'
    """
    return f"{year}/files/{slug}"


def files(report: ReportFiles) -> tuple[Path, ...]:
    """Return the files of an executed report, none if there is no such report.

    Examples
    --------
    >>> files(ReportFiles(Path("none"), "vi"))
    ()
    """
    if not report.made("ipynb").is_file():
        return ()
    return tuple(path for kind in _KINDS if (path := report.made(kind)).is_file())


def downloads(view: View, *, code: str, slug: str, year: int) -> Block:
    """Return the section that leads to the files of a province, each with its size."""
    language, folder = view.language, below(year, slug)
    offered = [
        (language.text(_KINDS[file.suffix[1:]]), file.name, file.stat().st_size)
        for file in files(view.site.report(slug, year, language.code))
    ]
    results = len(scores(code, year).encode())
    offered.append(
        (language.text("Published results up to {year} (CSV)", year=year), _SCORES, results)
    )
    return wrap(
        "section",
        [
            heading(2, language.text("Downloads"), anchor="downloads"),
            links(
                (words, view.file(f"{folder}/{name}"), f"({_size(language, size)})")
                for words, name, size in offered
            ),
        ],
        css="downloads",
    )


def _size(language: Language, size: int) -> str:
    """Write the size of a file.

    Examples
    --------
    >>> from analysis.wording import language
    >>> _size(language("vi"), 1_234_000), _size(language("vi"), 80_285), _size(language("vi"), 12)
    ('1,2 MB', '80 KB', '1 KB')
    """
    if size >= _MEGA:
        return f"{language.number(size / _MEGA, 1)} MB"
    return f"{language.number(max(1, size / _KILO), 0)} KB"


def scores(code: str, year: int) -> str:
    r"""Return the published results of a province up to a year as CSV.

    Columns as in the data dictionary; each result names its source.

    Examples
    --------
    >>> scores("08", 2011).splitlines()[1]
    'papi,vn63,2011,08,d1,5.228072,10.0,,papi-workbooks-2011-2019,verified'
    """
    table = store.load_scores()
    table = table[table["province_code"] == code]
    own = table[table["index"].isin(INDICES) & (table["year"] <= year)]
    ordered: pd.DataFrame = own.sort_values(["index", "year", "component"], kind="stable")
    return str(ordered.to_csv(index=False, lineterminator="\n"))


def _write_scores(target: Path, *, code: str, year: int) -> None:
    target.write_text(scores(code, year), encoding="utf-8", newline="\n")
