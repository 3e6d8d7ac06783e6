"""Tables of level and spread: of an index over the years, or of its components in one year."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis import provinces
from analysis.blocks import Block
from analysis.report.site.pages import View
from analysis.report.site.results import Results
from analysis.tables import Cell, Column, Linked, table, without_blank
from analysis.wording import cells, overview
from analysis.wording.headlines.maps import series_name
from analysis.wording.language import DASH


def over_years(view: View, found: Results) -> Block:
    """Return the table of the last years.

    Parameters
    ----------
    view : View
    found : Results

    Returns
    -------
    Block
    """
    text, rows = view.language.text, found.levels
    notes = [overview.unit_note(view.language, found.item.unit)]
    if rows["breaks"].any():
        notes.append(
            text("* A new edition begins: results are not compared with the years before.")
        )
    return _table(
        view,
        [
            (f"{year}*" if row["breaks"] else f"{year}", row)
            for year, row in rows.to_dict("index").items()
        ],
        head=text("Year"),
        digits=found.digits,
        anchor="levels",
        caption=text(
            "{index} over the years: all provinces",
            index=series_name(view.language, found.index, found.component, found.year),
        ),
        note=" ".join(notes),
    )


def over_parts(view: View, found: Results, *, head: str, caption: str) -> Block:
    """Return the table of the components one level below, which lead to their pages.

    Parameters
    ----------
    view : View
    found : Results
    head, caption : str
        What such components are called, and the caption of the table.

    Returns
    -------
    Block
    """
    return _table(
        view,
        [(component_link(view, part), dict(part.level)) for part in found.parts],
        head=head,
        digits=found.digits,
        anchor="parts",
        caption=caption,
        note=overview.unit_note(view.language, found.item.unit),
    )


def component_link(view: View, part: Results) -> Cell:
    """Return the name of a component, which leads to its page if there is one."""
    name = view.language.pick(part.item.name_vi, part.item.name_en)
    return Linked(name, view.link(part.path)) if view.has(part.path) else name


def _table(
    view: View,
    rows: Iterable[tuple[Cell, dict[Any, Any]]],
    *,
    head: str,
    digits: int,
    anchor: str,
    caption: str,
    note: str,
) -> Block:
    text, language = view.language.text, view.language
    names = {p.code: provinces.short_name(p, language.code) for p in provinces.provinces()}

    def extreme(row: dict[Any, Any], end: str) -> str:
        if pd.isna(row[end]):
            return DASH
        return f"{language.number(row[end], digits)} ({names[row[f'{end}_code']]})"

    columns = [
        Column(head, numeric=False),
        Column(text("Provinces")),
        Column(text("Mean")),
        Column(text("Standard deviation")),
        Column(text("Highest"), numeric=False),
        Column(text("Lowest"), numeric=False),
        Column(text("Drift (provinces)")),
    ]
    body = [
        [
            label,
            f"{row['n']}",
            cells.number(language, row["mean"], digits),
            cells.number(language, row["sd"], digits),
            extreme(row, "highest"),
            extreme(row, "lowest"),
            f"{language.signed(row['drift'], digits)} ({row['drift_n']})"
            if row["drift_n"]
            else DASH,
        ]
        for label, row in rows
    ]
    drift = text("Drift: mean change over the provinces known in this and the year before.")
    known = any(row[-1] != DASH for row in body)
    return table(
        *without_blank(columns, body, blank=DASH),
        anchor=anchor,
        caption=caption,
        note=f"{note} {drift}" if known else note,
        css="spread",
    )
