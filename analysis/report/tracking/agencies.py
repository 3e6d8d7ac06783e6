"""What each agency has to do: tasks it leads, what is late, reports due, points at stake."""

import pandas as pd

from analysis.blocks import Block, heading, join, paragraph
from analysis.collation import sort_key
from analysis.report.scoring.names import agency_name
from analysis.report.tracking.subject import SOON, Tracked
from analysis.tables import Column, table, without_blank
from analysis.wording import cells
from analysis.wording.language import DASH


def agencies(subject: Tracked) -> Block:
    """Section by agency, those with the most that is late first."""
    text, language = subject.language.text, subject.language
    counts = by_agency(subject)
    title = heading(2, text("By agency"), anchor="agencies")
    if counts.empty:
        return title + paragraph(text("The plan names no agency in charge."))
    columns = [
        Column(text("Agency"), numeric=False),
        Column(text("Tasks led")),
        Column(text("Past their day")),
        Column(text("Next day"), numeric=False),
        Column(text("Reports past their day")),
        Column(text("Reports within {n} days", n=SOON.days)),
        Column(text("Points of criteria")),
    ]
    rows = [
        [
            agency_name(str(agency), language),
            cells.number(language, row["tasks"], 0),
            cells.number(language, row["late"], 0),
            DASH if pd.isna(row["next_due"]) else language.day(row["next_due"]),
            cells.number(language, row["reports_late"], 0),
            cells.number(language, row["reports_soon"], 0),
            cells.number(language, row["points"]) if row["points"] else DASH,
        ]
        for agency, row in counts.iterrows()
    ]
    kept = without_blank(columns, rows, blank=DASH)
    note = text("A task that several agencies lead counts for each of them.")
    caption = text("Duties by agency on {day}", day=language.day(subject.today))
    return join([title, table(*kept, anchor="t-agencies", caption=caption, note=note)])


def by_agency(subject: Tracked) -> pd.DataFrame:
    """Count what each agency has to do.

    Returns
    -------
    DataFrame
        Indexed by agency: tasks, late, next_due, reports_late, reports_soon, points (of the
        criteria that it leads); most late first.

    Examples
    --------
    >>> from analysis.report.tracking import open_tracking
    >>> found = by_agency(open_tracking(plan="TQ-150-2024", today="2024-12-31"))
    >>> int(found.loc["Sở Tư pháp", "reports_late"])  # monthly self-scores since August
    5
    """
    tasks = _one_row_an_agency(subject.tasks.rename(columns={"lead": "agency"}))
    tasks["max_points"] = tasks["max_points"].astype(float)
    register = _one_row_an_agency(subject.register)
    led = tasks.groupby("agency")
    soon = register["due"] <= subject.today + SOON if len(register) else register["state"] == ""
    late, ahead = register["state"] == "missed", (register["state"] == "ahead") & soon
    table = pd.DataFrame(
        {
            "tasks": led.size(),
            "late": tasks[tasks["state"] == "overdue"].groupby("agency").size(),
            "next_due": tasks.dropna(subset=["next_due"]).groupby("agency")["next_due"].min(),
            "reports_late": register[late].groupby("agency").size(),
            "reports_soon": register[ahead].groupby("agency").size(),
            "points": led["max_points"].sum(),
        }
    )
    numbers = ["tasks", "late", "reports_late", "reports_soon", "points"]
    table[numbers] = table[numbers].fillna(0)
    order = sorted(
        table.index,
        key=lambda a: (-table.loc[a, "late"] - table.loc[a, "reports_late"], sort_key(a)),
    )
    return table.loc[order]


def _one_row_an_agency(table: pd.DataFrame) -> pd.DataFrame:
    named = table.dropna(subset=["agency"])
    return (
        named.assign(agency=named["agency"].str.split(";"))
        .explode("agency")
        .assign(agency=lambda rows: rows["agency"].str.strip())
    )
