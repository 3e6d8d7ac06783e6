"""Read and check everything in `data/raw`: all problems at once, or all tables."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from analysis.errors import DataProblems, Problem
from analysis.rawfiles import read_table
from analysis.rawtables import TABLES
from analysis.schema import References, Table, pandera_schema
from analysis.workspace import Workspace

PLAN_FIELDS = {
    "id": str,
    "issuer_vi": str,
    "level": str,
    "province": str,
    "kind_vi": str,
    "years": list,
    "indices": list,
    "grounds": list,
    "source_file": str,
}


def files(table: Table, workspace: Workspace) -> list[Path]:
    """Return the files of a table, sorted.

    Examples
    --------
    >>> from analysis import workspace
    >>> from analysis.rawtables import SOURCES
    >>> [path.name for path in files(SOURCES, workspace.find())]
    ['sources.csv']
    """
    return sorted(workspace.raw.glob(table.path))


def read(workspace: Workspace) -> dict[str, pd.DataFrame]:
    """Read all raw tables and check them.

    Parameters
    ----------
    workspace : Workspace

    Returns
    -------
    dict of str to DataFrame
        Text frames by table name, one row a line of the files; the columns `file` and `line`
        in addition to those of the table say where a row stands.

    Raises
    ------
    DataProblems
        With every problem of every file.

    Examples
    --------
    >>> from analysis import workspace
    >>> sorted(read(workspace.find()))[:3]
    ['breaks', 'components', 'criteria']
    """
    frames: dict[str, list[pd.DataFrame]] = {}
    problems: list[Problem] = []
    for table in TABLES:
        paths = files(table, workspace)
        if not paths:
            problems.append(Problem(f"data/raw/{table.path}", None, None, None, "no such file"))
        frames[table.name] = []
        for path in paths:
            name = _name(path, workspace)
            frame, found = read_table(path, table.columns, name=name)
            problems += found
            if not found:
                frames[table.name].append(frame.reset_index().assign(file=name))
    tables = {t.name: _concat(frames[t.name], t) for t in TABLES}
    references = _references(tables)
    for table in TABLES:
        problems += _check(tables[table.name], table, references)
    problems += _misplaced_scores(tables["scores"])
    problems += _plan_problems(workspace)
    if problems:
        raise DataProblems(problems)
    return tables


def _name(path: Path, workspace: Workspace) -> str:
    return path.relative_to(workspace.root).as_posix()


def _concat(frames: list[pd.DataFrame], table: Table) -> pd.DataFrame:
    if frames:
        return pd.concat(frames, ignore_index=True)
    return pd.DataFrame({c: pd.Series(dtype="str") for c in (*table.columns, "file", "line")})


def _references(tables: dict[str, pd.DataFrame]) -> References:
    provinces, components = tables["provinces"], tables["components"]
    years = components[["first_year", "last_year"]].apply(pd.to_numeric, errors="coerce")
    return References(
        provinces=frozenset(provinces["province_code"]),
        units=frozenset(provinces["merged_into_code"]),
        regions=frozenset(provinces["region_code"]),
        sources=frozenset(tables["sources"]["source_id"]),
        indices=frozenset(tables["indices"]["index"]),
        components=components[["index", "component"]].assign(
            first_year=years["first_year"], last_year=years["last_year"].fillna(9999)
        ),
    )


def _check(frame: pd.DataFrame, table: Table, references: References) -> Iterator[Problem]:
    from pandera.errors import SchemaErrors

    try:
        pandera_schema(table, references).validate(frame[list(table.columns)], lazy=True)
    except SchemaErrors as error:
        yield from _problems(error.failure_cases, frame, table)


def _problems(cases: pd.DataFrame, frame: pd.DataFrame, table: Table) -> Iterator[Problem]:
    """Turn pandera's failure cases, one a cell, into one problem a fault."""
    columns = {c.expected: c.column for c in table.checks}
    # pandera repeats a failed row check for every column of the row.
    row_checks = cases["schema_context"] == "DataFrameSchema"
    cases = cases[~(row_checks & cases.duplicated(["schema_context", "check", "index"]))]
    for case in cases.sort_values("index", kind="stable").to_dict("records"):
        row, check, column = frame.loc[case["index"]], str(case["check"]), str(case["column"])
        expected = f"expected {check}"
        if check == "multiple_fields_uniqueness":
            column, expected = ", ".join(table.key), "expected no row twice"
            value = ", ".join(row[list(table.key)])
        else:
            column = columns.get(check, column)
            value = row[column]
        yield Problem(row["file"], int(row["line"]), column, value, expected)


def _misplaced_scores(scores: pd.DataFrame) -> Iterator[Problem]:
    """Find rows whose index or year is not that of the file they stand in."""
    parts = scores["file"].str.extract(r"(?P<index>[^/]+)/(?P<year>[^/]+)\.csv$")
    for column in ("index", "year"):
        for row in scores.index[scores[column] != parts[column]]:
            file, line, value = scores.loc[row, ["file", "line", column]]
            wanted = f"expected {parts.loc[row, column]}, as in the path"
            yield Problem(file, int(line), column, value, wanted)


def _plan_problems(workspace: Workspace) -> Iterator[Problem]:
    for targets in sorted(workspace.raw.glob("plans/*/targets.csv")):
        path = targets.with_name("plan.toml")
        name = _name(path, workspace)
        try:
            plan = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            yield Problem(name, None, None, None, f"cannot be read: {error.strerror}")
            continue
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            yield Problem(name, None, None, None, f"not valid TOML: {error}")
            continue
        for key, kind in PLAN_FIELDS.items():
            if not isinstance(plan.get(key), kind):
                value = str(plan[key]) if key in plan else None
                yield Problem(name, None, key, value, f"expected a value of type {kind.__name__}")
        if plan.get("id") != path.parent.name:
            yield Problem(name, None, "id", str(plan.get("id")), f"expected {path.parent.name}")
