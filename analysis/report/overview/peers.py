"""Groups of provinces with a like profile, and whether such groups exist."""

from analysis.blocks import EMPTY, Block, join, paragraph
from analysis.collation import sort_key
from analysis.peers import PeerGroups
from analysis.report.overview.subject import Overview
from analysis.report.overview.titles import title
from analysis.tables import Column, table
from analysis.wording import cells, patterns


def similar(subject: Overview) -> Block:
    """Section on the groups; a table only where they are clear."""
    if not subject.complete:
        return EMPTY
    text, language, found = subject.language.text, subject.language, subject.peer_groups
    heading = title(subject, "peers")
    if found is None:
        reason = text(
            "The data hold too few dimensions of {index} for {year} to compare profiles.",
            index=subject.short,
            year=subject.year,
        )
        return heading + paragraph(reason)
    said = patterns.grouping(language, found)
    if found.verdict == "no_clear_groups":
        return heading + paragraph(said)
    return join([heading, paragraph(said), _table(subject, found)])


def _table(subject: Overview, found: PeerGroups) -> Block:
    text, language, names = subject.language.text, subject.language, subject.names
    columns = [
        Column(text("Group"), numeric=False),
        Column(text("Provinces")),
        Column(text("Mean deviation")),
        Column(text("Stability")),
        Column(text("Members"), numeric=False),
    ]
    body = []
    for group, rows in found.table.groupby("group"):
        members = sorted((names[str(code)] for code in rows.index), key=sort_key)
        deviation = found.centres.loc[[group]].mean(axis="columns").iloc[0]
        body.append(
            [
                f"{group}",
                f"{len(rows)}",
                language.signed(float(deviation)),
                cells.chance(language, rows["stability"].mean()),
                ", ".join(members),
            ]
        )
    return table(
        columns,
        body,
        anchor="peers-table",
        caption=text(
            "Groups of provinces by profile: {index} {years}",
            index=subject.short,
            years=subject.language.span(found.years),
        ),
        note=text(
            "Mean deviation: of the dimensions, in standard deviations. Stability: share of {n} "
            "resamples in which members of the group stay together.",
            n=language.number(found.resamples, 0),
        ),
    )
