"""Targets proposed for a year: with stated probabilities where there is a forecast.

A safe aim is met in at least two of three simulated courses, an ambitious one in at least one of
three. Where no forecast can be had, the last result is to be kept, and bettered where it lies
outside the first quarter; these aims have no probability.
"""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import indices
from analysis.drafting.results import Result, latest_result
from analysis.forecast import Forecast
from analysis.ranks import GROUPS
from analysis.targets import GROUP_NAMES_VI, Outlook

Level = Literal["safe", "ambitious"]
# Least probability of each level.
CHANCES: dict[Level, float] = {"safe": 2 / 3, "ambitious": 1 / 3}
_NAMES_VI = {name: name_vi for name_vi, name in GROUP_NAMES_VI.items()}
_UNITS = {"points": "điểm", "percent": "%"}


@dataclass(frozen=True)
class Aim:
    """One target.

    Attributes
    ----------
    level : {"safe", "ambitious"}
    comparator, value, unit : str
        As in `targets.csv`; the value is empty for `maintain` and `increase`.
    probability : float or None
        Share of the simulated courses that meet it; None without a forecast.
    """

    level: Level
    comparator: str
    value: str
    unit: str
    probability: float | None = None


@dataclass(frozen=True)
class Proposal:
    """What is proposed for one component.

    Attributes
    ----------
    index, component : str
    result : Result or None
        The latest one; aims without a value count from it.
    aims : tuple of Aim
    held : float or None
        Probability that the rank of the latest result is held.
    learnt : tuple of int
        Years that the forecast was learnt from; empty without one.
    edition_changed : bool
        Whether the latest result is of an earlier edition than the year before the plan.
    """

    index: str
    component: str
    result: Result | None
    aims: tuple[Aim, ...]
    held: float | None = None
    learnt: tuple[int, ...] = ()
    edition_changed: bool = False

    def of(self, level: Level) -> tuple[Aim, ...]:
        """Return the aims of a level."""
        return tuple(aim for aim in self.aims if aim.level == level)

    @property
    def asks_for_more(self) -> bool:
        """Whether it asks, without a forecast, for a better result than the last."""
        return any(aim.comparator == "increase" for aim in self.aims)


def propose_aims(
    scores: pd.DataFrame, code: str, index: str, *, year: int, outlook: Outlook
) -> list[Proposal]:
    """Propose targets of an index for a year.

    Parameters
    ----------
    scores : DataFrame
        Results up to the year before.
    code : str
        Province of the frame vn63.
    index : str
    year : int
        Year of the plan.
    outlook : callable
        Forecasts by index and component made from these results, None where there is none.

    Returns
    -------
    list of Proposal
        The whole index first, then its components by code; only those with a forecast or a
        result of the last five years.

    Notes
    -----
    By forecast: the best group reached with the probability of the level, unless that is the
    lowest one, which everybody reaches, or no better than the safe one; else the highest
    score, rounded down to hundredths. The whole index has its rank in addition.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.forecast import forecast
    >>> from analysis.panel import panel
    >>> scores = store.load_scores(years=range(2011, 2025))
    >>> whole = forecast(panel(scores, "papi"))
    >>> found = propose_aims(scores, "08", "papi", year=2025,
    ...                      outlook=lambda index, part: whole if part == "overall" else None)
    >>> [(aim.comparator, aim.value, round(aim.probability, 2)) for aim in found[0].aims]
    [('rank<=', '45', 0.69), ('rank<=', '31', 0.34),
     ('group>=', 'trung bình thấp', 0.75), ('group>=', 'trung bình cao', 0.34)]
    """
    found = []
    for component in _components(index, year - 1):
        result = latest_result(scores, code, index, component.code, year - 1)
        made = outlook(index, component.code)
        if made is not None and code in made.codes and year in made.years:
            found.append(_by_forecast(made, code, year, result))
        elif result is not None:
            found.append(_by_result(index, component.code, result, year))
    return [proposal for proposal in found if proposal.aims]


def _components(index: str, year: int) -> list[indices.Component]:
    """Return the components of an edition without parts of domains, the whole first."""
    known = [c for c in indices.components(index, year) if not is_part(c.code)]
    return sorted(known, key=lambda c: c.code != indices.main_component(index))


def is_part(component: str) -> bool:
    """Say whether a component is a part of a domain.

    Examples
    --------
    >>> is_part("d5.1"), is_part("m.leader")
    (True, False)
    """
    return component.startswith("d") and "." in component


def _by_forecast(made: Forecast, code: str, year: int, result: Result | None) -> Proposal:
    ranks = made.draws("rank", year, code)
    aims = []
    if made.component == indices.main_component(made.index):
        aims += [_rank(ranks, level) for level in CHANCES]
    safe = _group(made.draws("group", year, code), "safe")
    ambitious = _group(made.draws("group", year, code), "ambitious")
    if safe is not None and ambitious is not None and ambitious.value == safe.value:
        ambitious = None
    scores = None if made.national is None else made.draws("score", year, code)
    # A group that tells nothing leaves the level to the score.
    by_score = [] if scores is None else [_score(scores, level) for level in CHANCES]
    aims += [safe] if safe else by_score[:1]
    aims += [ambitious] if ambitious else by_score[1:]
    held = None
    if result is not None and result.rank is not None:
        held = float((ranks <= result.rank).mean())
    return Proposal(made.index, made.component, result, tuple(aims), held, made.history)


def _rank(draws: NDArray[np.float64], level: Level) -> Aim:
    rank = np.quantile(draws, CHANCES[level], method="inverted_cdf")
    return Aim(level, "rank<=", f"{rank:.0f}", "rank", float((draws <= rank).mean()))


def _group(draws: NDArray[np.float64], level: Level) -> Aim | None:
    for step, name in enumerate(GROUPS[:-1]):
        chance = float((draws >= -step).mean())
        if chance >= CHANCES[level]:
            return Aim(level, "group>=", _NAMES_VI[name], "group", chance)
    return None


def _score(draws: NDArray[np.float64], level: Level) -> Aim:
    reached = float(np.quantile(draws, 1 - CHANCES[level], method="lower"))
    score = math.floor(reached * 100) / 100
    return Aim(level, ">=", f"{score:.2f}", "điểm", float((draws >= score).mean()))


def _by_result(index: str, component: str, result: Result, year: int) -> Proposal:
    same = indices.comparable(index, component, [result.year, year - 1])
    aims = []
    if result.rank is not None:
        aims.append(Aim("safe", "maintain", "", "rank"))
        if not result.in_first_quarter:
            aims.append(Aim("ambitious", "increase", "", "rank"))
    # Points of another edition are not the same points.
    if result.score is not None and same:
        aims.append(Aim("safe", "maintain", "", _UNITS[result.unit]))
    return Proposal(index, component, result, tuple(aims), edition_changed=not same)
