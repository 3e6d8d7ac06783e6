"""The page that goes with an export: what is in it and what to know before using a figure."""

from collections.abc import Sequence

from analysis.dataexport import duck, sqlite, workbook
from analysis.dataexport.built import Built
from analysis.datapackage import section
from analysis.wording import Language

_PLACES = {
    "csv": "csv/",
    "xlsx": workbook.NAME,
    "parquet": "parquet/",
    "sqlite": sqlite.NAME,
    "duckdb": duck.NAME,
}


def title(language: Language) -> str:
    """Return the title of an export.

    Examples
    --------
    >>> from analysis.wording import language
    >>> title(language("en"))
    'Provincial governance indices of Viet Nam: data'
    """
    return language.text("Provincial governance indices of Viet Nam: data")


def page(tables: Sequence[Built], formats: Sequence[str], language: Language) -> str:
    """Return the README of an export as Markdown.

    Parameters
    ----------
    tables : sequence of Built
    formats : sequence of str
    language : Language
        Of the text; the data dictionary below it is in English, as in `data/raw`.

    Returns
    -------
    str

    Examples
    --------
    >>> from analysis import workspace
    >>> from analysis.dataexport.built import built
    >>> from analysis.wording import language
    >>> text = page(built(workspace.find(), ["indices"]), ["csv"], language("en"))
    >>> print(text.splitlines()[0])
    # Provincial governance indices of Viet Nam: data
    """
    text = language.text
    parts = [
        f"# {title(language)}",
        text(
            "Made by the command {command} from the tables of chiso.", command="`chiso data export`"
        ),
        "## " + text("Files"),
        "\n".join(f"- `{_PLACES[kind]}`: {_use(kind, language)}" for kind in formats)
        + f"\n- `datapackage.json`: {_described(language)}"
        + f"\n- `LICENCES.md`: {text('what each source allows; read it before passing data on')}",
        "## " + text("Before using a figure"),
        "\n".join(f"- {line}" for line in cautions(language)),
        "## " + text("Tables"),
        _list(tables, language),
        "## " + text("Data dictionary"),
        text("Names and descriptions of columns are in English."),
        *(section(item.table) for item in tables),
    ]
    return "\n\n".join(parts) + "\n"


def _described(language: Language) -> str:
    return language.text("the description for programs ({standard})", standard="Data Package 1.0")


def _use(kind: str, language: Language) -> str:
    text = language.text
    return {
        "csv": text(
            "one file a table: UTF-8, commas, decimal point, blank where missing. Read codes as "
            "text. For a spreadsheet program take the workbook: it would read 08 as 8"
        ),
        "xlsx": text("a workbook with one sheet a table and the data dictionary"),
        "parquet": text("one file a table, with types and the meaning of each column"),
        "sqlite": text(
            "a database with types, keys, the data dictionary, a view of the results of each "
            "index (scores_papi) and a view of the sources of each figure (score_sources)"
        ),
        "duckdb": text("the same as a DuckDB database, with comments on tables and columns"),
    }[kind]


def cautions(language: Language) -> tuple[str, ...]:
    """Say what to know before using a figure.

    Examples
    --------
    >>> from analysis.wording import language
    >>> cautions(language("en"))[3]
    'Do not compare a component across the years of the table breaks.'
    """
    text = language.text
    return (
        text(
            "A province code is text and means something only together with its frame: vn63 (to "
            "30 June 2025) or vn34 (since 1 July 2025). 00 is the published national value, not a "
            "province."
        ),
        text(
            "A blank means not known or not published; nothing was filled in. Numbers lose "
            "trailing zeros; as printed they stand in the raw data of chiso."
        ),
        text(
            "PAR INDEX and SIPAS are partial: only what was published for single provinces, and "
            "good news is over-represented. Compute no national mean or rank from them."
        ),
        text("Do not compare a component across the years of the table breaks."),
        text(
            "max_score gives the scale of its own row: some rows are points, others per cent. "
            "Divide by it before comparing."
        ),
    )


def _list(tables: Sequence[Built], language: Language) -> str:
    head = [language.text("Table"), language.text("Number of rows")]
    lines = [f"| {' | '.join(head)} |", "| --- | ---: |"]
    lines += [f"| `{item.name}` | {language.number(len(item.frame), 0)} |" for item in tables]
    return "\n".join(lines)
