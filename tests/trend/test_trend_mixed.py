import json
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import store
from analysis.errors import (
    BadParameter,
    BreakInside,
    ConstantSeries,
    IncompletePanel,
    TooFewObservations,
)
from analysis.panel import Panel, panel
from analysis.trend import ShrunkenSlopes, shrunken_slopes, trend
from analysis.trend.prediction import Group, Variances, moments, predict
from analysis.trend.series import by_years
from analysis.trend.spreads import errors_of_prediction

FOLDER = Path(__file__).parents[1] / "data" / "r"
R = json.loads((FOLDER / "trend.json").read_text())


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


@pytest.fixture(scope="module")
def distances(scores: pd.DataFrame) -> Panel:
    return panel(scores, "papi", "d1", measure="distance").stretch(2024)


def made(values: np.ndarray, measure: str = "distance") -> Panel:
    codes = [f"{i:02}" for i in range(1, len(values) + 1)]
    table = pd.DataFrame(values, index=codes, columns=range(2016, 2016 + values.shape[1]))
    return Panel("papi", "d1", measure, table.astype(float), (), True, len(values))  # type: ignore[arg-type]


def sleepstudy() -> Panel:
    rows = pd.read_csv(FOLDER / "sleepstudy.csv", dtype={"Subject": str})
    table = rows.pivot(index="Subject", columns="Days", values="Reaction")
    return Panel("sleep", "reaction", "distance", table.astype(float), (), True, 18)


@pytest.mark.parametrize("name", ["sleepstudy", "papi_d1_distance", "papi_overall_distance"])
def test_the_model_is_that_of_lme4(scores: pd.DataFrame, name: str) -> None:
    reference = R[name]
    if name == "sleepstudy":
        found = shrunken_slopes(sleepstudy())
    else:
        component = name.split("_")[1]
        measured = panel(scores, "papi", component, measure="distance")
        found = shrunken_slopes(measured.stretch(2024))
    table = found.table.loc[reference["group"]]
    assert found.n == len(reference["group"])
    assert found.national.value == pytest.approx(reference["fixed"][1], abs=1e-6)
    assert found.spread**2 == pytest.approx(reference["spread"][1][1], rel=1e-6)
    assert found.noise == pytest.approx(reference["sigma"], rel=1e-6)
    assert table["slope"].to_numpy() == pytest.approx(reference["slope"], abs=1e-6)
    assert (found.converged, found.boundary) == (True, reference["singular"])


def test_errors_given_the_variances_are_those_of_henderson_by_r() -> None:
    reference, sleep = R["sleepstudy"], sleepstudy()
    groups = [Group(c, x - 4.5, y) for c, x, y in by_years(sleep.table)]
    known = Variances(reference["sigma"] ** 2, np.array(reference["spread"]))
    found = predict(groups, known)
    assert found.national == pytest.approx(reference["fixed"], rel=1e-9)
    assert found.national_error == pytest.approx(reference["error"], rel=1e-9)
    assert found.slope == pytest.approx(reference["slope"], rel=1e-6)
    assert found.error == pytest.approx(reference["slope_error"], rel=1e-6)
    # The spread is estimated: errors are larger, but not by much with so clear a spread.
    errors, national = errors_of_prediction(groups, known, found)
    assert (errors > found.error).all()
    assert errors == pytest.approx(found.error, rel=0.15)
    assert national > found.national_error


def test_moments_of_a_balanced_panel_are_the_restricted_likelihood() -> None:
    reference = R["sleepstudy"]
    known = moments([Group(c, x - 4.5, y) for c, x, y in by_years(sleepstudy().table)])
    assert known.error == pytest.approx(reference["sigma"] ** 2, rel=1e-6)
    assert known.spread == pytest.approx(np.array(reference["spread"]), rel=1e-6)


def test_slopes_lie_between_the_own_and_the_national_in_the_mean(distances: Panel) -> None:
    found = shrunken_slopes(distances)
    assert found.table["slope"].std() < found.table["own"].std()
    assert found.table["shrinkage"].between(0, 1).all()
    own = trend(distances.table.loc["08"])
    assert found.table.loc["08", "own"] == pytest.approx(own.slope, abs=1e-9)
    assert found.table.loc["08", "n"] == own.n


