"""Build `data/processed` from `data/raw` and load its tables as plain frames.

A build checks everything first, writes each table to a temporary file and renames it, and
records the hashes of its inputs; with unchanged inputs it does nothing. Loading builds when
that is needed, so an analyst never reads stale tables.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from analysis import workspace as workspaces
from analysis.errors import NoData, OutputNotWritable
from analysis.indices import main_component
from analysis.workspace import Workspace

RECORD = "build.json"
_CODE = (
    "deadlines.py",
    "planfile.py",
    "plantables.py",
    "rawdata.py",
    "rawfiles.py",
    "rawtables.py",
    "rowchecks.py",
    "schema.py",
    "store.py",
)


@dataclass(frozen=True)
class Build:
    """What a build did.

    Attributes
    ----------
    done : bool
        False if nothing had changed.
    rows : dict of str to int
        Rows of each table.
    """

    done: bool
    rows: dict[str, int]


def input_hashes(workspace: Workspace) -> dict[str, str]:
    """Return the SHA-256 of every raw file, and of the code that reads them, by name.

    Examples
    --------
    >>> "data/raw/sources.csv" in input_hashes(workspaces.find())
    True
    """
    found = (p for p in sorted(workspace.raw.rglob("*")) if p.is_file())
    raw = [p for p in found if p.suffix.lower() in {".csv", ".toml"}]
    names = {p.relative_to(workspace.root).as_posix(): p for p in raw}
    code = {f"analysis/{name}": Path(__file__).with_name(name) for name in _CODE}
    return {name: sha256(path) for name, path in (names | code).items()}


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal text.

    Examples
    --------
    >>> len(sha256(workspaces.find().raw / "sources.csv"))
    64
    """
    return _sha256(path, _state(path))


# Every load asks for the hashes of a hundred files: one that was not touched is read once.
@lru_cache(maxsize=4096)
def _sha256(path: Path, _: object) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def build(workspace: Workspace | None = None) -> Build:
    """Check the raw data and write the tables of `data/processed`.

    Parameters
    ----------
    workspace : Workspace, optional
        By default the one in force.

    Returns
    -------
    Build

    Raises
    ------
    DataProblems
        If the raw data break the schema; nothing is written then.
    OutputNotWritable
        If `data/processed` cannot be written.

    Examples
    --------
    >>> build().rows["provinces"]
    63
    """
    place = workspace or workspaces.find()
    rows = _rows(place, (*_touched(place.raw), *_touched(place.processed)))
    if rows is not None:
        return Build(False, dict(rows))
    # Imported here: pandera and the checks are not needed to load what is built.
    from analysis import rawdata, rawtables, schema

    hashes = input_hashes(place)
    text = rawdata.read(place)
    tables = {t.name: schema.typed(text[t.name], t) for t in rawtables.TABLES}
    for table in (t for t in rawtables.TABLES if t.of_plan):
        plan_ids = [Path(f).parent.name for f in text[table.name]["file"]]
        tables[table.name].insert(0, "plan_id", pd.Series(plan_ids, dtype="str"))
    rows = {name: len(table) for name, table in tables.items()}
    _write(place, tables, {"inputs": hashes, "rows": rows})
    return Build(True, rows)


def _touched(folder: str | Path) -> Iterator[tuple[str, object]]:
    """Yield what changes when a file below a folder is touched, without reading any."""
    # Who reads what cannot be listed says what is wrong with it.
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _touched(entry.path)
            else:
                yield entry.path, _state(entry)


def _state(file: "Path | os.DirEntry[str]") -> tuple[int, int, int, int] | None:
    """Return what changes when a file is touched; nothing if it cannot be looked at."""
    try:
        known = file.stat()
    except OSError:
        return None
    return known.st_ino, known.st_size, known.st_mtime_ns, known.st_ctime_ns


# A report asks a hundred times whether its tables are up to date; hardly ever was one touched.
@lru_cache(maxsize=8)
def _rows(workspace: Workspace, _: object) -> dict[str, int] | None:
    """Return the number of rows of each table; nothing if they are not those of the raw files."""
    known = _record(workspace)
    current = known is not None and known["inputs"] == input_hashes(workspace)
    return known["rows"] if known and current else None


def _record(workspace: Workspace) -> dict[str, Any] | None:
    """Return the record of the last build if all its tables are there."""
    try:
        record: dict[str, Any] = json.loads(
            (workspace.processed / RECORD).read_text(encoding="utf-8")
        )
        names, _ = list(record["rows"]), record["inputs"]
    except (OSError, ValueError, KeyError, TypeError):
        return None  # no record, or not one of ours
    present = all((workspace.processed / f"{name}.parquet").is_file() for name in names)
    return record if present else None


