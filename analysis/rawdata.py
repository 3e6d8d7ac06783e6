"""Read and check everything in `data/raw`: all problems at once, or all tables."""

from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd

from analysis import planfile
from analysis.errors import DataProblems, Problem
from analysis.indices import IN_USE
from analysis.plantables import REPORTS
from analysis.rawfiles import read_table
from analysis.rawtables import COMPONENTS, INDICES, PROVINCES, SCORES, SOURCES, TABLES
from analysis.schema import References, Table, pandera_schema
from analysis.workspace import Workspace


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
    ['agencies', 'breaks', 'components']
    """
    tables, references, problems = _read_tables(TABLES, workspace)
    for table in TABLES:
        problems += _check(tables[table.name], table, references)
    problems += _misplaced_scores(tables["scores"])
    problems += _loose_entries(tables)
    problems += _stray_files(workspace)
    problems += _plan_problems(workspace, references)
    if problems:
        raise DataProblems(_first_of_each_cell(problems))
    return tables


def read_scores(workspace: Workspace) -> pd.DataFrame:
    """Read the score files and their sources and check them alone, against their registers.

    Parameters
    ----------
    workspace : Workspace
        It need not hold plans and the tables that no score points to.

    Returns
    -------
    DataFrame
        Text frame of all scores, see `read`.

    Raises
    ------
    DataProblems
        With every problem of scores and sources.

    Examples
    --------
    >>> from analysis import workspace
    >>> sorted(set(read_scores(workspace.find())["index"]))[:2]
    ['dti', 'grdp_per_capita']
    """
    registers = (INDICES, PROVINCES, COMPONENTS)
    tables, references, problems = _read_tables((*registers, SOURCES, SCORES), workspace)
    for table in (SOURCES, SCORES):
        problems += _check(tables[table.name], table, references)
    problems += _misplaced_scores(tables["scores"])
    if problems:
        raise DataProblems(_first_of_each_cell(problems))
    return tables["scores"]


def _read_tables(
    wanted: Iterable[Table], workspace: Workspace
) -> tuple[dict[str, pd.DataFrame], References, list[Problem]]:
    """Read tables, and gather what may be pointed to from those that are sound."""
    tables: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    sound: set[str] = set()
    for table in wanted:
        tables[table.name], found = _read_files(table, workspace)
        problems += found
        if not found:
            sound.add(table.name)
    return tables, _references({name: tables[name] for name in sound}), problems


def _first_of_each_cell(problems: list[Problem]) -> list[Problem]:
    """Drop what follows from a fault already named: a cell that is no number has no rank either."""
    first: dict[tuple[object, ...], Problem] = {}
    for p in problems:
        whole = p.expected if p.row is None or p.column is None else None
        first.setdefault((p.file, p.row, p.column, whole), p)
    return list(first.values())


def _read_files(table: Table, workspace: Workspace) -> tuple[pd.DataFrame, list[Problem]]:
    """Read all files of one table into one frame."""
    paths = files(table, workspace)
    if not paths and table.optional:
        return _concat([], table), []
    if not paths:
        return _concat([], table), [
            Problem(f"data/raw/{table.path}", None, None, None, "no such file")
        ]
    frames, problems = [], []
    for path in paths:
        name = _name(path, workspace)
        frame, found = read_table(path, table.columns, name=name)
        problems += found
        frames.append(frame.reset_index(names="line").assign(file=name))
        # A table of one file may be empty; one of many files loses a year or a plan unseen.
        if frame.empty and not found and "*" in table.path:
            problems.append(Problem(name, 1, None, None, "expected a row below the header"))
    return _concat(frames, table), problems


def _name(path: Path, workspace: Workspace) -> str:
    return path.relative_to(workspace.root).as_posix()


def _concat(frames: list[pd.DataFrame], table: Table) -> pd.DataFrame:
    if frames:
        return pd.concat(frames, ignore_index=True)
    return pd.DataFrame({c: pd.Series(dtype="str") for c in (*table.columns, "file", "line")})


def _references(tables: dict[str, pd.DataFrame]) -> References:
    """Return what may be pointed to, as far as the tables could be read."""

    def values(table: str, column: str) -> frozenset[str] | None:
        return frozenset(tables[table][column]) if table in tables else None

    components = tables.get("components")
    if components is not None:
        years = components[["first_year", "last_year"]].apply(pd.to_numeric, errors="coerce")
        components = components[["index", "component"]].assign(
            first_year=years["first_year"], last_year=years["last_year"].fillna(IN_USE)
        )
    return References(
        provinces=values("provinces", "province_code"),
        units=values("provinces", "merged_into_code"),
        regions=values("provinces", "region_code"),
        sources=values("sources", "source_id"),
        agencies=values("agencies", "agency_vi"),
        indices=values("indices", "index"),
        components=components,
    )


def _check(frame: pd.DataFrame, table: Table, references: References) -> Iterator[Problem]:
    from pandera.errors import SchemaErrors

    schema = pandera_schema(table, references)
    # Two plans may number their rows alike.
    parts = [rows for _, rows in frame.groupby("file")] if table.of_plan else [frame]
    for rows in parts:
        try:
            if len(rows):
                schema.validate(rows[list(table.columns)], lazy=True)
        except SchemaErrors as error:
            yield from _problems(error.failure_cases, frame, table)


def _problems(cases: pd.DataFrame, frame: pd.DataFrame, table: Table) -> Iterator[Problem]:
    """Turn pandera's failure cases into problems; a row check has a case for every column."""
    columns = {c.expected: c.column for c in table.checks}
    # What a cell shows alone comes before what it shows beside others.
    cases = cases.assign(of_row=cases["schema_context"] == "DataFrameSchema")
    for case in cases.sort_values(["index", "of_row"], kind="stable").to_dict("records"):
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
    for file, rows in scores.groupby("file", sort=False):
        path = PurePosixPath(str(file))
        for column, wanted in (("index", path.parent.name), ("year", path.stem)):
            wrong = rows[rows[column] != wanted]
            for line, value in zip(wrong["line"], wrong[column], strict=True):
                expected = f"expected {wanted}, as in the path"
                yield Problem(str(file), int(line), column, value, expected)


