"""Made-up complete panels of indices that the real data hold only in part.

For tests of methods that need all 63 provinces. The figures are random; nothing here may ever
reach `data/raw`, and `source_id` says so in every row.
"""

from collections.abc import Iterable
from functools import cache

import numpy as np
import pandas as pd

from analysis import indices, provinces
from analysis.rawtables import SCORES

SOURCE_ID = "synthetic"


@cache
def _codes() -> tuple[str, ...]:
    return tuple(p.code for p in provinces.provinces("vn63"))


def complete_panel(index: str, years: Iterable[int], seed: int) -> pd.DataFrame:
    """Return a made-up panel of one index: 63 provinces and the national mean, overall score.

    Parameters
    ----------
    index : str
        `par_index` or `sipas`.
    years : iterable of int
        Years, each of which the index must have.
    seed : int
        The same seed gives the same panel.

    Returns
    -------
    DataFrame, shape (64 * years, 10)
        Columns and types as `store.load_scores` returns them; scores have two decimals, no
        two provinces of a year share one, and ranks follow them.

    Examples
    --------
    >>> panel = complete_panel("sipas", [2022, 2023], seed=1)
    >>> len(panel), set(panel["source_id"])
    (128, {'synthetic'})
    """
    random = np.random.default_rng(seed)
    level = pd.Series(random.normal(0, 3, len(_codes())))
    return pd.concat(
        [_year(index, year, level, random) for year in sorted(years)], ignore_index=True
    )


def _year(
    index: str, year: int, level: "pd.Series[float]", random: np.random.Generator
) -> pd.DataFrame:
    top = indices.component(index, "overall", year).max_score or 100.0
    noise = random.normal(0, 1.5, level.size)
    rank = (-level - noise).rank(method="first").astype(int)
    # A step of a hundredth for each place keeps the scores apart after rounding.
    score = (0.84 * top + level + noise).clip(0.4 * top, 0.97 * top).round(2) - rank / 100
    provinces_of_year = pd.DataFrame(
        {"province_code": _codes(), "score": score.round(2), "rank": rank}
    )
    national = pd.DataFrame({"province_code": ["00"], "score": [round(float(score.mean()), 2)]})
    table = pd.concat([national, provinces_of_year], ignore_index=True)
    table = table.assign(
        index=index,
        frame="vn63",
        year=year,
        component="overall",
        max_score=top,
        source_id=SOURCE_ID,
        confidence="derived",
    )
    types = {"year": "Int64", "rank": "Int64", "score": "float64", "max_score": "float64"}
    return table[list(SCORES.columns)].astype(types)
