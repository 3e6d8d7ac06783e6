"""PAR INDEX: by method, by domain."""

import pandas as pd

from analysis import indices
from analysis.blocks import EMPTY, Block, bullets, heading, join, paragraph
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
    parts = {component: _part(subject, component) for component in METHODS}
    known = [part for part in parts.values() if part]
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
        if c.code in METHODS and not parts[c.code]
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
