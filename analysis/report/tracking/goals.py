"""Targets: base, aim, latest result, state, probability and owner of each."""

import pandas as pd

from analysis import indices
from analysis.blocks import Block, heading, join, paragraph
from analysis.forecast.simulation import DRAWS
from analysis.report.scoring.names import agency_name
from analysis.report.tracking.subject import Tracked
from analysis.tables import Column, table
from analysis.wording import sentences
from analysis.wording import targets as target_words
from analysis.wording import tracking as words
from analysis.wording.language import DASH

# Targets that no index measures.
OTHERS = ("operations", "other")


def targets(subject: Tracked) -> Block:
    """Section on the targets: those of the indices, then those of the administration's own work."""
    text = subject.language.text
    table_of = subject.targets
    parts = [heading(2, text("Targets"), anchor="targets")]
    if table_of.empty:
        return join([*parts, paragraph(text("The plan sets no target."))])
    own = table_of[~table_of["index"].isin(OTHERS)]
    if len(own):
        short = [indices.index(index).short for index in dict.fromkeys(own["index"])]
        parts.append(_table(subject, own, subject.language.enumerate(short), anchor="t-indices"))
    others = table_of[table_of["index"].isin(OTHERS)]
    if len(others):
        name = text("the administration's own work")
        parts.append(_table(subject, others, name, anchor="t-operations"))
    if (table_of["probability"].notna()).any():
        parts.append(_chances(subject))
    return join(parts)


def _chances(subject: Tracked) -> Block:
    language = subject.language
    due = sorted({int(year[:4]) for year in subject.targets["target_year"]})
    return paragraph(
        language.text(
            "A chance is the share of {draws} simulated courses of all provinces in which the "
            "target is met.",
            draws=language.number(DRAWS, 0),
        ),
        sentences.merger(language, due),
        css="note",
    )


def _table(subject: Tracked, rows: pd.DataFrame, name: str, *, anchor: str) -> Block:
    text = subject.language.text
    columns = [
        Column(text("Target"), numeric=False),
        Column(text("Due"), numeric=False),
        Column(text("Base"), numeric=False),
        Column(text("Aim"), numeric=False),
        Column(text("Latest result"), numeric=False),
        Column(text("State"), numeric=False),
        Column(text("Owner"), numeric=False),
        Column(text("Line")),
    ]
    return table(
        columns,
        [_row(subject, row) for _, row in rows.iterrows()],
        anchor=anchor,
        caption=text("Targets on {name}", name=name),
        note=text(
            "Line: line of the plan's text ({file}). Ranks are among all provinces, 1 is best.",
            file=subject.plan.source_file,
        ),
    )


def _row(subject: Tracked, row: pd.Series) -> list[str]:
    language = subject.language
    return [
        words.target_name(row),
        words.years(row["target_year"]),
        target_words.dated(language, row["baseline"], row["unit"], row["baseline_year"]),
        target_words.aim(language, row),
        target_words.dated(language, row["result"], row["unit"], row["result_year"]),
        target_words.state(language, row),
        DASH if pd.isna(row["lead_agency"]) else agency_name(row["lead_agency"], language),
        str(row["source_line"]),
    ]
