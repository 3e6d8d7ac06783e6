import csv
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import store, workspace
from analysis.change import decompose_change, decompose_gap
from analysis.change.printed import printed_table, printed_value
from analysis.errors import BadParameter, BreakInside, IncompletePanel, NoData, UnknownComponent
from analysis.wording import language

DIMENSIONS = [f"d{i}" for i in range(1, 9)]
METHODS = ["m.appraised", "m.leader", "m.sipas", "m.socioeconomic"]


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


def published(year: int) -> dict[str, dict[str, Decimal]]:
    """Read the raw PAPI file of a year: component to points, by province."""
    path = Path(workspace.find().raw, "scores", "papi", f"{year}.csv")
    found: dict[str, dict[str, Decimal]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["score"]:
                found.setdefault(row["province_code"], {})[row["component"]] = Decimal(row["score"])
    return found


def test_the_change_of_tuyen_quang_by_hand(scores: pd.DataFrame) -> None:
    found = decompose_change(scores, "08", "papi", start=2022, end=2023)
    before, after = published(2022), published(2023)
    wanted = [*DIMENSIONS, "overall"]
    both = [c for c in before if all(k in before[c] and k in after.get(c, {}) for k in wanted)]
    assert found.n == len(both) == 59
    for name in DIMENSIONS:
        change = after["08"][name] - before["08"][name]
        drift = sum(after[c][name] - before[c][name] for c in both) / len(both)
        assert found.frame.loc[name, "change"] == pytest.approx(float(change), abs=1e-12)
        assert found.frame.loc[name, "drift"] == pytest.approx(float(drift), abs=1e-12)
        assert found.frame.loc[name, "own"] == pytest.approx(float(change - drift), abs=1e-12)
    # 41.493947 - 43.109154; d2 4.97 and d6 lose most: (0.483537 + 0.395364) of 1.615206.
    assert found.total["change"] == pytest.approx(-1.615207, abs=1e-9)
    assert found.frame["share"].nlargest(2).index.tolist() == ["d2", "d6"]
    assert found.frame["share"].sum() == pytest.approx(1)


def test_the_change_of_quang_ninh_as_printed(scores: pd.DataFrame) -> None:
    found = decompose_change(scores, "22", "papi", start=2019, end=2020)
    table = found.printed()
    # From data/raw/scores/papi/2019.csv and 2020.csv, rounded by hand.
    assert table["start"].tolist() == [
        5.53, 6.29, 4.89, 7.64, 7.30, 7.65, 4.75, 2.61, 0.0, 46.66
    ]  # fmt: skip
    assert table["end"].tolist() == [
        5.81, 6.50, 4.79, 8.29, 7.61, 7.71, 4.96, 3.14, 0.0, 48.81
    ]  # fmt: skip
    assert table["change"].tolist() == [
        0.28, 0.21, -0.10, 0.65, 0.31, 0.06, 0.21, 0.53, 0.0, 2.15
    ]  # fmt: skip


@pytest.mark.parametrize("span", [(2011, 2015), (2016, 2017), (2019, 2020), (2021, 2024)])
def test_parts_of_every_province_add_up(scores: pd.DataFrame, span: tuple[int, int]) -> None:
    done = 0
    for code in sorted(set(scores["province_code"]) - {"00"}):
        try:
            found = decompose_change(scores, code, "papi", start=span[0], end=span[1])
        except NoData:
            continue
        done += 1
        for column in ("start", "end", "change", "drift", "own"):
            parts = found.frame[column].sum()
            assert parts == pytest.approx(found.total[column], abs=1e-9)
        np.testing.assert_allclose(
            found.frame["drift"] + found.frame["own"], found.frame["change"], atol=1e-12
        )
        assert_adds_up(found.printed(), ("start", "end"), ("drift", "own"))
    assert done >= 55


def assert_adds_up(table: pd.DataFrame, scores: tuple[str, str], halves: tuple[str, str]) -> None:
    digits = (table * 100).round().astype(int)
    np.testing.assert_allclose(digits / 100, table, atol=1e-12)
    assert digits.drop(index="total").sum().equals(digits.loc["total"])
    assert (digits[scores[1]] - digits[scores[0]]).equals(digits["change"])
    assert (digits[halves[0]] + digits[halves[1]]).equals(digits["change"])


cents = st.floats(-100, 100).map(lambda v: round(v, 6))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(cents, cents, cents), min_size=1, max_size=12), st.integers(0, 4))
def test_printed_tables_add_up_both_ways(
    rows: list[tuple[float, float, float]], decimals: int
) -> None:
    parts = pd.DataFrame(rows, columns=["start", "end", "drift"])
    parts.index = [f"d{i}" for i in parts.index]
    parts["change"] = parts["end"] - parts["start"]
    parts["own"] = parts["change"] - parts["drift"]
    differences = {"change": ("end", "start"), "own": ("change", "drift")}
    table = printed_table(parts, parts.sum(), differences, decimals)
    digits = (table * 10**decimals).round().astype("int64")
    assert digits.drop(index="total").sum().equals(digits.loc["total"])
    assert (digits["end"] - digits["start"]).equals(digits["change"])
    assert (digits["drift"] + digits["own"]).equals(digits["change"])
    # Scores stay as published: nothing is moved into the parts.
    for name in parts.index:
        assert digits.loc[name, "start"] == printed_value(parts.loc[name, "start"], decimals)
    # Each part is off by half a digit at most, and so is the total.
    assert abs(digits.loc["rounding", "start"]) <= (len(parts) + 1) / 2


