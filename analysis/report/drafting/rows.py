"""The rows of the appendices: targets and tasks in words, each with what it rests on."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from analysis import indices, provinces, store
from analysis.deadlines import Deadline
from analysis.drafting import Work
from analysis.drafting.previous import first_due, renewed
from analysis.errors import UnknownComponent
from analysis.report.drafting.subject import Drafted
from analysis.tracking.stakes import missing_points, points_at_stake
from analysis.wording import Language
from analysis.wording import drafting as words
from analysis.wording import tracking as tracking_words

# Sets of agencies that coordinate wherever nobody is named.
CONCERNED = "Các cơ quan, đơn vị liên quan"
# Numbers of the groups of new tasks.
_GROUPS = {"par_index": "I", "sipas": "II", "papi": "III"}


@dataclass(frozen=True)
class TaskRow:
    """One task of the draft.

    Attributes
    ----------
    number : int
    group_code, group, task, product, serves, basis : str
        In the language of the document; `serves` names components.
    agencies, coordinating : tuple of str
        As in the register of agencies.
    deadline : Deadline
    links : str
    points : str
        Written as on the page; empty if unknown.
    carried : dict or None
        The row of the plan before.
    """

    number: int
    group_code: str
    group: str
    task: str
    product: str
    serves: str
    basis: str
    agencies: tuple[str, ...]
    coordinating: tuple[str, ...]
    deadline: Deadline
    links: str
    points: str
    carried: dict[str, Any] | None = None


def task_rows(drafted: Drafted, language: Language) -> list[TaskRow]:
    """Return all tasks, the new ones first.

    Examples
    --------
    >>> from analysis.report.drafting.subject import open_draft
    >>> from analysis.wording.language import VIETNAMESE
    >>> made = open_draft(province="02", year=2025)
    >>> rows = task_rows(made, VIETNAMESE)
    >>> rows[0].agencies, rows[0].points
    ((), '+0,32')
    """
    new = [
        _new(drafted, language, work, number) for number, work in enumerate(drafted.works, start=1)
    ]
    return [*new, *_carried(drafted, language, first=len(new) + 1)]


def _new(drafted: Drafted, language: Language, work: Work, number: int) -> TaskRow:
    names = _Names(drafted, language)
    peers = {p.code: provinces.short_name(p, language.code) for p in provinces.provinces()}
    return TaskRow(
        number=number,
        group_code=_GROUPS[work.index],
        group=indices.index(work.index).short,
        task=words.task(language, work, names.component, peers),
        product=words.product(language, work),
        serves=names.links(";".join(work.links[:1])),
        basis=words.basis(language, work, peers, drafted.previous),
        agencies=work.agencies,
        coordinating=(CONCERNED,),
        deadline=first_due(drafted.year),
        links=";".join(work.links),
        points=words.points(language, work),
    )


def _carried(drafted: Drafted, language: Language, *, first: int) -> Iterator[TaskRow]:
    plan, table = drafted.previous, drafted.carried_tasks
    if plan is None or table.empty:
        return
    names = _Names(drafted, language)
    missing = missing_points(drafted.report.scores_so_far, drafted.province.code)
    stakes = points_at_stake(table, missing)
    rows = zip(table.to_dict("records"), stakes, strict=True)
    for number, (row, points) in enumerate(rows, start=first):
        old = _deadline(row)
        new = renewed(old, drafted.year)
        late = row["state"] == "overdue" and new == first_due(drafted.year)
        links = _text(row["links"])
        yield TaskRow(
            number=number,
            group_code=_text(row["group_code"]),
            group=_text(row["group_vi"]),
            task=_text(row["task_vi"]),
            product=_text(row["product_vi"]),
            serves=names.links(links),
            basis=words.carried(language, plan, row, late=late),
            agencies=words.names(row["lead"]),
            coordinating=words.names(row["coordinating"]),
            deadline=new,
            links=links,
            points="" if math.isnan(points) else language.number(points),
            carried={str(name): value for name, value in row.items()},
        )


def agencies(language: Language, names: tuple[str, ...]) -> str:
    """Write agencies in the language of the document; if there are none, that they are wanted."""
    if not names:
        return language.text("to be assigned")
    return "; ".join(language.pick(name, _english().get(name, name)) for name in names)


@cache
def _english() -> dict[str, str]:
    table = store.load("agencies")
    return dict(zip(table["agency_vi"], table["name_en"], strict=True))


def time(language: Language, deadline: Deadline) -> str:
    """Write when a task falls due, as a cell.

    Examples
    --------
    >>> from analysis.wording.language import VIETNAMESE
    >>> time(VIETNAMESE, Deadline("years", "2025")), time(VIETNAMESE, first_due(2025))
    ('Năm 2025', 'Quý III/2025')
    """
    said = tracking_words.deadline(language, deadline)
    if deadline.kind == "years":
        said = language.text("year {years}", years=said)
    return said[:1].upper() + said[1:]


class _Names:
    """Names of components, in the edition of the results that the plan starts from."""

    def __init__(self, drafted: Drafted, language: Language) -> None:
        self._year, self._language = drafted.report.year, language

    def component(self, index: str, code: str) -> str:
        """Return the name of a component, its code if the edition has no such one."""
        try:
            found = indices.component(index, code, self._year)
        except UnknownComponent:
            return code
        return self._language.pick(found.name_vi, found.name_en)

    def links(self, links: str) -> str:
        """Write what a task serves: index and component."""
        pairs = [link.split(":", 1) for link in links.split(";") if link]
        return "; ".join(f"{indices.index(i).short}: {self.component(i, c)}" for i, c in pairs)


def _deadline(row: dict[Any, Any]) -> Deadline | None:
    if pd.isna(row["deadline_kind"]):
        return None
    return Deadline(row["deadline_kind"], _text(row["deadline"]))


def _text(cell: Any) -> str:
    return "" if pd.isna(cell) else str(cell)
