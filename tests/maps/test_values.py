"""What maps are given is checked before anything is drawn."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import PathPatch

from analysis import maps, provinces
from analysis.errors import BadParameter, NoData
from analysis.maps.values import by_code, check_codes, numbers

# Codes that mean another province in the other frame (../shared/domain/geodata.md).
REUSED = ["15", "24", "44", "52", "80", "82", "91"]


def test_the_national_row_is_left_out_and_the_order_kept() -> None:
    values = pd.Series({"08": 1, "00": 9, "01": 2})
    assert by_code(values, None, frame="vn63").to_dict() == {"08": 1.0, "01": 2.0}


def test_a_table_with_codes_as_index_or_as_column() -> None:
    table = pd.DataFrame({"province_code": ["01", "08"], "score": [1.5, 2.5], "n": [3, 4]})
    for one in (table, table.set_index("province_code")):
        assert by_code(one, "score", frame="vn63").to_dict() == {"01": 1.5, "08": 2.5}


def test_a_column_that_is_not_there() -> None:
    table = pd.DataFrame({"score": [1.0]}, index=["01"])
    with pytest.raises(BadParameter, match="column 'points' is not in the table; it has score"):
        by_code(table, "points", frame="vn63")
    with pytest.raises(BadParameter, match="column None is not in the table"):
        by_code(table, None, frame="vn63")
    with pytest.raises(BadParameter, match="a series has no column 'score'"):
        by_code(table["score"], "score", frame="vn63")


@pytest.mark.parametrize("code", [8, 10, 8.0, None, ("08",)])
def test_codes_that_are_no_text(code: object) -> None:
    with pytest.raises(NoData, match="codes must be text such as '08'"):
        by_code(pd.Series([1.0, 2.0], index=["01", code]), None, frame="vn63")
    with pytest.raises(NoData, match="codes must be text such as '08'"):
        maps.choropleth(pd.Series([1.0], index=[code]))


@pytest.mark.parametrize("code", ["8", "99", "03", "Hà Nội", "", "008", "01 "])
def test_codes_that_are_no_province(code: str) -> None:
    with pytest.raises(NoData, match=f"codes {code} are not units of frame vn63"):
        by_code(pd.Series({code: 1.0, "01": 2.0}), None, frame="vn63")


def test_a_province_that_stands_twice() -> None:
    values = pd.Series([1.0, 2.0, 3.0], index=["01", "08", "01"])
    with pytest.raises(NoData, match="codes 01 stand twice in the values to draw"):
        by_code(values, None, frame="vn63")


@pytest.mark.parametrize("value", [np.inf, -np.inf])
def test_infinite_values_are_named(value: float) -> None:
    with pytest.raises(NoData, match="the values of 08 are infinite"):
        by_code(pd.Series({"01": 1.0, "08": value}), None, frame="vn63")


@pytest.mark.parametrize(
    "nothing",
    [
        pd.Series([], dtype="float64", index=pd.Index([], dtype="str")),
        pd.Series({"01": np.nan, "08": np.nan}),
        pd.Series({"00": 1.0}),
    ],
)
def test_no_value_at_all(nothing: pd.Series) -> None:
    with pytest.raises(NoData, match="no province has a value to draw"):
        maps.choropleth(nothing)


def test_text_where_numbers_are_needed() -> None:
    with pytest.raises(NoData, match="the value '41,5' of 01 is no number"):
        maps.choropleth(pd.Series({"01": "41,5", "08": "42"}))
    with pytest.raises(NoData, match="the value 'True' of 01 is no number"):
        numbers(by_code(pd.Series({"01": True}), None, frame="vn63"))


def test_numbers_of_any_kind_become_floats() -> None:
    for kind in ("int64", "Int64", "float32", "Float64"):
        found = by_code(pd.Series({"01": 1, "08": 2}).astype(kind), None, frame="vn63")
        assert found.dtype == "float64"
    missing = by_code(pd.Series({"01": 1, "08": pd.NA}, dtype="Int64"), None, frame="vn63")
    assert missing.isna().tolist() == [False, True]


def test_a_table_of_the_other_frame_is_refused() -> None:
    for own, other in (("vn63", "vn34"), ("vn34", "vn63")):
        table = pd.DataFrame({"score": [1.0, 2.0], "frame": own}, index=["01", "15"])
        assert len(by_code(table, "score", frame=own)) == 2  # type: ignore[arg-type]
        with pytest.raises(
            BadParameter, match=f"the table is of frame {own}, and the map of {other}"
        ):
            by_code(table, "score", frame=other)  # type: ignore[arg-type]
        with pytest.raises(BadParameter, match=f"the table is of frame {own}"):
            maps.choropleth(table, "score", frame=other)  # type: ignore[arg-type]


def test_codes_of_the_63_that_are_no_units_of_the_34_are_refused_there() -> None:
    old = {p.code for p in provinces.provinces("vn63")}
    new = {p.code for p in provinces.provinces("vn34")}
    assert new < old
    assert len(old - new) == 29
    for code in old - new:
        with pytest.raises(NoData, match=f"codes {code} are not units of frame vn34"):
            check_codes([code], "vn34")


def test_reused_codes_never_carry_a_name_of_the_other_frame() -> None:
    values = pd.Series(1.0, index=REUSED)
    said = {}
    for frame in ("vn63", "vn34"):
        figure = maps.choropleth(values, frame=frame)  # type: ignore[arg-type]
        said[frame] = {
            str(p.get_gid()).removeprefix("unit-"): str(p.get_label()).split(":")[0]
            for p in figure.findobj(PathPatch)
            if str(p.get_gid()).startswith("unit-")
        }
    assert [said["vn63"][c] for c in REUSED] == [
        "Yên Bái", "Bắc Giang", "Quảng Bình", "Bình Định", "Long An", "Tiền Giang", "Kiên Giang",
    ]  # fmt: skip
    assert [said["vn34"][c] for c in REUSED] == [
        "Lào Cai", "Bắc Ninh", "Quảng Trị", "Gia Lai", "Tây Ninh", "Đồng Tháp", "An Giang",
    ]  # fmt: skip
    for frame, names in said.items():
        layer = maps.layer(frame)  # type: ignore[arg-type]
        official = {str(c): str(n) for c, n in layer["name_vi"].items()}
        assert names == {**official, "79": "TP. Hồ Chí Minh"}
