"""Which dimensions differ most between provinces, and how they go together."""

from analysis.blocks import EMPTY, Block, join, paragraph
from analysis.report.overview.subject import Overview
from analysis.report.overview.titles import title
from analysis.tables import Column, table, without_blank
from analysis.wording import cells, overview, patterns
from analysis.wording.language import DASH

_RATE = 0.05


def dimensions(subject: Overview) -> Block:
    """Section on the dimensions of the year."""
    if not subject.complete:
        return EMPTY
    text, language = subject.language.text, subject.language
    heading = title(subject, "dimensions")
    if not subject.parts:
        return heading + paragraph(
            text(
                "The data hold no dimensions of {index} for {year}.",
                index=subject.short,
                year=subject.year,
            )
        )
    said = patterns.most_and_least(language, subject.part_spreads, _names(subject))
    return join([heading, paragraph(said), _spreads(subject), _links(subject)])


def _names(subject: Overview) -> dict[str, str]:
    pick = subject.language.pick
    return {code: pick(c.name_vi, c.name_en) for code, c in subject.parts.items()}


def _spreads(subject: Overview) -> Block:
    text, language, names = subject.language.text, subject.language, _names(subject)

    def number(value: object) -> str:
        return cells.number(language, value) if subject.digits == 2 else _long(value)

    def _long(value: object) -> str:
        return language.number(float(str(value)), subject.digits)

    columns = [
        Column(text("Dimension or sub-index"), numeric=False),
        Column(text("Provinces")),
        Column(text("Mean")),
        Column(text("Standard deviation")),
        Column(text("Standard deviation, % of the maximum")),
        Column(text("Highest"), numeric=False),
        Column(text("Lowest"), numeric=False),
        Column(text("Range")),
    ]
    body = [
        [
            names[str(code)],
            str(row["n"]),
            number(row["mean"]),
            number(row["sd"]),
            cells.number(language, row["sd_percent"]),
            f"{number(row['highest'])} ({subject.names[row['highest_code']]})",
            f"{number(row['lowest'])} ({subject.names[row['lowest_code']]})",
            number(row["range"]),
        ]
        for code, row in subject.part_spreads.to_dict("index").items()
    ]
    return table(
        *without_blank(columns, body, blank=DASH),
        anchor="dimensions-table",
        caption=text(
            "Dimensions of {index} {year}, the most unequal first",
            index=subject.short,
            year=subject.year,
        ),
        note=overview.unit_note(language, subject.unit),
    )


def _links(subject: Overview) -> Block:
    text, language, found = subject.language.text, subject.language, subject.part_links
    if found is None:
        return EMPTY
    names = _names(subject)
    by_measure = {f"{subject.index} {code}": name for code, name in names.items()}
    order = {measure: place for place, measure in enumerate(by_measure, start=1)}
    pairs = {(row["x"], row["y"]): row for row in found.to_dict("records")}

    def cell(x: str, y: str) -> str:
        row = pairs.get((x, y)) or pairs.get((y, x))
        if row is None or row["r"] != row["r"]:
            return DASH
        star = "*" if row["p_bh"] <= _RATE else ""
        return f"{language.number(row['r'])}{star}"

    columns = [Column(text("Dimension or sub-index"), numeric=False)]
    columns += [Column(str(place)) for place in order.values()]
    body = [[f"{order[x]}. {by_measure[x]}", *(cell(x, y) for y in order)] for x in order]
    return join(
        [
            paragraph(*patterns.links(language, found, by_measure)),
            table(
                columns,
                body,
                anchor="links",
                caption=text(
                    "Correlations of the dimensions of {index} {year}",
                    index=subject.short,
                    year=subject.year,
                ),
                note=text(
                    "Pearson's r over {n} provinces. * Share of false links held at 5% (Benjamini "
                    "and Hochberg). Dimensions of one survey may go together because the same "
                    "people answered; association is not cause.",
                    n=int(found["n"].max()),
                ),
            ),
        ]
    )
