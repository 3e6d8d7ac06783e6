"""Provincial and district plans: who set which targets and tasks, for which years."""

import pandas as pd

from analysis import store
from analysis import workspace as workspaces
from analysis.errors import NoData
from analysis.planfile import Cycle, Plan, read
from analysis.workspace import Workspace

__all__ = ["Cycle", "Plan", "plan", "plan_for", "plans", "table", "targets", "tasks"]


def plans(workspace: Workspace | None = None) -> tuple[Plan, ...]:
    """Return all plans, sorted by id.

    Examples
    --------
    >>> [p.id for p in plans()]
    ['HB-2024', 'LC-221-2019', 'TQ-150-2024', 'VL-2023', 'VP-2866-2021']
    """
    place = workspace or workspaces.find()
    return tuple(read(path) for path in sorted(place.raw.glob("plans/*/plan.toml")))


def plan(plan_id: str, workspace: Workspace | None = None) -> Plan:
    """Return one plan.

    Raises
    ------
    NoData
        If there is no such plan.

    Examples
    --------
    >>> plan("TQ-150-2024").number
    '150/KH-UBND'
    """
    known = plans(workspace)
    for item in known:
        if item.id == plan_id:
            return item
    raise NoData(f"no plan {plan_id!r}; the plans are {', '.join(p.id for p in known)}")


def plan_for(code: str, year: int, workspace: Workspace | None = None) -> Plan | None:
    """Return the provincial plan that a report of a year is checked against, if there is one.

    That is a plan which covers the year, else one that starts from its results.

    Examples
    --------
    >>> plan_for("08", 2023).id, plan_for("22", 2023)
    ('TQ-150-2024', None)
    """
    own = [p for p in plans(workspace) if p.province == code and p.level == "province"]
    covering = [p for p in own if year in p.years]
    starting = [p for p in own if year == p.base_year]
    return next(iter(covering + starting), None)


def targets(plan_id: str, workspace: Workspace | None = None) -> pd.DataFrame:
    """Return the targets of a plan, one row a target and year.

    Examples
    --------
    >>> len(targets("TQ-150-2024"))
    51
    """
    return table("targets", plan_id, workspace)


def tasks(plan_id: str, workspace: Workspace | None = None) -> pd.DataFrame:
    """Return the tasks of a plan, one row a row of its assignment tables.

    Examples
    --------
    >>> tasks("TQ-150-2024")["part"].value_counts().to_dict()
    {'PL01': 57, 'PL02': 34}
    """
    return table("tasks", plan_id, workspace)


def table(name: str, plan_id: str, workspace: Workspace | None = None) -> pd.DataFrame:
    """Return the rows of one plan in a table that plans have, such as `owners`.

    Raises
    ------
    NoData
        If there is no such plan or table.

    Examples
    --------
    >>> table("owners", "TQ-150-2024")["agency"].iloc[0]
    'Sở Nội vụ'
    """
    plan(plan_id, workspace)
    rows = store.load(name, workspace)
    return rows[rows["plan_id"] == plan_id].reset_index(drop=True)
