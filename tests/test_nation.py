"""Level, movements and dimensions of all provinces, on made-up and on real results."""

import numpy as np
import pandas as pd
import pytest

from analysis import nation, store
from analysis.errors import BreakInside, IncompletePanel, NoData
from analysis.panel import Panel, panel


def a_panel(table: pd.DataFrame, measure: str = "score") -> Panel:
    return Panel("papi", "overall", measure, table, (), True, 63)


def test_a_movement_is_against_the_drift_and_clear_beyond_the_noise_of_two_years():
    before = pd.Series({f"{i:02d}": 40.0 for i in range(1, 11)})
    # Nine move with the nation, one away from it.
    after = before + 1.0
    after["01"] += 5.0
    table = pd.DataFrame({2021: before, 2022: after})
    ranks = table.rank(ascending=False, method="min")
    found = nation.movements(a_panel(table), a_panel(ranks, "rank"), 2022, noise=1.0)
    assert found.drift == pytest.approx(1.5)
    assert found.bound == pytest.approx(1.959964 * np.sqrt(2), rel=1e-6)
    assert found.table.loc["01", ["change", "own", "places"]].tolist() == [6.0, 4.5, 0]
    assert found.table["clear"].tolist() == [True] + [False] * 9
    assert found.by_chance == pytest.approx(0.5)


def test_without_a_noise_nothing_is_clear():
    table = pd.DataFrame({2021: [1.0, 2.0], 2022: [9.0, 2.0]}, index=["01", "02"])
    found = nation.movements(a_panel(table), a_panel(table, "rank"), 2022)
    assert found.bound is None
    assert not found.table["clear"].any()


def test_pure_noise_is_called_clear_as_often_as_said():
    rng = np.random.default_rng(7)
    called = []
    for _ in range(300):
        level = rng.normal(0, 5, 63)[:, np.newaxis]
        noisy = pd.DataFrame(level + rng.normal(0, 0.7, (63, 2)), columns=[2021, 2022])
        ranks = a_panel(noisy.rank(ascending=False), "rank")
        found = nation.movements(a_panel(noisy), ranks, 2022, noise=0.7)
        called.append(int(found.table["clear"].sum()))
    assert np.mean(called) == pytest.approx(found.by_chance, rel=0.1)


def test_no_movement_of_a_year_that_nothing_may_be_compared_with():
    scores = store.load_scores()
    papi, ranks = panel(scores, "papi"), panel(scores, "papi", measure="rank")
    with pytest.raises(BreakInside):
        nation.movements(papi, ranks, 2021)
    with pytest.raises(NoData):
        nation.movements(papi, ranks, 2011)
    partial = panel(scores, "sipas", allow_partial=True)
    with pytest.raises(IncompletePanel):
        nation.movements(partial, partial, 2023)


def test_a_partial_year_has_no_spread_and_only_published_ends():
    rows = nation.levels(store.load_scores(), "par_index")
    assert rows[["sd", "range", "drift"]].isna().all(axis=None)
    assert rows["drift_n"].eq(0).all()
    assert rows.loc[2023, ["n", "ranked", "mean", "highest", "lowest"]].tolist() == [
        26, 34, 86.98, 92.18, 81.32,
    ]  # fmt: skip
    # The last of those found is not the last of all.
    assert pd.isna(rows.loc[2022, "lowest"])


def test_levels_need_results():
    scores = store.load_scores()
    with pytest.raises(NoData):
        nation.levels(scores[scores["year"] < 2011], "papi")
    with pytest.raises(IncompletePanel):
        nation.part_spreads(scores, "par_index", 2023)


def test_a_national_series_is_no_part():
    scores = store.load_scores()
    assert "median" not in nation.parts(scores, "pci", 2018)
    assert nation.part_spreads(scores, "pci", 2012).empty
