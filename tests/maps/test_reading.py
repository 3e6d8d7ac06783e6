"""What maps say to those who cannot see them."""

import pandas as pd
import pytest

from analysis import provinces, store
from analysis.errors import NoData
from analysis.maps import describe, describe_groups
from analysis.ranks import GROUPS, papi_groups
from analysis.wording import language

LABELS = dict(zip(GROUPS, ("high", "higher middle", "lower middle", "low"), strict=True))


@pytest.fixture(scope="module")
def scores() -> pd.Series:
    rows = store.load_scores("papi", component="overall", years=[2023])
    return rows[rows["province_code"] != "00"].set_index("province_code")["score"]


def test_numbers_in_both_languages(scores: pd.Series) -> None:
    assert describe(scores, "PAPI 2023", language=language("en")) == (
        "Map of the provinces: PAPI 2023. Highest Thua Thien Hue (46.04), lowest Dak Nong (38.97). "
        "No data for 2 of 63 provinces: Quang Ninh and Binh Duong."
    )
    assert describe(scores, "điểm PAPI năm 2023", highlight="22") == (
        "Bản đồ các tỉnh, thành phố: điểm PAPI năm 2023. Quảng Ninh: không có số liệu; cao nhất "
        "Thừa Thiên Huế (46,04), thấp nhất Đắk Nông (38,97). Không có số liệu của 2/63 tỉnh, thành "
        "phố: Quảng Ninh và Bình Dương."
    )


@pytest.mark.parametrize(("code", "rank"), [("46", 1), ("01", 15), ("08", 41), ("67", 61)])
def test_where_a_province_stands(scores: pd.Series, code: str, rank: int) -> None:
    assert int((scores > scores[code]).sum()) + 1 == rank
    assert f", rank {rank} of 61; highest" in describe(
        scores, "PAPI", highlight=code, language=language("en")
    )


def test_a_full_map_misses_none_and_a_sparse_one_is_counted() -> None:
    codes = [p.code for p in provinces.provinces("vn34")]
    full = describe(pd.Series(range(34), index=codes), "rank", frame="vn34", digits=0)
    assert "Không có số liệu" not in full
    assert "Cao nhất Cà Mau (33), thấp nhất Hà Nội (0)." in full
    sparse = describe(pd.Series({"01": 1.0, "08": 2.0}), "rank", language=language("en"))
    assert sparse.endswith("No data for 61 of 63 provinces.")


def test_groups(scores: pd.Series) -> None:
    said = describe_groups(
        papi_groups(scores, 2023), "PAPI 2023", order=GROUPS, labels=LABELS, highlight="08",
        language=language("en"),
    )  # fmt: skip
    assert said == (
        "Map of the provinces in groups: PAPI 2023. Provinces: high 15; higher middle 15; lower "
        "middle 15; low 16. Tuyen Quang: lower middle. No data for 2 of 63 provinces: Quang Ninh "
        "and Binh Duong."
    )


def test_a_group_that_nobody_is_in_and_nobody_picked_out() -> None:
    said = describe_groups(pd.Series({"01": "high"}), "PAPI", order=GROUPS, labels=LABELS)
    assert "high 1; higher middle 0; lower middle 0; low 0. Không có số liệu của 62/63" in said


@pytest.mark.parametrize(
    ("values", "highlight", "message"),
    [
        (pd.Series({"01": None}, dtype="float64"), None, "no province has a value"),
        (pd.Series({"99": 1.0}), None, "codes 99 are not units"),
        (pd.Series({"01": 1.0}), "99", "codes 99 are not units"),
        (pd.Series({"01": float("inf")}), None, "are infinite"),
        (pd.Series({"01": "x"}), None, "is no number"),
    ],
)
def test_bad_input(values: pd.Series, highlight: str | None, message: str) -> None:
    with pytest.raises(NoData, match=message):
        describe(values, "x", highlight=highlight)
