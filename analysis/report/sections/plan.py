"""The check against the plan."""

from collections import Counter

import pandas as pd

from analysis import indices
from analysis.blocks import EMPTY, Block, heading, join, paragraph
from analysis.forecast.simulation import DRAWS
from analysis.report.sections.official import appendix, see
from analysis.report.subject import Subject
from analysis.tables import Column, table
from analysis.targets import GROUP_NAMES_VI, OTHER
from analysis.wording import Language, cells, findings, sentences
from analysis.wording.language import DASH, mark

STATES = {"met": mark("met"), "not_met": mark("not met")}
REASONS = {
    "not_due": mark("not due yet"),
    "no_forecast": mark("not due yet; too little is published for a forecast"),
    "not_measured": mark("not measured by the data"),
    "no_result": mark("no result in the data"),
    "no_baseline": mark("no base value"),
    "edition_changed": mark("edition changed"),
}


def plan_check(subject: Subject) -> Block:
    """Section on the plan: how many targets are met, and where they are set out."""
    text, language = subject.language.text, subject.language
    title = heading(2, text("Check against the plan"), anchor="plan")
    if subject.plan is None:
        return title + paragraph(
            text("No plan of {place} for {year} is loaded.", place=subject.place, year=subject.year)
        )
    due = subject.due_year
    checked = subject.targets_due(due)
    if checked.empty:
        return title + paragraph(text("The plan sets no target for {year}.", year=subject.year))
    measured = _measured(checked)
    parts = [title, paragraph(*_summary(subject, checked, measured, due))]
    if len(measured):
        parts.append(
            see(
                subject,
                text(
                    "The targets are set out in full in {appendix}.", appendix=text("the appendix")
                ),
                anchor="targets",
            )
        )
    differing = _differing_baselines(subject, measured)
    if differing:
        parts.append(
            paragraph(
                text(
                    "The plan's base value differs from the results in the data for: {targets}.",
                    targets=language.enumerate(differing),
                )
            )
        )
    return join(parts)


def plan_targets(subject: Subject) -> Block:
    """Appendix with table T13: each target that the data can measure."""
    due = subject.due_year
    checked = subject.targets_due(due)
    if checked.empty:
        return EMPTY
    measured, coming = _measured(checked), _coming(subject, due + 1)
    if measured.empty:
        return EMPTY
    parts = [_target_table(subject, measured, due, anchor="t13")]
    if len(coming):
        parts.append(_outlook(subject, coming, due + 1))
    parts.append(_what_a_chance_is(subject, pd.concat([measured, coming])))
    name = subject.language.text("Targets of the plan and results")
    return appendix(subject, name, parts, anchor="targets")


def _summary(
    subject: Subject, checked: pd.DataFrame, measured: pd.DataFrame, due: int
) -> list[str]:
    language = subject.language
    plan = subject.plan
    assert plan is not None
    states = Counter(checked["state"])
    ahead = ""
    if states["on_course"]:
        ahead = language.plural(
            "{n} target is not due yet and has a chance by the forecast.",
            "{n} targets are not due yet and have a chance by the forecast.",
            states["on_course"],
        )
    said = [
        language.plural(
            "For {due}, {plan} sets {n} target.",
            "For {due}, {plan} sets {n} targets.",
            len(checked),
            due=due,
            plan=sentences.plan_name(language, plan),
        ),
        language.text(
            "Met: {met}; not met: {not_met}; cannot be judged: {open}.",
            met=states["met"],
            not_met=states["not_met"],
            open=states["cannot_judge"],
        ),
        ahead,
    ]
    if measured.empty:
        return [*said, language.text("No published index measures any of them.")]
    others = len(checked) - len(measured)
    if others:
        said.append(
            language.plural(
                "{n} of them is measured by no published index and is left out of the table.",
                "{n} of them are measured by no published index and are left out of the table.",
                others,
            )
        )
    if subject.year < due:
        said.append(
            language.text(
                "They are due for {due}; the table shows where the province stood in {year}.",
                due=due,
                year=subject.year,
            )
        )
    return said


def _measured(checked: pd.DataFrame) -> pd.DataFrame:
    return checked[checked["reason"] != "not_measured"]


def _coming(subject: Subject, due: int) -> pd.DataFrame:
    """Return the targets of the next year that have a chance by the forecast."""
    checked = subject.targets_due(due)
    if subject.year < due - 1 or checked.empty:
        return checked.iloc[:0]
    return checked[checked["state"] == "on_course"]


def _outlook(subject: Subject, coming: pd.DataFrame, due: int) -> Block:
    """Say what the next year's targets are, and show them with their chances."""
    text = subject.language.text
    readings = ""
    if coming[f"{OTHER}state"].notna().any():
        readings = text(
            "Where the plan does not say from which year a second year's gain counts, both "
            "readings stand in the table."
        )
    return paragraph(
        text("Targets for {due} are not due yet; the table gives their chances.", due=due), readings
    ) + _target_table(subject, coming, due, anchor="t13-next")


