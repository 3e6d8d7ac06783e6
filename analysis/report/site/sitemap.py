"""The site map, which tells search engines the pages and what each is called in which language."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from analysis.report.site.frame import template
from analysis.report.site.pages import Outline, Site, located
from analysis.report.site.product import Product

NAME = "sitemap.xml"


def products(site: Site, pages: Outline) -> Iterator[Product]:
    """Yield the site map; none without a public address."""
    if site.settings.address is not None:
        yield Product(NAME, partial(write, site, pages))


def write(site: Site, pages: Outline, target: Path) -> None:
    """Write the site map."""
    every = [dict(versions(site, pages, path)) for path in _paths(pages)]
    text = template("sitemap.xml.j2").render(every=every)
    target.write_text(text, encoding="utf-8", newline="\n")


def versions(site: Site, pages: Outline, path: str) -> Iterator[tuple[str, str]]:
    """Yield the languages that a page exists in, with its public address in each.

    Parameters
    ----------
    site : Site
    pages : Outline
    path : str
        Below the root of its language.
    """
    for lang, found in pages.items():
        if path in found:
            yield lang, site.public(located(path, lang))


def _paths(pages: Outline) -> list[str]:
    return list(dict.fromkeys(path for found in pages.values() for path in found))
