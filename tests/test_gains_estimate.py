import numpy as np
import pandas as pd
import pytest
from statsmodels.regression.linear_model import OLS

from analysis import indices, provinces, store
from analysis.errors import BadParameter, IncompletePanel, NoData, TooFewObservations
from analysis.gains import Experience, achievable_gains, learn, own_history
from analysis.panel import panel
from analysis.ranks import rank_scores

DIMENSIONS = [f"d{i}" for i in range(1, 9)]


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores("papi")


@pytest.fixture(scope="module")
def experience(scores: pd.DataFrame) -> Experience:
    return learn(scores, "papi", year=2023)


def distances(scores: pd.DataFrame, component: str) -> pd.DataFrame:
    table = panel(scores, "papi", component).table
    return table - table.mean()


def test_the_coefficients_are_those_of_statsmodels(
    scores: pd.DataFrame, experience: Experience
) -> None:
    z = distances(scores, "d6") / panel(scores, "papi", "d6").table.std()
    breaks = indices.break_years("papi", "d6")
    rows = []
    for year in range(2011, 2023):
        if year + 1 in breaks:
            continue
        first = max([b for b in breaks if b <= year], default=2011)
        for code in z.index:
            now, after = z.loc[code, year], z.loc[code, year + 1]
            earlier = z.loc[code, list(range(first, year))].dropna()
            if np.isfinite(now) and np.isfinite(after):
                rows.append((1.0, now, earlier.mean() - now if len(earlier) else 0.0, after))
    data = np.array(rows)
    fit = OLS(data[:, 3], data[:, :3]).fit()
    learnt = experience.learnt["d6"]
    np.testing.assert_allclose(learnt.coefficients, fit.params, atol=1e-10)
    assert len(learnt.residuals) == len(data)
    assert learnt.residuals.pow(2).sum() / len(data) == pytest.approx(fit.scale, abs=1e-12)


def test_tuyen_quang_by_hand(scores: pd.DataFrame, experience: Experience) -> None:
    found = achievable_gains(experience, "08")
    d = distances(scores, "d6").loc["08"]
    table = panel(scores, "papi", "d6").table
    row = found.frame.loc["d6"]
    assert row["room"] == pytest.approx(10 - 6.912498)
    assert row["gap_mean"] == pytest.approx(d[2023], abs=1e-12)
    assert row["gap_leader"] == pytest.approx(6.912498 - table[2023].max(), abs=1e-12)
    region = [c for c in provinces.region_of("08").province_codes if c in table.index]
    assert row["gap_region"] == pytest.approx(6.912498 - table.loc[region, 2023].max(), abs=1e-12)
    moves = [d[y] - d[y - 1] for y in range(2012, 2024)]
    assert row["movements"] == len(moves) == 12
    assert row["rises"] == sum(m > 0 for m in moves)
    assert row["largest_rise"] == pytest.approx(max(moves), abs=1e-12)
    assert row["typical_rise"] == pytest.approx(np.median([m for m in moves if m > 0]), abs=1e-12)
    spread = table.std()
    a, b, c = experience.learnt["d6"].coefficients
    standing = d[2023] / spread[2023]
    earlier = (d / spread).loc[2011:2022].mean()
    expected = (a + b * standing + c * (earlier - standing) - standing) * spread[2023]
    assert row["expected"] == pytest.approx(expected, abs=1e-12)
    assert row["setback"] == pytest.approx((earlier - standing) * spread[2023], abs=1e-12)
    errors = experience.learnt["d6"].residuals.to_numpy() * spread[2023]
    for name, q in (("low80", 0.1), ("low50", 0.25), ("high50", 0.75), ("high80", 0.9)):
        assert row[name] == pytest.approx(expected + np.quantile(errors, q), abs=1e-12)
    assert row["achievable"] == row["high50"]
    assert row["share_there"] == pytest.approx(
        (table[2023].dropna() >= 6.912498 + row["achievable"]).mean()
    )


def test_ranks_bought_are_those_of_the_scores_of_the_year(
    scores: pd.DataFrame, experience: Experience
) -> None:
    totals = panel(scores, "papi").table[2023].dropna()
    found = achievable_gains(experience, "08", quantile=0.9)
    assert (found.rank, found.provinces) == (rank_scores(totals)["08"], 61)
    for name in DIMENSIONS:
        moved = totals.copy()
        moved["08"] += found.frame.loc[name, "achievable"]
        assert found.rank - found.frame.loc[name, "ranks"] == rank_scores(moved)["08"]
    assert found.frame["ranks"].max() > 3


def test_gains_stay_between_zero_and_the_room(experience: Experience) -> None:
    done = 0
    for code in experience.parts.known.index:
        found = achievable_gains(experience, code).frame
        done += 1
        assert not found.isna().any(axis=None)
        assert (found["achievable"] >= 0).all()
        assert (found["achievable"] <= found["room"]).all()
        assert (found["low80"] <= found["low50"]).all()
        assert (found["low50"] <= found["high50"]).all()
        assert (found["high50"] <= found["high80"]).all()
    assert done == 61


def test_the_chance_counts_past_cases(experience: Experience) -> None:
    found = achievable_gains(experience, "08")
    assert len(found.cases) == len(experience.cases) > 150
    moved = found.cases["d1"] + found.cases["d6"]
    assert found.chance(["d1", "d6"], 0.5) == (moved >= 0.5).mean()
    assert found.chance(["d6"], 0.5) > found.chance(["d6"], 1.0)
    # Every component at its third quartile at once is less likely than one in four.
    together = found.frame["achievable"].sum()
    assert found.chance(DIMENSIONS, together) < 0.25


