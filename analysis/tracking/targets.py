"""Where each target of a plan stands on a day, by published results and reported values.

Targets of an index are checked by `analysis.targets` against what was published by that day;
the others against the values that agencies reported (`results.csv`).
"""

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any

import pandas as pd

from analysis import targets
from analysis.planfile import Plan
from analysis.targets import Outlook
from analysis.targets.target import ABSOLUTE

# Where no day of publication is known, results are taken to be public from 1 July of the next
# year: all results whose day is known were out by then, but for the first PAR INDEX of 2015.
USUALLY_PUBLIC = (7, 1)
# How a reported value is compared with the aim; the other comparators need a base value.
_NUMERIC = (">=", "<=", "=")


def known_by(scores: pd.DataFrame, publications: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return the results that were published by a day.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`.
    publications : DataFrame
        As from `store.load("publications")`: the day of the announcement, or else of the
        decision. Where neither is known, 1 July of the year after.
    today : date

    Returns
    -------
    DataFrame
        The rows of `scores` that were public.

    Examples
    --------
    >>> from analysis import store
    >>> known = known_by(store.load_scores(), store.load("publications"), date(2024, 5, 1))
    >>> known.groupby("index")["year"].max()[["papi", "par_index"]].to_dict()
    {'papi': 2022, 'par_index': 2023}
    """
    out = publications.assign(
        day=publications["announced_on"].fillna(publications["decision_date"])
    )
    days = out.dropna(subset=["day"]).set_index(["index", "year"])["day"].to_dict()
    public = {
        (index, year): days.get((index, year), date(year + 1, *USUALLY_PUBLIC).isoformat())
        for index, year in scores[["index", "year"]].drop_duplicates().itertuples(index=False)
    }
    pairs = zip(scores["index"], scores["year"], strict=True)
    return scores[[public[pair] <= today.isoformat() for pair in pairs]]


def by_year(rows: pd.DataFrame) -> pd.DataFrame:
    """Return targets that an index measures once for each year of their range.

    Parameters
    ----------
    rows : DataFrame
        As from `plans.targets`.

    Returns
    -------
    DataFrame
        The same columns; other targets as they are.

    Examples
    --------
    >>> from analysis import plans
    >>> rows = by_year(plans.targets("VP-2866-2021"))
    >>> rows.loc[rows["index"] == "par_index", "target_year"].tolist()
    ['2021', '2022', '2023', '2024', '2025']
    """
    years = [
        _each(str(span)) if pd.notna(component) else [str(span)]
        for component, span in zip(rows["component"], rows["target_year"], strict=True)
    ]
    single = rows.assign(target_year=pd.Series(years, rows.index, dtype=object))
    return single.explode("target_year", ignore_index=True)


def _each(span: str) -> list[str]:
    return [str(year) for year in range(int(span[:4]), int(span[-4:]) + 1)]


def target_states(
    plan: Plan,
    rows: pd.DataFrame,
    scores: pd.DataFrame,
    results: pd.DataFrame,
    *,
    today: date,
    outlook: Callable[[int], Outlook] | None = None,
) -> pd.DataFrame:
    """Say where every target of a plan stands on a day.

    Parameters
    ----------
    plan : Plan
    rows : DataFrame
        As from `plans.targets`.
    scores : DataFrame
        What was published by that day, as from `known_by`.
    results : DataFrame
        As from `plans.table("results", ...)`; values of days after today are not looked at.
    today : date
    outlook : callable, optional
        Takes the last year with results and returns the forecasts made from it (see
        `targets.evaluate`); without it, targets not due yet have no probability.

    Returns
    -------
    DataFrame
        The targets with the columns of `targets.Finding` added. In addition to its reasons,
        `so_far` marks a reported value that meets the aim before its year is over (state
        on_course), `not_due` one that does not meet it yet, `not_reported` a target for which
        agencies have reported nothing, and `awaiting_results` a target whose year is over but
        whose result is not published.

    Examples
    --------
    >>> from analysis import plans, store
    >>> plan, today = plans.plan("TQ-150-2024"), date(2025, 7, 1)
    >>> known = known_by(store.load_scores(), store.load("publications"), today)
    >>> table = target_states(plan, plans.targets(plan.id), known,
    ...                       plans.table("results", plan.id), today=today)
    >>> row = table[(table["index"] == "papi") & (table["target_year"] == "2024")].iloc[0]
    >>> row["value"], row["result"], row["state"]
    ('trung bình cao', 'low_average', 'not_met')
    """
    checked = [
        _by_index(plan, group, scores[scores["index"] == index], today, outlook)
        for index, group in rows.groupby("index", sort=False)
    ]
    table = pd.concat(checked).loc[rows.index]
    others = table[table["reason"] == "not_measured"]
    if others.empty:
        return table
    latest = _latest(results, today)
    keys = zip(others["index"], others["reference"], others["metric_vi"], strict=True)
    rows_of = zip(others.to_dict("records"), keys, strict=True)
    found = pd.DataFrame(
        [_reported(row, latest.get(key), today) for row, key in rows_of], others.index
    )
    for column in found:
        known = found[column].astype(table[column].dtype)
        table[column] = known.combine_first(table[column])
    return table


def _by_index(
    plan: Plan,
    rows: pd.DataFrame,
    scores: pd.DataFrame,
    today: date,
    outlook: Callable[[int], Outlook] | None,
) -> pd.DataFrame:
    year = int(scores["year"].max()) if len(scores) else today.year - 1
    ahead = None if outlook is None or scores.empty else outlook(year)
    table = targets.evaluate(rows, scores, province=plan.province, year=year, outlook=ahead)
    last = table["target_year"].str[-4:].astype(int)
    measured = table["reason"] != "not_measured"
    table.loc[measured & (last > year) & (last < today.year), "reason"] = "awaiting_results"
    return table


def _latest(results: pd.DataFrame, today: date) -> dict[Hashable, pd.DataFrame]:
    """Return the latest value of each year known on a day, by target."""
    known = results[results["date"] <= today.isoformat()].sort_values("date", kind="stable")
    keys = ["index", "reference", "metric_vi"]
    known = known.drop_duplicates([*keys, "year"], keep="last").sort_values("year")
    return {key: values for key, values in known.groupby(keys)}  # noqa: C416


def _reported(
    row: dict[Hashable, Any], values: pd.DataFrame | None, today: date
) -> dict[str, object]:
    """Judge a target by the value reported for the latest of its years."""
    first, last = int(row["target_year"][:4]), int(row["target_year"][-4:])
    due = None if values is None else values[values["year"].between(first, last)]
    if due is None or due.empty:
        return _finding(None, None, "cannot_judge", "not_reported")
    latest = due.iloc[-1]
    value, year = float(latest["value"]), int(latest["year"])
    met = _meets(row, value)
    if met is None:
        return _finding(value, year, "cannot_judge", "no_baseline")
    if today > date(year, 12, 31):
        return _finding(value, year, "met" if met else "not_met", "")
    if met:
        return _finding(value, year, "on_course", "so_far")
    return _finding(value, year, "cannot_judge", "not_due")


def _finding(result: float | None, year: int | None, state: str, reason: str) -> dict[str, object]:
    return {"result": result, "result_year": year, "state": state, "reason": reason}


def _meets(row: dict[Hashable, Any], value: float) -> bool | None:
    if row["comparator"] in _NUMERIC:
        return bool(ABSOLUTE[row["comparator"]](value, float(row["value"])))
    if pd.isna(row["baseline_value"]):
        return None
    base = float(row["baseline_value"])
    return value > base if row["comparator"] == "increase" else value >= base
