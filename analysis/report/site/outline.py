"""All that a site consists of: its pages by language, and the files beside them."""

from collections.abc import Iterator
from functools import partial

from analysis.report.site import (
    compare,
    downloads,
    feed,
    frame,
    indices,
    information,
    national,
    plans,
    preview,
    province,
    sitemap,
)
from analysis.report.site.pages import Outline, Page, Site, View, languages, located
from analysis.report.site.product import Product
from analysis.wording import Language


def outline(site: Site) -> Outline:
    """Return the pages of a site by language and path.

    Examples
    --------
    >>> from analysis import workspace
    >>> from analysis.report.site.settings import Settings
    >>> found = outline(Site(workspace.find(), (2023,), Settings()))
    >>> "about.html" in found["vi"], found["vi"].keys() == found["en"].keys()
    (True, True)
    """
    return {
        language.code: {page.path: page for page in _pages(site, language)}
        for language in languages()
    }


def _pages(site: Site, language: Language) -> Iterator[Page]:
    yield from national.pages(site, language)
    yield from indices.pages(site, language)
    yield from province.pages(site, language)
    yield from compare.pages(site, language)
    yield from plans.pages(site, language)
    yield from information.pages(site, language)


def products(site: Site, pages: Outline) -> Iterator[Product]:
    """Yield every file of a site: its pages in their languages, and the files beside them."""
    for language in languages():
        for page in pages[language.code].values():
            view = View(site, language, page, pages)
            path = located(page.path, language.code)
            yield Product(path, partial(frame.write, view), page.made_from)
    yield from downloads.products(site)
    yield from feed.products(site, pages)
    yield from sitemap.products(site, pages)
    yield from preview.products(site, pages)
