"""The tables in SQL: what SQLite and DuckDB both understand, and where they differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.dataexport.built import Built, foreign_keys
from analysis.schema import Kind, Table

_FOR_RESULTS = {"scores", "provinces", "components"}
_NATIONAL = "Cả nước"


@dataclass(frozen=True)
class Dialect:
    """Where two databases differ.

    Attributes
    ----------
    integer, number : str
        Types of whole numbers and of others.
    options : str
        What follows the columns of a table.
    each_source : str
        A table with the single ids in `s.source_id`, which separates several by `;`, as `value`.
    """

    integer: str
    number: str
    options: str
    each_source: str

    def type(self, kind: Kind) -> str:
        """Return the type of a column; days are text in ISO form, as in the other formats."""
        return {"integer": self.integer, "number": self.number}.get(kind, "TEXT")


def quoted(name: str) -> str:
    """Return a name as SQL takes it: `index` is also one of its words.

    Examples
    --------
    >>> quoted("index")
    '"index"'
    """
    return '"' + name.replace('"', '""') + '"'


def create_table(table: Table, present: Sequence[str], dialect: Dialect) -> str:
    """Return the statement that makes a table with its keys.

    Parameters
    ----------
    table : Table
    present : sequence of str
        The tables that are exported: a table points only to these.
    dialect : Dialect

    Returns
    -------
    str

    Examples
    --------
    >>> from analysis.dataexport.sqlite import SQLITE
    >>> from analysis.rawtables import PUBLICATIONS
    >>> print(create_table(PUBLICATIONS, ["indices"], SQLITE))
    CREATE TABLE "publications" (
      "index" TEXT NOT NULL,
      "year" INTEGER NOT NULL,
      "decision" TEXT,
      "decision_date" TEXT,
      "announced_on" TEXT,
      "source_id" TEXT NOT NULL,
      PRIMARY KEY ("index", "year"),
      FOREIGN KEY ("index") REFERENCES "indices" ("index")
    ) STRICT
    """
    required = {f.name for f in table.fields if f.required}
    lines = [
        f"{quoted(f.name)} {dialect.type(f.kind)}{' NOT NULL' if f.required else ''}"
        for f in table.fields
    ]
    # A primary key may not hold blanks.
    kind = "PRIMARY KEY" if required.issuperset(table.key) else "UNIQUE"
    lines.append(f"{kind} ({', '.join(map(quoted, table.key))})")
    lines += [
        f"FOREIGN KEY ({quoted(column)}) REFERENCES {quoted(other)} ({quoted(key)})"
        for column, (other, key) in foreign_keys(table, present).items()
    ]
    return (
        f"CREATE TABLE {quoted(table.name)} (\n  "
        + ",\n  ".join(lines)
        + "\n)"
        + (f" {dialect.options}" if dialect.options else "")
    )


def create_views(tables: Sequence[Built], dialect: Dialect) -> Iterator[str]:
    """Return the statements that make the views: results of each index, sources of each figure.

    A view needs its tables; where one is not exported, it is left out.

    Parameters
    ----------
    tables : sequence of Built
    dialect : Dialect

    Yields
    ------
    str

    Examples
    --------
    >>> from analysis import workspace
    >>> from analysis.dataexport.built import built
    >>> from analysis.dataexport.sqlite import SQLITE
    >>> tables = built(workspace.find(), ["scores", "provinces", "components", "sources"])
    >>> [statement.split()[2] for statement in create_views(tables, SQLITE)][:3]
    ['"scores_dti"', '"scores_grdp_per_capita"', '"scores_operations"']
    """
    frames = {item.name: item.frame for item in tables}
    if frames.keys() >= _FOR_RESULTS:
        yield from (_results(index) for index in sorted(frames["scores"]["index"].unique()))
    if frames.keys() >= {"scores", "sources"}:
        yield _score_sources(dialect)


def _results(index: str) -> str:
    """Join the results of an index with names; the schema holds index to small letters and _."""
    return f"""CREATE VIEW {quoted(f"scores_{index}")} AS
SELECT s.frame, s.province_code,
  CASE s.province_code WHEN '00' THEN '{_NATIONAL}'
    ELSE COALESCE(p.name_vi, u.merged_into_name) END AS province_vi,
  s.year, s.component, c.name_vi AS component_vi, c.name_en AS component_en, c.unit,
  s.score, s.max_score, s.rank, s.source_id, s.confidence
FROM scores s
LEFT JOIN components c ON c."index" = s."index" AND c.component = s.component
  AND s.year BETWEEN c.first_year AND COALESCE(c.last_year, 9999)
LEFT JOIN provinces p ON s.frame = 'vn63' AND p.province_code = s.province_code
LEFT JOIN (SELECT DISTINCT merged_into_code, merged_into_name FROM provinces) u
  ON s.frame = 'vn34' AND u.merged_into_code = s.province_code
WHERE s."index" = '{index}'"""


def _score_sources(dialect: Dialect) -> str:
    return f"""CREATE VIEW score_sources AS
SELECT s."index", s.frame, s.year, s.province_code, s.component,
  o.source_id, o.title, o.publisher, o.url, o.licence, o.caveat
FROM scores s, {dialect.each_source} e
JOIN sources o ON o.source_id = trim(e.value)"""
