"""All that a site consists of: its pages by language, and the files beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from analysis.report.site import frame, information, national
from analysis.report.site.pages import Outline, Page, Site, View, languages, located
from analysis.wording import Language


class Writer(Protocol):
    """Writes one file."""

    def __call__(self, target: Path, /) -> object:
        """Write it."""


@dataclass(frozen=True)
class Product:
    """One file of the site.

    Attributes
    ----------
    path : str
        Below the root of the site.
    write : callable
        Makes it; it can be pickled.
    made_from : tuple of Path
        Files other than raw data and code that something of it comes from.
    """

    path: str
    write: Writer
    made_from: tuple[Path, ...] = ()


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
    yield from information.pages(site, language)


def products(site: Site, pages: Outline) -> Iterator[Product]:
    """Yield every file of a site: its pages in their languages, and the files beside them."""
    for language in languages():
        for page in pages[language.code].values():
            view = View(site, language, page, pages)
            path = located(page.path, language.code)
            yield Product(path, partial(frame.write, view), page.made_from)
