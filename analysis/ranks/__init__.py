"""Ranks of one year: what they are among, how sure they are, and what they cost.

Ranks count from 1 for the highest score, ties share the better rank, and every rank is among
the provinces that have a score: its n is part of the result.
"""

from analysis.ranks.groups import (
    BANDS,
    FIRST_BAND_YEAR,
    GROUPS,
    Edge,
    band_bound,
    group_bounds,
    papi_edge,
    papi_groups,
    par_band,
    quartile_groups,
    rank_scores,
)
from analysis.ranks.intervals import (
    Noise,
    RankIntervals,
    probability_rose,
    rank_intervals,
    year_to_year_noise,
)
from analysis.ranks.points import (
    points_to_group,
    points_to_rank,
    points_to_score,
    provinces_within,
    value_of_points,
)

__all__ = [
    "BANDS",
    "FIRST_BAND_YEAR",
    "GROUPS",
    "Edge",
    "Noise",
    "RankIntervals",
    "band_bound",
    "group_bounds",
    "papi_edge",
    "papi_groups",
    "par_band",
    "points_to_group",
    "points_to_rank",
    "points_to_score",
    "probability_rose",
    "provinces_within",
    "quartile_groups",
    "rank_intervals",
    "rank_scores",
    "value_of_points",
    "year_to_year_noise",
]
