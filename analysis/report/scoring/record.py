"""Keep taken self-scores in `data/raw/plans/<plan>/self_scores.csv`: every entry stays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd

from analysis.errors import BadParameter, DataProblems, OutputNotWritable
from analysis.plantables import SELF_SCORES
from analysis.rawfiles import read_table
from analysis.report.scoring.filled import Taken
from analysis.schema import pandera_schema, typed
from analysis.tracking import latest
from analysis.workspace import Workspace

_KEY = list(SELF_SCORES.key)


@dataclass(frozen=True)
class Record:
    """The self-scores of a plan with those of a sheet.

    Attributes
    ----------
    path : Path
        The file.
    name : str
        What messages call it: its path below the workspace.
    rows : DataFrame
        All its rows as text, as they stand or would stand in it.
    new : int
        How many of them are new, or put in place of an entry of the same day.
    """

    path: Path
    name: str
    rows: pd.DataFrame
    new: int

    @property
    def entries(self) -> pd.DataFrame:
        """The rows as from `plans.table("self_scores", ...)`."""
        return typed(self.rows, SELF_SCORES)

    def write(self) -> None:
        """Write the file, all of it or nothing; nothing if nothing is new.

        Raises
        ------
        OutputNotWritable
        """
        if not self.new:
            return
        temporary = self.path.with_name(f".{self.path.name}.part")
        try:
            self.rows.to_csv(temporary, index=False, lineterminator="\n", encoding="utf-8")
            temporary.replace(self.path)
        except OSError as error:
            raise OutputNotWritable(f"cannot write {self.name}: {error.strerror}") from None
        finally:
            temporary.unlink(missing_ok=True)


def record(taken: Taken, *, entered: date, workspace: Workspace) -> Record:
    """Add the scores of a sheet to those that a plan has, but for those that say nothing new.

    Parameters
    ----------
    taken : Taken
    entered : date
        Day on which the sheet is taken in. Scores of the same criterion, month and day are
        replaced: the later sheet of a day corrects the earlier one.
    workspace : Workspace

    Returns
    -------
    Record
        Not written yet.

    Raises
    ------
    BadParameter
        If a later day has scores of the same month and criterion, which would go on counting.
    DataProblems
        If the file of the plan is broken.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from analysis import workspace
    >>> from analysis.tracking import Filled, scheme_of
    >>> rows = (Filled(9, "1.1", Decimal("0.5"), "Chậm 5 ngày"),)
    >>> sheet = Taken(scheme_of("LC-221-2019", 2019), "2019-07", rows)
    >>> made = record(sheet, entered=date(2019, 7, 30), workspace=workspace.find())
    >>> made.new, made.rows.iloc[-1].tolist()
    (1, ['2019-07', '1.1', '0.5', '1.25', '2019-07-30', 'Chậm 5 ngày'])
    """
    path = workspace.raw / "plans" / taken.scheme.plan.id / "self_scores.csv"
    name = path.relative_to(workspace.root).as_posix()
    old = _read(path, name)
    counting = {(r["month"], r["criterion"]): r for r in _records(latest(old))}
    rows_of_sheet = _rows(taken, entered)
    new = [r for r in rows_of_sheet if not _is_known(r, counting.get((r["month"], r["criterion"])))]
    added = pd.DataFrame(new, columns=list(SELF_SCORES.columns), dtype="str")
    rows = pd.concat([old, added]).drop_duplicates(_KEY, keep="last").reset_index(drop=True)
    pandera_schema(SELF_SCORES).validate(rows)
    return Record(path, name, rows, len(new))


def _read(path: Path, name: str) -> pd.DataFrame:
    if not path.exists():
        return pd.DataFrame(columns=list(SELF_SCORES.columns), dtype="str")
    rows, problems = read_table(path, SELF_SCORES.columns, name=name)
    if problems:
        raise DataProblems(problems)
    return rows


def _records(rows: pd.DataFrame) -> list[dict[str, str]]:
    return rows.to_dict("records")  # type: ignore[return-value]  # all cells are text


def _rows(taken: Taken, entered: date) -> Iterator[dict[str, str]]:
    for row in taken.rows:
        if row.score is not None:
            most = Decimal(str(taken.scheme.criteria["max_score"][row.code]))
            points = [f"{value.normalize():f}" for value in (row.score, most)]
            cells = [taken.month, row.code, *points, entered.isoformat(), row.reason]
            yield dict(zip(SELF_SCORES.columns, cells, strict=True))


def _is_known(new: dict[str, str], old: dict[str, str] | None) -> bool:
    """Say whether the entry that counts says the same already."""
    if old is None or all(new[c] == old[c] for c in ("score", "max_score", "reason_vi")):
        return old is not None
    if old["entered"] > new["entered"]:
        raise BadParameter(
            f"criterion {new['criterion']} of {new['month']} was entered on {old['entered']}, "
            f"after {new['entered']}: that entry would go on counting"
        )
    return False
