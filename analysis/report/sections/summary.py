"""The half page that a chairman reads: the findings that matter most, and what is not known.

Which findings those are follows from the results. Each has a weight: one for a result and for
what is not known, below one for how far the rest is from ordinary. The heaviest are said.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from analysis.blocks import Block, bullets, heading, paragraph, wrap
from analysis.errors import NoData
from analysis.indices import edition
from analysis.report.params import INDICES
from analysis.report.sections import results
from analysis.report.sections.domains import ranked_domains
from analysis.report.subject import Subject
from analysis.trend import Trend
from analysis.wording import findings, regions
from analysis.wording import quality as sentences
from analysis.wording import summary as words
from analysis.wording import targets as target_words

_MOST = 7
# What is this close to ordinary is not said in a summary.
_LEAST = 0.3
# A trend of years is no news of this one.
_TREND = 0.5
# Few provinces make a region: its first and last place are worth this much of the nation's.
_REGION = 0.6
# A gain of so many places weighs as much as a result.
_MANY_PLACES = 10


@dataclass(frozen=True)
class Finding:
    """A sentence and how much it matters.

    Attributes
    ----------
    weight : float
        From 0 to 1.
    sentence : str
    """

    weight: float
    sentence: str


def summary(subject: Subject) -> Block:
    """Say what matters most, in the order of the report."""
    found = [
        finding
        for part in (_results, _moves, _places, _plan, _gain, _gaps)
        for finding in part(subject)
        if finding.sentence and finding.weight >= _LEAST
    ]
    heaviest = sorted(found, key=lambda finding: -finding.weight)[:_MOST]
    return wrap(
        "section",
        [
            heading(2, subject.language.text("Summary"), anchor="summary"),
            bullets(finding.sentence for finding in found if finding in heaviest),
            _quality(subject),
        ],
        css="summary",
    )


def _quality(subject: Subject) -> Block:
    """Say how good the figures are, and which to check before anything is published."""
    language = subject.language
    found = results.figures(subject)
    odd = results.unusual(subject)
    return paragraph(
        sentences.provenance(language, found, place=subject.place),
        sentences.sums(language, found),
        sentences.unusual(language, odd.change, odd.ratio, before=subject.year - 1) if odd else "",
        css="note",
    )


def _results(subject: Subject) -> Iterator[Finding]:
    for index in INDICES:
        row, chance = subject.now(index), results.chance_rose(subject) if index == "papi" else None
        said = words.standing(subject.language, row, index=index, year=subject.year, chance=chance)
        yield Finding(1, said)


def _moves(subject: Subject) -> Iterator[Finding]:
    """Say what moved PAPI, and what rises or falls for years."""
    language, noise = subject.language, subject.national.noise
    change = results.change(subject, "papi")
    if change is not None and noise is not None and not change.flagged:
        weight = min(1.0, abs(float(change.total["change"])) / noise.sd)
        said = words.drivers(language, change, subject.domain_names("papi"))
        yield Finding(weight, said)
    clear = results.clear_trends(subject)
    if clear:
        code = max(clear, key=lambda c: abs(clear[c].slope))
        yield Finding(_TREND, _trend(subject, code, clear[code]))


def _trend(subject: Subject, code: str, trend: Trend) -> str:
    name = subject.domain_names("papi")[code]
    return findings.trend_of(subject.language, trend, name=name, unit="points", n=trend.n)


def _places(subject: Subject) -> Iterator[Finding]:
    """Say the place in the region, and the best and the worst placed domain."""
    region = results.region(subject, "papi")
    code = subject.province.code
    own = None if region is None else region.frame["place"].dropna().get(code)
    if region is not None and region.complete and own is not None:
        said = regions.position(subject.language, region, code, place=subject.place)
        yield Finding(_REGION * abs(2 * (own - 0.5) / region.placed - 1), said)
    domains = ranked_domains(subject)
    if len(domains) > 1:
        best, worst = domains[0], domains[-1]
        weight = max(abs(2 * domain.height - 1) for domain in (best, worst))
        yield Finding(weight, words.extremes(subject.language, best.label, worst.label))


def _plan(subject: Subject) -> Iterator[Finding]:
    due, language = subject.due_year, subject.language
    checked = subject.targets_due(due)
    if checked.empty:
        return
    states = Counter(checked["state"])
    if states["met"] or states["not_met"]:
        yield Finding(
            1,
            words.verdicts(language, due, states["met"], states["not_met"], states["cannot_judge"]),
        )
        return
    ahead = checked[checked["state"] == "on_course"].sort_values("probability", kind="stable")
    if len(ahead) > 1:
        worst, best = (
            (target_words.name(subject.language, row, subject.year), float(row["probability"]))
            for row in (ahead.iloc[0], ahead.iloc[-1])
        )
        yield Finding(1 - worst[1], words.chances(language, due, best, worst))


def _gain(subject: Subject) -> Iterator[Finding]:
    language, found = subject.language, results.gains(subject)
    if found is None:
        return
    places = float(found.frame["ranks"].max())
    said = words.gain(language, found, subject.domain_names("papi"))
    yield Finding(min(1.0, places / _MANY_PLACES), said)
    goal = results.next_group(subject)
    # The nearer the next group, the more it matters.
    if goal is not None and goal.packages is not None:
        weight = 1 - goal.needed / float(found.frame["achievable"].sum())
        yield Finding(weight, words.lacking(language, goal.needed, goal.group))


def _gaps(subject: Subject) -> Iterator[Finding]:
    """Say what is not known, and the last that is known."""
    language, year = subject.language, subject.year
    rows = {index: subject.now(index) for index in INDICES if _in_use(index, year)}
    without = [i for i, r in rows.items() if pd.isna(r.get("score")) and pd.isna(r.get("rank"))]
    for index in without:
        table = subject.histories[index]
        known = table[table["score"].notna() | table["rank"].notna()] if len(table) else table
        if len(known):
            last = int(known.index[-1])
            row = known.iloc[-1]
            yield Finding(0.4, words.latest(language, row, index=index, year=last))
    yield Finding(1, words.unknown(language, without, year))


def _in_use(index: str, year: int) -> bool:
    try:
        edition(index, year)
    except NoData:
        return False
    return True
