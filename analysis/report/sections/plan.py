"""The check against the plan."""

from collections import Counter

import pandas as pd

from analysis.blocks import EMPTY, Block, heading, join, paragraph
from analysis.forecast.simulation import DRAWS
from analysis.report.sections.official import appendix, see
from analysis.report.subject import Subject
from analysis.tables import Column, behind, table
from analysis.targets import OTHER
from analysis.wording import findings, sentences
from analysis.wording import targets as target_words
from analysis.wording.language import DASH


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
    parts = [
        title,
        paragraph(*_summary(subject, checked, measured, due)),
        _counts(subject, checked, measured, due),
    ]
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


def _counts(subject: Subject, checked: pd.DataFrame, measured: pd.DataFrame, due: int) -> Block:
    """Return the targets counted by what they have come to."""
    text, language = subject.language.text, subject.language
    states = Counter(checked["state"])
    counts = {
        text("Targets"): len(checked),
        text("met"): states["met"],
        text("not met"): states["not_met"],
        text("not due yet, with a chance by the forecast"): states["on_course"],
        text("cannot be judged"): states["cannot_judge"],
        text("measured by no published index"): len(checked) - len(measured),
    }
    return behind(
        [Column(text("What is counted"), numeric=False), Column(text("Number"))],
        [[name, language.number(n, 0)] for name, n in counts.items()],
        summary=text("Targets for {due} by result", due=due),
    )


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
            target_words.name(language, row, subject.year),
            target_words.dated(language, row["baseline"], row["unit"], row["baseline_year"]),
            target_words.aim(language, row),
            target_words.dated(language, row["result"], row["unit"], row["result_year"]),
            target_words.state(language, row),
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
                target=target_words.name(language, row, subject.year),
                plan=target_words.value(language, printed, row["unit"]),
                data=target_words.value(language, data, row["unit"]),
            )
        )
    return said
