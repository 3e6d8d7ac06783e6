"""What a relation rests on: how many, which years, and what to be warned of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from analysis import indices
from analysis.errors import (
    BadParameter,
    BreakInside,
    ConstantSeries,
    NoData,
    TooFewObservations,
    UnknownComponent,
)
from analysis.panel import UNITS
from analysis.relate.measures import Measure

Caution = Literal[
    "partial_panel", "few_provinces", "break_inside", "breaks_unknown", "frame_unproven"
]

MIN_PROVINCES = 5
# Below this, intervals clustered by province were measured to cover less than nominal.
ENOUGH_PROVINCES = 30


@dataclass(frozen=True)
class Sample:
    """The province-years behind a relation.

    Attributes
    ----------
    n : int
        Province-years with all series.
    provinces : tuple of str
        Codes of the provinces among them.
    years : tuple of int
        Years among them (of `y`, if there is a lag).
    frame : str
        Frame of the codes.
    partial : bool
        True if they are not all provinces of the frame in all of those years.
    breaks : tuple of int
        Years in which some series begins anew within the sample.
    warnings : tuple of str
        `partial_panel`: some index is known only for the provinces that published it, where
        good news is over-represented. `few_provinces`: fewer than 30, where the intervals are
        less sure. `break_inside`: see `breaks`. `breaks_unknown`: a series is in no register,
        so nobody knows its breaks. `frame_unproven`: some scores may mean units of another
        frame.
    """

    n: int
    provinces: tuple[str, ...]
    years: tuple[int, ...]
    frame: str
    partial: bool
    breaks: tuple[int, ...]
    warnings: tuple[Caution, ...]


def check(rows: pd.DataFrame, measures: Mapping[str, Measure], what: str) -> None:
    """Refuse a sample from which no relation can be told.

    Raises
    ------
    NoData
        If it is empty.
    TooFewObservations
        If it has fewer than five provinces.
    ConstantSeries
        If a series has one value only.
    """
    if rows.empty:
        names = " and ".join(m.name for m in measures.values())
        raise NoData(f"no province and year has {names}")
    provinces = rows["province_code"].nunique()
    if provinces < MIN_PROVINCES:
        raise TooFewObservations(what, provinces, MIN_PROVINCES, "provinces")
    for name, measure in measures.items():
        if np.ptp(rows[name].to_numpy()) == 0:
            raise ConstantSeries(f"{what} needs values that differ; {measure.name} has one only")


def check_level(level: float) -> None:
    """Refuse a level that is no share between 0 and 1."""
    if not 0 < level < 1:
        raise BadParameter(f"the level of an interval lies between 0 and 1: {level}")


def describe(rows: pd.DataFrame, measures: Mapping[str, Measure], *, lag: int = 0) -> Sample:
    """Describe the sample; `lag` is that of the column `x`."""
    years = tuple(sorted({int(y) for y in rows["year"]}))
    provinces = tuple(sorted(set(rows["province_code"])))
    frame = str(rows["frame"].iloc[0])
    own = {name: [y - lag * (name == "x") for y in years] for name in measures}
    breaks = {
        year for name, m in measures.items() for year in _inside(m, own[name][0], own[name][-1])
    }
    flags: dict[Caution, bool] = {
        "partial_panel": not all(_is_complete(m, own[name]) for name, m in measures.items()),
        "few_provinces": len(provinces) < ENOUGH_PROVINCES,
        "break_inside": bool(breaks),
        "breaks_unknown": any(_break_years(m) is None for m in measures.values()),
    }
    return Sample(
        n=len(rows),
        provinces=provinces,
        years=years,
        frame=frame,
        partial=len(rows) < UNITS[frame] * len(years),
        breaks=tuple(sorted(breaks)),
        warnings=tuple(flag for flag, raised in flags.items() if raised),
    )


def require_one_edition(
    what: str, measures: Mapping[str, Measure], sample: Sample, *, lag: int = 0
) -> None:
    """Refuse a sample within which a series begins anew.

    Raises
    ------
    BreakInside
        Naming the first such series.
    """
    for name, measure in measures.items():
        back = lag if name == "x" else 0
        inside = _inside(measure, sample.years[0] - back, sample.years[-1] - back)
        if inside:
            raise BreakInside(what, measure.index, measure.component, inside)


def _break_years(measure: Measure) -> tuple[int, ...] | None:
    """Return the breaks of a series, None if it is in no register."""
    try:
        return indices.break_years(measure.index, measure.component)
    except UnknownComponent:
        return None


def _inside(measure: Measure, first: int, last: int) -> list[int]:
    return [year for year in _break_years(measure) or () if first < year <= last]


def _is_complete(measure: Measure, years: Iterable[int]) -> bool:
    try:
        return all(indices.is_complete(measure.index, year) for year in years)
    except UnknownComponent:
        return False
