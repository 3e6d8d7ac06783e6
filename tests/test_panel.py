import numpy as np
import pandas as pd
import pytest

from analysis import standing, store
from analysis.errors import (
    BadParameter,
    BreakInside,
    IncompletePanel,
    NoData,
)
from analysis.panel import panel


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


def test_a_complete_panel_holds_what_was_published(scores: pd.DataFrame) -> None:
    found = panel(scores, "papi")
    assert found.table.shape == (63, 14)
    assert found.complete
    assert found.breaks == (2016, 2018, 2019, 2021)
    assert found.known[2021] == 60
    assert found.table.loc["46", 2023] == 46.04154
    assert np.isnan(found.table.loc["22", 2023])


@pytest.mark.parametrize("index", ["papi", "pci"])
def test_ranks_and_distances_are_those_of_a_cross_section(scores: pd.DataFrame, index: str) -> None:
    ranks = panel(scores, index, years=[2018], measure="rank").table[2018]
    distances = panel(scores, index, years=[2018], measure="distance").table[2018]
    section = standing.cross_section(scores, index, "overall", 2018)
    expected = section.ranked.dropna().astype("float64").sort_index()
    pd.testing.assert_series_equal(ranks.dropna(), expected, check_names=False)
    assert section.mean is not None
    expected = (section.rows["score"] - section.mean).dropna().sort_index()
    pd.testing.assert_series_equal(distances.dropna(), expected, check_names=False)


def test_distances_of_a_partial_panel_are_to_the_published_mean(scores: pd.DataFrame) -> None:
    found = panel(scores, "par_index", measure="distance", years=[2023], allow_partial=True)
    assert found.table.loc["22", 2023] == pytest.approx(92.18 - 86.98)
    assert found.known == {2023: 26}
    # No mean of 2012 was published.
    with pytest.raises(NoData):
        panel(scores, "par_index", measure="distance", years=[2012], allow_partial=True)


def test_per_cent_is_of_the_maximum_of_the_edition(scores: pd.DataFrame) -> None:
    found = panel(scores, "papi", "d5.1", measure="percent", years=[2020, 2021]).table
    raw = panel(scores, "papi", "d5.1", years=[2020, 2021]).table
    assert found.loc["08", 2020] == pytest.approx(raw.loc["08", 2020] / 2.5 * 100)
    assert found.loc["08", 2021] == pytest.approx(raw.loc["08", 2021] / 3.33 * 100)


def test_a_partial_panel_needs_leave(scores: pd.DataFrame) -> None:
    with pytest.raises(IncompletePanel, match="2023: 26"):
        panel(scores, "par_index", years=[2023])


def test_a_break_inside_is_named(scores: pd.DataFrame) -> None:
    with pytest.raises(BreakInside, match="papi d5 begins anew in 2016, 2021"):
        panel(scores, "papi", "d5").require_one_edition("a trend")
    found = panel(scores, "papi", "d5").stretch(2020)
    found.require_one_edition("a trend")
    assert found.years == (2016, 2017, 2018, 2019, 2020)


def test_long_rows_are_the_known_values(scores: pd.DataFrame) -> None:
    found = panel(scores, "papi", years=[2022, 2023])
    rows = found.long()
    assert list(rows.columns) == ["province_code", "year", "value"]
    assert len(rows) == sum(found.known.values())
    assert rows.equals(rows.sort_values(["province_code", "year"], ignore_index=True))


def test_the_order_of_the_rows_does_not_matter(scores: pd.DataFrame) -> None:
    shuffled = scores.sample(frac=1, random_state=3)
    for measure in ("score", "percent", "distance", "rank"):
        one, other = (panel(s, "papi", "d1", measure=measure) for s in (scores, shuffled))
        pd.testing.assert_frame_equal(one.table, other.table)


def test_bad_questions(scores: pd.DataFrame) -> None:
    with pytest.raises(BadParameter, match="percent, distance"):
        panel(scores, "papi", measure="points")  # type: ignore[arg-type]
    with pytest.raises(NoData, match="no province has a score of papi d9"):
        panel(scores, "papi", "d9")
    with pytest.raises(NoData):
        panel(scores, "papi", years=[1999])
    twice = pd.concat([scores, scores[scores["index"] == "papi"].head(70)])
    with pytest.raises(ValueError, match="duplicate"):
        panel(twice, "papi", str(twice["component"].iloc[-1]))
