from dataclasses import astuple, replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from data.provincial_process import (
    CODES,
    REGIONS,
    draw_values,
    panel_and_next,
    panel_of,
    some_process,
)
from scipy.stats import norm, rankdata

from analysis import provinces, store
from analysis.errors import (
    BadParameter,
    ConstantSeries,
    IncompletePanel,
    NoData,
    TooFewObservations,
    UnknownProvince,
)
from analysis.estimates import seed_of
from analysis.forecast import Forecast, forecast
from analysis.forecast.predict import predict
from analysis.forecast.process import Process, fit_process, history
from analysis.panel import Panel, panel
from analysis.ranks import papi_groups

LEVELS = (50, 80, 95)


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


@pytest.fixture(scope="module")
def papi(scores: pd.DataFrame) -> Panel:
    return panel(scores, "papi")


@pytest.fixture(scope="module")
def made(papi: Panel) -> Forecast:
    return forecast(papi, ahead=2)


def test_what_a_forecast_says_of_itself(made: Forecast, papi: Panel) -> None:
    assert (made.index, made.component, made.units, made.n) == ("papi", "overall", 63, 63)
    assert made.codes == tuple(papi.table.index)
    assert made.years == (2025, 2026)
    assert made.history == tuple(range(2011, 2025))
    assert made.seed == seed_of(papi.long())
    assert made.distances.shape == (4000, 63, 2)


def test_distances_of_every_draw_have_the_mean_zero(made: Forecast) -> None:
    assert np.abs(made.distances.mean(axis=1)).max() < 1e-12
    assert np.isfinite(made.distances).all()


def test_medians_are_conditional_means_in_units_of_the_last_spread(
    made: Forecast, papi: Panel
) -> None:
    distances = papi.table - papi.table.mean()
    spread = distances.std()
    editions = np.array([0] * 5 + [1] * 2 + [2] + [3] * 2 + [4] * 4, dtype=float)
    years = np.arange(2011.0, 2025.0)
    regions = [provinces.region_of(code).code for code in made.codes]
    given = ((distances / spread).to_numpy(), years, editions, regions)
    assert astuple(fit_process(history(*given))) == pytest.approx(astuple(made.process), rel=1e-3)
    expected = predict(made.process, *given, 2).mean * spread[2024]
    expected -= expected.mean(axis=0)
    for position, year in enumerate(made.years):
        found = made.summary("distance", year)["median"]
        sd = made.draws("distance", year).std(axis=0)
        # The median of 4000 draws has a standard error of 0.02 sd.
        assert (np.abs(found - expected[:, position]) / sd).max() < 0.08


def test_ranks_of_a_draw_are_those_of_its_distances(made: Forecast) -> None:
    ranks, distances = made.draws("rank", 2025), made.draws("distance", 2025)
    # No two draws are equal, so every draw is a permutation of 1 to 63.
    assert np.array_equal(np.sort(ranks, axis=1), np.tile(np.arange(1, 64), (len(ranks), 1)))
    best = distances.argmax(axis=1)
    assert (ranks[np.arange(len(ranks)), best] == 1).all()


def test_tied_draws_share_the_better_rank(made: Forecast) -> None:
    distances = np.tile(np.arange(63.0)[::-1], (2, 1))
    distances[1, :4] = [62, 61, 61, 61]
    tied = replace(made, distances=np.stack([distances, distances], axis=2))
    assert tied.draws("rank", 2025)[0].tolist() == list(range(1, 64))
    assert tied.draws("rank", 2025)[1, :6].tolist() == [1, 2, 2, 2, 5, 6]


@pytest.mark.parametrize("provinces_known", [63, 61, 60])
@pytest.mark.parametrize("year", [2022, 2025])
def test_groups_of_a_draw_are_papi_groups(made: Forecast, provinces_known: int, year: int) -> None:
    some = replace(made, distances=made.distances[:40, :provinces_known], years=(year, year + 1),
                   codes=made.codes[:provinces_known])  # fmt: skip
    names = {"high": 0, "high_average": -1, "low_average": -2, "low": -3}
    for groups, distances in zip(
        some.draws("group", year), some.draws("distance", year), strict=True
    ):
        expected = papi_groups(pd.Series(distances), year).map(names)
        assert groups.tolist() == expected.tolist()


