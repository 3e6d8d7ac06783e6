"""Targets that are not due yet, against probabilities counted by hand from eight draws."""

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis import panel, plans, store
from analysis.forecast import Forecast, forecast
from analysis.forecast.national import National
from analysis.forecast.process import Process
from analysis.plantables import COMPARATORS
from analysis.targets import OTHER, evaluate

COLUMNS = {
    "index": "papi", "component": "d5", "comparator": "increase", "value": None,
    "unit": "rank", "baseline_value": None, "baseline_year": None, "target_year": "2023",
    "scope": "province",
}  # fmt: skip
# Distances of province 08; the other three are at 3, 1 and -1 in every draw, so its ranks are
# 1 2 2 3 3 3 4 4 in 2023 and 1 1 3 3 2 4 2 4 in 2024, and its group goes by its rank.
OWN = {2023: [4, 2, 2, 0, 0, 0, -2, -2], 2024: [4, 4, 0, 0, 2, -2, 2, -2]}
# The national mean is 5, so the scores are 9 7 7 5 5 5 3 3 and 9 9 5 5 7 3 7 3.
NATIONAL = National(last=5.0, drift=0.0, sd=0.0, changes=9)
GROUPS = {"cao": 1, "trung bình cao": 2, "trung bình thấp": 3, "thấp": 4}


def made() -> Forecast:
    own = np.array([OWN[2023], OWN[2024]], dtype=float).T
    others = np.array([3.0, 1.0, -1.0])[np.newaxis, :, np.newaxis] + np.zeros((8, 3, 2))
    distances = np.concatenate([others[:, :2], own[:, np.newaxis], others[:, 2:]], axis=1)
    return Forecast(
        index="papi", component="d5", codes=("04", "06", "08", "10"), years=(2023, 2024),
        history=(2020, 2021, 2022), distances=distances, national=NATIONAL,
        process=Process(0.2, 0.5, 0.3, 0.1, 0.05, 0.85), seed=1, units=63,
    )  # fmt: skip


def target(**given: Any) -> pd.DataFrame:
    row = pd.DataFrame([COLUMNS | given]).astype({"baseline_year": "Int64"})
    texts = ["value", "baseline_value", "component", "unit"]
    return row.astype(dict.fromkeys(texts, "str"))


def results(**ranks_by_year: tuple[float, int]) -> pd.DataFrame:
    """Make PAPI d5 of four provinces by year: y2022=(5.0, 3) is score and rank of 08."""
    rows = [
        {"index": "papi", "component": "d5", "year": int(y[1:]), "score": points, "rank": place,
         "frame": "vn63", "province_code": code, "max_score": 10.0, "source_id": "s"}
        for y, own in ranks_by_year.items()
        for code, (points, place) in {"04": (8, pd.NA), "06": (6, pd.NA), "08": own,
                                      "10": (4, pd.NA)}.items()
    ]  # fmt: skip
    return pd.DataFrame(rows).astype({"rank": "Int64", "score": float})


KNOWN = results(y2020=(1.0, 60), y2022=(5.0, 3))


def look(
    targets: pd.DataFrame,
    scores: pd.DataFrame = KNOWN,
    *,
    ahead: Forecast | None = None,
    year: int = 2022,
) -> pd.DataFrame:
    """Evaluate with the forecast above, or another one."""
    one = made() if ahead is None else ahead
    return evaluate(targets, scores, province="08", year=year, outlook=lambda *_: one)


def chance(targets: pd.DataFrame, scores: pd.DataFrame = KNOWN, **given: Any) -> float:
    """Return the probability times eight."""
    row = look(targets, scores, **given).iloc[0]
    assert (row["state"], row["reason"]) == ("on_course", "")
    return float(row["probability"]) * 8


