"""The built site as a whole: its links, its weight, its HTML, what it tells of the machine."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from data.sites import ADDRESS

pytestmark = pytest.mark.slow

FIRST_PAGE, PROVINCE_PAGE = 300_000, 600_000
OUTSIDE = ("https://", "http://", "data:", "mailto:")


class Places(HTMLParser):
    """Where a page leads, and what can be led to in it."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "xlink:href") and value is not None:
                self.links.append(value)
            if name == "id" and value:
                self.ids.append(value)


@cache
def places(path: Path) -> Places:
    found = Places()
    found.feed(path.read_text("utf-8"))
    return found


def pages(site: Path) -> list[Path]:
    """Return the pages of the site; full reports are among its downloads."""
    return [path for path in sorted(site.rglob("*.html")) if "files" not in path.parts]


def dead(site: Path, page: Path) -> Iterator[str]:
    here = page.relative_to(site).as_posix()
    for link in places(page).links:
        if link.startswith(ADDRESS):
            link = posixpath.relpath(link.removeprefix(ADDRESS), posixpath.dirname(here) or ".")
        if link.startswith(OUTSIDE):
            continue
        parts = urlsplit(link)
        target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
        if not target.is_file() or (parts.fragment and parts.fragment not in places(target).ids):
            yield f"{here}: {link}"


def test_both_years_and_languages_are_there(published: Path) -> None:
    fronts = ["index.html", "2024/index.html", "2023/index.html", "en/index.html"]
    assert [path for path in fronts if not (published / path).is_file()] == []


def test_every_link_leads_somewhere(published: Path) -> None:
    found = [link for page in pages(published) for link in dead(published, page)]
    assert found == []


def test_ids_are_unique_on_every_page(published: Path) -> None:
    twice = {
        f"{page.name}: {name}"
        for page in pages(published)
        for name, count in Counter(places(page).ids).items()
        if count > 1
    }
    assert twice == set()


def test_every_page_can_be_reached_from_the_front(published: Path) -> None:
    reached, todo = set(), [published / "index.html"]
    while todo:
        page = todo.pop()
        if page in reached:
            continue
        reached.add(page)
        if "files" in page.parts:
            continue
        for link in places(page).links:
            target = (page.parent / urlsplit(link).path).resolve()
            if not link.startswith((*OUTSIDE, "#")) and target.suffix == ".html":
                todo.append(target)
    assert [page for page in pages(published) if page not in reached] == []


def test_pages_keep_to_their_budgets(published: Path) -> None:
    assert (published / "index.html").stat().st_size <= FIRST_PAGE
    heavy = {
        page.relative_to(published).as_posix(): page.stat().st_size
        for page in pages(published)
        if page.stat().st_size > PROVINCE_PAGE
    }
    assert heavy == {}


def test_no_page_loads_anything(published: Path) -> None:
    for page in pages(published):
        text = page.read_text("utf-8")
        assert re.search(r'<(script|img|iframe|object|embed)[^>]*\ssrc="(?!data:)', text) is None
        assert '<link rel="stylesheet"' not in text
        assert re.search(r"\son[a-z]+=|\sstyle=", re.sub(r"<script.*?</script>", "", text)) is None


def test_nothing_tells_of_the_machine(published: Path) -> None:
    here = (str(published.parent), str(Path.home()) + "/", "/work/")
    for path in published.rglob("*"):
        if path.suffix in (".html", ".json", ".xml", ".atom", ".csv"):
            text = path.read_text("utf-8")
            assert [name for name in here if name in text] == [], path.name


def test_every_page_tells_previews_of_a_picture_that_is_there(published: Path) -> None:
    for page in pages(published):
        (address,) = re.findall(r'"og:image" content="([^"]*)"', page.read_text("utf-8"))
        assert address.startswith(ADDRESS)
        assert (published / address.removeprefix(ADDRESS)).is_file(), page
