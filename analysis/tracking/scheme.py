"""The criteria by which a plan scores itself, and the agency that answers for each.

That is the plan's own tree of criteria if its tasks have points, else the criteria of the edition
of PAR INDEX in force in the year, as far as their maxima are known.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from analysis import indices, plans, store
from analysis.change import CriteriaTree, tree_of
from analysis.errors import BadParameter, NoData
from analysis.planfile import Plan
from analysis.text import fold
from analysis.workspace import Workspace

INDEX = "par_index"


@dataclass(frozen=True)
class Scheme:
    """The criteria that a plan is scored by in one year.

    Attributes
    ----------
    plan : Plan
    year : int
    edition : str
        Edition of the criteria: its name in `criteria.csv`, or the id of the plan whose own
        criteria they are.
    criteria : DataFrame
        Indexed by code, in the order of the document: parent_code (empty for a domain), name_vi,
        max_score (points; of a sum, those of the scored criteria in it), level (0 for a domain),
        domain (its code), scored (whether points are given for it and not for criteria below
        it), with_survey (whether points of surveys are among the maximum), agency (empty if
        nobody is named).
    lacking : tuple of str
        Domains that cannot be scored, since their maximum is not known, and criteria of which
        only some parts are known.
    """

    plan: Plan
    year: int
    edition: str
    criteria: pd.DataFrame
    lacking: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every criterion that a province scores itself is in it."""
        return not self.lacking

    @property
    def scored(self) -> pd.DataFrame:
        """The criteria that points are given for."""
        return self.criteria[self.criteria["scored"]]


def scheme_of(plan_id: str, year: int, *, workspace: Workspace | None = None) -> Scheme:
    """Return the criteria that a plan is scored by in a year.

    Parameters
    ----------
    plan_id : str
    year : int
        Year that is scored: one of those of the plan.
    workspace : Workspace, optional

    Returns
    -------
    Scheme

    Raises
    ------
    BadParameter
        If the plan does not cover the year.
    NoData
        If no maxima are known.

    Examples
    --------
    >>> own = scheme_of("LC-221-2019", 2019)
    >>> len(own.scored), float(own.scored["max_score"].sum()), own.complete
    (82, 64.5, True)
    >>> own.criteria.loc["3.1.1", ["domain", "agency"]].tolist()
    ['3', 'Văn phòng UBND tỉnh']
    >>> scheme_of("TQ-150-2024", 2024).lacking
    ('2', '6', '7')
    """
    plan = plans.plan(plan_id, workspace)
    if year not in plan.years:
        covered = ", ".join(map(str, plan.years))
        raise BadParameter(f"{plan_id} covers {covered}, not {year}")
    tasks = plans.tasks(plan_id, workspace)
    parts = tasks.loc[tasks["max_points"].notna(), "part"]
    own = tasks[tasks["part"].isin(parts)].set_index("code")
    if own.empty and plan.level != "province":
        raise NoData(
            f"{plan_id} is the plan of a {plan.level}, and the data hold no criteria for one; "
            "give its tasks max_points in tasks.csv"
        )
    known = _criteria_in_force(year, workspace)
    tree = _own_tree(plan, own, known) if len(own) else _edition_tree(year, known)
    criteria = _criteria(tree)
    owners = plans.table("owners", plan_id, workspace)
    criteria["agency"] = _agencies(criteria, own["lead"].dropna(), owners[owners["index"] == INDEX])
    absent = [] if len(own) else [d for d in _domains(year) if d not in tree.frame.index]
    return Scheme(plan, year, tree.edition, criteria, (*absent, *tree.gaps))


def lineage(code: str, parents: "pd.Series[str]") -> Iterator[str]:
    """Yield a criterion and those above it.

    Examples
    --------
    >>> parents = scheme_of("LC-221-2019", 2019).criteria["parent_code"]
    >>> list(lineage("1.2.1", parents))
    ['1.2.1', '1.2', '1']
    """
    while code:
        yield code
        code = str(parents.get(code, ""))


def _criteria_in_force(year: int, workspace: Workspace | None) -> pd.DataFrame:
    """Return the criteria of the edition; criteria.csv names it by years or by its decision."""
    edition = indices.edition(INDEX, year)
    table = store.load("criteria", workspace)
    table = table[table["index"] == INDEX]
    by_decision = f"{edition.decision.partition('/')[0]}-{edition.first_year}"
    return table[table["edition"].isin([edition.name, by_decision])].set_index("code")


def _own_tree(plan: Plan, own: pd.DataFrame, known: pd.DataFrame) -> CriteriaTree:
    """Return the plan's criteria; those that are the ministry's are called as there."""
    same = known["max_score"].reindex(own.index) == own["max_points"]
    names = known["name_vi"].reindex(own.index).where(same, own["task_vi"])
    rows = own.assign(name_vi=names, max_score=own["max_points"], assessed_by="self")
    return tree_of(rows, index=INDEX, edition=plan.id)


def _edition_tree(year: int, known: pd.DataFrame) -> CriteriaTree:
    """Return the domains of an edition; its other sums divide the same points once more."""
    if known.empty:
        raise NoData(f"criteria.csv holds no criteria of {INDEX} {year}")
    domains = _domains(year)
    rows = known[[_domain(code) in domains for code in known.index]]
    rows = rows.assign(parent_code=rows["parent_code"].mask(rows.index.isin(domains)))
    return tree_of(rows, index=INDEX, edition=str(known["edition"].iloc[0]))


def _domains(year: int) -> list[str]:
    return [domain.code.removeprefix("d") for domain in indices.domains(INDEX, year)]


def _domain(code: str) -> str:
    return code.partition(".")[0]


def _criteria(tree: CriteriaTree) -> pd.DataFrame:
    """Return what a province scores itself, and the sums of it."""
    frame = tree.frame
    points = tree.scored[frame.loc[tree.scored.index, "assessed_by"] != "survey"]
    sums = pd.Series(0.0, frame.index)
    for code, maximum in points.items():
        for above in lineage(str(code), frame["parent_code"]):
            sums[above] += maximum
    kept = frame[sums > 0]
    return kept[["parent_code", "name_vi", "level", "scored"]].assign(
        max_score=sums.round(4),
        domain=[_domain(code) for code in kept.index],
        scored=kept["scored"].astype(bool),
        with_survey=kept["scored"].astype(bool) & (kept["assessed_by"] == "mixed"),
    )


def _agencies(criteria: pd.DataFrame, leads: pd.Series, owners: pd.DataFrame) -> list[str]:
    """Return who answers for each criterion: whoever is named nearest to it."""
    named = owners.dropna(subset=["criterion_vi"])
    by_name = dict(zip(named["criterion_vi"].map(fold), named["agency"], strict=True))
    whole = owners[owners["criterion_vi"].isna()]
    by_domain = dict(zip(whole["component"].fillna(""), whole["agency"], strict=True))

    names = criteria["name_vi"].map(fold)

    def agency(code: str, domain: str) -> str:
        line = list(lineage(code, criteria["parent_code"]))
        found = [
            *(by_name.get(names[c]) for c in line),
            *(leads.get(c) for c in line),
            by_domain.get(f"d{domain}"),
            by_domain.get(""),
        ]
        return next((str(name) for name in found if name), "")

    return [agency(str(code), str(domain)) for code, domain in criteria["domain"].items()]
