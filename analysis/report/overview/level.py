"""Level and spread over the years."""

from typing import Any

import pandas as pd

from analysis import provinces
from analysis.blocks import EMPTY, Block, join, paragraph
from analysis.report.overview.subject import Overview
from analysis.report.overview.titles import title
from analysis.tables import Column, table, without_blank
from analysis.wording import overview
from analysis.wording.language import DASH


def level(subject: Overview) -> Block:
    """Section II: mean, spread and extremes by year; of a partial panel what was published."""
    language, names = subject.language, subject.names
    row, year, unit = subject.level, subject.year, subject.unit
    if subject.complete:
        drift = overview.drift(language, row, year=year, unit=unit)
        said = [
            overview.level(language, row, names, year=year, unit=unit),
            drift or overview.new_edition(language, subject.index, year),
        ]
    else:
        said = overview.published_level(language, row, names, year=year, unit=unit)
    return join([title(subject, "level"), paragraph(*said), _years(subject), _regions(subject)])


def _years(subject: Overview) -> Block:
    """Table of the years."""
    text, rows = subject.language.text, subject.levels
    columns = [
        Column(text("Year"), numeric=False),
        Column(text("Provinces")),
        Column(text("Mean")),
        Column(text("Standard deviation")),
        Column(text("Highest"), numeric=False),
        Column(text("Lowest"), numeric=False),
        Column(text("Range")),
        Column(text("Drift (provinces)")),
    ]
    body = [_cells(subject, str(year), row) for year, row in rows.to_dict("index").items()]
    return table(
        *without_blank(columns, body, blank=DASH),
        anchor="levels",
        caption=text("{index} over the years: all provinces", index=subject.short),
        note=" ".join(_notes(subject, rows)),
    )


def _cells(subject: Overview, year: str, row: dict[Any, Any]) -> list[str]:
    language, digits = subject.language, subject.digits

    def number(value: Any) -> str:
        return DASH if pd.isna(value) else language.number(value, digits)

    def named(end: str) -> str:
        if pd.isna(row[end]):
            return DASH
        return f"{language.number(row[end], digits)} ({subject.names[row[f'{end}_code']]})"

    drift = DASH
    if row["drift_n"]:
        drift = f"{language.signed(row['drift'], digits)} ({row['drift_n']})"
    return [
        f"{year}*" if row["breaks"] else year,
        f"{row['n']}",
        f"{number(row['mean'])}†" if row["complete"] and row["mean_published"]
        else number(row["mean"]),
        number(row["sd"]),
        named("highest"),
        named("lowest"),
        number(row["range"]),
        drift,
    ]  # fmt: skip


def _notes(subject: Overview, rows: pd.DataFrame) -> list[str]:
    text = subject.language.text
    notes = [
        overview.unit_note(subject.language, subject.unit),
        text("Provinces: those with a score in the data, of 63."),
    ]
    if rows["drift_n"].any():
        notes.append(
            text("Drift: mean change over the provinces known in this and the year before.")
        )
    published = rows[["mean", "highest", "lowest"]].notna().any(axis="columns")
    partial = published & ~rows["complete"]
    if partial.any() and not rows["complete"].any():
        notes.append(text("Mean, highest and lowest are published values."))
    elif partial.any():
        notes.append(
            text(
                "For years of which not every province is known, mean, highest and lowest are "
                "published values."
            )
        )
    if (rows["complete"] & rows["mean_published"]).any():
        notes.append(text("† Published mean."))
    if rows["breaks"].any():
        notes.append(
            text("* A new edition begins: results are not compared with the years before.")
        )
    return notes


def _regions(subject: Overview) -> Block:
    """Table of the published means of the regions, for a partial panel."""
    if subject.complete:
        return EMPTY
    text, language = subject.language.text, subject.language
    means = subject.region_means
    if means.empty:
        return EMPTY
    known = {r.code: language.pick(r.name_vi, r.name_en) for r in provinces.regions()}
    body = [
        [known[code], language.number(mean, subject.digits)]
        for code, mean in zip(means["region_code"], means["mean"], strict=True)
    ]
    return table(
        [Column(text("Region"), numeric=False), Column(text("Mean"))],
        body,
        anchor="regions",
        caption=text(
            "{index} {year}: published means of the regions",
            index=subject.short,
            year=subject.year,
        ),
        note=" ".join(
            [
                overview.unit_note(language, subject.unit),
                text("Published for {n} of {all} regions.", n=len(body), all=len(known)),
            ]
        ),
    )
