"""Title, data and coverage."""

from collections.abc import Iterator

from analysis import relate
from analysis.blocks import Block, bullets, heading, join, paragraph
from analysis.blocks import title as page_title
from analysis.report.relations.subject import Relations
from analysis.tables import Column, table
from analysis.wording import relations as wording
from analysis.wording.language import DASH


def title(subject: Relations) -> Block:
    """Title, which names the two series, and what such a page can say at all."""
    text = subject.language.text
    return join(
        [
            page_title(
                text(
                    "How “{x}” and “{y}” go together",
                    x=wording.series(subject.language, subject.item(subject.x)),
                    y=wording.series(subject.language, subject.item(subject.y)),
                ),
                lang=subject.language.code,
            ),
            paragraph(
                text(
                    "Every figure is a published one or is computed from published ones. What "
                    "follows are associations over provinces and years; none of it shows that one "
                    "thing causes the other."
                ),
                css="note",
            ),
        ]
    )


def data(subject: Relations) -> Block:
    """Section I: what X and Y are, how many pairs there are, and what to be wary of."""
    text, language, found = subject.language.text, subject.language, subject.correlation
    known = subject.pairs["province_code"].nunique()
    definitions = [
        wording.definition(language, symbol, subject.item(measure))
        for symbol, measure in subject.symbols.items()
    ]
    if found is None:
        said = wording.too_little(language, len(subject.pairs), known, relate.MIN_PROVINCES)
    else:
        said = wording.sample(language, found.n, known, found.years)
    return join(
        [
            heading(2, text("Data and coverage"), anchor="data"),
            bullets(definitions),
            paragraph(said),
            bullets(_cautions(subject)),
            _coverage(subject),
        ]
    )


def _cautions(subject: Relations) -> Iterator[str]:
    language, found = subject.language, subject.correlation
    if found is None:
        return
    warnings = found.warnings
    if subject.frame_unproven and "frame_unproven" not in warnings:
        warnings = (*warnings, "frame_unproven")
    for warning in warnings:
        yield wording.caution(
            language, warning, known=len(found.provinces), unproven=subject.frame_unproven
        )
        if warning == "break_inside":
            for symbols, year, breaks in subject.breaks(found):
                yield wording.new_series(language, symbols, year, breaks)


def _coverage(subject: Relations) -> Block:
    text = subject.language.text
    counts = subject.coverage
    if counts["both"].any():
        counts = counts[counts["both"] > 0]
    columns = [
        Column(text("Year"), numeric=False),
        Column(text("Provinces with X")),
        Column(text("Provinces with Y")),
        Column(text("Provinces with both")),
    ]
    return table(
        columns,
        [
            [str(year), *(f"{n}/63" if n else DASH for n in row)]
            for year, row in zip(counts.index, counts.to_numpy().tolist(), strict=True)
        ],
        anchor="coverage",
        caption=text("Provinces with data, by year"),
        note=text("Only years with a pair are listed.") if counts["both"].any() else "",
    )