def test_values_are_printed_as_the_report_writes_them() -> None:
    for value in (5.125, 5.135, 2.675, -0.005, 0.0049999, 41.493947, 0.285):
        shown = language("en").number(value).replace("−", "-")
        assert printed_value(value, 2) == round(float(shown) * 100)


def test_a_dimension_is_taken_apart_too(scores: pd.DataFrame) -> None:
    found = decompose_change(scores, "08", "papi", start=2022, end=2023, component="d6")
    assert found.frame.index.tolist() == ["d6.1", "d6.2", "d6.3", "d6.4", "residual"]
    assert found.total["change"] == pytest.approx(6.912498 - 7.307862, abs=1e-9)
    assert found.frame["change"].sum() == pytest.approx(found.total["change"], abs=1e-9)


def test_across_editions_only_in_per_cent_and_flagged(scores: pd.DataFrame) -> None:
    with pytest.raises(BreakInside, match="papi overall begins anew in 2021") as caught:
        decompose_change(scores, "08", "papi", start=2020, end=2022)
    assert caught.value.years == (2021,)
    found = decompose_change(scores, "08", "papi", start=2020, end=2022, in_percent=True)
    assert (found.unit, found.flagged, found.breaks) == ("percent", True, (2021,))
    assert found.total["end"] == pytest.approx(43.109154 / 80 * 100, abs=1e-9)
    assert found.frame["change"].sum() == pytest.approx(found.total["change"], abs=1e-9)
    # Eight dimensions of ten points in both editions: no weight has changed.
    assert found.frame["weighting"].abs().max() == 0
    same = decompose_change(scores, "08", "papi", start=2022, end=2023, in_percent=True)
    assert not same.flagged


def test_changed_weights_are_parted_from_changed_scores(scores: pd.DataFrame) -> None:
    with pytest.raises(BadParameter, match="d7, d8 stand in one of them only"):
        decompose_change(scores, "08", "papi", start=2017, end=2018, in_percent=True)
    found = decompose_change(
        scores, "08", "papi", start=2017, end=2018, in_percent=True, components=DIMENSIONS[:6]
    )
    assert found.frame.index.tolist() == [*DIMENSIONS[:6], "other"]
    d1 = [float(published(y)["08"]["d1"]) for y in (2017, 2018)]
    # Kitagawa: the weight of d1 fell from 10/60 to 10/80 at its mean fulfilment.
    expected = (10 / 80 - 10 / 60) * (d1[0] + d1[1]) / 2 / 10 * 100
    assert found.frame.loc["d1", "weighting"] == pytest.approx(expected, abs=1e-9)
    assert found.frame.loc["d1", "change"] == pytest.approx(d1[1] / 0.8 - d1[0] / 0.6, abs=1e-9)
    # Dimensions that did not exist before are all weight.
    assert found.frame.loc["other", "weighting"] == pytest.approx(
        found.frame.loc["other", "end"], abs=1e-5
    )
    assert found.frame["change"].sum() == pytest.approx(found.total["change"], abs=1e-9)
    assert found.frame["weighting"].sum() == pytest.approx(found.total["weighting"], abs=1e-12)


