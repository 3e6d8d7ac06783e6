"""What points buy, checked by moving the province there and ranking anew."""

import numpy as np
import pandas as pd
import pytest

from analysis import store
from analysis.errors import BadParameter, NoData
from analysis.ranks import (
    GROUPS,
    Edge,
    papi_groups,
    points_to_group,
    points_to_rank,
    points_to_score,
    quartile_groups,
    rank_scores,
    value_of_points,
)


@pytest.fixture(scope="module")
def totals() -> pd.Series:
    papi = store.load_scores("papi", component="overall", years=[2023])
    return papi.set_index("province_code")["score"].drop("00", errors="ignore")


def moved(scores: pd.Series, code: str, points: float) -> pd.Series:
    found = scores.copy()
    found[code] += points
    return found


def test_points_to_a_rank_buy_exactly_that_rank(totals: pd.Series) -> None:
    now = rank_scores(totals)
    assert points_to_rank(totals, "08", int(now["08"])) == 0
    assert points_to_rank(totals, "08", 61) == 0
    for rank in (1, 20, 40):
        needed = points_to_rank(totals, "08", rank)
        assert rank_scores(moved(totals, "08", needed + 1e-9))["08"] == rank
        assert rank_scores(moved(totals, "08", needed - 1e-6))["08"] == rank + 1


@pytest.mark.parametrize("points", [0.05, 0.5, 1.0, 3.0, 10.0, -0.5, -3.0, 0.0])
def test_places_for_points_are_those_of_ranking_anew(totals: pd.Series, points: float) -> None:
    for code in ("08", "46", "62", "72"):
        now, then = rank_scores(totals)[code], rank_scores(moved(totals, code, points))[code]
        assert value_of_points(totals, code, [points])[points] == now - then


def test_an_equal_score_shares_the_rank() -> None:
    scores = pd.Series({"01": 0.3, "02": 0.1, "04": 0.05})
    assert value_of_points(scores, "02", [0.2]).tolist() == [1]
    assert points_to_rank(scores, "02", 1) == pytest.approx(0.2)


@pytest.mark.parametrize("edge", ["up", "down"])
@pytest.mark.parametrize("group", GROUPS[:-1])
@pytest.mark.parametrize("code", ["08", "62", "46", "17"])
def test_points_to_a_group_are_just_enough(
    totals: pd.Series, code: str, group: str, edge: Edge
) -> None:
    needed = points_to_group(totals, code, group, edge=edge)
    place = GROUPS.index(group)

    def reached(points: float) -> bool:
        groups = quartile_groups(moved(totals, code, points), edge=edge)
        return GROUPS.index(groups[code]) <= place

    assert reached(needed + 1e-9)
    assert needed == 0 or not reached(needed - 1e-6)


def test_the_next_group_of_tuyen_quang_is_the_30th_place(totals: pd.Series) -> None:
    # 15 provinces in each of the two better groups of 2023 (published sizes).
    assert (papi_groups(totals, 2023).isin(GROUPS[:2])).sum() == 30
    needed = points_to_group(totals, "08", "high_average", edge="down")
    assert needed == pytest.approx(points_to_rank(totals, "08", 30), abs=1e-9)


def test_points_to_a_target() -> None:
    scores = pd.Series({"01": 86.57, "02": np.nan})
    assert points_to_score(scores, "01", 90) == 3.43
    assert points_to_score(scores, "01", 80) == 0


def test_bad_questions(totals: pd.Series) -> None:
    for ask in (
        lambda: points_to_rank(totals, "22", 1),
        lambda: value_of_points(totals, "22", [1.0]),
        lambda: points_to_group(totals, "22", "high"),
        lambda: points_to_score(totals, "22", 40),
    ):
        with pytest.raises(NoData, match="province 22 has no score"):
            ask()
    with pytest.raises(BadParameter, match="61 ranks, not 62"):
        points_to_rank(totals, "08", 62)
    with pytest.raises(BadParameter, match="high, high_average, low_average"):
        points_to_group(totals, "08", "low")
