import itertools
import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from analysis import panel, store
from analysis.errors import BadParameter, IncompletePanel, NoData, TooFewObservations
from analysis.panel import Panel
from analysis.ranks import (
    probability_rose,
    rank_intervals,
    rank_scores,
    year_to_year_noise,
)
from analysis.ranks.intervals import _count


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


def codes(n: int) -> list[str]:
    return [f"{i:02}" for i in range(1, n + 1)]


def test_two_provinces_change_places_as_often_as_the_normal_says() -> None:
    made = rank_intervals(pd.Series({"01": 1.0, "02": 0.0}), 1.0, top=[1], draws=200_000)
    expected = norm.cdf(1 / math.sqrt(2))
    # Three standard errors of a share of 200,000.
    assert made.table.loc["01", "top_1"] == pytest.approx(expected, abs=0.003)
    assert made.table["top_1"].sum() == pytest.approx(1, abs=1e-12)
    assert made.table[["low", "high"]].to_numpy().tolist() == [[1, 2], [1, 2]]


def test_three_provinces_against_numerical_integration() -> None:
    values, errors = np.array([1.0, 0.4, 0.0]), np.array([0.5, 1.0, 0.2])
    made = rank_intervals(
        pd.Series(values, codes(3)), pd.Series(errors, codes(3)), top=[1, 2], draws=200_000
    )
    x = np.linspace(-8, 8, 20_001)
    for i in range(3):
        others = [norm.cdf((x - values[j]) / errors[j]) for j in range(3) if j != i]
        density = norm.pdf((x - values[i]) / errors[i]) / errors[i]
        first = np.trapezoid(density * others[0] * others[1], x)
        last = np.trapezoid(density * (1 - others[0]) * (1 - others[1]), x)
        row = made.table.loc[codes(3)[i]]
        assert row["top_1"] == pytest.approx(first, abs=0.004)
        assert row["top_2"] == pytest.approx(1 - last, abs=0.004)


def test_without_errors_ranks_are_the_published_ones_with_ties() -> None:
    values = pd.Series([3.0, 1.0, 3.0, np.nan, 2.0], codes(5))
    made = rank_intervals(values, 0.0, top=[2])
    assert made.n == 4
    assert made.table["rank"].to_dict() == {"01": 1, "03": 1, "05": 3, "02": 4}
    assert made.table["tied"].to_dict() == {"01": 1, "02": 0, "03": 1, "05": 0}
    assert (made.table["low"] == made.table["rank"]).all()
    assert (made.table["high"] == made.table["rank"]).all()
    assert made.table["top_2"].to_dict() == {"01": 1, "03": 1, "05": 0, "02": 0}


def test_draws_are_ranked_like_scores() -> None:
    rng = np.random.default_rng(5)
    drawn = rng.integers(0, 6, (300, 9)).astype(float)
    counts = np.zeros((9, 9), dtype=np.int64)
    _count(drawn, counts)
    expected = np.zeros((9, 9), dtype=np.int64)
    for row in drawn:
        for province, rank in enumerate(rank_scores(pd.Series(row))):
            expected[province, rank - 1] += 1
    assert (counts == expected).all()
    assert (counts.sum(axis=1) == 300).all()


def test_chances_of_the_top_add_up_to_its_size(scores: pd.DataFrame) -> None:
    values = panel.panel(scores, "papi", years=[2023]).table[2023]
    made = rank_intervals(values, 0.9, top=[1, 10, 61])
    assert made.table[["top_1", "top_10", "top_61"]].sum().round(9).tolist() == [1, 10, 61]
    assert (made.table["low"] <= made.table["high"]).all()
    # An interval of 90 % holds the published rank of nearly every province.
    inside = made.table["rank"].between(made.table["low"], made.table["high"])
    assert inside.mean() > 0.95


def test_the_seed_follows_from_the_data_and_not_from_the_order(scores: pd.DataFrame) -> None:
    values = panel.panel(scores, "papi", years=[2023]).table[2023]
    one, other = rank_intervals(values, 0.9), rank_intervals(values.sample(frac=1), 0.9)
    assert one.seed == other.seed
    pd.testing.assert_frame_equal(one.table, other.table)
    assert rank_intervals(values + 1, 0.9).seed != one.seed


