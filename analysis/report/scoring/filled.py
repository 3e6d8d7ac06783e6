"""Read a filled sheet of self-scores back, and refuse whatever is not plainly a score."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from analysis.errors import Problem, TableProblems, UnreadableFile
from analysis.ingest.grid import clean, letter
from analysis.ingest.limits import check_file, open_office
from analysis.report.scoring.form import (
    AGENCY,
    CODE,
    MAXIMUM,
    NAME,
    REASON,
    SCORE,
    STAMP,
    Stamp,
    heads,
)
from analysis.tracking import Filled, Scheme, scheme_of
from analysis.tracking.filled import problems
from analysis.wording import language
from analysis.workspace import Workspace

LONGEST_REASON = 1000
_MOST_ROWS = 2000
# Decimal comma or point: plans print both side by side.
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,6})?", re.ASCII)
MONTH = r"20\d\d-(0[1-9]|1[0-2])"
_A_NUMBER = "expected a number of points, such as 0,5"


@dataclass(frozen=True)
class Taken:
    """What a filled sheet says.

    Attributes
    ----------
    scheme : Scheme
    month : str
        Such as `2024-07`.
    rows : tuple of Filled
        The scored criteria, with or without a score.
    """

    scheme: Scheme
    month: str
    rows: tuple[Filled, ...]


def read(path: Path, plan_id: str, *, workspace: Workspace | None = None) -> Taken:
    """Read a filled sheet and check it.

    Parameters
    ----------
    path : Path
        An XLSX file that `workbook` wrote and people filled in.
    plan_id : str
        The plan that it must be of.
    workspace : Workspace, optional

    Returns
    -------
    Taken

    Raises
    ------
    UnreadableFile
        If the file is damaged, locked, too big, or brings macros or links along.
    TableProblems
        If it is the sheet of something else, or a cell holds what is no score; the message
        names every cell.

    Examples
    --------
    >>> read(Path("nowhere.xlsx"), "TQ-150-2024")
    Traceback (most recent call last):
        ...
    analysis.errors.UnreadableFile: nowhere.xlsx cannot be read: No such file or directory
    """
    sheets = _sheets(path)
    stamp = _stamp(sheets, path.name, plan_id)
    scheme = scheme_of(plan_id, int(stamp.month[:4]), workspace=workspace)
    if stamp.edition != scheme.edition:
        raise _refused(path.name, "edition", stamp.edition, scheme.edition)
    wrong: list[Problem] = []
    rows = [_filled(row, scheme, path.name, wrong) for row in _body(sheets, stamp, path.name)]
    wrong += problems(scheme, rows, file=path.name, column=letter(SCORE - 1))
    if not wrong and all(row.score is None for row in rows):
        wrong.append(Problem(path.name, None, letter(SCORE - 1), None, "no score is filled in"))
    if wrong:
        raise TableProblems(wrong)
    return Taken(scheme, stamp.month, tuple(r for r in rows if r.code in scheme.scored.index))


def _sheets(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the cells of all sheets, as far as a sheet of self-scores reaches."""
    if not check_file(path).startswith(b"PK"):
        raise UnreadableFile(f"{path.name} is no workbook; save the filled sheet as .xlsx")
    open_office(path).close()
    try:
        # Read-only: merged ranges and whatever a file claims to be its size stay harmless.
        with path.open("rb") as file:
            book = openpyxl.load_workbook(file, read_only=True)
            return {
                sheet.title: list(sheet.iter_rows(max_row=_MOST_ROWS, max_col=AGENCY))
                for sheet in book.worksheets
            }
    except Exception as error:  # openpyxl raises what its XML readers raise, of any class
        raise UnreadableFile(f"{path.name} is no sound workbook ({error})") from None


