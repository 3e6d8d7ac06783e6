"""Grounds and general results."""

from collections.abc import Iterator
from datetime import date
from itertools import dropwhile

import pandas as pd

from analysis import charts, indices, store
from analysis.blocks import EMPTY, Block, bullets, figure, heading, join, paragraph
from analysis.report.params import INDICES
from analysis.report.sections.official import see
from analysis.report.subject import Subject
from analysis.rounding import difference
from analysis.tables import Column, behind, table, without_blank
from analysis.trend import Trend
from analysis.wording import Language, cells, findings, sentences
from analysis.wording.language import DASH


def grounds(subject: Subject) -> Block:
    """Publications, editions of the methods, plan."""
    text, year = subject.language.text, subject.year
    items = [*_publications(subject), *_editions(subject)]
    if subject.plan is not None:
        items.append(
            text(
                "Plan checked against: {plan}, for {years}.",
                plan=sentences.plan_name(subject.language, subject.plan),
                years=subject.language.enumerate([str(y) for y in subject.plan.years]),
            )
        )
    return join(
        [
            heading(2, text("Grounds"), anchor="grounds"),
            paragraph(text("The results of {year} rest on the following.", year=year)),
            bullets(items),
            see(
                subject,
                text(
                    "How the figures were made, and what they cannot say, stands in {appendix}.",
                    appendix=text("the appendix"),
                ),
                anchor="methods",
            ),
            see(
                subject,
                text("The sources are listed in {appendix}.", appendix=text("the appendix")),
                anchor="sources",
            ),
        ]
    )


def _publications(subject: Subject) -> Iterator[str]:
    text, day = subject.language.text, subject.language.day
    table = store.load("publications")
    for index in INDICES:
        short = indices.index(index).short
        if subject.section(index).rows.empty:
            continue
        found = table[(table["index"] == index) & (table["year"] == subject.year)]
        if found.empty:
            yield text(
                "{index} {year}: the decision that published the results was not found.",
                index=short,
                year=subject.year,
            )
            continue
        row = found.iloc[0]
        values = {"index": short, "year": subject.year}
        announced = row["announced_on"]
        if pd.notna(announced):
            values["announced"] = day(date.fromisoformat(announced))
        if pd.notna(row["decision"]):
            decided = day(date.fromisoformat(row["decision_date"]))
            values |= {"decision": row["decision"], "decided": decided}
            yield text("{index} {year}: published by decision {decision} of {decided}.", **values)
        elif pd.notna(announced):
            yield text(
                "{index} {year}: announced on {announced}; the number of the decision was not "
                "found.",
                **values,
            )


def _editions(subject: Subject) -> Iterator[str]:
    language = subject.language
    for index in INDICES:
        if subject.section(index).rows.empty:
            continue
        edition = indices.edition(index, subject.year)
        values: dict[str, object] = {
            "index": indices.index(index).short,
            "first": edition.first_year,
            "last": edition.last_year,
            "domains": edition.n_domains,
        }
        if index == "par_index" and edition.decision and edition.n_subcriteria:
            yield language.text(
                "{index} is scored by decision {decision}: {domains} domains, {criteria} criteria, "
                "{subcriteria} sub-criteria; results are comparable from {first} on.",
                decision=edition.decision,
                criteria=edition.n_criteria,
                subcriteria=edition.n_subcriteria,
                **values,
            )
        elif index == "par_index":
            yield language.text(
                "The decision behind this edition of {index} was not found; results are "
                "comparable from {first} on.",
                **values,
            )
        elif index == "sipas" and edition.n_domains == 2:
            yield language.text(
                "{index} asks citizens about policy making and about services; results are "
                "comparable from {first} on.",
                **values,
            )
        elif index == "sipas":
            yield language.text(
                "{index} asks users of administrative services; results are comparable from "
                "{first} to {last}.",
                **values,
            )
        else:
            yield language.text(
                "{index} has {domains} dimensions; totals are comparable from {first} on.",
                **values,
            )


def general(subject: Subject) -> Block:
    """One paragraph an index."""
    text, language = subject.language.text, subject.language
    parts = [heading(2, text("General results"), anchor="general")]
    for index in INDICES:
        row = subject.now(index)
        year = subject.year
        parts.append(
            paragraph(
                sentences.result(language, row, place=subject.place, index=index, year=year),
                *sentences.change(language, row, index=index, year=year),
                sentences.against_nation(language, row, index=index, year=year),
                sentences.against_region(
                    language, row, region=subject.region, index=index, year=year
                ),
                sentences.membership(language, row, index=index),
            )
        )
    return join([*parts, _compared(subject)])


def _compared(subject: Subject) -> Block:
    """Return what each result is compared with, and by how much it lies above or below."""
    text, language = subject.language.text, subject.language
    columns = [
        Column(text("Index"), numeric=False),
        Column(text("Score")),
        Column(text("Rank")),
        Column(text("National mean")),
        Column(text("Gap")),
        Column(text("Region mean")),
        Column(text("Gap to the region")),
    ]
    rows = [
        [
            indices.index(index).short,
            cells.number(language, row.get("score")),
            cells.rank(row.get("rank"), row.get("rank_n")),
            cells.number(language, row.get("mean")),
            cells.signed(language, _gap(row, "mean")),
            cells.number(language, row.get("region_mean")),
            cells.signed(language, _gap(row, "region_mean")),
        ]
        for index in INDICES
        for row in [subject.now(index)]
    ]
    return behind(
        *without_blank(columns, rows, blank=DASH),
        summary=text("Figures of: {caption}", caption=text("General results")),
    )


