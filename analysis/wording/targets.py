"""Targets of a plan in words: what one is about, asks for, and where it stands."""

from typing import Any

import pandas as pd

from analysis import indices
from analysis.targets import GROUP_NAMES_VI, OTHER
from analysis.wording import cells, sentences
from analysis.wording.language import DASH, Language, mark

STATES = {"met": mark("met"), "not_met": mark("not met")}
REASONS = {
    "not_due": mark("not due yet"),
    "no_forecast": mark("not due yet; too little is published for a forecast"),
    "not_measured": mark("not measured by the data"),
    "no_result": mark("no result in the data"),
    "no_baseline": mark("no base value"),
    "edition_changed": mark("edition changed"),
    "so_far": mark("on course so far"),
    "not_reported": mark("not reported"),
    "awaiting_results": mark("year over, result not published"),
}


def name(language: Language, row: pd.Series, year: int) -> str:
    """Name a target by what the data measure of it.

    Parameters
    ----------
    language : Language
    row : Series
        Of `targets.evaluate`; its component is one of the index's edition in `year`.
    year : int

    Examples
    --------
    >>> from analysis.wording import language
    >>> row = pd.Series({"index": "papi", "component": "d5", "unit": "group"})
    >>> name(language("vi"), row, 2024)
    'PAPI, Thủ tục hành chính công: nhóm điểm'
    """
    index, code = str(row["index"]), str(row["component"])
    short = indices.index(index).short
    if code != "overall":
        item = indices.component(index, code, year)
        short = f"{short}, {language.pick(item.name_vi, item.name_en)}"
    measure = {"rank": language.text("rank"), "group": language.text("group")}
    return f"{short}: {measure.get(row['unit'], language.text('score'))}"


def value(language: Language, number: Any, unit: str) -> str:
    """Write the value of a target or its result in its unit.

    Examples
    --------
    >>> from analysis.wording import language
    >>> value(language("vi"), "95", "%"), value(language("vi"), "high", "group")
    ('95%', 'cao')
    """
    if pd.isna(number):
        return DASH
    if unit == "group":
        return sentences.group_name(language, str(number))
    number = float(number)
    if unit == "rank":
        return language.text("rank {rank}", rank=language.number(number, 0))
    digits = 0 if number.is_integer() else 2
    if unit == "điểm":
        return language.text("{number} points", number=language.number(number, digits))
    if unit == "%":
        return language.text("{number}%", number=language.number(number, digits))
    return f"{language.number(number, digits)} {unit}"


def dated(language: Language, number: Any, unit: str, year: Any) -> str:
    """Write a value with the year that it is of.

    Examples
    --------
    >>> from analysis.wording import language
    >>> dated(language("vi"), 44, "rank", 2023)
    'thứ 44 (2023)'
    """
    written = value(language, number, unit)
    if written == DASH or pd.isna(year):
        return written
    return f"{written} ({year})"


def aim(language: Language, row: pd.Series) -> str:
    """Write what a target asks for.

    Parameters
    ----------
    language : Language
    row : Series
        Of `targets.evaluate`.

    Examples
    --------
    >>> from analysis.wording import language
    >>> aim(language("vi"), pd.Series({"comparator": "rank<=", "value": "15", "unit": "rank"}))
    'trong 15 địa phương dẫn đầu'
    """
    unit, comparator = row["unit"], row["comparator"]
    if comparator == "rank_improves_by>=":
        return language.plural(
            "at least {n} place up", "at least {n} places up", int(float(row["value"]))
        )
    if comparator == "increase":
        return language.text("a better rank") if unit == "rank" else language.text("an increase")
    if comparator == "maintain":
        kept = value(language, row["baseline"], unit)
        return language.text("keep {value} or better", value=kept)
    wanted = row["value"]
    if unit == "group":
        # A group of another ranking, such as that of a province's districts, keeps its name.
        known = GROUP_NAMES_VI.get(wanted)
        group = sentences.group_name(language, known) if known else wanted
        return language.text("group {group} or better", group=group)
    if comparator == "rank<=":
        return language.text("among the first {n}", n=language.number(float(wanted), 0))
    signs = {">=": "≥", "<=": "≤", "=": "="}
    return f"{signs[comparator]} {value(language, wanted, unit)}"


def state(language: Language, row: pd.Series) -> str:
    """Write where a target stands, in both readings where the plan allows two.

    Parameters
    ----------
    language : Language
    row : Series
        Of `targets.evaluate`.

    Examples
    --------
    >>> from analysis.wording import language
    >>> row = {"state": "not_met", "reason": "", "probability": None, "year_before_state": None,
    ...        "year_before_reason": None}
    >>> state(language("vi"), pd.Series(row))
    'Chưa đạt'
    """
    own = _reading(language, row["state"], row["reason"], row["probability"])
    second, reason = row[f"{OTHER}state"], row[f"{OTHER}reason"]
    if second is None or pd.isna(second):
        return own
    other = _reading(language, second, reason, row[f"{OTHER}probability"])
    return language.text("{state}; counted from the year before: {other}", state=own, other=other)


def _reading(language: Language, state: str, reason: str, probability: float) -> str:
    """Write what one reading of a target comes to."""
    if state == "cannot_judge":
        return language.text(REASONS[reason])
    if state == "on_course" and not pd.isna(probability):
        expected = language.text("chance {chance}", chance=cells.chance(language, probability))
        if not reason:
            return expected
        return language.text(
            "{state} ({reason})", state=expected, reason=language.text(REASONS[reason])
        )
    if state == "on_course":
        return language.text(REASONS[reason])
    verdict = language.text(STATES[state])
    if reason == "edition_changed":
        return language.text("{state} (ranks of two editions)", state=verdict)
    return verdict
