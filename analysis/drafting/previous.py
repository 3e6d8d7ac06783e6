"""The plan before: what goes on under the next one, and when it falls due then."""

from datetime import date

import pandas as pd

from analysis import plans
from analysis.deadlines import Deadline
from analysis.planfile import Cycle, Plan
from analysis.tracking.tasks import task_states
from analysis.workspace import Workspace

# Kinds that come again every year.
_RECURRING = ("continuous", "monthly", "yearly", "event")


def previous_plan(code: str, year: int, workspace: Workspace | None = None) -> Plan | None:
    """Return the last provincial plan that began before a year, None if there is none.

    Examples
    --------
    >>> previous_plan("08", 2025).number, previous_plan("08", 2024)
    ('150/KH-UBND', None)
    """
    own = [
        p
        for p in plans.plans(workspace)
        if p.province == code and p.level == "province" and min(p.years) < year
    ]
    return max(own, key=lambda plan: (plan.start, plan.id), default=None)


def goes_on(plan: Plan, year: int) -> bool:
    """Say whether a plan reaches to the year before, so that its tasks can be taken over.

    Examples
    --------
    >>> goes_on(plans.plan("TQ-150-2024"), 2025), goes_on(plans.plan("LC-221-2019"), 2025)
    (True, False)
    """
    return max(plan.years) >= year - 1


def open_tasks(plan: Plan, year: int, workspace: Workspace | None = None) -> pd.DataFrame:
    """Return the tasks that are not done on the first day of a year.

    Parameters
    ----------
    plan : Plan
    year : int
        Of the next plan.
    workspace : Workspace, optional

    Returns
    -------
    DataFrame
        As from `tracking.tasks.task_states`, without tasks that are done; empty if the plan
        ended earlier than in the year before.

    Examples
    --------
    >>> found = open_tasks(plans.plan("TQ-150-2024"), 2025)
    >>> found["state"].value_counts().to_dict()
    {'running': 56, 'overdue': 33, 'waiting': 2}
    """
    table = task_states(
        plan,
        plans.tasks(plan.id, workspace),
        plans.table("progress", plan.id, workspace),
        today=date(year, 1, 1),
    )
    if not goes_on(plan, year):
        return table.head(0)
    return table[table["state"].notna() & (table["state"] != "done")]


def open_targets(plan: Plan, checked: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the targets that hold in a year and that no index measures.

    Parameters
    ----------
    plan : Plan
    checked : DataFrame
        Its targets as from `targets.evaluate`.
    year : int
        Of the next plan.

    Returns
    -------
    DataFrame
    """
    first = checked["target_year"].str[:4].astype(int)
    last = checked["target_year"].str[-4:].astype(int)
    held = (first <= year) & (year <= last) & (checked["scope"] == "province")
    return checked[held & (checked["reason"] == "not_measured") & goes_on(plan, year)]


def first_due(year: int) -> Deadline:
    """Return when new tasks and those past their day fall due: quarter III.

    Results of the year before come out in the second quarter (`publications.csv`); quarter III
    is the first whole one after.

    Examples
    --------
    >>> first_due(2025).text
    '2025-Q3'
    """
    return Deadline("quarterly", f"{year}-Q3")


def renewed(deadline: Deadline | None, year: int) -> Deadline:
    """Return when a task taken over falls due in a year.

    Examples
    --------
    >>> renewed(Deadline("years", "2024 2025"), 2025).text
    '2025'
    >>> renewed(Deadline("range", "2024-07-01 2024-12-31"), 2025).text
    '2025-Q3'
    >>> renewed(Deadline("monthly", "25"), 2025).text
    '25'
    """
    if deadline is None:
        return Deadline("years", str(year))
    parts = deadline.text.split()
    unbound = deadline.kind == "quarterly" and not any(part[0] == "2" for part in parts)
    if deadline.kind in _RECURRING or unbound:
        return deadline
    if deadline.kind == "range":
        last = date.fromisoformat(parts[-1])
        if last.year == year and last < date(year, 12, 31):
            return Deadline("date", last.isoformat())
        return Deadline("years", str(year)) if last.year >= year else first_due(year)
    own = [part for part in parts if part.startswith(str(year))]
    return Deadline(deadline.kind, " ".join(own)) if own else first_due(year)


def renewed_cycles(plan: Plan) -> list[Cycle]:
    """Return the reports of a plan that come again every year.

    Examples
    --------
    >>> [cycle.subject for cycle in renewed_cycles(plans.plan("TQ-150-2024"))]
    ['self_score', 'self_score', 'reform_part', 'papi_part', 'other', 'other']
    """
    return [
        cycle
        for cycle in plan.reports
        if cycle.deadline_kind in _RECURRING
        or (cycle.deadline_kind == "quarterly" and "20" not in cycle.deadline)
    ]
