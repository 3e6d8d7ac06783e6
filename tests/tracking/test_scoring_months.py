"""The self-scores of months: who lacks points, and what changed. Sums are added up by hand."""

from decimal import Decimal

import pandas as pd
import pytest
from data.scored_plans import LAO_CAI

from analysis.errors import NoData
from analysis.tracking import Filled, history, month_scores, scheme_of
from analysis.tracking.filled import problems

SCHEME = scheme_of(LAO_CAI, 2019)


def entries(*rows):
    """Synthetic: month, criterion, score, entered, reason."""
    columns = ["month", "criterion", "score", "entered", "reason_vi"]
    return pd.DataFrame(rows, columns=columns).astype({"score": "float64"})


ROWS = entries(
    ("2019-06", "1.1", 0.5, "2019-06-30", None),
    ("2019-06", "1.2.1", 0.5, "2019-06-30", None),
    ("2019-07", "1.1", 0.0, "2019-07-30", "Chậm"),
    ("2019-07", "1.1", 1.0, "2019-08-02", "Còn thiếu một nội dung"),
    ("2019-07", "1.2.1", 0.0, "2019-07-30", None),
    ("2019-07", "1.2.2", 0.25, "2019-07-30", None),
    ("2019-07", "2.1.1", 0.75, "2019-07-30", None),
    ("2018-12", "1.1", 1.25, "2018-12-30", None),
)


@pytest.fixture(scope="module")
def july():
    return month_scores(SCHEME, ROWS, "2019-07")


def test_the_latest_entry_counts(july):
    assert july.criteria.loc["1.1", ["score", "lost"]].tolist() == [1.0, 0.25]
    assert july.criteria.loc["1.1", "reason_vi"] == "Còn thiếu một nội dung"


def test_criteria_at_zero_below_and_unscored(july):
    assert list(july.zero.index) == ["1.2.1"]
    assert list(july.below.index) == ["1.1", "2.1.1"]
    assert len(july.unscored) == 82 - 4


def test_points_are_missed_by_the_agency_in_charge(july):
    # Sở Nội vụ: 1.1 (1.25 - 1) and 1.2.1 (0.5 - 0); Sở Tư pháp: 2.1.1 (1 - 0.75), 1.2.2 whole.
    assert july.agencies["lost"].to_dict() == {"Sở Nội vụ": 0.75, "Sở Tư pháp": 0.25}
    assert july.agencies.loc["Sở Nội vụ", ["n", "zero", "below"]].tolist() == [2, 1, 1]
    assert july.agencies.loc["Sở Tư pháp", ["n", "zero", "below"]].tolist() == [2, 0, 1]


def test_sums_of_domains_hold_what_is_scored(july):
    first = july.domains.loc["1"]
    assert first[["max_score", "score", "lost", "n", "of"]].tolist() == [2.0, 1.25, 0.75, 3, 12]
    assert july.domains.loc["3", ["max_score", "score", "n"]].tolist() == [0, 0, 0]
    assert july.domains["of"].sum() == 82


def test_a_month_is_compared_with_the_one_before_of_the_same_year(july):
    assert july.before == "2019-06"
    assert july.criteria["change"].dropna().to_dict() == {"1.1": 0.5, "1.2.1": -0.5}
    assert month_scores(SCHEME, ROWS, "2019-06").before == ""


def test_history_has_a_row_a_month():
    found = history(SCHEME, ROWS)
    assert list(found.index) == ["2019-06", "2019-07"]
    assert found["n"].tolist() == [2, 4]
    # June: 1.25 + 0.5 possible, 0.5 + 0.5 given. July: 1.25 + 0.5 + 0.25 + 1 and 1 + 0 + .25 + .75.
    assert found["max_score"].tolist() == [1.75, 3.0]
    assert found["lost"].tolist() == [0.75, 1.0]
    assert found[["zero", "below"]].to_numpy().tolist() == [[0, 1], [1, 2]]
    assert history(SCHEME, ROWS.head(0)).empty


def test_a_month_without_scores_is_said():
    with pytest.raises(NoData, match="LC-221-2019 has no self-scores of 2019-09"):
        month_scores(SCHEME, ROWS, "2019-09")


def sheet(**scores):
    given = {code.replace("_", "."): Decimal(value) for code, value in scores.items()}
    return [
        Filled(row, code, given.get(code.removeprefix("c")))
        for row, code in enumerate(SCHEME.criteria.index, 8)
    ]


def said(rows):
    return [str(p) for p in problems(SCHEME, rows, file="a.xlsx", column="E")]


def test_a_sum_must_be_that_of_its_criteria():
    good = {"1_2_1": "0.5", "1_2_2": "0.2", "1_2": "0.7", "1": "0.7"}
    assert said(sheet(**good)) == []
    wrong = said(sheet(**good | {"1": "0.8"}))
    assert wrong == ["a.xlsx, row 8, column E: found '0.8'; expected the sum of its criteria, 0.7"]


@pytest.mark.parametrize(("score", "good"), [("0", True), ("1.25", True), ("1.2500001", False),
                                             ("-0.01", False), ("Infinity", False)])  # fmt: skip
def test_points_lie_between_0_and_the_maximum(score, good):
    assert (said(sheet(**{"1_1": score})) == []) is good


def test_codes_are_those_of_the_sheet():
    rows = sheet()
    rows[1] = Filled(9, "9.9")
    rows.append(Filled(200, "1.2"))
    assert said(rows) == [
        "a.xlsx, row 9, column A: found '9.9'; expected a code of the sheet as it was made",
        "a.xlsx, row 200, column A: found '1.2'; expected each code once",
        "a.xlsx, column A: the row of criterion 1.1 is missing",
    ]
