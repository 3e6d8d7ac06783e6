"""What a map may be given: values by province code, checked before anything is drawn."""

from collections.abc import Hashable, Iterable
from typing import Any

import numpy as np
import pandas as pd

from analysis.errors import BadParameter, NoData
from analysis.provinces import Frame, provinces

NATION = "00"
_CODES = "province_code"


def by_code(data: pd.Series | pd.DataFrame, column: Hashable | None, *, frame: Frame) -> pd.Series:
    """Return the values of one map by province code.

    Parameters
    ----------
    data : Series or DataFrame
        Indexed by province code, or a table with a column `province_code`. The national row
        `00` is left out.
    column : hashable, optional
        Column of a table, by which `geopandas.GeoDataFrame.plot` goes too.
    frame : {"vn63", "vn34"}
        Frame of the codes.

    Returns
    -------
    Series
        Indexed by code; numbers as float.

    Raises
    ------
    BadParameter
        If the column is not in the table, a table is given without one, or its own column
        `frame` says another frame.
    NoData
        If a code is no text, not of the frame or stands twice, a number is infinite, or all is
        missing.

    Notes
    -----
    Every code of the 34 units is also one of the 63, seven of them of another province (15, 24,
    44, 52, 80, 82, 91): only the frame tells them apart.

    Examples
    --------
    >>> by_code(pd.Series({"00": 2.0, "01": 1.0}), None, frame="vn63").to_dict()
    {'01': 1.0}
    """
    values = _column(data, column, frame)
    _check_text(values.index)
    values = values[values.index.astype(str) != NATION]
    check_codes(values.index, frame)
    twice = values.index[values.index.duplicated()]
    if len(twice):
        raise NoData(f"codes {_listed(twice)} stand twice in the values to draw")
    if values.isna().all():
        raise NoData("no province has a value to draw")
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        values = values.astype("float64")
        wrong = values.index[np.isinf(values)]
        if len(wrong):
            raise NoData(f"the values of {_listed(wrong)} are infinite")
    return values


def numbers(values: pd.Series) -> pd.Series:
    """Return values that a map needs as numbers.

    Raises
    ------
    NoData
        If they are text.

    Examples
    --------
    >>> numbers(pd.Series({"01": "41,5"}))
    Traceback (most recent call last):
        ...
    analysis.errors.NoData: the value '41,5' of 01 is no number
    """
    if not pd.api.types.is_float_dtype(values):
        known = values.dropna()
        wrong = str(known.iloc[0])
        raise NoData(f"the value {wrong!r} of {known.index[0]} is no number")
    return values


def check_codes(codes: Iterable[Any], frame: Frame) -> None:
    """Refuse codes that are not units of the frame.

    Raises
    ------
    NoData

    Examples
    --------
    >>> check_codes(["02"], "vn34")
    Traceback (most recent call last):
        ...
    analysis.errors.NoData: codes 02 are not units of frame vn34
    """
    known = {province.code for province in provinces(frame)}
    unknown = sorted({str(code) for code in codes} - known)
    if unknown:
        raise NoData(f"codes {', '.join(unknown)} are not units of frame {frame}")


def _column(data: pd.Series | pd.DataFrame, column: Hashable | None, frame: Frame) -> pd.Series:
    if isinstance(data, pd.Series):
        if column is not None:
            raise BadParameter(f"a series has no column {column!r}")
        return data
    table = data.set_index(_CODES) if _CODES in data.columns else data
    if column not in table.columns:
        raise BadParameter(
            f"column {column!r} is not in the table; it has {', '.join(map(str, table.columns))}"
        )
    if "frame" in table.columns and set(table["frame"].dropna()) - {frame}:
        found = _listed(table["frame"].dropna())
        raise BadParameter(f"the table is of frame {found}, and the map of {frame}")
    values: pd.Series = table[column]
    return values


def _check_text(codes: pd.Index) -> None:
    """Refuse numbers as codes: 8 could be "08", and 10 be read as a code without a frame."""
    wrong = [code for code in codes if not isinstance(code, str)]
    if wrong:
        raise NoData(f"codes must be text such as '08'; the values to draw have {wrong[0]!r}")


def _listed(codes: Iterable[Any]) -> str:
    return ", ".join(sorted({str(code) for code in codes}))
