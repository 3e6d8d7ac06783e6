"""The pictures beside shared links: their size, what they say, which pages have which."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import ImageColor

from analysis import provinces
from analysis.report.site import Site, preview
from analysis.report.site.pages import Content, Outline, Page, View
from analysis.report.site.preview import Picture, Scale
from analysis.report.site.settings import Settings
from analysis.theme import OWN
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


def province(name: str, year: int) -> Picture:
    return preview.province(VI, provinces.resolve(name), year=year, name="Trang")


def test_a_province_has_its_published_results() -> None:
    # data/raw/scores/papi/2024.csv: Tuyên Quang 42.55; 61 provinces from 39.91 to 47.82.
    found = province("Tuyên Quang", 2024)
    assert (found.title, found.name) == ("Tỉnh Tuyên Quang", "Trang")
    assert found.lines == ("PAPI năm 2024: 42,55 điểm, xếp thứ 44/61",)
    assert found.scale is not None
    assert found.scale.ends == ("39,91", "47,82")
    assert found.scale.own == pytest.approx((42.55 - 39.91) / (47.82 - 39.91), abs=0.002)
    assert len(found.scale.others) == 60
    assert sum(share > found.scale.own for share in found.scale.others) == 43


def test_what_is_not_known_is_not_drawn() -> None:
    assert province("Vĩnh Phúc", 2024) == Picture("Tỉnh Vĩnh Phúc", (), "Trang")


def test_a_year_says_how_many_are_known() -> None:
    found = preview.country(EN, year=2024, name="Site")
    assert "PAPI 2024: 61 of 63 provinces" in found.lines
    assert "PAR INDEX 2024: 12 of 63 provinces" in found.lines
    assert found.map is not None


@pytest.mark.parametrize(
    "show", [lambda: province("08", 2024), lambda: preview.country(VI, year=2024, name="Trang")]
)
def test_pictures_have_the_size_that_previews_want(show: Callable[[], Picture]) -> None:
    first = preview.draw(show())
    assert first.size == (1200, 630)
    written = io.BytesIO()
    first.save(written, "PNG")
    assert len(written.getvalue()) < 300_000
    assert preview.draw(show()).tobytes() == first.tobytes()


def test_the_dot_of_the_province_lies_where_its_score_does() -> None:
    picture = Picture("A", (), "B", scale=Scale(("0", "1"), (0.0, 1.0), 0.5))
    drawn = preview.draw(picture)
    ours = [x for x in range(1200) if drawn.getpixel((x, 416)) == ImageColor.getrgb(OWN)]
    assert (ours[0] + ours[-1]) / 2 == pytest.approx(600, abs=1)
    assert len(ours) == pytest.approx(28, abs=2)


def test_a_long_name_of_the_site_stays_in_the_picture() -> None:
    names = ["Chỉ số quản trị", " ".join(["Chỉ số quản trị"] * 12)]
    short, long = (preview.draw(Picture("A", (), name)).convert("L") for name in names)
    below = [image.point(lambda p: 255 * (p < 250)).getbbox()[3] for image in (short, long)]
    assert below[0] == below[1] < 600


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
