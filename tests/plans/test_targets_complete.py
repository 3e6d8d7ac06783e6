"""The targets of the five plans against the counts and sums of the tables they were read into.

The tables hold 299 targets; Tuyên Quang's 21 that are set for 2024 and for 2025 are stored once
a year, all others once, which makes 320 rows.
"""

from collections import Counter

import pandas as pd
import pytest

from analysis import plans

KEY = ["index", "reference", "metric_vi", "source_line"]
COMPARATORS = {
    "TQ-150-2024": {
        "increase": 2,
        "rank_improves_by>=": 6,
        "group>=": 7,
        "maintain": 7,
        ">=": 3,
        "=": 4,
        "<=": 1,
    },
    "HB-2024": {"rank<=": 1, ">=": 5, "increase": 4, "=": 1},
    "VL-2023": {"group>=": 1, ">=": 15, "=": 23},
    "VP-2866-2021": {"rank<=": 2, ">=": 23, "=": 14},
    "LC-221-2019": {"rank<=": 1, "increase": 3, "=": 29, ">=": 30, "<=": 2},
}
INDICES = {
    "TQ-150-2024": {"par_index": 11, "sipas": 1, "papi": 9, "operations": 8, "other": 1},
    "HB-2024": {"par_index": 11},
    "VL-2023": {"operations": 38, "other": 1},
    "VP-2866-2021": {"par_index": 1, "sipas": 2, "operations": 36},
    "LC-221-2019": {"par_index": 7, "sipas": 5, "operations": 53},
}
# The values to reach and the line numbers, each summed over the targets of a plan.
SUMS = {
    "TQ-150-2024": (638, 3236),
    "HB-2024": (249, 87),
    "VL-2023": (3000, 7227),
    "VP-2866-2021": (2300, 13765),
    "LC-221-2019": (4259.5, 22069),
}


def targets(plan_id: str) -> pd.DataFrame:
    """Return the targets without the points of single criteria, each once."""
    rows = plans.targets(plan_id)
    rows = rows[~rows["reference"].str.startswith("criterion ")]
    return rows.drop_duplicates(KEY)


def test_three_hundred_and_twenty_rows() -> None:
    rows = pd.concat([plans.targets(plan_id) for plan_id in COMPARATORS])
    assert len(rows) == 320
    assert len(rows.drop_duplicates(["plan_id", *KEY])) == 30 + 11 + 39 + 39 + 65 + 115


@pytest.mark.parametrize("plan_id", COMPARATORS)
def test_counts_by_comparator_and_index(plan_id: str) -> None:
    assert Counter(targets(plan_id)["comparator"]) == COMPARATORS[plan_id]
    assert Counter(targets(plan_id)["index"]) == INDICES[plan_id]


@pytest.mark.parametrize("plan_id", COMPARATORS)
def test_sums_of_values_and_lines(plan_id: str) -> None:
    rows = targets(plan_id)
    reached = rows[rows["comparator"] != "maintain"]
    values = pd.to_numeric(reached["value"], errors="coerce").sum()
    assert (values, rows["source_line"].sum()) == SUMS[plan_id]


@pytest.mark.parametrize(
    ("plan_id", "years"),
    [
        ("TQ-150-2024", {"2024": 21, "2025": 21, "2024-2025": 9}),
        ("HB-2024", {"2024": 11}),
        ("VL-2023", {"2025": 17, "2023-2025": 22}),
        ("VP-2866-2021", {"2025": 27, "2021": 5, "2021-2025": 4, "2022-2025": 3}),
        ("LC-221-2019", {"2019": 180}),
    ],
)
def test_years(plan_id: str, years: dict[str, int]) -> None:
    assert Counter(plans.targets(plan_id)["target_year"]) == years


def test_only_targets_set_for_each_of_two_years_are_stored_twice() -> None:
    rows = plans.targets("TQ-150-2024")
    twice = rows[rows.duplicated(KEY, keep=False)]
    same = twice.drop(columns="target_year").groupby(KEY).agg(lambda cells: len(set(cells)))
    assert len(same) == 21
    assert same.eq(1).all(axis=None)
    assert set(twice.groupby(KEY)["target_year"].agg(tuple)) == {("2024", "2025")}


def test_the_points_of_lao_cais_criteria() -> None:
    rows = plans.targets("LC-221-2019")
    points = rows[rows["reference"].str.startswith("criterion ")]
    assert (len(points), set(points["comparator"])) == (115, {">="})
    domains = points[points["reference"].str.fullmatch(r"criterion \d")]
    assert domains["value"].astype(float).tolist() == [9, 5, 13, 7.5, 7.5, 8.5, 9.5, 4.5]
