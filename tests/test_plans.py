import csv
import tomllib

import pytest

from analysis import plans, workspace
from analysis.errors import NoData
from analysis.plans import plan, plan_for, targets

ROWS = {"HB-2024": 11, "LC-221-2019": 180, "TQ-150-2024": 51, "VL-2023": 39, "VP-2866-2021": 39}


def test_the_five_plans() -> None:
    assert {p.id: len(targets(p.id)) for p in plans.plans()} == ROWS


@pytest.mark.parametrize("plan_id", ROWS)
def test_a_plan_is_what_its_file_says(plan_id: str) -> None:
    folder = workspace.find().raw / "plans" / plan_id
    data = tomllib.loads((folder / "plan.toml").read_text(encoding="utf-8"))
    found = plan(plan_id)
    assert (found.id, found.level, found.province) == (plan_id, data["level"], data["province"])
    assert (found.years, found.indices) == (tuple(data["years"]), tuple(data["indices"]))
    assert found.base_year == data.get("base_year")
    assert (found.number, found.date) == (data.get("number", ""), data.get("date", ""))
    assert (found.kind_vi, found.issuer_vi) == (data["kind_vi"], data["issuer_vi"])
    assert found.source_file == data["source_file"]


@pytest.mark.parametrize("plan_id", ROWS)
def test_targets_are_the_rows_of_the_file_in_order(plan_id: str) -> None:
    path = workspace.find().raw / "plans" / plan_id / "targets.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = targets(plan_id)
    assert set(table["plan_id"]) == {plan_id}
    for column in ("metric_vi", "comparator", "target_year", "value", "component"):
        assert table[column].fillna("").tolist() == [r[column] for r in rows]


def test_an_unknown_plan_names_the_known_ones() -> None:
    with pytest.raises(NoData, match="no plan 'TQ-2024'; the plans are HB-2024, LC-221-2019"):
        plan("TQ-2024")
    with pytest.raises(NoData, match="no plan 'TQ-2024'"):
        targets("TQ-2024")


@pytest.mark.parametrize(
    ("code", "year", "expected"),
    [
        ("08", 2022, None),
        ("08", 2023, "TQ-150-2024"),  # the year that it starts from
        ("08", 2024, "TQ-150-2024"),
        ("08", 2025, "TQ-150-2024"),
        ("08", 2026, None),
        ("26", 2021, "VP-2866-2021"),
        ("26", 2025, "VP-2866-2021"),
        ("10", 2019, "LC-221-2019"),
        ("17", 2024, "HB-2024"),
        ("45", 2023, None),  # a plan of a district of Quảng Trị
        ("22", 2023, None),
    ],
)
def test_the_plan_for_a_report(code: str, year: int, expected: str | None) -> None:
    found = plan_for(code, year)
    assert (found.id if found else None) == expected
