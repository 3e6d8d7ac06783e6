"""Trends of PAPI over comparable years, by three methods."""

from analysis.blocks import EMPTY, Block, bullets, heading, join, paragraph
from analysis.estimates import Estimate
from analysis.panel import Measure
from analysis.report.subject import Subject
from analysis.tables import Column, behind, table
from analysis.trend import Trend, Trends
from analysis.wording import Language, findings
from analysis.wording.language import mark

_MEASURES: dict[Measure, str] = {
    "score": mark("Score, points a year"),
    "distance": mark("Distance to the national mean, points a year"),
    "rank": mark("Rank, places gained a year"),
}
_READINGS = {
    "rising": mark("rising"),
    "falling": mark("falling"),
    "no_clear_trend": mark("no clear trend"),
    "too_few_years": mark("too few years"),
}
# Column prefixes of `Trends.table`.
_METHODS = ("", "sen_", "shrunken_")


def papi_trends(subject: Subject) -> Block:
    """Trends of the dimensions over comparable years, read together."""
    text, names = subject.language.text, subject.domain_names("papi")
    rows = subject.profiles["papi"]
    if rows["score"].isna().all():
        return EMPTY
    found = {c: subject.trend("papi", c, family=len(names)) for c in names}
    clear = {
        c: t for c, t in found.items()
        if isinstance(t, Trend) and t.verdict in {"rising", "falling"}
    }  # fmt: skip
    unclear = [names[c] for c, t in found.items()
               if isinstance(t, Trend) and t.verdict == "no_clear_trend"]  # fmt: skip
    few = [names[c] for c, t in found.items()
           if not isinstance(t, Trend) or t.verdict == "too_few_years"]  # fmt: skip
    said = [
        findings.trend_of(subject.language, t, name=names[c], unit="points", n=t.n)
        for c, t in clear.items()
    ]
    if unclear:
        listed = subject.language.enumerate(unclear)
        said.append(text("No clear trend: {names}.", names=listed))
    if few:
        listed = subject.language.enumerate(few)
        said.append(text("Too few comparable years for a trend: {names}.", names=listed))
    return join(
        [
            heading(3, text("Trends over comparable years")),
            bullets(said),
            _dimensions(subject, found),
            _whole(subject),
            paragraph(
                text(
                    "Least squares within the years since the last change of edition; the "
                    "intervals are widened so that all {n} hold together with 95% confidence. A "
                    "trend of a few years foretells nothing by itself.",
                    n=len(names),
                ),
                css="note",
            ),
        ]
    )


def _dimensions(subject: Subject, found: dict[str, Trend | int]) -> Block:
    """Return the trend of every dimension."""
    text, language, names = subject.language.text, subject.language, subject.domain_names("papi")
    rows = [
        [
            names[code],
            language.span((made.first_year, made.last_year)),
            language.number(made.n, 0),
            findings.signed_interval(language, Estimate(made.slope, made.low, made.high)),
            text(_READINGS[made.verdict]),
        ]
        for code, made in found.items()
        if isinstance(made, Trend)
    ]
    if not rows:
        return EMPTY
    return behind(
        [
            Column(text("Dimension"), numeric=False),
            Column(text("Years"), numeric=False),
            Column(text("Comparable years")),
            Column(text("Points a year")),
            Column(text("Reading"), numeric=False),
        ],
        rows,
        summary=text("Trends of the dimensions"),
    )


def _whole(subject: Subject) -> Block:
    """Table of the trend of the whole index: score, distance and rank by three methods."""
    text, language = subject.language.text, subject.language
    found = {measure: made for measure in _MEASURES if (made := _trends(subject, measure))}
    if not found:
        return EMPTY
    columns = [
        Column(text("Trend of"), numeric=False),
        Column(text("Least squares")),
        Column(text("Median slope")),
        Column(text("Panel model")),
        Column(text("Reading"), numeric=False),
    ]
    body = [_cells(language, subject, measure, made) for measure, made in found.items()]
    made = next(iter(found.values()))
    row = made.table.to_dict("index")[subject.province.code]
    return table(
        columns,
        body,
        anchor="trends-papi",
        caption=text(
            "Trend of PAPI in {first}–{last} by three methods: {place}",
            first=row["first_year"],
            last=row["last_year"],
            place=subject.place,
        ),
        note=text(
            "{n} comparable years; 95% intervals. Least squares with errors robust to serial "
            "correlation; median of all slopes between two years (Theil and Sen); a panel model "
            "of {provinces} provinces, which draws each slope towards the national one. A reading "
            "is that of the panel model.",
            n=row["n"],
            provinces=made.shrunken.n,
        ),
    )


def _trends(subject: Subject, measure: Measure) -> Trends | None:
    made = subject.national.trends(measure)
    return made if made and subject.province.code in made.table.index else None


def _cells(language: Language, subject: Subject, measure: Measure, made: Trends) -> list[str]:
    row = made.table.to_dict("index")[subject.province.code]
    slopes = [
        Estimate(row[f"{method}slope"], row[f"{method}low"], row[f"{method}high"])
        for method in _METHODS
    ]
    return [
        language.text(_MEASURES[measure]),
        *(findings.signed_interval(language, slope) for slope in slopes),
        language.text(_READINGS[row["shrunken_verdict"]]),
    ]
