"""Put what a page says into the frame that all pages share: head, navigation, footer."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.blocks import heading
from analysis.report.export.document import Document
from analysis.report.export.page import STYLE, csp_hash, cut
from analysis.report.site import preview
from analysis.report.site.dates import published
from analysis.report.site.pages import FRONT, View, front_path, languages, located
from analysis.report.site.search import data
from analysis.report.site.settings import logo

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).with_name("templates")
FEED = "feed.atom"
_OWN_NAMES = {"vi": "Tiếng Việt", "en": "English"}


@dataclass(frozen=True)
class Link:
    """One link of the frame.

    Attributes
    ----------
    text, href, lang : str
        The language only where it is another one.
    current : bool
        Whether it leads to this page.
    """

    text: str
    href: str
    current: bool = False
    lang: str = ""


def write(view: View, target: Path) -> None:
    """Write a page.

    Parameters
    ----------
    view : View
    target : Path
    """
    target.write_text(render(view), encoding="utf-8", newline="\n")


def render(view: View) -> str:
    """Return a page as HTML in which nothing is fetched from elsewhere.

    Parameters
    ----------
    view : View

    Returns
    -------
    str
    """
    content, language = view.page.content(view), view.language
    settings = view.site.settings
    name, text = settings.title(language), language.text
    body = heading(1, content.title, lang=language.code) + content.body
    return template("page.html.j2").render(
        view=view,
        page=cut(Document(content.title, language.code, body.html)),
        heading=name if view.page.path == FRONT else f"{content.title} – {name}",
        description=content.description,
        lead=content.lead.html,
        style=_style() + content.style,
        script=_script(),
        data=data(view),
        name=name,
        logo=logo(settings, view.site.place),
        home=view.link(FRONT),
        entries=list(_entries(view)),
        trail=list(_trail(view)),
        years=list(_years(view)),
        languages=list(_languages(view)),
        public=_public(view),
        footer=settings.lines(language),
        words={
            "language": text("Language"),
            "sections": text("Sections of the site"),
            "trail": text("You are here"),
            "years": text("Years"),
            "feed": text("News of this site (Atom feed)"),
            "made": text("Made with chiso from published results; each figure names its source."),
        },
    )


def _public(view: View) -> dict[str, str]:
    """Return the addresses under which others know the page; empty without a public address."""
    site, path, code = view.site, view.page.path, view.language.code
    if site.settings.address is None:
        return {"canonical": "", "picture": "", "feed": ""}
    return {
        "canonical": site.public(located(path, code)),
        "picture": preview.address(view),
        "feed": view.file(located(FEED, code)) if published().keys() & set(site.years) else "",
    }


def _languages(view: View) -> Iterator[Link]:
    for other in languages():
        code = other.code
        current = code == view.language.code
        yield Link(_OWN_NAMES[code], view.sibling(lang=code), current=current, lang=code)


def _entries(view: View) -> Iterator[Link]:
    """Yield the navigation: pages of the year of this page, and those of no year."""
    year = view.page.year or view.site.years[0]
    for path, page in view.outline[view.language.code].items():
        if page.entry and page.year in (None, year):
            yield Link(page.entry, view.link(path), current=path == view.page.path)


def _trail(view: View) -> Iterator[Link]:
    """Yield the way to this page: the front, the year, the page."""
    page = view.page
    if page.path == FRONT:
        return
    yield Link(view.language.text("Home"), view.link(FRONT))
    if page.year is not None and page.path != front_path(page.year):
        yield Link(str(page.year), view.link(front_path(page.year)))
    yield Link(page.title, "", current=True)


def _years(view: View) -> Iterator[Link]:
    for year in sorted(view.site.years, reverse=True):
        yield Link(str(year), view.sibling(year=year), current=year == view.page.year)


@cache
def _style() -> str:
    sheets = (STYLE, TEMPLATES / "site.css")
    return "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


@cache
def _script() -> str:
    return (TEMPLATES / "site.js").read_text(encoding="utf-8")


@cache
def template(name: str) -> "Template":
    """Return a template of the site; everything that it is given is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["csp_hash"] = csp_hash
    return environment.get_template(name)
