"""What one province can be expected to gain by component, how surely, and what it would buy."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import BadParameter
from analysis.gains.experience import Experience, Learnt
from analysis.printing import Printed

Array = NDArray[np.float64]

_LEVELS = (50, 80)


@dataclass(frozen=True)
class Gains(Printed):
    """What a province can be expected to gain in the year after, against the nation.

    Attributes
    ----------
    index, component, code : str
    year : int
        Gains start from its results.
    frame : DataFrame
        One row a component; points unless said otherwise:

        - score, max_score, room;
        - gap_mean, gap_region, gap_leader: score less the national mean, the best of the
          region, the best of all provinces in this component (0 if it is the best);
        - movements, rises (counts), largest_rise, typical_rise: of the province against the
          nation in the comparable years; setback: mean of its earlier comparable years
          against the nation, less this year;
        - expected, low50, high50, low80, high80: next year's movement against the nation and
          its intervals; achievable: its quantile at `quantile`, at least 0;
        - share_there: share of provinces that score as much or more than after `achievable`;
        - ranks: places in the whole score that `achievable` in this component alone buys if
          no other province moves;
        - n: pairs of years behind the estimate.
    score : float
    rank : int
        Of the whole score.
    provinces : int
        Provinces with a whole score, among which the ranks are.
    quantile : float
    cases : DataFrame of float, shape (cases, components)
        Movements of the components together, as they would follow from this position with the
        errors of each past province and year.
    years : tuple of int
        Later years of the pairs, of all components together.
    method : str
    """

    index: str
    component: str
    code: str
    year: int
    frame: pd.DataFrame
    score: float
    rank: int
    provinces: int
    quantile: float
    cases: pd.DataFrame
    years: tuple[int, ...]
    method: str = "OLS on standing and setback, quantiles of past errors"

    def chance(self, components: Sequence[str], needed: float) -> float:
        """Return how often these components together moved by at least so many points.

        Parameters
        ----------
        components : sequence of str
        needed : float
            Points against the nation.

        Returns
        -------
        float
            Share of the past cases; what came without a special effort.
        """
        return float((self.cases[list(components)].sum(axis=1) >= needed).mean())


def achievable_gains(experience: Experience, code: str, *, quantile: float = 0.75) -> Gains:
    """Estimate what a province can gain in each component.

    Parameters
    ----------
    experience : Experience
        As from `learn`; the same for all provinces.
    code : str
        Province.
    quantile : float
        What counts as achievable: at 0.75, what one in four provinces from such a position
        reached or passed.

    Returns
    -------
    Gains

    Raises
    ------
    NoData
        If the whole score or a component of the province is not known in that year.
    BadParameter
        If the quantile is not between 0.5 and 1, or the score is not the sum of the
        components.

    Notes
    -----
    Expected movement: see `learn`. Intervals are quantiles of the past errors of all provinces
    in that component around it, cut at zero points and at the maximum. All is against the
    national mean: what moves every province buys no ranks. Of 3,332 past forecasts of PAPI
    dimensions (2012 to 2024, each from the years before) the 50 per cent intervals held 51 and
    the 80 per cent intervals 79; in single years 40 to 61 and 69 to 85, for a year moves many
    provinces together.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.gains.experience import learn
    >>> found = achievable_gains(learn(store.load_scores("papi"), "papi", year=2023), "08")
    >>> found.frame.loc["d6", ["expected", "low80", "high80", "achievable"]].round(2).tolist()
    [0.33, -0.02, 0.73, 0.51]
    """
    if not 0.5 <= quantile < 1:
        raise BadParameter(f"what counts as achievable is a quantile from 0.5 to 1: {quantile}")
    now = experience.parts
    now.own(code)  # refuses a province without every part
    totals = now.table[now.total].drop(index="00", errors="ignore").dropna()
    score = float(totals[code])
    others = totals.drop(index=code).to_numpy()
    rank = _rank(others, score)
    rows, cases = {}, {}
    errors = experience.cases
    for name, learnt in experience.learnt.items():
        row = _row(learnt, code, float(now.maxima[name]), quantile)
        row["ranks"] = rank - _rank(others, score + row["achievable"])
        rows[name] = row
        cases[name] = _cut(row["expected"] + errors[name].to_numpy(), row)
    frame = pd.DataFrame.from_dict(rows, orient="index")
    counts = ["movements", "rises", "ranks", "n"]
    return Gains(
        *(experience.index, experience.component, code, experience.year),
        frame=frame.astype(dict.fromkeys(counts, "int64")),
        score=score,
        rank=rank,
        provinces=len(totals),
        quantile=quantile,
        cases=pd.DataFrame(cases, index=errors.index),
        years=tuple(sorted({y for item in experience.learnt.values() for y in item.years})),
    )


def _row(learnt: Learnt, code: str, top: float, quantile: float) -> dict[str, float]:
    columns = learnt.provinces.columns
    known = dict(zip(columns, learnt.provinces.loc[[code]].to_numpy()[0].tolist(), strict=True))
    score = known.pop("score")
    row: dict[str, float] = {"score": score, "max_score": top, "room": top - score, **known}
    errors = learnt.residuals.to_numpy() * learnt.spread
    names: list[str] = []
    points: list[float] = []
    for level in _LEVELS:
        names += [f"low{level}", f"high{level}"]
        points += [0.5 - level / 200, 0.5 + level / 200]
    *tails, reached = row["expected"] + np.quantile(errors, [*points, quantile])
    row |= dict(zip(names, _cut(np.array(tails), row).tolist(), strict=True))
    row["achievable"] = float(min(max(reached, 0.0), row["room"]))
    there = learnt.provinces["score"].to_numpy() >= score + row["achievable"]
    row["share_there"] = float(there.mean())
    row["n"] = len(errors)
    return row


def _cut(movement: Array, row: dict[str, float]) -> Array:
    """Keep movements between zero points and the maximum."""
    return np.clip(movement, -row["score"], row["room"])


def _rank(others: Array, score: float) -> int:
    """Return the competition rank of a score among others that do not move."""
    return 1 + int((others > score).sum())
