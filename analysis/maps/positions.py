"""Where the names of the provinces stand on a map, laid by hand (`maps/labels.csv`)."""

from functools import cache
from pathlib import Path
from typing import get_args

import numpy as np
import pandas as pd

from analysis import workspace as workspaces
from analysis.errors import DataProblems, Problem
from analysis.provinces import Frame, check_frame, provinces
from analysis.rawfiles import read_table

FILE = "labels.csv"
FRAMES: tuple[Frame, ...] = get_args(Frame)
COLUMNS = ("frame", "code", "lines", "align", "x_km", "y_km", "tip_x_km", "tip_y_km")
ALIGNS = ("center", "left", "right")
_NUMBERS = ("x_km", "y_km", "tip_x_km", "tip_y_km")


def label_positions(frame: Frame = "vn63") -> pd.DataFrame:
    """Return where the name of each unit stands.

    Parameters
    ----------
    frame : {"vn63", "vn34"}

    Returns
    -------
    DataFrame
        Indexed by code. lines: of the name; align: the side of the text on which its place
        lies; x, y: that place; tip_x, tip_y: where a leader line from it ends in the unit,
        missing for a name inside. Metres of VN-2000 / UTM zone 48N.

    Raises
    ------
    BadParameter
        If there is no such frame.
    DataProblems
        If the file cannot be read, or a unit has no place or two.

    Examples
    --------
    >>> places = label_positions()
    >>> len(places), places.loc["27", "align"], places.loc["01", "align"]
    (63, 'left', 'center')
    """
    check_frame(frame)
    table = _read(workspaces.find().maps / FILE)
    return table[table["frame"] == frame].set_index("code").drop(columns="frame").sort_index()


@cache
def _read(path: Path) -> pd.DataFrame:
    name = f"maps/{FILE}"
    table, problems = read_table(path, COLUMNS, name=name)
    if not problems:
        problems = [*_cell_problems(table, name), *_unit_problems(table, name)]
    if problems:
        raise DataProblems(problems)
    metres = table[list(_NUMBERS)].replace("", "nan").astype("float64") * 1000
    metres.columns = [column.removesuffix("_km") for column in _NUMBERS]
    return (
        table[["frame", "code", "align"]].assign(lines=table["lines"].astype("int64")).join(metres)
    )


def _cell_problems(table: pd.DataFrame, name: str) -> list[Problem]:
    """Return cells that are no frame, no unit of it, or no place."""
    found = []
    known = {(frame, p.code) for frame in FRAMES for p in provinces(frame)}
    for line, row in zip(table.index.tolist(), table.to_dict("records"), strict=True):
        inside = row["align"] == "center"
        checks = {
            "code": ((row["frame"], row["code"]) in known, "must be a code of its frame"),
            "lines": (row["lines"] in {"1", "2"}, "must be 1 or 2"),
            "align": (row["align"] in ALIGNS, f"must be {', '.join(ALIGNS)}"),
        }
        for column in _NUMBERS:
            blank = inside and column.startswith("tip")
            expected = "must be empty: the name is inside" if blank else "must be kilometres"
            checks[column] = (not row[column] if blank else _is_number(row[column]), expected)
        found += [
            Problem(name, line, column, row[column], expected)
            for column, (right, expected) in checks.items()
            if not right
        ]
    return found


def _is_number(cell: str) -> bool:
    try:
        return bool(np.isfinite(float(cell)))
    except ValueError:
        return False


def _unit_problems(table: pd.DataFrame, name: str) -> list[Problem]:
    """Return units that have no place, or more than one."""
    counts = table.groupby(["frame", "code"]).size()
    return [
        Problem(name, None, "code", f"{frame} {p.code}", f"must stand once, stands {n} times")
        for frame in FRAMES
        for p in provinces(frame)
        if (n := int(counts.get((frame, p.code), 0))) != 1
    ]
