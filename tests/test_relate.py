import csv

import numpy as np
import pandas as pd
import pytest
from scipy.stats import pearsonr, rankdata, spearmanr

from analysis import relate, store, workspace
from analysis.errors import NoData, TooFewObservations
from analysis.relate import Measure, correlate, paired

PROGRESS = Measure("operations", "score_766_progress")
SATISFACTION = Measure("operations", "score_766_satisfaction")
SIPAS = Measure("sipas", "overall")
X, Y = Measure("one", "x"), Measure("two", "y")


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


def raw(measure: Measure, year: int) -> dict[str, float]:
    """Read scores of one year straight from the raw file."""
    path = workspace.find().raw / "scores" / measure.index / f"{year}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["province_code"]: float(row["score"])
            for row in csv.DictReader(file)
            if row["component"] == measure.component
            and row["score"]
            and row["province_code"] != "00"
        }


def raw_pairs(x: Measure, y: Measure) -> list[tuple[int, str, float, float]]:
    pairs = []
    for year in (2022, 2023, 2024):
        a, b = raw(x, year), raw(y, year)
        pairs += [(year, code, a[code], b[code]) for code in sorted(a.keys() & b.keys())]
    return pairs


def panel(x: np.ndarray, y: np.ndarray, *, source: str = "s") -> pd.DataFrame:
    """Make scores of provinces (rows) by year (columns) in two measures."""
    provinces, years = x.shape
    return pd.DataFrame(
        [
            (m.index, "vn63", 2020 + t, f"{p + 1:02}", m.component, values[p, t], source)
            for m, values in ((X, x), (Y, y))
            for p in range(provinces)
            for t in range(years)
        ],
        columns=["index", "frame", "year", "province_code", "component", "score", "source_id"],
    )


def random_panel(
    seed: int, provinces: int, years: int, *, rho: float = 0.5, within: float = 0.5
) -> pd.DataFrame:
    """Make a panel of two normal series with correlation rho, and provinces that persist."""
    rng = np.random.default_rng(seed)
    chol = np.linalg.cholesky([[1, rho], [rho, 1]])
    lasting = chol @ rng.normal(size=(2, provinces))
    passing = np.einsum("ij,jpt->ipt", chol, rng.normal(size=(2, provinces, years)))
    x, y = np.sqrt(1 - within) * lasting[:, :, None] + np.sqrt(within) * passing
    return panel(x, y)


def test_progress_and_satisfaction_by_scipy(scores: pd.DataFrame) -> None:
    pairs = raw_pairs(PROGRESS, SATISFACTION)
    a, b = [p[2] for p in pairs], [p[3] for p in pairs]
    found = correlate(scores, PROGRESS, SATISFACTION)
    assert found.pearson.value == pytest.approx(pearsonr(a, b).statistic, abs=1e-12)
    assert found.spearman.value == pytest.approx(spearmanr(a, b).statistic, abs=1e-12)
    assert found.n == len(pairs) == 102
    assert found.years == (2022, 2023, 2024)
    assert len(found.provinces) == 34
    assert found.partial
    assert found.pearson.low < found.pearson.value < found.pearson.high


@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_each_year_has_34_pairs(scores: pd.DataFrame, year: int) -> None:
    pairs = raw_pairs(PROGRESS, SATISFACTION)
    a, b = ([p[i] for p in pairs if p[0] == year] for i in (2, 3))
    found = correlate(scores, PROGRESS, SATISFACTION, years=[year])
    assert found.n == 34
    assert found.pearson.value == pytest.approx(pearsonr(a, b).statistic, abs=1e-12)


def test_without_the_source_whose_frame_is_unproven(scores: pd.DataFrame) -> None:
    found = correlate(scores, PROGRESS, SATISFACTION, without_sources=["O02"])
    assert len(found.provinces) == 11


def test_progress_and_sipas(scores: pd.DataFrame) -> None:
    pairs = raw_pairs(PROGRESS, SIPAS)
    a, b = [p[2] for p in pairs], [p[3] for p in pairs]
    found = correlate(scores, PROGRESS, SIPAS)
    assert found.n == len(pairs) == 17
    assert found.pearson.value == pytest.approx(pearsonr(a, b).statistic, abs=1e-12)
    assert found.spearman.value == pytest.approx(spearmanr(a, b).statistic, abs=1e-12)


def test_pairs_are_those_of_the_raw_files(scores: pd.DataFrame) -> None:
    rows = paired(scores, PROGRESS, SATISFACTION)
    assert rows["frame"].unique().tolist() == ["vn63"]
    assert list(rows.drop(columns="frame").itertuples(index=False, name=None)) == raw_pairs(
        PROGRESS, SATISFACTION
    )


def test_the_national_value_is_no_province() -> None:
    both = panel(np.ones((2, 1)), np.ones((2, 1)))
    both.loc[both["province_code"] == "01", "province_code"] = "00"
    assert paired(both, X, Y)["province_code"].tolist() == ["02"]


def test_a_missing_score_makes_no_pair() -> None:
    x = np.array([[1.0], [np.nan]])
    assert paired(panel(x, np.ones((2, 1))), X, Y)["province_code"].tolist() == ["01"]


@pytest.mark.parametrize(
    ("without", "left"), [([], 3), (["A"], 2), (["B"], 3), (["A", "B"], 1), (["A", "B", "C"], 0)]
)
def test_a_score_goes_when_all_its_sources_are_left_out(without: list[str], left: int) -> None:
    both = panel(np.ones((3, 1)), np.ones((3, 1)))
    both["source_id"] = both["province_code"].map({"01": "A", "02": "A;B", "03": "C"})
    assert len(paired(both, X, Y, without_sources=without)) == left


