"""PAR INDEX beside what citizens tell of the same work."""

from analysis import relate
from analysis.blocks import EMPTY, Block, bullets, heading, join, paragraph
from analysis.relate import Agreement, Standing
from analysis.report.national import LEVEL
from analysis.report.subject import Subject
from analysis.standing import PROVINCES
from analysis.tables import Column, table, without_blank
from analysis.wording import Language, cells
from analysis.wording import agreement as words
from analysis.wording.language import DASH


def agreement(subject: Subject) -> Block:
    """Say where results that are scored and results that are lived part."""
    if subject.section("par_index").rows.empty:
        return EMPTY
    text, language = subject.language.text, subject.language
    title = heading(3, text("PAPI beside PAR INDEX and SIPAS"))
    found = relate.agreement(
        subject.national.sections,
        subject.province.code,
        year=subject.year,
        places=subject.national.places,
    )
    if not found:
        return title + paragraph(
            text(
                "For {place}, no part of PAR INDEX is known for {before} or {year} that could be "
                "set beside SIPAS or PAPI.",
                place=subject.place,
                before=subject.year - 1,
                year=subject.year,
            )
        )
    said = [sentence for pair in found for sentence in words.places(language, pair)]
    return join([title, bullets(said), _table(subject, found)])


def _table(subject: Subject, found: list[Agreement]) -> Block:
    text, language = subject.language.text, subject.language
    standings = [standing for pair in found for standing in (pair.scored, *pair.lived)]
    columns = [
        Column(text("Index"), numeric=False),
        Column(text("Year"), numeric=False),
        Column(text("% of maximum")),
        Column(text("National mean, %")),
        Column(text("Rank")),
        Column(text("{level}% interval", level=language.number(LEVEL * 100, 0))),
        Column(text("Provinces known")),
    ]
    return table(
        *without_blank(columns, [_cells(language, held) for held in standings], blank=DASH),
        anchor="agreement",
        caption=text("What is scored and what citizens tell: {place}", place=subject.place),
        note=text(
            "PAR INDEX is scored by the province and appraised by the ministry, its whole holds "
            "SIPAS as a part; SIPAS and PAPI ask citizens, each with its own questions, sample "
            "and time of survey. Of PAR INDEX and SIPAS only published results are known, good "
            "ones more often. The interval of a rank follows from the noise of a year, which is "
            "known of PAPI alone. A difference shows what to look into, not which result is right."
        ),
    )


def _cells(language: Language, held: Standing) -> list[str]:
    return [
        words.name(language, held),
        str(held.year),
        cells.number(language, held.percent),
        cells.number(language, held.mean_percent),
        cells.rank(held.rank, held.rank_n),
        DASH
        if held.low is None
        else language.text("{low} to {high}", low=held.low, high=held.high),
        f"{held.n}/{PROVINCES}",
    ]