# Where entries on a plan point to: their table and columns, and the table that has them.
_POINTERS = (
    ("progress", ("part", "code"), "tasks"),
    ("results", ("index", "reference", "metric_vi"), "targets"),
)


def _loose_entries(tables: dict[str, pd.DataFrame]) -> Iterator[Problem]:
    """Find entries on tasks and targets that the plan does not have."""
    for name, columns, home in _POINTERS:
        known = {_place(row, columns) for row in tables[home].to_dict("records")}
        for row in tables[name].to_dict("records"):
            if row[columns[0]] != REPORTS and _place(row, columns) not in known:
                value = ", ".join(row[c] for c in columns)
                wanted = f"expected an entry of {home}.csv of this plan"
                if name == "progress":
                    wanted += f', or the part "{REPORTS}"'
                yield Problem(row["file"], int(row["line"]), ", ".join(columns), value, wanted)


def _place(row: dict[Hashable, Any], columns: tuple[str, ...]) -> tuple[str, ...]:
    return (PurePosixPath(row["file"]).parent.name, *(row[c] for c in columns))


def _stray_files(workspace: Workspace) -> Iterator[Problem]:
    """Find CSV files that no table would read, and plans without targets."""
    known = {path for table in TABLES for path in files(table, workspace)}
    for path in sorted(workspace.raw.rglob("*")):
        if path.suffix.lower() == ".csv" and path not in known:
            places = ", ".join(table.path for table in TABLES)
            wanted = f"no table has a file of this name; the files are {places}"
            yield Problem(_name(path, workspace), None, None, None, wanted)
        if path.name == "plan.toml" and path.with_name("targets.csv") not in known:
            name = _name(path.with_name("targets.csv"), workspace)
            yield Problem(name, None, None, None, "no such file, but there is a plan.toml")


def _plan_problems(workspace: Workspace, references: References) -> Iterator[Problem]:
    for targets in sorted(workspace.raw.glob("plans/*/targets.csv")):
        path = targets.with_name("plan.toml")
        yield from planfile.problems(
            path,
            _name(path, workspace),
            provinces=references.provinces,
            agencies=references.agencies,
        )
