"""PAR INDEX beside what citizens tell: the figures are those of the raw files."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from analysis import store
from analysis.ranks import RankIntervals
from analysis.relate import Agreement, Measure, Standing, agreement

RAW = Path(__file__).parents[2] / "data" / "raw" / "scores"


def raw(index: str, year: int, component: str) -> dict[str, dict[str, str]]:
    with (RAW / index / f"{year}.csv").open(encoding="utf-8", newline="") as file:
        return {r["province_code"]: r for r in csv.DictReader(file) if r["component"] == component}


def counted_rank(index: str, year: int, component: str, code: str) -> int:
    rows = raw(index, year, component)
    scores = {c: float(r["score"]) for c, r in rows.items() if c != "00" and r["score"]}
    return 1 + sum(score > scores[code] for score in scores.values())


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


def test_kon_tum_stands_worse_with_citizens(scores):
    found = agreement(scores, "62", year=2023)
    assert [a.scored.measure.component for a in found] == ["d3", "d7", "overall"]
    procedures = found[0]
    (lived,) = procedures.lived
    published = raw("par_index", 2023, "d3")
    assert procedures.scored.rank == int(published["62"]["rank"])
    assert procedures.scored.percent == pytest.approx(
        100 * float(published["62"]["score"]) / float(published["62"]["max_score"])
    )
    assert procedures.scored.n == len(published)
    assert lived.rank == counted_rank("papi", 2023, "d5", "62")
    assert (lived.rank_n, lived.n) == (61, 61)


def test_a_rank_without_a_score_has_no_per_cent(scores):
    scored = agreement(scores, "08", year=2023)[0].scored
    assert (scored.rank, scored.percent, scored.mean_percent) == (44, None, None)


def test_the_year_of_par_index_is_taken_where_it_can_be(scores):
    # Lào Cai: PAR INDEX of 2018 alone is known in 2018 and 2019; PAPI of both years.
    (found,) = agreement(scores, "10", year=2019)
    assert found.scored.year == 2018
    assert [s.year for s in found.lived if s.measure.index == "papi"] == [2018]


def test_another_year_is_taken_where_it_must_be(scores):
    # Quảng Ninh has no PAPI of 2023.
    (found,) = agreement(scores, "22", year=2023)
    assert [(s.measure.index, s.year) for s in found.lived] == [("sipas", 2023), ("papi", 2022)]


def test_nothing_older_than_the_year_before(scores):
    assert agreement(scores[scores["year"] <= 2018], "10", year=2020) == []


def test_nothing_later_is_looked_at(scores):
    later = scores.copy()
    later.loc[later["year"] > 2022, "score"] = 0
    assert agreement(later, "79", year=2022) == agreement(scores, "79", year=2022)


def intervals(index: str, component: str, year: int) -> RankIntervals | None:
    if index != "papi":
        return None
    table = pd.DataFrame({"low": [20.0], "high": [40.0]}, index=["62"])
    return RankIntervals(table, 61, 0.9, (10,), 1000, 1)


def test_intervals_are_those_of_the_year_and_measure(scores):
    found = agreement(scores, "62", year=2023, places=intervals)
    lived = found[0].lived[0]
    assert (lived.low, lived.high, lived.level) == (20, 40, 0.9)
    assert found[0].scored.low is None


@pytest.mark.parametrize(
    ("rank", "low", "high", "side"),
    [(10, 11, 30, -1), (11, 11, 30, 0), (30, 11, 30, 0), (31, 11, 30, 1), (None, 1, 2, None),
     (5, None, None, None)],
)  # fmt: skip
def test_sides(rank, low, high, side):
    scored = Standing(Measure("par_index", "d3"), 2023, 90.0, None, rank, 63, None, None, None, 5)
    lived = Standing(Measure("papi", "d5"), 2023, 70.0, 72.0, 20, 61, low, high, 0.9, 61)
    assert Agreement(scored, (lived,)).side(lived) == side


def test_a_province_without_par_index(scores):
    assert agreement(scores, "02", year=2024) == []


def test_two_provinces_of_the_same_score_are_near_each_other():
    from analysis.ranks import provinces_within

    scores = pd.Series({"01": 3.0, "02": 3.0, "04": 4.0, "06": 4.01, "08": float("nan")})
    assert provinces_within(scores, "01", 1.0) == 2
