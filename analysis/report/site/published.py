"""The results by component that were published of an index of which only some are known."""

from typing import Any

import pandas as pd

from analysis import provinces
from analysis.blocks import EMPTY, Block, heading
from analysis.report.site.pages import View
from analysis.report.site.ranking import province_link
from analysis.report.site.results import Results
from analysis.standing import PROVINCES
from analysis.tables import Cell, Column, table, without_blank
from analysis.wording import cells
from analysis.wording.language import DASH


def published(view: View, found: Results) -> Block:
    """Return a table with a row a component and province; nothing if none was found.

    Parameters
    ----------
    view : View
    found : Results
        The whole index.

    Returns
    -------
    Block
    """
    text = view.language.text
    rows = [row for part in found.parts for row in _rows(view, part)]
    if not rows:
        return EMPTY
    columns = [
        Column(text("Domain"), numeric=False),
        Column(text("Province"), numeric=False),
        Column(text("Score")),
        Column(text("Maximum")),
        Column(text("Published rank")),
    ]
    return heading(2, text("Domains"), anchor="domains") + table(
        *without_blank(columns, rows, blank=DASH),
        anchor="domains-table",
        caption=text("Results by domain that were found in published sources"),
        note=text("{dash} not found.", dash=DASH) if any(DASH in row for row in rows) else "",
    )


def _rows(view: View, part: Results) -> list[list[Cell]]:
    language = view.language
    name = language.pick(part.item.name_vi, part.item.name_en)
    rows = part.section.rows.sort_values(["rank", "score"], ascending=[True, False])
    return [
        [
            name,
            province_link(view, provinces.resolve(str(code)), part.year),
            cells.number(language, row["score"], part.digits),
            cells.number(language, _highest(part, row["max_score"]), part.digits),
            cells.rank(row["rank"], PROVINCES),
        ]
        for code, row in rows.iterrows()
    ]


def _highest(part: Results, printed: Any) -> float | None:
    """Return the maximum printed beside a score, else that of the edition."""
    return part.item.max_score if pd.isna(printed) else float(printed)
