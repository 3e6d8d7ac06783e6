import numpy as np
import pandas as pd
import pytest

from analysis import store
from analysis.errors import BreakInside, TooFewObservations
from analysis.panel import Panel, panel
from analysis.trend import Trends, shrunken_slopes, stretches, theil_sen, trend, trends


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


@pytest.fixture(scope="module", params=["score", "distance", "rank"])
def measured(scores: pd.DataFrame, request: pytest.FixtureRequest) -> Panel:
    return panel(scores, "papi", "d1", measure=request.param).stretch(2024)


@pytest.fixture(scope="module")
def found(measured: Panel) -> Trends:
    return trends(measured, family=8)


def test_each_row_holds_the_trends_of_its_province(measured: Panel, found: Trends) -> None:
    sign = -1 if measured.measure == "rank" else 1
    for code, row in found.table.iterrows():
        series = measured.table.loc[code] * sign
        line, median = trend(series, family=8), theil_sen(series, family=8)
        assert (row["n"], row["first_year"], row["last_year"]) == (
            line.n, line.first_year, line.last_year
        )  # fmt: skip
        assert row[["slope", "low", "high", "error"]].tolist() == pytest.approx(
            [line.slope, line.low, line.high, line.error], abs=1e-9
        )
        assert row[["sen_slope", "sen_low", "sen_high", "tau", "p"]].tolist() == pytest.approx(
            [median.slope, median.low, median.high, median.tau, median.p], abs=1e-9
        )
        assert (row["verdict"], row["sen_verdict"]) == (line.verdict, median.verdict)
        assert row["sen_attained"] == pytest.approx(median.attained)


def test_the_model_is_that_of_shrunken_slopes(measured: Panel, found: Trends) -> None:
    model = shrunken_slopes(measured, family=8).table
    columns = ["slope", "low", "high", "verdict"]
    beside = found.table[[f"shrunken_{c}" for c in columns]].set_axis(columns, axis="columns")
    pd.testing.assert_frame_equal(beside, model[columns])
    assert found.table.notna().all(axis=None)
    assert (found.n, found.partial, found.years) == (63, False, tuple(range(2016, 2025)))


def test_rising_is_better_for_ranks_too() -> None:
    # The first province climbs from the last place to the first.
    places = np.array([np.roll(np.arange(8), k) for k in range(8)]) + 1.0
    rng = np.random.default_rng(0)
    places[0] = [8, 7, 6, 5, 4, 3, 2, 1]
    places[1:] = rng.permuted(places[1:], axis=1)
    table = pd.DataFrame(places, index=list("abcdefgh"), columns=range(2016, 2024))
    found = trends(Panel("papi", "d1", "rank", table, (), True, 8)).table.loc["a"]
    assert (found["verdict"], found["sen_verdict"]) == ("rising", "rising")
    assert found[["slope", "sen_slope"]].tolist() == pytest.approx([1, 1])
    assert found["tau"] == 1


def test_panels_are_cut_at_their_breaks(scores: pd.DataFrame) -> None:
    whole = panel(scores, "papi")
    assert [p.years for p in stretches(whole)] == [
        (2011, 2012, 2013, 2014, 2015), (2016, 2017), (2018,), (2019, 2020),
        (2021, 2022, 2023, 2024),
    ]  # fmt: skip
    with pytest.raises(BreakInside):
        trends(whole)
    with pytest.raises(TooFewObservations, match="at least 3 comparable years, got 2"):
        trends(stretches(whole)[1])


def test_the_order_of_the_provinces_does_not_matter(measured: Panel, found: Trends) -> None:
    table = measured.table.sample(frac=1, random_state=5)
    turned = trends(Panel("papi", "d1", measured.measure, table, (), True, 63), family=8)
    pd.testing.assert_frame_equal(turned.table, found.table, rtol=1e-5, atol=1e-6)
