"""PAR INDEX: by method, by domain."""

from typing import Any

import pandas as pd

from analysis import indices
from analysis.blocks import EMPTY, Block, bullets, heading, join, paragraph
from analysis.report.subject import Subject
from analysis.tables import Column, table
from analysis.wording import sentences
from analysis.wording.language import DASH

METHODS = ("m.appraised", "m.leader", "m.sipas", "m.socioeconomic")


def par_head(subject: Subject) -> Block:
    """Section III: heading and how much is known."""
    text, language = subject.language.text, subject.language
    section = subject.section("par_index")
    title = heading(
        2, text("III. Public administration reform index (PAR INDEX)"), anchor="par-index"
    )
    if section.rows.empty:
        return title + paragraph(
            text(
                "The data hold no {index} result for {year}.", index="PAR INDEX", year=subject.year
            )
        )
    return title + paragraph(sentences.coverage(language, section))


def par_methods(subject: Subject) -> Block:
    """PAR INDEX by method of assessment, as far as the parts are known."""
    text, language = subject.language.text, subject.language
    if subject.section("par_index").rows.empty:
        return EMPTY
    title = heading(3, text("1. By method of assessment"))
    parts = [_part(subject, component) for component in METHODS]
    known = [p for p in parts if p]
    if not known:
        return title + paragraph(
            text(
                "How the score splits into appraisal, survey of leaders, SIPAS and socio-economic "
                "impact was not found for {place} in {year}.",
                place=subject.place,
                year=subject.year,
            )
        )
    missing = [
        _in_sentence(language.pick(c.name_vi, c.name_en))
        for c in indices.components("par_index", subject.year)
        if c.code in METHODS and not _part(subject, c.code)
    ]
    note = text("Not found: {parts}.", parts=language.enumerate(missing)) if missing else ""
    return join([title, bullets(known), paragraph(note)])


def _part(subject: Subject, component: str) -> str:
    language = subject.language
    section = subject.section("par_index", component)
    if subject.province.code not in section.rows.index:
        return ""
    row = section.rows[section.rows.index == subject.province.code].iloc[0]
    item = indices.component("par_index", component, subject.year)
    values: dict[str, object] = {
        "part": language.pick(item.name_vi, item.name_en),
        "score": language.number(row["score"]),
    }
    if pd.isna(row["max_score"]):
        return language.text("{part}: {score} points.", **values)
    values |= {
        "maximum": _plain(language.number(row["max_score"], 1)),
        "share": language.number(row["score"] / row["max_score"] * 100),
    }
    if pd.isna(row["rank"]):
        return language.text(
            "{part}: {score} of {maximum} points ({share}% of the maximum).", **values
        )
    return language.text(
        "{part}: {score} of {maximum} points ({share}% of the maximum), rank {rank} of 63.",
        rank=row["rank"],
        **values,
    )


def _in_sentence(name: str) -> str:
    """Begin a name in lower case, unless it begins with an acronym."""
    return name if name[:2].isupper() else name[0].lower() + name[1:]


def _plain(number: str) -> str:
    """Drop a decimal that says nothing: 22,0 is 22."""
    return number.removesuffix(",0").removesuffix(".0")


def par_domains(subject: Subject) -> Block:
    """Table T3: the eight domains."""
    text, language = subject.language.text, subject.language
    if subject.section("par_index").rows.empty:
        return EMPTY
    title = heading(3, text("2. By domain"))
    rows = subject.profiles["par_index"]
    known = rows[rows["score"].notna() | rows["rank"].notna()]
    if known.empty:
        return title + paragraph(
            text(
                "Scores and ranks by domain were not found for {place} in {year}.",
                place=subject.place,
                year=subject.year,
            )
        )
    columns = [
        text("Domain"),
        text("Maximum"),
        text("Points"),
        text("% of maximum"),
        text("Rank"),
        text("Points, year before"),
        text("Rank, year before"),
        text("Change"),
        text("Leader's points"),
    ]
    names = {
        c.code: language.pick(c.name_vi, c.name_en)
        for c in indices.domains("par_index", subject.year)
    }
    cells = [_domain_cells(subject, names[str(code)], row) for code, row in rows.iterrows()]
    kept = [i for i in range(len(columns)) if i == 0 or any(c[i] != DASH for c in cells)]
    return join(
        [
            title,
            _domain_words(subject, known, names),
            table(
                [Column(columns[i], numeric=i > 0) for i in kept],
                [[c[i] for i in kept] for c in cells],
                anchor="t3",
                caption=text(
                    "PAR INDEX {year} by domain: {place}", year=subject.year, place=subject.place
                ),
                note=text(
                    "{dash} not found. Maxima that no source prints are left blank; scores that a "
                    "source prints in per cent stand in the column of per cent.",
                    dash=DASH,
                ),
            ),
        ]
    )


def _domain_cells(subject: Subject, name: str, row: pd.Series) -> list[str]:
    language = subject.language

    def number(value: Any) -> str:
        return DASH if pd.isna(value) else language.number(value)

    def rank(value: Any) -> str:
        return DASH if pd.isna(value) else f"{value}/63"

    # Some sources print a domain in per cent of its maximum: the scale is then 100.
    in_percent = row["max_score"] == 100
    return [
        name,
        DASH if in_percent or pd.isna(row["max_score"]) else number(row["max_score"]),
        DASH if in_percent else number(row["score"]),
        number(row["percent"]),
        rank(row["rank"]),
        DASH if in_percent else number(row["previous_score"]),
        rank(row["previous_rank"]),
        DASH if in_percent or pd.isna(row["change"]) else language.signed(row["change"]),
        DASH if in_percent else number(row["best_score"]),
    ]


def _domain_words(subject: Subject, known: pd.DataFrame, names: dict[str, str]) -> Block:
    """Name the best and the worst placed domains."""
    language = subject.language
    ranked = known["rank"].dropna().sort_values(kind="stable")
    if len(ranked) < 4:
        return EMPTY

    def listed(part: "pd.Series[int]") -> str:
        return language.enumerate([f"{names[str(c)]} ({r}/63)" for c, r in part.items()])

    return paragraph(
        language.text("Best placed: {domains}.", domains=listed(ranked.head(3))),
        language.text("Worst placed: {domains}.", domains=listed(ranked.tail(3).iloc[::-1])),
    )
