"""The national page of a year: a summary, the map as entrance, all provinces, what changed."""

from collections.abc import Iterator, Sequence
from functools import partial

from analysis import indices, regional
from analysis.blocks import EMPTY, Block, heading, join, linked, paragraph
from analysis.errors import NoData
from analysis.relate import Correlation
from analysis.report import overview
from analysis.report.overview.params import known_years
from analysis.report.params import INDICES
from analysis.report.site.evidence import evidence, source_ids
from analysis.report.site.pages import FRONT, Content, Page, Site, View, front_path
from analysis.report.site.provincemap import province_map
from analysis.report.site.ranking import STYLE, ranking
from analysis.report.site.relations import correlations, pair_source_ids, relations
from analysis.report.site.results import Results, results
from analysis.report.site.said import said
from analysis.tables import Column, table, without_blank
from analysis.wording import Language, cells, sentences
from analysis.wording import overview as wording
from analysis.wording.headlines import regions as headlines
from analysis.wording.language import DASH

# What provinces are ranked by: the panel in which all that was published is known.
MAIN = "papi"
_ORDER = (MAIN, *(code for code in INDICES if code != MAIN))


def pages(site: Site, language: Language) -> Iterator[Page]:
    """Yield the front page, which is about the year in front, and one a year."""
    front = site.years[0]
    yield Page(FRONT, language.text("Home"), partial(national, year=front), year=front)
    for year in site.years:
        words = language.text("Whole country")
        yield Page(front_path(year), str(year), partial(national, year=year), year, entry=words)


def national(view: View, *, year: int) -> Content:
    """Say how the provinces stand in a year."""
    text = view.language.text
    every = [results(code, "overall", year) for code in _ORDER if year in known_years(code)]
    used = [i for found in every for i in source_ids(found)]
    main = [found for found in every if found.index == MAIN]
    related = correlations(year)
    return Content(
        title=text("PAR INDEX, SIPAS and PAPI {year}: the provinces", year=year),
        description=sentences.coverage(view.language, every[0].section),
        lead=join(_summary(view, found) for found in every),
        body=join(
            [
                *(_provinces(view, found, every[1:], related) for found in main),
                evidence(view, [*used, *pair_source_ids(related, year)], with_map=bool(main)),
            ]
        ),
        style=STYLE.read_text(encoding="utf-8"),
    )


def _provinces(
    view: View, main: Results, beside: Sequence[Results], related: Sequence[Correlation]
) -> Block:
    """Return what rests on the complete panel."""
    lang = view.language.code
    return join(
        [
            province_map(view, main),
            heading(2, view.language.text("All provinces"), anchor="provinces"),
            ranking(view, main, beside=beside),
            overview.movers(overview.open_overview(index=MAIN, year=main.year, lang=lang)),
            _regions(view, main),
            relations(view, related),
        ]
    )


def _summary(view: View, found: Results) -> Block:
    """Return what is to be known first of an index, whose name leads to its page."""
    short = indices.index(found.index).short
    words = f"{short}: {' '.join(said(view.language, found))}"
    return (
        linked(words, {short: view.link(found.path)}) if view.has(found.path) else paragraph(words)
    )


def _regions(view: View, found: Results) -> Block:
    """Return the means of the regions."""
    text, language = view.language.text, view.language
    try:
        means = regional.region_means(found.national.sections, found.index, found.year)
    except NoData:
        return EMPTY
    columns = [
        Column(text("Region"), numeric=False),
        Column(text("Mean")),
        Column(text("Year before")),
        Column(text("Change")),
    ]
    rows = [
        [
            name,
            cells.number(language, row["mean"], found.digits),
            cells.number(language, row["previous"], found.digits),
            cells.signed(language, row["change"], found.digits),
        ]
        for name, row in zip(
            headlines.names(language, means.frame), means.frame.to_dict("records"), strict=True
        )
    ]
    short = indices.index(found.index).short
    notes = [
        wording.unit_note(language, found.item.unit),
        text("In brackets: provinces with a result, of all."),
    ]
    if means.frame["previous"].notna().any():
        notes.append(text("The year before is shown where the same provinces were known."))
    return heading(2, text("Regions"), anchor="regions") + table(
        *without_blank(columns, rows, blank=DASH),
        anchor="regions-table",
        caption=text("{index} {year}: means of the regions", index=short, year=found.year),
        note=" ".join(notes),
    )
