"""How a plan stands on a day, in sentences: targets, tasks, reports due."""

from collections import Counter
from datetime import date

import pandas as pd

from analysis import indices
from analysis.deadlines import Deadline
from analysis.planfile import Plan
from analysis.wording.language import DASH, Language, mark

ROMAN = ("I", "II", "III", "IV")
# So many tasks are named in a sentence; the tables hold all.
NAMED = 5
_STATES = {
    "done": mark("done"),
    "overdue": mark("past its day, no entry"),
    "open": mark("not due yet"),
    "running": mark("continuous"),
    "waiting": mark("on an event"),
    "undated": mark("no time named"),
}
_WITHOUT_DAY = {
    "running": mark("all the time"),
    "waiting": mark("when something happens"),
    "undated": mark("without a time"),
}
_DEADLINES = {
    "continuous": mark("all the time"),
    "monthly": mark("every month"),
    "quarterly": mark("every quarter"),
    "yearly": mark("every year"),
    "event": mark("when something happens"),
}


def gap(language: Language, plan: Plan) -> str:
    """Say what is missing of the document, if anything.

    Examples
    --------
    >>> from analysis import plans
    >>> from analysis.wording import language
    >>> gap(language("vi"), plans.plan("TQ-150-2024"))
    ''
    """
    if not plan.gap_vi:
        return ""
    return language.text("The document at hand is not whole: {gap}", gap=plan.gap_vi)


def targets_so_far(language: Language, states: Counter[str]) -> str:
    """Count the targets by state.

    Examples
    --------
    >>> from analysis.wording import language
    >>> targets_so_far(language("en"), Counter(met=1, not_met=8, cannot_judge=21))
    'Of 30 targets (each year by itself), met: 1; not met: 8; on course: 0; cannot be judged: 21.'
    """
    if not states:
        return language.text("The plan sets no target.")
    return language.plural(
        "Of {n} target (each year by itself), met: {met}; not met: {missed}; on course: {ahead}; "
        "cannot be judged: {undecided}.",
        "Of {n} targets (each year by itself), met: {met}; not met: {missed}; on course: {ahead}; "
        "cannot be judged: {undecided}.",
        states.total(),
        met=states["met"],
        missed=states["not_met"],
        ahead=states["on_course"],
        undecided=states["cannot_judge"],
    )


def tasks_so_far(language: Language, states: Counter[str]) -> str:
    """Count the tasks by state.

    Examples
    --------
    >>> from analysis.wording import language
    >>> tasks_so_far(language("en"), Counter(done=1, overdue=2, running=4))
    'Of 7 tasks, done: 1; past their day without an entry: 2; not due yet: 0; without a day: 4.'
    """
    if not states:
        return language.text("The plan assigns no task.")
    return language.plural(
        "Of {n} task, done: {done}; past their day without an entry: {late}; not due yet: {open}; "
        "without a day: {free}.",
        "Of {n} tasks, done: {done}; past their day without an entry: {late}; not due yet: "
        "{open}; without a day: {free}.",
        states.total(),
        done=states["done"],
        late=states["overdue"],
        open=states["open"],
        free=states["running"] + states["waiting"] + states["undated"],
    )


def reports_so_far(language: Language, register: pd.DataFrame, today: date, days: int) -> str:
    """Count the reports that are past their day, and those due soon.

    Parameters
    ----------
    register : DataFrame
        As from `tracking.reports.report_register`.
    today : date
    days : int
        What is due within so many days is soon.
    """
    if register.empty:
        return language.text("The plan asks for no report of its own.")
    late = int((register["state"] == "missed").sum())
    ahead = register[register["state"] == "ahead"]
    soon = int((ahead["due"].map(lambda day: (day - today).days) <= days).sum())
    return language.text(
        "Reports past their day without an entry: {late}; due within {days} days: {soon}; an "
        "agency and period counts as one.",
        late=late,
        days=days,
        soon=soon,
    )


