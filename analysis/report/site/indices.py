"""The pages of the indices and of their components, year by year."""

from collections.abc import Iterator
from functools import partial

from analysis import indices
from analysis.blocks import EMPTY, Block, heading, join, linked, paragraph
from analysis.report import overview
from analysis.report.overview.params import known_years
from analysis.report.params import INDICES
from analysis.report.site.evidence import evidence, source_ids
from analysis.report.site.pages import Content, Page, Site, View
from analysis.report.site.provincemap import province_map
from analysis.report.site.published import published
from analysis.report.site.ranking import STYLE, ranking
from analysis.report.site.results import Results, results
from analysis.report.site.said import said
from analysis.report.site.spreads import over_parts, over_years
from analysis.wording import Language, courses, sentences
from analysis.wording import overview as wording
from analysis.wording.headlines.maps import series_name

WHOLE = "overall"


def pages(site: Site, language: Language) -> Iterator[Page]:
    """Yield a page an index and year, and of a complete panel one a component."""
    for year in site.years:
        for code in INDICES:
            if year not in known_years(code):
                continue
            found, short = results(code, WHOLE, year), indices.index(code).short
            make = partial(complete if found.complete else partly, index=code, year=year)
            yield Page(found.path, short, make, year, entry=short)
            yield from _components(found, language) if found.complete else ()


def _components(found: Results, language: Language) -> Iterator[Page]:
    for part in found.parts:
        name = language.pick(part.item.name_vi, part.item.name_en)
        make = partial(component, index=part.index, code=part.component, year=part.year)
        yield Page(part.path, name, make, part.year)


def complete(view: View, *, index: str, year: int) -> Content:
    """Say how all provinces stand in an index of which every published result is known."""
    found = results(index, WHOLE, year)
    subject = overview.open_overview(index=index, year=year, lang=view.language.code)
    return _content(
        view,
        found,
        paragraph(*said(view.language, found)),
        [
            province_map(view, found),
            *_provinces(view, found),
            overview.movers(subject),
            overview.ranks_chart(subject),
            _parts(view, found),
            _years(view, found),
        ],
    )


def component(view: View, *, index: str, code: str, year: int) -> Content:
    """Say how all provinces stand in one component of such an index."""
    found = results(index, code, year)
    return _content(
        view,
        found,
        join(
            [
                _belongs_to(view, results(index, WHOLE, year)),
                paragraph(*said(view.language, found)),
                _moved(view, found),
            ]
        ),
        [
            province_map(view, found),
            *_provinces(view, found),
            _parts(view, found),
            _years(view, found),
        ],
    )


def partly(view: View, *, index: str, year: int) -> Content:
    """Say what was published of an index of which only some results are known."""
    found = results(index, WHOLE, year)
    subject = overview.open_overview(index=index, year=year, lang=view.language.code)
    return _content(
        view,
        found,
        paragraph(
            sentences.coverage(view.language, found.section),
            wording.partial(view.language, found.section),
        ),
        [
            *_provinces(view, found),
            published(view, found),
            overview.level(subject),
        ],
    )


def _content(view: View, found: Results, lead: Block, blocks: list[Block]) -> Content:
    text = view.language.text
    values = {"index": indices.index(found.index).short, "year": found.year}
    name = view.language.pick(found.item.name_vi, found.item.name_en)
    whole = found.component == WHOLE
    return Content(
        title=text("{index} {year}", **values)
        if whole
        else text("{index} {year}: {name}", name=name, **values),
        description=said(view.language, found)[0],
        lead=lead,
        body=join([*blocks, evidence(view, source_ids(found), with_map=found.complete)]),
        style=STYLE.read_text(encoding="utf-8"),
    )


def _provinces(view: View, found: Results) -> list[Block]:
    if not len(found.section.rows):
        return []
    title = view.language.text("All provinces")
    return [heading(2, title, anchor="provinces"), ranking(view, found)]


def _belongs_to(view: View, whole: Results) -> Block:
    """Return the sentence that leads back from a component to its index."""
    short = indices.index(whole.index).short
    sentence = view.language.text(
        "One of the {n} dimensions of {index} in {year}.",
        n=len(whole.parts),
        index=short,
        year=whole.year,
    )
    return linked(sentence, {short: view.link(whole.path)})


def _moved(view: View, found: Results) -> Block:
    if found.movements is None:
        return EMPTY
    return paragraph(*courses.movement_counts(view.language, found.movements, found.digits))


def _parts(view: View, found: Results) -> Block:
    """Return the table of the components one level below."""
    if not found.parts:
        return EMPTY
    text = view.language.text
    whole = found.component == WHOLE
    title = text("Dimensions") if whole else text("Sub-dimensions of PAPI")
    name = series_name(view.language, found.index, found.component, found.year)
    return heading(2, title, anchor="dimensions") + over_parts(
        view,
        found,
        head=text("Dimension or sub-index") if whole else text("Sub-dimension"),
        caption=text("{name} {year}: what it is made of", name=name, year=found.year),
    )


def _years(view: View, found: Results) -> Block:
    title = view.language.text("Level and spread over the years")
    return heading(2, title, anchor="years") + over_years(view, found)
