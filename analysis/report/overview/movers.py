"""Who moved since the year before, and the trends of all provinces."""

from typing import Any

import pandas as pd

from analysis.blocks import EMPTY, Block, join, paragraph
from analysis.panel import Measure
from analysis.report.overview.subject import Overview
from analysis.report.overview.titles import title
from analysis.tables import Column, table
from analysis.trend import MIN_POINTS
from analysis.wording import cells, courses, overview, patterns
from analysis.wording.language import mark

_NAMED = 5


def movers(subject: Overview) -> Block:
    """Section on the year before: largest rises and falls, and how many beyond noise."""
    if not subject.complete:
        return EMPTY
    text, found = subject.language.text, subject.movements
    heading = title(subject, "movers")
    if found is None:
        reason = overview.new_edition(subject.language, subject.index, subject.year) or text(
            "{index} has no results of {before} to compare with.",
            index=subject.short,
            before=subject.year - 1,
        )
        return heading + paragraph(reason)
    change = found.table["change"]
    rises = change[change > 0].sort_values(ascending=False, kind="stable").head(_NAMED)
    falls = change[change < 0].sort_values(kind="stable").head(_NAMED)
    said = courses.movement_counts(subject.language, found, subject.digits)
    return join(
        [
            heading,
            paragraph(*said),
            _table(subject, list(rises.index), "rises", text("Largest rises")),
            _table(subject, list(falls.index), "falls", text("Largest falls")),
        ]
    )


def _table(subject: Overview, codes: list[str], anchor: str, name: str) -> Block:
    text, found = subject.language.text, subject.movements
    if found is None or not codes:
        return EMPTY
    before, year = found.years
    columns = [
        Column(text("Province"), numeric=False),
        Column(str(before)),
        Column(str(year)),
        Column(text("Change")),
        Column(text("Against the drift")),
        Column(text("Rank of {year}", year=before)),
        Column(text("Rank of {year}", year=year)),
    ]
    rows = found.table.loc[codes].to_dict("index")
    notes = [
        overview.unit_note(subject.language, subject.unit),
        text(
            "National drift, the mean change of {n} provinces, is {drift}.",
            n=found.n,
            drift=subject.language.signed(found.drift, subject.digits),
        ),
    ]
    if any(row["clear"] for row in rows.values()):
        level = subject.language.number(found.level * 100, 0)
        notes.append(text("* More than noise of single years makes in {level}% of cases.",
                          level=level))  # fmt: skip
    return table(
        columns,
        [_cells(subject, str(code), row) for code, row in rows.items()],
        anchor=anchor,
        caption=text("{name}: {index} {year}", name=name, index=subject.short, year=year),
        note=" ".join(notes),
    )


def _cells(subject: Overview, code: str, row: dict[Any, Any]) -> list[str]:
    language, digits = subject.language, subject.digits
    own = language.signed(row["own"], digits)
    return [
        subject.names[code],
        language.number(row["before"], digits),
        language.number(row["score"], digits),
        language.signed(row["change"], digits),
        f"{own}*" if row["clear"] else own,
        cells.rank(row["rank_before"], subject.counts[subject.year - 1]),
        cells.rank(row["rank"], subject.counts[subject.year]),
    ]


_MEASURES: dict[Measure, str] = {
    "score": mark("Score"),
    "distance": mark("Distance to the national mean"),
}
_METHODS = {
    "verdict": mark("least squares, errors robust to serial correlation"),
    "shrunken_verdict": mark("panel model, slopes drawn towards the national one"),
}
_VERDICTS = ("rising", "falling", "no_clear_trend", "too_few_years")


def trends(subject: Overview) -> Block:
    """Section on the comparable years: how many provinces rise and fall, and the nation."""
    if not subject.complete:
        return EMPTY
    text, language = subject.language.text, subject.language
    heading = title(subject, "trends")
    if not subject.trends:
        return heading + paragraph(patterns.years_needed(language, subject.stretch, MIN_POINTS))
    body = [
        [
            text("{measure}: {method}", measure=text(_MEASURES[measure]), method=text(method)),
            *(str(_count(made.table[column], verdict)) for verdict in _VERDICTS),
        ]
        for measure, made in subject.trends.items()
        for column, method in _METHODS.items()
    ]
    made = next(iter(subject.trends.values()))
    said = _nation(subject)
    if all(int(row[-1]) == made.n for row in body):
        few = text("They are also too few for a verdict on any single province.")
        return heading + paragraph(said, few)
    columns = [
        Column(text("Trend of"), numeric=False),
        Column(text("Rising")),
        Column(text("Falling")),
        Column(text("No clear trend")),
        Column(text("Too few years")),
    ]
    return join(
        [
            heading,
            paragraph(said),
            table(
                columns,
                body,
                anchor="trends-table",
                caption=text(
                    "Trends of {index} in {years}: number of provinces",
                    index=subject.short,
                    years=subject.language.span(made.years),
                ),
                note=text(
                    "{n} provinces with three or more years. Intervals are widened so that all "
                    "hold together with {level}% confidence (Bonferroni). A trend of a few years "
                    "foretells nothing by itself.",
                    n=made.n,
                    level=language.number(made.level * 100, 0),
                ),
            ),
        ]
    )


def _nation(subject: Overview) -> str:
    found, sigma = subject.national_trend, subject.sigma
    if found is None or sigma is None:
        return ""
    return courses.national_trend(subject.language, found, sigma.n, subject.unit)


def _count(verdicts: "pd.Series[str]", verdict: str) -> int:
    return int((verdicts == verdict).sum())