def test_a_partial_panel_has_own_parts_and_the_published_drift_of_the_sum(
    scores: pd.DataFrame,
) -> None:
    found = decompose_change(
        scores, "49", "par_index", start=2022, end=2023, components=DIMENSIONS[:7]
    )
    assert list(found.frame.columns) == ["start", "end", "change", "share"]
    assert found.partial
    assert found.n == 0
    # d8 was not published: 80.91 - 67.63 and 84.60 - 73.15.
    assert found.frame.loc["other", ["start", "end"]].round(9).tolist() == [13.28, 11.45]
    assert found.total[["change", "drift", "own"]].round(9).tolist() == [3.69, 2.19, 1.5]
    assert found.printed().loc["rounding"].tolist() == [0, 0, 0]
    with pytest.raises(NoData, match="lacks d8"):
        decompose_change(scores, "49", "par_index", start=2022, end=2023)


def test_ways_of_assessment_are_a_split_of_their_own(scores: pd.DataFrame) -> None:
    found = decompose_change(
        scores, "87", "par_index", start=2019, end=2020, in_percent=True, components=METHODS
    )
    # 55.94 - 53.86, 20.09 - 18.81, 8.89 - 8.76, 1.84 - 3.00; the sums are off by 0.00 and 0.01.
    assert found.frame["change"].round(9).tolist() == [2.08, 1.28, 0.13, -1.16, 0.01]
    assert found.frame.index[-1] == "residual"
    # No maxima of these parts are known in 2020.
    assert "weighting" not in found.frame


def test_components_in_per_cent_of_their_own_maximum_are_not_parts(scores: pd.DataFrame) -> None:
    # TP.HCM published its domains in per cent of their maxima.
    with pytest.raises(NoData, match="lacks d3 in points"):
        decompose_gap(scores, "79", "par_index", year=2023, to=95.0, components=["d3"])


def test_scores_that_are_not_sums_are_refused(scores: pd.DataFrame) -> None:
    with pytest.raises(BadParameter, match="name components"):
        decompose_change(scores, "08", "pci", start=2018, end=2019)
    parts = ["entry_costs", "land_access", "transparency", "time_costs", "informal_charges"]
    parts += ["fair_competition", "proactivity", "business_support", "labour_training"]
    with pytest.raises(BadParameter, match="do not add up"):
        decompose_gap(scores, "08", "pci", year=2019, components=[*parts, "legal_institutions"])


def test_missing_parts_are_named(scores: pd.DataFrame) -> None:
    with pytest.raises(NoData, match=r"papi 2022 of province 24 lacks overall, d1"):
        decompose_change(scores, "24", "papi", start=2022, end=2023)
    with pytest.raises(NoData, match="province 99"):
        decompose_gap(scores, "99", "papi", year=2023)
    with pytest.raises(UnknownComponent):
        decompose_gap(scores, "08", "papi", year=2023, components=["d9"])
    with pytest.raises(BadParameter, match="two years in order"):
        decompose_change(scores, "08", "papi", start=2023, end=2023)
    with pytest.raises(BadParameter, match="each once"):
        decompose_gap(scores, "08", "papi", year=2023, components=["d1", "d1"])


