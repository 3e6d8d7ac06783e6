"""Write tables as a DuckDB database (optional extra `duckdb`)."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis.dataexport import sql
from analysis.dataexport.built import Built
from analysis.dataexport.dictionary import COLUMNS, entries
from analysis.errors import ExtraMissing

NAME = "chiso.duckdb"
EXTRA = "duckdb"
DUCKDB = sql.Dialect(
    integer="BIGINT",
    number="DOUBLE",
    options="",
    each_source="LATERAL (SELECT unnest(string_split(s.source_id, ';')) AS value)",
)


def require() -> None:
    """Refuse to go on without the package.

    Raises
    ------
    ExtraMissing

    Examples
    --------
    >>> require()
    """
    try:
        import duckdb  # noqa: F401
    except ImportError:
        raise ExtraMissing("an export to DuckDB", EXTRA) from None


def write(tables: Sequence[Built], folder: Path) -> None:
    """Write the tables to `chiso.duckdb`: types, keys, comments and views.

    The file of the same tables differs from run to run: DuckDB gives each database an identity
    of its own.

    Parameters
    ----------
    tables : sequence of Built
    folder : Path

    Raises
    ------
    ExtraMissing

    Examples
    --------
    >>> import tempfile
    >>> from analysis import workspace
    >>> from analysis.dataexport.built import built
    >>> with tempfile.TemporaryDirectory() as name:
    ...     write(built(workspace.find(), ["indices"]), Path(name))
    ...     [path.name for path in Path(name).iterdir()]
    ['chiso.duckdb']
    """
    require()
    import duckdb

    present = [item.name for item in tables]
    with duckdb.connect(folder / NAME) as base:
        for item in tables:
            base.execute(sql.create_table(item.table, present, DUCKDB))
            base.from_df(item.frame).insert_into(item.name)
            base.execute(f"COMMENT ON TABLE {item.name} IS {_text(item.table.title)}")
            for field in item.table.fields:
                column = f"{item.name}.{sql.quoted(field.name)}"
                base.execute(f"COMMENT ON COLUMN {column} IS {_text(field.description)}")
        for statement in sql.create_views(tables, DUCKDB):
            base.execute(statement)
        dictionary = pd.DataFrame(entries(tables), columns=list(COLUMNS))
        base.from_df(dictionary).create("data_dictionary")


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
