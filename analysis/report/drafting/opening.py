"""Head of the draft and what it rests on."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from analysis import indices, store
from analysis.blocks import Block, grounds, join, paragraph, title
from analysis.report.drafting.subject import Drafted
from analysis.report.sections.official import document_block
from analysis.wording import drafting as words
from analysis.wording import sentences


def head(drafted: Drafted) -> Block:
    """Document block, kind and subject of the plan, grounds."""
    text = drafted.language.text
    return join(
        [
            document_block(drafted),
            title(subject(drafted), lang=drafted.language.code, kind=text("PLAN"), contents=False),
            grounds([*(f"{ground};" for ground in _grounds(drafted)), f"{_results(drafted)},"]),
            paragraph(
                text(
                    "{body} issues the plan to raise the Public Administration Reform Index "
                    "(PAR INDEX), the satisfaction index (SIPAS) and the Provincial Governance "
                    "and Public Administration Performance Index (PAPI) in {year} as follows:",
                    body=drafted.letterhead.body,
                    year=drafted.year,
                )
            ),
        ]
    )


def subject(drafted: Drafted) -> str:
    """Return what the plan is about."""
    return drafted.language.text(
        "Raising PAR INDEX, SIPAS and PAPI of {place} in {year}",
        place=drafted.place,
        year=drafted.year,
    )


def _grounds(drafted: Drafted) -> Iterator[str]:
    """Yield the decisions that published the results, and the plan before."""
    language, plan = drafted.language, drafted.previous
    for row in decisions(drafted):
        yield language.text(
            "Pursuant to decision {decision} of {day}, which published {index} {year}",
            decision=row["decision"],
            day=language.day(date.fromisoformat(row["decision_date"])),
            index=indices.index(row["index"]).short,
            year=row["year"],
        )
    if plan is not None:
        yield language.text("Pursuant to {plan}", plan=words.dated_plan(language, plan))


def decisions(drafted: Drafted) -> "list[pd.Series[str]]":
    """Return the publications of the whole results used whose decision is known."""
    table = store.load("publications").dropna(subset=["decision", "decision_date"])
    used = {(index, year) for index, year in _whole_years(drafted)}
    return [row for _, row in table.iterrows() if (row["index"], int(row["year"])) in used]


def _results(drafted: Drafted) -> str:
    """Name the results that the plan starts from."""
    language = drafted.language
    named = [f"{indices.index(index).short} {year}" for index, year in _whole_years(drafted)]
    return language.text("On the results published of {results}", results=language.enumerate(named))


def _whole_years(drafted: Drafted) -> list[tuple[str, int]]:
    """Return the year of the latest result of each index."""
    found = []
    for index in drafted.indices:
        years = [p.result.year for p in drafted.proposals[index] if p.result is not None]
        found += [(index, max(years))] if years else []
    return found


def merger(drafted: Drafted) -> str:
    """Say that the units change, if they do by the year of the plan."""
    return sentences.merger(drafted.language, [drafted.year])
