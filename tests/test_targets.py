import csv
from typing import Any

import pandas as pd
import pytest

from analysis import plans, store, workspace
from analysis.plantables import COMPARATORS
from analysis.targets import UnreadableTarget, evaluate

COLUMNS = {
    "index": "par_index", "component": "overall", "comparator": "increase", "value": None,
    "unit": "rank", "baseline_value": None, "baseline_year": None, "target_year": "2023",
    "scope": "province",
}  # fmt: skip


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


def target(**given: Any) -> pd.DataFrame:
    """Make one target; what is not given is as in COLUMNS."""
    row = pd.DataFrame([COLUMNS | given]).astype({"baseline_year": "Int64"})
    texts = ["value", "baseline_value", "component", "unit"]
    return row.astype(dict.fromkeys(texts, "str"))


def results(*rows: tuple[str, str, int, float | None, int | None]) -> pd.DataFrame:
    """Make scores of province 08 from index, component, year, score and rank."""
    table = pd.DataFrame(rows, columns=["index", "component", "year", "score", "rank"])
    fixed = {"frame": "vn63", "province_code": "08", "max_score": 100.0, "source_id": "s"}
    return table.assign(**fixed).astype({"rank": "Int64", "score": float})


def rank(year: int, value: int, *, component: str = "overall") -> pd.DataFrame:
    return results(("par_index", component, year, None, value))


def papi(year: int, own: float) -> pd.DataFrame:
    """Make a PAPI year of eight provinces, of which 08 has the score given, the others 1 to 7."""
    others = pd.DataFrame(
        {"province_code": [f"{c}" for c in range(31, 38)], "score": [1.0, 2, 3, 4, 5, 6, 7]}
    )
    return pd.concat(
        [results(("papi", "d1", year, own, None)),
         others.assign(index="papi", component="d1", year=year, frame="vn63", max_score=10.0,
                       rank=pd.NA, source_id="s")],
        ignore_index=True,
    ).astype({"rank": "Int64"})  # fmt: skip


def judge(targets: pd.DataFrame, scores: pd.DataFrame, year: int = 2023) -> pd.Series:
    return evaluate(targets, scores, province="08", year=year).iloc[0]


def outcome(targets: pd.DataFrame, scores: pd.DataFrame, year: int = 2023) -> tuple[str, str]:
    found = judge(targets, scores, year)
    return found["state"], found["reason"]


@pytest.mark.parametrize(
    ("comparator", "unit", "value", "score", "state"),
    [
        (">=", "điểm", "80", 80.0, "met"),
        (">=", "điểm", "80", 79.99, "not_met"),
        ("<=", "điểm", "80", 80.0, "met"),
        ("<=", "điểm", "80", 80.01, "not_met"),
        ("=", "%", "100", 100.0, "met"),
        ("=", "%", "100", 99.99, "not_met"),
        (">=", "điểm", "64.5", 64.5, "met"),
    ],
)
def test_scores_against_a_value(
    comparator: str, unit: str, value: str, score: float, state: str
) -> None:
    aim = target(comparator=comparator, unit=unit, value=value)
    found = judge(aim, results(("par_index", "overall", 2023, score, None)))
    assert (found["state"], found["reason"]) == (state, "")
    assert (found["result"], found["result_year"]) == (score, 2023)


@pytest.mark.parametrize(
    ("value", "reached", "state"),
    [("15", 14, "met"), ("15", 15, "met"), ("15", 16, "not_met"), ("1", 1, "met")],
)
@pytest.mark.parametrize("comparator", ["rank<=", "<="])
def test_a_small_rank_is_a_good_rank(comparator: str, value: str, reached: int, state: str) -> None:
    aim = target(comparator=comparator, value=value)
    assert outcome(aim, rank(2023, reached)) == (state, "")


