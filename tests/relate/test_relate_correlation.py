import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from data.related import X, Y, Z, correlated, scores_of
from scipy.stats import kendalltau, pearsonr, spearmanr
from scipy.stats import t as student

from analysis import relate, store
from analysis.errors import BadParameter, ConstantSeries, NoData, TooFewObservations
from analysis.relate import Measure, correlate, correlation_matrix, paired

PROGRESS = Measure("operations", "score_766_progress")
SATISFACTION = Measure("operations", "score_766_satisfaction")
D5, D8 = Measure("papi", "d5"), Measure("papi", "d8")
R = json.loads((Path(__file__).parents[1] / "data" / "r" / "relate.json").read_text())


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


def random_panel(seed: int, provinces: int, years: int) -> pd.DataFrame:
    return scores_of(*correlated(seed, provinces, years))


def test_coefficients_are_those_of_r(scores: pd.DataFrame) -> None:
    found = correlate(scores, D5, D8, years=range(2021, 2025))
    for name, expected in R["correlation"].items():
        assert getattr(found, name).value == pytest.approx(expected, abs=1e-12)


def test_tied_values_have_the_tau_of_r() -> None:
    a, b = [1, 2, 2, 3, 4, 4, 5], [2, 1, 1, 3, 3, 5, 4]
    found = correlate(scores_of(*(np.array([v]).T for v in (a, b))), X, Y)
    assert found.kendall.value == pytest.approx(R["tied"], abs=1e-12)


@pytest.mark.parametrize(
    ("y", "years", "n"),
    [
        (SATISFACTION, None, 102),
        (SATISFACTION, [2023], 34),
        (Measure("sipas", "overall"), None, 17),
    ],
)
def test_coefficients_are_those_of_scipy(scores, y, years, n) -> None:
    found, pairs = (f(scores, PROGRESS, y, years=years) for f in (correlate, paired))
    assert found.n == n
    a, b = pairs["x"], pairs["y"]
    assert found.pearson.value == pytest.approx(pearsonr(a, b).statistic, abs=1e-12)
    assert found.spearman.value == pytest.approx(spearmanr(a, b).statistic, abs=1e-12)
    assert found.kendall.value == pytest.approx(kendalltau(a, b).statistic, abs=1e-12)


def test_a_result_says_what_it_rests_on(scores: pd.DataFrame) -> None:
    found = correlate(scores, PROGRESS, SATISFACTION)
    assert found.years == (2022, 2023, 2024)
    assert (len(found.provinces), found.frame, found.partial) == (34, "vn63", True)
    assert found.breaks == (2023,)
    assert found.warnings == ("partial_panel", "break_inside")
    assert found.sample.n == found.n == 102
    certain = correlate(scores, PROGRESS, SATISFACTION, without_sources=["O02"], years=[2024])
    assert certain.warnings == ("partial_panel", "few_provinces")
    assert len(certain.provinces) == 11
    # A complete panel still lacks the provinces that were not published.
    papi = correlate(scores, D5, D8, years=[2023, 2024])
    assert (papi.n, papi.partial, papi.warnings) == (122, True, ())


def test_breaks_are_those_of_the_years_measured(scores: pd.DataFrame) -> None:
    # d8 begins anew in 2019, d5 in 2021.
    assert correlate(scores, D5, D8).breaks == (2019, 2021)
    later = correlate(scores, D8, Measure("papi", "d6"), years=[2019, 2020], lag=1)
    assert (later.breaks, later.years, later.lag) == ((2019,), (2019, 2020), 1)
    assert correlate(scores, D8, Measure("papi", "d6"), years=[2019, 2020]).breaks == ()


def test_a_series_of_no_register_is_flagged() -> None:
    found = correlate(random_panel(1, 40, 2), X, Y)
    assert found.warnings == ("partial_panel", "breaks_unknown")


def test_same_data_same_interval_in_any_order() -> None:
    both = random_panel(5, 20, 3)
    found = correlate(both, X, Y)
    assert correlate(both, X, Y) == found
    assert correlate(both.sample(frac=1, random_state=1), X, Y) == found
    changed = both.assign(score=both["score"] + np.arange(len(both)) * 1e-3)
    assert correlate(changed, X, Y).seed != found.seed


