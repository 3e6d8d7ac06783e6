"""SIPAS, and how it goes together with settlement on time."""

import pandas as pd

from analysis import charts, indices, relate, standing
from analysis.blocks import EMPTY, Block, bullets, figure, heading, join, paragraph
from analysis.relate import Correlation
from analysis.report.subject import Subject
from analysis.rounding import difference
from analysis.settlement import Settlement
from analysis.tables import Column, behind, table, without_blank
from analysis.wording import Language, cells, findings, sentences
from analysis.wording.headlines import factors as headlines
from analysis.wording.language import DASH

PARTS = ("policy", "service")


def sipas_head(subject: Subject) -> Block:
    """Section IV: what is known of SIPAS and its parts."""
    text, language = subject.language.text, subject.language
    section = subject.section("sipas")
    title = heading(2, text("Satisfaction index (SIPAS)"), anchor="sipas")
    if section.rows.empty:
        return title + paragraph(
            text("The data hold no {index} result for {year}.", index="SIPAS", year=subject.year)
        )
    own = [s for part in PARTS if (s := _part(subject, part))]
    return join(
        [
            title,
            paragraph(sentences.coverage(language, section)),
            bullets(own)
            if own
            else paragraph(
                text(
                    "Results by domain and factor were not found for {place} in {year}.",
                    place=subject.place,
                    year=subject.year,
                )
            ),
        ]
    )


def _part(subject: Subject, component: str) -> str:
    section = subject.section("sipas", component)
    score = section.rows["score"].get(subject.province.code)
    if score is None or pd.isna(score):
        return ""
    item = indices.component("sipas", component, subject.year)
    language = subject.language
    return language.text(
        "{part}: {score}%.",
        part=language.pick(item.name_vi, item.name_en),
        score=language.number(score),
    )


def sipas_factors(subject: Subject) -> Block:
    """Chart C7 and table T8: the parts and factors of the province beside the nation's.

    The nation's alone, without a chart, where none of the province is known.
    """
    text, language = subject.language.text, subject.language
    items = [c for c in indices.components("sipas", subject.year) if c.code != "overall"]
    rows = standing.profile(
        subject.national.sections,
        subject.province.code,
        "sipas",
        year=subject.year,
        components=[c.code for c in items],
    )
    known = rows[rows["score"].notna() | rows["mean"].notna()] if len(rows) else rows
    if known.empty:
        return EMPTY
    names = {c.code: language.pick(c.name_vi, c.name_en) for c in items}
    unknown = bool(known["score"].isna().all())
    caption = (
        text("SIPAS {year} of the country by factor", year=subject.year)
        if unknown
        else text("SIPAS {year} by factor: {place}", year=subject.year, place=subject.place)
    )
    columns = [
        Column(text("Factor"), numeric=False),
        Column(text("Province, %")),
        Column(text("Year before")),
        Column(text("Change")),
        Column(text("National mean")),
        Column(text("Gap")),
    ]
    body = [
        [
            names[str(code)],
            cells.number(language, row["score"]),
            cells.number(language, row["previous_score"]),
            cells.signed(language, row["change"]),
            cells.number(language, row["mean"]),
            cells.signed(language, difference(row["score"], row["mean"])),
        ]
        for code, row in known.to_dict("index").items()
    ]
    shown = table(
        *without_blank(columns, body, blank=DASH),
        anchor="t8",
        caption=caption,
        note=text(
            "Share of satisfied people in per cent. {dash} not known: of most factors only the "
            "national value was found.",
            dash=DASH,
        ),
    )
    if unknown:
        return shown
    said = headlines.factors(language, known, names)
    picture = figure(
        charts.sipas_factors(rows, names, language=language),
        anchor="c7",
        caption=caption,
        alt=text("Dots of satisfied people by factor. {finding}.", finding=said),
    )
    return picture + shown


def on_time(subject: Subject) -> Block:
    """How settlement on time goes together with satisfaction, and what that cannot say."""
    text, language, found = subject.language.text, subject.language, subject.national.settlement
    title = heading(3, text("Settlement on time and satisfaction"))
    if found.satisfaction is None:
        return title + paragraph(
            text(
                "Decision 766 scores begin in 2022, so settlement on time and satisfaction cannot "
                "be related up to {year}.",
                year=subject.year,
            )
        )
    x, y = text("the Decision 766 progress score"), text("its satisfaction score")
    return join(
        [
            title,
            paragraph(findings.correlation(language, found.satisfaction, x=x, y=y)),
            paragraph(_certain_units_only(language, found, x, y)),
            paragraph(_with_sipas(language, found, x)),
            paragraph(_rates(language, found)),
            _correlations(language, found),
            _scatter(subject, found.satisfaction),
            paragraph(
                text(
                    "These are associations over provinces and years, not causes. The sample is "
                    "not all 63 provinces, years are pooled, and satisfaction scores lie close to "
                    "their maximum, which hides differences."
                ),
                _break_inside(language, found.satisfaction),
                css="note",
            ),
        ]
    )


