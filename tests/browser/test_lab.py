"""The notebook of exploring in a real JupyterLab: run, worked by keyboard, saved, exported."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbconvert.exporters import get_exporter

from analysis import workspace
from data import labs

pytestmark = pytest.mark.slow

VIEWS = ("course", "profile", "gap", "on-map", "relation")
WAIT = 90_000


@pytest.fixture(scope="module")
def lab(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a JupyterLab, and the copy of our notebooks that it serves."""
    home, here = tmp_path_factory.mktemp("lab"), workspace.find()
    folder = home / "notebooks"
    shutil.copytree(here.notebooks, folder, ignore=shutil.ignore_patterns(".*"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHISO_HOME", str(here.root))
        with labs.server(folder, home=home) as (_, url):
            yield url, folder


@pytest.fixture
def page(watched: Callable[..., Any]) -> Any:
    opened = watched("desktop")
    opened.set_default_timeout(WAIT)
    return opened


def menu(page: Any, *names: str) -> None:
    """Open a menu of the menu bar and choose what is named in it."""
    first, *rest = names
    page.get_by_role("menuitem", name=first, exact=True).click()
    for name in rest:
        page.locator(".lm-Menu-itemLabel").get_by_text(name, exact=True).click()


def heading(page: Any, words: str) -> Any:
    return page.locator(".jp-OutputArea h1", has_text=words)


def test_explore_is_run_worked_by_keyboard_saved_and_exported(lab: Any, page: Any) -> None:
    url, folder = lab
    page.goto(f"{url}lab/tree/explore.ipynb?token={labs.TOKEN}")
    page.get_by_text("| Idle").wait_for()
    menu(page, "Run", "Run All Cells")
    heading(page, "PAPI của tỉnh Tuyên Quang, 2011–2024").wait_for()
    pictures = page.locator(".jp-OutputArea figure img")
    page.wait_for_function(
        f"document.querySelectorAll('.jp-OutputArea figure img').length == {len(VIEWS)}"
    )
    before = pictures.first.get_attribute("src")

    # A list that is open has the keys for itself; JupyterLab has those of a closed one.
    provinces = page.get_by_label("Tỉnh, thành phố")
    provinces.focus()
    for key in ("Alt+ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    heading(page, "PAPI của tỉnh Vĩnh Long, 2011–2024").wait_for()
    page.get_by_role("img", name="Vĩnh Long").first.wait_for()
    assert pictures.first.get_attribute("src") != before
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == page.get_by_label(
        "Chỉ số", exact=True
    ).get_attribute("id")

    page.get_by_label("Ngôn ngữ").select_option("English")
    heading(page, "PAPI of Vinh Long province, 2011–2024").wait_for()
    page.locator(".jp-OutputArea h2", has_text="PAPI beside GRDP").wait_for()
    assert page.locator(".jp-OutputArea .jp-mod-error").count() == 0

    menu(page, "File")
    page.get_by_text("Save and Export Notebook As", exact=True).hover()
    for kind in ("html", "pdf", "docx", "xlsx"):
        page.get_by_text(f"Chiso_{kind}", exact=True).wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")

    menu(page, "File", "Save Notebook")
    page.wait_for_function("!document.querySelector('.lm-TabBar-tab.jp-mod-dirty')")
    saved = nbformat.read(folder / "explore.ipynb", as_version=4)
    html, _ = get_exporter("chiso_html")().from_notebook_node(saved)
    assert "<title>PAPI of Vinh Long province, 2011–2024</title>" in html
    assert "Tuyen Quang" not in html.split("</figure>")[0]


def test_the_launcher_offers_warm_kernels(lab: Any, page: Any) -> None:
    url, _ = lab
    page.goto(f"{url}lab?token={labs.TOKEN}&reset")
    page.locator(".jp-LauncherCard", has_text="Python 3 (chiso, warm)").first.wait_for()
