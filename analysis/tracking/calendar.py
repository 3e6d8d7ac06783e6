"""The days of a plan: what is due when, and from whom."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis import store
from analysis.deadlines import Deadline
from analysis.errors import BadParameter
from analysis.planfile import Plan
from analysis.plantables import REPORTS
from analysis.text import fold
from analysis.tracking.follow import follow
from analysis.workspace import Workspace

_NO_ENTRY = pd.DataFrame({"date": [], "period": [], "state": []}, dtype="str")


@dataclass(frozen=True)
class PlanDay:
    """A day on which a task or a report of a plan is due.

    Attributes
    ----------
    day : date
    period : str
        What it is due for: 2024, 2024-Q3 or 2024-07.
    part, code : str
        Row of tasks.csv; for a report `reports` and its number in plan.toml.
    title_vi, product_vi, deadline_vi : str
        In the words of the data; product and deadline may be empty.
    agencies, coordinating : tuple of str
        Who does it, and who helps.
    recipient : str
        Who gets the report; empty for a task.
    lines : str
        Lines of the plan's text.
    """

    day: date
    period: str
    part: str
    code: str
    title_vi: str
    agencies: tuple[str, ...]
    lines: str
    coordinating: tuple[str, ...] = ()
    product_vi: str = ""
    deadline_vi: str = ""
    recipient: str = ""

    @property
    def is_report(self) -> bool:
        """Whether a report is due, and not a task."""
        return self.part == REPORTS


def plan_days(plan: Plan, tasks: pd.DataFrame) -> tuple[PlanDay, ...]:
    """Return every day on which something of a plan is due.

    Parameters
    ----------
    plan : Plan
    tasks : DataFrame
        As from `plans.tasks`.

    Returns
    -------
    tuple of PlanDay
        In order of days. What recurs stands once for each day; what has no day (all the time,
        or when something happens) is not in it.

    Examples
    --------
    >>> from analysis import plans
    >>> plan = plans.plan("TQ-150-2024")
    >>> found = plan_days(plan, plans.tasks(plan.id))
    >>> [f"{d.day:%d/%m/%Y}" for d in found if d.is_report and d.code == "4"]
    ['15/12/2024', '15/06/2025', '15/12/2025']
    """
    found = [day for row in tasks.to_dict("records") for day in _task(plan, row)]
    found += [day for number in range(len(plan.reports)) for day in _report(plan, number)]
    return tuple(sorted(found, key=lambda each: (each.day, each.part == REPORTS)))


def of_agency(
    days: Sequence[PlanDay], agency: str, *, workspace: Workspace | None = None
) -> tuple[PlanDay, ...]:
    """Return the days of one agency: its own, and those of all agencies of its level.

    Parameters
    ----------
    days : sequence of PlanDay
    agency : str
        A name or other spelling of `agencies.csv`.
    workspace : Workspace, optional

    Raises
    ------
    BadParameter
        If no agency is called so.

    Examples
    --------
    >>> from analysis import plans
    >>> plan = plans.plan("TQ-150-2024")
    >>> days = plan_days(plan, plans.tasks(plan.id))
    >>> {day.agencies for day in of_agency(days, "so tu phap") if day.code == "1" and day.is_report}
    {('Văn phòng UBND tỉnh', 'Sở Tư pháp', ...)}
    """
    register = store.load("agencies", workspace)
    known = _find(register, agency)
    sets = register[(register["kind"] == "set") & register["level"].isin([known["level"], "any"])]
    meant = {known["agency_vi"], *sets["agency_vi"]}
    return tuple(day for day in days if meant & set(day.agencies))


def _task(plan: Plan, row: Mapping[Hashable, object]) -> list[PlanDay]:
    kind, text = _text(row["deadline_kind"]), _text(row["deadline"])
    if not kind:
        return []
    return [
        PlanDay(
            *(day, period, _text(row["part"]), _text(row["code"]), _text(row["task_vi"])),
            agencies=_names(row["lead"]),
            lines=_text(row["source_line"]),
            coordinating=_names(row["coordinating"]),
            product_vi=_text(row["product_vi"]),
            deadline_vi=_text(row["deadline_vi"]),
        )
        for day, period in _days(plan, Deadline(kind, text))
    ]


def _report(plan: Plan, number: int) -> list[PlanDay]:
    cycle = plan.reports[number]
    return [
        PlanDay(
            *(day, period, REPORTS, str(number + 1), cycle.title_vi),
            agencies=cycle.agencies,
            lines=", ".join(map(str, cycle.lines)),
            recipient=cycle.recipient,
        )
        for day, period in _days(plan, cycle.due)
    ]


def _days(plan: Plan, deadline: Deadline) -> list[tuple[date, str]]:
    days = follow(deadline, _NO_ENTRY, years=plan.years, start=plan.start, today=plan.start)
    return [(each.day, each.period) for each in days]


def _text(cell: object) -> str:
    return "" if pd.isna(cell) else str(cell)  # type: ignore[call-overload]


def _names(cell: object) -> tuple[str, ...]:
    return tuple(name.strip() for name in _text(cell).split(";") if name.strip())


def _find(register: pd.DataFrame, agency: str) -> dict[str, str]:
    wanted = fold(agency)
    for row in register.fillna("").to_dict("records"):
        names = [row["agency_vi"], row["name_en"], *row["aliases"].split(";")]
        if wanted and wanted in map(fold, names):
            return row  # type: ignore[return-value]  # all cells are text
    raise BadParameter(f"no agency {agency!r} in agencies.csv")
