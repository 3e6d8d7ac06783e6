"""Which criteria a plan is scored by, and who answers for each."""

import pandas as pd
import pytest
from data.scored_plans import DOMAINS, LAO_CAI, TUYEN_QUANG, built

from analysis import plans
from analysis.errors import BadParameter, NoData
from analysis.tracking import scheme_of


@pytest.fixture(scope="module")
def lao_cai():
    return scheme_of(LAO_CAI, 2019)


def test_lao_cai_is_scored_by_its_own_82_criteria(lao_cai):
    assert lao_cai.edition == LAO_CAI
    assert len(lao_cai.scored) == 82
    assert lao_cai.scored["max_score"].sum() == 64.5 == sum(DOMAINS.values())
    assert lao_cai.criteria.loc[list(DOMAINS), "max_score"].to_dict() == DOMAINS
    assert (lao_cai.complete, lao_cai.lacking) == (True, ())
    # SIPAS is measured by a survey.
    assert "8.1" not in lao_cai.criteria.index


def test_a_sum_has_the_points_of_the_criteria_below_it(lao_cai):
    # 0.5 + 0.25 + 0.25 + 0.25 + 0.5, lines 496 to 583 of the plan.
    assert lao_cai.criteria.loc["1.2", ["max_score", "scored", "level"]].tolist() == [
        1.75,
        False,
        1,
    ]
    assert lao_cai.criteria.loc["1.2.5", ["max_score", "scored", "level"]].tolist() == [
        0.5,
        True,
        2,
    ]


def test_criteria_of_the_ministry_are_called_as_the_ministry_does(lao_cai):
    assert lao_cai.criteria.loc["1.1", "name_vi"] == "Kế hoạch CCHC năm"
    assert plans.tasks(LAO_CAI).set_index("code").loc["1.1", "task_vi"] != "Kế hoạch CCHC năm"


@pytest.mark.parametrize(
    ("code", "agency"),
    [
        ("1.2.2", "Sở Tư pháp"),  # its own row, line 521
        ("1.5", "Sở Nội vụ; Sở Khoa học và Công nghệ"),  # two agencies in one cell, line 726
        ("1.4.1", "Sở Nội vụ"),  # no cell of its own: that of the domain
    ],
)
def test_whoever_is_named_nearest_answers(lao_cai, code, agency):
    assert lao_cai.criteria.loc[code, "agency"] == agency


def test_tuyen_quang_is_scored_by_what_is_known_of_the_edition_of_2024():
    found = scheme_of(TUYEN_QUANG, 2024)
    assert found.edition == "2024"
    maxima = {"1": 9.5, "3": 13, "4": 10.5, "5": 15, "8": 16.5}
    assert found.scored["max_score"].to_dict() == maxima
    assert (found.complete, found.lacking) == (False, ("2", "6", "7"))
    assert list(found.criteria.index[found.criteria["with_survey"]]) == ["4", "5", "8"]
    # Owners of domains: part IV.3 of the plan.
    assert found.scored["agency"].to_dict() == {
        "1": "Sở Nội vụ",
        "3": "Văn phòng UBND tỉnh",
        "4": "Sở Nội vụ",
        "5": "Sở Nội vụ",
        "8": "Sở Kế hoạch và Đầu tư",
    }


def test_points_of_surveys_are_not_self_scored():
    found = scheme_of("VP-2866-2021", 2023)
    assert found.edition == "876-2022"
    assert "8.SIPAS" not in found.criteria.index
    # 16.5 points of domain 8 less 10 of SIPAS.
    assert found.criteria.loc["8", "max_score"] == 6.5
    assert list(found.scored.index) == ["1", "2", "3", "4", "5", "8.SE"]
    assert found.lacking == ("6", "7")


def test_an_owner_of_one_criterion_overrides_that_of_its_domain(tmp_path):
    place = built(tmp_path)
    file = place.raw / "plans" / LAO_CAI / "owners.csv"
    columns = "index,component,criterion_vi,agency,source_line\n"
    rows = file.read_text(encoding="utf-8") if file.exists() else columns
    rows = rows.rstrip("\n") + "\npar_index,d1,kế hoạch  CCHC NĂM,Thanh tra tỉnh,1\n"
    file.write_text(rows, encoding="utf-8")
    agencies = scheme_of(LAO_CAI, 2019, workspace=place).criteria["agency"]
    assert agencies["1.1"] == "Thanh tra tỉnh"
    assert agencies["1.2.1"] == "Sở Nội vụ"


@pytest.mark.parametrize(
    ("plan", "year", "error", "words"),
    [
        (LAO_CAI, 2020, BadParameter, "LC-221-2019 covers 2019, not 2020"),
        ("VL-2023", 2023, NoData, "VL-2023 is the plan of a district"),
        ("VP-2866-2021", 2021, NoData, "criteria.csv holds no criteria of par_index 2021"),
        ("XX-1", 2024, NoData, "no plan 'XX-1'; the plans are HB-2024, "),
    ],
)
def test_what_cannot_be_scored_is_said(plan, year, error, words):
    with pytest.raises(error, match=words):
        scheme_of(plan, year)


def test_every_criterion_has_one_domain_and_a_way_up(lao_cai):
    criteria = lao_cai.criteria
    assert set(criteria["domain"]) == set(DOMAINS)
    parents = criteria["parent_code"].replace("", pd.NA).dropna()
    assert parents.isin(criteria.index).all()
