"""The data for other programs and people: every built table in the formats that they read.

Examples
--------
>>> from analysis import dataexport
>>> dataexport.FORMATS
('csv', 'xlsx', 'parquet', 'sqlite', 'duckdb')
"""

from analysis.dataexport.export import FORMATS, Export, export

__all__ = ["FORMATS", "Export", "export"]
