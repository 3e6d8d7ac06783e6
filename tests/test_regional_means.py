import csv
from pathlib import Path

import pandas as pd
import pytest

from analysis import provinces, store
from analysis.errors import NoData
from analysis.regional import region_means

RAW = Path(__file__).parents[1] / "data/raw"


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


def raw(year: int) -> dict[str, float]:
    with (RAW / f"scores/papi/{year}.csv").open(encoding="utf-8") as file:
        return {
            r["province_code"]: float(r["score"])
            for r in csv.DictReader(file)
            if r["component"] == "overall" and r["score"] and r["province_code"] != "00"
        }


def test_means_of_a_complete_panel(scores: pd.DataFrame) -> None:
    found = region_means(scores, "papi", 2024)
    known = raw(2024)
    for region in provinces.regions():
        own = [known[c] for c in region.province_codes if c in known]
        row = found.frame.loc[region.code]
        assert row["mean"] == pytest.approx(sum(own) / len(own))
        assert (row["n"], row["size"]) == (len(own), len(region.province_codes))
    assert found.frame["mean"].is_monotonic_decreasing


def test_a_change_needs_the_same_provinces(scores: pd.DataFrame) -> None:
    frame = region_means(scores, "papi", 2024).frame
    now, before = raw(2024), raw(2023)
    for region in provinces.regions():
        own = [{c for c in region.province_codes if c in year} for year in (now, before)]
        assert pd.notna(frame.loc[region.code, "change"]) == (own[0] == own[1])
    # 43.94 against 43.11, as printed.
    assert frame.loc["BTBDHMT", "change"] == 0.83


def test_published_means_of_a_partial_panel(scores: pd.DataFrame) -> None:
    published = store.load("regional_means")
    frame = region_means(scores, "par_index", 2023, published=published).frame
    assert frame["mean"].to_dict() == {
        "DBSH": 88.33, "DNB": 87.79, "TDMNPB": 87.72, "BTBDHMT": 86.82, "TN": 85.42,
        "DBSCL": 85.42,
    }  # fmt: skip
    assert frame.loc["DBSH", "change"] == 1.71
    assert frame["n"].isna().all()
    # 2024 is another edition.
    later = region_means(scores, "par_index", 2024, published=published).frame
    assert later["previous"].isna().all()


def test_no_means(scores: pd.DataFrame) -> None:
    with pytest.raises(NoData, match="no region has a mean of par_index overall in 2023"):
        region_means(scores, "par_index", 2023)
