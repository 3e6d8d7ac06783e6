"""PAR INDEX: by method, by domain."""

import pandas as pd

from analysis import indices, standing
from analysis.blocks import EMPTY, Block, heading, join, paragraph
from analysis.indices import Component
from analysis.report.subject import Subject
from analysis.standing import PROVINCES
from analysis.tables import Column, table, without_blank
from analysis.wording import Language, cells, sentences
from analysis.wording.language import DASH

METHODS = ("m.appraised", "m.leader", "m.sipas", "m.socioeconomic")


def par_head(subject: Subject) -> Block:
    """Section III: heading and how much is known."""
    text, language = subject.language.text, subject.language
    section = subject.section("par_index")
    title = heading(2, text("Public administration reform index (PAR INDEX)"), anchor="par-index")
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
    title = heading(3, text("By method of assessment"))
    rows = standing.profile(
        subject.national.sections,
        subject.province.code,
        "par_index",
        year=subject.year,
        components=[c.code for c in _methods(subject)],
    )
    known = rows[rows["score"].notna()] if len(rows) else rows
    if known.empty:
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
        for c in _methods(subject)
        if c.code not in known.index
    ]
    note = text("Not found: {parts}.", parts=language.enumerate(missing)) if missing else ""
    return title + _method_table(subject, known, note)


def _methods(subject: Subject) -> list[Component]:
    return [c for c in indices.components("par_index", subject.year) if c.code in METHODS]


def _method_table(subject: Subject, known: pd.DataFrame, note: str) -> Block:
    """Table T2: the score by method."""
    text, language = subject.language.text, subject.language
    names = {c.code: language.pick(c.name_vi, c.name_en) for c in _methods(subject)}
    columns = [
        Column(text("Method"), numeric=False),
        Column(text("Maximum")),
        Column(text("Points")),
        Column(text("% of maximum")),
        Column(text("Rank")),
        Column(text("Points, year before")),
        Column(text("Change")),
        Column(text("National mean")),
    ]
    body = [
        [
            names[str(code)],
            cells.number(language, row["max_score"]),
            cells.number(language, row["score"]),
            cells.number(language, row["percent"]),
            cells.rank(row["rank"], row["rank_n"]),
            cells.number(language, row["previous_score"]),
            cells.signed(language, row["change"]),
            cells.number(language, row["mean"]),
        ]
        for code, row in known.to_dict("index").items()
    ]
    return table(
        *without_blank(columns, body, blank=DASH),
        anchor="t2",
        caption=text("PAR INDEX {year} by method: {place}", year=subject.year, place=subject.place),
        note=note,
    )


def _in_sentence(name: str) -> str:
    """Begin a name in lower case, unless it begins with an acronym."""
    return name if name[:2].isupper() else name[0].lower() + name[1:]


def par_domains(subject: Subject) -> Block:
    """Table T3: the eight domains."""
    text, language = subject.language.text, subject.language
    if subject.section("par_index").rows.empty:
        return EMPTY
    title = heading(3, text("By domain"))
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
        Column(text("Domain"), numeric=False),
        Column(text("Maximum")),
        Column(text("Points")),
        Column(text("% of maximum")),
        Column(text("Rank")),
        Column(text("Points, year before")),
        Column(text("Rank, year before")),
        Column(text("Change")),
        Column(text("Leader's points")),
    ]
    names = subject.domain_names("par_index")
    body = [_domain_cells(language, names[str(code)], row) for code, row in rows.iterrows()]
    return join(
        [
            title,
            _domain_words(subject, known, names),
            table(
                *without_blank(columns, body, blank=DASH),
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


def _domain_cells(language: Language, name: str, row: pd.Series) -> list[str]:
    # Some sources print a domain in per cent of its maximum: the scale is then 100, and the
    # row has no points.
    points = pd.Series(pd.NA, index=row.index) if row["max_score"] == 100 else row
    return [
        name,
        cells.number(language, points["max_score"]),
        cells.number(language, points["score"]),
        cells.number(language, row["percent"]),
        cells.rank(row["rank"], row["rank_n"]),
        cells.number(language, points["previous_score"]),
        cells.rank(row["previous_rank"], row["rank_n"]),
        cells.signed(language, points["change"]),
        cells.number(language, points["best_score"]),
    ]


def _domain_words(subject: Subject, known: pd.DataFrame, names: dict[str, str]) -> Block:
    """Name the best and the worst placed domains."""
    language = subject.language
    ranked = known["rank"].dropna().sort_values(kind="stable")
    if len(ranked) < 4:
        return EMPTY

    def listed(part: "pd.Series[int]") -> str:
        return language.enumerate([f"{names[str(c)]} ({r}/{PROVINCES})" for c, r in part.items()])

    return paragraph(
        language.text("Best placed: {domains}.", domains=listed(ranked.head(3))),
        language.text("Worst placed: {domains}.", domains=listed(ranked.tail(3).iloc[::-1])),
    )
