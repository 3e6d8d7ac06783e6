"""The published report in a real browser: no error, no violation of accessibility rules."""

from collections.abc import Callable
from typing import Any

import pytest

from analysis.report.run import Report

pytestmark = pytest.mark.slow


@pytest.fixture(params=["phone", "desktop"])
def page(request: Any, watched: Callable[..., Any], report: Report) -> Any:
    opened = watched(request.param)
    opened.goto(report.html.as_uri())
    return opened


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
