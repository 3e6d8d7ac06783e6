"""The general assessment: strengths, shortcomings, what changed, and what the data say of causes.

Strong is what lies in the first quarter of the provinces, weak what lies in the last; a movement
counts where it is more than noise, a trend where its interval leaves out zero, a target where it
is due.
"""

from collections.abc import Iterator

import pandas as pd

from analysis import indices
from analysis.blocks import Block, bullets, heading, join, paragraph
from analysis.report.params import INDICES
from analysis.report.sections import results
from analysis.report.sections.domains import (
    in_first_quarter,
    in_last_quarter,
    ranked_domains,
    weak_domains,
)
from analysis.report.subject import Subject
from analysis.rounding import difference
from analysis.tables import Column, behind, without_blank
from analysis.wording import assessment as words
from analysis.wording import cells, findings
from analysis.wording import targets as target_words
from analysis.wording.language import DASH, mark
from analysis.wording.summary import CERTAIN


def assessment(subject: Subject) -> Block:
    """Weigh up the results by published rules."""
    text = subject.language.text
    title = heading(2, text("General assessment"), anchor="assessment")
    if not ranked_domains(subject):
        nothing = text("Too little is known of {year} to weigh up domains.", year=subject.year)
        return join([title, paragraph(nothing), bullets(_overall(subject))])
    rows = results.subparts(subject)
    parts = {
        text("Strengths"): [*_side(subject, high=True)],
        text("Shortcomings"): [*_side(subject, high=False)],
        text("What changed"): [*_changes(subject, rows)],
        text("Where the lag lies"): [*_causes(subject, rows)],
    }
    rules = text(
        "Strong is what lies in the first quarter of the provinces, weak what lies in the last "
        "quarter; movements are named where they are more than noise, trends where their interval "
        "leaves out zero."
    )
    shown = [heading(3, name) + bullets(said) for name, said in parts.items() if said]
    return join([title, paragraph(rules, css="note"), *shown, _ranked(subject)])


def _ranked(subject: Subject) -> Block:
    """Return the domains in the order of their places, which the assessment rests on."""
    text, language = subject.language.text, subject.language
    columns = [
        Column(text("Domain"), numeric=False),
        Column(text("Index"), numeric=False),
        Column(text("Points")),
        Column(text("Rank")),
        Column(text("Gap to the mean")),
        Column(text("Change")),
    ]
    rows = [
        [
            domain.name,
            indices.index(domain.index).short,
            cells.number(language, domain.row["score"]),
            cells.rank(domain.row["rank"], domain.row["rank_n"]),
            cells.signed(language, difference(domain.row["score"], domain.row["mean"])),
            cells.signed(language, domain.row["change"]),
        ]
        for domain in ranked_domains(subject)
    ]
    return behind(
        *without_blank(columns, rows, blank=DASH), summary=text("Domains in the order of places")
    )


def _overall(subject: Subject) -> Iterator[str]:
    for high in (True, False):
        yield from _whole(subject, high=high)


def _whole(subject: Subject, *, high: bool) -> Iterator[str]:
    for index in INDICES:
        row = subject.now(index)
        if pd.isna(row.get("rank")):
            continue
        if in_first_quarter(row) if high else in_last_quarter(row):
            yield words.whole(subject.language, row, index=index, high=high)


def _side(subject: Subject, *, high: bool) -> Iterator[str]:
    """Say what is strong, or what is weak."""
    language, domains = subject.language, ranked_domains(subject)
    yield from _whole(subject, high=high)
    strong = [domain for domain in domains if in_first_quarter(domain.row)]
    chosen = strong if high else weak_domains(subject)
    for domain in chosen:
        yield words.domain(language, domain.name, domain.index, domain.row, year=subject.year)
    if not chosen:
        name = domains[0].label if high else domains[-1].label
        yield language.text(_NONE_STRONG if high else _NONE_WEAK, name=name)
    chance = results.chance_rose(subject)
    if chance is not None and (chance >= CERTAIN if high else chance <= 1 - CERTAIN):
        yield words.certain_move(language, chance, before=subject.year - 1, rose=high)
    names = subject.domain_names("papi")
    for code, trend in results.clear_trends(subject).items():
        if trend.verdict == ("rising" if high else "falling"):
            yield findings.trend_of(language, trend, name=names[code], unit="points", n=trend.n)
    yield _targets(subject, "met" if high else "not_met")


_NONE_STRONG = mark("No domain lies in the first quarter; the best placed is {name}.")
_NONE_WEAK = mark("No domain lies in the last quarter; the worst placed is {name}.")


def _targets(subject: Subject, state: str) -> str:
    """Name the targets of the plan that are met, or not."""
    text, due = subject.language.text, subject.due_year
    checked = subject.targets_due(due)
    if checked.empty or not (checked["state"] == state).any():
        return ""
    names = [
        target_words.name(subject.language, r, subject.year)
        for _, r in checked[checked["state"] == state].iterrows()
    ]
    message = {"met": _MET, "not_met": _NOT_MET}[state]
    return text(message, due=due, names=subject.language.enumerate(names))


_MET = mark("Targets for {due} that are met: {names}.")
_NOT_MET = mark("Targets for {due} that are not met: {names}.")


def _changes(subject: Subject, rows: pd.DataFrame) -> Iterator[str]:
    language, found = subject.language, results.change(subject, "papi")
    if found is not None and not found.flagged and "own" in found.printed():
        yield " ".join(words.own_movement(language, found, subject.domain_names("papi")))
    if len(rows):
        yield from words.part_changes(language, rows, part_names(subject))


def _causes(subject: Subject, rows: pd.DataFrame) -> Iterator[str]:
    """Say where the lag of weak dimensions lies; why it arose is not in the data."""
    language = subject.language
    weak = [d for d in weak_domains(subject) if d.index == "papi"]
    said = [
        words.lies_in(language, d.name, rows[rows["domain"] == d.code], part_names(subject))
        for d in (weak if len(rows) else [])
    ]
    yield from said
    if any(said):
        yield language.text(
            "The figures show where points are missing, not why: the causes are for the agencies "
            "in charge to establish."
        )


def part_names(subject: Subject) -> dict[str, str]:
    """Return the names of PAPI's components by code."""
    return {
        c.code: subject.language.pick(c.name_vi, c.name_en)
        for c in indices.components("papi", subject.year)
    }
