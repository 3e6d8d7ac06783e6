"""Slopes against plm, and with a known truth."""

import csv
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from data.related import X, Y, Z, regressed, scores_of
from scipy.stats import t as student

from analysis import relate, store
from analysis.errors import BadParameter, BreakInside, ConstantSeries, NoData, TooFewObservations
from analysis.relate import Measure, influence, slopes

MODELS = ("pooled", "between", "within", "two_way")
FOLDER = Path(__file__).parents[1] / "data" / "r"
R = json.loads((FOLDER / "relate.json").read_text())
PROGRESS = Measure("operations", "score_766_progress")
SATISFACTION = Measure("operations", "score_766_satisfaction")
D5, D8 = Measure("papi", "d5"), Measure("papi", "d8")
VALUE, INVESTMENT, CAPITAL = (Measure("firm", name) for name in ("value", "inv", "capital"))


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


@pytest.fixture(scope="module")
def grunfeld() -> pd.DataFrame:
    """Ten firms in place of provinces."""
    with (FOLDER / "relate_grunfeld.csv").open(newline="") as file:
        rows = [
            (
                "firm",
                "vn63",
                int(r["year"]),
                f"{int(r['province_code']):02}",
                name,
                float(r[name]),
                "s",
            )
            for r in csv.DictReader(file)
            for name in ("inv", "value", "capital")
        ]
    columns = ["index", "frame", "year", "province_code", "component", "score", "source_id"]
    return pd.DataFrame(rows, columns=columns)


def assert_as_in_r(found: relate.Slopes, expected: dict[str, dict[str, float]]) -> None:
    for model in MODELS:
        slope, wanted = getattr(found, model), expected[model]
        got = (slope.estimate.value, slope.se_sss, slope.se, slope.r2)
        values = (wanted["slope"], wanted["se_sss"], wanted["se"], wanted["r2"])
        assert got == pytest.approx(values, rel=1e-8), model


def test_grunfeld_as_in_plm(grunfeld: pd.DataFrame) -> None:
    assert_as_in_r(slopes(grunfeld, VALUE, INVESTMENT), R["grunfeld"])


def test_grunfeld_with_a_control_as_in_plm(grunfeld: pd.DataFrame) -> None:
    found = slopes(grunfeld, VALUE, INVESTMENT, controls=[CAPITAL])
    assert_as_in_r(found, R["grunfeld_capital"])
    assert found.controls == (CAPITAL,)


def test_an_unbalanced_panel_of_ours_as_in_plm(scores: pd.DataFrame) -> None:
    given = pd.read_csv(FOLDER / "relate_papi.csv", dtype={"province_code": "str"})
    pairs = relate.paired(scores, D5, D8, years=range(2021, 2025))
    pd.testing.assert_frame_equal(pairs, given, check_dtype=False)
    found = slopes(scores, D5, D8, years=range(2021, 2025))
    assert_as_in_r(found, R["papi"])
    assert (found.sample.n, found.sample.breaks, found.sample.warnings) == (243, (), ())
    assert (found.between.n, found.between.df, found.two_way.n, found.two_way.df) == (
        63, 61, 243, 62
    )  # fmt: skip


def test_intervals_and_p_values_follow_from_the_standard_error(scores: pd.DataFrame) -> None:
    found = slopes(scores, D5, D8, years=range(2021, 2025), level=0.9)
    for model in MODELS:
        slope = getattr(found, model)
        ratio = slope.estimate.value / slope.se
        reach = student.ppf(0.95, slope.df) * slope.se
        assert slope.t == pytest.approx(ratio)
        assert slope.p == pytest.approx(2 * student.sf(abs(ratio), slope.df))
        assert slope.estimate.high - slope.estimate.value == pytest.approx(reach)
    assert found.table["slope"].tolist() == [getattr(found, m).estimate.value for m in MODELS]
    assert found.table["se_sss"].iloc[-1] == found.two_way.se_sss
    assert found.table["model"].tolist() == list(MODELS)


