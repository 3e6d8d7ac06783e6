"""The flagship relation, held against scipy on pairs read from the raw files."""

import csv

import pytest
from scipy.stats import pearsonr, spearmanr

from analysis import store, workspace
from analysis.settlement import relate_settlement


def raw(index: str, component: str) -> dict[tuple[str, str], tuple[float, str]]:
    found = {}
    for path in sorted((workspace.find().raw / "scores" / index).glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["component"] == component and row["score"] and row["province_code"] != "00":
                    key = (row["year"], row["province_code"])
                    found[key] = (float(row["score"]), row["source_id"])
    return found


PROGRESS = raw("operations", "score_766_progress")


@pytest.fixture(scope="module")
def found():
    return relate_settlement(store.load_scores(), unproven_sources=["O02"])


@pytest.mark.parametrize(
    ("name", "other", "without", "n"),
    [
        ("satisfaction", ("operations", "score_766_satisfaction"), "", 102),
        ("certain_units", ("operations", "score_766_satisfaction"), "O02", 33),
        ("sipas", ("sipas", "overall"), "", 17),
    ],
)
def test_correlations_are_those_of_scipy(found, name, other, without, n):
    values = raw(*other)
    keys = [k for k in PROGRESS if k in values and PROGRESS[k][1] != without]
    x, y = [PROGRESS[k][0] for k in keys], [values[k][0] for k in keys]
    got = getattr(found, name)
    assert got.n == len(keys) == n
    assert got.pearson.value == pytest.approx(pearsonr(x, y).statistic, abs=1e-12)
    assert got.spearman.value == pytest.approx(spearmanr(x, y).statistic, abs=1e-12)


def test_counts_say_what_is_missing(found):
    assert found.unproven_names == 23
    assert found.sipas_provinces == 11
    # Hòa Bình 2021 by level, and one provincial service centre in 2024.
    assert found.rates_known == 2
    assert found.rate_pairs == 1


def test_every_interval_has_its_seed(found):
    assert len(found.seeds) == 3
    assert found.seeds["progress and SIPAS"] == found.sipas.seed


def test_years_before_decision_766_say_nothing():
    scores = store.load_scores()
    found = relate_settlement(scores[scores["year"] < 2022], unproven_sources=["O02"])
    assert (found.satisfaction, found.certain_units, found.sipas) == (None, None, None)
    assert found.seeds == {}
    assert found.rates_known == 1
