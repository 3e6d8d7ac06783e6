"""The two parts that go into other reports: PAR INDEX and SIPAS quarterly, PAPI half-yearly."""

from datetime import date

import pandas as pd

from analysis.blocks import EMPTY, Block, bullets, heading, join, paragraph
from analysis.report.tracking.subject import Tracked
from analysis.wording import tracking as words
from analysis.wording.language import mark

_HALVES = (
    mark("Part on PAPI, first half of {year}"),
    mark("Part on PAPI, second half of {year}"),
)
_PARTS = {
    "reform_part": ("par_index", "sipas"),
    "papi_part": ("papi",),
}


def reform_part(subject: Tracked) -> Block:
    """Part on PAR INDEX and SIPAS for the report on administrative reform of a quarter."""
    quarter = (subject.today.month + 2) // 3
    start = date(subject.today.year, 3 * quarter - 2, 1)
    title = subject.language.text(
        "Part for the report on administrative reform, quarter {quarter} of {year}",
        quarter=words.ROMAN[quarter - 1],
        year=subject.today.year,
    )
    return _part(subject, "reform_part", title, start)


def papi_part(subject: Tracked) -> Block:
    """Part on PAPI for the report of half a year."""
    first = subject.today.month <= 6
    start = date(subject.today.year, 1 if first else 7, 1)
    message = _HALVES[not first]
    return _part(
        subject, "papi_part", subject.language.text(message, year=subject.today.year), start
    )


def _part(subject: Tracked, kind: str, title: str, start: date) -> Block:
    """Say what was done in a period, what is late, and where the targets stand."""
    text, language = subject.language.text, subject.language
    indices = _PARTS[kind]
    if not set(indices) & set(subject.plan.indices):
        return EMPTY
    tasks = _serving(subject.tasks, indices)
    targets = subject.targets[subject.targets["index"].isin(indices)]
    done = tasks[tasks["entered"].notna()]
    done = done[done["entered"].map(lambda day: start <= day <= subject.today)]
    late = tasks[tasks["state"] == "overdue"]
    said = [
        words.targets_by_state(language, targets),
        words.tasks_in_period(language, tasks, done, start, subject.today),
        words.named_tasks(language, done, text("Results entered:")),
        words.named_tasks(language, late, text("Past their day without an entry:")),
    ]
    return join(
        [
            heading(2, title, anchor=kind.replace("_", "-")),
            bullets(said)
            if len(tasks) or len(targets)
            else paragraph(text("The plan has no task or target on this part.")),
        ]
    )


def _serving(tasks: pd.DataFrame, indices: tuple[str, ...]) -> pd.DataFrame:
    """Return the tasks linked to a component of some indices."""
    links = tasks["links"].fillna("").str.split(";")
    own = links.map(lambda parts: any(part.split(":")[0] in indices for part in parts))
    return tasks[own.astype(bool)]
