"""Tasks: what is overdue, what falls due soon, and all of them in full."""

import pandas as pd

from analysis.blocks import EMPTY, Block, heading, join, paragraph, wrap
from analysis.report.scoring.names import agency_name
from analysis.report.tracking.subject import SOON, Tracked
from analysis.tables import Column, table, without_blank
from analysis.wording import cells
from analysis.wording import tracking as words
from analysis.wording.language import DASH


def tasks(subject: Tracked) -> Block:
    """Section on the tasks that need attention now."""
    text, language = subject.language.text, subject.language
    title = heading(2, text("Tasks"), anchor="tasks")
    rows = subject.tasks
    if rows.empty:
        return title + paragraph(text("The plan assigns no task."))
    late = rows[rows["state"] == "overdue"].sort_values(["late_since", "part"], kind="stable")
    soon = rows[(rows["state"] == "open") & (rows["next_due"] <= subject.today + SOON)]
    return join(
        [
            title,
            paragraph(words.kinds_of_deadline(language, rows)),
            _short(subject, late, "overdue", text("Tasks past their day without an entry")),
            _short(
                subject,
                soon.sort_values("next_due", kind="stable"),
                "soon",
                text("Tasks that fall due within {n} days", n=SOON.days),
            ),
        ]
    )


def all_tasks(subject: Tracked) -> Block:
    """Appendix with every task, its agencies, product, next day and state."""
    text, language = subject.language.text, subject.language
    if subject.tasks.empty:
        return EMPTY
    columns = [
        Column(text("No."), numeric=False),
        Column(text("Task"), numeric=False),
        Column(text("Product"), numeric=False),
        Column(text("Lead agency"), numeric=False),
        Column(text("Coordinating"), numeric=False),
        Column(text("Time"), numeric=False),
        Column(text("Next day"), numeric=False),
        Column(text("Standing"), numeric=False),
        Column(text("Points involved")),
        Column(text("Line")),
    ]
    parts = [heading(2, text("All tasks"), anchor="all-tasks")]
    for part, rows in subject.tasks.groupby("part", sort=False):
        shown = [
            [
                words.task_number(row),
                row["task_vi"],
                _or_dash(row["product_vi"]),
                _agencies(subject, row["lead"]),
                _agencies(subject, row["coordinating"]),
                _or_dash(row["deadline_vi"]),
                _day(subject, row["next_due"]),
                words.state(language, row),
                cells.number(language, row["stake"]),
                str(row["source_line"]),
            ]
            for _, row in rows.iterrows()
        ]
        name = text("Tasks of the plan, table {part}", part=part)
        kept = without_blank(columns, shown, blank=DASH)
        parts.append(table(*kept, anchor=f"tasks-{part}", caption=name, note=_note(subject)))
    return wrap("section", parts, css="appendix")


def _note(subject: Tracked) -> str:
    return subject.language.text(
        "Labels are shortened; line: line of the plan's text ({file}). Points involved: of the "
        "task's own criterion, else those still missing in its domain of PAR INDEX, which all "
        "tasks of the domain share.",
        file=subject.plan.source_file,
    )


def _short(subject: Tracked, rows: pd.DataFrame, anchor: str, caption: str) -> Block:
    text = subject.language.text
    if rows.empty:
        return EMPTY
    columns = [
        Column(text("No."), numeric=False),
        Column(text("Task"), numeric=False),
        Column(text("Lead agency"), numeric=False),
        Column(text("Time"), numeric=False),
        Column(text("Day"), numeric=False),
        Column(text("Days past")),
        Column(text("Product"), numeric=False),
        Column(text("Points involved")),
    ]
    shown = [
        [
            words.task_number(row),
            row["task_vi"],
            _agencies(subject, row["lead"]),
            _or_dash(row["deadline_vi"]),
            _day(subject, row["next_due"] if anchor == "soon" else row["late_since"]),
            cells.number(subject.language, row["days_late"], 0) if anchor != "soon" else DASH,
            _or_dash(row["product_vi"]),
            cells.number(subject.language, row["stake"]),
        ]
        for _, row in rows.iterrows()
    ]
    kept = without_blank(columns, shown, blank=DASH)
    return table(*kept, anchor=anchor, caption=caption, note=_note(subject))


def _agencies(subject: Tracked, names: object) -> str:
    return agency_name(names, subject.language) if isinstance(names, str) else DASH


def _or_dash(value: object) -> str:
    return value if isinstance(value, str) else DASH


def _day(subject: Tracked, value: object) -> str:
    return DASH if pd.isna(value) else subject.language.day(value)  # type: ignore[call-overload, arg-type]
