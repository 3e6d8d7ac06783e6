"""Every number that the text of a report says stands in one of its tables.

The whole report is read: each cell of the notebook, in its order. Numbers of documents, dates and
years are no results; sources are named as their publishers name them.
"""

import json
import re
from collections.abc import Iterator

import page_reader
import pytest
from page_reader import Page
from test_sections import FAULTS, WRONG_WORDS, words

from analysis import provinces, workspace
from analysis.blocks import Block
from analysis.report import open_report, sections
from analysis.report.subject import Subject

NUMBER = re.compile(r"\d[\d.,]*")
# What is written with digits and is no result.
NO_RESULTS = re.compile(
    r"\w+\.txt"  # the file of a plan
    r"|\d+[-/](?:QĐ|KH|NQ|BC|CT|BNV)[-/\w]*"  # a document
    r"|(?:Quyết định|Decision) 766"
    r"|\d{1,2}/\d{1,2}/(?:19|20)\d\d|\d{1,2} [A-Z][a-z]+ (?:19|20)\d\d"  # a day
    r"|(?<![\d.,])(?:19|20)\d\d(?![\d]|[.,]\d)"  # a year
)


def cells() -> Iterator[str]:
    """Yield the calls of the notebook that make the report."""
    notebook = json.loads((workspace.find().notebooks / "province_report.ipynb").read_text("utf-8"))
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and source.startswith("sections."):
            yield source


def numbers(text: str) -> set[str]:
    return {found.rstrip(".,") for found in NUMBER.findall(NO_RESULTS.sub("", text))}


def pages(subject: Subject) -> dict[str, Page]:
    """Return the whole report, without the list of its sources."""
    made: dict[str, Block] = {
        source: eval(source, {"sections": sections, "subject": subject}) for source in cells()
    }
    return {
        name: page_reader.read(re.sub(r'<ol class="sources">.*?</ol>', "", block.html))
        for name, block in made.items()
    }


def said_alone(report: dict[str, Page]) -> list[tuple[str, str]]:
    """Return the numbers of the text that no table holds, with what says them."""
    held = {
        number
        for page in report.values()
        for table in page.tables
        for cell in (*table.headers, *(c for row in table.rows for c in row))
        for number in numbers(cell)
    }
    return [
        (number, f"{name}: {line}")
        for name, page in report.items()
        for tag, line in page.texts
        if tag not in {"th", "td"}
        for number in sorted(numbers(line) - held)
    ]


def ill_written(report: dict[str, Page], subject: Subject) -> list[str]:
    """Return the lines, those of pictures too, that no reader should see."""
    wrong = WRONG_WORDS[subject.language.code]
    lines = [line for page in report.values() for _, line in page.texts]
    return [
        *(line for line in lines if any(fault.search(line) for fault in FAULTS)),
        *(word for page in report.values() for word in sorted(wrong & words(page, subject))),
    ]


def check(code: str, year: int, lang: str) -> None:
    subject = open_report(province=code, year=year, lang=lang)
    report = pages(subject)
    assert said_alone(report) == []
    assert ill_written(report, subject) == []


# One of many results, one of few, one without PAPI; the plan of 2019 has points and agencies.
@pytest.mark.parametrize(
    ("code", "year", "lang"),
    [
        ("08", 2023, "vi"),
        ("02", 2024, "en"),
        ("22", 2023, "vi"),
        ("10", 2019, "vi"),
        ("82", 2024, "en"),
    ],
)
def test_every_number_stands_in_a_table(code, year, lang):
    check(code, year, lang)


@pytest.mark.slow
@pytest.mark.parametrize("year", [2012, 2018, 2021, 2024])
@pytest.mark.parametrize("code", [p.code for p in provinces.provinces()][::9])
def test_every_number_of_many_reports_stands_in_a_table(code, year):
    check(code, year, "vi" if year % 2 else "en")


def test_the_whole_report_is_read():
    assert len(list(cells())) > 50


@pytest.mark.parametrize(
    "line",
    ["Kế hoạch số 150/KH-UBND năm 2024", "Quyết định 876/QĐ-BNV (10/11/2022)", "since 1 July 2025",
     "Từ ngày 01/7/2025", "điểm theo Quyết định 766", "(000_518431ff70805fd1.txt)", "2021–2023"],
)  # fmt: skip
def test_documents_days_and_years_are_no_results(line):
    assert numbers(line) == set()


def test_results_are_found():
    assert numbers("xếp thứ 41/61, giảm 1.234,50 điểm (9%), từ −0,41 năm 2023.") == {
        "41", "61", "1.234,50", "9", "0,41"
    }  # fmt: skip
