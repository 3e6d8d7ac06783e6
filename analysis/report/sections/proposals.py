"""What the people's committee is asked to decide: only what follows from the results."""

from collections.abc import Iterator

import pandas as pd

from analysis import indices
from analysis.blocks import Block, bullets, heading, paragraph
from analysis.report.params import INDICES
from analysis.report.sections import results
from analysis.report.sections.sipas import PARTS as SIPAS_PARTS
from analysis.report.sections.worklist import EVEN, find_tasks, targets_ahead
from analysis.report.subject import Subject
from analysis.wording import cells, sentences
from analysis.wording import targets as target_words

# More dimensions than that are no priority.
_FEW = 3


def proposals(subject: Subject) -> Block:
    """Ask for effort where it reaches a group, for agencies, for a second look, for data."""
    text = subject.language.text
    title = heading(2, text("Proposals"), anchor="proposals")
    said = [s for part in (_effort, _agencies, _targets, _data) for s in part(subject)]
    if not said:
        return title + paragraph(text("No proposal follows from the results."))
    asked = text("The people's committee of {place} is asked:", place=subject.place)
    *others, last = said
    return title + paragraph(asked) + bullets([*(f"{one};" for one in others), f"{last}."])


def _effort(subject: Subject) -> Iterator[str]:
    """Ask to put effort where the fewest dimensions reach the next group."""
    found = results.gains(subject)
    goal = results.next_group(subject)
    if found is None or goal is None or goal.packages is None:
        return
    if len(goal.packages.best) > _FEW:
        return
    language, names = subject.language, subject.domain_names(found.index)
    best = goal.packages.best
    yield language.text(
        "to put effort first into {names}: the fewest dimensions that may lead into the {group} "
        "group, with a chance of {chance} in a year",
        names=language.enumerate([names[code] for code in best]),
        group=sentences.group_name(language, goal.group),
        chance=cells.chance(language, found.chance(best, goal.needed)),
    )


def _agencies(subject: Subject) -> Iterator[str]:
    """Ask for a lead agency where no plan names one."""
    without = [task.label for task in find_tasks(subject) if not task.leads]
    if without:
        yield subject.language.plural(
            "to name a lead agency and a deadline for {n} task that has none, {name}",
            "to name lead agencies and deadlines for {n} tasks that have none, first for {name}",
            len(without),
            name=without[0],
        )


def _targets(subject: Subject) -> Iterator[str]:
    """Ask for a second look at targets that will more likely be missed than met."""
    language, ahead = subject.language, targets_ahead(subject)
    if ahead.empty:
        return
    risky = ahead[ahead["probability"] < EVEN].sort_values("probability", kind="stable")
    listed = [
        f"{target_words.name(language, row, subject.year)} "
        f"({cells.chance(language, row['probability'])})"
        for _, row in risky.iterrows()
    ]
    if listed:
        yield language.text(
            "to look again at the measures for the targets of {due} that will more likely be "
            "missed than met: {targets}",
            due=max(subject.due_year, subject.year + 1),
            targets=language.enumerate(listed),
        )


def _data(subject: Subject) -> Iterator[str]:
    """Ask for the scores that no public source prints."""
    language = subject.language
    missing = [
        indices.index(index).short
        for index in INDICES
        if not subject.section(index).rows.empty
        and not indices.is_complete(index, subject.year)
        and not _detailed(subject, index)
    ]
    if missing:
        yield language.text(
            "to provide the score sheets of {names} for {year}, which the public sources do not "
            "print, so that lost points can be traced to criteria",
            names=language.enumerate(missing),
            year=subject.year,
        )


def _detailed(subject: Subject, index: str) -> bool:
    """Tell whether the province's score and any of the parts below it are known."""
    if index in subject.profiles:
        known = bool(subject.profiles[index]["score"].notna().any())
    else:
        own = subject.province.code
        known = any(own in subject.section(index, part).rows.index for part in SIPAS_PARTS)
    return known and pd.notna(subject.now(index).get("score"))
