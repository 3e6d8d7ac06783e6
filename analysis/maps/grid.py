"""The tile grid: one equal square a province, laid by hand (`maps/tile_grid.csv`)."""

from functools import cache
from pathlib import Path
from typing import get_args

import pandas as pd

from analysis import workspace as workspaces
from analysis.errors import DataProblems, Problem
from analysis.provinces import Frame, check_frame, provinces
from analysis.rawfiles import read_table

FILE = "tile_grid.csv"
FRAMES: tuple[Frame, ...] = get_args(Frame)
COLUMNS = ("frame", "code", "row", "column")
# No sheet of paper holds more.
_MOST = 40


def tile_places(frame: Frame = "vn63") -> pd.DataFrame:
    """Return where the tile of each province stands.

    Parameters
    ----------
    frame : {"vn63", "vn34"}

    Returns
    -------
    DataFrame
        Indexed by code: row (1 in the north) and column (1 in the west), one tile a province.

    Raises
    ------
    BadParameter
        If there is no such frame.
    DataProblems
        If the file cannot be read, or a unit has no tile, two, or one that another has.

    Examples
    --------
    >>> places = tile_places()
    >>> len(places), tuple(places.loc["27"]), tuple(places.loc["01"])
    (63, (4, 5), (4, 4))
    """
    check_frame(frame)
    table = _read(workspaces.find().maps / FILE)
    return table[table["frame"] == frame].set_index("code")[["row", "column"]].sort_index()


@cache
def _read(path: Path) -> pd.DataFrame:
    name = f"maps/{FILE}"
    table, problems = read_table(path, COLUMNS, name=name)
    if not problems:
        problems = [*_cell_problems(table, name), *_unit_problems(table, name)]
    if problems:
        raise DataProblems(problems)
    return table.astype({"row": "int64", "column": "int64"})


def _cell_problems(table: pd.DataFrame, name: str) -> list[Problem]:
    """Return cells that are no place, no frame or no unit of it."""
    found = []
    known = {(frame, p.code) for frame in FRAMES for p in provinces(frame)}
    for line, row in zip(table.index.tolist(), table.to_dict("records"), strict=True):
        if row["frame"] not in FRAMES:
            expected = f"must be {' or '.join(FRAMES)}"
            found.append(Problem(name, line, "frame", row["frame"], expected))
        elif (row["frame"], row["code"]) not in known:
            expected = f"must be a code of {row['frame']}, with two digits"
            found.append(Problem(name, line, "code", row["code"], expected))
        for column in ("row", "column"):
            if not (row[column].isdecimal() and 1 <= int(row[column]) <= _MOST):
                expected = f"must be a whole number from 1 to {_MOST}"
                found.append(Problem(name, line, column, row[column], expected))
    return found


def _unit_problems(table: pd.DataFrame, name: str) -> list[Problem]:
    """Return units without a tile or with two, and tiles with two units."""
    found = []
    places = table["row"] + ", " + table["column"]
    for column, values, expected in (
        ("code", table["code"], "the unit stands there twice"),
        ("row", places, "row and column of another unit; one tile holds one unit"),
    ):
        twice = pd.DataFrame({"frame": table["frame"], "value": values}).duplicated()
        found += [
            Problem(name, line, column, str(values[line]), expected)
            for line in table.index[twice].tolist()
        ]
    for frame in FRAMES:
        held = set(table.loc[table["frame"] == frame, "code"])
        missing = [p.code for p in provinces(frame) if p.code not in held]
        if missing:
            expected = f"units {', '.join(missing)} of {frame} have no tile"
            found.append(Problem(name, None, "code", None, expected))
    return found