def test_same_data_same_interval_in_any_order() -> None:
    both = random_panel(5, 20, 3)
    found = correlate(both, X, Y)
    assert correlate(both, X, Y) == found
    assert correlate(both.sample(frac=1, random_state=1), X, Y) == found
    changed = both.assign(score=both["score"] + np.arange(len(both)) * 1e-3)
    assert correlate(changed, X, Y).seed != found.seed


def test_intervals_do_not_depend_on_units() -> None:
    pairs = paired(random_panel(6, 6, 1), X, Y)
    plain = relate._bootstrap(pairs, level=0.95, seed=1)
    scaled = relate._bootstrap(pairs.assign(y=pairs["y"] * 1e-10), level=0.95, seed=1)
    assert np.array(scaled) == pytest.approx(np.array(plain), abs=1e-9)


def slow_bootstrap(pairs: pd.DataFrame, draws: int) -> np.ndarray:
    """Draw provinces, put all their rows together, correlate by scipy."""
    groups = [g[["x", "y"]].to_numpy() for _, g in pairs.groupby("province_code")]
    rng = np.random.default_rng(99)
    found = []
    for _ in range(draws):
        sample = np.concatenate([groups[i] for i in rng.integers(len(groups), size=len(groups))])
        a, b = sample.T
        found.append((pearsonr(a, b).statistic, spearmanr(a, b).statistic))
    return np.array(found)


def test_interval_is_that_of_a_plain_bootstrap(scores: pd.DataFrame) -> None:
    found = correlate(scores, PROGRESS, SATISFACTION)
    draws = slow_bootstrap(paired(scores, PROGRESS, SATISFACTION), 4000)
    for estimate, values in zip((found.pearson, found.spearman), draws.T, strict=True):
        for end, tail in ((estimate.low, 0.025), (estimate.high, 0.975)):
            # Share of plain draws below our end: its standard error, of two sets of 4000 draws,
            # is 0.0035; four of those.
            assert np.mean(values < end) == pytest.approx(tail, abs=0.014)


def test_level_of_the_interval() -> None:
    both = random_panel(7, 30, 2)
    wide, narrow = correlate(both, X, Y, level=0.99), correlate(both, X, Y, level=0.8)
    assert wide.pearson.low < narrow.pearson.low < narrow.pearson.high < wide.pearson.high
    assert wide.pearson.value == narrow.pearson.value


def test_weighted_ranks_are_ranks_of_repeated_rows() -> None:
    rng = np.random.default_rng(3)
    values = rng.integers(0, 6, size=15).astype(float)
    weights = rng.integers(0, 4, size=(50, 15)).astype(float)
    ranks = relate._weighted_ranks(values[np.newaxis], weights)
    for row, times in zip(ranks, weights.astype(int), strict=True):
        there = times > 0
        repeated = rankdata(np.repeat(values, times))
        first = np.cumsum(times) - times
        assert row[there] == pytest.approx(repeated[first[there]], abs=1e-12)


def test_weighted_correlation_is_that_of_repeated_rows() -> None:
    rng = np.random.default_rng(4)
    a, b = rng.normal(size=(2, 15))
    weights = rng.integers(0, 4, size=(50, 15)).astype(float)
    found = relate._weighted_correlation(a[np.newaxis], b[np.newaxis], weights)
    expected = [pearsonr(np.repeat(a, t), np.repeat(b, t)).statistic for t in weights.astype(int)]
    assert found == pytest.approx(expected, abs=1e-12)


def test_a_draw_of_one_value_has_no_correlation() -> None:
    a, b = np.array([[0.1, 0.7, -0.8]]), np.array([[1.0, -2.0, 1.0]])
    assert np.isnan(relate._weighted_correlation(a, b, np.array([[0.0, 3.0, 0.0]]))).all()


@pytest.mark.parametrize("constant", ["x", "y"])
def test_a_constant_series(constant: str) -> None:
    rng = np.random.default_rng(1)
    varying, same = rng.normal(size=(6, 2)), np.full((6, 2), 0.1)
    both = panel(same, varying) if constant == "x" else panel(varying, same)
    with pytest.raises(TooFewObservations, match="different values"):
        correlate(both, X, Y)


def test_four_provinces_are_too_few() -> None:
    rng = np.random.default_rng(1)
    with pytest.raises(TooFewObservations, match="at least 5 provinces, got 4"):
        correlate(panel(*rng.normal(size=(2, 4, 3))), X, Y)
    assert correlate(panel(*rng.normal(size=(2, 5, 3))), X, Y).n == 15


def test_no_overlap(scores: pd.DataFrame) -> None:
    with pytest.raises(NoData, match="no province and year"):
        correlate(scores, PROGRESS, Measure("pci", "overall"), years=[2019])


def test_a_full_panel_is_not_partial() -> None:
    both = random_panel(8, 63, 2)
    assert not correlate(both, X, Y).partial
    assert correlate(both[both["province_code"] != "63"], X, Y).partial
    assert not correlate(random_panel(8, 34, 2), X, Y, units=34).partial


@pytest.mark.slow
@pytest.mark.parametrize(("provinces", "least"), [(63, 0.92), (34, 0.91)])
def test_the_95_per_cent_interval_covers_about_95_in_100(
    provinces: int, least: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relate, "DRAWS", 1000)
    samples, rho = 600, 0.5
    covered = 0
    for seed in range(samples):
        found = correlate(random_panel(seed, provinces, 3, rho=rho), X, Y).pearson
        covered += found.low <= rho <= found.high
    # The standard error of a share of 600 at 0.95 is 0.009.
    assert least <= covered / samples <= 0.98
