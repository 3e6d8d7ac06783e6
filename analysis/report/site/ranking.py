"""The table of all provinces with their results, from which one comes to their pages."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import indices, provinces, ranks
from analysis.blocks import Block
from analysis.collation import sort_key
from analysis.provinces import Province
from analysis.report.site.pages import View, province_path
from analysis.report.site.results import Results
from analysis.standing import PROVINCES
from analysis.tables import Cell, Column, Linked, table, without_blank
from analysis.wording import cells, overview, sentences
from analysis.wording.headlines.maps import series_name
from analysis.wording.language import DASH, mark

# The script of a page sorts and filters tables of this kind.
CSS = "ranking"
STYLE = Path(__file__).with_name("templates") / "ranking.css"
_CHANGES = mark("Changes from {before}.")
_POINTS_OF_PERCENT = mark("Changes from {before} in percentage points.")


def ranking(view: View, found: Results, *, beside: Sequence[Results] = ()) -> Block:
    """Return the table of the provinces, best first.

    Parameters
    ----------
    view : View
    found : Results
        What they are ranked by. Of a complete panel every province has a row, of a partial one
        each that anything is known of.
    beside : sequence of Results
        Other indices to show beside it; each says how many provinces are known.

    Returns
    -------
    Block
    """
    rows = [
        [*_own(view, found, one), *_others(view, beside, one), _region(view, one)]
        for one in _ordered(view, found)
    ]
    text = view.language.text
    # Beside other indices the score says which it is of.
    short = indices.index(found.index).short
    score = text("{index} score", index=short) if beside else text("Score")
    columns = [
        *_columns(view, found, score),
        *_more(view, beside),
        Column(text("Region"), numeric=False),
    ]
    return table(
        *without_blank(columns, rows, blank=DASH),
        anchor="ranking",
        caption=_caption(view, found),
        note=" ".join(_notes(view, found, beside)),
        css=CSS,
    )


def province_link(view: View, one: Province, year: int) -> Cell:
    """Return the name of a province, which leads to its page if there is one."""
    name = provinces.short_name(one, view.language.code)
    path = province_path(year, one.slug)
    return Linked(name, view.link(path)) if view.has(path) else name


def _caption(view: View, found: Results) -> str:
    values = {
        "index": series_name(view.language, found.index, found.component, found.year),
        "year": found.year,
    }
    if found.complete:
        return view.language.text("{index} {year}: all provinces", **values)
    return view.language.text("{index} {year}: the published results found", **values)


def _ordered(view: View, found: Results) -> list[Province]:
    """Return the provinces of the table: by rank, then in dictionary order."""
    rank = found.section.ranked
    known = set(found.section.rows.index)
    last = PROVINCES + 1

    def key(one: Province) -> tuple[int, Any]:
        place = rank.get(one.code)
        name = provinces.short_name(one, view.language.code)
        return last if pd.isna(place) else int(place), sort_key(name)

    return sorted((p for p in provinces.provinces() if found.complete or p.code in known), key=key)


def _columns(view: View, found: Results, score: str) -> list[Column]:
    text = view.language.text
    return [
        Column(text("Province"), numeric=False),
        Column(text("Rank") if found.complete else text("Published rank")),
        Column(text("90% interval")),
        Column(score),
        Column(text("Group"), numeric=False),
        Column(text("Change")),
    ]


def _own(view: View, found: Results, one: Province) -> list[Cell]:
    language, code = view.language, one.code
    row = found.section.rows["score"]
    return [
        province_link(view, one, found.year),
        cells.number(language, found.section.ranked.get(code), 0),
        _interval(found, code),
        cells.number(language, row.get(code), found.digits),
        sentences.group_name(language, found.groups.get(code)),
        cells.signed(language, found.changes.get(code), found.digits),
    ]


def _interval(found: Results, code: str) -> str:
    made = found.intervals
    if made is None or code not in made.table.index:
        return DASH
    low, high = made.table.loc[code, ["low", "high"]]
    return f"{low:.0f}–{high:.0f}"


def _more(view: View, beside: Sequence[Results]) -> list[Column]:
    text = view.language.text
    columns = []
    for other in beside:
        short, ranked = indices.index(other.index).short, other.section.rows["rank"].count()
        columns += [
            Column(text("{index} ({n}/{all})", index=short, n=other.section.n, all=PROVINCES)),
            Column(text("{index} rank ({n}/{all})", index=short, n=ranked, all=PROVINCES)),
        ]
    return columns


def _others(view: View, beside: Sequence[Results], one: Province) -> list[Cell]:
    return [
        cell
        for other in beside
        for cell in (
            cells.number(view.language, other.section.rows["score"].get(one.code), other.digits),
            cells.number(view.language, other.section.rows["rank"].get(one.code), 0),
        )
    ]


def _region(view: View, one: Province) -> str:
    region = provinces.region_of(one.code)
    return view.language.pick(region.name_vi, region.name_en)


def _notes(view: View, found: Results, beside: Sequence[Results]) -> list[str]:
    text, language = view.language.text, view.language
    notes = [overview.unit_note(language, found.item.unit)]
    if found.complete:
        notes += _judged(view, found)
    else:
        n = len(found.section.rows)
        notes.append(
            text(
                "{n} of 63 provinces. {dash} not found. Good results are published more often, so "
                "this list says nothing of the others.",
                n=n,
                dash=DASH,
            )
        )
    if found.index == "par_index" and len(found.groups):
        bounds = {band: f"{ranks.band_bound(band):.0f}" for band in ranks.BANDS}
        notes.append(text("Groups by score: A from {A}, B from {B}, C from {C} points.", **bounds))
    if len(found.changes):
        percent = found.item.unit == "percent"
        changes = _POINTS_OF_PERCENT if percent else _CHANGES
        notes.append(text(changes, before=found.year - 1))
    notes += [
        text("{index} in per cent.", index=indices.index(other.index).short)
        for other in beside
        if other.item.unit == "percent"
    ]
    if beside:
        notes.append(
            text(
                "Of {indices} only what was published is known; ranks are the published ones among "
                "{all} provinces.",
                indices=language.enumerate([indices.index(o.index).short for o in beside]),
                all=PROVINCES,
            )
        )
    if found.complete:
        notes.append(text("{dash} not known or not comparable.", dash=DASH))
    return notes


def _judged(view: View, found: Results) -> list[str]:
    """Say what ranks, their intervals and the groups of a complete panel rest on."""
    text, language = view.language.text, view.language
    notes = [text("Rank among {n} provinces.", n=found.section.n)]
    if found.intervals is not None and found.noise is not None:
        notes.append(
            text(
                "Intervals: {draws} draws of all scores with a noise of {noise} points (standard "
                "deviation).",
                draws=language.number(found.intervals.draws, 0),
                noise=language.number(found.noise.sd, found.digits),
            )
        )
    return [*notes, text("The four groups are quartiles, as PAPI publishes them.")]