def test_probabilities_of_groups(made: Forecast) -> None:
    found = made.groups(2025)
    assert list(found.columns) == ["high", "high_average", "low_average", "low"]
    assert found.sum(axis="columns").to_numpy() == pytest.approx(np.ones(63))
    # 63 provinces: 16, 15, 16, 16 as published from 2023 on.
    assert found.sum().to_numpy() == pytest.approx([16, 15, 16, 16])
    assert found["high"].idxmax() == made.summary("distance", 2025)["median"].idxmax()


def test_who_changes_a_summary_changes_that_of_no_other(made: Forecast) -> None:
    found = made.summary("rank", 2025)
    before = found.copy()
    found["median"] = 0.0
    pd.testing.assert_frame_equal(made.summary("rank", 2025), before)


@pytest.mark.parametrize("measure", ["distance", "score", "rank"])
@pytest.mark.parametrize("year", [2025, 2026])
def test_intervals_are_nested(made: Forecast, measure: Any, year: int) -> None:
    found = made.summary(measure, year)
    assert tuple(found.index) == made.codes
    order = ["low95", "low80", "low50", "median", "high50", "high80", "high95"]
    assert (found[order].diff(axis="columns").iloc[:, 1:] >= 0).all(axis=None)
    assert found.notna().all(axis=None)
    if measure == "rank":
        assert (found == found.round()).all(axis=None)
        assert found.min(axis=None) >= 1
        assert found.max(axis=None) <= 63
    draws = made.draws(measure, year)
    for level in LEVELS:
        inside = (draws >= found[f"low{level}"].to_numpy()) & (
            draws <= found[f"high{level}"].to_numpy()
        )
        shares = inside.mean(axis=0)
        if measure == "rank":
            # Ranks come in steps, so an interval of them holds at least its level.
            assert shares.min() >= level / 100 - 0.001
        else:
            assert shares == pytest.approx(np.full(63, level / 100), abs=0.001)


def test_intervals_widen_ahead(made: Forecast) -> None:
    width = [made.summary("distance", y).eval("high80 - low80") for y in made.years]
    assert width[1].mean() > width[0].mean()


def test_equal_data_give_equal_forecasts_in_any_order(
    scores: pd.DataFrame, papi: Panel, made: Forecast
) -> None:
    again = forecast(panel(scores.sample(frac=1, random_state=4), "papi"), ahead=2)
    assert again.distances.tobytes() == made.distances.tobytes()
    assert again.national == made.national
    assert again.process == made.process
    assert again.seed == made.seed
    table = papi.table.copy()
    table.loc["08", 2015] += 0.001
    assert forecast(replace(papi, table=table)).seed != made.seed


def test_the_unit_of_the_scores_does_not_matter(papi: Panel, made: Forecast) -> None:
    tenfold = forecast(replace(papi, table=papi.table * 10 - 7), ahead=2)
    assert tenfold.process.persistence == pytest.approx(made.process.persistence, abs=1e-3)
    # Other data, other draws: medians of 4000 agree to their own error.
    found = tenfold.summary("distance", 2025)["median"] / 10
    assert found.to_numpy() == pytest.approx(
        made.summary("distance", 2025)["median"].to_numpy(), abs=0.15
    )


def test_more_draws_say_the_same(papi: Panel, made: Forecast) -> None:
    many = forecast(papi, draws=20_000).summary("distance", 2025)
    few = made.summary("distance", 2025)
    sd = made.draws("distance", 2025).std(axis=0)
    for end in ("median", "low80", "high80"):
        assert (np.abs(many[end] - few[end]) / sd).max() < 0.12


def test_noise_is_forecast_near_zero() -> None:
    sizes, widths = [], []
    for seed in range(5):
        values = 40 + 3 * np.random.default_rng(seed).normal(size=(63, 10))
        made = forecast(panel_of(values))
        sizes.append(made.summary("distance", 2021)["median"].std() / 3)
        widths.append(made.draws("distance", 2021).std())
    # The last value would give 1 and the mean of ten years 0.32.
    assert np.mean(sizes) < 0.1
    assert max(sizes) < 0.16
    # What comes is as wide as what was; the spread of one last year is known to 9 %.
    assert np.mean(widths) == pytest.approx(3, rel=0.09)


def test_forecasts_are_as_wide_as_the_last_year() -> None:
    rng = np.random.default_rng(8)
    standing = rng.normal(size=(63, 1)) + 0.5 * rng.normal(size=(63, 8))
    closer = 40 + standing * np.linspace(6, 2, 8)
    made = forecast(panel_of(closer))
    last = closer[:, -1].std(ddof=1)
    assert made.draws("distance", 2019).std() == pytest.approx(last, rel=0.1)
    assert last < 0.6 * closer.std(axis=0).mean()