def _stamp(sheets: dict[str, list[tuple[Any, ...]]], file: str, plan_id: str) -> Stamp:
    pairs = {_text(row[0]): _text(row[1]) for row in sheets.get(STAMP, []) if len(row) > 1}
    stamp = Stamp.of(pairs)
    if (
        stamp is None
        or not re.fullmatch(MONTH, stamp.month, re.ASCII)
        or stamp.lang not in {"vi", "en"}
    ):
        expected = "expected a sheet that chiso plan scores wrote; its hidden sheet is missing"
        raise TableProblems([Problem(file, None, None, None, expected)])
    if stamp.plan != plan_id:
        raise _refused(file, "plan", stamp.plan, plan_id)
    return stamp


def _refused(file: str, what: str, found: str, wanted: str) -> TableProblems:
    expected = f"expected {wanted}: the sheet was made for another {what}"
    return TableProblems([Problem(file, None, what, found, expected)])


def _body(
    sheets: dict[str, list[tuple[Any, ...]]], stamp: Stamp, file: str
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows between the heads and the total."""
    tongue = language(stamp.lang)
    wanted = heads(stamp.month, "", tongue)
    checked = (CODE, NAME, MAXIMUM, SCORE, REASON, AGENCY)
    rows = (row for title, rows in sheets.items() if title != STAMP for row in rows)
    for row in rows:
        if len(row) == AGENCY and all(_text(row[c - 1]) == wanted[c - 1] for c in checked):
            break
    else:
        names = ", ".join(wanted[column - 1] for column in checked)
        expected = f"expected the columns of the sheet as it was made: {names}"
        raise TableProblems([Problem(file, None, None, None, expected)])
    for row in rows:
        if not _text(row[CODE - 1]) and _text(row[NAME - 1]) == tongue.text("Total"):
            return
        if any(_text(row[column - 1]) for column in (CODE, NAME, SCORE)):
            yield row


def _filled(row: tuple[Any, ...], scheme: Scheme, file: str, wrong: list[Problem]) -> Filled:
    """Return what a row says; what is wrong in its cells goes to a list."""
    number = next(cell.row for cell in row if cell.value is not None)
    code = _text(row[CODE - 1])
    is_scored = code in scheme.scored.index

    def note(column: int, fault: str) -> None:
        found = _text(row[column - 1])[:80]
        wrong.append(Problem(file, number, letter(column - 1), found, fault))

    score, fault = _points(row[SCORE - 1], allow_formula=not is_scored)
    if fault:
        note(SCORE, fault)
    if is_scored:
        most = Decimal(str(scheme.criteria["max_score"][code]))
        if _points(row[MAXIMUM - 1])[0] != most:
            note(MAXIMUM, f"expected the maximum of {code}, {most.normalize():f}")
    reason = _text(row[REASON - 1])
    if row[REASON - 1].data_type == "f":
        note(REASON, "expected a text, not a formula")
    if len(reason) > LONGEST_REASON:
        note(REASON, f"expected at most {LONGEST_REASON} letters")
    return Filled(number, code, score, reason)


def _points(cell: Any, *, allow_formula: bool = False) -> tuple[Decimal | None, str]:
    """Return the points of a cell, and what is wrong with it; one of them at most."""
    value = cell.value
    if cell.data_type == "f":
        return None, "" if allow_formula else "expected a number, not a formula"
    if isinstance(value, date | datetime | time | timedelta):
        return None, f"{_A_NUMBER}; it was taken for a date: format the cell as a number"
    if isinstance(value, int | float) and not isinstance(value, bool):
        if "%" in str(cell.number_format):
            return None, "expected points, not per cent"
        return Decimal(f"{value:.12g}"), ""
    text = _text(cell)
    if not text:
        return None, ""
    if isinstance(value, str) and cell.data_type != "e" and _NUMBER.fullmatch(text):
        return Decimal(text.replace(",", ".")), ""
    return None, _A_NUMBER


def _text(cell: Any) -> str:
    return "" if cell.value is None else clean(str(cell.value))