@pytest.mark.parametrize(
    ("reached", "increase", "maintain", "by_five"),
    [
        (38, "met", "met", "met"),
        (39, "met", "met", "met"),
        (40, "met", "met", "not_met"),
        (43, "met", "met", "not_met"),
        (44, "not_met", "met", "not_met"),
        (45, "not_met", "not_met", "not_met"),
    ],
)
def test_ranks_against_a_base_rank(
    reached: int, increase: str, maintain: str, by_five: str
) -> None:
    base = {"baseline_value": "44", "baseline_year": 2022}
    known = rank(2023, reached)
    assert outcome(target(comparator="increase", **base), known) == (increase, "")
    assert outcome(target(comparator="maintain", **base), known) == (maintain, "")
    aim = target(comparator="rank_improves_by>=", value="5", **base)
    assert outcome(aim, known) == (by_five, "")


@pytest.mark.parametrize(
    ("score", "increase", "maintain"),
    [(19.353, "met", "met"), (19.352, "not_met", "met"), (19.351, "not_met", "not_met")],
)
def test_scores_against_a_base_score(score: float, increase: str, maintain: str) -> None:
    base = {"unit": "điểm", "baseline_value": "19.352", "baseline_year": 2022}
    known = results(("par_index", "overall", 2023, score, None))
    assert outcome(target(comparator="increase", **base), known) == (increase, "")
    assert outcome(target(comparator="maintain", **base), known) == (maintain, "")


# Of eight scores 1 to 7 and the own one, two fall in each group.
@pytest.mark.parametrize(
    ("own", "name", "group", "at_least", "kept"),
    [
        (7.5, "cao", "high", "met", "met"),
        (4.6, "trung bình cao", "high_average", "met", "met"),
        (2.6, "trung bình thấp", "low_average", "not_met", "not_met"),
        (0.5, "thấp", "low", "not_met", "not_met"),
    ],
)
def test_groups_are_in_order(own: float, name: str, group: str, at_least: str, kept: str) -> None:
    fixed = {"index": "papi", "component": "d1", "unit": "group"}
    known = papi(2023, own)
    aim = target(comparator="group>=", value="trung bình cao", **fixed)
    found = judge(aim, known)
    assert (found["result"], found["state"]) == (group, at_least)
    base = {"baseline_value": "trung bình cao", "baseline_year": 2022, **fixed}
    assert outcome(target(comparator="maintain", **base), known) == (kept, "")
    up = "met" if group == "high" else "not_met"
    assert outcome(target(comparator="increase", **base), known) == (up, "")
    # Whoever asks for the group reached is content.
    assert outcome(target(comparator="group>=", value=name, **fixed), known) == ("met", "")


def test_bands_of_par_index_are_groups_too() -> None:
    aim = target(comparator="group>=", unit="group", value="B")
    for score, state in ((90.0, "met"), (80.0, "met"), (79.9, "not_met")):
        assert outcome(aim, results(("par_index", "overall", 2023, score, None))) == (state, "")


@pytest.mark.parametrize(
    ("year", "judged_in", "state"),
    [(2021, 2021, "met"), (2022, 2022, "not_met"), (2023, 2023, "met"), (2024, 2023, "met")],
)
def test_a_range_is_checked_in_the_year_of_the_report_then_in_its_last(
    year: int, judged_in: int, state: str
) -> None:
    known = pd.concat([rank(2021, 5), rank(2022, 20), rank(2023, 15), rank(2024, 30)])
    aim = target(comparator="rank<=", value="15", target_year="2021-2023")
    found = judge(aim, known, year)
    assert (found["state"], found["result_year"]) == (state, judged_in)


def test_a_target_that_is_not_due_shows_the_latest_result() -> None:
    aim = target(comparator="rank<=", value="15", target_year="2024")
    found = judge(aim, pd.concat([rank(2020, 9), rank(2021, 20)]), 2023)
    assert (found["state"], found["reason"]) == ("cannot_judge", "not_due")
    assert (found["result"], found["result_year"]) == (20, 2021)


def test_a_target_that_is_not_due_and_has_no_result() -> None:
    aim = target(comparator="rank<=", value="15", target_year="2024")
    found = judge(aim, rank(2024, 3), 2023)
    assert (found["state"], found["reason"]) == ("cannot_judge", "not_due")
    assert pd.isna(found["result"])
    assert pd.isna(found["result_year"])


def test_nothing_later_than_the_report_is_looked_at() -> None:
    aim = target(baseline_year=2023, target_year="2024")
    known = pd.concat([rank(2022, 20), rank(2023, 44), rank(2024, 1)])
    found = judge(aim, known, 2022)
    assert (found["result"], found["result_year"]) == (20, 2022)
    assert pd.isna(found["data_baseline"])
    assert pd.isna(found["baseline"])