def _what_a_chance_is(subject: Subject, shown: pd.DataFrame) -> Block:
    if not (shown["state"] == "on_course").any():
        return EMPTY
    text = subject.language.text
    return paragraph(
        text(
            "A chance is the share of {draws} simulated courses of all provinces in which the "
            "target is met.",
            draws=subject.language.number(DRAWS, 0),
        ),
        findings.forecast_record(subject.language, subject.national.record),
        sentences.merger(
            subject.language, sorted({int(year[:4]) for year in shown["target_year"]})
        ),
        css="note",
    )


def _target_table(subject: Subject, measured: pd.DataFrame, due: int, *, anchor: str) -> Block:
    text, language = subject.language.text, subject.language
    plan = subject.plan
    assert plan is not None
    columns = [
        Column(text("Target"), numeric=False),
        Column(text("Base"), numeric=False),
        Column(text("Aim"), numeric=False),
        Column(text("Result"), numeric=False),
        Column(text("State"), numeric=False),
        Column(text("Owner"), numeric=False),
        Column(text("Line")),
    ]
    rows = [
        [
            target_name(subject, row),
            _dated(language, row["baseline"], row["unit"], row["baseline_year"]),
            target_aim(language, row),
            _dated(language, row["result"], row["unit"], row["result_year"]),
            _state(language, row),
            DASH if pd.isna(row["lead_agency"]) else row["lead_agency"],
            str(row["source_line"]),
        ]
        for _, row in measured.iterrows()
    ]
    return table(
        columns,
        rows,
        anchor=anchor,
        caption=text("Targets for {due} and results: {place}", due=due, place=subject.place),
        note=text(
            "Line: line of the plan's text ({file}). Ranks are among all provinces, 1 is best.",
            file=plan.source_file,
        ),
    )


def target_name(subject: Subject, row: pd.Series) -> str:
    """Name a target by what the data measure of it."""
    index, code, language = row["index"], row["component"], subject.language
    short = indices.index(index).short
    if code != "overall":
        item = indices.component(index, code, subject.year)
        short = f"{short}, {language.pick(item.name_vi, item.name_en)}"
    measure = {"rank": language.text("rank"), "group": language.text("group")}
    return f"{short}: {measure.get(row['unit'], language.text('score'))}"


def _value(language: Language, value: object, unit: str) -> str:
    if value is None or (not isinstance(value, str) and pd.isna(value)):  # type: ignore[call-overload]
        return DASH
    if unit == "group":
        return sentences.group_name(language, str(value))
    number = float(str(value))
    if unit == "rank":
        return language.text("rank {rank}", rank=language.number(number, 0))
    digits = 0 if number.is_integer() else 2
    if unit == "điểm":
        return language.text("{number} points", number=language.number(number, digits))
    if unit == "%":
        return language.text("{number}%", number=language.number(number, digits))
    return f"{language.number(number, digits)} {unit}"


def _dated(language: Language, value: object, unit: str, year: object) -> str:
    written = _value(language, value, unit)
    if written == DASH or pd.isna(year):  # type: ignore[call-overload]
        return written
    return f"{written} ({year})"


def target_aim(language: Language, row: pd.Series) -> str:
    """Write what a target asks for."""
    unit, comparator = row["unit"], row["comparator"]
    if comparator == "rank_improves_by>=":
        return language.plural(
            "at least {n} place up", "at least {n} places up", int(float(row["value"]))
        )
    if comparator == "increase":
        return language.text("a better rank") if unit == "rank" else language.text("an increase")
    if comparator == "maintain":
        kept = _value(language, row["baseline"], unit)
        return language.text("keep {value} or better", value=kept)
    value = row["value"]
    if unit == "group":
        group = sentences.group_name(language, GROUP_NAMES_VI[value])
        return language.text("group {group} or better", group=group)
    if comparator == "rank<=":
        return language.text("among the first {n}", n=language.number(float(value), 0))
    signs = {">=": "≥", "<=": "≤", "=": "="}
    return f"{signs[comparator]} {_value(language, value, unit)}"


def _state(language: Language, row: pd.Series) -> str:
    own = _reading(language, row["state"], row["reason"], row["probability"])
    state, reason = row[f"{OTHER}state"], row[f"{OTHER}reason"]
    if state is None or pd.isna(state):
        return own
    other = _reading(language, state, reason, row[f"{OTHER}probability"])
    return language.text("{state}; counted from the year before: {other}", state=own, other=other)


def _reading(language: Language, state: str, reason: str, probability: float) -> str:
    """Write what one reading of a target comes to."""
    if state == "cannot_judge":
        return language.text(REASONS[reason])
    if state == "on_course":
        return language.text("chance {chance}", chance=cells.chance(language, probability))
    verdict = language.text(STATES[state])
    if reason == "edition_changed":
        return language.text("{state} (ranks of two editions)", state=verdict)
    return verdict


def _differing_baselines(subject: Subject, measured: pd.DataFrame) -> list[str]:
    """Return targets whose printed base is not what the data say."""
    language = subject.language
    said = []
    for _, row in measured.iterrows():
        printed, data = row["baseline"], row["data_baseline"]
        if printed is None or data is None or printed == data:
            continue
        if pd.isna(printed) or pd.isna(data):
            continue
        said.append(
            language.text(
                "{target} (plan: {plan}; data: {data})",
                target=target_name(subject, row),
                plan=_value(language, printed, row["unit"]),
                data=_value(language, data, row["unit"]),
            )
        )
    return said
