"""The worked example gives the figures of the PAPI report 2022, page 108."""

import re

from pages import DOCS

from analysis import ranks, standing, store

PAGE = DOCS / "worked-example.md"
# Read from the map's legend: shared by nobody, written here a second time on purpose.
PUBLISHED = {
    "high": ("8.3148", "7.8579"),
    "high_average": ("7.8072", "7.5189"),
    "low_average": ("7.5173", "7.2294"),
    "low": ("7.2275", "6.4132"),
}


def test_the_data_give_the_published_bounds() -> None:
    scores = standing.cross_section(store.load_scores(), "papi", "d6", 2022).rows["score"]
    groups = ranks.papi_groups(scores, 2022)
    found = {
        group: (f"{scores[groups == group].max():.4f}", f"{scores[groups == group].min():.4f}")
        for group in PUBLISHED
    }
    assert found == PUBLISHED


def test_the_page_shows_the_published_bounds() -> None:
    rows = re.findall(r"^\| .*\((.+)\) \| (\S+) \| (\S+) \|$", PAGE.read_text("utf-8"), re.M)
    assert {name.replace(" ", "_"): (high, low) for name, high, low in rows} == PUBLISHED


def test_the_source_is_in_the_data() -> None:
    assert "papi-report-2022-p108" in set(store.load("sources")["source_id"])
