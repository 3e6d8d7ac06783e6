"""All provinces: table, columns and map; of a partial panel the published results."""

from typing import Any

import pandas as pd

from analysis import charts, maps
from analysis.blocks import EMPTY, Block, figure, join, paragraph
from analysis.collation import sort_key
from analysis.ranks import GROUPS
from analysis.report.overview.subject import TOP, Overview
from analysis.report.overview.titles import title
from analysis.standing import PROVINCES
from analysis.tables import Column, table, without_blank
from analysis.wording import cells, overview, places, sentences
from analysis.wording.language import DASH


def provinces(subject: Overview) -> Block:
    """Section III: every province with rank, score, group and change."""
    text = subject.language.text
    if not subject.complete:
        return join([title(subject, "provinces"), _published(subject)])
    if subject.section.rows["rank"].isna().all():
        ranks = text(
            "{index} publishes no ranks: those shown here are computed over the {n} provinces "
            "published.",
            index=subject.short,
            n=subject.section.n,
        )
    else:
        ranks = text("The ranks are the published ones.")
    if subject.index == "papi":
        groups = text("The four groups are quartiles, as PAPI publishes them.")
    else:
        groups = text(
            "The four groups are quartiles computed here, not classes that {index} publishes.",
            index=subject.short,
        )
    bounds = text("Groups by score: {groups}.", groups="; ".join(_bounds(subject).values()))
    return join([title(subject, "provinces"), paragraph(ranks, groups, bounds), _all(subject)])


def _bounds(subject: Overview) -> dict[str, str]:
    """Return the groups with their lowest and highest scores."""
    scores, groups = subject.section.rows["score"], subject.groups
    return {
        group: overview.group_bounds(subject.language, group, scores[groups == group], subject.unit)
        for group in GROUPS
    }


def _all(subject: Overview) -> Block:
    text = subject.language.text
    columns = [
        Column(text("Province"), numeric=False),
        Column(text("Rank")),
        Column(text("90% interval")),
        Column(text("Among the first ten")),
        Column(text("Score")),
        Column(text("Group"), numeric=False),
        Column(text("Change")),
        Column(text("Places")),
    ]
    rows = _ordered(subject)
    body = [_cells(subject, row) for row in rows.values()]
    notes = [
        overview.unit_note(subject.language, subject.unit),
        text("Rank among {n} provinces.", n=subject.section.n),
    ]
    if subject.noise is not None and subject.rank_intervals is not None:
        notes.append(
            text(
                "Intervals and chances: {draws} draws of all scores with a noise of {noise} points "
                "(standard deviation).",
                draws=subject.language.number(subject.rank_intervals.draws, 0),
                noise=subject.language.number(subject.noise.sd, subject.digits),
            )
        )
    if subject.movements is not None:
        notes.append(
            text(
                "Changes from {before}; places above zero are places gained.",
                before=subject.year - 1,
            )
        )
    notes.append(text("{dash} not known or not comparable.", dash=DASH))
    return table(
        *without_blank(columns, body, blank=DASH),
        anchor="provinces-table",
        caption=text("{index} {year}: all provinces", index=subject.short, year=subject.year),
        note=" ".join(notes),
    )


def _ordered(subject: Overview) -> dict[str, dict[Any, Any]]:
    """Return the rows of the table: by rank, ties in dictionary order."""
    section, names = subject.section, subject.names
    rows = pd.DataFrame(
        {
            "rank": section.ranked,
            "score": section.rows["score"],
            "group": subject.groups,
            "name": pd.Series(names).reindex(section.rows.index),
        }
    )
    if subject.rank_intervals is not None:
        rows = rows.join(subject.rank_intervals.table[["low", "high", f"top_{TOP}"]])
    if subject.movements is not None:
        rows = rows.join(subject.movements.table[["change", "places"]])
    known = rows.dropna(subset=["score"]).to_dict("index")
    order = sorted(known, key=lambda c: (known[c]["rank"], sort_key(known[c]["name"])))
    return {str(code): known[code] for code in order}


