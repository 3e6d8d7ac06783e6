"""The provinces of the region beside each other."""

from analysis import indices
from analysis.blocks import EMPTY, Block, heading, join, paragraph
from analysis.regional import RegionTable
from analysis.report.sections import results
from analysis.report.subject import Subject
from analysis.tables import Column, table, without_blank
from analysis.wording import cells
from analysis.wording import regions as words
from analysis.wording.language import DASH

# Of fewer known provinces, or without the own one, the sentence alone speaks.
_ROWS = 3


def region(subject: Subject, index: str) -> Block:
    """Table T12: every province of the region that is known, and the place among them."""
    found = results.region(subject, index)
    if found is None:
        return EMPTY
    title = heading(3, subject.language.text("Within the region"))
    said = paragraph(*words.within_region(subject.language, found, subject.province.code,
                                          place=subject.place, names=subject.names))  # fmt: skip
    worth_a_table = subject.province.code in found.frame.index and len(found.frame) >= _ROWS
    return join([title, said, _table(subject, found) if worth_a_table else EMPTY])


def _table(subject: Subject, found: RegionTable) -> Block:
    text, language = subject.language.text, subject.language
    columns = [
        Column(text("Province"), numeric=False),
        Column(text("Score")),
        Column(text("Change")),
        Column(text("Place in the region")),
        Column(text("Rank in the country")),
        Column(text("Places up (+) or down (−)")),
    ]
    body = [
        [
            subject.names[str(code)],
            cells.number(language, row["score"]),
            cells.signed(language, row["change"]),
            cells.rank(row["place"], found.placed),
            cells.rank(row["rank"], found.rank_n),
            cells.signed(language, row["rank_change"], 0),
        ]
        for code, row in found.frame.to_dict("index").items()
    ]
    note = text("{dash} not known or not comparable.", dash=DASH)
    partial = text("The place is among the provinces of the region whose rank is known.")
    return table(
        *without_blank(columns, body, blank=DASH),
        anchor=f"t12-{found.index}",
        caption=text(
            "{index} {year} in the region {region}",
            index=indices.index(found.index).short,
            year=subject.year,
            region=subject.region,
        ),
        note=note if found.complete else f"{partial} {note}",
    )
