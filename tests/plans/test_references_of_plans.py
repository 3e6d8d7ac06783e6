"""What the tables of plans point to is there: components of the plan's years, and agencies."""

import pandas as pd
import pytest

from analysis import plans, store

PLANS = ["HB-2024", "LC-221-2019", "TQ-150-2024", "VL-2023", "VP-2866-2021"]


def split(cells: "pd.Series[str]", separator: str) -> set[str]:
    return set(cells.dropna().str.split(separator).explode().str.strip())


@pytest.mark.parametrize("plan_id", PLANS)
def test_links_are_components_of_the_years_of_the_plan(plan_id: str) -> None:
    years = plans.plan(plan_id).years
    components = store.load("components")
    current = components[
        (components["first_year"] <= max(years))
        & (components["last_year"].isna() | (components["last_year"] >= min(years)))
    ]
    known = set(current["index"] + ":" + current["component"])
    assert split(plans.tasks(plan_id)["links"], ";") <= known


@pytest.mark.parametrize("plan_id", PLANS)
def test_agencies_are_written_as_in_the_list(plan_id: str) -> None:
    tasks = plans.tasks(plan_id)
    known = set(store.load("agencies")["agency_vi"])
    assert split(pd.concat([tasks["lead"], tasks["coordinating"]]), ";") <= known
