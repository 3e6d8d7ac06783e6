"""Feeds and site map: what they tell, and that they tell it of existing pages only."""

from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from analysis.report.site import Site, feed, sitemap
from analysis.report.site.pages import Content, Outline, Page, View
from analysis.report.site.product import Product
from analysis.report.site.settings import Settings
from analysis.workspace import Workspace

ATOM, MAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
ADDRESS = "https://example.vn/so/"
NAMED = Settings(name="A & <b>", address=ADDRESS)


def nothing(_view: View) -> Content:
    raise AssertionError("feeds make no pages")


def outline(vi: list[str], en: list[str]) -> Outline:
    return {
        lang: {path: Page(path, path, nothing) for path in paths}
        for lang, paths in (("vi", vi), ("en", en))
    }


PAGES = outline(
    ["index.html", "2024/index.html", "2024/tuyen-quang.html", "2021/index.html"],
    ["index.html", "2024/index.html", "2021/index.html"],
)


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    """A workspace in which Tuyên Quang has a Vietnamese report of 2024."""
    folder = tmp_path / "reports/tuyen-quang/2024"
    folder.mkdir(parents=True)
    (folder / "report.ipynb").write_text("{}", encoding="utf-8")
    return Workspace(tmp_path)


def written(products: list[Product], tmp_path: Path) -> dict[str, str]:
    texts = {}
    for product in products:
        product.write(tmp_path / "out")
        texts[product.path] = (tmp_path / "out").read_text("utf-8")
    return texts


def test_each_language_has_a_feed_of_years_and_reports(place: Workspace, tmp_path: Path) -> None:
    site = Site(place, (2024, 2021), NAMED)
    texts = written(list(feed.products(site, PAGES)), tmp_path)
    assert texts.keys() == {"feed.atom", "en/feed.atom"}
    root = fromstring(texts["feed.atom"])
    assert root.findtext(f"{ATOM}title") == "A & <b>"
    assert root.findtext(f"{ATOM}updated") == "2025-04-06T00:00:00+07:00"
    entries = [
        tuple(one.findtext(ATOM + name) for name in ("title", "id", "updated"))
        for one in root.iter(f"{ATOM}entry")
    ]
    day = "2025-04-06T00:00:00+07:00"  # publications.csv; of 2021 no day is known, so no entry
    assert entries == [
        ("PAR INDEX, SIPAS và PAPI 2024 của các tỉnh, thành phố", f"{ADDRESS}2024/index.html", day),
        ("Tỉnh Tuyên Quang: báo cáo năm 2024", f"{ADDRESS}2024/tuyen-quang.html", day),
    ]
    english = fromstring(texts["en/feed.atom"])
    assert [one.findtext(f"{ATOM}id") for one in english.iter(f"{ATOM}entry")] == [
        f"{ADDRESS}en/2024/index.html"
    ]


def test_without_an_address_or_a_day_there_is_no_feed(place: Workspace) -> None:
    assert list(feed.products(Site(place, (2024,), Settings()), PAGES)) == []
    assert list(feed.products(Site(place, (2021,), NAMED), PAGES)) == []
    assert list(sitemap.products(Site(place, (2024,), Settings()), PAGES)) == []


def test_the_site_map_names_every_page_in_its_languages(place: Workspace, tmp_path: Path) -> None:
    (text,) = written(list(sitemap.products(Site(place, (2024,), NAMED), PAGES)), tmp_path).values()
    found = {
        one.findtext(f"{MAP}loc"): {a.attrib["hreflang"]: a.attrib["href"] for a in one.iter(LINK)}
        for one in fromstring(text).iter(f"{MAP}url")
    }
    both = {"vi": f"{ADDRESS}2024/index.html", "en": f"{ADDRESS}en/2024/index.html"}
    assert len(found) == 7
    assert found[both["vi"]] == found[both["en"]] == both
    alone = f"{ADDRESS}2024/tuyen-quang.html"
    assert found[alone] == {"vi": alone}
