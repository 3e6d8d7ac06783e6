"""Tasks that follow from the results: what, for whom, by when, with what at stake."""

from collections.abc import Iterator

from analysis.blocks import Block, heading, join, paragraph
from analysis.report.sections.worklist import Task, find_tasks
from analysis.report.subject import Subject
from analysis.tables import Column, table, without_blank
from analysis.wording import cells
from analysis.wording.language import DASH


def tasks(subject: Subject) -> Block:
    """Table T14: what to work on, who leads, what is at stake."""
    text = subject.language.text
    title = heading(2, text("Tasks and solutions"), anchor="tasks")
    found = find_tasks(subject)
    if not found:
        return title + paragraph(text("No task for a single domain follows from the results."))
    return join([title, paragraph(*_words(subject, found)), _table(subject, found)])


def _words(subject: Subject, found: list[Task]) -> Iterator[str]:
    language = subject.language
    yield language.plural(
        "{n} task follows from the results: domains in the last quarter of the country, targets "
        "missed, at risk or asking for more, and the largest gains within reach.",
        "{n} tasks follow from the results: domains in the last quarter of the country, targets "
        "missed, at risk or asking for more, and the largest gains within reach.",
        len(found),
    )
    first = found[0]
    if first.gain:
        yield language.text(
            "The first is {name}: {points} points are within reach in a year.",
            name=first.label,
            points=language.signed(first.gain),
        )
    if first.peer and first.peer_score is not None:
        yield language.text(
            "Of the provinces most alike, {peer} scores {score} there.",
            peer=subject.names[first.peer],
            score=language.number(first.peer_score),
        )
    if not any(task.leads or task.due for task in found):
        yield language.text("Lead agencies and deadlines are not determined: no plan names them.")


def _table(subject: Subject, found: list[Task]) -> Block:
    text = subject.language.text
    columns = [
        Column(text("Task"), numeric=False),
        Column(text("Aim"), numeric=False),
        Column(text("Lead agency"), numeric=False),
        Column(text("Deadline"), numeric=False),
        Column(text("Points within reach")),
        Column(text("Chance")),
        Column(text("Best of the provinces alike"), numeric=False),
    ]
    body = [_cells(subject, task) for task in found]
    shown, rows = without_blank(columns, body, blank="")
    unknown, determined = DASH, text("not determined")
    # Where a plan names some, the reader must see that it does not name the others.
    plans = {text("Aim"), text("Lead agency"), text("Deadline")}
    filled = [
        [cell or (determined if column.label in plans else unknown)
         for column, cell in zip(shown, row, strict=True)]
        for row in rows
    ]  # fmt: skip
    return table(
        shown,
        filled,
        anchor="t14",
        caption=text(
            "Tasks that follow from the results of {year}: {place}",
            year=subject.year,
            place=subject.place,
        ),
        note=text(
            "Points within reach: what one in four provinces from such a position gained in a "
            "year. Chance: probability of the plan's target by the forecast. Aims, agencies and "
            "deadlines are those of the plan. {dash} not known.",
            dash=DASH,
        )
        if subject.plan
        else text(
            "Points within reach: what one in four provinces from such a position gained in a "
            "year. {dash} not known.",
            dash=DASH,
        ),
    )


def _cells(subject: Subject, task: Task) -> list[str]:
    language = subject.language
    peer = ""
    if task.peer:
        peer = f"{subject.names[task.peer]} ({cells.number(language, task.peer_score)})"
    return [
        language.text("Improve {name}", name=task.label),
        language.enumerate(task.aims),
        language.enumerate(task.leads),
        language.enumerate(task.due),
        "" if task.gain is None else language.signed(task.gain),
        "" if task.chance is None else cells.chance(language, task.chance),
        peer,
    ]
