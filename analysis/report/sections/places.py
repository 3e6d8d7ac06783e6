"""How sure the rank of PAPI is, and what points buy in places."""

import pandas as pd

from analysis.blocks import EMPTY, Block, heading, join, paragraph
from analysis.ranks import (
    GROUPS,
    papi_edge,
    papi_groups,
    points_to_group,
    points_to_rank,
    value_of_points,
)
from analysis.report.sections import results
from analysis.report.subject import Subject
from analysis.standing import CrossSection
from analysis.tables import Column, behind, table
from analysis.wording import cells, sentences

TOP = 10
STEPS = (0.5, 1.0, 2.0)


def papi_rank(subject: Subject) -> Block:
    """Give the rank its interval, and its price in points."""
    section, noise = subject.section("papi"), subject.national.noise
    made = subject.national.places("papi", "overall", subject.year)
    code = subject.province.code
    if noise is None or made is None or code not in made.table.index:
        return EMPTY
    text, language = subject.language.text, subject.language
    row = made.table.to_dict("index")[code]
    said = text(
        "Rank {rank} of {n} has a {level}% interval from {low} to {high}, and the chance to be "
        "among the first {top} is {chance}, if the noise of a year is {noise} points.",
        rank=language.number(row["rank"], 0),
        n=made.n,
        level=language.number(made.level * 100, 0),
        low=language.number(row["low"], 0),
        high=language.number(row["high"], 0),
        top=TOP,
        chance=cells.chance(language, row[f"top_{TOP}"]),
        noise=language.number(noise.sd),
    )
    note = text(
        "The noise is estimated from {n} yearly changes of all provinces against the nation; real "
        "movement counts as noise there, so the interval errs on the wide side.",
        n=language.number(noise.n, 0),
    )
    return join(
        [
            heading(3, text("How sure the rank is, and what a point is worth")),
            paragraph(said, _rose(subject), note),
            behind(
                [
                    Column(text("Province"), numeric=False),
                    Column(text("Rank")),
                    Column(text("{level}% interval", level=language.number(made.level * 100, 0))),
                    Column(text("Chance of the first {top}", top=TOP)),
                    Column(text("Chance that it really rose")),
                ],
                [
                    [
                        subject.names[code],
                        cells.rank(int(row["rank"]), made.n),
                        text(
                            "{low} to {high}",
                            low=language.number(row["low"], 0),
                            high=language.number(row["high"], 0),
                        ),
                        cells.chance(language, row[f"top_{TOP}"]),
                        cells.chance(language, results.chance_rose(subject)),
                    ]
                ],
                summary=text("How sure the rank is"),
            ),
            _prices(subject, section),
        ]
    )


def _rose(subject: Subject) -> str:
    """Say how likely it is that the province rose against the nation, if that can be said."""
    text, language = subject.language.text, subject.language
    chance = results.chance_rose(subject)
    if chance is None:
        return ""
    return text(
        "That the province really rose against the nation from {before} has a probability of "
        "{chance}.",
        before=subject.year - 1,
        chance=cells.chance(language, chance),
    )


def _prices(subject: Subject, section: CrossSection) -> Block:
    """Table of points and places: what so many points buy, and what a place or group costs."""
    text, language = subject.language.text, subject.language
    code, scores = subject.province.code, section.rows["score"]
    rank = int(section.ranked[code])
    if rank == 1:
        return EMPTY
    bought = value_of_points(scores, code, STEPS)
    rows = [
        [
            text("{points} points more", points=language.number(step, 1)),
            language.signed(step),
            language.signed(float(bought[step]), 0),
        ]
        for step in STEPS
    ]
    rows += [
        [
            text("rank {rank}", rank=wanted),
            language.signed(points_to_rank(scores, code, wanted)),
            language.signed(float(rank - wanted), 0),
        ]
        for wanted in (TOP, 1)
        if wanted < rank
    ]
    better = _better_group(subject, scores)
    if better:
        needed = points_to_group(scores, code, better, edge=papi_edge(subject.year))
        # On the cut itself a province may still count downwards.
        gained = value_of_points(scores, code, [needed + 1e-6]).iloc[0]
        rows.append(
            [
                text("group {group}", group=sentences.group_name(language, better)),
                language.signed(needed),
                language.signed(float(gained), 0),
            ]
        )
    return table(
        [Column(text("Aim"), numeric=False), Column(text("Points")), Column(text("Places"))],
        rows,
        anchor="prices-papi",
        caption=text(
            "What points buy in places, PAPI {year}: {place}",
            year=subject.year,
            place=subject.place,
        ),
        note=text("If no other province moves; ranks are among {n} provinces.", n=section.n),
    )


def _better_group(subject: Subject, scores: pd.Series) -> str | None:
    groups = papi_groups(scores, subject.year)
    place = GROUPS.index(str(groups[subject.province.code]))
    return GROUPS[place - 1] if place else None
