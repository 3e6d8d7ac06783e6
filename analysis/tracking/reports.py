"""The register of reports due under a plan, by agency and period."""

from datetime import date

import pandas as pd

from analysis.planfile import Plan
from analysis.plantables import REPORTS
from analysis.tracking.follow import follow

_COLUMNS = (
    "cycle", "title_vi", "subject", "agency", "recipient", "due", "period", "state", "days_late",
    "lines",
)  # fmt: skip


def report_register(plan: Plan, progress: pd.DataFrame, *, today: date) -> pd.DataFrame:
    """Return every report that a plan asks for, one row an agency and day.

    Parameters
    ----------
    plan : Plan
    progress : DataFrame
        As from `plans.table("progress", ...)`; reports stand there with the part `reports` and
        the code `<number of the cycle in plan.toml> <agency>`, such as `2 Sở Tư pháp`.
    today : date

    Returns
    -------
    DataFrame
        Columns cycle, title_vi, subject, agency, recipient, due (date), period, state (settled,
        missed, ahead), days_late, lines (of the plan's text); sorted by day, cycle and agency.
        Reports without a day are not in it.

    Examples
    --------
    >>> from analysis import plans
    >>> plan = plans.plan("TQ-150-2024")
    >>> table = report_register(plan, plans.table("progress", plan.id), today=date(2024, 12, 20))
    >>> sorted({f"{day:%Y-%m-%d}" for day in table.loc[table["subject"] == "papi_part", "due"]})
    ['2024-12-15', '2025-06-15', '2025-12-15']
    """
    entries = progress[progress["part"] == REPORTS]
    rows = [
        {
            "cycle": number,
            "title_vi": cycle.title_vi,
            "subject": cycle.subject,
            "agency": agency,
            "recipient": cycle.recipient,
            "due": each.day,
            "period": each.period,
            "state": each.state,
            "days_late": (today - each.day).days if each.state == "missed" else None,
            "lines": "; ".join(map(str, cycle.lines)),
        }
        for number, cycle in enumerate(plan.reports, 1)
        for agency in cycle.agencies
        for each in follow(
            cycle.due,
            entries[entries["code"] == f"{number} {agency}"],
            years=plan.years,
            start=plan.start,
            today=today,
        )
    ]
    table = pd.DataFrame(rows, columns=_COLUMNS)
    return table.sort_values(["due", "cycle", "agency"], ignore_index=True)
