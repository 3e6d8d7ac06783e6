"""Tell what each source allows, as far as it says, and which figures rest on it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from analysis import store
from analysis.dataexport.built import Built
from analysis.wording import Language
from analysis.workspace import Workspace

_MARKS = re.compile(r"([\\`*_\[\]<>|#])")


def notes(tables: Sequence[Built], workspace: Workspace, language: Language) -> str:
    """Return the licence notes of an export as Markdown.

    Parameters
    ----------
    tables : sequence of Built
        The rows of these are counted.
    workspace : Workspace
        Its `sources.csv` says what is known of each source.
    language : Language

    Returns
    -------
    str

    Examples
    --------
    >>> from analysis import workspace
    >>> from analysis.dataexport.built import built
    >>> from analysis.wording import language
    >>> place = workspace.find()
    >>> print(notes(built(place, ["scores"]), place, language("en")).splitlines()[0])
    # Rights in the figures
    """
    text = language.text
    sources = store.load("sources", workspace)
    parts = [
        "# " + text("Rights in the figures"),
        text(
            "These figures are not open data as a whole. Each is a published figure with its "
            "source; the MIT licence of the program chiso does not cover them."
        ),
        text(
            "PAPI reports reserve all rights. Before the PAPI table is passed on or published as "
            "a whole, ask UNDP, CECODES and RTA."
        ),
        text("A source that states no licence has given no permission: it is listed as unknown."),
        *_of_indices(tables, sources, language),
        *_of_sources(tables, sources, language),
    ]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    r"""Return a text of the data so that Markdown shows it as it is.

    Examples
    --------
    >>> escaped("a*b <c>")
    'a\\*b \\<c\\>'
    """
    return _MARKS.sub(r"\\\1", text)


def _cited(frame: pd.DataFrame) -> "pd.Series[str]":
    """Return the single source ids of a frame, by its rows."""
    return frame["source_id"].dropna().str.split(";").explode().str.strip()


def _statements(sources: pd.DataFrame, language: Language) -> dict[str, str]:
    """Return what each source says of its licence, by its id."""
    unknown = language.text("Unknown: no licence stated")
    return dict(zip(sources["source_id"], sources["licence"].fillna(unknown), strict=True))


def _of_indices(
    tables: Sequence[Built], sources: pd.DataFrame, language: Language
) -> Iterator[str]:
    scores = next((item.frame for item in tables if item.name == "scores"), None)
    if scores is None:
        return
    text, said = language.text, _statements(sources, language)
    yield "## " + text("What each index rests on")
    yield text("A row with several sources counts for each of them.")
    lines = [
        _row(text("Index"), text("Licence as stated"), text("Number of rows")),
        "| --- | --- | ---: |",
    ]
    for code, rows in scores.groupby("index"):
        counts = Counter(said[source] for source in _cited(rows))
        lines += [
            _row(f"`{code}`", escaped(licence), language.number(count, 0))
            for licence, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
    yield "\n".join(lines)


def _of_sources(
    tables: Sequence[Built], sources: pd.DataFrame, language: Language
) -> Iterator[str]:
    text, said = language.text, _statements(sources, language)
    counts = Counter(
        source for item in tables if "source_id" in item.frame and item.name != "sources"
        for source in _cited(item.frame)
    )  # fmt: skip
    yield "## " + text("Sources by licence")
    yield text("In brackets: rows of the exported tables that cite the source.")
    stated = sorted(sources["licence"].dropna().unique())
    order = [*stated, *sorted(set(said.values()) - set(stated))]
    for licence in order:
        yield "### " + escaped(licence)
        here = sources[sources["source_id"].map(said) == licence]
        yield "\n".join(
            _line(row, language.number(counts[row["source_id"]], 0))
            for row in here.fillna("").to_dict("records")
        )


def _line(source: dict[str, str], count: str) -> str:
    words = [source[key] for key in ("title", "publisher", "date", "url") if source[key]]
    return f"- `{source['source_id']}` {escaped('. '.join(words))} ({count})"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"
