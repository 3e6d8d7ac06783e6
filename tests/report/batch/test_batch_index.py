"""The pages that lead to the reports: complete, in order, without script, and nothing dead."""

import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from analysis import provinces, store
from analysis.collation import sort_key
from analysis.report.batch.index import Pages
from analysis.report.batch.index.write import write
from analysis.wording import language
from analysis.workspace import Workspace

MADE = {"tuyen-quang": ("html", "pdf"), "ha-noi": ("html", "pdf", "docx", "xlsx"), "hue": ()}
ORDERS = ["by-name", "by-region", "by-papi", "by-par-index", "by-sipas"]


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workspace:
    """A workspace of its own with two finished reports of 2023, one also in English."""
    root = tmp_path_factory.mktemp("index")
    here = store.workspaces.find()
    for folder in ("data/raw", "data/processed", "maps"):
        shutil.copytree(here.root / folder, root / folder, ignore=shutil.ignore_patterns("build"))
    made = Workspace(root)
    for slug, formats in MADE.items():
        folder = made.reports / slug / "2023"
        folder.mkdir(parents=True)
        for name in formats:
            (folder / f"report.{name}").write_text("x", encoding="utf-8")
    (made.reports / "ha-noi" / "2023" / "report.en.html").write_text("x", encoding="utf-8")
    (made.reports / "2019.html").write_text("an older year", encoding="utf-8")
    return made


@pytest.fixture
def page(place, monkeypatch, request) -> str:
    monkeypatch.setenv("CHISO_HOME", str(place.root))
    code = getattr(request, "param", "vi")
    return write(Pages(place, 2023, language(code)))[0].read_text(encoding="utf-8")


def sections(page: str) -> dict[str, list[list[str]]]:
    """Return the cells of each table, row by row."""
    found = {}
    for anchor, body in re.findall(r'<section class="order" id="([^"]+)".*?(<tbody>.*?)</section>',
                                   page, re.S):  # fmt: skip
        rows = re.findall(r"<tr>(.*?)</tr>", body, re.S)
        found[anchor] = [
            [unescape(re.sub(r"<[^>]+>", " ", cell)).strip() for _, cell in
             re.findall(r"<(th|td)\b[^>]*>(.*?)</\1>", row, re.S)]
            for row in rows
        ]  # fmt: skip
    return found


def test_every_order_lists_every_province_once(page):
    names = {provinces.short_name(p) for p in provinces.provinces()}
    tables = sections(page)
    assert list(tables) == ORDERS
    for rows in tables.values():
        assert len(rows) == 63
        assert {row[0] for row in rows} == names


def test_the_orders_are_what_they_say(page):
    tables = sections(page)
    names = [row[0] for row in tables["by-name"]]
    assert names == sorted(names, key=sort_key)
    assert (names[0], names[-1]) == ("An Giang", "Yên Bái")
    regions = [row[2] for row in tables["by-region"]]
    assert list(dict.fromkeys(regions)) == [r.name_vi for r in provinces.regions()]
    for column, anchor in ((3, "by-papi"), (5, "by-par-index"), (7, "by-sipas")):
        shown = [row[column] for row in tables[anchor]]
        known = [float(value.replace(",", ".")) for value in shown if value != "–"]
        assert known == sorted(known, reverse=True)
        assert set(shown[len(known) :]) <= {"–"}  # the unknown come last


def test_results_are_the_published_ones(page):
    rows = {row[0]: row for row in sections(page)["by-name"]}
    scores = store.load_scores(years=[2023], component="overall")
    papi = scores[scores["index"] == "papi"].set_index("province_code")["score"]
    assert rows["Tuyên Quang"][3:5] == [f"{papi['08']:.2f}".replace(".", ","), "41/61"]
    assert rows["Quảng Ninh"][3:5] == ["–", "–"]
    assert "PAPI 61/63, PAR INDEX 26/63, SIPAS 17/63" in page


def links(page: str) -> set[str]:
    return {unquote(link) for link in re.findall(r'href="([^"#][^"]*)"', page)}


def test_links_are_relative_and_lead_to_files(page, place):
    found = links(page)
    assert found == {
        "tuyen-quang/2023/report.html", "tuyen-quang/2023/report.pdf", "index.html",
        *(f"ha-noi/2023/report.{name}" for name in MADE["ha-noi"]),
    }  # fmt: skip
    assert all((place.reports / link).is_file() for link in found)


def test_the_map_leads_to_the_reports(page):
    picture = re.search(r"<svg.*?</svg>", page, re.S)
    assert picture is not None
    assert links(picture[0]) == {"tuyen-quang/2023/report.html", "ha-noi/2023/report.html"}
    assert "<title>Tuyên Quang: 41,49, thứ 41/61</title>" in picture[0]


def test_anchors_lead_somewhere(page):
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert set(re.findall(r'aria-labelledby="([^"]+)"', page)) <= set(ids)


def test_there_is_no_script_and_nothing_is_fetched(page):
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)


@pytest.mark.parametrize("page", ["en"], indirect=True)
def test_english_pages_lead_to_english_reports(page):
    assert '<html lang="en">' in page
    assert "1 of 63 provinces have a report of 2023." in page
    assert links(page) == {"ha-noi/2023/report.en.html", "index.en.html"}
    words = re.sub(r"<svg.*?</svg>|<style>.*?</style>|<[^>]+>", " ", page, flags=re.S)
    assert "tỉnh" not in words


def test_the_front_page_lists_the_years_the_newest_first(page, place):
    front = (place.reports / "index.html").read_text(encoding="utf-8")
    shown = re.findall(r'<li><a href="([^"]+)">([^<]+)</a>: ([^<]+)</li>', front)
    assert shown == [
        ("2023.html", "Năm 2023", "2 báo cáo"), ("2019.html", "Năm 2019", "0 báo cáo"),
    ]  # fmt: skip


def test_the_same_reports_give_the_same_bytes_and_nothing_is_left(page, place):
    assert write(Pages(place, 2023, language("vi")))[0].read_text(encoding="utf-8") == page
    assert list(place.reports.glob(".making-*")) == []


def test_a_year_without_papi_has_no_map(place, monkeypatch):
    monkeypatch.setenv("CHISO_HOME", str(place.root))
    monkeypatch.setattr("analysis.report.batch.index.entries.store.load_scores", _without_papi)
    path = write(Pages(place, 2023, language("vi")))[0]
    text = path.read_text(encoding="utf-8")
    assert "<svg" not in text
    assert len(sections(text)["by-papi"]) == 63


def _without_papi():
    scores = store.load("scores")
    return scores[(scores["frame"] == "vn63") & (scores["index"] != "papi")]


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(page, place, scheme):
    playwright = pytest.importorskip("playwright.sync_api", reason="extra `browser` not installed")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no Chromium found")
    address = Path(place.reports / "2023.html").as_uri()
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        opened = browser.new_context(color_scheme=scheme, bypass_csp=True).new_page()
        opened.goto(address)
        found = axe.Axe().run(opened)
        assert found.violations_count == 0, found.generate_report()
        seen = opened.locator("section.order:visible")
        assert seen.evaluate_all("all => all.map(one => one.id)") == ["by-name"]
        opened.goto(f"{address}#by-sipas")
        assert seen.evaluate_all("all => all.map(one => one.id)") == ["by-sipas"]
        wide = opened.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide[0] <= wide[1]
        browser.close()
