"""The parts of PAPI's dimensions."""

import pandas as pd

from analysis.blocks import EMPTY, Block, heading, join, paragraph
from analysis.report.sections import results
from analysis.report.sections.assessment import part_names
from analysis.report.sections.official import appendix, see
from analysis.report.subject import Subject
from analysis.tables import Column, table, without_blank
from analysis.wording import Language, cells, parts
from analysis.wording.language import DASH

_ANCHOR = "subdimensions"


def subdimensions(subject: Subject) -> Block:
    """Say which sub-dimensions lie furthest from the mean; the table is an appendix."""
    rows = results.subparts(subject)
    if rows.empty:
        return EMPTY
    text = subject.language.text
    where = text("All sub-dimensions stand in {appendix}.", appendix=text("the appendix"))
    return join(
        [
            heading(3, text("By sub-dimension")),
            paragraph(*parts.furthest(subject.language, rows, part_names(subject))),
            see(subject, where, anchor=_ANCHOR),
        ]
    )


def subdimension_table(subject: Subject) -> Block:
    """Appendix with table T11: every sub-dimension."""
    rows = results.subparts(subject)
    if rows.empty:
        return EMPTY
    text, language = subject.language.text, subject.language
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
    names = part_names(subject)
    body = [_cells(language, names[str(c)], str(c), row) for c, row in rows.iterrows()]
    shown = table(
        *without_blank(columns, body, blank=DASH),
        anchor="t11",
        caption=text(
            "PAPI {year} by sub-dimension: {place}", year=subject.year, place=subject.place
        ),
        note=text(
            "Unit: points; scale: the highest score that the sub-dimension can reach. Means and "
            "ranks are computed over the provinces published. {dash} not known or not comparable.",
            dash=DASH,
        ),
    )
    return appendix(subject, text("Sub-dimensions of PAPI"), [shown], anchor=_ANCHOR)


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
