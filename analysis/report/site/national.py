"""The national page of a year: the map as entrance, and all provinces with their results."""

from collections.abc import Iterator
from functools import partial

from analysis import maps, provinces, store
from analysis.blocks import EMPTY, Block, figure, join, paragraph
from analysis.report.site.pages import FRONT, Content, Page, Site, View
from analysis.standing import cross_section
from analysis.wording import Language


def pages(site: Site, language: Language) -> Iterator[Page]:
    """Yield the front page, which is about the year in front, and one a year."""
    front = site.years[0]
    yield Page(FRONT, language.text("Home"), partial(national, year=front), year=front)
    for year in site.years:
        words = language.text("Whole country")
        yield Page(f"{year}/{FRONT}", str(year), partial(national, year=year), year, entry=words)


def national(view: View, *, year: int) -> Content:
    """Say how the provinces stand in a year."""
    text = view.language.text
    section = cross_section(store.load_scores(), "papi", "overall", year)
    known = text(
        "PAPI {year} is known for {n} of {all} provinces.",
        year=year,
        n=section.n,
        all=len(provinces.provinces()),
    )
    return Content(
        title=text("PAR INDEX, SIPAS and PAPI {year}: the provinces", year=year),
        description=known,
        body=join([paragraph(known), _map(view, year)]),
    )


def _map(view: View, year: int) -> Block:
    """Return the map whose provinces lead to their pages."""
    language = view.language
    scores = cross_section(store.load_scores(), "papi", "overall", year).rows["score"].dropna()
    if scores.empty:
        return EMPTY
    paths = {p.code: f"{year}/{p.slug}.html" for p in provinces.provinces()}
    links = {code: view.link(path) for code, path in paths.items() if view.has(path)}
    measure = language.text("PAPI {year}", year=year)
    return figure(
        maps.choropleth(scores, links=links, language=language),
        anchor="map",
        caption=language.text("PAPI {year}: choose a province to open its page", year=year),
        alt=maps.describe(scores, measure, language=language),
        readable=True,
        note=language.text(
            "Illustrative map, not for determining borders. Boundaries made with Natural Earth. "
            "Hoàng Sa and Trường Sa carry the colour of Đà Nẵng and of Khánh Hòa."
        ),
    )
