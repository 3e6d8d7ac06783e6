"""States of targets on a day: published results as in data/raw, reported values synthetic."""

from datetime import date

import pandas as pd
import pytest

from analysis import plans, store
from analysis.tracking.targets import known_by, target_states

RESULTS = ["index", "reference", "metric_vi", "year", "date", "value", "source", "note"]


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


def states(
    plan_id: str, today: date, scores: pd.DataFrame, *values: tuple[object, ...]
) -> pd.DataFrame:
    plan, rows = plans.plan(plan_id), plans.targets(plan_id)
    results = pd.DataFrame(values, columns=RESULTS[:7]) if values else pd.DataFrame(columns=RESULTS)
    known = known_by(scores, store.load("publications"), today)
    return target_states(plan, rows, known, results, today=today)


@pytest.mark.parametrize(
    ("today", "papi", "par_index"),
    [
        (date(2024, 4, 16), 2022, 2022),  # PAR INDEX 2023 was announced on 17 April 2024
        (date(2024, 4, 17), 2022, 2023),
        (date(2024, 6, 30), 2022, 2023),
        (date(2024, 7, 1), 2023, 2023),
        (date(2025, 4, 6), 2023, 2024),
    ],
)
def test_results_known_by_a_day(
    scores: pd.DataFrame, today: date, papi: int, par_index: int
) -> None:
    last = known_by(scores, store.load("publications"), today).groupby("index")["year"].max()
    assert (last["papi"], last["par_index"]) == (papi, par_index)


def test_targets_before_and_after_their_results(scores: pd.DataFrame) -> None:
    before = states("TQ-150-2024", date(2024, 12, 31), scores)
    papi = before[(before["index"] == "papi") & (before["target_year"] == "2024")]
    assert set(papi["reason"]) == {"not_due"} and set(papi["result_year"]) == {2023}
    # The year is over, its results are not out.
    waiting = states("TQ-150-2024", date(2025, 3, 1), scores)
    papi = waiting[(waiting["index"] == "papi") & (waiting["target_year"] == "2024")]
    assert set(papi["reason"]) == {"awaiting_results"}
    after = states("TQ-150-2024", date(2025, 7, 1), scores)
    papi = after[(after["index"] == "papi") & (after["target_year"] == "2024")]
    assert papi["state"].value_counts().to_dict() == {"not_met": 8, "met": 1}


ON_TIME = ("operations", "app I task 20", "Hồ sơ giải quyết đúng hạn")


@pytest.mark.parametrize(
    ("today", "value", "state", "reason"),
    [
        (date(2024, 7, 15), 99.4, "on_course", "so_far"),
        (date(2024, 7, 15), 98.0, "cannot_judge", "not_due"),
        (date(2025, 1, 15), 99.0, "met", ""),
        (date(2025, 1, 15), 98.99, "not_met", ""),
        (date(2024, 6, 1), 99.4, "cannot_judge", "not_reported"),  # entered later
    ],
)
def test_reported_values_of_a_district(
    scores: pd.DataFrame, today: date, value: float, state: str, reason: str
) -> None:
    reported = (*ON_TIME, 2024, "2024-07-10", value, "BC 12/BC-UBND")
    table = states("VL-2023", today, scores, reported)
    row = table[table["reference"] == "app I task 20"].iloc[0]
    assert (row["state"], row["reason"]) == (state, reason)
    others = table[table["reference"] != "app I task 20"]
    assert set(others["reason"]) == {"not_reported"}


def test_a_target_relative_to_a_base_needs_one(scores: pd.DataFrame) -> None:
    reported = (
        *("other", "task 44", "Tốc độ tăng GRDP năm sau cao hơn năm trước"),
        *(2024, "2025-01-05", 9.04, "synthetic"),
    )
    table = states("TQ-150-2024", date(2025, 2, 1), scores, reported)
    row = table[table["reference"] == "task 44"].iloc[0]
    assert (row["state"], row["reason"], row["result"]) == ("cannot_judge", "no_baseline", 9.04)


def test_rows_stay_in_their_order(scores: pd.DataFrame) -> None:
    for plan in plans.plans():
        table = states(plan.id, date(2025, 7, 1), scores)
        rows = plans.targets(plan.id)
        assert table["metric_vi"].tolist() == rows["metric_vi"].tolist()
        assert set(table["state"]) <= {"met", "not_met", "on_course", "cannot_judge"}
        assert (table["state"] != "cannot_judge").sum() + (table["reason"] != "").sum() >= len(rows)