def test_no_result() -> None:
    aim = target(comparator="rank<=", value="15")
    assert outcome(aim, rank(2022, 3)) == ("cannot_judge", "no_result")
    assert outcome(aim, results(("par_index", "overall", 2023, 90.0, None))) == (
        "cannot_judge",
        "no_result",
    )


def test_no_baseline() -> None:
    for year in (None, 2022):
        found = judge(target(baseline_year=year), rank(2023, 3))
        assert (found["state"], found["reason"]) == ("cannot_judge", "no_baseline")
        assert found["result"] == 3


def test_the_printed_base_value_goes_before_that_of_the_data() -> None:
    known = pd.concat([rank(2022, 40), rank(2023, 42)])
    printed = target(baseline_value="44", baseline_year=2022)
    found = judge(printed, known)
    assert (found["baseline"], found["data_baseline"], found["state"]) == (44, 40, "met")
    found = judge(target(baseline_year=2022), known)
    assert (found["baseline"], found["data_baseline"], found["state"]) == (40, 40, "not_met")


def test_scores_of_two_editions_are_not_compared() -> None:
    # PAR INDEX has one edition for 2022 and 2023 and another from 2024 on.
    points = results(("par_index", "overall", 2023, 88.0, 5), ("par_index", "overall", 2024, 91, 4))
    base = {"baseline_year": 2023, "target_year": "2024"}
    found = judge(target(unit="điểm", **base), points, 2024)
    assert (found["state"], found["reason"]) == ("cannot_judge", "edition_changed")
    assert (found["result"], found["baseline"]) == (91, 88)
    # Ranks are, and the finding says so.
    assert outcome(target(**base), points, 2024) == ("met", "edition_changed")
    aim = target(comparator="rank_improves_by>=", value="2", **base)
    assert outcome(aim, points, 2024) == ("not_met", "edition_changed")
    # A fixed value is compared with one result only.
    aim = target(comparator=">=", unit="điểm", value="90", **base)
    assert outcome(aim, points, 2024) == ("met", "")


def test_scores_of_one_edition_are_compared() -> None:
    points = results(("par_index", "overall", 2022, 88.0, 5), ("par_index", "overall", 2023, 87, 4))
    aim = target(unit="điểm", baseline_year=2022)
    assert outcome(aim, points) == ("not_met", "")


@pytest.mark.parametrize(
    "given",
    [
        {"component": None},
        {"component": "m.unheard"},
        {"index": "other"},
        {"scope": "district:Vĩnh Linh"},
    ],
)
def test_what_the_data_do_not_measure(given: dict[str, Any]) -> None:
    aim = target(comparator="rank<=", value="15", **given)
    found = judge(aim, rank(2023, 3))
    assert (found["state"], found["reason"]) == ("cannot_judge", "not_measured")
    assert found[["result", "result_year", "baseline", "data_baseline"]].isna().all()


def test_an_unreadable_value_of_an_unmeasured_target_does_no_harm() -> None:
    aim = target(component=None, comparator="group>=", unit="group", value="dẫn đầu")
    assert outcome(aim, rank(2023, 3)) == ("cannot_judge", "not_measured")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"comparator": "rank<=", "value": "tốp đầu"}, "value 'tốp đầu' of a target in rank"),
        ({"comparator": "rank<=", "value": "nan"}, "value 'nan' of a target in rank is no number"),
        ({"comparator": ">=", "unit": "điểm", "value": "84,5"}, "'84,5' of a target in điểm"),
        ({"baseline_value": "khoảng 20"}, "value 'khoảng 20'"),
        ({"comparator": "group>=", "unit": "group", "value": "dẫn đầu"}, "'dẫn đầu' is not one of"),
        ({"comparator": "rank<="}, "comparator rank<= needs a value"),
        ({"comparator": "rank_improves_by>="}, "needs a value"),
        ({"comparator": ">", "value": "3"}, "unknown comparator '>'"),
    ],
)
def test_unreadable_targets(given: dict[str, Any], message: str) -> None:
    with pytest.raises(UnreadableTarget, match=message):
        judge(target(**given), rank(2023, 3))