def test_later_years_are_not_looked_at(scores: pd.DataFrame, experience: Experience) -> None:
    early = learn(scores[scores["year"] <= 2023], "papi", year=2023)
    pd.testing.assert_frame_equal(
        achievable_gains(early, "08").frame, achievable_gains(experience, "08").frame
    )
    assert max(achievable_gains(experience, "08").years) == 2023


def test_the_order_of_the_rows_does_not_matter(
    scores: pd.DataFrame, experience: Experience
) -> None:
    other = learn(scores.sample(frac=1, random_state=4), "papi", year=2023)
    pd.testing.assert_frame_equal(
        achievable_gains(other, "08").frame, achievable_gains(experience, "08").frame
    )


def test_bad_questions(scores: pd.DataFrame, experience: Experience) -> None:
    with pytest.raises(NoData, match="province 22 lacks"):
        achievable_gains(experience, "22")
    with pytest.raises(BadParameter, match="quantile"):
        achievable_gains(experience, "08", quantile=0.4)
    with pytest.raises(TooFewObservations, match="papi d8 to 2019") as caught:
        learn(scores, "papi", year=2019)
    assert (caught.value.n, caught.value.needed) == (0, 60)
    everything = store.load_scores()
    with pytest.raises(IncompletePanel, match="own_history"):
        learn(everything, "par_index", year=2023)
    with pytest.raises(BadParameter, match="pci overall"):
        learn(everything, "pci", year=2018)


def test_the_own_history_of_a_partial_panel() -> None:
    table = own_history(
        store.load_scores(), "49", "par_index", year=2023, components=[*DIMENSIONS, "overall"]
    )
    # d8 was not published; 10.68 - 9.66 of at most 13.
    assert table.index.tolist() == [*DIMENSIONS[:7], "overall"]
    row = table.loc["d3"]
    assert row["room"] == pytest.approx(13 - 10.68)
    assert row["largest_rise"] == row["typical_rise"] == pytest.approx(1.02)
    assert (row["movements"], row["rises"], row["years"]) == (1, 1, (2022, 2023))
    assert np.isnan(table.loc["d7", "room"])
    with pytest.raises(NoData, match="province 49 has no result of par_index d8 in 2023"):
        own_history(store.load_scores(), "49", "par_index", year=2023, components=["d8"])


def test_gaps_in_the_years_are_no_movements() -> None:
    fake = pd.DataFrame(
        {
            "index": "papi",
            "frame": "vn63",
            "year": [2021, 2023, 2024],
            "province_code": "08",
            "component": "d1",
            "score": [4.0, 5.0, 5.5],
            "max_score": 10.0,
            "rank": pd.NA,
        }
    )
    row = own_history(fake, "08", "papi", year=2024, components=["d1"]).loc["d1"]
    assert (row["movements"], row["largest_rise"]) == (1, 0.5)


@pytest.mark.slow
def test_intervals_hold_what_came_in_the_real_past(scores: pd.DataFrame) -> None:
    held = []
    for year in (2012, 2013, 2014, 2016, 2020, 2021, 2022, 2023):
        known = learn(scores, "papi", year=year)
        tables = {name: distances(scores, name) for name in known.parts.components}
        for code in known.parts.known.index:
            found = achievable_gains(known, code).frame
            for name, row in found.iterrows():
                moved = tables[name].loc[code, year + 1] - tables[name].loc[code, year]
                if np.isnan(moved) or not indices.comparable("papi", name, [year, year + 1]):
                    continue
                held.append(
                    (
                        row["low50"] <= moved <= row["high50"],
                        row["low80"] <= moved <= row["high80"],
                        moved >= row["achievable"],
                    )
                )
    fifty, eighty, reached = np.mean(held, axis=0)
    assert len(held) > 3000
    assert fifty == pytest.approx(0.5, abs=0.02)
    assert eighty == pytest.approx(0.8, abs=0.02)
    # Achievable is at least zero, so fewer reach it than one in four.
    assert reached == pytest.approx(0.23, abs=0.02)


@pytest.mark.slow
def test_intervals_cover_on_2000_panels() -> None:
    # Provinces with a level of their own and a chance that half lasts a year.
    rng = np.random.default_rng(17)
    real = store.load_scores("papi", component="overall")
    codes = sorted(set(real["province_code"]))
    years = range(2011, 2025)
    keys = pd.MultiIndex.from_product([codes, years], names=["province_code", "year"])
    frame = keys.to_frame(index=False).assign(
        index="papi", frame="vn63", rank=pd.NA, source_id="", confidence=""
    )
    held = []
    for _ in range(2000):
        level = rng.normal(5, 0.4, (63, 1))
        chance = np.empty((63, 14))
        chance[:, 0] = rng.normal(0, 0.4, 63)
        for t in range(1, 14):
            chance[:, t] = 0.5 * chance[:, t - 1] + rng.normal(0, 0.35, 63)
        d1 = level + chance
        moved = pd.Series((d1[:, -1] - d1[:, -1].mean()) - (d1[:, -2] - d1[:, -2].mean()), codes)
        both = [
            frame.assign(component=name, score=(d1 + more).ravel(), max_score=top)
            for name, more, top in (("d1", 0.0, 10.0), ("overall", 30.0, 80.0))
        ]
        known = learn(pd.concat(both), "papi", year=2023, components=["d1"])
        for code in codes[::30]:
            row = achievable_gains(known, code).frame.loc["d1"]
            held.append(
                (
                    row["low50"] <= moved[code] <= row["high50"],
                    row["low80"] <= moved[code] <= row["high80"],
                )
            )
    fifty, eighty = np.mean(held, axis=0)
    assert fifty == pytest.approx(0.5, abs=0.02)
    assert eighty == pytest.approx(0.8, abs=0.02)
