"""Section I and appendix I: what the plan aims at, by index and component."""

from collections.abc import Iterator

import pandas as pd

from analysis import indices
from analysis.blocks import Block, bullets, heading, join, paragraph, pointer
from analysis.drafting import Proposal
from analysis.forecast.simulation import DRAWS
from analysis.report.drafting.opening import merger
from analysis.report.drafting.rows import agencies
from analysis.report.drafting.subject import Drafted
from analysis.report.params import INDICES
from analysis.report.sections.official import appendix
from analysis.tables import Column, table, without_blank
from analysis.wording import cells
from analysis.wording import drafting as words
from analysis.wording import targets as target_words
from analysis.wording.language import DASH

ANCHOR = "plan-targets"


def aims(drafted: Drafted) -> Block:
    """Section I: the aims for each whole index, how sure they are, where the others stand."""
    text = drafted.language.text
    return join(
        [
            heading(2, text("Aims"), anchor="aims"),
            bullets(_index(drafted, index) for index in INDICES),
            paragraph(*_meaning(drafted)),
            paragraph(merger(drafted)),
            pointer(
                text(
                    "The targets by component stand in {appendix}.", appendix=text("the appendix")
                ),
                words=text("the appendix"),
                anchor=ANCHOR,
            ),
            pointer(
                text("The sources are listed in {appendix}.", appendix=text("the appendix")),
                words=text("the appendix"),
                anchor="sources",
            ),
        ]
    )


def _index(drafted: Drafted, index: str) -> str:
    """Say what is aimed at for one index, in one paragraph."""
    language, proposals = drafted.language, drafted.proposals[index]
    text, short = language.text, indices.index(index).short
    whole = next((p for p in proposals if p.component == "overall"), None)
    if whole is None and proposals:
        return text(
            "{index}: by component, since its whole result is not in the data.", index=short
        )
    if whole is None:
        return text(
            "{index}: the data hold no result of the last five years; no target is proposed.",
            index=short,
        )
    said = [text("{index}: latest result {result}.", index=short,
                 result=words.result(language, whole.result) or DASH)]  # fmt: skip
    said += [
        text("{level}: {aims}.", level=words.level(drafted.language, level), aims=listed)
        for level in words.LEVELS
        if (listed := words.aims(language, whole, level))
    ]
    said.append(_sureness(drafted, whole))
    return " ".join(sentence for sentence in said if sentence)


def _sureness(drafted: Drafted, whole: Proposal) -> str:
    """Say how likely the present rank is held, or that there is no probability."""
    text = drafted.language.text
    if not whole.learnt:
        return text("Too little is published for a forecast, so these have no probability.")
    if whole.held is None or whole.result is None:
        return ""
    return text(
        "That rank {rank} is at least held has a chance of {chance}.",
        rank=whole.result.rank,
        chance=cells.chance(drafted.language, whole.held),
    )


def _meaning(drafted: Drafted) -> Iterator[str]:
    """Say what the levels and chances mean."""
    language = drafted.language
    learnt = [p.learnt for found in drafted.proposals.values() for p in found if p.learnt]
    if not learnt:
        return
    yield language.text(
        "In brackets stands the chance: the share of {draws} courses simulated from the results of "
        "{years} in which the target is met; at least two thirds at the safe level, at least one "
        "third at the ambitious one. It does not know the tasks of this plan.",
        draws=language.number(DRAWS, 0),
        years=language.span(learnt[0]),
    )


def target_tables(drafted: Drafted) -> Block:
    """Appendix I: targets by index and component."""
    text = drafted.language.text
    blocks = [_table(drafted, index) for index in drafted.indices]
    return appendix(
        drafted,
        text("Targets proposed"),
        [*blocks, _carried(drafted)],
        anchor=ANCHOR,
    )


def _table(drafted: Drafted, index: str) -> Block:
    language, text = drafted.language, drafted.language.text
    short = indices.index(index).short
    columns = [
        Column(text("Component"), numeric=False),
        Column(text("Latest result"), numeric=False),
        Column(text("Plan before"), numeric=False),
        *(Column(words.level(language, level), numeric=False) for level in words.LEVELS),
        Column(text("Lead agency"), numeric=False),
        Column(text("Basis"), numeric=False),
    ]
    body = [_cells(drafted, proposal) for proposal in drafted.proposals[index]]
    note = (
        text("Chances in brackets, by forecast.")
        if any(proposal.learnt for proposal in drafted.proposals[index])
        else text("Targets without a forecast have no probability; ranks are of 63 provinces.")
    )
    return table(
        *without_blank(columns, body, blank=DASH),
        anchor=f"targets-{index}",
        caption=text("Targets of {index} for {year}", index=short, year=drafted.year),
        note=f"{note} {text('{dash} none or not known.', dash=DASH)}",
        wide=True,
    )


def _cells(drafted: Drafted, proposal: Proposal) -> list[str]:
    language = drafted.language
    component = indices.component(proposal.index, proposal.component, drafted.report.year)
    owner = drafted.assignments.owner(proposal.index, proposal.component)
    return [
        language.pick(component.name_vi, component.name_en),
        words.result(language, proposal.result) or DASH,
        _before(drafted, proposal) or DASH,
        *(words.aims(language, proposal, level) or DASH for level in words.LEVELS),
        agencies(language, owner.agencies if owner else ()),
        words.grounds_of(language, proposal, owner, drafted.previous),
    ]


def _before(drafted: Drafted, proposal: Proposal) -> str:
    """Write what the plan before asks for, in the year or else in its last one."""
    checked = drafted.checked
    rows = checked[
        (checked["index"] == proposal.index) & (checked["component"] == proposal.component)
    ]
    if rows.empty:
        return ""
    first, last = (rows["target_year"].str[cut].astype(int) for cut in (slice(4), slice(-4, None)))
    due = min(int(last.max()), drafted.year)
    in_force = rows[(first <= due) & (due <= last)]
    said = [_aim_before(drafted, row) for _, row in in_force.iterrows()]
    return "; ".join(said if due == drafted.year else [f"{aim} ({due})" for aim in said])


def _aim_before(drafted: Drafted, row: "pd.Series[str]") -> str:
    language = drafted.language
    aim = target_words.aim(language, row)
    if pd.isna(row["probability"]):
        return aim
    return language.text(
        "{aim} ({chance})",
        aim=aim,
        chance=cells.chance(language, row["probability"]),
    )


def _carried(drafted: Drafted) -> Block:
    """Table of the targets of the plan before that no index measures and that still hold."""
    language, text = drafted.language, drafted.language.text
    rows, plan = drafted.carried_targets, drafted.previous
    if plan is None or rows.empty:
        return join([])
    columns = [
        Column(text("Target"), numeric=False),
        Column(text("Aim"), numeric=False),
        Column(text("Lead agency"), numeric=False),
        Column(text("Basis"), numeric=False),
    ]
    body = [
        [
            row["metric_vi"],
            target_words.aim(language, row),
            agencies(language, words.names(row["lead_agency"])),
            words.line_of(language, plan, int(row["source_line"])),
        ]
        for _, row in rows.iterrows()
    ]
    return table(
        columns,
        body,
        anchor="targets-carried",
        caption=text("Targets of the plan before that hold in {year}", year=drafted.year),
        note=text("No index measures them; agencies report the values."),
        wide=True,
    )
