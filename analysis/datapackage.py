"""Describe `data/raw` to other programs and to readers, from the tables that check it.

`datapackage.json` follows Data Package 1.0 (Frictionless Data). It carries no hash of a file:
a hash there would have to be renewed with every figure, and `data/processed/build.json` and
git hold them already. `README.md` keeps its own words; only the parts between a pair of marks
such as `<!-- tables -->` and `<!-- /tables -->` are written here.
"""

import json
import re
import tempfile
from itertools import groupby
from pathlib import Path

from analysis import indices, rawdata, store
from analysis.errors import OutputNotWritable
from analysis.rawtables import SCORES, TABLES
from analysis.schema import Field, Table, describe
from analysis.workspace import MARKER, Workspace

README = "README.md"
LICENCE = (
    "Not open as a whole. Single published figures with their sources; the licence of each "
    "source, where it is known, is in sources.csv; PAPI reports reserve all rights"
)


def descriptor(workspace: Workspace) -> dict[str, object]:
    """Return the data package descriptor of `data/raw`.

    Parameters
    ----------
    workspace : Workspace

    Returns
    -------
    dict
        What `datapackage.json` holds: one resource a table, with the paths of all its files.

    Examples
    --------
    >>> from analysis import workspace
    >>> package = descriptor(workspace.find())
    >>> package["name"], package["resources"][0]["path"]
    ('chiso', 'indices.csv')
    """
    resources = []
    for table, described in zip(TABLES, describe(TABLES), strict=True):
        paths = [p.relative_to(workspace.raw).as_posix() for p in rawdata.files(table, workspace)]
        if not paths:
            continue
        resources.append(
            {
                "name": described["name"],
                "title": described["title"],
                "profile": "tabular-data-resource",
                "path": paths if "*" in table.path else paths[0],
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"lineTerminator": "\n"},
                "schema": described["schema"],
            }
        )
    return {
        "profile": "tabular-data-package",
        "name": "chiso",
        "title": f"Results of Vietnam's provincial governance indices, {_span(workspace)}",
        "description": (
            "PAR INDEX and SIPAS (what was published in text: partial panels), PAPI (complete), "
            "handling of administrative procedures, PCI, DTI, population and GRDP per capita "
            "of the 63 provinces up to June 2025, with plans and their targets."
        ),
        "licenses": [{"name": "notspecified", "title": LICENCE}],
        "resources": resources,
    }


def dictionary() -> str:
    """Return the data dictionary of all tables as Markdown.

    Examples
    --------
    >>> print(dictionary().splitlines()[0])
    ### indices
    """
    return "\n\n".join(section(table, f" Files: `{table.path}`.") for table in TABLES)


def coverage_table(workspace: Workspace) -> str:
    """Return what is known of each index and year as a Markdown table.

    Examples
    --------
    >>> from analysis import workspace
    >>> [row for row in coverage_table(workspace.find()).splitlines() if "| 2014 " in row][0]
    '| papi | 2014 | 61 | 0 | – | 61 | 28 | complete |'
    """
    lines = [
        "| Index | Year | With score | With rank | National value | With components "
        "| Components | Panel |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    years = {index.code: index.complete_years for index in indices.indices(workspace)}
    for row in store.coverage(workspace).to_dict("records"):
        complete = row["year"] in years[row["index"]]
        lines.append(
            f"| {row['index']} | {row['year']} | {row['with_score']} | {row['with_rank']} "
            f"| {'yes' if row['national_value'] else '–'} | {row['with_components']} "
            f"| {row['components']} | {'complete' if complete else 'partial'} |"
        )
    return "\n".join(lines)


def breaks_table(workspace: Workspace) -> str:
    """Return the breaks as a Markdown table, one row an index, year and reason.

    Examples
    --------
    >>> from analysis import workspace
    >>> print(breaks_table(workspace.find()).splitlines()[-1])
    | sipas | 2022 | f1, f2, f3, f4, f5, overall, service | documented | the population ... |
    """
    by = ["index", "year", "status", "reason_en"]
    table = store.load("breaks", workspace).sort_values([*by, "component"])
    lines = [
        "| Index | From | Components | Status | What changed |",
        "| --- | --- | --- | --- | --- |",
    ]
    for key, rows in groupby(table.to_dict("records"), key=lambda row: tuple(row[c] for c in by)):
        index, year, status, reason = key
        parts = ", ".join(row["component"] for row in rows)
        lines.append(f"| {index} | {year} | {parts} | {status} | {reason} |")
    return "\n".join(lines)


def write(workspace: Workspace) -> tuple[Path, ...]:
    """Write `datapackage.json` and renew the generated parts of `README.md`.

    Each file is replaced at once or not at all. A workspace without a README gets none.

    Parameters
    ----------
    workspace : Workspace

    Returns
    -------
    tuple of Path
        The files that changed.

    Raises
    ------
    DataProblems
        If the raw data break the schema.
    OutputNotWritable
        If `data/raw` cannot be written.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in write(Workspace(Path(folder)))]
    ['datapackage.json']
    """
    text = json.dumps(descriptor(workspace), ensure_ascii=False, indent=1) + "\n"
    texts = {workspace.root / MARKER: text}
    readme = workspace.raw / README
    if readme.is_file():
        texts[readme] = filled(readme.read_text(encoding="utf-8"), workspace)
    return tuple(path for path, text in texts.items() if _replace(path, text))


def filled(readme: str, workspace: Workspace) -> str:
    """Return a README with its generated parts renewed.

    Examples
    --------
    >>> from analysis import workspace
    >>> filled("Read me.", workspace.find())
    'Read me.'
    """
    parts = {
        "tables": dictionary(),
        "coverage": coverage_table(workspace),
        "breaks": breaks_table(workspace),
    }
    for name, part in parts.items():
        marks = re.compile(rf"<!-- {name} -->\n.*?<!-- /{name} -->", re.DOTALL)
        fresh = f"<!-- {name} -->\n\n{part}\n\n<!-- /{name} -->"
        readme = marks.sub(fresh.replace("\\", r"\\"), readme)
    return readme


def _span(workspace: Workspace) -> str:
    years = sorted(path.stem for path in rawdata.files(SCORES, workspace))
    return f"{years[0]}-{years[-1]}" if years else "no year"


def section(table: Table, where: str = "") -> str:
    """Return one table of the data dictionary as Markdown.

    Parameters
    ----------
    table : Table
    where : str
        A sentence with a space before it: where the table stands.

    Examples
    --------
    >>> print(section(SCORES).splitlines()[0])
    ### scores
    """
    return "\n".join(
        [
            f"### {table.name}",
            "",
            f"{table.title}.{where} Key: {', '.join(f'`{c}`' for c in table.key)}.",
            "",
            "| Column | Type | Required | Meaning |",
            "| --- | --- | --- | --- |",
            *(_line(field) for field in table.fields),
        ]
    )


def _line(field: Field) -> str:
    meaning = field.description
    if field.allowed:
        meaning += ". One of " + ", ".join(f"`{value}`" for value in field.allowed)
    return f"| `{field.name}` | {field.kind} | {'yes' if field.required else 'no'} | {meaning} |"


def _replace(path: Path, text: str) -> bool:
    """Put a text into a file, whole or not at all; say whether that changed anything."""
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".write-") as folder:
            fresh = Path(folder, path.name)
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(path)
    except OSError as error:
        raise OutputNotWritable(f"cannot write {path}: {error.strerror}") from None
    return True