def latest_overdue(language: Language, tasks: pd.DataFrame) -> str:
    """Name the task that is past its day for the longest time."""
    late = tasks[tasks["state"] == "overdue"]
    if late.empty:
        return ""
    row = late.sort_values(["late_since", "part"], kind="stable").iloc[0]
    return language.plural(
        "Longest past its day: task {number} ({task}), {n} day.",
        "Longest past its day: task {number} ({task}), {n} days.",
        int(row["days_late"]),
        number=task_number(row),
        task=row["task_vi"],
    )


def entries(language: Language, progress: pd.DataFrame, today: date) -> str:
    """Say how many entries there are, and of when the latest is."""
    known = progress[progress["date"] <= today.isoformat()]
    if known.empty:
        return language.text(
            "Nothing has been entered on tasks and reports up to {day}: what is past its day "
            "may have been done without an entry.",
            day=language.day(today),
        )
    return language.plural(
        "{n} entry on tasks and reports, the latest of {day}.",
        "{n} entries on tasks and reports, the latest of {day}.",
        len(known),
        day=language.day(date.fromisoformat(known["date"].max())),
    )


def kinds_of_deadline(language: Language, tasks: pd.DataFrame) -> str:
    """Say which tasks a calendar cannot judge.

    Parameters
    ----------
    tasks : DataFrame
        As from `tracking.tasks.task_states`.
    """
    states = Counter(tasks["state"])
    said = [
        language.text("{kind} ({n})", kind=language.text(kind), n=states[name])
        for name, kind in _WITHOUT_DAY.items()
        if states[name]
    ]
    if not said:
        return language.text("Every task has a day.")
    return language.text(
        "Tasks without a day cannot be late by calendar and need a report per period: {kinds}.",
        kinds=language.enumerate(said),
    )


def state(language: Language, row: pd.Series) -> str:
    """Write the state of a task.

    Parameters
    ----------
    row : Series
        Of `tracking.tasks.task_states`.

    Examples
    --------
    >>> from analysis.wording import language
    >>> state(language("en"), pd.Series({"state": "overdue", "days_late": 15}))
    'past its day, no entry (15 days)'
    """
    text = language.text(_STATES[row["state"]])
    if row["state"] != "overdue":
        return text
    days = language.plural("{n} day", "{n} days", int(row["days_late"]))
    return language.text("{state} ({days})", state=text, days=days)


def task_number(row: pd.Series) -> str:
    """Return the number of a task: by its table and row.

    Examples
    --------
    >>> task_number(pd.Series({"part": "PL01", "code": "36"}))
    'PL01.36'
    """
    return f"{row['part']}.{row['code']}"


def target_name(row: pd.Series) -> str:
    """Name a target in the plan's words, with the index that a domain or dimension belongs to.

    Parameters
    ----------
    row : Series
        Of `plans.targets`.

    Examples
    --------
    >>> row = {"index": "papi", "component": "d5", "metric_vi": "Nhóm điểm Thủ tục hành chính công"}
    >>> target_name(pd.Series(row))
    'Nhóm điểm Thủ tục hành chính công (PAPI)'
    """
    name = str(row["metric_vi"])
    if row["index"] in {"operations", "other"}:
        return name
    short = indices.index(str(row["index"])).short
    return name if short in name else f"{name} ({short})"


def years(text: str) -> str:
    """Write the year or years of a target with an en dash.

    Examples
    --------
    >>> years("2024-2025"), years("2024")
    ('2024–2025', '2024')
    """
    return text.replace("-", "–")


