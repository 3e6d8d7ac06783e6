"""Sections II and III and appendix II: what is demanded, and the tasks."""

from collections.abc import Iterator
from functools import lru_cache

from analysis import indices
from analysis.blocks import EMPTY, Block, bullets, heading, join, paragraph, pointer
from analysis.report.drafting.rows import TaskRow, agencies, task_rows, time
from analysis.report.drafting.subject import Drafted
from analysis.report.params import INDICES
from analysis.report.sections import results
from analysis.report.sections.official import appendix
from analysis.tables import Column, table, without_blank
from analysis.wording import cells, sentences
from analysis.wording.language import DASH

ANCHOR = "plan-tasks"
PART = "PL2"


@lru_cache(maxsize=4)
def rows_of(drafted: Drafted) -> list[TaskRow]:
    """Return the tasks in the language of the document."""
    return task_rows(drafted, drafted.language)


def demands(drafted: Drafted) -> Block:
    """Section II: what every task has to have, and what is still open in the draft."""
    text, language = drafted.language.text, drafted.language
    unassigned = sum(not row.agencies for row in rows_of(drafted))
    said = [
        text("Each task has an agency in charge, a product and a deadline, and serves components "
             "of the indices that are named."),
        text("Heads of the agencies in charge answer to {body} for product and deadline.",
             body=drafted.letterhead.body),
        text("Results are reported with evidence; for points lost the cause is named, and what "
             "mends it."),
    ]  # fmt: skip
    if unassigned:
        said.append(
            language.plural(
                "{n} task has no agency in charge yet: it is to be assigned before the plan is "
                "signed.",
                "{n} tasks have no agency in charge yet: they are to be assigned before the plan "
                "is signed.",
                unassigned,
            )
        )
    return heading(2, text("Requirements"), anchor="demands") + bullets(said)


def tasks(drafted: Drafted) -> Block:
    """Section III: the new tasks by index, and how many go on."""
    text = drafted.language.text
    return join(
        [
            heading(2, text("Tasks and solutions"), anchor="tasks"),
            *(_index(drafted, index) for index in INDICES),
            _carried_words(drafted),
            pointer(
                text(
                    "Agencies, products, deadlines and grounds of all tasks stand in {appendix}.",
                    appendix=text("the appendix"),
                ),
                words=text("the appendix"),
                anchor=ANCHOR,
            )
            if rows_of(drafted)
            else paragraph(text("No task follows from the results.")),
        ]
    )


def _index(drafted: Drafted, index: str) -> Block:
    """Tasks of one index, and for PAPI the fewest dimensions that lead into the next group."""
    language, short = drafted.language, indices.index(index).short
    own = [row for row in rows_of(drafted) if row.carried is None and row.group == short]
    if not own:
        return EMPTY
    return join(
        [
            heading(3, language.text("Raising {index}", index=short)),
            paragraph(*(_package(drafted) if index == "papi" else ())),
            bullets(_line(drafted, row) for row in own),
        ]
    )


def _line(drafted: Drafted, row: TaskRow) -> str:
    language = drafted.language
    return language.text(
        "{task} ({agencies}; {time}).",
        task=row.task,
        agencies=agencies(language, row.agencies),
        time=time(language, row.deadline),
    )


def _package(drafted: Drafted) -> Iterator[str]:
    """Say what leads into the next better group of PAPI, if anything does in a year."""
    language, goal = drafted.language, results.next_group(drafted.report)
    found = results.gains(drafted.report)
    if goal is None or found is None or goal.packages is None:
        return
    names = drafted.report.domain_names("papi")
    best = goal.packages.best
    yield language.text(
        "The fewest dimensions whose achievable gains together lead into the {group} group: "
        "{names}; {needed} points are lacking, and that they gain as much in a year has a chance "
        "of {chance}.",
        group=sentences.group_name(language, goal.group),
        names=language.enumerate([names[code] for code in best]),
        needed=language.number(goal.needed),
        chance=cells.chance(language, found.chance(best, goal.needed)),
    )


def _carried_words(drafted: Drafted) -> Block:
    """Say what becomes of the tasks of the plan before."""
    language, plan = drafted.language, drafted.previous
    if plan is None:
        return EMPTY
    name = sentences.plan_name(language, plan)
    going = [row for row in rows_of(drafted) if row.carried is not None]
    title = heading(3, language.text("Tasks of the plan before"))
    if not going and max(plan.years) < drafted.year - 1:
        return title + paragraph(
            language.text(
                "{plan} ended in {year}: its tasks are not taken over, only who answers for what.",
                plan=name,
                year=max(plan.years),
            )
        )
    return title + paragraph(
        language.plural(
            "{n} task of {plan} is not entered as done and goes on.",
            "{n} tasks of {plan} are not entered as done and go on.",
            len(going),
            plan=name,
        )
    )


def task_tables(drafted: Drafted) -> Block:
    """Appendix II: all tasks."""
    text = drafted.language.text
    new = [row for row in rows_of(drafted) if row.carried is None]
    old = [row for row in rows_of(drafted) if row.carried is not None]
    blocks = [
        _table(drafted, rows, anchor=anchor, caption=caption)
        for rows, anchor, caption in (
            (new, "tasks-new", text("New tasks of {year}", year=drafted.year)),
            (old, "tasks-carried", text("Tasks of the plan before that go on")),
        )
        if rows
    ]
    return appendix(drafted, text("Assignment of tasks"), blocks, anchor=ANCHOR)


def _table(drafted: Drafted, rows: list[TaskRow], *, anchor: str, caption: str) -> Block:
    text = drafted.language.text
    columns = [
        Column(text("No."), numeric=False),
        Column(text("Task"), numeric=False),
        Column(text("Product"), numeric=False),
        Column(text("Lead agency"), numeric=False),
        Column(text("Coordinating"), numeric=False),
        Column(text("Time"), numeric=False),
        Column(text("Component served"), numeric=False),
        Column(text("Points")),
        Column(text("Basis"), numeric=False),
    ]
    return table(
        *without_blank(columns, [_cells(drafted, row) for row in rows], blank=DASH),
        anchor=anchor,
        caption=caption,
        note=text(
            "Points: those lost in PAR INDEX, or with a plus those within reach in PAPI (reached "
            "or passed by one in four provinces from such a position in a year). {dash} not known.",
            dash=DASH,
        ),
        wide=True,
    )


def _cells(drafted: Drafted, row: TaskRow) -> list[str]:
    language = drafted.language
    return [
        str(row.number),
        row.task,
        row.product or DASH,
        agencies(language, row.agencies),
        agencies(language, row.coordinating) if row.coordinating else DASH,
        time(language, row.deadline),
        row.serves or DASH,
        row.points or DASH,
        row.basis,
    ]
