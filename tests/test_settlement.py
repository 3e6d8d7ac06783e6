"""The flagship relation, held against scipy on pairs read from the raw files."""

import csv

import numpy as np
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
    assert found.seeds["progress and SIPAS"] == found.sipas.seed
    assert found.seeds["dti egov_activity and papi d8"] == found.counterparts[1].correlation.seed
    assert len(found.seeds) == 9


def dummies(x, y, effects):
    """Return the slope of y on x with a column for every value of every effect."""
    columns = [np.ones(len(x)), np.array(x)]
    for effect in effects:
        columns += [np.array([e == value for e in effect]) for value in sorted(set(effect))[1:]]
    return np.linalg.lstsq(np.column_stack(columns).astype(float), np.array(y))[0][1]


@pytest.mark.parametrize(("name", "without"), [("satisfaction", ""), ("certain", "O02")])
def test_slopes_are_those_of_columns_for_every_effect(found, name, without):
    values = raw("operations", "score_766_satisfaction")
    keys = [k for k in PROGRESS if k in values and PROGRESS[k][1] != without]
    x, y = [PROGRESS[k][0] for k in keys], [values[k][0] for k in keys]
    years, codes = zip(*keys, strict=True)
    got = getattr(found, f"{name}_slopes")
    assert got.pooled.estimate.value == pytest.approx(dummies(x, y, []))
    assert got.within.estimate.value == pytest.approx(dummies(x, y, [codes]))
    assert got.two_way.estimate.value == pytest.approx(dummies(x, y, [codes, years]))
    assert got.sample.n == len(keys)
    assert got.sample.breaks == (2023,)


def test_the_counterpart_is_a_complete_panel(found):
    activity = raw("dti", "egov_activity")
    for counterpart, dimension in zip(found.counterparts, ("d5", "d8"), strict=True):
        values = raw("papi", dimension)
        keys = [k for k in activity if k in values]
        x, y = [activity[k][0] for k in keys], [values[k][0] for k in keys]
        got = counterpart.correlation
        assert (got.n, got.years, len(got.provinces)) == (len(keys), (2022, 2023, 2024), 63)
        assert got.n == 184
        assert got.pearson.value == pytest.approx(pearsonr(x, y).statistic, abs=1e-12)
        assert got.warnings == counterpart.slopes.sample.warnings == ()
        # In standard deviations.
        assert counterpart.slopes.pooled.estimate.value == pytest.approx(got.pearson.value)


@pytest.mark.parametrize(("x", "y"), [("progress", "satisfaction"), ("egov", "d5"), ("egov", "d8")])
def test_within_years_is_the_correlation_of_deviations(found, x, y):
    if x == "progress":
        left, right = PROGRESS, raw("operations", "score_766_satisfaction")
        got = found.satisfaction_within_years
    else:
        left, right = raw("dti", "egov_activity"), raw("papi", y)
        got = found.counterparts[("d5", "d8").index(y)].within_years
    deviations = []
    for values in (left, right):
        for year in ("2022", "2023", "2024"):
            own = [values[k][0] for k in sorted(left.keys() & right.keys()) if k[0] == year]
            deviations.append(np.array(own) - np.mean(own))
    a, b = np.concatenate(deviations[:3]), np.concatenate(deviations[3:])
    assert got.pearson.value == pytest.approx(pearsonr(a, b).statistic, abs=1e-9)
    assert got.within_years


def test_warnings_say_what_is_uncertain(found):
    assert found.satisfaction.warnings == ("partial_panel", "break_inside", "frame_unproven")
    assert found.satisfaction_slopes.sample == found.satisfaction.sample
    assert found.certain_units.warnings == ("partial_panel", "few_provinces", "break_inside")
    assert "frame_unproven" in found.sipas.warnings


def test_the_interval_with_sipas_says_nothing(found):
    assert found.sipas_width == found.sipas.pearson.high - found.sipas.pearson.low
    assert found.sipas_width > 1
    assert found.sipas.pearson.low < 0 < found.sipas.pearson.high


def test_no_single_province_makes_the_two_way_slope(found):
    assert len(found.influence) == 34
    assert (found.influence["slope"] > 0).all()


def test_tests_are_adjusted_over_the_relations(found):
    table = found.tests.set_index(["model", "relation"])
    assert len(table) == 12
    assert table.loc[("two_way", "satisfaction"), "p"] == found.satisfaction_slopes.two_way.p
    for _, family in table.groupby(level="model"):
        smallest = family["p"].idxmin()
        assert family.loc[smallest, "p_holm"] == pytest.approx(3 * family["p"].min())
        assert (family["p_bh"] <= family["p_holm"] + 1e-12).all()


def test_a_sample_without_unproven_names_is_not_flagged():
    scores = store.load_scores()
    proven = scores[scores["source_id"] != "O02"]
    found = relate_settlement(proven, unproven_sources=["O02"])
    assert "frame_unproven" not in found.satisfaction.warnings
    assert found.unproven_names == 0
    assert found.satisfaction == found.certain_units


def test_one_year_has_correlations_but_no_slopes():
    scores = store.load_scores()
    found = relate_settlement(scores[scores["year"] <= 2022], unproven_sources=["O02"])
    assert found.satisfaction.n == 34
    assert [c.correlation.n for c in found.counterparts] == [62, 62]
    assert [c.slopes for c in found.counterparts] == [None, None]
    assert (found.satisfaction_slopes, found.influence) == (None, None)
    assert found.tests.empty


def test_years_before_decision_766_say_nothing():
    scores = store.load_scores()
    found = relate_settlement(scores[scores["year"] < 2022], unproven_sources=["O02"])
    assert (found.satisfaction, found.certain_units, found.sipas) == (None, None, None)
    assert (found.sipas_width, found.influence) == (None, None)
    assert found.seeds == {}
    assert found.rates_known == 1