def _correlations(language: Language, found: Settlement) -> Block:
    """Return the correlations that the text speaks of."""
    text = language.text
    held = {
        text("Progress and satisfaction"): found.satisfaction,
        text("the same, names with a proven frame only"): found.certain_units,
        text("Progress and SIPAS"): found.sipas,
    }
    return behind(
        [
            Column(text("Relation"), numeric=False),
            Column(text("Pairs")),
            Column(text("Provinces")),
            Column("Pearson"),
            Column("Spearman"),
            Column(text("Draws")),
        ],
        [
            [
                name,
                language.number(made.n, 0),
                language.number(len(made.provinces), 0),
                findings.interval(language, made.pearson),
                findings.interval(language, made.spearman),
                language.number(made.draws, 0),
            ]
            for name, made in held.items()
            if made is not None
        ],
        summary=text("Figures of: {caption}", caption=text("Settlement on time and satisfaction")),
    )


def _scatter(subject: Subject, found: Correlation) -> Block:
    text, language = subject.language.text, subject.language
    pairs = relate.paired(subject.scores_so_far, found.x, found.y)
    caption = text("Progress of settlement and satisfaction, Decision 766 scores")
    return figure(
        charts.scatter(
            pairs,
            found,
            highlight=subject.province.code,
            x_label=text("progress score, points (maximum 20)"),
            y_label=text("satisfaction score, points (maximum 18)"),
            language=language,
        ),
        anchor="scatter-on-time",
        caption=caption,
        alt=text(
            "Scatter plot of {n} pairs: progress scores from {x_low} to {x_high}, satisfaction "
            "scores from {y_low} to {y_high}, correlation {r}. Filled marks: {place}.",
            n=found.n,
            x_low=language.number(pairs["x"].min()),
            x_high=language.number(pairs["x"].max()),
            y_low=language.number(pairs["y"].min()),
            y_high=language.number(pairs["y"].max()),
            r=language.number(found.pearson.value),
            place=subject.place,
        ),
        note=text("Filled marks: {place}.", place=subject.place),
    ) + behind(
        [
            Column(text("Province"), numeric=False),
            Column(text("Year"), numeric=False),
            Column(text("Progress score")),
            Column(text("Satisfaction score")),
        ],
        [
            [
                subject.names[row["province_code"]],
                str(row["year"]),
                language.number(row["x"]),
                language.number(row["y"]),
            ]
            for row in pairs.to_dict("records")
        ],
        summary=text("Figures of: {caption}", caption=caption),
    )


def _break_inside(language: Language, found: Correlation) -> str:
    """Name the change of method that lies between the pooled years."""
    inside = [
        b
        for b in indices.breaks(found.x.index, found.x.component)
        if found.years[0] < b.year <= found.years[-1]
    ]
    if not inside:
        return ""
    reasons = {language.pick(b.reason_vi, b.reason_en) for b in inside}
    return language.text(
        "The years are not measured alike: {reason}.", reason=language.enumerate(sorted(reasons))
    )


def _certain_units_only(language: Language, found: Settlement, x: str, y: str) -> str:
    if found.certain_units is None:
        return ""
    return language.text(
        "For {n} of the names it is not proven whether the scores mean the unit before or after "
        "the merger of July 2025; the following leaves them out. {sentence}",
        n=found.unproven_names,
        sentence=findings.correlation(language, found.certain_units, x=x, y=y),
    )


def _with_sipas(language: Language, found: Settlement, x: str) -> str:
    if found.sipas is not None:
        return findings.correlation(language, found.sipas, x=x, y="SIPAS")
    if not found.sipas_provinces:
        return language.text("No province and year has both {x} and SIPAS.", x=x)
    return language.plural(
        "Only {n} province has both {x} and SIPAS, too few for a correlation.",
        "Only {n} provinces have both {x} and SIPAS, too few for a correlation.",
        found.sipas_provinces,
        x=x,
    )


def _rates(language: Language, found: Settlement) -> str:
    """Say how often on-time rates themselves are known, and how few pairs that makes."""
    if found.rate_pairs >= relate.MIN_PROVINCES:
        return ""
    return language.plural(
        "On-time rates themselves are known for {n} province and year; pairs with a satisfaction "
        "figure: {pairs}, too few to relate them.",
        "On-time rates themselves are known for {n} provinces and years; pairs with a "
        "satisfaction figure: {pairs}, too few to relate them.",
        found.rates_known,
        pairs=found.rate_pairs,
    )