def test_the_interval_is_that_of_a_plain_bootstrap(scores: pd.DataFrame) -> None:
    """Draw provinces, put all their rows together, correlate by scipy."""
    pairs = paired(scores, PROGRESS, SATISFACTION)
    groups = [g[["x", "y"]].to_numpy() for _, g in pairs.groupby("province_code")]
    rng, draws = np.random.default_rng(99), []
    for _ in range(2000):
        drawn = rng.integers(len(groups), size=len(groups))
        a, b = np.concatenate([groups[i] for i in drawn]).T
        draws.append([f(a, b).statistic for f in (pearsonr, spearmanr, kendalltau)])
    error = np.std(np.arctanh(draws), axis=0) * np.sqrt(34 / 33)
    found = correlate(scores, PROGRESS, SATISFACTION)
    for estimate, expected in zip(
        (found.pearson, found.spearman, found.kendall), error, strict=True
    ):
        low, value, high = np.arctanh([estimate.low, estimate.value, estimate.high])
        reach = student.ppf(0.975, 33) * expected
        # A standard error from 2,000 and one from 4,000 draws differ by 1.9 % or so; four times.
        assert (value - low, high - value) == pytest.approx((reach, reach), rel=0.08)


def test_level_of_the_interval() -> None:
    both = random_panel(7, 30, 2)
    wide, narrow = correlate(both, X, Y, level=0.99), correlate(both, X, Y, level=0.8)
    assert wide.pearson.low < narrow.pearson.low < narrow.pearson.high < wide.pearson.high
    assert wide.pearson.value == narrow.pearson.value
    for level in (0, 1, 95):
        with pytest.raises(BadParameter, match="between 0 and 1"):
            correlate(both, X, Y, level=level)


def test_two_series_that_are_one() -> None:
    x, _ = correlated(8, 10, 2)
    found = correlate(scores_of(x, -2 * x), X, Y)
    for estimate in (found.pearson, found.spearman, found.kendall):
        assert (estimate.low, estimate.value, estimate.high) == pytest.approx((-1, -1, -1))


@pytest.mark.parametrize("constant", ["x", "y"])
def test_a_constant_series(constant: str) -> None:
    rng = np.random.default_rng(1)
    varying, same = rng.normal(size=(6, 2)), np.full((6, 2), 0.1)
    both = scores_of(same, varying) if constant == "x" else scores_of(varying, same)
    with pytest.raises(ConstantSeries, match=f"{constant} has one only"):
        correlate(both, X, Y)


def test_within_years_a_common_course_makes_no_link() -> None:
    x, y = correlated(2, 60, 3, rho=0)
    course = np.arange(3.0) * 5
    both = scores_of(x + course, y + course)
    assert correlate(both, X, Y).pearson.low > 0.9
    found = correlate(both, X, Y, within_years=True)
    assert found.pearson.low < 0 < found.pearson.high
    assert found.within_years
    with pytest.raises(ConstantSeries, match="one x has one only"):
        correlate(scores_of(0 * x + course / 3, y), X, Y, within_years=True)


def test_four_provinces_are_too_few() -> None:
    with pytest.raises(TooFewObservations, match="at least 5 provinces, got 4"):
        correlate(random_panel(1, 4, 3), X, Y)
    assert correlate(random_panel(1, 5, 3), X, Y).n == 15


def test_no_overlap(scores: pd.DataFrame) -> None:
    with pytest.raises(NoData, match="no province and year has operations score_766_progress and"):
        correlate(scores, PROGRESS, Measure("pci", "overall"), years=[2019])


def test_a_full_panel_is_not_partial() -> None:
    both = random_panel(8, 63, 2)
    assert not correlate(both, X, Y).partial
    assert correlate(both[both["province_code"] != "63"], X, Y).partial
    assert not correlate(random_panel(8, 34, 2).assign(frame="vn34"), X, Y).partial


