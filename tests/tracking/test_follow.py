"""Days due and what became of them; entries are synthetic, days are read off a calendar."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.deadlines import Deadline
from analysis.planfile import Cycle, Plan
from analysis.tracking.follow import follow
from analysis.tracking.reports import report_register
from analysis.tracking.tasks import STATES, task_states

COLUMNS = ["part", "code", "date", "period", "state", "evidence"]
START = date(2024, 8, 12)


def entries(*rows: tuple[str, str | None, str]) -> pd.DataFrame:
    """Entries on task PL 1: day, period, state."""
    full = [("PL", "1", day, period, state, f"BC {day}") for day, period, state in rows]
    return pd.DataFrame(full, columns=COLUMNS, dtype="object").astype({"date": "str"})


def followed(deadline: Deadline, *rows: tuple[str, str | None, str], today: date) -> str:
    found = follow(deadline, entries(*rows), years=[2024, 2025], start=START, today=today)
    return " ".join(f"{each.period}:{each.state[0]}" for each in found)


def test_monthly_duties_count_from_the_day_of_the_plan() -> None:
    found = followed(Deadline("monthly", "25"), today=date(2024, 11, 25))
    assert found.startswith("2024-08:m 2024-09:m 2024-10:m 2024-11:a 2024-12:a 2025-01:a")
    assert found.endswith("2025-12:a")


def test_an_entry_settles_its_own_period_even_when_late() -> None:
    rows = [("2024-11-02", "2024-09", "done"), ("2024-10-24", "2024-10", "done")]
    found = followed(Deadline("monthly", "25"), *rows, today=date(2024, 11, 30))
    assert found.startswith("2024-08:m 2024-09:s 2024-10:s 2024-11:m")


def test_an_entry_without_period_settles_the_whole() -> None:
    found = followed(
        Deadline("quarterly", "Q3 Q4"), ("2024-12-30", None, "done"), today=date(2025, 1, 5)
    )
    assert found == "2024-Q3:s 2024-Q4:s 2025-Q3:s 2025-Q4:s"


def test_the_latest_word_on_a_period_counts() -> None:
    rows = [("2024-10-01", "2024-Q3", "done"), ("2024-10-05", "2024-Q3", "under_way")]
    found = followed(Deadline("quarterly", "Q3"), *rows, today=date(2024, 10, 9))
    assert found == "2024-Q3:m 2025-Q3:a"
    # … but not what was entered after the day that is looked at.
    found = followed(Deadline("quarterly", "Q3"), *rows, today=date(2024, 10, 2))
    assert found == "2024-Q3:s 2025-Q3:a"


def test_a_month_settles_the_single_day_in_it() -> None:
    rows = [("2024-06-14", "2024-06", "done")]
    found = followed(Deadline("date", "2024-06-30 2024-11-15"), *rows, today=date(2024, 11, 16))
    assert found == "2024-06:s 2024-11:m"


def test_the_report_on_the_last_year_falls_due_after_the_plan() -> None:
    found = follow(
        Deadline("yearly", "+01-31"), entries(), years=[2024], start=START, today=date(2025, 2, 1)
    )
    assert found == [(date(2025, 1, 31), "2024", "missed")]


def plan(**other: object) -> Plan:
    held = {
        "id": "X", "issuer_vi": "UBND tỉnh", "level": "province", "province": "08",
        "kind_vi": "Kế hoạch", "years": [2024, 2025], "indices": ["papi"], "grounds": [],
        "source_file": "x.txt", "date": "2024-08-12",
    }  # fmt: skip
    return Plan.model_validate(held | other)


SECOND_HALF, NEXT = "2024-07-01 2024-12-31", date(2025, 12, 31)
KINDS = [
    # kind, deadline, lead, entries, expected state, next day, days late on 15 January 2025
    ("continuous", "", "Sở Nội vụ", [], "running", None, None),
    ("event", "", "Sở Nội vụ", [], "waiting", None, None),
    (None, None, "Sở Nội vụ", [], "undated", None, None),
    (None, None, None, [], None, None, None),
    ("range", SECOND_HALF, "Sở Nội vụ", [], "overdue", None, 15),
    ("range", SECOND_HALF, "Sở Nội vụ", [("2024-12-20", None, "done")], "done", None, None),
    ("range", SECOND_HALF, "Sở Nội vụ", [("2024-12-20", None, "under_way")], "overdue", None, 15),
    ("years", "2024 2025", "Sở Nội vụ", [("2025-01-05", "2024", "done")], "open", NEXT, None),
    ("years", "2024 2025", "Sở Nội vụ", [], "overdue", NEXT, 15),
    ("continuous", "", "Sở Nội vụ", [("2025-01-05", "2024-Q4", "done")], "running", None, None),
    ("event", "", "Sở Nội vụ", [("2025-01-05", None, "not_applicable")], "done", None, None),
]  # fmt: skip


@pytest.mark.parametrize("case", KINDS, ids=lambda case: f"{case[0]} {case[4]}")
def test_states_of_tasks(case: tuple[object, ...]) -> None:
    kind, text, lead, rows, state, ahead, late = case
    task = {"part": "PL", "code": "1", "lead": lead, "deadline_kind": kind, "deadline": text}
    found = task_states(
        plan(), pd.DataFrame([task], dtype="object"), entries(*rows), today=date(2025, 1, 15)
    ).iloc[0]
    shown = [None if pd.isna(found[c]) else found[c] for c in ("state", "next_due", "days_late")]
    assert shown == [state, ahead, late]
    assert state is None or state in STATES


def test_the_register_has_a_row_for_each_agency_and_day() -> None:
    cycle = {
        "title_vi": "Phần PAPI", "subject": "papi_part", "agencies": ["Sở Tư pháp", "Sở Y tế"],
        "recipient": "UBND tỉnh", "deadline_kind": "yearly", "deadline": "06-15 12-15",
        "lines": [53],
    }  # fmt: skip
    sent = pd.DataFrame(
        [("reports", "1 Sở Y tế", "2024-12-10", "2024-12", "done", None)], columns=COLUMNS
    )
    table = report_register(plan(reports=[cycle]), sent, today=date(2024, 12, 20))
    assert table["due"].map(str).tolist() == [
        *["2024-12-15"] * 2, *["2025-06-15"] * 2, *["2025-12-15"] * 2
    ]  # fmt: skip
    first = table.iloc[:2].set_index("agency")
    assert first["state"].to_dict() == {"Sở Tư pháp": "missed", "Sở Y tế": "settled"}
    assert first["days_late"].to_dict()["Sở Tư pháp"] == 5
    assert set(table["recipient"]) == {"UBND tỉnh"} and set(table["lines"]) == {"53"}


def test_a_plan_without_reports_has_an_empty_register() -> None:
    assert report_register(plan(), entries(), today=START).empty


def test_a_cycle_knows_its_deadline() -> None:
    cycle = Cycle(
        title_vi="Tự chấm điểm", subject="self_score", agencies=("Sở Nội vụ",),
        recipient="UBND tỉnh", deadline_kind="monthly", deadline="30", lines=(60,),
    )  # fmt: skip
    assert cycle.due == Deadline("monthly", "30")


@given(
    st.dates(date(2023, 1, 1), date(2027, 1, 1)),
    st.sampled_from([Deadline("monthly", "30"), Deadline("quarterly"), Deadline("years", "2025")]),
)
def test_days_are_missed_in_order_of_the_calendar(today: date, deadline: Deadline) -> None:
    found = follow(deadline, entries(), years=[2024, 2025], start=START, today=today)
    assert [each.state for each in found] == [
        "missed" if each.day < today else "ahead" for each in found
    ]
