"""The provinces most alike, and the best of them in each dimension."""

from analysis.blocks import EMPTY, Block, heading, join, paragraph
from analysis.peers import Peers
from analysis.report.sections import results
from analysis.report.subject import Subject
from analysis.rounding import difference
from analysis.tables import Column, table
from analysis.wording import cells


def papi_peers(subject: Subject) -> Block:
    """Name the peers with their stability, and what the best of them reach."""
    found = results.peers(subject)
    if found is None:
        return EMPTY
    text, language = subject.language.text, subject.language
    return join(
        [
            heading(3, text("Provinces most alike")),
            paragraph(
                _how(subject, found),
                text(
                    "With dimensions and years weighted anew at random, a peer comes out again in "
                    "{stability}% of cases on average; peers drawn by lot would in {chance}%.",
                    stability=language.number(found.stability * 100, 0),
                    chance=language.number(found.chance * 100, 0),
                ),
            ),
            _peer_table(subject, found),
            _best_table(subject, found),
        ]
    )


def _how(subject: Subject, found: Peers) -> str:
    text = subject.language.text
    values = {"years": subject.language.span(found.years), "n": found.n}
    if found.context:
        return text(
            "Nearest among {n} provinces by the standardised dimensions of {years}, by population "
            "and by GRDP per head.",
            **values,
        )
    return text("Nearest among {n} provinces by the standardised dimensions of {years}.", **values)


def _peer_table(subject: Subject, found: Peers) -> Block:
    text, language = subject.language.text, subject.language
    section, names = subject.section("papi"), subject.names
    body = [
        [
            names[str(code)],
            language.number(row["distance"]),
            text("{number}%", number=language.number(row["stability"] * 100, 0)),
            cells.number(language, section.rows["score"].get(code)),
            cells.rank(section.ranked.get(code), section.rank_n),
        ]
        for code, row in found.table.to_dict("index").items()
    ]
    return table(
        [
            Column(text("Province"), numeric=False),
            Column(text("Distance")),
            Column(text("Comes out again")),
            Column(text("Score")),
            Column(text("Rank")),
        ],
        body,
        anchor="peers-papi",
        caption=text(
            "Provinces most alike, PAPI {year}: {place}", year=subject.year, place=subject.place
        ),
        note=text("Distance: typical difference in a dimension, in standard deviations."),
    )


def _best_table(subject: Subject, found: Peers) -> Block:
    text, language = subject.language.text, subject.language
    names = subject.domain_names("papi")
    body = [
        [
            names[str(code)],
            cells.number(language, row["own"]),
            subject.names[row["peer"]],
            cells.number(language, row["score"]),
            cells.signed(language, difference(row["score"], row["own"])),
        ]
        for code, row in found.best.to_dict("index").items()
    ]
    return table(
        [
            Column(text("Dimension"), numeric=False),
            Column(text("Own score")),
            Column(text("Best peer"), numeric=False),
            Column(text("Its score")),
            Column(text("Lead")),
        ],
        body,
        anchor="best-peers-papi",
        caption=text(
            "Best peer by dimension, PAPI {year}: {place}", year=subject.year, place=subject.place
        ),
        note=text("Unit: points. A lead below zero: the province itself is ahead."),
    )