def test_provinces_that_never_change_are_forecast_where_they_are() -> None:
    rng = np.random.default_rng(6)
    standing = 40 + 3 * rng.normal(size=(63, 1))
    values = standing + 0.03 * rng.normal(size=(63, 10))
    made = forecast(panel_of(values))
    found = made.summary("distance", 2021)
    assert found["median"].to_numpy() == pytest.approx(
        values[:, -1] - values[:, -1].mean(), abs=0.1
    )
    assert (found["high80"] - found["low80"]).max() < 0.4
    ranks = made.summary("rank", 2021)["median"]
    assert np.abs(ranks - rankdata(-standing)).max() <= 3


def test_a_province_without_recent_results_leans_on_its_region(papi: Panel) -> None:
    table = papi.table.copy()
    table.loc["08", 2012:] = np.nan
    made = forecast(replace(papi, table=table))
    found = made.summary("distance", 2025)
    width = found["high80"] - found["low80"]
    assert width.idxmax() == "08"
    assert abs(found.loc["08", "median"]) < 1.5


def test_a_province_without_any_result_is_not_forecast(papi: Panel) -> None:
    made = forecast(replace(papi, table=papi.table.drop(index="08")))
    assert made.n == 62
    assert made.draws("rank", 2025).max() == 62
    with pytest.raises(NoData, match="papi overall has no history of province 08"):
        made.position("08")
    assert made.codes[made.position("10")] == "10"


@pytest.mark.parametrize("code", ["99", "Tuyên Quang"])
def test_unknown_provinces(papi: Panel, made: Forecast, code: str) -> None:
    with pytest.raises(NoData, match=f"no history of province {code}"):
        made.position(code)
    with pytest.raises(UnknownProvince):
        forecast(replace(papi, table=papi.table.rename(index={"08": code})))


def test_the_34_provinces_have_no_regions_yet(papi: Panel) -> None:
    with pytest.raises(BadParameter, match="frame vn63 only, not of 34 units"):
        forecast(replace(papi, units=34))


def test_what_a_forecast_does_not_hold(made: Forecast) -> None:
    with pytest.raises(NoData, match="the forecast is for 2025, 2026, not for 2024"):
        made.draws("rank", 2024)
    with pytest.raises(NoData, match="not for 2027"):
        made.groups(2027)
    with pytest.raises(BadParameter, match="distance, score, rank, group, got 'percent'"):
        made.draws("percent", 2025)  # type: ignore[arg-type]


def test_partial_panels_are_refused(scores: pd.DataFrame) -> None:
    with pytest.raises(IncompletePanel, match="a forecast needs every published province"):
        forecast(panel(scores, "sipas", allow_partial=True))


@pytest.mark.parametrize("measure", ["rank", "distance", "percent"])
def test_only_scores_are_forecast(scores: pd.DataFrame, measure: Any) -> None:
    with pytest.raises(BadParameter, match=f"starts from scores, not from {measure}s"):
        forecast(panel(scores, "papi", measure=measure))


@pytest.mark.parametrize("given", [{"ahead": 0}, {"ahead": -1}, {"draws": 0}])
def test_bad_parameters(papi: Panel, given: dict[str, int]) -> None:
    (name,) = given
    with pytest.raises(BadParameter, match=f"{name} must be at least 1, got {given[name]}"):
        forecast(papi, **given)


def test_too_few_years_or_provinces(scores: pd.DataFrame, papi: Panel) -> None:
    with pytest.raises(TooFewObservations, match="at least 3 years, got 2"):
        forecast(panel(scores, "papi", years=[2023, 2024]))
    with pytest.raises(TooFewObservations, match="at least 10 provinces in every year, got 9"):
        forecast(replace(papi, table=papi.table.iloc[:9]))
    one_year = papi.table.copy()
    one_year.loc[one_year.index[9] :, 2017] = np.nan
    with pytest.raises(TooFewObservations, match="got 9"):
        forecast(replace(papi, table=one_year))
    # The least of all is enough.
    least = replace(papi, table=papi.table[[2011, 2012, 2013]].iloc[:10], breaks=())
    assert np.isfinite(forecast(least).distances).all()


