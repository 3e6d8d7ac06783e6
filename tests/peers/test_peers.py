"""Profiles and nearest provinces."""

import numpy as np
import pandas as pd
import pytest

from analysis import store
from analysis.errors import (
    BadParameter,
    ConstantSeries,
    IncompletePanel,
    NoData,
    TooFewObservations,
)
from analysis.peers import find_peers, nearest, profiles

PAPI = [f"d{i}" for i in range(1, 9)]


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    found = store.load_scores()
    return found[found["index"].isin(["papi", "population", "grdp_per_capita", "par_index"])]


def rows(table: pd.DataFrame, year: int, index: str = "papi") -> pd.DataFrame:
    """A table of provinces by components as rows of scores."""
    long = table.melt(var_name="component", value_name="score", ignore_index=False)
    long = long.rename_axis("province_code").reset_index()
    return long.assign(index=index, frame="vn63", year=year)


def table(values: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(values, index=[f"{i:02d}" for i in range(1, len(values) + 1)], columns=PAPI)


def planted(*, noise: float = 0.3, seed: int = 1) -> pd.DataFrame:
    """Three years of five groups of six provinces: 01 to 06, 07 to 12 and so on."""
    rng = np.random.default_rng(seed)
    centres = np.repeat(rng.normal(0, 2, (5, 8)), 6, axis=0)
    years = (2022, 2023, 2024)
    return pd.concat(
        [rows(table(5 + centres + rng.normal(0, noise, (30, 8))), y) for y in years],
        ignore_index=True,
    )


def test_profiles_are_mean_deviations_of_the_comparable_years(scores: pd.DataFrame) -> None:
    found = profiles(scores, "papi", year=2024)
    assert found.components == tuple(PAPI)
    grids = {
        y: scores[(scores["index"] == "papi") & (scores["year"] == y)]
        .query("province_code != '00'")
        .pivot(index="province_code", columns="component", values="score")[PAPI]
        .reindex(list(found.codes))
        .astype("float64")
        for y in found.years
    }
    z = pd.concat([(g - g.mean()) / g.std() for g in grids.values()], keys=grids)
    expected = z.groupby(level=1).mean()
    pd.testing.assert_frame_equal(found.table(), expected, check_names=False)
    # Scores are those of the year itself.
    assert found.scores.loc["08", "d1"] == grids[2024].loc["08", "d1"]


def test_years_before_a_break_do_not_count(scores: pd.DataFrame) -> None:
    # d5 begins anew in 2021, d8 in 2019 and d2 in 2018.
    assert profiles(scores, "papi", year=2021).years == (2021,)
    assert profiles(scores, "papi", year=2022).years == (2021, 2022)
    assert profiles(scores, "papi", year=2020).years == (2019, 2020)
    assert profiles(scores, "papi", year=2013).years == (2011, 2012, 2013)


def test_provinces_without_a_score_are_left_out_and_counted(scores: pd.DataFrame) -> None:
    found = profiles(scores, "papi", year=2023)
    assert found.left_out == ("22", "74")
    assert len(found.codes) == 61
    # Known in 2023 but not in 2022: the years that are there make the profile.
    assert {"24", "27"} <= set(found.codes)
    assert found.table().notna().all(axis=None)


def test_context_is_the_log_in_the_year(scores: pd.DataFrame) -> None:
    found = profiles(scores, "papi", year=2024, context=["population", "grdp_per_capita"])
    # The income of Bắc Ninh in 2024 is not known.
    assert found.left_out == ("26", "27", "82")
    people = scores[(scores["index"] == "population") & (scores["component"] == "total")]
    people = people[people["year"] == 2024].set_index("province_code")["score"]
    logs = np.log(people.reindex(list(found.codes)).astype("float64"))
    expected = (logs - logs.mean()) / logs.std()
    np.testing.assert_allclose(found.table()["population"], expected, rtol=1e-9)


def test_distances_are_those_of_scipy(scores: pd.DataFrame) -> None:
    from scipy.spatial.distance import cdist

    found = find_peers(scores, "48", "papi", year=2024, k=8)
    profile = profiles(scores, "papi", year=2024).table()
    apart = cdist(profile.loc[["48"]], profile)[0] / np.sqrt(8)
    expected = pd.Series(apart, index=profile.index).drop("48").nsmallest(8)
    assert list(found.table.index) == list(expected.index)
    np.testing.assert_allclose(found.table["distance"], expected, rtol=1e-9)


def test_the_others_of_a_planted_group_are_found_and_stable() -> None:
    for code, group in (("01", range(2, 7)), ("15", [13, 14, 16, 17, 18])):
        found = find_peers(planted(), code, "papi", year=2024, k=5)
        assert sorted(found.table.index) == [f"{i:02d}" for i in group]
        assert found.stability > 0.95
    noise = find_peers(planted(noise=10), "01", "papi", year=2024, k=5)
    assert noise.stability < 0.75
    assert noise.chance == pytest.approx(5 / 29)


def test_stability_is_a_share_that_adds_up(scores: pd.DataFrame) -> None:
    among_all = find_peers(scores, "08", "papi", year=2024, k=60)
    assert (among_all.table["stability"] == 1).all()
    found = find_peers(scores, "08", "papi", year=2024)
    assert found.table["stability"].between(0, 1).all()
    assert found.stability == pytest.approx(found.table["stability"].mean())
    assert found.stability > 3 * found.chance


def test_a_peer_by_one_component_alone_is_less_stable() -> None:
    # 02 differs a little everywhere, 03 a lot in one component; both are equally far.
    values = np.vstack([np.zeros((2, 8)), np.zeros((1, 8)), np.zeros((27, 8))])
    values[1] = 1
    values[2, 0] = np.sqrt(8)
    values[3:] = np.random.default_rng(1).normal(0, 4, (27, 8))
    found = find_peers(rows(table(values), 2021), "01", "papi", year=2021, k=2).table
    assert sorted(found.index) == ["02", "03"]
    assert found.loc["03", "stability"] < found.loc["02", "stability"]


def test_the_best_peer_of_each_component(scores: pd.DataFrame) -> None:
    found = find_peers(scores, "08", "papi", year=2024)
    grid = profiles(scores, "papi", year=2024).scores
    for component, row in found.best.iterrows():
        among = grid.loc[list(found.table.index), component]
        assert row["score"] == among.max() == grid.loc[row["peer"], component]
        assert row["gap"] == pytest.approx(row["score"] - grid.loc["08", component])
    assert list(found.best.index) == PAPI


def test_among_equals_the_nearest_is_the_best_peer() -> None:
    values = np.random.default_rng(3).normal(size=(12, 8))
    values[:, 0] = np.arange(12)
    values[[4, 7], 0] = 20
    found = find_peers(rows(table(values), 2021), "01", "papi", year=2021, k=11)
    assert found.best.loc["d1", "peer"] == next(c for c in found.table.index if c in ("05", "08"))


def test_equal_data_give_equal_peers_in_any_order(scores: pd.DataFrame) -> None:
    context = ["population"]
    one = find_peers(scores, "08", "papi", year=2024, context=context)
    shuffled = scores.sample(frac=1, random_state=3)
    other = find_peers(shuffled, "08", "papi", year=2024, context=context)
    pd.testing.assert_frame_equal(one.table, other.table)
    pd.testing.assert_frame_equal(one.best, other.best)
    assert (one.seed, one.stability) == (other.seed, other.stability)


def test_later_years_are_not_looked_at(scores: pd.DataFrame) -> None:
    one = find_peers(scores, "08", "papi", year=2022)
    other = find_peers(scores[scores["year"] <= 2022], "08", "papi", year=2022)
    pd.testing.assert_frame_equal(one.table, other.table)


def test_blocks_of_draws_change_nothing(scores: pd.DataFrame, monkeypatch) -> None:
    one = find_peers(scores, "08", "papi", year=2024)
    monkeypatch.setattr(nearest, "BLOCK", nearest.DRAWS)
    pd.testing.assert_frame_equal(one.table, find_peers(scores, "08", "papi", year=2024).table)


def test_a_partial_index_needs_leave_and_is_labelled() -> None:
    values = np.random.default_rng(2).normal(80, 5, (12, 8))
    known = rows(table(values), 2023, "par_index")
    with pytest.raises(IncompletePanel, match="par_index; 2023 hold only some"):
        find_peers(known, "01", "par_index", year=2023)
    found = find_peers(known, "01", "par_index", year=2023, allow_partial=True)
    assert (found.partial, found.n) == (True, 12)


def test_a_partial_index_with_few_domains_is_too_little(scores: pd.DataFrame) -> None:
    with pytest.raises(TooFewObservations, match="at least 10 provinces with every component"):
        find_peers(scores, "08", "par_index", year=2023, allow_partial=True)


def test_bad_questions(scores: pd.DataFrame) -> None:
    with pytest.raises(NoData, match="province 22 has no profile of papi in 2023"):
        find_peers(scores, "22", "papi", year=2023)
    with pytest.raises(NoData, match="no population of 2019"):
        find_peers(scores, "08", "papi", year=2019, context=["population"])
    with pytest.raises(NoData, match="no components in 2025"):
        find_peers(scores, "08", "papi", year=2025)
    for k in (0, 61):
        with pytest.raises(BadParameter, match="between 1 and 60"):
            find_peers(scores, "08", "papi", year=2024, k=k)
    same = scores.copy()
    same.loc[(same["index"] == "papi") & (same["component"] == "d4"), "score"] = 0.1
    with pytest.raises(ConstantSeries, match="d4 in 2022"):
        find_peers(same, "08", "papi", year=2024)
