"""Two provinces chosen by mouse and keyboard, with and without script, in a real browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from data.pages import site

from analysis.report.site import frame
from analysis.report.site.outline import outline
from analysis.report.site.pages import View
from analysis.wording import language

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page alone; its links lead nowhere."""
    folder = tmp_path_factory.mktemp("compare")
    of = site(folder, 2024)
    pages = outline(of)
    file = folder / "compare.html"
    view = View(of, language("vi"), pages["vi"]["2024/compare.html"], pages)
    file.write_text(frame.render(view), encoding="utf-8")
    return file


def columns(page: Any) -> list[str]:
    return [str(one) for one in page.locator("#versus thead a:visible").all_inner_texts()]


@pytest.mark.parametrize("script", [True, False])
def test_the_table_shows_the_chosen_provinces(
    watched: Callable[..., Any], comparison: Path, script: bool
) -> None:
    page = watched("phone", java_script_enabled=script)
    page.goto(comparison.as_uri())
    assert columns(page) == ["Hà Nội", "TP. Hồ Chí Minh"]
    first, second = (page.get_by_role("group", name=f"Địa phương thứ {n}") for n in ("nhất", "hai"))
    first.get_by_label("Tuyên Quang").check()
    second.get_by_label("Quảng Ninh").check()
    assert columns(page) == ["Quảng Ninh", "Tuyên Quang"]
    second.get_by_label("Quảng Ninh").press("ArrowDown")
    assert columns(page) == ["Quảng Trị", "Tuyên Quang"]
    assert page.problems == []


def test_each_row_has_a_cell_for_each_head(watched: Callable[..., Any], comparison: Path) -> None:
    page = watched("phone")
    page.goto(comparison.as_uri())
    assert {row.locator(":is(th, td):visible").count() for row in page.locator("tr").all()} == {4}
    papi = page.locator("#versus tbody tr").first.locator("td:visible")
    assert papi.all_inner_texts() == ["43,77\n29/61", "42,81\n41/61", "43,43\n61/63"]
