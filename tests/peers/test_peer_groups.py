import numpy as np
import pandas as pd
import pytest

from analysis import store
from analysis.errors import IncompletePanel
from analysis.peers import groups, peer_groups


def scores_of(values: np.ndarray) -> pd.DataFrame:
    table = pd.DataFrame(
        values,
        index=pd.Index([f"{i:02d}" for i in range(1, len(values) + 1)], name="province_code"),
        columns=[f"d{i}" for i in range(1, 9)],
    )
    long = table.melt(var_name="component", value_name="score", ignore_index=False).reset_index()
    return long.assign(index="papi", frame="vn63", year=2021)


def planted(gap: float, seed: int = 1) -> pd.DataFrame:
    """Three groups of twenty: 01 to 20 are high in d1 to d4, 21 to 40 in d5 to d8."""
    values = np.random.default_rng(seed).normal(size=(60, 8))
    values[:20, :4] += gap
    values[20:40, 4:] += gap * 1.2
    return scores_of(values)


@pytest.fixture(scope="module")
def clear() -> groups.PeerGroups:
    return peer_groups(planted(4), "papi", year=2021)


def test_planted_groups_are_found(clear: groups.PeerGroups) -> None:
    assert (clear.count, clear.verdict, clear.p) == (3, "groups", 1 / 40)
    members = clear.table.groupby("group").groups
    assert {tuple(m) for m in members.values()} == {
        tuple(f"{i:02d}" for i in range(first, first + 20)) for first in (1, 21, 41)
    }
    assert clear.table["stability"].min() > 0.95
    assert clear.choices["ambiguous"].idxmin() == clear.choices["silhouette"].idxmax() == 3


def test_groups_are_numbered_from_the_highest_profile(clear: groups.PeerGroups) -> None:
    assert list(clear.centres.index) == [1, 2, 3]
    assert clear.centres.mean(axis=1).is_monotonic_decreasing
    assert clear.table.loc[["25", "05", "55"], "group"].tolist() == [1, 2, 3]


def test_consensus_is_a_share(clear: groups.PeerGroups) -> None:
    shares = clear.consensus.to_numpy()
    np.testing.assert_array_equal(shares, shares.T)
    assert (np.diag(shares) == 1).all()
    assert shares.min() >= 0
    assert shares.max() <= 1
    own = clear.table["group"] == clear.table.loc["05", "group"]
    others = clear.consensus.loc["05", own].drop("05")
    assert clear.table.loc["05", "stability"] == pytest.approx(others.mean())


def test_consensus_by_the_cuts_of_scipy() -> None:
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    x = np.random.default_rng(8).normal(size=(30, 4))
    found = groups._consensus(x, np.random.default_rng(5))
    rng = np.random.default_rng(5)
    drawn, together = np.zeros((30, 30)), np.zeros((len(groups.COUNTS), 30, 30))
    for _ in range(groups.RESAMPLES):
        sample = np.sort(rng.permutation(30)[:24])
        square = np.ix_(sample, sample)
        drawn[square] += 1
        tree = linkage(x[sample], "ward")
        for place, count in enumerate(groups.COUNTS):
            label = fcluster(tree, count, "maxclust")
            together[place][square] += label[:, np.newaxis] == label
    expected = [squareform(t / drawn, checks=False) for t in together]
    np.testing.assert_allclose(found, expected)


def test_real_groups_say_how_little_they_mean() -> None:
    scores = store.load_scores()
    found = peer_groups(scores, "papi", year=2024)
    assert (found.n, found.left_out, found.years) == (61, ("26", "82"), (2022, 2023, 2024))
    assert found.verdict == "no_clear_groups"
    assert found.p > 0.05
    assert found.table["group"].nunique() == found.count == found.choices["gain"].idxmax()
    shuffled = peer_groups(scores.sample(frac=1, random_state=2), "papi", year=2024)
    pd.testing.assert_frame_equal(found.table, shuffled.table)
    pd.testing.assert_frame_equal(found.choices, shuffled.choices)
    assert (found.p, found.seed) == (shuffled.p, shuffled.seed)


def test_a_partial_index_needs_leave() -> None:
    known = planted(4).assign(index="par_index", year=2023)
    with pytest.raises(IncompletePanel):
        peer_groups(known, "par_index", year=2023)


@pytest.mark.slow
def test_a_cloud_is_called_groups_as_rarely_as_the_level_says(monkeypatch) -> None:
    monkeypatch.setattr(groups, "RESAMPLES", 40)
    monkeypatch.setattr(groups, "REFERENCES", 19)
    rng = np.random.default_rng(11)
    clouds = [scores_of(rng.normal(size=(40, 8))) for _ in range(200)]
    verdicts = [peer_groups(c, "papi", year=2021).verdict for c in clouds]
    # 19 references and the real one: 1 in 20. Two standard errors are 3 points.
    assert verdicts.count("groups") / len(clouds) == pytest.approx(0.05, abs=0.035)


@pytest.mark.slow
def test_groups_six_standard_deviations_apart_are_told_from_a_cloud() -> None:
    found = [peer_groups(planted(3, seed), "papi", year=2021) for seed in range(20)]
    # 19 when written; with centres 4 apart 15, as the docstring says.
    assert sum(f.verdict == "groups" and f.count == 3 for f in found) >= 18
