"""Appendices: how the figures were made, and the sources that a report used."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis import indices, provinces, store
from analysis.blocks import Block, bullets, paragraph, references
from analysis.report.params import INDICES
from analysis.report.sections import results
from analysis.report.sections.official import appendix
from analysis.report.sections.record import record
from analysis.report.subject import Subject
from analysis.tables import Column, table, without_blank
from analysis.wording import cells
from analysis.wording.language import DASH


def methods(subject: Subject) -> Block:
    """Appendix: what the figures are, how many are known, and what they cannot say."""
    text = subject.language.text
    rules = [
        text(
            "Every figure is a published one or is computed from published ones; a figure that was "
            "not found is said to be missing and is not estimated."
        ),
        text(
            "Results are compared between years only within one edition of an index; a new edition "
            "is marked with * in the tables."
        ),
        text(
            "Ranks, means and groups that were not published are computed over the provinces "
            "whose results are known."
        ),
        text(
            "Intervals and chances measure chance alone; they say nothing about errors of the "
            "published figures."
        ),
        text("What is said about relations between indices is association, never cause."),
    ]
    return appendix(
        subject,
        text("Methods and quality of the data"),
        [bullets(rules), _coverage(subject), _quality(subject), record(subject)],
        anchor="methods",
    )


def _coverage(subject: Subject) -> Block:
    """Table of how many provinces are known in the year, by index."""
    text, year = subject.language.text, subject.year
    columns = [
        Column(text("Index"), numeric=False),
        Column(text("Comparable from")),
        Column(text("Domains")),
        Column(text("Criteria")),
        Column(text("Sub-criteria")),
        Column(text("Provinces with a score")),
        Column(text("Provinces with a rank")),
    ]
    rows = []
    for index in INDICES:
        found = subject.section(index).rows
        scores, ranks = (f"{int(found[c].notna().sum())}/63" for c in ("score", "rank"))
        used = [DASH] * 4 if found.empty else _edition(subject, index)
        rows.append([indices.index(index).short, *used, scores, ranks])
    return table(
        *without_blank(columns, rows, blank=DASH),
        anchor="coverage",
        caption=text("What is known of the provinces in {year}", year=year),
        note=text("{dash} no result of the year is known.", dash=DASH),
    )


def _edition(subject: Subject, index: str) -> list[str]:
    """Return the first year of the edition in use, and what it is made of."""
    used, language = indices.edition(index, subject.year), subject.language
    counts = (used.n_domains, used.n_criteria, used.n_subcriteria)
    return [str(used.first_year), *(cells.number(language, count, 0) for count in counts)]


def _quality(subject: Subject) -> Block:
    """Table of how sure the figures of the province are, and whether totals agree."""
    text, language = subject.language.text, subject.language
    found = results.figures(subject)
    counts = {
        text("Figures of the province"): found.figures,
        text("by two independent publishers"): found.verified,
        text("by one publisher"): found.single_source,
        text("computed from printed figures"): found.derived,
        text("Totals whose parts are all known"): found.sums,
        text("agree with the sum of their parts"): found.sums - len(found.wrong_sums),
    }
    rows = [[name, language.number(n, 0)] for name, n in counts.items()]
    odd = results.unusual(subject)
    if odd is not None:
        rows.append([text("Movement of PAPI in sizes of its noise"), language.number(odd.ratio, 1)])
    return table(
        [Column(text("What is counted"), numeric=False), Column(text("Number"))],
        rows,
        anchor="quality",
        caption=text(
            "Quality of the figures of {year}: {place}", year=subject.year, place=subject.place
        ),
        note=text("Of PAR INDEX, SIPAS and PAPI, scores and ranks of all parts."),
    )


def sources(subject: Subject) -> Block:
    """Appendix: every source behind a figure of this report."""
    text = subject.language.text
    used = source_ids(subject)
    items = citations(used)
    plan = subject.plan
    if plan is not None:
        title = " ".join(part for part in (plan.kind_vi, plan.number) if part)
        items.append((title, "", f"{plan.issuer_vi} [{plan.source_file}]"))
    items.append(
        (
            text("Boundaries of the maps"),
            "",
            text("Natural Earth (public domain), repaired [maps/README.md]"),
        )
    )
    return appendix(
        subject,
        text("Sources"),
        [paragraph(text("This report uses figures from these sources.")), references(items)],
        anchor="sources",
    )


def source_ids(subject: Subject) -> list[str]:
    """Return the ids of the sources used, sorted.

    These are the sources of the province's own results in the years shown, of the national
    values and of the best and last provinces and the region beside them, of all provinces and
    years that the models of a complete panel learn from, and of the pairs behind the relations.
    """
    scores = subject.scores_so_far
    first = min(
        (int(t.index[0]) for t in subject.histories.values() if len(t)), default=subject.year
    )
    shown = scores[scores["index"].isin(INDICES) & (scores["year"] >= first)]
    own = shown["province_code"] == subject.province.code
    national = shown["province_code"] == "00"
    extremes = (shown["component"] == "overall") & shown["rank"].isin([1, 63])
    leaders = (shown["rank"] == 1) & (shown["year"] == subject.year)
    region = (
        (shown["component"] == "overall")
        & shown["province_code"].isin(provinces.region_of(subject.province.code).province_codes)
        & (shown["year"] >= subject.year - 1)
    )
    found = list(shown.loc[own | national | extremes | leaders | region, "source_id"])
    found += subject.national.sources
    regional = store.load("regional_means")
    found += list(regional.loc[regional["year"].between(first, subject.year), "source_id"])
    return single_ids(found)


def single_ids(found: Iterable[str]) -> list[str]:
    """Return the ids in columns `source_id`, which may hold several, each once and sorted.

    Examples
    --------
    >>> single_ids(["O02", "O01;O02"])
    ['O01', 'O02']
    """
    return sorted({i.strip() for ids in found for i in ids.split(";")})


def citations(identifiers: Iterable[str]) -> list[tuple[str, str, str]]:
    """Return sources as `blocks.references` lists them.

    Examples
    --------
    >>> citations(["O01"])[0][2].endswith("[O01]")
    True
    """
    known = store.load("sources").set_index("source_id").to_dict("index")
    return [_cite(known[i], i) for i in identifiers]


def _cite(row: dict[Any, Any], identifier: str) -> tuple[str, str, str]:
    known = [row[c] for c in ("publisher", "date") if pd.notna(row[c])]
    address = row["url"] if pd.notna(row["url"]) else ""
    return row["title"], address, f"{', '.join(known)} [{identifier}]"
