"""Write tables as CSV files and as Parquet files, one file a table."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.dataexport.built import Built
from analysis.datapackage import LICENCE


def write_csv(tables: Sequence[Built], folder: Path) -> None:
    """Write each table to `csv/<table>.csv`.

    As in `data/raw`: UTF-8 without a byte order mark, commas, LF, a decimal point, blanks for
    what is missing.

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
    ...     write_csv(built(workspace.find(), ["indices"]), Path(name))
    ...     Path(name, "csv", "indices.csv").read_text(encoding="utf-8")[:13]
    'index,name_vi'
    """
    place = folder / "csv"
    place.mkdir()
    for item in tables:
        item.frame.to_csv(
            place / f"{item.name}.csv",
            index=False,
            lineterminator="\n",
            encoding="utf-8",
            float_format=_shortest,
        )


def _shortest(value: object) -> str:
    """Write a number with the fewest digits that read back as the same, never as 1e-05."""
    return np.format_float_positional(cast(float, value), trim="-")


def write_parquet(tables: Sequence[Built], folder: Path) -> None:
    """Write each table to `parquet/<table>.parquet`, its columns described in the schema.

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
    ...     write_parquet(built(workspace.find(), ["scores"]), Path(name))
    ...     schema = pq.read_schema(Path(name, "parquet", "scores.parquet"))
    ...     schema.field("rank").metadata
    {b'description': b'Published rank, 1 is best; blank where not published'}
    """
    place = folder / "parquet"
    place.mkdir()
    for item in tables:
        data = pa.Table.from_pandas(item.frame, preserve_index=False)
        fields = [
            data.schema.field(f.name).with_metadata({"description": f.description})
            for f in item.table.fields
        ]
        known = {
            "title": item.table.title,
            "primary_key": ", ".join(item.table.key),
            "licence": LICENCE,
        }
        schema = pa.schema(fields, metadata={**data.schema.metadata, **known})
        pq.write_table(data.cast(schema), place / f"{item.name}.parquet", compression="zstd")
