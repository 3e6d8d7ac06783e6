"""What the models say of one province, for all sections that speak of it; None if unknown."""

import math
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis import change as changes
from analysis import indices, panel, quality, regional
from analysis import subparts as parts
from analysis.change import Decomposition, Regression
from analysis.errors import (
    BadParameter,
    BreakInside,
    IncompletePanel,
    NoData,
    TooFewObservations,
)
from analysis.gains import Gains, Packages, achievable_gains, smallest_package
from analysis.peers import Peers, find_peers
from analysis.quality import Quality
from analysis.ranks import GROUPS, points_to_rank, probability_rose
from analysis.regional import RegionTable
from analysis.report.national import CONTEXT
from analysis.report.params import INDICES
from analysis.report.subject import Subject
from analysis.trend import Trend

# Noise alone makes a movement of so many of its standard deviations once in 16,000 times.
_SUSPICIOUS = 4.0
# What a result may lack: a year, a part, a national mean, a score that is a sum.
NOT_TO_BE_HAD = (NoData, IncompletePanel, BadParameter, TooFewObservations)

# Several sections of a report ask for the same; a few reports may be made at a time.
_kept = lru_cache(maxsize=16)


@_kept
def change(subject: Subject, index: str) -> Decomposition | None:
    """Take the change apart in points, across a change of edition in per cent."""
    years = [subject.year - 1, subject.year]
    try:
        return changes.decompose_change(
            subject.scores_so_far,
            subject.province.code,
            index,
            start=years[0],
            end=years[1],
            in_percent=not indices.comparable(index, "overall", years),
        )
    except (BreakInside, *NOT_TO_BE_HAD):
        return None


@_kept
def regression(subject: Subject, index: str) -> Regression | None:
    """Return how far the movement is what regression to the mean foretells."""
    fit = subject.national.galton
    if fit is None or index != fit.index:
        return None
    try:
        held = panel.panel(subject.scores_so_far, index)
        return changes.regression_to_mean(held, subject.province.code, subject.year, fit=fit)
    except (BreakInside, *NOT_TO_BE_HAD):
        return None


@_kept
def chance_rose(subject: Subject) -> float | None:
    """Return how likely PAPI really rose against the nation since the year before."""
    years, noise = [subject.year - 1, subject.year], subject.national.noise
    if noise is None:
        return None
    try:
        held = panel.panel(subject.scores_so_far, "papi", years=years)
        chances = probability_rose(held.table[years[0]], held.table[years[1]], noise.sd)
    except (KeyError, NoData):
        return None
    known = not held.breaks and subject.province.code in chances.index
    return float(chances[subject.province.code]) if known else None


@dataclass(frozen=True)
class Unusual:
    """A movement against the nation beyond what noise makes.

    Attributes
    ----------
    change : float
        Points.
    ratio : float
        Of the standard deviation of such movements by noise alone.
    """

    change: float
    ratio: float


@_kept
def unusual(subject: Subject) -> Unusual | None:
    """Return the movement of PAPI if it is so large that its figures should be checked."""
    years, noise = [subject.year - 1, subject.year], subject.national.noise
    if noise is None:
        return None
    try:
        held = panel.panel(subject.scores_so_far, "papi", measure="distance", years=years)
        change = float((held.table[years[1]] - held.table[years[0]])[subject.province.code])
    except (KeyError, NoData, IncompletePanel):
        return None
    ratio = abs(change) / (noise.sd * math.sqrt(2))
    return None if held.breaks or not ratio >= _SUSPICIOUS else Unusual(change, ratio)


@_kept
def gains(subject: Subject) -> Gains | None:
    """Return what each dimension of PAPI can gain in a year."""
    experience = subject.national.experience
    if experience is None:
        return None
    try:
        return achievable_gains(experience, subject.province.code)
    except (NoData, BadParameter):
        return None


@dataclass(frozen=True)
class NextGroup:
    """The next better group of the whole PAPI, and what leads there.

    Attributes
    ----------
    group : str
    rank : int
        Of its last member.
    needed : float
        Points that the province lacks if no other moves.
    packages : Packages or None
        The fewest dimensions that reach it; None if all together do not.
    """

    group: str
    rank: int
    needed: float
    packages: Packages | None


@_kept
def next_group(subject: Subject) -> NextGroup | None:
    """Return the next better group; None if the province is in the highest, or no gains known."""
    found = gains(subject)
    if found is None:
        return None
    section, code = subject.section(found.index), subject.province.code
    groups = section.groups
    place = GROUPS.index(str(groups[code]))
    if place == 0:
        return None
    better = GROUPS[place - 1]
    rank = int(section.ranked[groups.index[groups == better]].max())
    needed = points_to_rank(section.rows["score"], code, rank)
    try:
        packages = smallest_package(found.frame["achievable"], needed)
    except BadParameter:
        packages = None
    return NextGroup(better, rank, needed, packages)


@_kept
def peers(subject: Subject) -> Peers | None:
    """Find peers by profile and context, by profile alone where context is not known."""
    for context in (CONTEXT, ()):
        try:
            return find_peers(
                subject.scores_so_far,
                subject.province.code,
                "papi",
                year=subject.year,
                context=context,
            )
        except (NoData, TooFewObservations):
            continue
    return None


@_kept
def region(subject: Subject, index: str) -> RegionTable | None:
    """Return the region's known results; None if no other province of it is known."""
    sections, code = subject.national.sections, subject.province.code
    found = regional.within_region(sections, code, index, year=subject.year)
    return found if len(found.frame.index.difference([code])) else None


@_kept
def figures(subject: Subject) -> Quality:
    """Return how good the figures of the province and year are."""
    return quality.quality(subject.scores, subject.province.code, subject.year, INDICES)


@_kept
def subparts(subject: Subject) -> pd.DataFrame:
    """Return the sub-dimensions of PAPI; empty without a result."""
    scores, code = subject.scores_so_far, subject.province.code
    return parts.subparts(scores, code, "papi", year=subject.year)


@_kept
def clear_trends(subject: Subject) -> dict[str, Trend]:
    """Return the dimensions of PAPI that rise or fall for certain, all of them read together.

    None without a result of the year: the section on trends then says nothing either.
    """
    if subject.profiles["papi"]["score"].isna().all():
        return {}
    codes = [c.code for c in indices.domains("papi", subject.year)]
    found = {code: subject.trend("papi", code, family=len(codes)) for code in codes}
    return {
        code: made
        for code, made in found.items()
        if isinstance(made, Trend) and made.verdict in {"rising", "falling"}
    }
