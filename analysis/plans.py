"""Provincial and district plans: who set which targets, for which years."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import store
from analysis import workspace as workspaces
from analysis.errors import NoData
from analysis.workspace import Workspace


@dataclass(frozen=True)
class Plan:
    """The heading of a plan.

    Attributes
    ----------
    id : str
        Name of its folder below `data/raw/plans`.
    number, date : str
        Number and ISO date; empty where the document has none.
    kind_vi, issuer_vi : str
        Kind of document and who issued it.
    level : str
        province or district.
    province : str
        Code of the frame vn63.
    years : tuple of int
        Years that it covers.
    base_year : int or None
        Year of the results that it starts from, if it says.
    indices : tuple of str
        Indices that it sets targets for.
    source_file : str
        The document.
    """

    id: str
    number: str
    date: str
    kind_vi: str
    issuer_vi: str
    level: str
    province: str
    years: tuple[int, ...]
    base_year: int | None
    indices: tuple[str, ...]
    source_file: str


def plans(workspace: Workspace | None = None) -> tuple[Plan, ...]:
    """Return all plans, sorted by id.

    Examples
    --------
    >>> [p.id for p in plans()]
    ['HB-2024', 'LC-221-2019', 'TQ-150-2024', 'VL-2023', 'VP-2866-2021']
    """
    place = workspace or workspaces.find()
    return tuple(_read(path) for path in sorted(place.raw.glob("plans/*/plan.toml")))


def plan(plan_id: str, workspace: Workspace | None = None) -> Plan:
    """Return one plan.

    Raises
    ------
    NoData
        If there is no such plan.

    Examples
    --------
    >>> plan("TQ-150-2024").number
    '150/KH-UBND'
    """
    known = plans(workspace)
    for item in known:
        if item.id == plan_id:
            return item
    raise NoData(f"no plan {plan_id!r}; the plans are {', '.join(p.id for p in known)}")


def plan_for(code: str, year: int, workspace: Workspace | None = None) -> Plan | None:
    """Return the provincial plan that a report of a year is checked against, if there is one.

    That is a plan which covers the year, else one that starts from its results.

    Examples
    --------
    >>> plan_for("08", 2023).id, plan_for("22", 2023)
    ('TQ-150-2024', None)
    """
    own = [p for p in plans(workspace) if p.province == code and p.level == "province"]
    covering = [p for p in own if year in p.years]
    starting = [p for p in own if year == p.base_year]
    return next(iter(covering + starting), None)


def targets(plan_id: str, workspace: Workspace | None = None) -> pd.DataFrame:
    """Return the targets of a plan, one row a target and year.

    Examples
    --------
    >>> len(targets("TQ-150-2024"))
    51
    """
    plan(plan_id, workspace)
    table = store.load("targets", workspace)
    return table[table["plan_id"] == plan_id].reset_index(drop=True)


def _read(path: Path) -> Plan:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Plan(
        id=data["id"],
        number=data.get("number", ""),
        date=data.get("date", ""),
        kind_vi=data["kind_vi"],
        issuer_vi=data["issuer_vi"],
        level=data["level"],
        province=data["province"],
        years=tuple(data["years"]),
        base_year=data.get("base_year"),
        indices=tuple(data["indices"]),
        source_file=data["source_file"],
    )
