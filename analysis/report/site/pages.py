"""The site and its pages: where each lies, and how one leads to another.

Vietnamese pages lie at the root of the site, English ones below `en/` under the same names. All
links are relative and name a file, so that the site opens from a disk, too.
"""

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from analysis import provinces
from analysis.blocks import EMPTY, Block
from analysis.collation import sort_key
from analysis.provinces import Province
from analysis.report.files import ReportFiles
from analysis.report.site.settings import Settings
from analysis.wording import Language, language
from analysis.workspace import Workspace

FRONT = "index.html"
LANGUAGES = ("vi", "en")


@dataclass(frozen=True)
class Site:
    """What is published.

    Attributes
    ----------
    place : Workspace
    years : tuple of int
        The year in front first, then the others, the newest first.
    settings : Settings
    """

    place: Workspace
    years: tuple[int, ...]
    settings: Settings

    def report(self, slug: str, year: int, lang: str) -> ReportFiles:
        """Return the files of one report; not all of them need be there."""
        return ReportFiles(self.place.reports / slug / str(year), lang)

    def reported(self, year: int, lang: str) -> list[str]:
        """Return the slugs of the provinces that have an executed report, by code."""
        return [
            province.slug
            for province in provinces.provinces()
            if self.report(province.slug, year, lang).made("ipynb").is_file()
        ]

    def public(self, path: str) -> str:
        """Return the address at which a file below the root is published.

        Examples
        --------
        >>> site = Site(Workspace(Path()), (2024,), Settings(address="https://a.vn/so/"))
        >>> site.public("en/index.html")
        'https://a.vn/so/en/index.html'
        """
        return f"{self.settings.address}{path}"


@dataclass(frozen=True)
class Content:
    """What a page says.

    Attributes
    ----------
    title : str
        Its `h1`.
    description : str
        A sentence for search engines and link previews.
    body : Block
        All of the page below its title; headings begin at level 2.
    style : str
        Style sheet of this kind of page.
    lead : Block
        What stands between the title and the contents, without headings and tables.
    """

    title: str
    description: str
    body: Block
    style: str = ""
    lead: Block = EMPTY


@dataclass(frozen=True)
class Page:
    """A page that can be made.

    Attributes
    ----------
    path : str
        Below the root of its language, such as `2024/ha-noi.html`.
    title : str
        Short: for the trail to the page and for lists.
    content : callable
        Makes what it says.
    year : int or None
        The year that it is about.
    entry : str
        Words of the navigation that lead to it; pages without are reached in another way.
    made_from : tuple of Path
        Files other than raw data and code that it shows something of.
    """

    path: str
    title: str
    content: Callable[["View"], Content]
    year: int | None = None
    entry: str = ""
    made_from: tuple[Path, ...] = ()


# The pages of the site by language and path.
Outline = Mapping[str, Mapping[str, Page]]


@dataclass(frozen=True)
class View:
    """A page in its place: what it needs to lead to others.

    Attributes
    ----------
    site : Site
    language : Language
    page : Page
    outline : mapping
        All pages.
    """

    site: Site
    language: Language
    page: Page
    outline: Outline = field(repr=False)

    @property
    def here(self) -> str:
        """Path of the page below the root of the site."""
        return located(self.page.path, self.language.code)

    def has(self, path: str) -> bool:
        """Tell whether the site has a page in this language."""
        return path in self.outline[self.language.code]

    def link(self, path: str, lang: str = "") -> str:
        """Return the address of a page as seen from this one.

        Parameters
        ----------
        path : str
            Below the root of its language.
        lang : str, optional
            By default the language of this page.

        Raises
        ------
        KeyError
            If the site has no such page: a link to nowhere cannot be written.
        """
        code = lang or self.language.code
        return relative(self.here, located(self.outline[code][path].path, code))

    def file(self, path: str) -> str:
        """Return the address of a file below the root of the site as seen from this page."""
        return relative(self.here, path)

    def sibling(self, *, lang: str = "", year: int | None = None) -> str:
        """Return the address of this page in another language or of another year.

        Where there is none, that of the national page of the year.
        """
        code = lang or self.language.code
        path, own = self.page.path, self.page.year
        if year is not None and own is not None:
            path = path.replace(f"{own}/", f"{year}/", 1)
        elif year is not None:
            path = front_path(year)
        if path not in self.outline[code]:
            path = front_path(year or own or self.site.years[0])
        return self.link(path, code)


def front_path(year: int) -> str:
    """Return the path of the national page of a year.

    Examples
    --------
    >>> front_path(2024)
    '2024/index.html'
    """
    return f"{year}/{FRONT}"


def province_path(year: int, slug: str) -> str:
    """Return the path of the page of a province.

    Examples
    --------
    >>> province_path(2024, "tuyen-quang")
    '2024/tuyen-quang.html'
    """
    return f"{year}/{slug}.html"


def located(path: str, lang: str) -> str:
    """Return where a page lies below the root of the site.

    Examples
    --------
    >>> located("2024/ha-noi.html", "vi"), located("2024/ha-noi.html", "en")
    ('2024/ha-noi.html', 'en/2024/ha-noi.html')
    """
    return path if lang == LANGUAGES[0] else f"{lang}/{path}"


def relative(here: str, there: str) -> str:
    """Return the address of a file as seen from another.

    Examples
    --------
    >>> relative("en/2024/ha-noi.html", "2024/ha-noi.html")
    '../../2024/ha-noi.html'
    """
    return posixpath.relpath(there, posixpath.dirname(here) or ".")


@cache
def languages() -> tuple[Language, ...]:
    """Return the languages of the site, the first at its root."""
    return tuple(language(code) for code in LANGUAGES)


def in_order(language: Language) -> list[Province]:
    """Return the provinces in dictionary order.

    Examples
    --------
    >>> [province.slug for province in in_order(language("vi"))][-2:]
    ['vinh-phuc', 'yen-bai']
    """
    return sorted(
        provinces.provinces(),
        key=lambda province: sort_key(provinces.short_name(province, language.code)),
    )
