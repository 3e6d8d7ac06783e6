"""The pictures beside shared links: their size, what they say, which pages have which."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from PIL import Image

from analysis import provinces
from analysis.drawing import png
from analysis.report.site import Site, preview
from analysis.report.site.pages import Content, Outline, Page, View
from analysis.report.site.settings import Settings
from analysis.wording import language
from analysis.workspace import Workspace

NAMED = Settings(address="https://example.vn/so/")
VI, EN = language("vi"), language("en")


def nothing(_view: View) -> Content:
    raise AssertionError("pictures make no pages")


PAGES: Outline = {
    "vi": {
        path: Page(path, path, nothing) for path in ("2024/index.html", "2024/tuyen-quang.html")
    },
    "en": {"2024/index.html": Page("2024/index.html", "2024", nothing)},
}


def said(figure: Figure) -> list[str]:
    return [one.get_text() for one in (*figure.texts, *(t for a in figure.axes for t in a.texts))]


def province(name: str, year: int) -> Figure:
    return preview.province(VI, provinces.resolve(name), year=year, name="Trang")


def test_a_province_has_its_published_results() -> None:
    # data/raw/scores/papi/2024.csv: Tuyên Quang 42.55; 61 provinces from 39.91 to 47.82.
    words = said(province("Tuyên Quang", 2024))
    assert words == [
        "Trang", "Tỉnh Tuyên Quang", "PAPI năm 2024: 42,55 điểm, xếp thứ 44/61", "39,91", "47,82",
    ]  # fmt: skip


def test_what_is_not_known_is_not_drawn() -> None:
    assert said(province("Vĩnh Phúc", 2024)) == ["Trang", "Tỉnh Vĩnh Phúc"]


def test_a_year_says_how_many_are_known() -> None:
    words = said(preview.country(EN, year=2024, name="Site"))
    assert "PAPI 2024: 61 of 63 provinces" in words
    assert "PAR INDEX 2024: 12 of 63 provinces" in words


@pytest.mark.parametrize(
    "draw", [lambda: province("08", 2024), lambda: preview.country(VI, year=2024, name="Trang")]
)
def test_pictures_have_the_size_that_previews_want(draw: Callable[[], Figure]) -> None:
    first = png(draw(), dpi=100)
    assert Image.open(io.BytesIO(first)).size == (1200, 630)
    assert len(first) < 300_000
    assert png(draw(), dpi=100) == first


def test_only_pages_that_exist_have_one_and_only_with_an_address(tmp_path: Path) -> None:
    site = Site(Workspace(tmp_path), (2024,), NAMED)
    assert [product.path for product in preview.products(site, PAGES)] == [
        "2024/index.png", "2024/tuyen-quang.png", "en/2024/index.png",
    ]  # fmt: skip
    assert list(preview.products(Site(Workspace(tmp_path), (2024,), Settings()), PAGES)) == []


def test_other_pages_show_the_picture_of_their_year(tmp_path: Path) -> None:
    site = Site(Workspace(tmp_path), (2024, 2023), NAMED)

    def address(path: str, year: int | None, lang: str = "vi") -> str:
        view = View(
            site, language("vi" if lang == "vi" else "en"), Page(path, "", nothing, year), {}
        )
        return preview.address(view)

    assert address("2023/can-tho.html", 2023) == "https://example.vn/so/2023/can-tho.png"
    assert address("2023/papi.html", 2023) == "https://example.vn/so/2023/index.png"
    assert address("plans.html", None, "en") == "https://example.vn/so/en/2024/index.png"
    assert address("index.html", 2024) == "https://example.vn/so/2024/index.png"
