"""Whether the provinces draw closer together in PAPI, so that a rank is harder to hold."""

import pandas as pd

from analysis.blocks import EMPTY, Block, join, paragraph
from analysis.convergence import SigmaConvergence
from analysis.indices import component, stretch
from analysis.ranks import provinces_within
from analysis.report.subject import Subject
from analysis.tables import Column, table, without_blank
from analysis.wording import cells, findings, patterns
from analysis.wording.language import DASH

# As in the table of what points buy in places.
POINTS = 1.0


def papi_spread(subject: Subject) -> Block:
    """Say how the spread of the scores moved over comparable years, and who is near."""
    found = subject.national.sigma
    if subject.national.noise is None or pd.isna(subject.now("papi").get("score")):
        return EMPTY
    language = subject.language
    if found is None:
        return paragraph(
            language.text(
                "The spread of PAPI cannot be compared over years yet: its results are comparable "
                "from {first} on only.",
                first=stretch("papi", "overall", subject.year)[0],
            )
        )
    near = {year: _near(subject, year) for year in found.years}
    return join(
        [
            paragraph(patterns.sigma(language, found, "points"), _near_words(subject, near)),
            _table(subject, found, near),
        ]
    )


def _near(subject: Subject, year: int) -> int | None:
    """Count the provinces within a point of this one; None without its result."""
    scores = subject.national.sections("papi", "overall", year).rows["score"].dropna()
    code = subject.province.code
    return provinces_within(scores, code, POINTS) if code in scores.index else None


def _near_words(subject: Subject, near: dict[int, int | None]) -> str:
    known = {year: count for year, count in near.items() if count is not None}
    first, last = min(known), max(known)
    if first == last:
        return ""
    return subject.language.text(
        "Within {points} point of the province lay {before} others in {first} and {after} in "
        "{last}; the more there are, the harder it is to hold a rank.",
        points=subject.language.number(POINTS, 0),
        before=known[first],
        first=first,
        after=known[last],
        last=last,
    )


def _table(subject: Subject, found: SigmaConvergence, near: dict[int, int | None]) -> Block:
    text, language = subject.language.text, subject.language
    maximum = component("papi", "overall", subject.year).max_score
    columns = [
        Column(text("Year"), numeric=False),
        Column(text("Provinces")),
        Column(text("Mean")),
        Column(text("% of maximum")),
        Column(text("Standard deviation")),
        Column(text("Provinces within {points} point", points=language.number(POINTS, 0))),
    ]
    rows = [
        [
            str(year),
            language.number(found.n, 0),
            language.number(row["mean"]),
            DASH if maximum is None else language.number(row["mean"] / maximum * 100),
            language.number(row["sd"]),
            cells.number(language, near[int(str(year))], 0),
        ]
        for year, row in found.by_year.to_dict("index").items()
    ]
    ratio = [
        text("{last} to {first}", first=found.years[0], last=found.years[-1]),
        *[DASH] * 3,
        findings.interval(language, found.ratio),
        DASH,
    ]
    return table(
        *without_blank(columns, [*rows, ratio], blank=DASH),
        anchor="spread-papi",
        caption=text("Spread of PAPI over comparable years"),
        note=text(
            "Mean and standard deviation of the provinces known in every year; last row: ratio of "
            "the standard deviations. Years of other editions are left out: their scales differ. "
            "Where the mean nears the maximum, the spread shrinks by that alone."
        ),
    )
