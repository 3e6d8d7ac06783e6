"""The register of reports due, and the issues that inspections raised."""

import pandas as pd

from analysis.blocks import EMPTY, Block, heading, join, paragraph
from analysis.collation import sort_key
from analysis.report.scoring.names import agency_name
from analysis.report.tracking.subject import Tracked
from analysis.tables import Column, table
from analysis.wording import tracking as words
from analysis.wording.language import DASH


def reports(subject: Tracked) -> Block:
    """Section on reports due: what the plan asks for, then what each agency owes."""
    text, language = subject.language.text, subject.language
    title = heading(2, text("Reports due"), anchor="reports")
    cycles = subject.plan.reports
    if not cycles:
        return title + paragraph(text("The plan asks for no report of its own."))
    columns = [
        Column(text("Report"), numeric=False),
        Column(text("Agencies"), numeric=False),
        Column(text("To"), numeric=False),
        Column(text("Time"), numeric=False),
        Column(text("Line"), numeric=False),
    ]
    rows = [
        [
            cycle.title_vi,
            agency_name("; ".join(cycle.agencies), language),
            agency_name(cycle.recipient, language),
            words.deadline(language, cycle.due),
            ", ".join(map(str, cycle.lines)),
        ]
        for cycle in cycles
    ]
    asked = table(columns, rows, anchor="t-reports", caption=text("Reports that the plan asks for"))
    return join([title, asked, _register(subject)])


def _register(subject: Tracked) -> Block:
    """Table of what each agency has sent, owes and owes next."""
    text, language = subject.language.text, subject.language
    if subject.register.empty:
        return paragraph(text("None of these reports has a day."))
    columns = [
        Column(text("Agency"), numeric=False),
        Column(text("Report"), numeric=False),
        Column(text("Sent")),
        Column(text("Past their day"), numeric=False),
        Column(text("Next day"), numeric=False),
    ]
    rows = []
    register = subject.register.sort_values(
        "agency", key=lambda names: names.map(sort_key), kind="stable"
    )
    for _, due in register.groupby(["agency", "cycle"], sort=False):
        missed, ahead = due[due["state"] == "missed"], due[due["state"] == "ahead"]
        rows.append(
            [
                agency_name(due["agency"].iloc[0], language),
                due["title_vi"].iloc[0],
                str((due["state"] == "settled").sum()),
                words.periods(language, list(missed["period"])),
                language.day(ahead["due"].iloc[0]) if len(ahead) else DASH,
            ]
        )
    caption = text("Register of reports by agency on {day}", day=language.day(subject.today))
    return table(columns, rows, anchor="t-register", caption=caption)


def issues(subject: Tracked) -> Block:
    """Section on issues raised by inspections; nothing if none are entered."""
    text, found = subject.language.text, subject.findings
    if found.empty:
        return EMPTY
    columns = [
        Column(text("Inspection"), numeric=False),
        Column(text("Agency"), numeric=False),
        Column(text("Day"), numeric=False),
        Column(text("Raised")),
        Column(text("Settled")),
        Column(text("Open")),
        Column(text("Why open"), numeric=False),
    ]
    rows = [
        [
            row["occasion_vi"],
            agency_name(row["agency"], subject.language),
            subject.language.day(pd.Timestamp(row["date"]).date()),
            str(row["raised"]),
            str(row["settled"]),
            str(row["raised"] - row["settled"]),
            row["reason_vi"] if isinstance(row["reason_vi"], str) else DASH,
        ]
        for _, row in found.iterrows()
    ]
    return heading(2, text("Issues raised by inspections"), anchor="issues") + table(
        columns, rows, anchor="t-issues", caption=text("Issues raised, settled and open")
    )
