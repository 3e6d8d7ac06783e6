"""Who is likely to be in the top group next year, and how such forecasts did."""

from analysis import indices
from analysis.blocks import EMPTY, Block, join, paragraph
from analysis.collation import sort_key
from analysis.forecast import Forecast
from analysis.report.overview.subject import Overview
from analysis.report.overview.titles import title
from analysis.tables import Column, table
from analysis.wording import cells, courses, findings

_NAMED = 10


def outlook(subject: Overview) -> Block:
    """Section on the next year."""
    if not subject.complete:
        return EMPTY
    language, made = subject.language, subject.forecast
    heading = title(subject, "outlook")
    if made is None:
        return heading + paragraph(
            language.text(
                "Too few years of {index} are known up to {year} for a forecast.",
                index=subject.short,
                year=subject.year,
            )
        )
    record = findings.forecast_record(language, subject.forecast_record) or language.text(
        "The years are too few to test such forecasts of {index} on the past.", index=subject.short
    )
    return join(
        [
            heading,
            paragraph(courses.outlook(language, made)),
            _likely(subject, made),
            paragraph(record, css="note"),
        ]
    )


def _likely(subject: Overview, made: Forecast) -> Block:
    """Table of the provinces most likely in the top group."""
    text, language, names, year = (
        subject.language.text, subject.language, subject.names, made.years[0],
    )  # fmt: skip
    chances = made.groups(year)["high"].to_dict()
    ranks = made.summary("rank", year).to_dict("index")
    order = sorted(
        chances,
        key=lambda c: (-chances[c], ranks[c]["median"], sort_key(names[str(c)])),
    )[:_NAMED]
    columns = [
        Column(text("Province"), numeric=False),
        Column(text("Chance of the top group")),
        Column(text("Rank, middle")),
        Column(text("80% interval of the rank")),
    ]
    body = [
        [
            names[str(code)],
            cells.chance(language, chances[code]),
            language.number(ranks[code]["median"], 0),
            text(
                "{low} to {high}",
                low=language.number(ranks[code]["low80"], 0),
                high=language.number(ranks[code]["high80"], 0),
            ),
        ]
        for code in order
    ]
    return table(
        columns,
        body,
        anchor="outlook-table",
        caption=text(
            "Forecast of {index} {year}: the {count} provinces most likely in the top group",
            index=indices.index(made.index).short,
            year=year,
            count=len(body),
        ),
        note=text(
            "The top group is the best quarter of the scores. The edition of {last} is taken to "
            "stay; a new one would make the forecast void.",
            last=made.history[-1],
        ),
    )
