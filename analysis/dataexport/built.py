"""The tables that are exported, with what describes them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis import plans, store
from analysis.errors import BadParameter
from analysis.plantables import PLAN_TABLES
from analysis.rawtables import TABLES
from analysis.schema import Field, Table
from analysis.workspace import Workspace

_PLAN_ID = Field("plan_id", "Identifier of the plan", references="plans")
# The one table that is not of CSV files: headings stand in plan.toml, one file a plan.
PLANS = Table(
    "plans",
    "Headings of the provincial and district plans",
    "plans/*/plan.toml",
    (
        Field("plan_id", "Identifier of the plan"),
        Field("number", "Number of the document", required=False),
        Field("date", "Date of the document, or its month", required=False),
        Field("kind_vi", "Kind of document"),
        Field("issuer_vi", "Who issued it"),
        Field("level", "Level of government", allowed=("province", "district")),
        Field("province_code", "Province, in the frame vn63", references="provinces"),
        Field("years", "Years that it covers, separated by ;"),
        Field("base_year", "Year of the results that it starts from", "integer", required=False),
        Field("indices", "Indices that it sets targets for, separated by ;"),
        Field("replaces", "The plan that it replaces", required=False),
        Field("gap_vi", "What is missing of the document at hand", required=False),
    ),
    ("plan_id",),
)
# The column of each table that others point to with one value.
_KEYS = {"indices": "index", "plans": "plan_id", "provinces": "province_code"}


@dataclass(frozen=True)
class Built:
    """A table to export.

    Attributes
    ----------
    table : Table
        Columns in the order of the frame, and the key.
    frame : DataFrame
        As `analysis.store` loads it.
    """

    table: Table
    frame: pd.DataFrame

    @property
    def name(self) -> str:
        """Name of the table."""
        return self.table.name


def built(workspace: Workspace, names: Sequence[str] = ()) -> tuple[Built, ...]:
    """Return the built tables.

    Parameters
    ----------
    workspace : Workspace
    names : sequence of str
        Only these; by default all.

    Returns
    -------
    tuple of Built
        A table comes after those that it points to.

    Raises
    ------
    BadParameter
        If there is no such table.

    Examples
    --------
    >>> from analysis import workspace
    >>> [b.name for b in built(workspace.find(), ["scores", "indices"])]
    ['indices', 'scores']
    """
    known = [PLANS.name, *(table.name for table in TABLES)]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise BadParameter(
            f"unknown table {unknown[0]!r}; the tables are {', '.join(sorted(known))}"
        )
    return tuple(b for b in _all(workspace) if not names or b.name in names)


def foreign_keys(table: Table, present: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return the columns that point to a row of another table, as (table, column).

    Columns that may hold several values, such as `source_id`, are not among them.

    Examples
    --------
    >>> from analysis.rawtables import SCORES
    >>> foreign_keys(SCORES, ["scores", "indices", "provinces"])
    {'index': ('indices', 'index')}
    """
    return {
        f.name: (f.references, _KEYS[f.references])
        for f in table.fields
        if f.references in _KEYS and f.references in present
    }


def _all(workspace: Workspace) -> Iterator[Built]:
    for table in TABLES:
        if table is PLAN_TABLES[0]:
            yield Built(PLANS, _headings(workspace))
        described = _of_plans(table) if table.of_plan else table
        yield Built(described, store.load(table.name, workspace))


def _of_plans(table: Table) -> Table:
    """Describe a table of one file a plan as it is built: one table of all plans."""
    return replace(table, fields=(_PLAN_ID, *table.fields), key=("plan_id", *table.key))


def _headings(workspace: Workspace) -> pd.DataFrame:
    rows = [
        {
            "plan_id": p.id,
            "province_code": p.province,
            "years": ";".join(map(str, p.years)),
            "indices": ";".join(p.indices),
            **p.model_dump(
                include={
                    "number", "date", "kind_vi", "issuer_vi", "level", "base_year", "replaces",
                    "gap_vi",
                }
            ),
        }
        for p in plans.plans(workspace)
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(PLANS.columns))
    text = {c: "str" for c in PLANS.columns if c != "base_year"}
    frame = frame.astype(text).astype({"base_year": "Int64"})
    return frame.mask(frame == "")
