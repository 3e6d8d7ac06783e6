"""How a raw table is described, and what follows from the description.

One description of a table serves four readers: the checks here, the typed tables that
`analysis.store` builds, the data package descriptor and the data dictionary in `data/raw`.
Cells are checked as text, before any conversion, so that a message can quote what stands in
the file.

The tables themselves are in `analysis.rawtables`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

if TYPE_CHECKING:
    from pandera.pandas import DataFrameSchema

Kind = Literal["text", "integer", "number", "date"]

_PATTERNS: dict[Kind, tuple[str, str]] = {
    # Bounded, so that every number that passes can be stored.
    "integer": (r"\d{1,9}", "a whole number"),
    "number": (r"\d{1,12}(\.\d{1,12})?", "a number with a decimal point, such as 86.57"),
    "date": (r"\d{4}-\d{2}-\d{2}", "a date such as 2024-08-12"),
}
# Where the values of a set of references stand, if not in the table of that name.
_HOME = {"regions": "provinces", "units": "provinces"}  # the others are named for their table


@dataclass(frozen=True)
class Field:
    """One column of a raw table.

    Attributes
    ----------
    name, description : str
        Name in the header and one sentence for the data dictionary.
    kind : {"text", "integer", "number", "date"}
        How a filled cell is read.
    required : bool
        Whether a cell may be blank.
    allowed : tuple of str
        The only values, if they are a closed list.
    pattern, hint : str
        Regular expression that the whole cell must match, and what to tell who breaks it.
    references : str
        Name of the set in `References` that must hold the value; several values may be
        separated by `;`.
    """

    name: str
    description: str
    kind: Kind = "text"
    required: bool = True
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    hint: str = ""
    references: str = ""


@dataclass(frozen=True)
class References:
    """Values that other tables may point to.

    None stands for a table that could not be read: its one fault is not repeated for every
    row that points to it.
    """

    provinces: frozenset[str] | None = None
    units: frozenset[str] | None = None
    regions: frozenset[str] | None = None
    sources: frozenset[str] | None = None
    agencies: frozenset[str] | None = None
    indices: frozenset[str] | None = None
    components: pd.DataFrame | None = None


@dataclass(frozen=True)
class RowCheck:
    """A check over the cells of one row or over the whole table.

    Attributes
    ----------
    column : str
        The column that is named in the message.
    expected : str
        What would be right.
    holds : callable
        Takes the text frame and the references, returns a boolean Series.
    """

    column: str
    expected: str
    holds: Callable[[pd.DataFrame, References], "pd.Series[bool]"]


@dataclass(frozen=True)
class Table:
    """A kind of raw file.

    Attributes
    ----------
    name, title : str
        Name of the built table and one sentence on it.
    path : str
        Glob pattern below `data/raw`.
    fields : tuple of Field
        The columns, in order.
    key : tuple of str
        Columns that name a row.
    checks : tuple of RowCheck
        What one column alone cannot show.
    optional : bool
        Whether a project may have no such file.
    """

    name: str
    title: str
    path: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    checks: tuple[RowCheck, ...] = ()
    optional: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(f.name for f in self.fields)

    @property
    def of_plan(self) -> bool:
        """Whether there is a file for each plan."""
        return self.path.startswith("plans/")


def _list_holds(values: "pd.Series[str]", known: frozenset[str]) -> "pd.Series[bool]":
    flat = values.str.split(";").explode().str.strip()
    return flat.isin(known).groupby(level=0).all().reindex(values.index)


def _field_checks(item: Field, references: References) -> list[tuple[str, Callable[..., object]]]:
    """Return (what would be right, check) for one column; each check passes blank cells.

    The first check that a cell fails is the one that is reported.
    """
    checks: list[tuple[str, Callable[..., object]]] = [
        ("no space at either end", lambda s: s == s.str.strip())
    ]
    if item.required:
        checks.append(("a value; the cell must not be blank", lambda s: s != ""))
    pattern, hint = item.pattern, item.hint
    if item.kind in _PATTERNS and not pattern:
        pattern, hint = _PATTERNS[item.kind]
    if pattern:
        text = hint or _PATTERNS.get(item.kind, ("", f"text like {pattern}"))[1]
        # In plain ASCII: other scripts have digits of their own.
        checks.append((text, lambda s: (s == "") | s.str.fullmatch(pattern, flags=re.ASCII)))
    if item.allowed:
        text = "one of " + ", ".join(item.allowed)
        checks.append((text, lambda s: (s == "") | s.isin(item.allowed)))
    if item.references:
        known: frozenset[str] | None = getattr(references, item.references)
        if known is not None:
            text = f"an entry of {_HOME.get(item.references, item.references)}.csv"
            checks.append((text, lambda s: (s == "") | _list_holds(s, known)))
    # A decimal comma is the commonest slip in Vietnam: it deserves its own words.
    if item.kind == "number":
        text = "a decimal point, not a decimal comma"
        checks.insert(0, (text, lambda s: ~s.str.fullmatch(r"\d+,\d+")))
    return checks


def pandera_schema(table: Table, references: References | None = None) -> "DataFrameSchema":
    """Return the pandera schema of a table read as text.

    Parameters
    ----------
    table : Table
    references : References, optional
        What other tables hold; by default not known, so that no pointer is checked.

    Returns
    -------
    pandera.pandas.DataFrameSchema

    Examples
    --------
    >>> from analysis.rawtables import INDICES
    >>> sorted(pandera_schema(INDICES).columns)[:2]
    ['complete_years', 'index']
    """
    from pandera.pandas import Check, Column, DataFrameSchema

    known = references or References()
    columns = {
        f.name: Column(
            None,  # every cell is read as text
            checks=[Check(fn, error=text) for text, fn in _field_checks(f, known)],
            description=f.description,
        )
        for f in table.fields
    }
    rows = [
        Check(lambda frame, c=c: c.holds(frame, known), name=c.column, error=c.expected)
        for c in table.checks
    ]
    return DataFrameSchema(
        columns, checks=rows, unique=list(table.key), strict=True, ordered=True, name=table.name
    )


def typed(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Convert a checked text frame: whole numbers to Int64, numbers to float64, blanks to NA.

    Parameters
    ----------
    frame : DataFrame
        Text cells that passed the checks.
    table : Table

    Returns
    -------
    DataFrame
        Same shape, index from 0.

    Examples
    --------
    >>> from analysis.rawtables import PUBLICATIONS
    >>> text = pd.DataFrame({c: ["2024" if c == "year" else ""] for c in PUBLICATIONS.columns})
    >>> int(typed(text, PUBLICATIONS)["year"][0])
    2024
    """
    out = frame[list(table.columns)].reset_index(drop=True)
    for item in table.fields:
        out[item.name] = out[item.name].mask(out[item.name] == "")
        if item.kind == "integer":
            out[item.name] = pd.to_numeric(out[item.name]).astype("Int64")
        elif item.kind == "number":
            out[item.name] = pd.to_numeric(out[item.name]).astype("float64")
    return out


def _constraints(item: Field) -> dict[str, object]:
    rules: dict[str, object] = {"required": True} if item.required else {}
    if item.allowed:
        rules["enum"] = list(item.allowed)
    if item.pattern and item.kind == "text":
        rules["pattern"] = item.pattern
    return rules


def describe(tables: Sequence[Table]) -> list[dict[str, object]]:
    """Return the tables as frictionless table schemas, for the data package.

    Examples
    --------
    >>> from analysis.rawtables import INDICES
    >>> describe([INDICES])[0]["name"]
    'indices'
    """
    kinds = {"text": "string", "integer": "integer", "number": "number", "date": "date"}
    return [
        {
            "name": table.name,
            "title": table.title,
            "schema": {
                "fields": [
                    {"name": f.name, "type": kinds[f.kind], "description": f.description}
                    | ({"constraints": rules} if (rules := _constraints(f)) else {})
                    for f in table.fields
                ],
                "primaryKey": list(table.key),
                "missingValues": [""],
            },
        }
        for table in tables
    ]
