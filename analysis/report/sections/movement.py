"""What the change since the year before and the gap to others consist of, by component."""

from typing import Literal

from analysis import change as changes
from analysis import indices
from analysis.blocks import EMPTY, Block, heading, join, paragraph
from analysis.change import Decomposition
from analysis.report.sections import results
from analysis.report.subject import Subject
from analysis.tables import Column, behind, table, without_blank
from analysis.wording import cells, movements
from analysis.wording.language import DASH

_REFERENCES: tuple[Literal["mean", "region_best", "leader"], ...] = (
    "mean",
    "region_best",
    "leader",
)


def change(subject: Subject, index: str) -> Block:
    """Take the change since the year before apart: national drift and own movement."""
    found = results.change(subject, index)
    if found is None:
        return EMPTY
    text, language = subject.language.text, subject.language
    before, year = found.years
    # Across a change of edition only shares of the maximum may be put side by side.
    unit = text("Unit: per cent of the maximum.") if found.flagged else text("Unit: points.")
    columns = [
        Column(text("Component"), numeric=False),
        Column(str(before)),
        Column(str(year)),
        Column(text("Change")),
        Column(text("National drift")),
        Column(text("Own movement")),
    ]
    body = [
        [
            _row_name(subject, index, str(code)),
            *(cells.number(language, row[name]) for name in ("start", "end")),
            *(cells.signed(language, row.get(name)) for name in ("change", "drift", "own")),
        ]
        for code, row in found.printed().iterrows()
    ]
    shown = table(
        *without_blank(columns, body, blank=DASH),
        anchor=f"change-{index}",
        caption=text(
            "Change of {index} from {before} to {year} by component: {place}",
            index=indices.index(index).short,
            before=before,
            year=year,
            place=subject.place,
        ),
        note=text(
            "{unit} National drift is the change of the mean over {n} provinces known in both "
            "years; own movement is the rest. Printed figures add up; what rounding leaves "
            "stands in a row of its own.",
            unit=unit,
            n=found.n,
        )
        if found.n
        else unit,
    )
    warning = text(
        "A new edition lies between the two years: the comparison in per cent of the maximum is "
        "a rough one."
    )
    title = heading(3, text("Change since {before}, by component", before=before))
    return join(
        [
            title,
            paragraph(
                movements.change_parts(language, found) if not found.flagged else warning,
                _regression_words(subject, index),
            ),
            shown,
            _regression_figures(subject, index),
        ]
    )


def _regression_figures(subject: Subject, index: str) -> Block:
    found, text, language = (
        results.regression(subject, index),
        subject.language.text,
        subject.language,
    )
    if found is None:
        return EMPTY
    return behind(
        [
            Column(text("Movement against the nation"), numeric=False),
            Column(text("Expected")),
            Column(text("{level}% interval", level=language.number(found.level * 100, 0))),
            Column(text("Actual")),
        ],
        [
            [
                f"{found.years[0]}–{found.years[1]}",
                language.signed(found.expected.value),
                text(
                    "{low} to {high}",
                    low=language.signed(found.expected.low),
                    high=language.signed(found.expected.high),
                ),
                language.signed(found.movement),
            ]
        ],
        summary=text("Regression to the mean"),
    )


def _regression_words(subject: Subject, index: str) -> str:
    found = results.regression(subject, index)
    return movements.regression(subject.language, found) if found else ""


def _row_name(subject: Subject, index: str, code: str) -> str:
    text = subject.language.text
    special = {"total": text("Total"), "rounding": text("Rounding"), "other": text("Other parts")}
    return special.get(code) or subject.domain_names(index)[code]


def gap(subject: Subject, index: str) -> Block:
    """Take the gaps to the mean, the best of the region and the leader apart."""
    found = _gaps(subject, index)
    if not found:
        return EMPTY
    text, language = subject.language.text, subject.language
    short = indices.index(index).short
    columns = [Column(text("Component"), numeric=False)]
    columns += [Column(_against(subject, to, parts)) for to, parts in found.items()]
    tables = {to: parts.printed()["gap"] for to, parts in found.items()}
    # Rounding leaves nothing in some of the columns only.
    rows = list(dict.fromkeys(code for printed in tables.values() for code in printed.index))
    rows.sort(key=lambda code: (code == "total", code == "rounding"))
    body = [
        [
            _row_name(subject, index, str(code)),
            *(cells.signed(language, printed.get(code, 0.0)) for printed in tables.values()),
        ]
        for code in rows
    ]
    title = heading(3, text("Gap to others, by component"))
    return join(
        [
            title,
            paragraph(*(movements.gap_parts(language, parts, _against(subject, to, parts),
                                           subject.domain_names(index))
                        for to, parts in found.items())),
            table(
                columns,
                body,
                anchor=f"gap-{index}",
                caption=text(
                    "Gap of {index} {year} by component: {place}",
                    index=short,
                    year=subject.year,
                    place=subject.place,
                ),
                note=text("Unit: points; below zero the province is behind."),
            ),
        ]
    )  # fmt: skip


def _gaps(subject: Subject, index: str) -> dict[str, Decomposition]:
    found: dict[str, Decomposition] = {}
    for to in _REFERENCES:
        try:
            parts = changes.decompose_gap(
                subject.scores_so_far,
                subject.province.code,
                index,
                year=subject.year,
                to=to,
            )
        except results.NOT_TO_BE_HAD:
            continue
        # The leader itself has no gap to close, and one leader may also lead the region.
        known = {p.references for p in found.values() if p.references}
        if subject.province.code not in parts.references and parts.references not in known:
            found[to] = parts
    return found


def _against(subject: Subject, to: str, parts: Decomposition) -> str:
    text = subject.language.text
    if to == "mean":
        return text("Mean of {n} provinces", n=parts.n) if parts.n else text("National mean")
    name = subject.language.enumerate([subject.names[code] for code in parts.references])
    if to == "leader":
        return text("First ({name})", name=name)
    return text("Best of the region ({name})", name=name)