def test_a_matrix_holds_every_pair_once(scores: pd.DataFrame) -> None:
    measures = [Measure("papi", f"d{i}") for i in range(5, 9)]
    table = correlation_matrix(scores, measures, years=[2023])
    assert len(table) == 6
    row = table[(table["x"] == "papi d5") & (table["y"] == "papi d8")].iloc[0]
    alone = correlate(scores, D5, D8, years=[2023])
    assert (row["r"], row["low"], row["high"]) == (
        alone.pearson.value, alone.pearson.low, alone.pearson.high
    )  # fmt: skip
    assert (row["rho"], row["tau"]) == (alone.spearman.value, alone.kendall.value)
    assert (row["n"], row["provinces"], row["years"], row["seed"], row["warnings"]) == (
        61, 61, (2023,), alone.seed, ()
    )  # fmt: skip


def test_p_values_belong_to_the_intervals_and_to_the_family(scores: pd.DataFrame) -> None:
    table = correlation_matrix(
        scores, [Measure("papi", f"d{i}") for i in range(1, 9)], years=[2023]
    )
    excluded = (table["low"] > 0) | (table["high"] < 0)
    assert excluded.equals(table["p"] < 0.05)
    assert 0 < excluded.sum() < len(table)
    # Holm and Benjamini-Hochberg by their definitions.
    p = np.sort(table["p"])
    m, rank = len(p), np.arange(1, len(p) + 1)
    holm = np.maximum.accumulate((m - rank + 1) * p).clip(max=1)
    bh = np.minimum.accumulate((m / rank * p)[::-1])[::-1].clip(max=1)
    order = table["p"].argsort().to_numpy()
    assert table["p_holm"].to_numpy()[order] == pytest.approx(holm)
    assert table["p_bh"].to_numpy()[order] == pytest.approx(bh)


def test_a_pair_that_cannot_be_correlated_keeps_its_row() -> None:
    x, y = correlated(3, 20, 2)
    both = scores_of(x, y, np.ones((20, 2)))
    table = correlation_matrix(both, [X, Y, Z])
    assert table["warnings"].iloc[0] == ("partial_panel", "few_provinces", "breaks_unknown")
    assert table["warnings"].iloc[1:].tolist() == [("not_estimated",)] * 2
    assert table["n"].tolist() == [40, 40, 40]
    # The family has one member.
    assert table["p_holm"].iloc[0] == table["p"].iloc[0]
    numbers = ["r", "low", "high", "rho", "tau", "p", "p_holm", "p_bh"]
    assert table.loc[1:, numbers].isna().all(axis=None)
    with pytest.raises(NoData, match="no pair"):
        correlation_matrix(both, [X, Z])
    for bad in ([X], [X, Y, X]):
        with pytest.raises(BadParameter, match="each once"):
            correlation_matrix(both, bad)


@pytest.mark.slow
@pytest.mark.parametrize("rho", [0.0, 0.5])
@pytest.mark.parametrize("provinces", [63, 34, 11])
def test_95_per_cent_intervals_cover(
    provinces: int, rho: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.relate.correlation.DRAWS", 1000)
    # What each coefficient estimates in a bivariate normal (Kendall and Gibbons 1990, ch. 9).
    truth = {
        "pearson": rho,
        "spearman": 6 / np.pi * np.arcsin(rho / 2),
        "kendall": 2 / np.pi * np.arcsin(rho),
    }
    samples, held = 2000, dict.fromkeys(truth, 0)
    for seed in range(samples):
        found = correlate(scores_of(*correlated(seed, provinces, 3, rho=rho)), X, Y)
        for name, value in truth.items():
            estimate = getattr(found, name)
            held[name] += estimate.low <= value <= estimate.high
    # rho and tau of 11 provinces are covered somewhat more than promised.
    most = 0.97 if provinces > 11 else 0.98
    assert all(0.93 <= count / samples <= most for count in held.values()), held


@pytest.mark.slow
def test_p_values_of_no_link_are_uniform() -> None:
    found = []
    for seed in range(500):
        both = scores_of(*correlated(seed, 34, 3, rho=0))
        found.append(correlation_matrix(both, [X, Y])["p"].iloc[0])
    # The standard error of a share of 500 is 0.010 at 0.05 and 0.022 at 0.5; three of those.
    assert np.mean(np.array(found) < 0.05) == pytest.approx(0.05, abs=0.03)
    assert np.mean(np.array(found) < 0.5) == pytest.approx(0.5, abs=0.067)


def test_the_names_that_reports_use() -> None:
    assert relate.MIN_PROVINCES == 5
    assert relate.DRAWS == 4000
