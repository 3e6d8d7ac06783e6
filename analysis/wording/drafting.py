"""The draft of a plan in words: aims, tasks, products, and what each rests on."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from analysis.drafting.aims import Aim, Level, Proposal
from analysis.drafting.owners import Owner
from analysis.drafting.results import Result
from analysis.drafting.work import Criterion, Reach, Work
from analysis.planfile import Plan
from analysis.wording import cells, sentences
from analysis.wording import targets as target_words
from analysis.wording.language import Language, mark
from analysis.wording.tracking import periods, task_number

LEVELS: dict[Level, str] = {"safe": mark("safe level"), "ambitious": mark("ambitious level")}
_SURVEY = "sipas"

NameOf = Callable[[str, str], str]


def result(language: Language, found: Result | None) -> str:
    """Write a result: rank, points, group, year.

    Examples
    --------
    >>> from analysis.wording.language import VIETNAMESE
    >>> result(VIETNAMESE, Result(2024, 42.546778, 80.0, 44, 61, "low_average", "S1"))
    'thứ 44/61; 42,55 điểm; nhóm trung bình thấp (2024)'
    """
    if found is None:
        return ""
    parts = []
    if found.rank is not None:
        parts.append(language.text("rank {rank}", rank=cells.rank(found.rank, found.n)))
    if found.score is not None:
        parts.append(sentences.amount(language, found.score, found.unit))
    if found.group is not None:
        name = sentences.group_name(language, found.group)
        parts.append(language.text("group {name}", name=name))
    return f"{'; '.join(parts)} ({found.year})"


def aim(language: Language, wanted: Aim, base: Result | None) -> str:
    """Write an aim, with its probability if it has one.

    Examples
    --------
    >>> from analysis.wording.language import VIETNAMESE
    >>> aim(VIETNAMESE, Aim("safe", "rank<=", "44", "rank", 0.68), None)
    'trong 44 địa phương dẫn đầu (68%)'
    """
    row = {"comparator": wanted.comparator, "value": wanted.value, "unit": wanted.unit}
    row["baseline"] = _base(wanted, base)
    said = target_words.aim(language, pd.Series(row))
    if wanted.probability is None:
        return said
    chance = cells.chance(language, wanted.probability)
    return language.text("{aim} ({chance})", aim=said, chance=chance)


def level(language: Language, name: Level) -> str:
    """Name a level at the head of a column or sentence.

    Examples
    --------
    >>> from analysis.wording.language import VIETNAMESE
    >>> level(VIETNAMESE, "safe")
    'Mức bảo đảm'
    """
    return language.text(LEVELS[name]).capitalize()


def aims(language: Language, proposal: Proposal, name: Level) -> str:
    """Write all aims of a level; nothing if there are none."""
    return "; ".join(aim(language, each, proposal.result) for each in proposal.of(name))


def _base(wanted: Aim, base: Result | None) -> Any:
    if base is None:
        return None
    return base.rank if wanted.unit == "rank" else base.score


def task(language: Language, work: Work, name: NameOf, peers: Mapping[str, str]) -> str:
    """Write what is to be done."""
    what = name(work.index, work.component)
    basis = work.basis
    if isinstance(basis, Criterion):
        return language.text(
            "Mend what costs points in criterion {code} ({name})",
            code=basis.code,
            name=basis.name_vi,
        )
    if isinstance(basis, Reach):
        parts = [name(work.index, part.code) for part in basis.parts]
        if not basis.peer:
            return language.text("Raise the score of {name}", name=what)
        if not parts:
            return language.text(
                "Raise the score of {name}; study how {peer} works",
                name=what,
                peer=peers[basis.peer],
            )
        return language.text(
            "Raise the score of {name}, first in: {parts}; study how {peer} works",
            name=what,
            parts=language.enumerate(parts),
            peer=peers[basis.peer],
        )
    if work.index == _SURVEY:
        return language.text(
            "Review what people were least satisfied with in {name}; submit remedies", name=what
        )
    return language.text(
        "Review every criterion of {name} below its maximum: causes, remedies, who does what",
        name=what,
    )


def product(language: Language, work: Work) -> str:
    """Write what a new task brings forth."""
    if work.kind == "criterion":
        return language.text("Evidence that earns the maximum")
    if work.kind == "gain":
        return language.text("Plan of action; report on the result")
    return language.text("Report with remedies")


def basis(language: Language, work: Work, peers: Mapping[str, str], plan: Plan | None) -> str:
    """Write what a new task follows from, and what names the agency in charge."""
    found = work.basis
    if isinstance(found, Criterion):
        said = [
            language.text(
                "self-score of {month}: {score} of {maximum} points",
                month=periods(language, [found.month]),
                score=language.number(found.score),
                maximum=language.number(found.max_score),
            )
        ]
    else:
        said = [result(language, work.result)] if work.result else []
    if isinstance(found, Result):
        said[-1] += f" [{found.source_id}]"
        if work.points:
            said.append(language.text("{n} points lost", n=language.number(work.points)))
    if isinstance(found, Reach) and found.peer:
        peer = language.text(
            "{peer}, the best of the provinces most alike: {score} points",
            peer=peers[found.peer],
            score=cells.number(language, found.peer_score),
        )
        said.append(peer)
    return "; ".join([*said, *_owner(language, work.owner, plan)])


def _owner(language: Language, owner: Owner | None, plan: Plan | None) -> list[str]:
    if owner is None or plan is None:
        return []
    line = line_of(language, plan, owner.line)
    return [language.text("in charge as in {plan}", plan=line)]


def line_of(language: Language, plan: Plan, line: int) -> str:
    """Name a line of a plan.

    Examples
    --------
    >>> from analysis import plans
    >>> from analysis.wording.language import VIETNAMESE
    >>> line_of(VIETNAMESE, plans.plan("TQ-150-2024"), 57)
    '150/KH-UBND, dòng 57'
    """
    return language.text("{plan}, line {line}", plan=plan.number or plan.kind_vi, line=line)


def dated_plan(language: Language, plan: Plan) -> str:
    """Name a plan with its date, if it has one.

    Examples
    --------
    >>> from analysis import plans
    >>> from analysis.wording.language import VIETNAMESE
    >>> dated_plan(VIETNAMESE, plans.plan("TQ-150-2024"))
    'Kế hoạch số 150/KH-UBND của UBND tỉnh Tuyên Quang ngày 12/8/2024'
    """
    name = sentences.plan_name(language, plan)
    if len(plan.date) < len("2024-08-12"):
        return name
    day = language.day(date.fromisoformat(plan.date))
    return language.text("{plan} of {day}", plan=name, day=day)


def names(cell: Any) -> tuple[str, ...]:
    """Return the agencies of a cell of a plan's table."""
    if pd.isna(cell):
        return ()
    return tuple(name.strip() for name in str(cell).split(";") if name.strip())


