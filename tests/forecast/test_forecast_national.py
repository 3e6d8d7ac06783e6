from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from data.provincial_process import panel_of
from scipy.stats import t

from analysis import store
from analysis.errors import TooFewObservations
from analysis.forecast import forecast
from analysis.forecast.national import National, national
from analysis.panel import panel


def walk(means: list[float], *, breaks: tuple[int, ...] = (), seed: int = 1):
    """Make a panel from 2011 on whose yearly means are the ones given."""
    noise = np.random.default_rng(seed).normal(size=(63, len(means)))
    return panel_of(np.array(means) + noise - noise.mean(axis=0), breaks=breaks)


def test_the_drift_by_hand() -> None:
    # Changes 1, 2, 0, 1: mean 1, variance 2/3; its error explains 2/3/4 = 1/6 of its square.
    found = national(walk([40, 41, 43, 43, 44]))
    assert found.last == pytest.approx(44)
    assert found.sd == pytest.approx(np.sqrt(2 / 3))
    assert found.drift == pytest.approx(5 / 6)
    assert found.changes == 4


def test_a_drift_that_its_error_explains_is_none() -> None:
    # Changes 3, -3, 1: mean 1/3, of which the squared error is 28/9.
    found = national(walk([40, 43, 40, 41]))
    assert found.drift == 0
    assert found.changes == 3
    # Without any change on the average too.
    assert national(walk([40, 42, 41, 40])).drift == pytest.approx(0)


def test_changes_across_breaks_and_gaps_are_left_out() -> None:
    plain = national(walk([40, 41, 43, 43, 44]))
    # A jump of ten where a new series begins says nothing.
    broken = national(walk([30, 40, 41, 43, 43, 44], breaks=(2012,)))
    assert (broken.drift, broken.sd, broken.changes) == pytest.approx(
        (plain.drift, plain.sd, plain.changes)
    )
    held = walk([40, 41, 43, 99, 50, 50, 51])
    gap = national(replace(held, table=held.table.drop(columns=2014)))
    assert (gap.drift, gap.sd, gap.changes) == pytest.approx((plain.drift, plain.sd, 4))


def test_a_province_that_drops_out_moves_nothing() -> None:
    held = walk([40, 41, 43, 43, 44])
    table = held.table.copy()
    table.loc["01"] += 1000.0
    table.loc["01", 2013] = np.nan
    found = national(replace(held, table=table))
    others = table.drop(index="01")
    changes = others[2013] - others[2012]
    assert changes.mean() == pytest.approx(2, abs=0.1)
    assert found.sd < 1.5


def test_too_few_changes() -> None:
    with pytest.raises(TooFewObservations, match="at least 3 changes between comparable years"):
        national(walk([40, 41, 43]))
    with pytest.raises(TooFewObservations, match="got 2"):
        national(walk([40, 41, 43, 44], breaks=(2013,)))


def test_paths_have_the_quantiles_of_student_t() -> None:
    # Without a drift of its own one step is sd * t, and the drift adds sd / sqrt(n) * t.
    found = National(last=40.0, drift=0.5, sd=2.0, changes=8)
    paths = found.draw(3, 200_000, np.random.default_rng(2))
    assert paths.shape == (200_000, 3)
    assert paths.mean(axis=0) == pytest.approx([40.5, 41, 41.5], abs=0.05)
    variance = 4 * 7 / 5
    expected = [variance * (years + years**2 / 8) for years in (1, 2, 3)]
    assert paths.var(axis=0) == pytest.approx(expected, rel=0.03)
    # The steps alone: what is left of a year after the shared drift.
    many = replace(found, changes=10**6).draw(1, 200_000, np.random.default_rng(2))
    assert np.quantile(many, 0.9) == pytest.approx(40.5 + 2 * t.ppf(0.9, 10**6 - 1), abs=0.03)


def test_scores_need_comparable_changes_but_distances_do_not() -> None:
    # PAPI of 2018 to 2021: every year but 2020 begins a new series.
    made = forecast(panel(store.load_scores(), "papi", years=range(2018, 2022)))
    assert made.national is None
    assert np.isfinite(made.draws("distance", 2022)).all()
    assert made.summary("rank", 2022)["median"].between(1, 63).all()
    for call in (made.draws, made.summary):
        with pytest.raises(TooFewObservations, match="distances have one"):
            call("score", 2022)


def test_scores_are_distances_and_the_national_mean() -> None:
    made = forecast(panel(store.load_scores(), "papi"), ahead=2)
    for year in (2025, 2026):
        above = made.draws("score", year) - made.draws("distance", year)
        # One national mean a draw; the distances have the mean zero.
        assert np.ptp(above, axis=1) == pytest.approx(np.zeros(len(above)), abs=1e-9)
        assert made.draws("score", year).mean(axis=1) == pytest.approx(above[:, 0], abs=1e-9)
    assert made.national is not None
    # Asking for scores changes no distance.
    again = forecast(panel(store.load_scores(), "papi"), ahead=2)
    assert np.array_equal(again.draws("distance", 2026), made.draws("distance", 2026))
    pd.testing.assert_frame_equal(again.summary("score", 2026), made.summary("score", 2026))


def test_papi_has_nine_comparable_changes() -> None:
    # 2011 to 2024 without 2016, 2018, 2019 and 2021.
    table = panel(store.load_scores(), "papi").table
    changes = [
        (table[y] - table[y - 1]).mean()
        for y in (2012, 2013, 2014, 2015, 2017, 2020, 2022, 2023, 2024)
    ]
    found = national(panel(store.load_scores(), "papi"))
    assert found.changes == 9
    assert found.sd == pytest.approx(np.std(changes, ddof=1))
    assert found.last == pytest.approx(table[2024].mean())