def _write(workspace: Workspace, tables: dict[str, pd.DataFrame], record: dict[str, Any]) -> None:
    try:
        workspace.processed.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=workspace.processed, prefix=".build-") as folder:
            for name, table in tables.items():
                table.to_parquet(Path(folder, f"{name}.parquet"), index=False)
            text = json.dumps(record, indent=1, sort_keys=True)
            Path(folder, RECORD).write_text(text, encoding="utf-8")
            # The record goes last: a build cut short is seen as not done and repeated.
            for name in (*(f"{name}.parquet" for name in tables), RECORD):
                Path(folder, name).replace(workspace.processed / name)
    except OSError as error:
        raise OutputNotWritable(f"cannot write {workspace.processed}: {error.strerror}") from None


def load(table: str, workspace: Workspace | None = None) -> pd.DataFrame:
    """Return one built table, building first if the raw data changed.

    Parameters
    ----------
    table : str
        Name of the table, such as `sources` or `components`.
    workspace : Workspace, optional

    Returns
    -------
    DataFrame
        Columns as in the data dictionary; whole numbers are Int64, blanks are NA.

    Raises
    ------
    NoData
        If there is no such table.

    Examples
    --------
    >>> load("indices")["short"].tolist()[:3]
    ['PAR INDEX', 'SIPAS', 'PAPI']
    """
    place = workspace or workspaces.find()
    rows = build(place).rows
    if table not in rows:
        raise NoData(f"no table {table!r}; the tables are {', '.join(sorted(rows))}")
    path = place.processed / f"{table}.parquet"
    # pandas copies on write, so that nobody changes what others get.
    return _table(path, sha256(path)).copy(deep=False)


@lru_cache(maxsize=64)
def _table(path: Path, _: str) -> pd.DataFrame:
    # In this thread alone: the tables are small, and a process without threads can be forked.
    with pq.ParquetFile(path, memory_map=True, pre_buffer=False) as file:
        frame: pd.DataFrame = file.read(use_threads=False).to_pandas(use_threads=False)
    return frame


def load_scores(
    index: str | None = None,
    *,
    component: str | None = None,
    years: Iterable[int] | None = None,
    frame: str = "vn63",
    workspace: Workspace | None = None,
) -> pd.DataFrame:
    """Return published results, one row a province, year and component.

    Parameters
    ----------
    index, component : str, optional
        Only this index and this component.
    years : iterable of int, optional
        Only these years.
    frame : {"vn63", "vn34"}
        Units that the codes belong to; the two are never mixed.
    workspace : Workspace, optional

    Returns
    -------
    DataFrame
        Columns index, frame, year, province_code, component, score, max_score, rank,
        source_id, confidence. Code 00 is the published national value.

    Raises
    ------
    NoData
        If nothing fits; the message lists the years that there are.

    Examples
    --------
    >>> papi = load_scores("papi", component="overall", years=[2023])
    >>> len(papi)
    61
    """
    scores = load("scores", workspace)
    scores = scores[scores["frame"] == frame]
    if index is not None:
        scores = scores[scores["index"] == index]
    if component is not None:
        scores = scores[scores["component"] == component]
    there = sorted(int(y) for y in scores["year"].unique())
    if years is not None:
        scores = scores[scores["year"].isin(list(years))]
    if scores.empty:
        known = ", ".join(map(str, there)) or "no year"
        raise NoData(
            f"no results for index {index}, component {component}, frame {frame}"
            f" in the years asked for; there are results for: {known}"
        )
    return scores.reset_index(drop=True)


def coverage(workspace: Workspace | None = None) -> pd.DataFrame:
    """Count what is known of each index and year.

    Returns
    -------
    DataFrame
        One row an index and year: provinces with an overall score, with an overall rank,
        with any component, number of components, and the published national mean.
        `overall` means the component `total` for population and `score_766` for operations.

    Examples
    --------
    >>> table = coverage().set_index(["index", "year"])
    >>> int(table.loc[("papi", 2023), "with_score"])
    61
    """
    scores = load_scores(workspace=workspace)
    is_main = scores["component"] == scores["index"].map(main_component)
    national = scores["province_code"] == "00"
    flags = pd.DataFrame(
        {
            "index": scores["index"],
            "year": scores["year"],
            "with_score": is_main & ~national & scores["score"].notna(),
            "with_rank": is_main & ~national & scores["rank"].notna(),
            "national_value": is_main & national & scores["score"].notna(),
        }
    )
    table = flags.groupby(["index", "year"]).sum()
    parts = scores[~is_main & ~national].groupby(["index", "year"])
    table["with_components"] = parts["province_code"].nunique()
    table["components"] = parts["component"].nunique()
    return table.fillna(0).astype(int).reset_index()