def periods(language: Language, names: list[str]) -> str:
    """Write some periods in few letters: all if they are few, else the first and the last.

    Examples
    --------
    >>> from analysis.wording import language
    >>> periods(language("vi"), ["2024-08", "2024-09"]), periods(language("vi"), ["2024-Q3"])
    ('8/2024, 9/2024', 'quý III/2024')
    >>> periods(language("en"), [f"2024-{month:02}" for month in range(1, 9)])
    '8 periods, 1/2024 to 8/2024'
    """
    short = [_short(language, name) for name in names]
    if not short:
        return DASH
    if len(short) <= NAMED:
        return ", ".join(short)
    return language.plural(
        "{n} period, {first} to {last}",
        "{n} periods, {first} to {last}",
        len(short),
        first=short[0],
        last=short[-1],
    )


def _short(language: Language, name: str) -> str:
    year, _, part = name.partition("-")
    if part.startswith("Q"):
        return language.text("quarter {quarter}", quarter=f"{ROMAN[int(part[1]) - 1]}/{year}")
    return f"{int(part)}/{year}" if part else year


def deadline(language: Language, due: Deadline) -> str:
    """Write when something is due.

    Examples
    --------
    >>> from analysis.wording import language
    >>> deadline(language("vi"), Deadline("monthly", "25"))
    'hằng tháng, trước ngày 25'
    >>> deadline(language("vi"), Deadline("yearly", "06-15 12-15"))
    'hằng năm, trước ngày 15/6 và 15/12'
    """
    parts = due.text.split()
    if due.kind == "years":
        return language.enumerate(parts)
    if due.kind in {"date", "range"}:
        days = [language.day(date.fromisoformat(part)) for part in parts]
        return "–".join(days) if due.kind == "range" else language.enumerate(days)
    kind = language.text(_DEADLINES[due.kind])
    if not parts:
        return kind
    if due.kind == "monthly":
        return language.text("{kind}, by day {day}", kind=kind, day=due.text)
    if due.kind == "quarterly":
        named = [language.text("quarter {quarter}", quarter=_quarter(part)) for part in parts]
        return language.enumerate(named)
    return language.text("{kind}, by {days}", kind=kind, days=language.enumerate(_days(parts)))


def _quarter(part: str) -> str:
    year, _, quarter = part.rpartition("-")
    roman = ROMAN[int(quarter[1]) - 1]
    return f"{roman}/{year}" if year else roman


def _days(parts: list[str]) -> list[str]:
    split = [part.removeprefix("+").split("-") for part in parts]
    return [f"{int(day)}/{int(month)}" for month, day in split]


def targets_by_state(language: Language, targets: pd.DataFrame) -> str:
    """Count targets by state; nothing if there are none."""
    return targets_so_far(language, Counter(targets["state"])) if len(targets) else ""


def tasks_in_period(
    language: Language, tasks: pd.DataFrame, done: pd.DataFrame, first: date, last: date
) -> str:
    """Say on how many tasks something was entered in a period; nothing without tasks."""
    if tasks.empty:
        return ""
    return language.plural(
        "From {first} to {last} there is an entry on {done} of {n} task.",
        "From {first} to {last} there are entries on {done} of {n} tasks.",
        len(tasks),
        first=language.day(first),
        last=language.day(last),
        done=len(done),
    )


def named_tasks(language: Language, tasks: pd.DataFrame, lead: str) -> str:
    """List the first tasks of a table behind a lead; nothing without tasks.

    Examples
    --------
    >>> from analysis.wording import language
    >>> row = {"part": "PL", "code": "1", "task_vi": "Kiểm tra CCHC", "evidence": None}
    >>> named_tasks(language("vi"), pd.DataFrame([row]), "Quá hạn:")
    'Quá hạn: PL.1 Kiểm tra CCHC.'
    """
    if tasks.empty:
        return ""
    said = [_named(row) for _, row in tasks.head(NAMED).iterrows()]
    more = len(tasks) - len(said)
    if more:
        said.append(language.plural("{n} more", "{n} more", more))
    return f"{lead} {'; '.join(said)}."


def _named(row: pd.Series) -> str:
    evidence = f" ({row['evidence']})" if isinstance(row["evidence"], str) else ""
    return f"{task_number(row)} {row['task_vi']}{evidence}"
