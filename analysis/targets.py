"""Check the targets of a plan against the published results."""

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache, partial
from typing import Any, Literal

import pandas as pd

from analysis import indices
from analysis.errors import ChisoError
from analysis.ranks import BANDS, GROUPS
from analysis.standing import cross_section, group

Value = float | str
State = Literal["met", "not_met", "cannot_judge"]
Reason = Literal["", "not_due", "not_measured", "no_result", "no_baseline", "edition_changed"]

GROUP_NAMES_VI = {
    "cao": "high",
    "trung bình cao": "high_average",
    "trung bình thấp": "low_average",
    "thấp": "low",
}
# Result and aim as printed: rank 15 is <= rank 15.
_ABSOLUTE: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "=": operator.eq,
    "rank<=": operator.le,
    "group>=": operator.ge,
}
# What was gained on the base value, and the aim, which only the last one has.
_RELATIVE: dict[str, Callable[[float, float], bool]] = {
    "increase": lambda gain, _: gain > 0,
    "maintain": lambda gain, _: gain >= 0,
    "rank_improves_by>=": operator.ge,
}
_WITHOUT_VALUE = {"increase", "maintain"}
# Groups and bands as numbers that grow as they get better.
_STEPS = {name: -place for names in (GROUPS, BANDS) for place, name in enumerate(names)}
YEARS_BACK = 5


class UnreadableTarget(ChisoError):
    """A target whose value does not fit its comparator."""


@dataclass(frozen=True)
class Finding:
    """What the data say of one target.

    Attributes
    ----------
    result : float or str or None
        Rank, score or group that the target is about, in `result_year`; None if unknown.
    result_year : int or None
        The year due, or the latest of five years with a result when the target is not due yet.
    baseline : float or str or None
        The plan's base value, else that of the data.
    data_baseline : float or str or None
        What the data say of the base year, if that is not later than the report.
    state : {"met", "not_met", "cannot_judge"}
    reason : str
        Why it cannot be judged; for a judged one `edition_changed` if ranks or groups of two
        editions were compared.
    """

    result: Value | None
    result_year: int | None
    baseline: Value | None
    data_baseline: Value | None
    state: State
    reason: Reason


NOT_MEASURED = Finding(None, None, None, None, "cannot_judge", "not_measured")


def evaluate(
    targets: pd.DataFrame, scores: pd.DataFrame, *, province: str, year: int
) -> pd.DataFrame:
    """Check every target of a plan as a report of one year sees it.

    A target for a range of years is checked in the year of the report if that lies in the
    range, else in the last year of the range. Nothing later than the year of the report is
    looked at.

    Parameters
    ----------
    targets : DataFrame
        As from `plans.targets`.
    scores : DataFrame
        As from `store.load_scores`.
    province : str
        Code of the frame vn63.
    year : int
        Year of the report.

    Returns
    -------
    DataFrame
        The targets with the columns of `Finding` added.

    Raises
    ------
    UnreadableTarget
        If a value is neither a number nor a group where one is needed, or a comparator is
        unknown.

    Examples
    --------
    >>> from analysis import plans, store
    >>> checked = evaluate(plans.targets("TQ-150-2024"), store.load_scores(),
    ...                    province="08", year=2024)
    >>> papi = checked[(checked["index"] == "papi") & (checked["target_year"] == "2024")]
    >>> papi["state"].value_counts().to_dict()
    {'not_met': 8, 'met': 1}
    """
    # Many targets ask for the same results, and only few results are asked for.
    known = scores["index"].isin(targets["index"]) & scores["component"].isin(targets["component"])
    section = cache(partial(cross_section, scores[known]))

    def measured(target: _Target, when: int) -> Value | None:
        found = section(target.index, target.component, when)
        if target.unit == "group":
            return group(found, province)
        values = found.ranked if target.unit == "rank" else found.rows["score"]
        value = values.get(province)
        return None if value is None or pd.isna(value) else float(value)

    findings = [
        _find(target, partial(measured, target), year) if target else NOT_MEASURED
        for target in (_target(row, year) for row in targets.to_dict("records"))
    ]
    columns = [field.name for field in fields(Finding)]
    table = pd.DataFrame([vars(f) for f in findings], targets.index, columns, dtype=object)
    return targets.join(table.astype({"result_year": "Int64", "state": "str", "reason": "str"}))


@dataclass(frozen=True)
class _Target:
    """A target that the data measure, with its texts read."""

    index: str
    component: str
    unit: str
    comparator: str
    aim: Value | None
    printed_baseline: Value | None
    base_year: int | None
    first: int
    last: int


def _target(row: dict[Any, Any], year: int) -> _Target | None:
    """Read a row; None if the data do not measure what it is about."""
    index, component, unit = str(row["index"]), row["component"], str(row["unit"])
    first, last = _years(str(row["target_year"]))
    known = {c.code for c in indices.components(index, min(year, last))}
    # A district's target is about the district, which has no results here.
    if pd.isna(component) or component not in known or row["scope"] != "province":
        return None
    comparator, aim = str(row["comparator"]), _read(row["value"], unit)
    if comparator not in _ABSOLUTE.keys() | _RELATIVE.keys():
        raise UnreadableTarget(f"unknown comparator {comparator!r}")
    if aim is None and comparator not in _WITHOUT_VALUE:
        raise UnreadableTarget(f"comparator {comparator} needs a value")
    base_year = None if pd.isna(row["baseline_year"]) else int(row["baseline_year"])
    printed = _read(row["baseline_value"], unit)
    return _Target(index, component, unit, comparator, aim, printed, base_year, first, last)


def _find(target: _Target, measured: Callable[[int], Value | None], year: int) -> Finding:
    data_baseline = None
    if target.base_year is not None and target.base_year <= year:
        data_baseline = measured(target.base_year)
    printed = target.printed_baseline
    baseline = data_baseline if printed is None else printed
    state: State = "cannot_judge"
    reason: Reason = "not_due"
    if year < target.first:
        lately = range(year, year - YEARS_BACK, -1)
        when = next((y for y in lately if measured(y) is not None), year)
    else:
        when = min(year, target.last)
        state, reason = _judge(target, measured(when), baseline, when)
    result = measured(when)
    result_year = None if result is None else when
    return Finding(result, result_year, baseline, data_baseline, state, reason)


def _judge(
    target: _Target, result: Value | None, baseline: Value | None, when: int
) -> tuple[State, Reason]:
    """Compare the result of the year due with the aim, or with the base value."""
    if result is None:
        return "cannot_judge", "no_result"
    aim = 0.0 if target.aim is None else _number(target.aim)
    if target.comparator in _ABSOLUTE:
        return _state(_ABSOLUTE[target.comparator](_number(result), aim)), ""
    if baseline is None:
        return "cannot_judge", "no_baseline"
    changed = target.base_year is not None and not indices.comparable(
        target.index, target.component, [target.base_year, when]
    )
    if changed and target.unit not in {"rank", "group"}:
        return "cannot_judge", "edition_changed"
    gain = _number(result) - _number(baseline)
    met = _RELATIVE[target.comparator](-gain if target.unit == "rank" else gain, aim)
    return _state(met), "edition_changed" if changed else ""


def _state(met: bool) -> State:
    return "met" if met else "not_met"


def _number(value: Value) -> float:
    return _STEPS[value] if isinstance(value, str) else value


def _read(value: object, unit: str) -> Value | None:
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
