"""PAPI: dimensions, profile and map."""

from typing import Any

import pandas as pd

from analysis import charts, indices, maps
from analysis.blocks import EMPTY, Block, bullets, figure, heading, join, paragraph
from analysis.ranks import GROUPS, papi_groups
from analysis.report.subject import Subject
from analysis.tables import Column, table
from analysis.trend import Trend
from analysis.wording import findings, sentences
from analysis.wording.language import DASH, rounded


def _names(subject: Subject) -> dict[str, str]:
    return {
        c.code: subject.language.pick(c.name_vi, c.name_en)
        for c in indices.domains("papi", subject.year)
    }


def papi_head(subject: Subject) -> Block:
    """Section V: coverage, dimensions up and down, best and worst."""
    text, language = subject.language.text, subject.language
    section = subject.section("papi")
    parts = [
        heading(2, text("V. Governance and public administration index (PAPI)"), anchor="papi"),
        paragraph(sentences.coverage(language, section)),
    ]
    rows = subject.profiles["papi"]
    known = rows[rows["score"].notna()]
    if known.empty:
        return join(
            [
                *parts,
                paragraph(
                    text(
                        "{index} published no result of {place} for {year}.",
                        index="PAPI",
                        place=subject.place,
                        year=subject.year,
                    )
                ),
            ]
        )
    return join(
        [*parts, paragraph(*_movements(subject, known)), paragraph(*_places(subject, known))]
    )


def _movements(subject: Subject, known: pd.DataFrame) -> list[str]:
    text = subject.language.text
    change = known["change"].dropna()
    if change.empty:
        return []
    # What prints as 0,00 neither rose nor fell.
    moved = change.map(rounded)
    said = [
        text(
            "Of {n} dimensions comparable with {before}, {up} rose and {down} fell.",
            n=len(change),
            before=subject.year - 1,
            up=int((moved > 0).sum()),
            down=int((moved < 0).sum()),
        )
    ]
    names, signed = _names(subject), subject.language.signed
    rise, fall = str(change.idxmax()), str(change.idxmin())
    if moved[rise] > 0:
        said.append(
            text(
                "The largest rise is in {name} ({change} points).",
                name=names[rise],
                change=signed(change[rise]),
            )
        )
    if moved[fall] < 0:
        said.append(
            text(
                "The largest fall is in {name} ({change} points).",
                name=names[fall],
                change=signed(change[fall]),
            )
        )
    return said


def _places(subject: Subject, known: pd.DataFrame) -> list[str]:
    language, names = subject.language, _names(subject)
    ranked = known.sort_values("rank", kind="stable")

    def listed(rows: pd.DataFrame) -> str:
        return language.enumerate(
            [f"{names[str(c)]} ({r['rank']}/{r['rank_n']})" for c, r in rows.iterrows()]
        )

    below = known[(known["score"] - known["mean"]).map(rounded) < 0]
    said = [
        language.text("Best placed: {domains}.", domains=listed(ranked.head(2))),
        language.text("Worst placed: {domains}.", domains=listed(ranked.tail(2).iloc[::-1])),
    ]
    if len(below):
        said.append(
            language.plural(
                "{n} dimension lies below the mean of the provinces: {domains}.",
                "{n} dimensions lie below the mean of the provinces: {domains}.",
                len(below),
                domains=language.enumerate([names[str(c)] for c in below.index]),
            )
        )
    return said


def papi_dimensions(subject: Subject) -> Block:
    """Table T10: the dimensions."""
    text, language = subject.language.text, subject.language
    rows = subject.profiles["papi"]
    if rows["score"].isna().all():
        return EMPTY
    names = _names(subject)
    columns = [
        text("Dimension"),
        text("Points"),
        text("Rank"),
        text("Group"),
        text("Points, year before"),
        text("Change"),
        text("Change, %"),
        text("Places up (+) or down (−)"),
        text("National mean"),
        text("Best province"),
    ]
    cells = []
    for code, row in rows.iterrows():
        best = row["best_code"]
        cells.append(
            [
                names[str(code)],
                _number(subject, row["score"]),
                DASH if pd.isna(row["rank"]) else f"{row['rank']}/{row['rank_n']}",
                sentences.group_name(language, row["group"]),
                _number(subject, row["previous_score"]),
                _signed(subject, row["change"]),
                _signed(subject, row["change_percent"]),
                _signed(subject, row["rank_change"], 0),
                _number(subject, row["mean"]),
                DASH
                if pd.isna(best)
                else f"{subject.names[best]} ({language.number(row['best_score'])})",
            ]
        )
    kept = [i for i in range(len(columns)) if i == 0 or any(c[i] != DASH for c in cells)]
    words = {text("Group"), text("Best province")}
    return table(
        [Column(columns[i], numeric=i > 0 and columns[i] not in words) for i in kept],
        [[c[i] for i in kept] for c in cells],
        anchor="t10",
        caption=text("PAPI {year} by dimension: {place}", year=subject.year, place=subject.place),
        note=text(
            "Each dimension is scored from 1 to 10. Ranks, means and groups are computed over the "
            "provinces published. {dash} not known or not comparable.",
            dash=DASH,
        ),
    )


def _number(subject: Subject, value: Any) -> str:
    return DASH if pd.isna(value) else subject.language.number(value)


def _signed(subject: Subject, value: Any, digits: int = 2) -> str:
    return DASH if pd.isna(value) else subject.language.signed(value, digits)


