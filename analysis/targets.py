"""Check the targets of a plan against the published results."""

from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from analysis import indices
from analysis.errors import ChisoError
from analysis.ranks import GROUPS
from analysis.standing import cross_section, group

State = Literal["met", "not_met", "cannot_judge"]
Reason = Literal["", "not_due", "not_measured", "no_result", "no_baseline", "edition_changed"]

GROUP_NAMES_VI = {
    "cao": "high",
    "trung bình cao": "high_average",
    "trung bình thấp": "low_average",
    "thấp": "low",
}
_RELATIVE = {"rank_improves_by>=", "increase", "maintain"}


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
        The year due, or the latest year with a result when the target is not due yet.
    baseline : float or str or None
        The plan's base value, else that of the data.
    data_baseline : float or str or None
        What the data say of the base year.
    state : {"met", "not_met", "cannot_judge"}
    reason : str
        Why it cannot be judged; for a judged one `edition_changed` if ranks of two editions
        were compared.
    """

    result: float | str | None
    result_year: int | None
    baseline: float | str | None
    data_baseline: float | str | None
    state: State
    reason: Reason


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
        If a value is neither a number nor a group where one is needed.

    Examples
    --------
    >>> from analysis import plans, store
    >>> checked = evaluate(plans.targets("TQ-150-2024"), store.load_scores(),
    ...                    province="08", year=2024)
    >>> papi = checked[(checked["index"] == "papi") & (checked["target_year"] == "2024")]
    >>> papi["state"].value_counts().to_dict()
    {'not_met': 8, 'met': 1}
    """
    findings = [_find(row, scores, province, year) for row in targets.to_dict("records")]
    table = pd.DataFrame([vars(f) for f in findings], index=targets.index)
    table["result_year"] = table["result_year"].astype("Int64")
    return targets.join(table.astype({"result": object, "baseline": object}))


def _find(target: dict[Any, Any], scores: pd.DataFrame, province: str, year: int) -> Finding:
    component = target["component"]
    if not isinstance(component, str) or component not in _components(target, year):
        return Finding(None, None, None, None, "cannot_judge",
                       "not_measured")  # fmt: skip
    index, unit = str(target["index"]), str(target["unit"])

    def measured(when: int) -> float | str | None:
        return _measured(scores, index, component, province, unit, when)

    base_year = target["baseline_year"]
    data_baseline = None if pd.isna(base_year) else measured(int(base_year))
    printed = _read(target["baseline_value"], unit)
    baseline = data_baseline if printed is None else printed
    first, last = _years(str(target["target_year"]))
    if year < first:
        known = [
            y for y in range(first - 1, first - 6, -1) if y <= year and measured(y) is not None
        ]
        latest = known[0] if known else None
        result = measured(latest) if latest else None
        return Finding(result, latest, baseline, data_baseline, "cannot_judge", "not_due")
    due = min(year, last)
    result = measured(due)
    if result is None:
        return Finding(None, None, baseline, data_baseline, "cannot_judge", "no_result")
    comparator = str(target["comparator"])
    changed = False
    if comparator in _RELATIVE:
        if baseline is None:
            return Finding(result, due, None, None, "cannot_judge", "no_baseline")
        changed = not pd.isna(base_year) and not indices.comparable(
            index,
            component,
            [int(base_year), due],
        )
        if changed and unit not in {"rank", "group"}:
            return Finding(result, due, baseline, data_baseline, "cannot_judge", "edition_changed")
    met = _met(comparator, result, _read(target["value"], unit), baseline, unit)
    state: State = "met" if met else "not_met"
    return Finding(
        result, due, baseline, data_baseline, state, "edition_changed" if changed else ""
    )


def _components(target: dict[Any, Any], year: int) -> set[str]:
    return {c.code for c in indices.components(str(target["index"]), year)}


def _measured(
    scores: pd.DataFrame, index: str, component: str, province: str, unit: str, year: int
) -> float | str | None:
    section = cross_section(scores, index, component, year)
    if unit == "group":
        return group(section, province)
    values = section.ranked if unit == "rank" else section.rows["score"]
    value = values.get(province)
    return None if value is None or pd.isna(value) else float(value)


def _met(
    comparator: str,
    result: float | str,
    value: float | str | None,
    baseline: float | str | None,
    unit: str,
) -> bool:
    """Compare; a better rank is a smaller number."""
    got = _order(result, unit)
    base = None if baseline is None else _order(baseline, unit)
    aim = None if value is None else _order(value, unit)
    if comparator == "increase" and base is not None:
        return got > base
    if comparator == "maintain" and base is not None:
        return got >= base
    if comparator == "rank_improves_by>=" and base is not None and value is not None:
        return got - base >= float(value)
    if aim is None:
        raise UnreadableTarget(f"comparator {comparator} needs a value")
    if comparator == "<=":
        return got <= aim
    if comparator == "=":
        return got == aim
    return got >= aim


def _order(value: float | str, unit: str) -> float:
    """Return a number that grows as the value gets better."""
    if unit == "group":
        return -GROUPS.index(str(value))
    return -float(value) if unit == "rank" else float(value)


def _read(value: object, unit: str) -> float | str | None:
    """Read the value of a target as a group or a number."""
    if not isinstance(value, str):
        return None
    if unit == "group":
        if value not in GROUP_NAMES_VI:
            names = ", ".join(GROUP_NAMES_VI)
            raise UnreadableTarget(f"group {value!r} is not one of {names}")
        return GROUP_NAMES_VI[value]
    try:
        return float(value)
    except ValueError:
        raise UnreadableTarget(f"value {value!r} of a target in {unit} is no number") from None


def _years(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first), int(last or first)
