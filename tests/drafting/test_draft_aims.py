"""Aims have the probability that they state."""

import numpy as np
import pandas as pd
import pytest

from analysis import targets
from analysis.drafting.aims import CHANCES, propose_aims
from analysis.drafting.results import latest_result
from analysis.forecast import Forecast
from analysis.targets import GROUP_NAMES_VI

# Distances of four provinces in six courses: 01 ranks 1, 1, 2, 2, 3, 4.
COURSES = np.array(
    [
        [4.0, 1.0, 2.0, 3.0],
        [4.0, 1.0, 2.0, 3.0],
        [3.0, 4.0, 2.0, 1.0],
        [3.0, 4.0, 2.0, 1.0],
        [2.0, 4.0, 3.0, 1.0],
        [1.0, 4.0, 3.0, 2.0],
    ]
)

CODES = ("01", "02", "04", "06")


def made(component="overall") -> Forecast:
    return Forecast(
        index="papi",
        component=component,
        codes=CODES,
        years=(2025,),
        history=(2021, 2022, 2023, 2024),
        distances=COURSES[:, :, np.newaxis],
        national=None,
        process=None,
        seed=0,
        units=63,
    )


def scores(*rows) -> pd.DataFrame:
    """Rows of index, year, province, component, score, rank."""
    names = ["index", "year", "province_code", "component", "score", "rank"]
    table = pd.DataFrame(rows, columns=names)
    return table.assign(frame="vn63", max_score=100.0, source_id="S").astype({"rank": "Int64"})


PAPI = scores(*(("papi", 2024, code, "overall", 40.0 + i, None) for i, code in enumerate(CODES)))


def test_by_forecast_a_rank_is_the_best_that_enough_courses_reach():
    (whole,) = propose_aims(
        PAPI,
        *("01", "papi"),
        year=2025,
        outlook=lambda _, component: made() if component == "overall" else None,
    )
    found = {(aim.level, aim.comparator): (aim.value, aim.probability) for aim in whole.aims}
    # Four of six courses reach rank 2; two of six rank 1. The groups of four provinces are
    # their ranks: high average in four of six, high in two of six.
    assert found[("safe", "rank<=")] == ("2", pytest.approx(4 / 6))
    assert found[("ambitious", "rank<=")] == ("1", pytest.approx(2 / 6))
    assert found[("safe", "group>=")] == ("trung bình cao", pytest.approx(4 / 6))
    assert found[("ambitious", "group>=")] == ("cao", pytest.approx(2 / 6))
    assert whole.learnt == (2021, 2022, 2023, 2024)


def test_a_component_has_no_rank():
    _, part = propose_aims(
        PAPI,
        *("01", "papi"),
        year=2025,
        outlook=lambda _, component: made(component) if component in {"overall", "d1"} else None,
    )
    assert part.component == "d1"
    assert {aim.unit for aim in part.aims} == {"group"}


def test_without_a_forecast_the_last_result_is_kept_and_bettered_outside_the_first_quarter():
    found = propose_aims(
        scores(
            ("par_index", 2022, "01", "d1", None, 40),
            ("par_index", 2023, "01", "d1", None, 16),
            ("par_index", 2023, "01", "d2", None, 15),
            ("par_index", 2018, "01", "d3", None, 9),
        ),
        *("01", "par_index"),
        year=2024,
        outlook=lambda *_: None,
    )
    said = {p.component: [(a.level, a.comparator) for a in p.aims] for p in found}
    # Rank 15 of 63 is in the first quarter; a result of six years ago is none.
    assert said == {
        "d1": [("safe", "maintain"), ("ambitious", "increase")],
        "d2": [("safe", "maintain")],
    }
    assert all(a.probability is None for p in found for a in p.aims)
    assert found[0].result.rank == 16


def test_points_of_another_edition_are_not_kept():
    rows = scores(("par_index", 2023, "01", "overall", 88.0, 10))
    (same,) = propose_aims(rows, "01", "par_index", year=2024, outlook=lambda *_: None)
    (other,) = propose_aims(rows, "01", "par_index", year=2025, outlook=lambda *_: None)
    assert [aim.unit for aim in same.aims] == ["rank", "điểm"]
    assert [aim.unit for aim in other.aims] == ["rank"]
    assert (same.edition_changed, other.edition_changed) == (False, True)


def test_the_latest_result_says_what_is_lost():
    rows = scores(("par_index", 2024, "01", "m.leader", 80.5, 4))
    found = latest_result(rows, "01", "par_index", "m.leader", 2024)
    assert (found.lost, found.in_first_quarter, found.n) == (19.5, True, 63)
    assert latest_result(rows, "02", "par_index", "m.leader", 2024) is None


def rows_of(drafted) -> pd.DataFrame:
    """Return the proposed targets as a plan has them."""
    rows = [
        {
            "index": p.index,
            "component": p.component,
            "comparator": aim.comparator,
            "value": aim.value or None,
            "unit": aim.unit,
            "baseline_value": None,
            "baseline_year": None,
            "target_year": "2025",
            "scope": "province",
        }
        for p in drafted.proposals["papi"]
        for aim in p.aims
    ]
    return pd.DataFrame(rows)


def test_who_follows_the_draft_finds_the_same_probabilities(ha_giang):
    checked = targets.evaluate(
        rows_of(ha_giang),
        ha_giang.report.scores,
        province="02",
        year=2024,
        outlook=ha_giang.report.national.outlook,
    )
    stated = [aim.probability for p in ha_giang.proposals["papi"] for aim in p.aims]
    assert len(stated) == 20
    assert checked["probability"].tolist() == stated
    assert set(checked["state"]) == {"on_course"}


def test_each_level_keeps_what_it_promises(tuyen_quang, lao_cai, ha_giang):
    for drafted in (tuyen_quang, lao_cai, ha_giang):
        for proposal in drafted.proposals["papi"]:
            assert proposal.of("safe")
            assert proposal.of("ambitious")
            for aim in proposal.aims:
                assert aim.probability >= CHANCES[aim.level]
                assert aim.value != "thấp"
                if aim.unit == "group":
                    assert aim.value in GROUP_NAMES_VI


def test_by_hand_from_the_draws(ha_giang):
    made = ha_giang.report.national.outlook("papi", "d6")
    scores = sorted(made.draws("score", 2025)[:, made.position("02")])
    (safe,) = next(p for p in ha_giang.proposals["papi"] if p.component == "d6").of("safe")
    # Of 4,000 courses at least 2,667 reach it, and one hundredth more is reached by too few.
    reached = sum(score >= float(safe.value) for score in scores)
    more = sum(score >= float(safe.value) + 0.01 for score in scores)
    assert (safe.comparator, safe.unit) == (">=", "điểm")
    assert reached / 4000 == safe.probability
    assert more / 4000 < 2 / 3 <= safe.probability
