"""The target of a plan as a line in a picture."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analysis import ranks
from analysis.errors import BadParameter
from analysis.targets import Target, read_targets

Scale = Literal["score", "rank"]
_GROUP = "group"


@dataclass(frozen=True)
class Goal:
    """Where a target stands in a picture.

    Attributes
    ----------
    target : Target
    bound : float
        Score or rank from which the target is met.
    years : tuple of (int, int)
        First and last year due.
    chance : float or None
        Probability that it will be met, if it was judged.
    """

    target: Target
    bound: float
    years: tuple[int, int]
    chance: float | None


def goal(row: pd.Series, scale: Scale, *, n: int) -> Goal:
    """Return a target of a plan as a line on a scale of scores or of ranks.

    Parameters
    ----------
    row : Series
        A row of `targets.evaluate`.
    scale : {"score", "rank"}
    n : int
        Provinces that ranks are among. It makes a group a rank: of 63 provinces without ties
        the best 31 or 32 are above the middle.

    Returns
    -------
    Goal

    Raises
    ------
    BadParameter
        If the target is of another scale, or counts from a base that is not known. A group has
        no fixed score, so it is drawn among ranks.

    Examples
    --------
    >>> from analysis import plans, store, targets
    >>> rows = targets.evaluate(plans.targets("TQ-150-2024"), store.load_scores(),
    ...                         province="08", year=2023)
    >>> overall = rows[(rows["index"] == "papi") & (rows["component"] == "overall")]
    >>> goal(overall.iloc[0], "rank", n=63).bound
    31.0
    """
    year = int(str(row["target_year"])[:4])
    (target,) = read_targets(row.to_frame().T, year)
    if target is None:
        raise BadParameter(f"the data do not measure the target {row['metric_vi']!r}")
    wanted = "rank" if target.unit in {"rank", _GROUP} else "score"
    if wanted != scale:
        raise BadParameter(f"a target in {target.unit} is drawn among {wanted}s, not {scale}s")
    base = row["baseline"]
    if target.aim is not None and target.comparator in {">=", "<=", "=", "rank<="}:
        bound = float(target.aim)
    elif target.unit == _GROUP:
        bound = _lowest_rank(target.aim or base, year, n)
    elif base is None or pd.isna(base):
        raise BadParameter(f"no base is known of the target {row['metric_vi']!r}")
    else:
        bound = float(base) + (-target.number if target.unit == "rank" else target.number)
    chance = row["probability"]
    return Goal(
        target, bound, (target.first, target.last), None if pd.isna(chance) else float(chance)
    )


def _lowest_rank(group: object, year: int, n: int) -> float:
    """Return the last rank of a quartile group among n provinces without ties."""
    if group not in ranks.GROUPS:
        raise BadParameter(f"group {group!r} is none of {', '.join(ranks.GROUPS)}")
    by_rank = ranks.quartile_groups(
        pd.Series(range(n, 0, -1), dtype="float64"), edge=ranks.papi_edge(year)
    )
    better = ranks.GROUPS[: ranks.GROUPS.index(str(group)) + 1]
    return float(by_rank.isin(better).sum())
