"""Every source of the data: who published it, what it allows, and what rests on it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from analysis import store
from analysis.blocks import EMPTY, Block, heading, join, paragraph, references
from analysis.dataexport import licences
from analysis.dataexport.built import built
from analysis.report.sections.closing import citations
from analysis.report.site.pages import Content, Page, Site, View
from analysis.wording import Language
from analysis.wording.language import mark
from analysis.workspace import Workspace

PATH = "sources.html"
# A source stands under the first of these that it serves.
_GROUPS = (
    ("papi", "scores/papi", mark("Results of PAPI")),
    ("par-index", "scores/par_index", mark("Results of PAR INDEX")),
    ("sipas", "scores/sipas", mark("Results of SIPAS")),
    ("others", "scores/", mark("Results of other indices and series")),
    ("methods", "", mark("Components, criteria, editions and breaks")),
)


def pages(_site: Site, language: Language) -> Iterator[Page]:
    """Yield the page of all sources."""
    yield Page(PATH, language.text("Sources"), content, entry=language.text("Sources"))


def content(view: View) -> Content:
    """List every source once."""
    language, text = view.language, view.language.text
    used = uses(view.site.place)
    known = store.load("sources")
    parts = [
        paragraph(*licences.rules(language)[:2]),
        paragraph(
            text(
                "A source listed without a licence states none and so has given no permission. "
                "Behind each stand the tables that cite it, with the number of their rows."
            )
        ),
    ]
    shown = set[str]()
    for anchor, start, title in _GROUPS:
        here = {source for source in used if any(t.startswith(start) for t in used[source])}
        parts.append(_group(language, anchor, text(title), here - shown, used))
        shown |= here
    rest = set(known["source_id"]) - shown
    parts.append(_group(language, "compared", text("Read for comparison"), rest, used))
    return Content(
        title=text("Sources"),
        description=language.plural(
            "{n} source of the figures of this site, with its publisher, address and licence.",
            "{n} sources of the figures of this site, with their publishers, addresses and "
            "licences.",
            len(known),
        ),
        body=join(parts),
    )


def uses(place: Workspace) -> dict[str, dict[str, int]]:
    """Count the rows of each table that cite a source; results are counted by index.

    Examples
    --------
    >>> from analysis import workspace
    >>> list(uses(workspace.find())["O02"])
    ['scores/operations']
    """
    frames: dict[str, pd.DataFrame] = {}
    for one in built(place):
        if one.name == "scores":
            frames |= {f"scores/{index}": rows for index, rows in one.frame.groupby("index")}
        elif "source_id" in one.frame and one.name != "sources":
            frames[one.name] = one.frame
    found: dict[str, dict[str, int]] = {}
    for name, frame in frames.items():
        for source, rows in licences.cited(frame).value_counts(sort=False).items():
            found.setdefault(str(source), {})[name] = int(rows)
    return found


def _group(
    language: Language,
    anchor: str,
    title: str,
    ids: Iterable[str],
    used: Mapping[str, Mapping[str, int]],
) -> Block:
    """Return some sources under a heading, nothing if there are none."""
    known = store.load("sources").set_index("source_id").to_dict("index")
    order = sorted(ids)
    entries = [
        (name, address, " ".join([f"{rest}.", *_rights(language, known[source]),
                                  *_cited(language, used.get(source, {}))]))
        for source, (name, address, rest) in zip(order, citations(order), strict=True)
    ]  # fmt: skip
    return heading(2, title, anchor=anchor) + references(entries) if entries else EMPTY


def _rights(language: Language, source: Mapping[Any, Any]) -> Iterator[str]:
    if pd.notna(source["licence"]):
        yield language.text("Licence as stated: {licence}.", licence=source["licence"])
    if pd.notna(source["caveat"]):
        yield language.text(
            "It is not proven whether its names mean units before or after the merger of July 2025."
        )


def _cited(language: Language, tables: Mapping[str, int]) -> Iterator[str]:
    if tables:
        counts = [f"{name} {language.number(rows, 0)}" for name, rows in tables.items()]
        yield language.text("Cited by: {tables}.", tables="; ".join(counts))
