"""What the script of a page is given to search in."""

from pathlib import Path

import pytest

from analysis import provinces
from analysis.report.site import Site
from analysis.report.site.pages import Content, Outline, Page, View
from analysis.report.site.search import data, other_names
from analysis.report.site.settings import Settings
from analysis.wording import language
from analysis.workspace import Workspace


def nothing(_view: View) -> Content:
    raise AssertionError("no page is made")


def view(path: str, year: int | None, lang: str, *others: str) -> View:
    paths = (path, *others)
    found = {one: Page(one, one, nothing, year) for one in paths}
    outline: Outline = {"vi": found, "en": found}
    site = Site(Workspace(Path()), (2024, 2023), Settings())
    return View(site, language("en" if lang == "en" else "vi"), found[path], outline)


def test_places_are_those_with_a_page_of_the_year() -> None:
    here = view("2023/papi.html", 2023, "vi", "2023/index.html", "2023/ho-chi-minh.html")
    found = data(here)
    assert found["base"] == ""
    assert [place[:2] for place in found["places"]] == [["TP. Hồ Chí Minh", "ho-chi-minh"]]
    assert {"hcm", "tphcm", "hcmc"} <= set(found["places"][0][2])


def test_pages_of_no_year_lead_to_the_year_in_front() -> None:
    here = view("plans.html", None, "en", "2024/index.html", "2024/tuyen-quang.html")
    found = data(here)
    assert found["base"] == "2024/"
    assert found["places"] == [["Tuyen Quang", "tuyen-quang", []]]
    assert found["words"]["search"] == "Find a province"


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Tuyên Quang", ()),
        ("Hòa Bình", ()),
        ("Thừa Thiên Huế", ("tt hue", "hue", "tp hue", "hue city")),
    ],
)
def test_only_names_that_the_script_cannot_derive_are_given(
    name: str, others: tuple[str, ...]
) -> None:
    assert other_names(provinces.resolve(name)) == others
