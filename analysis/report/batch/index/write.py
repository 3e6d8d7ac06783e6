"""Write the pages."""

import re
import tempfile
from pathlib import Path

from analysis import indices, maps
from analysis.blocks import EMPTY, Block, figure, join, paragraph, title
from analysis.errors import OutputNotWritable
from analysis.report.batch.index import Pages
from analysis.report.batch.index.entries import SHOWN, Entry, entries, orders, sections
from analysis.report.export.document import Document
from analysis.report.export.page import cut
from analysis.report.publish import MAKING, publish, require_writable
from analysis.wording import Language, places
from analysis.wording.language import DASH

TEMPLATES = Path(__file__).with_name("templates")
_YEAR = re.compile(r"\d{4}")


def write(pages: Pages) -> list[Path]:
    """Write the page of a year and the one that lists the years.

    Parameters
    ----------
    pages : Pages

    Returns
    -------
    list of Path

    Raises
    ------
    OutputNotWritable
        If the folder of the reports cannot be written.
    """
    reports = pages.place.reports
    require_writable(reports)
    texts = {pages.of_year: _year_page(pages), pages.front: _front_page(pages)}
    try:
        with tempfile.TemporaryDirectory(dir=reports, prefix=MAKING) as folder:
            for path, text in texts.items():
                made = Path(folder, path.name)
                made.write_text(text, encoding="utf-8", newline="\n")
                publish(made, reports)
    except OSError as error:
        raise OutputNotWritable(f"cannot write to {reports.name}: {error.strerror}") from None
    return list(texts)


def _year_page(pages: Pages) -> str:
    year, language = pages.year, pages.language
    found = entries(pages.place, year=year, language=language)
    words = language.text("Reports on PAR INDEX, SIPAS and PAPI {year}", year=year)
    made = sum(bool(entry.reports) for entry in found)
    body = join(
        [
            title(words, lang=language.code),
            paragraph(_known(found, year, made, language)),
            _map(found, year, language),
        ]
    )
    return _rendered(
        "year.html.j2",
        Document(words, language.code, body.html),
        orders=[
            (f"by-{name.replace('_', '-')}", _order_name(name, language), listed)
            for name, listed in orders(found).items()
        ],
        indices={name: indices.index(name).short for name in SHOWN},
        front=pages.front.name,
        language=language,
        words=_words(year, language),
    )


def _words(year: int, language: Language) -> dict[str, str]:
    text = language.text
    return {
        "orders": text("The provinces in order"),
        "caption": text("Results of {year} and reports", year=year),
        "province": text("Province"),
        "region": text("Region"),
        "rank": text("Rank"),
        "report": text("Report"),
        "note": text(
            "PAPI in points, PAR INDEX and SIPAS in per cent; ranks of PAR INDEX and SIPAS as "
            "published. {dash} not known.",
            dash=DASH,
        ),
        "front": text("All years"),
    }


def _known(found: list[Entry], year: int, made: int, language: Language) -> str:
    counts = {index: sum(entry.results[index].shown != DASH for entry in found) for index in SHOWN}
    return language.text(
        "{made} of {n} provinces have a report of {year}. Scores known: PAPI of {papi}, PAR INDEX "
        "of {par_index} and SIPAS of {sipas} of the {n} provinces.",
        made=made,
        n=len(found),
        year=year,
        **counts,
    )


def _map(found: list[Entry], year: int, language: Language) -> Block:
    scores = sections(year)["papi"].rows["score"].dropna()
    if scores.empty:
        return EMPTY
    links = {
        entry.province.code: entry.reports["html"] for entry in found if "html" in entry.reports
    }
    measure = language.text("PAPI {year}", year=year)
    return figure(
        maps.choropleth(scores, links=links, language=language),
        anchor="map",
        caption=language.text("PAPI {year}: choose a province to open its report", year=year),
        alt=maps.describe(scores, measure, language=language),
        readable=True,
        note=places.map_note(language),
    )


def _order_name(name: str, language: Language) -> str:
    if name == "name":
        return language.text("By name")
    if name == "region":
        return language.text("By region")
    return language.text("By {index}", index=indices.index(name).short)


def _front_page(pages: Pages) -> str:
    """List the years with a page, the newest first; the one that is being written is among them."""
    reports, mark, language = pages.place.reports, pages.mark, pages.language
    names = [path.name.removesuffix(f"{mark}.html") for path in reports.glob(f"*{mark}.html")]
    known = {int(name) for name in names if _YEAR.fullmatch(name)} | {pages.year}
    years = [
        (language.text("Year {year}", year=year), f"{year}{mark}.html",
         _count(reports, f"*/{year}/report{mark}.*", language))
        for year in sorted(known, reverse=True)
    ]  # fmt: skip
    words = language.text("Reports on PAR INDEX, SIPAS and PAPI")
    body = title(words, lang=language.code)
    return _rendered(
        "years.html.j2",
        Document(words, language.code, body.html),
        years=years,
    )


def _count(reports: Path, pattern: str, language: Language) -> str:
    folders = {path.parent for path in reports.glob(pattern)}
    return language.plural("{n} report", "{n} reports", len(folders))


def _rendered(name: str, page: Document, **values: object) -> str:
    from analysis.report.export.html import ReportHTMLExporter

    # The page of a report, with the template of a list in the place of its body.
    environment = ReportHTMLExporter().environment
    environment.filters["chiso_page"] = cut
    template = environment.from_string((TEMPLATES / name).read_text(encoding="utf-8"))
    return str(template.render(nb=page, **values)) + "\n"