@pytest.mark.parametrize(
    ("comparator", "unit", "value", "favourable"),
    [
        ("rank<=", "rank", "1", 1),
        ("rank<=", "rank", "2", 3),
        ("rank<=", "rank", "3", 6),
        ("<=", "rank", "4", 8),
        (">=", "điểm", "7", 3),
        (">=", "điểm", "7.1", 1),
        ("<=", "điểm", "5", 5),
        ("=", "điểm", "5", 3),
        ("group>=", "group", "cao", 1),
        ("group>=", "group", "trung bình cao", 3),
        ("group>=", "group", "trung bình thấp", 6),
        ("group>=", "group", "thấp", 8),
    ],
)
def test_fixed_aims(comparator: str, unit: str, value: str, favourable: int) -> None:
    assert chance(target(comparator=comparator, unit=unit, value=value)) == favourable


@pytest.mark.parametrize(
    ("comparator", "unit", "base", "value", "favourable"),
    [
        ("increase", "rank", "3", None, 3),
        ("maintain", "rank", "3", None, 6),
        ("increase", "rank", "1", None, 0),
        ("rank_improves_by>=", "rank", "3", "1", 3),
        ("rank_improves_by>=", "rank", "3", "2", 1),
        ("rank_improves_by>=", "rank", "4", "1", 6),
        ("increase", "điểm", "5", None, 3),
        ("maintain", "điểm", "5", None, 6),
        ("maintain", "điểm", "5.1", None, 3),
        ("increase", "group", "trung bình thấp", None, 3),
        ("maintain", "group", "trung bình thấp", None, 6),
        ("increase", "group", "cao", None, 0),
    ],
)
def test_gains_on_a_printed_base(
    comparator: str, unit: str, base: str, value: str | None, favourable: int
) -> None:
    aim = target(
        comparator=comparator, unit=unit, baseline_value=base, baseline_year=2022, value=value
    )
    assert chance(aim) == favourable
    assert look(aim).iloc[0]["baseline"] == (
        float(base) if unit != "group" else {"cao": "high"}.get(base, "low_average")
    )


@pytest.mark.parametrize(
    ("comparator", "unit", "value", "favourable"),
    [
        # The data say rank 3 and 5 points in 2022.
        ("increase", "rank", None, 3),
        ("maintain", "rank", None, 6),
        ("rank_improves_by>=", "rank", "2", 1),
        ("increase", "điểm", None, 3),
        ("maintain", "điểm", None, 6),
    ],
)
def test_gains_on_the_base_of_the_data(
    comparator: str, unit: str, value: str | None, favourable: int
) -> None:
    aim = target(comparator=comparator, unit=unit, baseline_year=2022, value=value)
    assert chance(aim) == favourable


@pytest.mark.parametrize(
    ("comparator", "unit", "value", "favourable"),
    [
        # Draw by draw from 2023 to 2024: better in the second, fifth and seventh draw, as good
        # in the first, fourth and eighth, by two places in the seventh alone.
        ("increase", "rank", None, 3),
        ("maintain", "rank", None, 6),
        ("rank_improves_by>=", "rank", "2", 1),
        ("increase", "điểm", None, 3),
        ("maintain", "điểm", None, 6),
        ("increase", "group", None, 3),
        ("maintain", "group", None, 6),
    ],
)
def test_a_base_ahead_is_compared_within_each_draw(
    comparator: str, unit: str, value: str | None, favourable: int
) -> None:
    aim = target(
        comparator=comparator, unit=unit, value=value, baseline_year=2023, target_year="2024"
    )
    assert chance(aim) == favourable
    row = look(aim).iloc[0]
    assert row[["baseline", "data_baseline"]].isna().all()
    # A result of 2023 that is known by now is not looked at.
    later = pd.concat([KNOWN, results(y2023=(9.0, 1))])
    assert chance(aim, later) == favourable


def test_every_comparator_of_the_schema_has_a_probability() -> None:
    for comparator in COMPARATORS:
        aim = target(comparator=comparator, baseline_value="3", baseline_year=2022, value="2")
        assert 0 <= chance(aim) <= 8


def two_years(**given: Any) -> pd.DataFrame:
    """Ask for the same gain in 2023 and in 2024, from one base year."""
    years = [target(baseline_year=2022, target_year=y, **given) for y in ("2023", "2024")]
    return pd.concat(years, ignore_index=True)


