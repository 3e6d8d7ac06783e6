import inspect
import pickle

import pytest

from analysis import errors
from analysis.errors import (
    AmbiguousProvince,
    BreakInside,
    ChisoError,
    DataProblems,
    ExtraMissing,
    Problem,
    TableProblems,
    TooFewObservations,
    UnknownProvince,
)

CLASSES = [
    each for _, each in inspect.getmembers(errors, inspect.isclass) if issubclass(each, ChisoError)
]
PROBLEM = Problem("data/raw/x.csv", 3, "score", "5,4", "expected a decimal point")
ARGUMENTS: dict[type[ChisoError], tuple[object, ...]] = {
    UnknownProvince: ("Tuyen Quan", ("Tuyên Quang",), "a hint"),
    AmbiguousProvince: ("Hà", ("Hà Giang", "Hà Nam")),
    DataProblems: ((PROBLEM,),),
    TableProblems: ((PROBLEM,),),
    TooFewObservations: ("a trend", 2, 4, "years"),
    BreakInside: ("a trend", "papi", "d5", (2016, 2021)),
    ExtraMissing: ("Moran's I", "space"),
}


@pytest.mark.parametrize("each", CLASSES)
def test_every_error_survives_the_way_between_processes(each: type[ChisoError]) -> None:
    error = each(*ARGUMENTS.get(each, ("what was wrong",)))
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is each
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)


def test_there_is_one_root() -> None:
    assert {each.__base__ for each in CLASSES} <= {Exception, *CLASSES}
    assert [each for each in CLASSES if each.__base__ is Exception] == [ChisoError]


def test_an_unknown_province_with_and_without_suggestions() -> None:
    assert str(UnknownProvince("X")) == "unknown province 'X'"
    assert (
        str(UnknownProvince("Hoa", ("Hòa Bình", "Hà Nam"), "See provinces.csv."))
        == "unknown province 'Hoa'; did you mean Hòa Bình or Hà Nam? See provinces.csv."
    )


def test_an_ambiguous_province_names_the_candidates() -> None:
    error = AmbiguousProvince("Hà", ("Hà Giang", "Hà Nam"))
    assert str(error) == "province 'Hà' is ambiguous: Hà Giang, Hà Nam"
    assert error.candidates == ("Hà Giang", "Hà Nam")


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (PROBLEM, "data/raw/x.csv, row 3, column score: found '5,4'; expected a decimal point"),
        (Problem("x.csv", None, None, None, "no such file"), "x.csv: no such file"),
        (Problem("x.csv", 2, None, "9 fields", "10"), "x.csv, row 2: found '9 fields'; 10"),
        (Problem("x.toml", None, "id", "", "A"), "x.toml, column id: found ''; A"),
    ],
)
def test_a_problem_is_one_line(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_data_problems_are_listed_one_a_line() -> None:
    assert str(DataProblems([PROBLEM])) == f"1 problem in the raw data:\n  {PROBLEM}"
    error = DataProblems([PROBLEM, PROBLEM])
    assert str(error).splitlines() == ["2 problems in the raw data:", *[f"  {PROBLEM}"] * 2]
    assert error.problems == (PROBLEM, PROBLEM)


def test_too_few_observations_says_how_many() -> None:
    error = TooFewObservations("a trend", 2, 4, of="years")
    assert str(error) == "a trend needs at least 4 years, got 2"
    assert (error.n, error.needed) == (2, 4)