def test_no_province_known_twice(papi: Panel) -> None:
    apart = papi.table[[2011, 2012, 2013]].copy()
    for place, year in enumerate(apart.columns):
        apart.loc[np.arange(63) // 21 != place, year] = np.nan
    with pytest.raises(TooFewObservations, match="the size of forecast errors"):
        forecast(replace(papi, table=apart, breaks=()))


@pytest.mark.parametrize("value", [0.0, 0.1, 1 / 3, 42.4242])
@pytest.mark.parametrize("year", [2011, 2020, 2024])
def test_a_year_in_which_all_are_equal(papi: Panel, value: float, year: int) -> None:
    table = papi.table.copy()
    table.loc[table[year].notna(), year] = value
    with pytest.raises(ConstantSeries, match=f"the same papi overall in {year}"):
        forecast(replace(papi, table=table))


def covered(made: Forecast, truth: np.ndarray) -> list[float]:
    found = made.summary("distance", made.years[0])
    truth = truth[[CODES.index(code) for code in made.codes]]
    return [((found[f"low{x}"] <= truth) & (truth <= found[f"high{x}"])).mean() for x in LEVELS]


@pytest.mark.slow
def test_intervals_cover_at_their_level() -> None:
    """Of 220 panels of 12 years with 63 provinces each, whose parameters differ."""
    shares = []
    for seed in range(220):
        rng = np.random.default_rng(seed)
        held, truth = panel_and_next(some_process(rng), 12, rng, breaks=(2016, 2019))
        shares.append(covered(forecast(held, draws=1000), truth))
    assert np.mean(shares, axis=0) == pytest.approx([0.5, 0.8, 0.95], abs=0.02)


@pytest.mark.slow
def test_intervals_of_a_short_history_cover_a_little_less() -> None:
    """Four years of history: 48, 77.5 and 92.5 % are covered instead of 50, 80 and 95.

    Parameters are estimated from little and their own error is not in the intervals.
    """
    shares = []
    for seed in range(300):
        rng = np.random.default_rng(seed)
        held, truth = panel_and_next(some_process(rng), 4, rng)
        shares.append(covered(forecast(held, draws=1000), truth))
    assert np.mean(shares, axis=0) == pytest.approx([0.5, 0.8, 0.95], abs=0.04)


@pytest.mark.slow
def test_heavy_tails_are_covered_thanks_to_past_errors() -> None:
    """Yearly noise of Student t with 3 degrees of freedom, most of what moves a province."""
    process = Process(0.1, 0.2, 0.65, 0.04, 0.01, 0.85)
    bent, plain = [], []
    for seed in range(250):
        held, truth = panel_and_next(
            process, 12, np.random.default_rng(seed), breaks=(2016,), freedom=3, missing=0.0
        )
        made = forecast(held, draws=1000)
        bent.append(covered(made, truth)[1:])
        distances = held.table - held.table.mean()
        spread = distances.std()
        years = np.array(held.years, dtype=float)
        given = ((distances / spread).to_numpy(), years, (years >= 2016).astype(float), REGIONS)
        normal = predict(made.process, *given, 1)
        off = np.abs(truth / spread.iloc[-1] - normal.mean[:, 0]) / normal.sd[:, 0]
        plain.append([(off < norm.ppf(0.9)).mean(), (off < norm.ppf(0.975)).mean()])
    eighty, ninety_five = np.mean(bent, axis=0)
    assert eighty == pytest.approx(0.80, abs=0.03)
    assert ninety_five == pytest.approx(0.95, abs=0.02)
    # Normal intervals of the same process are too wide in the middle.
    assert np.mean(plain, axis=0)[0] > eighty + 0.03


@pytest.mark.slow
def test_two_years_ahead_a_little_less_is_covered() -> None:
    """Of 12 years of history: 48, 77.7 and 93.2 % are covered instead of 50, 80 and 95.

    The sizes of errors are learnt of one year ahead, and the error of the persistence weighs
    more in the second.
    """
    shares = []
    for seed in range(200):
        rng = np.random.default_rng(seed)
        process = some_process(rng)
        years = np.arange(2011.0, 2025.0)
        values = 40 + 3 * draw_values(process, years, years * 0, REGIONS, rng)
        made = forecast(panel_of(values[:, :-2]), ahead=2, draws=1000)
        truth = values[:, -1] - values[:, -1].mean()
        shares.append(covered(replace(made, distances=made.distances[:, :, 1:],
                                      years=made.years[1:]), truth))  # fmt: skip
    assert np.mean(shares, axis=0) == pytest.approx([0.5, 0.8, 0.95], abs=0.035)
