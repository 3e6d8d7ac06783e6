"""The published report in a real browser: no error, no violation of accessibility rules.

Needs the extra `browser` (`make slow` installs it) and a Chromium: Debian's, or the one that
CHISO_CHROMIUM names. Where there is none the tests are skipped, unless CHISO_BROWSER=required.
"""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from analysis.report.run import Report

pytestmark = pytest.mark.slow

SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def chromium() -> str:
    found = os.environ.get("CHISO_CHROMIUM") or shutil.which("chromium")
    if found is None:
        if os.environ.get("CHISO_BROWSER") == "required":
            pytest.fail("no Chromium found, and CHISO_BROWSER=required")
        pytest.skip("no Chromium found: install Debian's chromium or set CHISO_CHROMIUM")
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="extra `browser` not installed")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium(), args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture(params=SIZES)
def page(request: Any, browser: Any, report: Report) -> Iterator[Any]:
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height})
    opened = context.new_page()
    opened.problems = []
    opened.on("console", lambda message: opened.problems.append(message.text))
    opened.on("pageerror", lambda error: opened.problems.append(str(error)))
    opened.on("requestfailed", lambda request: opened.problems.append(request.url))
    opened.goto(report.html.as_uri())
    yield opened
    context.close()


def test_it_opens_without_a_word_in_the_console(page: Any) -> None:
    assert page.title()
    assert page.problems == []


def test_nothing_is_fetched(page: Any) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.reload()
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []


def test_it_is_not_wider_than_the_screen(page: Any) -> None:
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(browser: Any, report: Report, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    # The policy of the page would keep axe's own script out.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    opened = context.new_page()
    opened.goto(report.html.as_uri())
    found = axe.Axe().run(opened)
    context.close()
    assert found.violations_count == 0, found.generate_report()


def test_the_skip_link_leads_to_the_content(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