def test_places_gained_are_the_slopes_of_ranks_turned(scores: pd.DataFrame) -> None:
    ranks = panel(scores, "papi", "d1", measure="rank").stretch(2024)
    found = shrunken_slopes(ranks)
    assert found.table.loc["08", "own"] == pytest.approx(-trend(ranks.table.loc["08"]).slope)


def test_scores_carry_the_doubt_about_the_years_that_all_share(
    scores: pd.DataFrame, distances: Panel
) -> None:
    of_scores = shrunken_slopes(panel(scores, "papi", "d1").stretch(2024))
    of_distances = shrunken_slopes(distances)
    means = trend(panel(scores, "papi", "d1").stretch(2024).table.mean())
    assert of_scores.national.value == pytest.approx(means.slope, abs=0.002)
    half = (of_distances.table["high"] - of_distances.table["low"]) / 2
    joined = np.hypot(half, (means.high - means.low) / 2)
    assert ((of_scores.table["high"] - of_scores.table["low"]) / 2).to_numpy() == pytest.approx(
        joined.to_numpy(), rel=1e-3
    )


def test_equal_slopes_are_said_to_lie_at_the_boundary() -> None:
    rng = np.random.default_rng(0)
    level = rng.normal(0, 1, (20, 1))
    noise = rng.normal(0, 1, (20, 9))
    # Own slopes that differ less than chance would let them.
    x = np.arange(9.0) - 4
    noise -= np.outer(noise @ x / (x @ x), x) * 0.9
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = shrunken_slopes(made(level + noise + 0.1 * x))
    assert found.boundary
    assert found.spread < 0.02
    assert found.table["slope"].to_numpy() == pytest.approx(found.national.value, abs=0.02)
    assert np.isfinite(found.table[["slope", "low", "high"]].to_numpy()).all()


def equal(a: ShrunkenSlopes, b: ShrunkenSlopes) -> bool:
    return bool(np.allclose(a.table.iloc[:, :5], b.table.iloc[:, :5], atol=1e-6))


def test_order_unit_and_origin_do_not_matter(distances: Panel) -> None:
    found = shrunken_slopes(distances)
    table = distances.table.sample(frac=1, random_state=3)
    turned = shrunken_slopes(Panel("papi", "d1", "distance", table, (), True, 63))
    assert list(turned.table.index) == list(found.table.index)
    assert equal(turned, found)
    times = shrunken_slopes(Panel("papi", "d1", "distance", distances.table * 1e4, (), True, 63))
    assert times.table["slope"].to_numpy() / 1e4 == pytest.approx(
        found.table["slope"].to_numpy(), abs=1e-6
    )


def test_provinces_with_few_years_are_left_out_and_named(scores: pd.DataFrame) -> None:
    found = shrunken_slopes(panel(scores, "papi", measure="distance").stretch(2024))
    assert found.left_out == ("22", "24", "27")
    assert (found.n, found.years) == (60, (2021, 2022, 2023, 2024))
    assert (found.table.loc[found.table["n"] == 3, "verdict"] == "too_few_years").all()
    assert "falling" in set(found.table["verdict"])


def test_bad_input(scores: pd.DataFrame, distances: Panel) -> None:
    with pytest.raises(BreakInside):
        shrunken_slopes(panel(scores, "papi"))
    partial = panel(
        scores, "par_index", measure="percent", allow_partial=True, years=range(2012, 2016)
    )
    with pytest.raises(IncompletePanel):
        shrunken_slopes(partial)
    with pytest.raises(TooFewObservations, match="at least 5 provinces with 3 years, got 4"):
        shrunken_slopes(made(np.random.default_rng(1).normal(size=(4, 6))))
    with pytest.raises(ConstantSeries):
        shrunken_slopes(made(np.outer(np.arange(1.0, 9), np.arange(6.0))))
    with pytest.raises(BadParameter):
        shrunken_slopes(distances, level=95)


def test_a_partial_panel_is_labelled(distances: Panel) -> None:
    part = Panel("papi", "d1", "distance", distances.table.iloc[:40], (), False, 63)
    found = shrunken_slopes(part, allow_partial=True)
    assert (found.partial, found.n) == (True, 40)
