"""Write tables as a SQLite database: types, keys, views and the data dictionary."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from analysis.dataexport import sql
from analysis.dataexport.built import Built
from analysis.dataexport.dictionary import COLUMNS, entries

NAME = "chiso.sqlite"
SQLITE = sql.Dialect(
    integer="INTEGER",
    number="REAL",
    options="STRICT",
    each_source="""json_each('["' || replace(s.source_id, ';', '","') || '"]')""",
)


def write(tables: Sequence[Built], folder: Path) -> None:
    r"""Write the tables to `chiso.sqlite`.

    Parameters
    ----------
    tables : sequence of Built
    folder : Path

    Examples
    --------
    >>> import tempfile
    >>> from analysis import workspace
    >>> from analysis.dataexport.built import built
    >>> with tempfile.TemporaryDirectory() as name:
    ...     write(built(workspace.find(), ["indices"]), Path(name))
    ...     with closing(sqlite3.connect(Path(name, NAME))) as base:
    ...         base.execute("SELECT short FROM indices WHERE \"index\" = 'papi'").fetchone()
    ('PAPI',)
    """
    present = [item.name for item in tables]
    with closing(sqlite3.connect(folder / NAME)) as base, base:
        base.execute("PRAGMA foreign_keys = ON")
        for item in tables:
            base.execute(sql.create_table(item.table, present, SQLITE))
            values = item.frame.astype(object).where(item.frame.notna(), None)
            _insert(base, item.name, values.itertuples(index=False, name=None), values.shape[1])
        for statement in sql.create_views(tables, SQLITE):
            base.execute(statement)
        names = ", ".join(f"{sql.quoted(column)} TEXT" for column in COLUMNS)
        base.execute(f"CREATE TABLE data_dictionary ({names}) STRICT")
        _insert(base, "data_dictionary", entries(tables), len(COLUMNS))


def _insert(
    base: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]], width: int
) -> None:
    places = ", ".join("?" * width)
    base.executemany(f"INSERT INTO {sql.quoted(table)} VALUES ({places})", rows)
