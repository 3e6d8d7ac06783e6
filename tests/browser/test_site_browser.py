"""The published site in a real browser: every page, both languages, with and without script."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from data.sites import kinds

pytestmark = pytest.mark.slow

AXE = (
    "index.html", "2024/tuyen-quang.html", "2024/bac-kan.html", "2024/papi.html",
    "2024/compare.html", "plans.html", "methods.html", "data.html", "en/index.html",
)  # fmt: skip
Open = Callable[..., Any]


@pytest.fixture
def visit(watched: Open, published: Path) -> Open:
    """Opens a page of the site."""

    def visit(path: str, size: str = "desktop", **options: Any) -> Any:
        page = watched(size, **options)
        page.goto((published / path).as_uri())
        return page

    return visit


def here(page: Any, site: Path) -> str:
    return str(page.url).removeprefix(site.as_uri() + "/")


def rows(page: Any) -> list[str]:
    return [
        str(one).strip() for one in page.locator(".ranking tbody tr:visible th").all_inner_texts()
    ]


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_every_page_opens_in_silence_and_is_not_wider_than_the_screen(
    watched: Open, published: Path, size: str
) -> None:
    page = watched(size)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    wide = []
    for path in kinds(published):
        page.goto(path.as_uri())
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(str(path.relative_to(published)))
    assert (wide, page.problems) == ([], [])
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(visit: Open, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    for path in AXE if scheme == "light" else AXE[:3]:
        # The policy of the page would keep axe's own script out.
        page = visit(path, color_scheme=scheme, bypass_csp=True)
        found = axe.Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"


def test_axe_finds_no_violation_while_one_searches(visit: Open) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = visit("plans.html", "phone", bypass_csp=True)
    box = page.locator(".find input")
    for typed in ("quang", "xyz"):
        box.fill(typed)
        box.press("ArrowDown")
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(
    ("typed", "first"),
    [("tuyen q", "Tuyên Quang"), ("TUYÊN", "Tuyên Quang"), ("tphcm", "TP. Hồ Chí Minh"),
     ("hanoi", "Hà Nội"), ("hue", "Thừa Thiên Huế"), ("dak n", "Đắk Nông"), ("ninh", "Ninh Bình")],
)  # fmt: skip
def test_a_province_is_found_however_it_is_written(visit: Open, typed: str, first: str) -> None:
    page = visit("index.html")
    page.get_by_role("combobox", name="Tìm tỉnh, thành phố").fill(typed)
    assert page.locator("#found li").first.inner_text() == first


def test_search_goes_by_keyboard(visit: Open, published: Path) -> None:
    page = visit("2024/papi.html")
    box = page.get_by_role("combobox", name="Tìm tỉnh, thành phố")
    box.fill("quang")
    assert box.get_attribute("aria-expanded") == "true"
    names = page.locator("#found").get_by_role("option").all_inner_texts()
    assert names == [
        "Quảng Bình",
        "Quảng Nam",
        "Quảng Ngãi",
        "Quảng Ninh",
        "Quảng Trị",
        "Tuyên Quang",
    ]
    box.press("ArrowUp")
    chosen = page.locator("#found").get_by_role("option", selected=True)
    assert chosen.all_inner_texts() == ["Tuyên Quang"]
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    box.press("Escape")
    assert page.locator("#found").get_by_role("option").count() == 0
    box.press("Escape")
    assert box.input_value() == ""
    box.fill("tuyên")
    box.press("Enter")
    page.wait_for_url("**/tuyen-quang.html")
    assert here(page, published) == "2024/tuyen-quang.html"


def test_search_by_touch_stays_in_language_and_year(visit: Open, published: Path) -> None:
    page = visit("en/2023/index.html", "phone", has_touch=True)
    page.get_by_role("combobox", name="Find a province").fill("can tho")
    page.locator("#found li").first.tap()
    page.wait_for_url("**/can-tho.html")
    assert here(page, published) == "en/2023/can-tho.html"


def test_a_name_that_nothing_has_is_said_to_be_so(visit: Open) -> None:
    page = visit("index.html")
    page.get_by_role("combobox", name="Tìm tỉnh, thành phố").fill("xyz")
    assert page.locator(".find [role=status]").inner_text().startswith("Không có tỉnh")


def test_tables_are_sorted_by_their_heads(visit: Open) -> None:
    page = visit("index.html")
    ranked = rows(page)
    assert len(ranked) == 63
    head = page.locator(".ranking thead th").filter(has_text="Điểm PAPI")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert rows(page)[0] == "Kiên Giang"  # 39,91, the lowest of PAPI 2024
    # No result of 2024: last, whichever way the others are sorted.
    assert set(rows(page)[-2:]) == {"Tiền Giang", "Vĩnh Phúc"}
    head.get_by_role("button").press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert rows(page)[0] == "Quảng Ninh"
    assert set(rows(page)[-2:]) == {"Tiền Giang", "Vĩnh Phúc"}
    page.locator(".ranking thead button").first.click()
    # Bến, then all of Bình: Vietnamese order has Đ after D.
    assert [name for name in rows(page) if name.startswith("B")] == [
        "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre",
        "Bình Dương", "Bình Định", "Bình Phước", "Bình Thuận",
    ]  # fmt: skip
    assert page.locator(".ranking [aria-sort]").count() == 1


def test_tables_are_filtered_by_name_and_region(visit: Open) -> None:
    page = visit("index.html")
    page.get_by_role("combobox", name="Vùng").first.select_option("Tây Nguyên")
    assert set(rows(page)) == {"Đắk Lắk", "Đắk Nông", "Gia Lai", "Kon Tum", "Lâm Đồng"}
    page.get_by_label("Lọc theo tên tỉnh, thành phố").first.fill("dak")
    assert set(rows(page)) == {"Đắk Lắk", "Đắk Nông"}
    assert page.locator(".tools output").first.inner_text() == "2 / 63"


def test_the_lists_of_the_comparison_are_narrowed_by_name(visit: Open) -> None:
    page = visit("2024/compare.html", "phone")
    first = page.locator(".choices fieldset").first
    first.get_by_label("Lọc theo tên tỉnh, thành phố").fill("dak l")
    assert [text.strip() for text in first.locator("label:visible").all_inner_texts()] == [
        "Đắk Lắk"
    ]
    first.get_by_label("Đắk Lắk").check()
    heads = page.locator("#versus thead th:visible").all_inner_texts()
    assert any("Đắk Lắk" in head for head in heads)
    assert not any("Hà Nội" in head for head in heads)


def test_the_map_says_names_and_opens_pages(visit: Open, published: Path) -> None:
    page = visit("index.html")
    link = page.locator("#map svg a[href$='tuyen-quang.html']").first
    link.hover()
    assert page.locator(".tip").first.inner_text() == "Tuyên Quang: 42,55, thứ 44/61"
    page.keyboard.press("Escape")
    assert page.locator(".tip:visible").count() == 0
    link.focus()
    assert page.locator(".tip").first.inner_text().startswith("Tuyên Quang")
    assert page.get_by_role("link", name="Tuyên Quang: 42,55, thứ 44/61").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/tuyen-quang.html")
    page.go_back()
    link.click()
    page.wait_for_url("**/tuyen-quang.html")
    assert here(page, published) == "2024/tuyen-quang.html"


def test_language_and_year_are_switched_on_the_same_page(visit: Open, published: Path) -> None:
    page = visit("2024/tuyen-quang.html")
    page.get_by_role("link", name="English").click()
    assert here(page, published) == "en/2024/tuyen-quang.html"
    page.get_by_role("navigation", name="Years").get_by_role("link", name="2023").click()
    assert here(page, published) == "en/2023/tuyen-quang.html"
    page.get_by_role("link", name="Tiếng Việt").click()
    assert here(page, published) == "2023/tuyen-quang.html"
    assert page.problems == []


def test_without_script_links_and_tables_do_all(visit: Open, published: Path) -> None:
    page = visit("index.html", java_script_enabled=False)
    assert page.get_by_role("combobox").count() == 0
    assert page.locator(".tools, .ranking button").count() == 0
    page.locator("#map svg a[href$='tuyen-quang.html']").first.click()
    assert here(page, published) == "2024/tuyen-quang.html"
    page.go_back()
    page.locator(".ranking").get_by_role("link", name="Cần Thơ").click()
    assert here(page, published) == "2024/can-tho.html"


def test_the_downloads_of_a_province_are_there(visit: Open, published: Path) -> None:
    page = visit("2024/tuyen-quang.html")
    links = page.locator("a[href^='files/']").evaluate_all("all => all.map(a => a.href)")
    kinds = {re.sub(r"#.*|.*\.", "", link.split("#")[0]) for link in links}
    assert kinds >= {"pdf", "html", "xlsx", "ipynb", "csv"}


def test_the_skip_link_leads_to_the_content(visit: Open) -> None:
    page = visit("index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_print_leaves_out_what_only_a_screen_needs(visit: Open) -> None:
    page = visit("index.html")
    page.emulate_media(media="print")
    hidden = ("header.site nav", ".find", ".tools", ".where", ".contents")
    assert [one for one in hidden if page.locator(one).first.is_visible()] == []
    assert page.locator("h1").is_visible() and page.locator(".ranking").first.is_visible()