def test_effects_take_out_what_they_should() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(12, 4))
    lasting, common = rng.normal(size=(12, 1)) * 9, np.arange(4.0) * 5
    exact = slopes(scores_of(x + lasting, 2 * x - lasting), X, Y)
    assert exact.within.estimate.value == pytest.approx(2)
    assert exact.between.estimate.value < 0
    both = slopes(scores_of(x + lasting + common, 2 * x - lasting - common), X, Y)
    assert both.two_way.estimate.value == pytest.approx(2)
    assert both.within.estimate.value < 0
    assert both.two_way.r2 == pytest.approx(1)


def test_a_break_needs_leave(scores: pd.DataFrame) -> None:
    with pytest.raises(BreakInside, match="operations score_766_progress begins anew in 2023"):
        slopes(scores, PROGRESS, SATISFACTION)
    found = slopes(scores, PROGRESS, SATISFACTION, allow_break=True)
    assert found.sample.breaks == (2023,)
    assert found.sample.warnings == ("partial_panel", "break_inside")
    # With a lag, x is measured before its break.
    with pytest.raises(BreakInside, match="papi d8 begins anew in 2019"):
        slopes(scores, D8, Measure("papi", "d6"), years=[2019, 2020], lag=1)
    assert slopes(scores, D8, Measure("papi", "d6"), years=[2019, 2020]).sample.breaks == ()


def test_a_lag_is_a_shifted_series() -> None:
    x, y = regressed(2, 20, 5)
    plain = slopes(scores_of(x[:, :-1], y[:, 1:]), X, Y)
    lagged = slopes(scores_of(x, y), X, Y, lag=1)
    assert lagged.two_way == plain.two_way
    assert (lagged.lag, lagged.sample.years) == (1, (2021, 2022, 2023, 2024))


def test_standardised_slopes() -> None:
    x, y = regressed(3, 20, 3)
    raw, own = (slopes(scores_of(x, y), X, Y, standardise=flag) for flag in (False, True))
    for model in MODELS:
        expected = getattr(raw, model).estimate.value * x.std() / y.std()
        assert getattr(own, model).estimate.value == pytest.approx(expected)
        assert getattr(own, model).t == pytest.approx(getattr(raw, model).t)
    # Over all province-years that is the correlation.
    assert own.pooled.estimate.value == pytest.approx(np.corrcoef(x.ravel(), y.ravel())[0, 1])


def test_the_order_of_the_rows_does_not_matter(scores: pd.DataFrame) -> None:
    shuffled = scores.sample(frac=1, random_state=2)
    assert slopes(shuffled, D5, D8, years=[2023, 2024]) == slopes(
        scores, D5, D8, years=[2023, 2024]
    )


def test_what_cannot_be_estimated(scores: pd.DataFrame) -> None:
    x, y = regressed(4, 10, 3)
    with pytest.raises(ConstantSeries, match="nothing of x is left for a within slope"):
        slopes(scores_of(np.repeat(x[:, :1], 3, axis=1), y), X, Y)
    with pytest.raises(ConstantSeries, match="nothing of x is left for a two_way slope"):
        slopes(scores_of(x[:, :1] + np.arange(3), y), X, Y)
    with pytest.raises(ConstantSeries, match="nothing of x is left for a pooled slope"):
        slopes(scores_of(x, y, 1 - 3 * x), X, Y, controls=[Z])
    alone = np.where(np.arange(10)[:, np.newaxis] == 3, x, x[:, :1])
    with pytest.raises(ConstantSeries, match="without province 04 nothing of x is left"):
        slopes(scores_of(alone, y), X, Y)
    with pytest.raises(ConstantSeries, match="two y has one only"):
        slopes(scores_of(x, np.ones_like(y)), X, Y)
    with pytest.raises(
        TooFewObservations, match="a within slope needs at least 5 provinces, got 0"
    ):
        slopes(scores_of(x[:, :1], y[:, :1]), X, Y)
    with pytest.raises(TooFewObservations, match="got 4"):
        slopes(scores_of(x[:4], y[:4]), X, Y)
    with pytest.raises(NoData):
        slopes(scores, D5, D8, years=[2012])
    with pytest.raises(BadParameter, match="once each"):
        slopes(scores_of(x, y), X, Y, controls=[X])