def test_gaps_to_what_is_published(scores: pd.DataFrame) -> None:
    raw = {c: v for c, v in published(2023).items() if "overall" in v}
    best = max(raw, key=lambda c: raw[c]["overall"])
    leader = decompose_gap(scores, "08", "papi", year=2023, to="leader")
    assert leader.references == (best,) == ("46",)
    for name in DIMENSIONS:
        gap = float(raw["08"][name] - raw[best][name])
        assert leader.frame.loc[name, "gap"] == pytest.approx(gap, abs=1e-12)
    mean = decompose_gap(scores, "08", "papi", year=2023)
    assert mean.n == len(raw) == 61
    expected = float(raw["08"]["d6"] - sum(v["d6"] for v in raw.values()) / 61)
    assert mean.frame.loc["d6", "gap"] == pytest.approx(expected, abs=1e-12)
    group = decompose_gap(scores, "08", "papi", year=2023, to=["46", "01", "22"])
    # Quảng Ninh was not published in 2023.
    assert (group.references, group.n) == (("01", "46"), 2)
    assert group.total["reference"] == pytest.approx(
        float(raw["01"]["overall"] + raw["46"]["overall"]) / 2
    )
    for found in (leader, mean, group):
        assert found.frame["gap"].sum() == pytest.approx(found.total["gap"], abs=1e-9)
        digits = (found.printed() * 100).round().astype(int)
        assert digits.drop(index="total").sum().equals(digits.loc["total"])
        assert (digits["score"] - digits["reference"]).equals(digits["gap"])


def test_the_best_of_the_region_may_be_the_province_itself(scores: pd.DataFrame) -> None:
    found = decompose_gap(scores, "08", "papi", year=2023, to="region_best")
    (best,) = found.references
    itself = decompose_gap(scores, best, "papi", year=2023, to="region_best")
    assert itself.references == (best,)
    assert itself.total["gap"] == 0
    assert itself.frame["share"].tolist() == [0.0] * 9


def test_a_target_is_spread_over_the_room(scores: pd.DataFrame) -> None:
    found = decompose_gap(scores, "08", "papi", year=2023, to=45.0)
    room = 10 - found.frame.loc[DIMENSIONS, "score"]
    missing = found.frame.loc[DIMENSIONS, "reference"] - found.frame.loc[DIMENSIONS, "score"]
    np.testing.assert_allclose(missing / room, (45 - 41.493947) / room.sum(), atol=1e-9)
    assert found.total["gap"] == pytest.approx(41.493947 - 45, abs=1e-9)
    assert found.frame["gap"].sum() == pytest.approx(found.total["gap"], abs=1e-9)
    top = decompose_gap(scores, "08", "papi", year=2023, to=80)
    assert top.frame.loc[DIMENSIONS, "reference"].max() == pytest.approx(10, abs=1e-6)
    for wrong in (41.0, 80.1, float("nan")):
        with pytest.raises(BadParameter, match="target"):
            decompose_gap(scores, "08", "papi", year=2023, to=wrong)
    with pytest.raises(BadParameter, match="'best'"):
        decompose_gap(scores, "08", "papi", year=2023, to="best")  # type: ignore[arg-type]


def test_partial_panels_have_a_leader_only_where_its_rank_was_published(
    scores: pd.DataFrame,
) -> None:
    found = decompose_gap(scores, "87", "par_index", year=2020, to="leader", components=METHODS)
    assert found.references == ("22",)
    assert found.partial
    # 55.94 - 57.66, 20.09 - 18.83, 8.89 - 9.56, 1.84 - 5.00.
    assert found.frame["gap"].round(9).tolist()[:4] == [-1.72, 1.26, -0.67, -3.16]
    for to in ("mean", "region_best"):
        with pytest.raises(IncompletePanel):
            decompose_gap(scores, "87", "par_index", year=2020, to=to, components=METHODS)


def test_the_order_of_the_rows_does_not_matter(scores: pd.DataFrame) -> None:
    shuffled = scores.sample(frac=1, random_state=2)
    one, other = (
        decompose_change(s, "08", "papi", start=2021, end=2024) for s in (scores, shuffled)
    )
    pd.testing.assert_frame_equal(one.frame, other.frame, check_exact=True)
    one, other = (decompose_gap(s, "08", "papi", year=2024) for s in (scores, shuffled))
    pd.testing.assert_frame_equal(one.frame, other.frame, check_exact=True)
