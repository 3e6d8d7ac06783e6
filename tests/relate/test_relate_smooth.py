import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from data.related import X, Y, correlated, scores_of

from analysis import store
from analysis.errors import BadParameter, ConstantSeries, NoData, TooFewObservations
from analysis.relate import Measure, lowess_curve, paired

R = json.loads((Path(__file__).parents[1] / "data" / "r" / "relate.json").read_text())["lowess"]


@pytest.fixture(scope="module")
def pairs() -> pd.DataFrame:
    measures = (Measure("papi", "d5"), Measure("papi", "d8"))
    return paired(store.load_scores(), *measures, years=range(2021, 2025))


def test_the_curve_is_that_of_r(pairs: pd.DataFrame) -> None:
    found = lowess_curve(pairs)
    assert found.table["x"].to_numpy() == pytest.approx(np.array(R["x"]), abs=1e-12)
    assert found.table["y"].to_numpy() == pytest.approx(np.array(R["y"]), abs=1e-6)
    assert (found.n, found.provinces, found.level) == (243, 63, 0.95)


def test_the_band_holds_the_curve_and_narrows_with_the_level(pairs: pd.DataFrame) -> None:
    few = pairs[pairs["year"] == 2024]
    wide, narrow = lowess_curve(few).table, lowess_curve(few, level=0.5).table
    assert not wide.isna().any(axis=None)
    assert ((wide["low"] < wide["y"]) & (wide["y"] < wide["high"])).mean() > 0.95
    assert (wide["low"] < narrow["low"]).all()
    assert (narrow["high"] < wide["high"]).all()


def test_equal_data_give_equal_curves() -> None:
    few = paired(scores_of(*correlated(1, 20, 2)), X, Y)
    one, other = lowess_curve(few), lowess_curve(few.sample(frac=1, random_state=1))
    assert one.seed == other.seed
    pd.testing.assert_frame_equal(one.table, other.table)


def test_a_bend_is_seen_and_a_straight_line_stays_straight() -> None:
    x = np.linspace(-2, 2, 60).reshape(60, 1)
    bent = lowess_curve(paired(scores_of(x, x**2), X, Y)).table
    assert bent["y"].iloc[30] < 0.6 < bent["y"].iloc[0]
    line = lowess_curve(paired(scores_of(x, 3 * x), X, Y)).table
    assert line["y"].to_numpy() == pytest.approx(3 * x.ravel())
    assert line["high"].to_numpy() == pytest.approx(3 * x.ravel())


def test_bad_questions() -> None:
    few = paired(scores_of(*correlated(1, 10, 2)), X, Y)
    for frac in (0, 1.1):
        with pytest.raises(BadParameter, match="frac is a share"):
            lowess_curve(few, frac=frac)
    with pytest.raises(TooFewObservations, match="at least 5 pairs in a neighbourhood, got 4"):
        lowess_curve(few, frac=0.2)
    with pytest.raises(TooFewObservations, match="provinces, got 4"):
        lowess_curve(few[few["province_code"] < "05"])
    with pytest.raises(ConstantSeries):
        lowess_curve(few.assign(x=1.0))
    at_the_top = np.where(np.arange(10) < 8, 20.0, 19.0 + np.arange(10) / 20).repeat(2)
    with pytest.raises(ConstantSeries, match="one value of x in a neighbourhood"):
        lowess_curve(few.assign(x=at_the_top))
    with pytest.raises(NoData):
        lowess_curve(few.head(0))
