"""The latest monthly self-scores: criteria at zero and below the maximum, and who answers."""

import pandas as pd

from analysis import plans
from analysis.blocks import EMPTY, Block, heading, join, paragraph
from analysis.report.scoring.names import agency_name
from analysis.report.scoring.result import lines
from analysis.report.tracking.subject import Tracked
from analysis.tables import Column, table
from analysis.tracking.scheme import scheme_of
from analysis.tracking.scoring import MonthScores, month_scores
from analysis.wording import cells
from analysis.wording.language import DASH


def self_scores(subject: Tracked) -> Block:
    """Section on the criteria of the latest month scored."""
    text = subject.language.text
    title = heading(2, text("Self-scores by criterion"), anchor="self-scores")
    found = latest_month(subject)
    if found is None:
        return title + paragraph(text("No monthly self-score has been entered."))
    return join(
        [
            title,
            paragraph(lines(found, language=subject.language)[0]),
            _table(subject, found.zero, "zero", text("Criteria without a point")),
            _table(subject, found.below, "below", text("Criteria below the maximum")),
        ]
    )


def latest_month(subject: Tracked) -> MonthScores | None:
    """Return the latest month that was scored and entered by the day, if there is one."""
    entries = plans.table("self_scores", subject.plan.id)
    entries = entries[entries["entered"] <= subject.today.isoformat()]
    if entries.empty:
        return None
    month = entries["month"].max()
    return month_scores(scheme_of(subject.plan.id, int(month[:4])), entries, month)


def _table(subject: Tracked, rows: pd.DataFrame, anchor: str, caption: str) -> Block:
    if rows.empty:
        return EMPTY
    text, language = subject.language.text, subject.language
    columns = [
        Column(text("Criterion"), numeric=False),
        Column(text("Maximum")),
        Column(text("Score")),
        Column(text("Change")),
        Column(text("Agency"), numeric=False),
        Column(text("Reason"), numeric=False),
    ]
    shown = [
        [
            f"{code} {row['name_vi']}",
            cells.number(language, row["max_score"]),
            cells.number(language, row["score"]),
            cells.signed(language, row["change"]),
            agency_name(row["agency"], language) or DASH,
            row["reason_vi"] if isinstance(row["reason_vi"], str) and row["reason_vi"] else DASH,
        ]
        for code, row in rows.sort_values("lost", ascending=False, kind="stable").iterrows()
    ]
    return table(columns, shown, anchor=f"t-{anchor}", caption=caption)
