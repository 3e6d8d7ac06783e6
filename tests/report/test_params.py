"""The parameters of a report: what is taken, and what is refused with which words."""

from datetime import date
from pathlib import Path

import pytest

from analysis import workspace
from analysis.errors import AmbiguousProvince, BadParameter, NoData, UnknownProvince
from analysis.report import open_report
from analysis.report.params import Parameters, known_years, parse
from analysis.report.subject import Subject

GOOD: dict[str, object] = {"province": "08", "year": 2023}


def refused(error: type[Exception], **changes: object) -> str:
    with pytest.raises(error) as caught:
        parse(**(GOOD | changes))  # type: ignore[arg-type]
    return str(caught.value)


@pytest.mark.parametrize(
    "province",
    ["08", "8", 8, "Tuyên Quang", "tỉnh Tuyên Quang", "TUYEN QUANG", "tuyen-quang", "VN-07"],
)
def test_a_province_may_be_named_in_many_ways(province):
    assert parse(province=province, year=2023) == Parameters("08", 2023, "vi", "auto")


@pytest.mark.parametrize("province", ["01", 1, "1"])
def test_a_code_that_papermill_made_a_number_is_still_the_code(province):
    assert parse(province=province, year=2023).province == "01"


def test_all_parameters():
    found = parse(province="TP.HCM", year=2022, lang="en", plan="none")
    assert found == Parameters(province="79", year=2022, lang="en", plan="none")
    assert found.slug == "ho-chi-minh"


def test_years_are_those_with_a_file_of_one_of_the_three_indices():
    scores = workspace.find().raw / "scores"
    files = [p for i in ("par_index", "sipas", "papi") for p in (scores / i).glob("*.csv")]
    assert known_years() == sorted({int(p.stem) for p in files})


def test_an_unknown_province_gets_suggestions():
    with pytest.raises(UnknownProvince) as caught:
        parse(province="Tuyên Qang", year=2023)
    assert "Tuyên Quang" in caught.value.suggestions
    assert "did you mean Tuyên Quang" in str(caught.value)


def test_an_ambiguous_province_names_the_candidates():
    expected = "Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị"
    assert refused(AmbiguousProvince, province="Quảng") == (
        f"province 'Quảng' is ambiguous: {expected}"
    )


@pytest.mark.parametrize(
    "province",
    ["", "00", 0, -1, 64.0, None, True, ["08"], {"code": "08"}, b"08", date(2023, 1, 1),
     '08"; import os; os.remove("x")', "../08", "{province}"],
)  # fmt: skip
def test_other_things_are_no_province(province):
    refused(UnknownProvince, province=province)


@pytest.mark.parametrize(
    "year", ["2023", "hai nghìn", "", True, False, 2023.0, None, [2023], date(2023, 1, 1)]
)
def test_a_year_must_be_a_whole_number(year):
    assert refused(BadParameter, year=year) == (
        f"year must be a whole number such as 2023, got {year!r}"
    )


@pytest.mark.parametrize("year", [1999, 2010, 2030, 0, -2023])
def test_a_year_without_results_names_the_years_with_results(year):
    first, last = known_years()[0], known_years()[-1]
    assert refused(NoData, year=year) == (
        f"no results for {year}; there are results for {first} to {last}"
    )


@pytest.mark.parametrize("lang", ["fr", "VI", "", "vi "])
def test_an_unknown_language_is_refused(lang):
    assert refused(BadParameter, lang=lang) == (
        f"unknown language {lang!r}; the languages are vi and en"
    )


@pytest.mark.parametrize("lang", [None, 1, True, ["vi"], b"vi"])
def test_a_language_must_be_text(lang):
    assert refused(BadParameter, lang=lang) == f"lang must be 'vi' or 'en', got {lang!r}"


def test_the_plan_of_another_province_is_refused():
    message = refused(BadParameter, province="Quảng Ninh", plan="TQ-150-2024")
    assert message == "plan 'TQ-150-2024' belongs to Tuyên Quang"


def test_an_unknown_plan_names_the_plans():
    message = refused(NoData, plan="TQ-151-2024")
    assert message.startswith("no plan 'TQ-151-2024'; the plans are ")
    assert "TQ-150-2024" in message


@pytest.mark.parametrize("plan", [None, 150, True, ["auto"], Path("TQ-150-2024")])
def test_a_plan_must_be_text(plan):
    assert refused(BadParameter, plan=plan) == (
        f"plan must be the id of a plan, 'auto' or 'none', got {plan!r}"
    )


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ('# Parameters\nprovnce = "x"', "provnce"),
        ('# Parameters\nprovince = "22"\nyears = 2024\n', "years"),
        ('# Parameters\nProvince = "22"', "Province"),
        ('# Parameters\nyear = Year = 2024', "Year"),
    ],
)  # fmt: skip
def test_an_unknown_parameter_that_papermill_put_in_is_named(cell, name):
    message = refused(BadParameter, executed=["", "import math", cell])
    assert message == (
        f"unknown parameter {name!r}; the parameters are province, year, lang, plan, letterhead"
    )


def test_an_unknown_parameter_is_refused_before_anything_else_is_looked_at():
    message = refused(BadParameter, year="x", executed=['# Parameters\nprovnce = "x"'])
    assert message.startswith("unknown parameter 'provnce'")


@pytest.mark.parametrize(
    "executed",
    [
        [],
        None,
        ['# Parameters\nprovince = "22"\nyear = 2024\nlang = "en"\nplan = "none"'],
        ["# province: name, code or slug\nprovince = 1", "own_variable = 3"],
    ],
)
def test_known_parameters_and_other_cells_are_fine(executed):
    assert parse(**GOOD, executed=executed) == Parameters("08", 2023, "vi", "auto")


@pytest.mark.parametrize(
    ("province", "year", "plan", "expected"),
    [
        ("08", 2023, "auto", "TQ-150-2024"),
        ("08", 2024, "auto", "TQ-150-2024"),
        ("08", 2023, "none", None),
        ("22", 2023, "auto", None),
        ("45", 2023, "auto", None),  # only a district of it has a plan
        ("45", 2023, "VL-2023", "VL-2023"),
    ],
)
def test_the_plan_of_a_report(province, year, plan, expected):
    subject = open_report(province=province, year=year, plan=plan)
    assert (subject.plan.id if subject.plan else None) == expected


@pytest.mark.parametrize(
    ("lang", "place", "region"),
    [
        ("vi", "tỉnh Tuyên Quang", "Trung du và miền núi phía Bắc"),
        ("en", "Tuyen Quang province", "Northern midlands and mountains"),
    ],
)
def test_a_subject_speaks_its_language(lang, place, region):
    subject = open_report(province=8, year=2023, lang=lang)
    assert isinstance(subject, Subject)
    assert (subject.place, subject.region, subject.year) == (place, region, 2023)