def test_influence_is_the_relation_without_a_province(scores: pd.DataFrame) -> None:
    table = influence(scores, PROGRESS, SATISFACTION, model="two_way")
    assert len(table) == 34
    assert table["r_shift"].abs().is_monotonic_decreasing
    whole = slopes(scores, PROGRESS, SATISFACTION, allow_break=True)
    r = relate.correlate(scores, PROGRESS, SATISFACTION).pearson.value
    for row in table.head(3).itertuples():
        left = scores[scores["province_code"] != row.province_code]
        again = slopes(left, PROGRESS, SATISFACTION, allow_break=True)
        assert row.n == again.sample.n
        assert row.slope == pytest.approx(again.two_way.estimate.value)
        assert row.slope - row.slope_shift == pytest.approx(whole.two_way.estimate.value)
        assert row.r == pytest.approx(relate.correlate(left, PROGRESS, SATISFACTION).pearson.value)
        assert row.r - row.r_shift == pytest.approx(r)


@pytest.mark.parametrize("model", MODELS)
def test_influence_of_each_model(scores: pd.DataFrame, model: str) -> None:
    row = influence(scores, D5, D8, years=[2023, 2024], model=model).iloc[0]
    left = scores[scores["province_code"] != row["province_code"]]
    again = getattr(slopes(left, D5, D8, years=[2023, 2024]), model)
    assert row["slope"] == pytest.approx(again.estimate.value)


def test_a_province_that_makes_the_relation_stands_first() -> None:
    x, y = regressed(5, 15, 2, beta=0)
    x[7], y[7] = 30, 30
    first = influence(scores_of(x, y), X, Y).iloc[0]
    assert first["province_code"] == "08"
    assert first["r_shift"] < -0.5


def test_bad_questions_of_influence() -> None:
    x, y = regressed(6, 6, 2)
    with pytest.raises(BadParameter, match="pooled, between, within, two_way: 'fixed'"):
        influence(scores_of(x, y), X, Y, model="fixed")  # type: ignore[arg-type]
    with pytest.raises(TooFewObservations, match="at least 6 provinces, got 5"):
        influence(scores_of(x[:5], y[:5]), X, Y)
    assert len(influence(scores_of(x, y), X, Y)) == 6
    with pytest.raises(ConstantSeries, match="without province 02 a series has one value"):
        influence(scores_of(np.where(np.arange(6)[:, np.newaxis] == 1, x, 1.0), y), X, Y)


@pytest.mark.slow
@pytest.mark.parametrize("growing", [False, True])
@pytest.mark.parametrize("provinces", [63, 34, 11])
def test_95_per_cent_intervals_of_slopes_cover(provinces: int, growing: bool) -> None:
    samples, held, usual = 2000, dict.fromkeys(MODELS, 0), dict.fromkeys(MODELS, 0)
    for seed in range(samples):
        found = slopes(scores_of(*regressed(seed, provinces, 3, growing=growing)), X, Y)
        for model in MODELS:
            slope = getattr(found, model)
            held[model] += slope.estimate.low <= 0.5 <= slope.estimate.high
            reach = student.ppf(0.975, slope.df) * slope.se_sss
            usual[model] += abs(slope.estimate.value - 0.5) <= reach
    # Eleven are few: 91 to 94 of 100 where errors grow with x, as the docstring of slopes says.
    least = 0.93 if provinces > 11 else 0.91
    assert all(least <= count / samples <= 0.97 for count in held.values()), held
    # Why the jackknife: the usual errors fall short.
    assert all(usual[model] < held[model] for model in MODELS), usual
