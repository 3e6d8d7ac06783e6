"""Check the targets of a plan against the published results, and look ahead to those not due."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial
from typing import Any, Literal

import pandas as pd

from analysis import indices
from analysis.forecast import Forecast
from analysis.forecast.simulation import Measure
from analysis.standing import Scores, group, sections_of
from analysis.targets.target import ABSOLUTE, Target, Value, as_number, read_targets

State = Literal["met", "not_met", "on_course", "cannot_judge"]
Reason = Literal[
    "", "not_due", "no_forecast", "not_measured", "no_result", "no_baseline", "edition_changed"
]
# Gives the forecast of an index and component, or None where none can be made.
Outlook = Callable[[str, str], Forecast | None]

YEARS_BACK = 5
_MEASURES: dict[str, Measure] = {"rank": "rank", "group": "group"}


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
    state : {"met", "not_met", "on_course", "cannot_judge"}
        `on_course` is a target that is not due yet and whose probability is known.
    reason : str
        Why it cannot be judged; for a judged one `edition_changed` if ranks or groups of two
        editions were compared.
    probability : float or None
        Probability that a target on course will be met, by the forecast.
    """

    result: Value | None
    result_year: int | None
    baseline: Value | None
    data_baseline: Value | None
    state: State
    reason: Reason
    probability: float | None = None


NOT_MEASURED = Finding(None, None, None, None, "cannot_judge", "not_measured")
# Of the other reading of a target, where the plan is silent on the base of its second year.
OTHER = "year_before_"
_OTHER_FIELDS = ("baseline", "state", "reason", "probability")


def evaluate(
    targets: pd.DataFrame,
    scores: Scores,
    *,
    province: str,
    year: int,
    outlook: Outlook | None = None,
) -> pd.DataFrame:
    """Check every target of a plan as a report of one year sees it.

    A target for a range of years is checked in the year of the report if that lies in the
    range, else in the last year of the range. Nothing later than the year of the report is
    looked at.

    Parameters
    ----------
    targets : DataFrame
        As from `plans.targets`.
    scores : DataFrame or CrossSections
        As from `store.load_scores`, or its sections.
    province : str
        Code of the frame vn63.
    year : int
        Year of the report.
    outlook : callable, optional
        Takes index and component and returns the forecast made in the year of the report, or
        None; one that knows later years is not used. Without it, targets not due yet are not
        judged.

    Returns
    -------
    DataFrame
        The targets with the columns of `Finding` added. Where a plan asks for the same gain in
        a second year without naming its base, the columns `year_before_baseline`,
        `year_before_state`, `year_before_reason` and `year_before_probability` hold the other
        reading: counted from the year before instead of from the plan's base year. Elsewhere
        they are missing.

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
    section = sections_of(scores)

    def measured(target: Target, when: int) -> Value | None:
        found = section(target.index, target.component, when)
        if target.unit == "group":
            return group(found, province)
        values = found.ranked if target.unit == "rank" else found.rows["score"]
        value = values.get(province)
        return None if value is None or pd.isna(value) else float(value)

    ahead = None if outlook is None else partial(_look_ahead, outlook, province, year)

    def find(target: Target) -> Finding:
        return _find(target, partial(measured, target), ahead, year)

    read = read_targets(targets, year)
    rows = []
    for target in read:
        row = vars(find(target) if target else NOT_MEASURED)
        other = find(target.from_year_before()) if target and target.base_is_silent else None
        rows.append(row | {f"{OTHER}{f}": getattr(other, f, None) for f in _OTHER_FIELDS})
    columns = [f.name for f in fields(Finding)] + [f"{OTHER}{f}" for f in _OTHER_FIELDS]
    table = pd.DataFrame(rows, targets.index, columns, dtype=object)
    types = {"result_year": "Int64", "state": "str", "reason": "str", "probability": "float64"}
    found = table.astype(types | {f"{OTHER}probability": "float64"})
    return pd.concat([targets, found], axis="columns")


Ahead = Callable[[Target, Value | None], float | None]


def _find(
    target: Target, measured: Callable[[int], Value | None], ahead: Ahead | None, year: int
) -> Finding:
    data_baseline = None
    if target.base_year is not None and target.base_year <= year:
        data_baseline = measured(target.base_year)
    printed = target.printed_baseline
    baseline = data_baseline if printed is None else printed
    if year >= target.first:
        when = min(year, target.last)
        result = measured(when)
        state, reason = _judge(target, result, baseline, when)
        return Finding(
            result, None if result is None else when, baseline, data_baseline, state, reason
        )
    lately = range(year, year - YEARS_BACK, -1)
    latest = next((y for y in lately if measured(y) is not None), None)
    result = None if latest is None else measured(latest)
    probability, reason = _expect(target, baseline, ahead, year)
    state = "cannot_judge" if probability is None else "on_course"
    return Finding(result, latest, baseline, data_baseline, state, reason, probability)


def _judge(
    target: Target, result: Value | None, baseline: Value | None, when: int
) -> tuple[State, Reason]:
    """Compare the result of the year due with the aim, or with the base value."""
    if result is None:
        return "cannot_judge", "no_result"
    if target.comparator in ABSOLUTE:
        return _state(target.holds(as_number(result), None)), ""
    if baseline is None:
        return "cannot_judge", "no_baseline"
    changed = _edition_changed(target, when)
    if changed and target.unit not in {"rank", "group"}:
        return "cannot_judge", "edition_changed"
    met = target.holds(as_number(result), as_number(baseline))
    return _state(met), "edition_changed" if changed else ""


def _expect(
    target: Target, baseline: Value | None, ahead: Ahead | None, year: int
) -> tuple[float | None, Reason]:
    """Return the probability that a target not due yet will be met, or why there is none."""
    if ahead is None:
        return None, "not_due"
    if target.comparator not in ABSOLUTE:
        base_is_ahead = target.base_year is not None and target.base_year > year
        if baseline is None and not base_is_ahead:
            return None, "no_baseline"
        # Only an edition known to have changed by now; a later one cannot be foreseen.
        if target.unit not in {"rank", "group"} and _edition_changed(target, year):
            return None, "edition_changed"
    probability = ahead(target, baseline)
    return probability, "no_forecast" if probability is None else ""


def _edition_changed(target: Target, when: int) -> bool:
    return (
        target.base_year is not None
        and target.base_year <= when
        and not indices.comparable(target.index, target.component, [target.base_year, when])
    )


def _look_ahead(
    outlook: Outlook, province: str, year: int, target: Target, baseline: Value | None
) -> float | None:
    """Return the share of the forecast's draws in which a target is met in its first year due."""
    made = outlook(target.index, target.component)
    if made is None or target.first not in made.years or province not in made.codes:
        return None
    if made.history[-1] > year:
        return None
    measure = _MEASURES.get(target.unit, "score")
    if measure == "score" and made.national is None:
        return None

    def draws(year: int) -> Any:
        return made.draws(measure, year, province)

    if baseline is not None:
        base = as_number(baseline)
    elif target.comparator in ABSOLUTE:
        base = None
    elif target.base_year in made.years:
        base = draws(target.base_year)
    else:
        return None
    return float(target.holds(draws(target.first), base).mean())


def _state(met: bool) -> State:
    return "met" if met else "not_met"
