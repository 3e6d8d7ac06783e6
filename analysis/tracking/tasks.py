"""Where each task of a plan stands on a day.

A task without a day (all the time, or when something happens) cannot be late by calendar: it
needs a report per period, and stands as running or waiting.
"""

from collections.abc import Hashable
from datetime import date
from typing import Any

import pandas as pd

from analysis.deadlines import Deadline
from analysis.planfile import Plan
from analysis.tracking.follow import follow, latest

STATES = ("done", "overdue", "open", "running", "waiting", "undated")
_COLUMNS = ("state", "next_due", "missed", "late_since", "days_late", "entered", "evidence")


def task_states(
    plan: Plan, tasks: pd.DataFrame, progress: pd.DataFrame, *, today: date
) -> pd.DataFrame:
    """Say how every task of a plan stands on a day.

    Parameters
    ----------
    plan : Plan
    tasks, progress : DataFrame
        As from `plans.tasks` and `plans.table("progress", ...)`. Entries after today are not
        looked at; repeated duties of days before the plan's date, or its first year if it has
        none, are not asked for.
    today : date

    Returns
    -------
    DataFrame
        The tasks with columns added. `state` is done (each day settled, or the whole task),
        overdue (a day passed), open (the next day lies ahead), running (all the time), waiting
        (when something happens) or undated (the plan names no time). `next_due`: the next day
        not settled. `missed`: days that passed; `late_since`: the first of them; `days_late`.
        `entered`, `evidence`: of the latest entry. All are missing for rows of a tree of
        criteria that assign nothing.

    Examples
    --------
    >>> from analysis import plans
    >>> plan = plans.plan("TQ-150-2024")
    >>> table = task_states(plan, plans.tasks(plan.id), plans.table("progress", plan.id),
    ...                     today=date(2025, 1, 15))
    >>> row = table[(table["part"] == "PL01") & (table["code"] == "36")].iloc[0]
    >>> row["state"], row["days_late"]
    ('overdue', 15)
    """
    so_far = progress[progress["date"] <= today.isoformat()]
    by_task = dict(list(so_far.groupby(["part", "code"])))
    nothing = so_far.head(0)
    rows = []
    for task in tasks.to_dict("records"):
        entries = by_task.get((task["part"], task["code"]), nothing)
        assigned = not (pd.isna(task["lead"]) and pd.isna(task["deadline_kind"]))
        rows.append(_state(plan, _deadline(task), entries, today) if assigned else {})
    found = pd.DataFrame(rows, tasks.index, _COLUMNS, dtype=object)
    return pd.concat([tasks, found], axis="columns")


def _deadline(task: dict[Hashable, Any]) -> Deadline | None:
    kind, text = task["deadline_kind"], task["deadline"]
    return None if pd.isna(kind) else Deadline(str(kind), "" if pd.isna(text) else str(text))


def _state(
    plan: Plan, deadline: Deadline | None, entries: pd.DataFrame, today: date
) -> dict[str, object]:
    days = (
        []
        if deadline is None
        else follow(deadline, entries, years=plan.years, start=plan.start, today=today)
    )
    missed = [each.day for each in days if each.state == "missed"]
    ahead = [each.day for each in days if each.state == "ahead"]
    last = entries.sort_values("date", kind="stable").tail(1)
    done = latest(entries, today)["period"].isna().any() or (days and not missed and not ahead)
    return {
        "state": "done" if done else _open_state(deadline, missed),
        "next_due": ahead[0] if ahead else None,
        "missed": len(missed),
        "late_since": missed[0] if missed else None,
        "days_late": (today - missed[0]).days if missed else None,
        "entered": date.fromisoformat(last["date"].iloc[0]) if len(last) else None,
        "evidence": last["evidence"].iloc[0] if len(last) else None,
    }


def _open_state(deadline: Deadline | None, missed: list[date]) -> str:
    if deadline is None:
        return "undated"
    if not deadline.is_dated:
        return "running" if deadline.kind == "continuous" else "waiting"
    return "overdue" if missed else "open"
