"""The parts of PAPI's dimensions."""

import pandas as pd

from analysis import indices
from analysis.blocks import EMPTY, Block, heading, join, paragraph
from analysis.report.sections import results
from analysis.report.subject import Subject
from analysis.tables import Column, table, without_blank
from analysis.wording import Language, cells, parts
from analysis.wording.language import DASH


def subdimensions(subject: Subject) -> Block:
    """Table T11: every sub-dimension, and which lie furthest from the mean."""
    rows = results.subparts(subject)
    if rows.empty:
        return EMPTY
    text, language = subject.language.text, subject.language
    names = {c.code: language.pick(c.name_vi, c.name_en)
             for c in indices.components("papi", subject.year)}  # fmt: skip
    columns = [
        Column(text("Sub-dimension"), numeric=False),
        Column(text("Scale")),
        Column(text("Points")),
        Column(text("Points, year before")),
        Column(text("Change")),
        Column(text("National mean")),
        Column(text("Against the mean")),
        Column(text("Rank")),
    ]
    body = [_cells(language, names[str(c)], str(c), row) for c, row in rows.iterrows()]
    return join(
        [
            heading(3, text("By sub-dimension")),
            paragraph(*parts.furthest(language, rows, names)),
            table(
                *without_blank(columns, body, blank=DASH),
                anchor="t11",
                caption=text(
                    "PAPI {year} by sub-dimension: {place}", year=subject.year, place=subject.place
                ),
                note=text(
                    "Unit: points; scale: the highest score that the sub-dimension can reach. "
                    "Means and ranks are computed over the provinces published. {dash} not known "
                    "or not comparable.",
                    dash=DASH,
                ),
            ),
        ]
    )


def _cells(language: Language, name: str, code: str, row: "pd.Series[float]") -> list[str]:
    return [
        parts.numbered(code, name),
        cells.number(language, row["max_score"]),
        cells.number(language, row["score"]),
        cells.number(language, row["previous_score"]),
        cells.signed(language, row["change"]),
        cells.number(language, row["mean"]),
        cells.signed(language, row["gap"]),
        cells.rank(row["rank"], row["n"]),
    ]