@pytest.mark.slow
def test_intervals_cover_the_true_rank_on_2000_panels() -> None:
    # Known truth: one true order, errors a tenth of the spread.
    rng = np.random.default_rng(11)
    truth = np.sort(rng.normal(0, 1, 63))[::-1]
    held = np.zeros(63)
    for _ in range(2000):
        seen = pd.Series(truth + rng.normal(0, 0.1, 63), codes(63))
        table = rank_intervals(seen, 0.1, draws=400).table
        held += table["low"].to_numpy() <= np.arange(1, 64)
        held -= table["high"].to_numpy() < np.arange(1, 64)
    # Drawn scores hold two errors: the interval is a little wide on average, never short.
    assert 0.89 <= held.mean() / 2000 <= 0.97


def test_noise_by_hand(scores: pd.DataFrame) -> None:
    found = year_to_year_noise(panel.panel(scores, "papi", years=[2021, 2022, 2023, 2024]))
    table = panel.panel(scores, "papi", years=[2021, 2022, 2023, 2024]).table
    far = table - table.mean()
    moves = sorted(
        far.loc[c, y + 1] - far.loc[c, y]
        for c, y in itertools.product(far.index, (2021, 2022, 2023))
        if not math.isnan(far.loc[c, y + 1] - far.loc[c, y])
    )
    middle = float(np.median(moves))
    expected = 1.4826 * float(np.median([abs(m - middle) for m in moves])) / math.sqrt(2)
    assert found.sd == pytest.approx(expected, abs=1e-12)
    assert (found.n, found.years) == (len(moves), (2022, 2023, 2024))


def test_noise_is_recovered_from_still_provinces() -> None:
    rng = np.random.default_rng(2)
    level = rng.normal(40, 2, 400)
    table = pd.DataFrame(
        {year: level + year + rng.normal(0, 0.7, 400) for year in range(2011, 2016)},
        index=[f"{i}" for i in range(400)],
    )
    made = year_to_year_noise(Panel("papi", "overall", "score", table, (), True, 400))
    assert made.sd == pytest.approx(0.7, abs=0.03)


def test_changes_across_an_edition_are_no_noise(scores: pd.DataFrame) -> None:
    assert year_to_year_noise(panel.panel(scores, "papi", "d5")).years == (
        2012, 2013, 2014, 2015, 2017, 2018, 2019, 2020, 2022, 2023, 2024,
    )  # fmt: skip


def test_probability_of_a_rise_is_that_of_the_normal() -> None:
    before = pd.Series({"01": 1.0, "02": 1.0, "04": 5.0})
    after = pd.Series({"01": 3.0, "02": 1.0, "06": 4.0})
    found = probability_rose(before, after, 0.5)
    assert found.to_dict() == pytest.approx(
        {"01": norm.cdf(1 / (0.5 * math.sqrt(2))), "02": norm.cdf(-1 / (0.5 * math.sqrt(2)))}
    )


def test_bad_questions(scores: pd.DataFrame) -> None:
    values = pd.Series({"01": 1.0, "02": 2.0})
    with pytest.raises(NoData, match="province 02"):
        rank_intervals(values, pd.Series({"01": 0.1}))
    for error in (-1.0, math.nan, math.inf):
        with pytest.raises(BadParameter, match="finite"):
            rank_intervals(values, error)
    with pytest.raises(BadParameter, match="level"):
        rank_intervals(values, 0.1, level=1.0)
    with pytest.raises(TooFewObservations):
        rank_intervals(values.head(1), 0.1)
    with pytest.raises(TooFewObservations, match="20 yearly changes"):
        year_to_year_noise(panel.panel(scores, "papi", years=[2023]))
    with pytest.raises(IncompletePanel):
        year_to_year_noise(panel.panel(scores, "par_index", allow_partial=True))
    with pytest.raises(BadParameter, match="ranks"):
        year_to_year_noise(panel.panel(scores, "papi", measure="rank"))
    with pytest.raises(BadParameter, match="above zero"):
        probability_rose(values, values, 0)
    with pytest.raises(NoData):
        probability_rose(values, pd.Series({"04": 1.0}), 1)
