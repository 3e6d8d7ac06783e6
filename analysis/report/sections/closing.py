"""The sources that a report used."""

from typing import Any

import pandas as pd

from analysis import relate, store
from analysis.blocks import Block, heading, join, paragraph, references
from analysis.report.params import INDICES
from analysis.report.subject import Subject
from analysis.settlement import ON_TIME, SATISFACTION, SIPAS


def sources(subject: Subject) -> Block:
    """Last section: every source behind a figure of this report."""
    text = subject.language.text
    used = source_ids(subject)
    known = store.load("sources").set_index("source_id").to_dict("index")
    items = [_cite(known[i], i) for i in used]
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
    return join(
        [
            heading(2, text("VII. Sources"), anchor="sources"),
            paragraph(
                subject.language.plural(
                    "This report uses figures from {n} source.",
                    "This report uses figures from {n} sources.",
                    len(used),
                )
            ),
            references(items),
        ]
    )


def source_ids(subject: Subject) -> list[str]:
    """Return the ids of the sources used, sorted.

    These are the sources of the province's own results in the years shown, of the national
    values and of the best and last provinces beside them, of the provinces of a complete
    panel, and of the pairs behind the correlations.
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
    panel = (shown["index"] == "papi") & (shown["year"] == subject.year)
    found = list(shown.loc[own | national | extremes | leaders | panel, "source_id"])
    for x, y in ((ON_TIME, SATISFACTION), (ON_TIME, SIPAS)):
        pairs = relate.paired(scores, x, y)[["year", "province_code"]]
        for measure in (x, y):
            rows = scores[
                (scores["index"] == measure.index) & (scores["component"] == measure.component)
            ]
            found += list(rows.merge(pairs, on=["year", "province_code"])["source_id"])
    regional = store.load("regional_means")
    found += list(regional.loc[regional["year"].between(first, subject.year), "source_id"])
    return sorted({i.strip() for ids in found for i in ids.split(";")})


def _cite(row: dict[Any, Any], identifier: str) -> tuple[str, str, str]:
    known = [row[c] for c in ("publisher", "date") if pd.notna(row[c])]
    address = row["url"] if pd.notna(row["url"]) else ""
    return row["title"], address, f"{', '.join(known)} [{identifier}]"
