"""A target of a plan, read from its row: what it is about, its comparator, aim and base."""

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analysis import indices
from analysis.errors import ChisoError
from analysis.ranks import BANDS, GROUPS

Value = float | str

GROUP_NAMES_VI = {
    "cao": "high",
    "trung bình cao": "high_average",
    "trung bình thấp": "low_average",
    "thấp": "low",
}
# Result and aim as printed: rank 15 is <= rank 15. They take numbers and arrays of numbers.
ABSOLUTE: dict[str, Callable[[Any, float], Any]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "=": operator.eq,
    "rank<=": operator.le,
    "group>=": operator.ge,
}
# What was gained on the base value, and the aim, which only the last one has.
RELATIVE: dict[str, Callable[[Any, float], Any]] = {
    "increase": lambda gain, _: gain > 0,
    "maintain": lambda gain, _: gain >= 0,
    "rank_improves_by>=": operator.ge,
}
_WITHOUT_VALUE = {"increase", "maintain"}
# Groups and bands as numbers that grow as they get better.
_STEPS = {name: -place for names in (GROUPS, BANDS) for place, name in enumerate(names)}


class UnreadableTarget(ChisoError):
    """A target whose value does not fit its comparator."""


@dataclass(frozen=True)
class Target:
    """A target that the data measure, with its texts read.

    Attributes
    ----------
    index, component, unit, comparator : str
    aim : float or str or None
        None for comparators without a value.
    printed_baseline : float or str or None
        The plan's base value.
    base_year : int or None
    first, last : int
        Years due.
    base_is_silent : bool
        Whether the plan asks for the same in an earlier year too, and does not say if the base
        of this year is the plan's or the year before.
    """

    index: str
    component: str
    unit: str
    comparator: str
    aim: Value | None
    printed_baseline: Value | None
    base_year: int | None
    first: int
    last: int
    base_is_silent: bool

    @property
    def number(self) -> float:
        """The aim as a number that grows as it gets better, ranks excepted; 0 without one."""
        return 0.0 if self.aim is None else as_number(self.aim)

    def holds(self, result: Any, baseline: Any) -> Any:
        """Say whether a result meets the target; takes numbers or arrays of them."""
        if self.comparator in ABSOLUTE:
            return ABSOLUTE[self.comparator](result, self.number)
        gain = baseline - result if self.unit == "rank" else result - baseline
        return RELATIVE[self.comparator](gain, self.number)

    def from_year_before(self) -> "Target":
        """Return the other reading: the base is the result of the year before it is due."""
        return replace(self, printed_baseline=None, base_year=self.first - 1)


def read_targets(targets: pd.DataFrame, year: int) -> list[Target | None]:
    """Read every row; None if the data do not measure what it is about.

    Parameters
    ----------
    targets : DataFrame
        As from `plans.targets`.
    year : int
        Year of the report, whose edition names the components.

    Raises
    ------
    UnreadableTarget
        If a value is neither a number nor a group where one is needed, or a comparator is
        unknown.
    """
    same = ["index", "component", "unit", "comparator", "baseline_year"]
    due = targets["target_year"].str[:4].astype(int)
    earliest = due.groupby([targets[c] for c in same], dropna=False).transform("min")
    rows = zip(targets.to_dict("records"), due > earliest, strict=True)
    return [_read_row(row, year, bool(again)) for row, again in rows]


def _read_row(row: dict[Any, Any], year: int, again: bool) -> Target | None:
    index, component, unit = str(row["index"]), row["component"], str(row["unit"])
    first, last = _years(str(row["target_year"]))
    known = {c.code for c in indices.components(index, min(year, last))}
    # A district's target is about the district, which has no results here.
    if pd.isna(component) or component not in known or row["scope"] != "province":
        return None
    comparator, aim = str(row["comparator"]), _value(row["value"], unit)
    if comparator not in ABSOLUTE.keys() | RELATIVE.keys():
        raise UnreadableTarget(f"unknown comparator {comparator!r}")
    if aim is None and comparator not in _WITHOUT_VALUE:
        raise UnreadableTarget(f"comparator {comparator} needs a value")
    base_year = None if pd.isna(row["baseline_year"]) else int(row["baseline_year"])
    printed = _value(row["baseline_value"], unit)
    silent = again and comparator in RELATIVE
    return Target(
        index, component, unit, comparator, aim, printed, base_year, first, last, silent
    )  # fmt: skip


def as_number(value: Value) -> float:
    """Return a number that grows as a group gets better, and a number as it is.

    Examples
    --------
    >>> as_number("high") > as_number("low"), as_number(3.5)
    (True, 3.5)
    """
    return float(_STEPS[value]) if isinstance(value, str) else value


def _value(value: object, unit: str) -> Value | None:
    """Read the value of a target as a group or a number; None if it is blank."""
    if not isinstance(value, str):
        return None
    if unit == "group":
        if value in BANDS:
            return value
        if value not in GROUP_NAMES_VI:
            names = ", ".join([*GROUP_NAMES_VI, *BANDS])
            raise UnreadableTarget(f"group {value!r} is not one of {names}")
        return GROUP_NAMES_VI[value]
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise UnreadableTarget(f"value {value!r} of a target in {unit} is no number")
    return number


def _years(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first), int(last or first)
