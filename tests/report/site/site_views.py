"""Pages of the site by path, as far as a test needs them, and what stands in their tables."""

from collections.abc import Sequence
from functools import cache, partial
from xml.etree.ElementTree import Element

from analysis import workspace
from analysis.blocks import EMPTY
from analysis.report.export import tree
from analysis.report.site import indices, national
from analysis.report.site.pages import LANGUAGES, Content, Page, Site, View
from analysis.report.site.settings import Settings
from analysis.wording import language


def bare(view: View, *, title: str) -> Content:
    return Content(title, title, EMPTY)


@cache
def views(
    lang: str = "vi", years: Sequence[int] = (2024,), others: Sequence[str] = ()
) -> dict[str, View]:
    """Return national page and index pages by path, in a site that has other pages, too."""
    site = Site(workspace.find(), tuple(years), Settings())
    outline = {}
    for code in LANGUAGES:
        words = language(code)
        found = [*national.pages(site, words), *indices.pages(site, words)]
        found += [Page(path, path, partial(bare, title=path)) for path in others]
        outline[code] = {page.path: page for page in found}
    return {path: View(site, language(lang), page, outline) for path, page in outline[lang].items()}


@cache
def content(
    path: str, lang: str = "vi", years: Sequence[int] = (2024,), others: Sequence[str] = ()
) -> Content:
    """Return what a page says."""
    view = views(lang, years, others)[path]
    return view.page.content(view)


def body(
    path: str, lang: str = "vi", years: Sequence[int] = (2024,), others: Sequence[str] = ()
) -> Element:
    """Return what stands below the title of a page as a tree."""
    said = content(path, lang, years, others)
    return tree.parse((said.lead + said.body).html)


def text(element: Element) -> str:
    return "".join(element.itertext())


def table(root: Element, anchor: str) -> tuple[list[str], list[list[str]]]:
    """Return heads and rows of a table by its id."""
    (found,) = (t for t in root.iter("table") if t.get("id") == anchor)
    heads = [text(cell) for cell in found.findall("thead/tr/th")]
    return heads, [[text(cell) for cell in row] for row in found.findall("tbody/tr")]