def _cells(subject: Overview, row: dict[Any, Any]) -> list[str]:
    language = subject.language
    change = row.get("change")
    return [
        row["name"],
        f"{row['rank']}",
        *_sure(subject, row),
        language.number(row["score"], subject.digits),
        sentences.group_name(language, row["group"]),
        cells.signed(language, change, subject.digits),
        cells.signed(language, row.get("places"), 0),
    ]


def _sure(subject: Overview, row: dict[Any, Any]) -> tuple[str, str]:
    """Return the cells of the interval of a rank and of the chance of the first ten."""
    if subject.rank_intervals is None:
        return DASH, DASH
    interval = f"{row['low']:.0f}–{row['high']:.0f}"
    return interval, cells.chance(subject.language, row[f"top_{TOP}"])


def _published(subject: Overview) -> Block:
    """Table of the results of a partial panel, with their published ranks."""
    text, language = subject.language.text, subject.language
    rows = subject.section.rows.to_dict("index")
    last = PROVINCES + 1
    order = sorted(
        rows,
        key=lambda c: (last if pd.isna(rows[c]["rank"]) else rows[c]["rank"],
                       sort_key(subject.names[str(c)])),
    )  # fmt: skip
    body = [
        [
            subject.names[str(code)],
            cells.rank(rows[code]["rank"], PROVINCES),
            DASH if pd.isna(rows[code]["score"])
            else language.number(rows[code]["score"], subject.digits),
        ]
        for code in order
    ]  # fmt: skip
    if not body:
        return EMPTY
    columns = [
        Column(text("Province"), numeric=False),
        Column(text("Published rank")),
        Column(text("Score")),
    ]
    return table(
        *without_blank(columns, body, blank=DASH),
        anchor="provinces-table",
        caption=text(
            "{index} {year}: the published results found",
            index=subject.short,
            year=subject.year,
        ),
        note=" ".join(
            [
                overview.unit_note(language, subject.unit),
                text(
                    "{n} of 63 provinces. {dash} not found. Good results are published more "
                    "often, so this list says nothing of the others.",
                    n=len(body),
                    dash=DASH,
                ),
            ]
        ),
    )


def columns_chart(subject: Overview) -> Block:
    """Chart of all provinces from the best to the last; nothing for a partial panel."""
    if not subject.complete:
        return EMPTY
    text, language, section = subject.language.text, subject.language, subject.section
    row = subject.level
    picture = charts.province_columns(section, language=language)
    return figure(
        picture,
        anchor="columns",
        caption=text(
            "{index} {year} of {n} provinces", index=subject.short, year=subject.year, n=section.n
        ),
        alt=text(
            "Columns of {n} provinces from {best} ({best_score}) to {last} ({last_score}); the "
            "mean is {mean}.",
            n=section.n,
            best=subject.names[row["highest_code"]],
            best_score=language.number(row["highest"], subject.digits),
            last=subject.names[row["lowest_code"]],
            last_score=language.number(row["lowest"], subject.digits),
            mean=language.number(row["mean"], subject.digits),
        ),
        note=text("The axis does not begin at zero.") if picture.axes[0].get_ylim()[0] > 0 else "",
    )


def groups_map(subject: Overview) -> Block:
    """Map of the four groups; nothing for a partial panel."""
    if not subject.complete:
        return EMPTY
    text, language = subject.language.text, subject.language
    groups, labels = subject.groups, _bounds(subject)
    return figure(
        maps.categories(groups, order=GROUPS, labels=labels, language=language),
        anchor="map",
        caption=text("{index} {year} in four groups", index=subject.short, year=subject.year),
        alt=maps.describe_groups(
            groups,
            text("{index} {year}", index=subject.short, year=subject.year),
            order=GROUPS,
            labels=labels,
            language=language,
        ),
        readable=True,
        note=places.map_note(language, groups=True),
    )