def _gap(row: pd.Series, to: str) -> float | None:
    own, other = row.get("score"), row.get(to)
    return None if pd.isna(own) or pd.isna(other) else difference(own, other)


def years(subject: Subject, index: str) -> Block:
    """Table T1: one index over the years, with what each result is compared with."""
    language, rows = subject.language, subject.histories[index]
    text = language.text
    short = indices.index(index).short
    if rows.empty:
        return paragraph(
            text("No year of {index} is known for {place}.", index=short, place=subject.place)
        )
    caption = text("{index} over the years: {place}", index=short, place=subject.place)
    columns = [
        Column(text("Year"), numeric=False),
        Column(text("Score")),
        Column(text("Change")),
        Column(text("Rank")),
        Column(text("Places up (+) or down (−)")),
        Column(text("National mean")),
        Column(text("Highest")),
        Column(text("Lowest")),
        Column(text("Region mean")),
        Column(text("Group"), numeric=False),
    ]
    body = [_year_cells(language, year, row) for year, row in rows.iterrows()]
    # Years of which nothing is known say nothing before the first that is.
    body = list(dropwhile(lambda row: set(row[1:]) == {DASH}, body))
    return table(
        *without_blank(columns, body, blank=DASH),
        anchor=f"t1-{index}",
        caption=caption,
        note=_years_note(subject, index),
    )


def _year_cells(language: Language, year: object, row: pd.Series) -> list[str]:
    return [
        f"{year}*" if row["breaks"] else f"{year}",
        cells.number(language, row["score"]),
        cells.signed(language, row["change"]),
        cells.rank(row["rank"], row["rank_n"]),
        cells.signed(language, row["rank_change"], 0),
        cells.number(language, row["mean"]),
        cells.number(language, row["highest"]),
        cells.number(language, row["lowest"]),
        cells.number(language, row["region_mean"]),
        sentences.group_name(language, row["group"]),
    ]


def _years_note(subject: Subject, index: str) -> str:
    text, rows = subject.language.text, subject.histories[index]
    unit = indices.component(index, "overall", int(rows.index[-1])).unit
    notes = [
        text("Unit: per cent.") if unit == "percent" else text("Unit: points."),
        text("{dash} not known or not comparable.", dash=DASH),
    ]
    if rows["breaks"].any():
        notes.append(
            text("* A new edition begins: results are not compared with the years before.")
        )
    if rows["complete"].any():
        notes.append(text("Ranks, means and extremes are computed over the provinces published."))
    return " ".join(notes)


def years_chart(subject: Subject, index: str) -> Block:
    """Chart C2: score and rank over the years, and what the trend says."""
    text, rows = subject.language.text, subject.histories[index]
    short = indices.index(index).short
    if rows.empty or rows["score"].notna().sum() < 2:
        return EMPTY
    found = subject.trend(index, "overall")
    trend = found if isinstance(found, Trend) else None
    unit = indices.component(index, "overall", int(rows.index[-1])).unit
    known = rows["score"].dropna()
    picture = charts.score_and_rank(
        rows,
        trend=trend if trend and trend.verdict in {"rising", "falling"} else None,
        unit=text("score, per cent") if unit == "percent" else text("score, points"),
        language=subject.language,
    )
    alt = text(
        "Two line charts of {index}, {first} to {last}. Score: from {first_score} to "
        "{last_score}, lowest {low}, highest {high}. Lines stop where an edition changes.",
        index=short,
        first=known.index[0],
        last=known.index[-1],
        first_score=subject.language.number(known.iloc[0]),
        last_score=subject.language.number(known.iloc[-1]),
        low=subject.language.number(known.min()),
        high=subject.language.number(known.max()),
    )
    name = text("The {index} score", index=short)
    count = found.n if isinstance(found, Trend) else found
    said = findings.trend_of(subject.language, trend, name=name, unit=unit, n=count)
    return figure(
        picture,
        anchor=f"c2-{index}",
        caption=text("{index} of {place}: score and rank", index=short, place=subject.place),
        alt=alt,
        note=text("Dotted lines: change of edition; results on both sides are not comparable."),
    ) + join([_trend_figures(subject, trend), paragraph(said)])


def _trend_figures(subject: Subject, trend: Trend | None) -> Block:
    if trend is None:
        return EMPTY
    text, language = subject.language.text, subject.language
    return behind(
        [
            Column(text("Years"), numeric=False),
            Column(text("Comparable years")),
            Column(text("Change a year")),
            Column(text("{level}% interval", level=language.number(trend.level * 100, 0))),
        ],
        [
            [
                language.span((trend.first_year, trend.last_year)),
                language.number(trend.n, 0),
                language.signed(trend.slope),
                text(
                    "{low} to {high}",
                    low=language.signed(trend.low),
                    high=language.signed(trend.high),
                ),
            ]
        ],
        summary=text("Trend of the score"),
    )
