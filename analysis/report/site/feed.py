"""The Atom feeds: the years and reports of a site, each on the day its results came out.

Readers of a feed must be told when an entry was new: what has no such day has no entry.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from analysis import provinces
from analysis.report.site.dates import published
from analysis.report.site.frame import FEED, template
from analysis.report.site.pages import (
    FRONT,
    Outline,
    Site,
    front_path,
    languages,
    located,
    province_path,
)
from analysis.report.site.product import Product
from analysis.text import capitalised
from analysis.wording import Language


@dataclass(frozen=True)
class Entry:
    """One entry.

    Attributes
    ----------
    title, address, day : str
        The day in ISO form.
    """

    title: str
    address: str
    day: str


def products(site: Site, pages: Outline) -> Iterator[Product]:
    """Yield the feed of each language that has entries; none without a public address."""
    if site.settings.address is None:
        return
    for language in languages():
        found = list(entries(site, pages, language))
        if found:
            path = located(FEED, language.code)
            yield Product(path, partial(write, site, language, found))


def write(site: Site, language: Language, found: list[Entry], target: Path) -> None:
    """Write a feed."""
    text = template("feed.atom.j2").render(
        lang=language.code,
        title=site.settings.title(language),
        address=site.public(located(FEED, language.code)),
        home=site.public(located(FRONT, language.code)),
        entries=found,
        updated=max(entry.day for entry in found),
    )
    target.write_text(text, encoding="utf-8", newline="\n")


def entries(site: Site, pages: Outline, language: Language) -> Iterator[Entry]:
    """Yield the entries: each year, and the reports of the year in order of codes.

    Parameters
    ----------
    site : Site
    pages : Outline
    language : Language
    """
    days = published()
    for year in sorted(set(site.years) & days.keys(), reverse=True):
        titles = {
            front_path(year): language.text(
                "PAR INDEX, SIPAS and PAPI {year}: the provinces", year=year
            )
        }
        for slug in site.reported(year, language.code):
            name = provinces.display_name(provinces.resolve(slug), language.code)
            titles[province_path(year, slug)] = language.text(
                "{place}: report of {year}", place=capitalised(name), year=year
            )
        for path, title in titles.items():
            if path in pages[language.code]:
                yield Entry(title, site.public(located(path, language.code)), days[year])
