"""The map whose provinces lead to their pages."""

from analysis import maps, provinces
from analysis.blocks import EMPTY, Block, figure
from analysis.report.site.pages import View, province_path
from analysis.report.site.results import Results
from analysis.wording import places
from analysis.wording.headlines.maps import series_name


def province_map(view: View, found: Results) -> Block:
    """Return the map of a complete panel; nothing for a partial one.

    Parameters
    ----------
    view : View
    found : Results

    Returns
    -------
    Block
    """
    if not found.complete:
        return EMPTY
    language, year = view.language, found.year
    scores = found.section.rows["score"].dropna()
    paths = {p.code: province_path(year, p.slug) for p in provinces.provinces()}
    links = {code: view.link(path) for code, path in paths.items() if view.has(path)}
    name = series_name(language, found.index, found.component, year)
    measure = language.text("{index} {year}", index=name, year=year)
    choose = language.text("{measure}: choose a province to open its page", measure=measure)
    return figure(
        maps.choropleth(scores, links=links, language=language),
        anchor="map",
        caption=choose if links else measure,
        alt=maps.describe(scores, measure, digits=found.digits, language=language),
        readable=True,
        note=places.map_note(language),
    )