def grounds_of(
    language: Language, proposal: Proposal, owner: Owner | None, plan: Plan | None
) -> str:
    """Write what a target rests on: a forecast, or the last result and its source."""
    if proposal.learnt:
        said = [language.text("forecast from {years}", years=language.span(proposal.learnt))]
    else:
        said = [language.text("last result; no probability")]
        if proposal.edition_changed:
            said = [language.text("last result, of an earlier edition; no probability")]
    if proposal.result is not None:
        said[0] += f" [{proposal.result.source_id}]"
    return "; ".join([*said, *_owner(language, owner, plan)])


def points(language: Language, work: Work) -> str:
    """Write the points of a new task: those lost, or with a plus those within reach."""
    if work.points is None:
        return ""
    return language.signed(work.points) if work.kind == "gain" else language.number(work.points)


def carried(language: Language, plan: Plan, row: Mapping[Any, Any], *, late: bool) -> str:
    """Write where a task of the plan before stands, and why it goes on."""
    values = {
        "plan": plan.number or plan.kind_vi,
        "number": task_number(pd.Series(dict(row))),
        "line": row["source_line"],
    }
    if late:
        return language.text(
            "{plan}, {number} (line {line}): past its day, not entered as done", **values
        )
    return language.text("{plan}, {number} (line {line}): goes on", **values)
