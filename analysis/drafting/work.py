"""New tasks that follow from the results: criteria below maximum, weak components, gains."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analysis import plans
from analysis.drafting.aims import Proposal, is_part
from analysis.drafting.owners import Assignments, Owner
from analysis.drafting.previous import goes_on
from analysis.drafting.results import Result
from analysis.gains import Gains
from analysis.peers import Peers
from analysis.planfile import Plan
from analysis.tracking.scheme import scheme_of
from analysis.tracking.scoring import MonthScores, month_scores
from analysis.workspace import Workspace

PAR_INDEX, PAPI = "par_index", "papi"
# So many of the largest gains within reach are tasks, however well the dimension stands.
_GAINS = 3
# So many parts of a dimension are named in its task.
_PARTS = 2
# They divide the points of the domains once more.
_OTHER_SUMS = ("m.appraised", "m.sipas", "m.socioeconomic")


@dataclass(frozen=True)
class Part:
    """A part of a dimension in which the best peer leads.

    Attributes
    ----------
    code : str
    own, peer : float
        Scores.
    """

    code: str
    own: float
    peer: float


@dataclass(frozen=True)
class Reach:
    """What is within reach in a dimension of PAPI.

    Attributes
    ----------
    points : float
        Achievable gain in a year, see `analysis.gains`.
    peer : str
        Code of the best of the provinces most alike; empty if none is ahead.
    peer_score : float or None
    parts : tuple of Part
        Where that peer's lead is largest.
    """

    points: float
    peer: str = ""
    peer_score: float | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Criterion:
    """A criterion that scored itself below its maximum.

    Attributes
    ----------
    code, name_vi, month : str
        Month of the self-score, such as `2024-12`.
    score, max_score : float
    """

    code: str
    name_vi: str
    month: str
    score: float
    max_score: float


@dataclass(frozen=True)
class Work:
    """A new task.

    Attributes
    ----------
    index, component : str
        What it serves.
    agencies : tuple of str
        In charge; empty if the plan before names nobody.
    owner : Owner or None
        What says so, unless it is the owner of the criterion.
    points : float or None
        Points missing in PAR INDEX, points within reach in PAPI.
    basis : Result, Reach or Criterion
        What it follows from.
    result : Result or None
        Latest one of the component.
    """

    index: str
    component: str
    agencies: tuple[str, ...]
    owner: Owner | None
    points: float | None
    basis: Result | Reach | Criterion
    result: Result | None

    @property
    def kind(self) -> Literal["component", "gain", "criterion"]:
        """What it follows from."""
        if isinstance(self.basis, Result):
            return "component"
        return "gain" if isinstance(self.basis, Reach) else "criterion"

    @property
    def links(self) -> tuple[str, ...]:
        """Components that it serves, as in `tasks.csv`."""
        parts = self.basis.parts if isinstance(self.basis, Reach) else ()
        return tuple(f"{self.index}:{c}" for c in (self.component, *(p.code for p in parts)))


def last_self_scores(
    plan: Plan, year: int, workspace: Workspace | None = None
) -> MonthScores | None:
    """Return the last self-scores before a year, None if there are none.

    Parameters
    ----------
    plan : Plan
        The plan before.
    year : int
        Year of the next plan.
    workspace : Workspace, optional

    Examples
    --------
    >>> last_self_scores(plans.plan("TQ-150-2024"), 2025)
    """
    entries = plans.table("self_scores", plan.id, workspace)
    months = [m for m in entries["month"] if int(m[:4]) < year and int(m[:4]) in plan.years]
    if not months or not goes_on(plan, year):
        return None
    last = max(months)
    return month_scores(scheme_of(plan.id, int(last[:4]), workspace=workspace), entries, last)


def criteria_below(scored: MonthScores, named: Assignments) -> Iterator[Work]:
    """Yield a task for every criterion that lost points, the largest loss first."""
    lost = scored.criteria[scored.criteria["lost"] > 0]
    for code, row in lost.sort_values("lost", ascending=False, kind="stable").iterrows():
        component = f"d{row['domain']}"
        agencies = tuple(name.strip() for name in row["agency"].split(";") if name.strip())
        owner = None if agencies else named.owner(PAR_INDEX, component)
        basis = Criterion(
            *(str(code), row["name_vi"], scored.month, row["score"], row["max_score"])
        )
        yield Work(
            index=PAR_INDEX,
            component=component,
            agencies=agencies or (owner.agencies if owner else ()),
            owner=owner,
            points=float(row["lost"]),
            basis=basis,
            result=None,
        )


def weak_components(
    proposals: Sequence[Proposal], named: Assignments, done: frozenset[str] = frozenset()
) -> Iterator[Work]:
    """Yield a task for every component that asks for more or lacks points, without a forecast.

    Parameters
    ----------
    proposals : sequence of Proposal
        Of one index.
    named : Assignments
    done : frozenset of str
        Components that have tasks already.

    Yields
    ------
    Work
        For the whole index only if none of its components is known.
    """
    open_ones = [p for p in proposals if not p.learnt and p.component not in _OTHER_SUMS]
    parts = [p for p in open_ones if p.component != "overall"]
    for proposal in parts or open_ones:
        result = proposal.result
        if result is None or proposal.component in done:
            continue
        lost = result.lost if proposal.index == PAR_INDEX else None
        if proposal.asks_for_more or lost:
            yield _work(proposal, named, points=lost, basis=result)


def gains_within_reach(
    proposals: Sequence[Proposal],
    gains: Gains,
    peers: Peers | None,
    package: Sequence[str],
    scores: pd.DataFrame,
    named: Assignments,
) -> Iterator[Work]:
    """Yield a task for the dimensions of PAPI where most can be gained or least is had.

    Parameters
    ----------
    proposals : sequence of Proposal
        Of PAPI.
    gains : Gains
    peers : Peers or None
    package : sequence of str
        The fewest dimensions that lead into the next group, if there are any.
    scores : DataFrame
        Results of PAPI in the year of the gains.
    named : Assignments

    Yields
    ------
    Work
        For the package, the three largest gains and the dimensions in the last quarter, the
        largest gain first.
    """
    of = {p.component: p for p in proposals}
    order = gains.frame["achievable"].sort_values(ascending=False, kind="stable")
    largest = set(order[order > 0].head(_GAINS).index)
    for code, points in order.items():
        component = str(code)
        proposal = of[component]
        if not (component in largest or component in package or _in_last_quarter(proposal.result)):
            continue
        reach = _reach(component, float(points), gains.code, peers, scores)
        yield _work(proposal, named, points=reach.points or None, basis=reach)


def _work(
    proposal: Proposal, named: Assignments, *, points: float | None, basis: Result | Reach
) -> Work:
    parts = tuple(part.code for part in basis.parts) if isinstance(basis, Reach) else ()
    owner = named.owner(proposal.index, proposal.component, parts)
    return Work(
        index=proposal.index,
        component=proposal.component,
        agencies=owner.agencies if owner else (),
        owner=owner,
        points=points,
        basis=basis,
        result=proposal.result,
    )


def _in_last_quarter(result: Result | None) -> bool:
    return result is not None and result.rank is not None and 4 * result.rank > 3 * result.n


def _reach(
    component: str, points: float, code: str, peers: Peers | None, scores: pd.DataFrame
) -> Reach:
    best = None if peers is None else peers.best.to_dict("index").get(component)
    if best is None or not best["score"] > best["own"]:
        return Reach(points)
    peer = str(best["peer"])
    table = scores[scores["province_code"].isin([code, peer])].pivot(
        index="component", columns="province_code", values="score"
    )
    own = [c for c in table.index if is_part(c) and c.startswith(f"{component}.")]
    pairs = table.loc[own, [code, peer]].dropna()
    lead = (pairs[peer] - pairs[code]).sort_values(ascending=False, kind="stable")
    parts = tuple(
        Part(str(part), float(pairs.loc[part, code]), float(pairs.loc[part, peer]))
        for part in lead[lead > 0].head(_PARTS).index
    )
    return Reach(points, peer, float(best["score"]), parts)
