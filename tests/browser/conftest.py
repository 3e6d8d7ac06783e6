"""A real browser: Debian's Chromium, or the one that CHISO_CHROMIUM names, driven by Playwright.

Needs the extra `browser` (`make slow` installs it). Where there is none the tests are skipped,
unless CHISO_BROWSER=required.
"""

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import pytest

SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def chromium() -> str:
    """Return the path of the browser, or skip the test that asks."""
    if importlib.util.find_spec("playwright") is None:
        missing("extra `browser` not installed: make slow does")
    path = os.environ.get("CHISO_CHROMIUM") or shutil.which("chromium")
    return path or missing("no Chromium found: install Debian's chromium or set CHISO_CHROMIUM")


def missing(what: str) -> NoReturn:
    if os.environ.get("CHISO_BROWSER") == "required":
        pytest.fail(f"{what} (CHISO_BROWSER=required)")
    pytest.skip(what)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The browser. Its loop runs while it is open: no test beside it may need one of its own."""
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture
def watched(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens an empty page of one of the SIZES; its `problems` are what the console is told."""
    contexts: list[Any] = []

    def open_page(size: str = "desktop", **options: Any) -> Any:
        width, height = SIZES[size]
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        opened = context.new_page()
        opened.problems = []
        opened.on("console", lambda message: opened.problems.append(message.text))
        opened.on("pageerror", lambda error: opened.problems.append(str(error)))
        opened.on("requestfailed", lambda request: opened.problems.append(request.url))
        return opened

    yield open_page
    for context in contexts:
        context.close()