def test_a_silent_base_has_two_readings() -> None:
    found = look(two_years())
    # Rank 3 of 2022: better in three draws of 2023 and in four of 2024, of which three are
    # better than 2023.
    assert (found["probability"] * 8).tolist() == [3, 4]
    first, second = found.to_dict("records")
    assert all(pd.isna(first[f"{OTHER}{x}"]) for x in ("baseline", "state", "probability"))
    assert second[f"{OTHER}probability"] * 8 == 3
    assert (second[f"{OTHER}state"], second[f"{OTHER}reason"]) == ("on_course", "")
    assert pd.isna(second[f"{OTHER}baseline"])
    assert second["baseline"] == 3


def test_the_other_reading_never_takes_the_printed_base() -> None:
    second = look(two_years(baseline_value="4")).iloc[1]
    # Better than the printed 4: six draws of 2024. Than 2023: three.
    assert second["probability"] * 8 == 6
    assert second[f"{OTHER}probability"] * 8 == 3


def test_the_other_reading_from_a_year_that_is_over() -> None:
    ahead = replace(made(), history=(2021, 2022, 2023), years=(2024, 2025))
    scores = pd.concat([KNOWN, results(y2023=(3.0, 4))])
    first, second = look(two_years(), scores, ahead=ahead, year=2023).to_dict("records")
    # 2023 is judged: rank 4 against 3. The first year of the draws is 2024 now.
    assert (first["state"], second["state"]) == ("not_met", "on_course")
    assert second["probability"] * 8 == 3
    assert second[f"{OTHER}baseline"] == 4
    assert second[f"{OTHER}probability"] * 8 == 6


def test_both_readings_of_a_year_that_is_over() -> None:
    scores = pd.concat([KNOWN, results(y2023=(9.0, 1), y2024=(7.0, 2))])
    second = evaluate(two_years(), scores, province="08", year=2024).iloc[1]
    # Rank 2 is better than 3 of 2022, but not than 1 of 2023.
    assert (second["state"], second[f"{OTHER}state"]) == ("met", "not_met")
    assert (second["baseline"], second[f"{OTHER}baseline"]) == (3, 1)


@pytest.mark.parametrize("given", [{"comparator": "rank<=", "value": "2"}])
def test_a_fixed_aim_has_one_reading(given: dict[str, str]) -> None:
    found = look(two_years(**given))
    assert found[f"{OTHER}state"].isna().all()
    assert found[f"{OTHER}probability"].isna().all()


def test_other_bases_or_components_are_no_second_year() -> None:
    for change in ({"baseline_year": 2021}, {"component": "d3"}, {"unit": "điểm"}):
        pair = pd.concat(
            [target(**{"baseline_year": 2022} | change),
             target(baseline_year=2022, target_year="2024")],
            ignore_index=True,
        )  # fmt: skip
        assert look(pair)[f"{OTHER}state"].isna().all()


def test_a_range_ahead_is_about_its_first_year() -> None:
    aim = target(comparator="rank<=", value="1", target_year="2024-2025")
    assert chance(aim) == 2


def refused(targets: pd.DataFrame, scores: pd.DataFrame = KNOWN, **given: Any) -> str:
    row = look(targets, scores, **given).iloc[0]
    assert row["state"] == "cannot_judge"
    assert pd.isna(row["probability"])
    return str(row["reason"])


RANK = {"comparator": "rank<=", "value": "2"}


def test_without_a_forecast() -> None:
    found = evaluate(
        target(**RANK), KNOWN, province="08", year=2022, outlook=lambda *_: None
    ).iloc[0]  # fmt: skip
    assert (found["state"], found["reason"]) == ("cannot_judge", "no_forecast")
    assert (found["result"], found["result_year"]) == (3, 2022)
    # Of another year, of other provinces, of the national mean.
    assert refused(target(**RANK, target_year="2025")) == "no_forecast"
    assert refused(target(**RANK), ahead=replace(made(), codes=("04", "06", "07", "10"))) == (
        "no_forecast"
    )
    no_mean = replace(made(), national=None)
    assert refused(target(comparator=">=", unit="điểm", value="7"), ahead=no_mean) == "no_forecast"
    assert chance(target(**RANK), ahead=no_mean) == 3


