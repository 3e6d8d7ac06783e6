"""Describe the exported files to programs: Data Package 1.0 (Frictionless Data)."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analysis.dataexport import duck, sqlite, workbook
from analysis.dataexport.built import Built, foreign_keys
from analysis.datapackage import LICENCE
from analysis.schema import describe

NAME = "datapackage.json"
PACKAGE = "chiso-export"
_MEDIA = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "sqlite": "application/vnd.sqlite3",
    "duckdb": "application/vnd.duckdb",
}
_BOOKS = {"xlsx": workbook.NAME, "sqlite": sqlite.NAME, "duckdb": duck.NAME}


def descriptor(
    tables: Sequence[Built], formats: Sequence[str], folder: Path, *, title: str
) -> dict[str, Any]:
    """Return the descriptor of the files that an export wrote.

    Parameters
    ----------
    tables : sequence of Built
    formats : sequence of str
    folder : Path
        Where the files are; their sizes and hashes are taken.
    title : str

    Returns
    -------
    dict
        A resource for each file. CSV files have the name of their table, others the format
        behind it; a workbook or database is one resource.

    Examples
    --------
    >>> import tempfile
    >>> from analysis import workspace
    >>> from analysis.dataexport.plain import write_csv
    >>> from analysis.dataexport.built import built
    >>> with tempfile.TemporaryDirectory() as name:
    ...     tables = built(workspace.find(), ["indices"])
    ...     write_csv(tables, Path(name))
    ...     made = descriptor(tables, ["csv"], Path(name), title="A")
    >>> [(r["name"], r["path"]) for r in made["resources"]]
    [('indices', 'csv/indices.csv')]
    """
    resources: list[dict[str, Any]] = []
    for kind in formats:
        if kind in _BOOKS:
            resources.append({"name": f"chiso.{kind}", **_file(folder, _BOOKS[kind], kind)})
        else:
            resources += [_resource(item, tables, kind, folder) for item in tables]
    return {
        "profile": "data-package",
        "name": PACKAGE,
        "title": title,
        "licenses": [{"name": "notspecified", "title": LICENCE, "path": "LICENCES.md"}],
        "resources": resources,
    }


def _resource(item: Built, tables: Sequence[Built], kind: str, folder: Path) -> dict[str, Any]:
    schema = describe([item.table])[0]
    keys = [
        {"fields": [column], "reference": {"resource": _name(other, kind), "fields": [key]}}
        for column, (other, key) in foreign_keys(item.table, [t.name for t in tables]).items()
    ]
    made = {
        "name": _name(item.name, kind),
        "title": item.table.title,
        "profile": "tabular-data-resource",
        **_file(folder, f"{kind}/{item.name}.{kind}", kind),
        "schema": {**_fields(schema), **({"foreignKeys": keys} if keys else {})},
    }
    if kind == "csv":
        made |= {"encoding": "utf-8", "dialect": {"lineTerminator": "\n"}}
    return made


def _fields(described: dict[str, object]) -> dict[str, object]:
    schema = described["schema"]
    assert isinstance(schema, dict)
    return schema


def _name(table: str, kind: str) -> str:
    return table if kind == "csv" else f"{table}.{kind}"


def _file(folder: Path, path: str, kind: str) -> dict[str, Any]:
    data = (folder / path).read_bytes()
    size = {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    # Frictionless reads no bytes of Parquet and would call every size wrong.
    known = {} if kind == "parquet" else size
    return {"path": path, "format": kind, "mediatype": _MEDIA[kind], **known}
