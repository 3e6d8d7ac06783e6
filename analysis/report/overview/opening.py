"""Head and coverage."""

from analysis import charts, indices, store
from analysis.blocks import Block, figure, join, paragraph
from analysis.blocks import title as page_title
from analysis.report.overview.params import INDICES
from analysis.report.overview.subject import Overview
from analysis.report.overview.titles import title
from analysis.wording import overview, sentences


def head(subject: Overview) -> Block:
    """Title, draft mark, publisher and a word on the data."""
    text, item = subject.language.text, subject.item
    name = text(
        "National overview: {name} ({index}) in {year}",
        name=subject.language.pick(item.name_vi, item.name_en),
        index=item.short,
        year=subject.year,
    )
    return join(
        [
            paragraph(text("DRAFT"), css="draft"),
            page_title(name, lang=subject.language.code),
            paragraph(
                text(
                    "{index} is published by {publisher}.",
                    index=item.short,
                    publisher=subject.language.pick(item.publisher_vi, item.publisher_en),
                )
            ),
            paragraph(
                text(
                    "Every figure is a published one or is computed from published ones; a figure "
                    "that was not found is said to be missing and is not estimated."
                ),
                css="note",
            ),
        ]
    )


def coverage(subject: Overview) -> Block:
    """Section I: how many provinces are known, and what that allows."""
    language, section = subject.language, subject.section
    known = sorted({int(y) for y in subject.scores_so_far["year"]})
    if section.complete:
        allowed = overview.without_result(language, section, subject.names)
    else:
        allowed = overview.partial(language, section)
    return join(
        [
            title(subject, "coverage"),
            paragraph(sentences.coverage(language, section), allowed),
            paragraph(overview.comparable(language, subject.index, subject.year, known)),
            _heatmap(subject),
        ]
    )


def _heatmap(subject: Overview) -> Block:
    """Chart of the provinces with a score by index and year, up to the year."""
    text = subject.language.text
    table = store.coverage()
    table = table[table["index"].isin(INDICES) & (table["year"] <= subject.year)]
    names = {code: indices.index(code).short for code in table["index"]}
    own = table.loc[table["index"] == subject.index, ["year", "with_score"]].to_numpy()
    counts = ", ".join(f"{year}: {n}" for year, n in own)
    return figure(
        charts.coverage_heatmap(table, names, language=subject.language),
        anchor="coverage-map",
        caption=text("Provinces with a score in the data, by index and year"),
        alt=text(
            "Grid of five indices by year with the number of provinces with a score, of 63. "
            "{index}: {counts}.",
            index=subject.short,
            counts=counts,
        ),
    )
