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
    sources = store.load("sources", workspace)
    parts = [
        "# " + language.text("Rights in the figures"),
        *rules(language),
        *_of_indices(tables, sources, language),
        *_of_sources(tables, sources, language),
    ]
    return "\n\n".join(parts) + "\n"


def rules(language: Language) -> tuple[str, ...]:
    """Say what may be done with the figures.

    Examples
    --------
    >>> from analysis.wording import language
    >>> rules(language("en"))[0][:50]
    'These figures are not open data as a whole. Each i'
    """
    text = language.text
    return (
        text(
            "These figures are not open data as a whole. Each is a published figure with its "
            "source; the MIT licence of the program chiso does not cover them."
        ),
        text(
            "PAPI reports reserve all rights. Before the PAPI table is passed on or published as "
            "a whole, ask UNDP, CECODES and RTA."
        ),
        text("A source that states no licence has given no permission: it is listed as unknown."),
    )


def escaped(text: str) -> str:
    r"""Return a text of the data so that Markdown shows it as it is.

    Examples
    --------
    >>> escaped("a*b <c>")
    'a\\*b \\<c\\>'
    """
    return _MARKS.sub(r"\\\1", text)


def cited(frame: pd.DataFrame) -> "pd.Series[str]":
    """Return the single sources of a table, by its rows.

    Examples
    --------
    >>> cited(pd.DataFrame({"source_id": ["O01;O02", None, "O02"]})).tolist()
    ['O01', 'O02', 'O02']
    """
    return frame["source_id"].dropna().str.split(";").explode().str.strip()


def statements(sources: pd.DataFrame, language: Language) -> dict[str, str]:
    """Return what each source says of its licence, by its id.

    Examples
    --------
    >>> from analysis.wording import language
    >>> statements(store.load("sources"), language("en"))["C01"]
    'Unknown: no licence stated'
    """
    unknown = language.text("Unknown: no licence stated")
    return dict(zip(sources["source_id"], sources["licence"].fillna(unknown), strict=True))


def by_index(
    scores: pd.DataFrame, sources: pd.DataFrame, language: Language
) -> Iterator[tuple[str, str, int]]:
    """Yield what the results of each index rest on: index, licence, number of rows.

    Parameters
    ----------
    scores, sources : DataFrame
        As `store.load` returns them; a row with several sources counts for each of them.
    language : Language

    Examples
    --------
    >>> from analysis.wording import language
    >>> found = by_index(store.load("scores"), store.load("sources"), language("en"))
    >>> next(found)[:2]
    ('dti', 'Unknown: no licence stated')
    """
    said = statements(sources, language)
    for code, rows in scores.groupby("index"):
        counts = Counter(said[source] for source in cited(rows))
        for licence, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
            yield str(code), licence, count


def _of_indices(
    tables: Sequence[Built], sources: pd.DataFrame, language: Language
) -> Iterator[str]:
    scores = next((item.frame for item in tables if item.name == "scores"), None)
    if scores is None:
        return
    text = language.text
    yield "## " + text("What each index rests on")
    yield text("A row with several sources counts for each of them.")
    lines = [
        _row(text("Index"), text("Licence as stated"), text("Number of rows")),
        "| --- | --- | ---: |",
    ]
    lines += [
        _row(f"`{code}`", escaped(licence), language.number(count, 0))
        for code, licence, count in by_index(scores, sources, language)
    ]
    yield "\n".join(lines)


def _of_sources(
    tables: Sequence[Built], sources: pd.DataFrame, language: Language
) -> Iterator[str]:
    text, said = language.text, statements(sources, language)
    counts = Counter(
        source for item in tables if "source_id" in item.frame and item.name != "sources"
        for source in cited(item.frame)
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