def papi_profile(subject: Subject) -> Block:
    """Chart C3: the dimensions against region, nation and leader."""
    text, rows = subject.language.text, subject.profiles["papi"]
    if rows["score"].isna().all():
        return EMPTY
    names = _names(subject)
    share = (rows["score"] / rows["max_score"] * 100).dropna()
    low, high = str(share.idxmin()), str(share.idxmax())
    alt = text(
        "Dot plot of {n} dimensions in per cent of the maximum: the province lies between {low} "
        "({low_name}) and {high} ({high_name}), beside the means of the region and the nation and "
        "the best province.",
        n=len(share),
        low=subject.language.number(share.min(), 0),
        low_name=names[low],
        high=subject.language.number(share.max(), 0),
        high_name=names[high],
    )
    return figure(
        charts.domain_profile(rows, names, language=subject.language),
        anchor="c3",
        caption=text(
            "PAPI {year}: {place} against region, nation and best province",
            year=subject.year,
            place=subject.place,
        ),
        alt=alt,
    )


def papi_columns(subject: Subject) -> Block:
    """Chart C1: all provinces from the best to the last."""
    text, language = subject.language.text, subject.language
    section = subject.section("papi")
    names = subject.names
    best, last = section.extreme(highest=True), section.extreme(highest=False)
    if best is None or last is None:
        return EMPTY
    own = section.rows["score"].get(subject.province.code)
    values: dict[str, object] = {
        "n": section.n,
        "best": names[best[0]],
        "best_score": language.number(best[1]),
        "last": names[last[0]],
        "last_score": language.number(last[1]),
        "place": subject.place,
    }
    if own is None or pd.isna(own):
        alt = text(
            "Columns of {n} provinces from {best} ({best_score}) to {last} ({last_score}); {place} "
            "is not among them.",
            **values,
        )
    else:
        rank = section.ranked[subject.province.code]
        alt = text(
            "Columns of {n} provinces from {best} ({best_score}) to {last} ({last_score}); {place} "
            "stands at place {rank} with {own}.",
            rank=rank,
            own=language.number(own),
            **values,
        )
    return figure(
        charts.province_columns(section, names, highlight=subject.province.code, language=language),
        anchor="c1",
        caption=text(
            "PAPI {year} of {n} provinces; {place} picked out",
            year=subject.year,
            n=section.n,
            place=subject.place,
        ),
        alt=alt,
        note=text("The axis does not begin at zero."),
    )


def papi_map(subject: Subject) -> Block:
    """Chart C8: map of the four groups."""
    text, language = subject.language.text, subject.language
    section = subject.section("papi")
    scores = section.rows["score"]
    groups = papi_groups(scores, subject.year)
    labels = {g: _bounds(subject, scores[groups == g], g) for g in GROUPS}
    counts = groups.value_counts()
    own = groups.get(subject.province.code)
    values: dict[str, object] = {
        "counts": language.enumerate(
            [f"{sentences.group_name(language, g)}: {counts.get(g, 0)}" for g in GROUPS]
        ),
        "missing": 63 - section.n,
        "place": subject.place,
    }
    if own is None or pd.isna(own):
        alt = text(
            "Map of the provinces in four groups. Provinces by group: {counts}; without data: "
            "{missing}. {place} has no data.",
            **values,
        )
    else:
        alt = text(
            "Map of the provinces in four groups. Provinces by group: {counts}; without data: "
            "{missing}. {place} is in the group {group}.",
            group=sentences.group_name(language, own),
            **values,
        )
    return figure(
        maps.choropleth(
            groups,
            order=GROUPS,
            labels=labels,
            highlight=subject.province.code,
            language=language,
        ),
        anchor="c8",
        caption=text(
            "PAPI {year} in four groups; {place} outlined", year=subject.year, place=subject.place
        ),
        alt=alt,
        note=text(
            "Illustrative map, not for determining borders. Boundaries made with Natural Earth. "
            "Hoàng Sa and Trường Sa carry the group of Đà Nẵng and of Khánh Hòa."
        ),
    )


def _bounds(subject: Subject, scores: pd.Series, group: str) -> str:
    language = subject.language
    return language.text(
        "{group} ({low}–{high})",
        group=sentences.group_name(language, group).capitalize(),
        low=language.number(scores.min()),
        high=language.number(scores.max()),
    )


def papi_trends(subject: Subject) -> Block:
    """Trends of the dimensions over comparable years, read together."""
    text, names = subject.language.text, _names(subject)
    rows = subject.profiles["papi"]
    if rows["score"].isna().all():
        return EMPTY
    found = {c: subject.trend("papi", c, family=len(names)) for c in names}
    clear = {
        c: t for c, t in found.items()
        if isinstance(t, Trend) and t.verdict in {"rising", "falling"}
    }  # fmt: skip
    unclear = [names[c] for c, t in found.items()
               if isinstance(t, Trend) and t.verdict == "no_clear_trend"]  # fmt: skip
    few = [names[c] for c, t in found.items()
           if not isinstance(t, Trend) or t.verdict == "too_few_years"]  # fmt: skip
    said = [
        findings.trend_of(subject.language, t, name=names[c], unit="points", n=t.n)
        for c, t in clear.items()
    ]
    if unclear:
        listed = subject.language.enumerate(unclear)
        said.append(text("No clear trend: {names}.", names=listed))
    if few:
        listed = subject.language.enumerate(few)
        said.append(text("Too few comparable years for a trend: {names}.", names=listed))
    return join(
        [
            heading(3, text("Trends over comparable years")),
            bullets(said),
            paragraph(
                text(
                    "Least squares within the years since the last change of edition; the "
                    "intervals are widened so that all {n} hold together with 95% confidence. A "
                    "trend of a few years foretells nothing by itself.",
                    n=len(names),
                ),
                css="note",
            ),
        ]
    )