def test_a_forecast_that_knows_later_years_is_not_used() -> None:
    late = replace(made(), history=(2021, 2022, 2023), years=(2024, 2025))
    assert refused(target(**RANK, target_year="2024"), ahead=late, year=2022) == "no_forecast"
    assert chance(target(**RANK, target_year="2024"), ahead=late, year=2023) == 3


def test_a_base_ahead_that_is_not_forecast() -> None:
    ahead = replace(made(), years=(2024, 2025))
    aim = target(baseline_year=2023, target_year="2024")
    assert refused(aim, ahead=ahead) == "no_forecast"


def test_without_a_base() -> None:
    assert refused(target()) == "no_baseline"
    assert refused(target(baseline_year=2021)) == "no_baseline"


def test_scores_of_two_editions_have_no_probability() -> None:
    # PAPI d5 begins anew in 2021.
    base = {"baseline_year": 2020}
    assert refused(target(unit="điểm", **base)) == "edition_changed"
    # Ranks are compared, as after the year.
    assert chance(target(**base)) == 8
    # A fixed value does not look back.
    assert chance(target(comparator=">=", unit="điểm", value="7", **base)) == 3


def test_without_an_outlook_nothing_changes() -> None:
    for given in (RANK, {"baseline_year": 2022}, {}):
        row = evaluate(target(**given), KNOWN, province="08", year=2022).iloc[0]
        assert (row["state"], row["reason"]) == ("cannot_judge", "not_due")
        assert pd.isna(row["probability"])


def test_no_forecast_is_asked_for_where_the_year_is_over_or_nothing_is_measured() -> None:
    def never(*_: str) -> None:
        raise AssertionError

    rows = [target(**RANK, target_year="2022"), target(**RANK, component="m.unheard")]
    found = evaluate(pd.concat(rows), KNOWN, province="08", year=2022, outlook=never)
    assert found["state"].tolist() == ["not_met", "cannot_judge"]
    assert found["probability"].isna().all()


def test_the_forecast_of_each_index_and_component_is_asked_for() -> None:
    asked = set()

    def outlook(index: str, component: str) -> Forecast:
        asked.add((index, component))
        return made()

    rows = [target(**RANK), target(**RANK, component="d3"), target(**RANK, component="overall")]
    evaluate(pd.concat(rows), KNOWN, province="08", year=2022, outlook=outlook)
    assert asked == {("papi", "d5"), ("papi", "d3"), ("papi", "overall")}


def test_later_results_change_nothing() -> None:
    rows = [target(**RANK), target(baseline_year=2022), target(baseline_year=2023,
            target_year="2024"), *[two_years(unit="điểm")]]  # fmt: skip
    targets = pd.concat(rows, ignore_index=True)
    later = pd.concat([KNOWN, results(y2023=(9.0, 1), y2024=(0.5, 63))])
    pd.testing.assert_frame_equal(look(targets), look(targets, later))


def test_papi_targets_of_tuyen_quang_for_2024_seen_from_2023() -> None:
    scores = store.load_scores()
    until = scores[scores["year"] <= 2023]

    @cache
    def outlook(index: str, component: str) -> Forecast | None:
        return forecast(panel.panel(until, index, component)) if index == "papi" else None

    checked = evaluate(
        plans.targets("TQ-150-2024"), scores, province="08", year=2023, outlook=outlook
    )
    papi = checked[(checked["index"] == "papi") & (checked["target_year"] == "2024")]
    assert set(papi["state"]) == {"on_course"}
    assert set(papi["comparator"]) == {"group>=", "maintain"}
    for row in papi[papi["comparator"] == "group>="].to_dict("records"):
        ahead = outlook("papi", row["component"])
        assert ahead is not None
        ranks = ahead.draws("rank", 2024)[:, ahead.codes.index("08")]
        # The two upper groups are the first 31 of the 63 that are forecast.
        assert row["value"] == "trung bình cao"
        assert row["probability"] == pytest.approx((ranks <= 31).mean())
    other = checked[(checked["index"] == "par_index") & (checked["reason"] != "not_measured")]
    assert set(other["reason"]) <= {"no_forecast", "no_baseline"}