def test_every_comparator_of_the_schema_is_understood() -> None:
    base = {"baseline_value": "5", "baseline_year": 2022, "value": "3"}
    for comparator in COMPARATORS:
        aim = target(comparator=comparator, **base)
        assert outcome(aim, rank(2023, 3))[0] in {"met", "not_met"}


def test_no_targets() -> None:
    found = evaluate(target().iloc[:0], rank(2023, 3), province="08", year=2023)
    assert found.empty
    assert {"result", "state", "reason"} <= set(found.columns)


def test_targets_keep_their_index_and_columns() -> None:
    two = pd.concat([target(), target(comparator="maintain")])
    two.index = pd.Index([7, 3])
    found = evaluate(two, rank(2023, 3), province="08", year=2023)
    assert found.index.tolist() == [7, 3]
    assert found.columns[: len(two.columns)].tolist() == two.columns.tolist()
    two.index = pd.Index([7, 7])
    assert evaluate(two, rank(2023, 3), province="08", year=2023).index.tolist() == [7, 7]


def papi_rank(component: str, year: int, code: str) -> int:
    path = workspace.find().raw / "scores" / "papi" / f"{year}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        points = {
            r["province_code"]: float(r["score"])
            for r in csv.DictReader(file)
            if r["component"] == component
        }
    assert len(points) == 61
    return 1 + sum(v > points[code] for v in points.values())


def test_papi_targets_of_tuyen_quang_for_2024(scores: pd.DataFrame) -> None:
    checked = evaluate(plans.targets("TQ-150-2024"), scores, province="08", year=2024)
    found = checked[(checked["index"] == "papi") & (checked["target_year"] == "2024")]
    states = found.set_index("component")["state"].to_dict()
    # The two upper groups are the first 30 of 61; the plan asks for them in every dimension.
    assert states == {
        c: "met" if papi_rank(c, 2024, "08") <= 30 else "not_met"
        for c in ("overall", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8")
    }
    assert [c for c, state in states.items() if state == "met"] == ["d1"]
    # The plan's base group of dimension 5 is one better than that of the data.
    base = found.set_index("component").loc["d5", ["baseline", "data_baseline"]]
    assert base.tolist() == ["low_average", "low"]


def test_base_ranks_of_tuyen_quang_are_those_of_the_plan(scores: pd.DataFrame) -> None:
    checked = evaluate(plans.targets("TQ-150-2024"), scores, province="08", year=2023)
    par = checked[(checked["index"] == "par_index") & (checked["target_year"] == "2024")]
    printed = par[par["baseline_value"].notna()]
    assert len(printed) == 10
    assert printed["baseline"].tolist() == printed["data_baseline"].tolist()
    assert set(checked["reason"]) == {"not_due", "not_measured"}


def test_vinh_phuc_was_in_the_first_15_of_par_index_in_2021(scores: pd.DataFrame) -> None:
    checked = evaluate(plans.targets("VP-2866-2021"), scores, province="26", year=2021)
    found = checked[(checked["index"] == "par_index") & (checked["unit"] == "rank")]
    assert found[["result", "result_year", "state", "reason"]].to_numpy().tolist() == [
        [5.0, 2021, "met", ""]
    ]


@pytest.mark.parametrize("plan_id", ["HB-2024", "LC-221-2019", "TQ-150-2024", "VL-2023",
                                     "VP-2866-2021"])  # fmt: skip
@pytest.mark.parametrize("year", range(2018, 2027))
def test_every_target_has_a_state_and_an_open_one_a_reason(
    scores: pd.DataFrame, plan_id: str, year: int
) -> None:
    plan = plans.plan(plan_id)
    checked = evaluate(plans.targets(plan_id), scores, province=plan.province, year=year)
    judged = checked["state"].isin(["met", "not_met"])
    assert (judged | (checked["state"] == "cannot_judge")).all()
    assert (checked.loc[~judged, "reason"] != "").all()
    assert checked.loc[judged, "reason"].isin(["", "edition_changed"]).all()
    assert checked.loc[judged, ["result", "result_year"]].notna().all(axis=None)
    assert (checked["result_year"].dropna() <= year).all()
