"""Reports speak of their own province: most of their sentences stand in no other one."""

import re
from itertools import permutations

import page_reader
import pytest
from test_sections import SECTIONS

from analysis.report import open_report

# A city and provinces of all regions, some of them neighbours in region and rank.
PLACES = ("02", "08", "22", "48", "64", "79", "96")
LEAST = 0.4


# How figures were made is the same everywhere: notes below tables and the appendix of methods.
NOTES = re.compile(r'<p class="(?:source|note)">.*?</p>')


def sentences(code: str, year: int) -> set[str]:
    """Return the sentences of a report on its results, without the cells of tables."""
    subject = open_report(province=code, year=year)
    made = [section(subject).html for name, (section, _) in SECTIONS.items() if name != "methods"]
    pages = [page_reader.read(NOTES.sub("", html)) for html in made]
    texts = [text for page in pages for tag, text in page.texts if tag in {"p", "li"}]
    return {sentence for text in texts for sentence in text.split(". ") if sentence}


def test_the_neighbours_share_less_than_three_fifths():
    own, other = sentences("08", 2023), sentences("02", 2023)
    assert len(own - other) / len(own) >= LEAST
    assert len(other - own) / len(other) >= LEAST


@pytest.mark.slow
@pytest.mark.parametrize("year", [2018, 2023, 2024])
def test_reports_of_a_year_differ(year):
    made = {code: sentences(code, year) for code in PLACES}
    share = {
        pair: len(made[pair[0]] - made[pair[1]]) / len(made[pair[0]])
        for pair in permutations(PLACES, 2)
    }
    assert min(share.values()) >= LEAST, share
