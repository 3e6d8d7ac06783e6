"""What goes on of the plan before, who answers for what, and when it falls due."""

import pandas as pd
import pytest

from analysis import plans
from analysis.deadlines import Deadline
from analysis.drafting.owners import Assignments
from analysis.drafting.previous import goes_on, open_tasks, previous_plan, renewed


@pytest.mark.parametrize(
    ("code", "year", "plan_id"),
    [
        ("08", 2025, "TQ-150-2024"),
        ("08", 2024, None),
        ("10", 2025, "LC-221-2019"),
        ("26", 2024, "VP-2866-2021"),
        ("02", 2025, None),
        ("45", 2025, None),  # only a district of it has a plan
    ],
)
def test_the_plan_before(code, year, plan_id):
    found = previous_plan(code, year)
    assert (found.id if found else None) == plan_id


@pytest.mark.parametrize(
    ("kind", "text", "due"),
    [
        ("continuous", "", ("continuous", "")),
        ("monthly", "25", ("monthly", "25")),
        ("yearly", "06-15 12-15", ("yearly", "06-15 12-15")),
        ("event", "", ("event", "")),
        ("quarterly", "Q3 Q4", ("quarterly", "Q3 Q4")),
        ("quarterly", "2025-Q4", ("quarterly", "2025-Q4")),
        ("quarterly", "2023-Q4", ("quarterly", "2025-Q3")),
        ("years", "2024 2025", ("years", "2025")),
        ("years", "2021", ("quarterly", "2025-Q3")),
        ("date", "2024-03-15 2025-03-15", ("date", "2025-03-15")),
        ("date", "2024-03-15", ("quarterly", "2025-Q3")),
        ("range", "2021-01-01 2025-12-31", ("years", "2025")),
        ("range", "2021-01-01 2025-06-30", ("date", "2025-06-30")),
        ("range", "2021-01-01 2026-06-30", ("years", "2025")),
        ("range", "2024-07-01 2024-12-31", ("quarterly", "2025-Q3")),
    ],
)
def test_deadlines_of_the_next_year(kind, text, due):
    found = renewed(Deadline(kind, text), 2025)
    assert (found.kind, found.text) == due


def test_a_task_without_a_time_is_due_within_the_year():
    assert renewed(None, 2025) == Deadline("years", "2025")


def test_tasks_go_on_unless_done_or_long_ago(own_workspace):
    plan = plans.plan("TQ-150-2024")
    assert goes_on(plan, 2026)
    assert not goes_on(plan, 2027)
    assert len(open_tasks(plan, 2027)) == 0
    assert len(open_tasks(plan, 2025)) == 91
    progress = own_workspace.raw / "plans" / "TQ-150-2024" / "progress.csv"
    progress.write_text(
        "part,code,date,period,state,evidence,note\n"
        "PL01,36,2024-12-30,,done,12/BC-VP,\n"
        "PL01,37,2025-03-30,,done,,\n",
        encoding="utf-8",
    )
    # What is entered in the year of the plan is not known yet when it begins.
    left = open_tasks(plan, 2025)
    assert len(left) == 90
    assert "36" not in set(left.loc[left["part"] == "PL01", "code"])


def test_owners_by_hand():
    owners = pd.DataFrame(
        [
            ("par_index", "d1", None, "Sở Nội vụ", 5),
            ("par_index", "d1", "Sáng kiến", "Sở Khoa học và Công nghệ", 6),
            ("par_index", "overall", None, "UBND tỉnh", 4),
        ],
        columns=["index", "component", "criterion_vi", "agency", "source_line"],
    )
    tasks = pd.DataFrame(
        [
            ("papi:d6.1", "Sở Y tế", 10),
            ("papi:d6.2;papi:d5", "Sở Giáo dục và Đào tạo; UBND cấp xã", 11),
            ("papi:d6", "UBND cấp xã", 12),
            ("papi:d60", "Công an tỉnh", 13),
            (None, "Sở Xây dựng", 14),
        ],
        columns=["links", "lead", "source_line"],
    )
    targets = pd.DataFrame(
        [("papi", "d7", "Sở Tài nguyên và Môi trường", 20)],
        columns=["index", "component", "lead_agency", "source_line"],
    )
    by = Assignments(owners, tasks, targets)
    found = {
        (index, component, parts): by.owner(index, component, parts)
        for index, component, parts in (
            ("par_index", "d1", ()),
            ("par_index", "d2", ()),
            ("papi", "d6", ()),
            ("papi", "d6", ("d6.1",)),
            ("papi", "d7", ()),
            ("papi", "d8", ()),
        )
    }
    said = {
        key: owner and (owner.agencies, owner.basis, owner.line) for key, owner in found.items()
    }
    assert said == {
        ("par_index", "d1", ()): (("Sở Nội vụ",), "owners", 5),
        # Nobody answers for it alone, but somebody for the whole index.
        ("par_index", "d2", ()): (("UBND tỉnh",), "owners", 4),
        ("papi", "d6", ()): (("UBND cấp xã",), "tasks", 10),
        ("papi", "d6", ("d6.1",)): (("Sở Y tế",), "tasks", 10),
        ("papi", "d7", ()): (("Sở Tài nguyên và Môi trường",), "targets", 20),
        ("papi", "d8", ()): None,
    }
