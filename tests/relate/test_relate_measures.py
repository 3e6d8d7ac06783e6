"""Which province-years are put together."""

import csv

import numpy as np
import pandas as pd
import pytest
from data.related import X, Y, scores_of

from analysis import store, workspace
from analysis.errors import BadParameter
from analysis.relate import Measure, joined, paired

PROGRESS = Measure("operations", "score_766_progress")
SATISFACTION = Measure("operations", "score_766_satisfaction")


def raw(measure: Measure, year: int) -> dict[str, float]:
    """Read scores of one year straight from the raw file."""
    path = workspace.find().raw / "scores" / measure.index / f"{year}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["province_code"]: float(row["score"])
            for row in csv.DictReader(file)
            if row["component"] == measure.component
            and row["score"]
            and row["province_code"] != "00"
        }


def test_pairs_are_those_of_the_raw_files() -> None:
    rows = paired(store.load_scores(), PROGRESS, SATISFACTION)
    expected = []
    for year in (2022, 2023, 2024):
        a, b = raw(PROGRESS, year), raw(SATISFACTION, year)
        expected += [(year, code, a[code], b[code]) for code in sorted(a.keys() & b.keys())]
    assert len(expected) == 102
    assert rows["frame"].unique().tolist() == ["vn63"]
    assert list(rows.drop(columns="frame").itertuples(index=False, name=None)) == expected


def test_a_lag_pairs_y_with_an_earlier_x() -> None:
    activity, procedures = Measure("dti", "egov_activity"), Measure("papi", "d5")
    rows = paired(store.load_scores(), activity, procedures, lag=1)
    expected = []
    for year in (2023, 2024):
        a, b = raw(activity, year - 1), raw(procedures, year)
        expected += [(year, code, a[code], b[code]) for code in sorted(a.keys() & b.keys())]
    assert list(rows.drop(columns="frame").itertuples(index=False, name=None)) == expected
    only = paired(store.load_scores(), activity, procedures, lag=1, years=[2024])
    pd.testing.assert_frame_equal(only, rows[rows["year"] == 2024].reset_index(drop=True))


def test_the_national_value_is_no_province() -> None:
    both = scores_of(np.ones((2, 1)), np.ones((2, 1)))
    both.loc[both["province_code"] == "01", "province_code"] = "00"
    assert paired(both, X, Y)["province_code"].tolist() == ["02"]


def test_a_missing_score_makes_no_pair() -> None:
    x = np.array([[1.0], [np.nan]])
    assert paired(scores_of(x, np.ones((2, 1))), X, Y)["province_code"].tolist() == ["01"]


@pytest.mark.parametrize(
    ("without", "left"), [([], 3), (["A"], 2), (["B"], 3), (["A", "B"], 1), (["A", "B", "C"], 0)]
)
def test_a_score_goes_when_all_its_sources_are_left_out(without: list[str], left: int) -> None:
    both = scores_of(np.ones((3, 1)), np.ones((3, 1)))
    both["source_id"] = both["province_code"].map({"01": "A", "02": "A;B", "03": "C"})
    assert len(paired(both, X, Y, without_sources=without)) == left


def test_logarithms() -> None:
    people = Measure("population", "total", log=True)
    rows = joined(store.load_scores(), {"people": people}, years=[2023])
    expected = raw(people, 2023)
    assert rows["people"].to_numpy() == pytest.approx(
        np.log([expected[c] for c in sorted(expected)])
    )
    assert people.name == "log population total"
    with pytest.raises(BadParameter, match="log one x: values must be above 0"):
        paired(scores_of(np.zeros((2, 1)), np.ones((2, 1))), Measure("one", "x", log=True), Y)


def test_bad_questions() -> None:
    both = scores_of(np.ones((2, 1)), np.ones((2, 1)))
    with pytest.raises(BadParameter, match="0 or more: -1"):
        paired(both, X, Y, lag=-1)
    with pytest.raises(BadParameter, match="at least one series"):
        joined(both, {})
