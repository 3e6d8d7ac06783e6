"""The two steps of a month: write the sheet, take it in filled."""

import re
from datetime import date
from pathlib import Path

from analysis import plans
from analysis import workspace as workspaces
from analysis.errors import BadParameter, OutputNotWritable
from analysis.report.scoring.filled import MONTH, read
from analysis.report.scoring.record import record
from analysis.report.scoring.result import lines
from analysis.report.scoring.sheet import workbook
from analysis.tracking import month_scores, scheme_of
from analysis.wording import language
from analysis.workspace import Workspace


def write_sheet(
    plan_id: str,
    month: str,
    *,
    lang: str = "vi",
    out: Path | None = None,
    workspace: Workspace | None = None,
) -> Path:
    """Write the sheet on which a plan's criteria are scored for a month.

    Parameters
    ----------
    plan_id : str
    month : str
        Such as `2024-07`, in a year of the plan.
    lang : {"vi", "en"}
    out : Path, optional
        By default `reports/plans/<plan>/scores-<month>.xlsx`.
    workspace : Workspace, optional

    Returns
    -------
    Path

    Raises
    ------
    BadParameter
        If it is no month, or none of the plan's.
    NoData
        If there is no such plan, or no maxima are known.
    OutputNotWritable
        If the file cannot be written, or is there with other content: it may be filled in.

    Examples
    --------
    >>> write_sheet("TQ-150-2024", "7/2024")
    Traceback (most recent call last):
        ...
    analysis.errors.BadParameter: no month '7/2024'; write it like 2024-07
    """
    if not re.fullmatch(MONTH, month, re.ASCII):
        raise BadParameter(f"no month {month!r}; write it like 2024-07")
    place = workspace or workspaces.find()
    scheme = scheme_of(plan_id, int(month[:4]), workspace=place)
    entries = plans.table("self_scores", plan_id, place)
    data = workbook(scheme, entries, month, language=language(lang))
    path = out or place.reports / "plans" / plan_id / f"scores-{month}.xlsx"
    _write_new(path, data)
    return path


def take_sheet(
    path: Path,
    plan_id: str,
    *,
    entered: date,
    month: str | None = None,
    lang: str = "vi",
    dry_run: bool = False,
    workspace: Workspace | None = None,
) -> list[str]:
    """Take in a filled sheet and say what it shows.

    Parameters
    ----------
    path : Path
    plan_id : str
    entered : date
        Day of the entry.
    month : str, optional
        The month that it must be of.
    lang : {"vi", "en"}
    dry_run : bool
        Whether to write nothing.
    workspace : Workspace, optional

    Returns
    -------
    list of str
        The result of the month, with what earlier sheets said of it, and what was written.

    Raises
    ------
    UnreadableFile, TableProblems, DataProblems
        If the file or a cell in it is not what it must be.
    BadParameter
        If it is of another month, or a later day has other scores of it.
    OutputNotWritable

    Examples
    --------
    >>> take_sheet(Path("nowhere.xlsx"), "TQ-150-2024", entered=date(2024, 9, 30))
    Traceback (most recent call last):
        ...
    analysis.errors.UnreadableFile: nowhere.xlsx cannot be read: No such file or directory
    """
    place, tongue = workspace or workspaces.find(), language(lang)
    taken = read(path, plan_id, workspace=place)
    if month is not None and taken.month != month:
        raise BadParameter(f"{path.name} is the sheet of {taken.month}, not of {month}")
    made = record(taken, entered=entered, workspace=place)
    scores = month_scores(taken.scheme, made.entries, taken.month)
    said = lines(scores, language=tongue)
    if not made.new:
        return [*said, tongue.text("Nothing new: these scores are known.")]
    if dry_run:
        return [*said, tongue.text("Nothing was written (--dry-run); new scores: {n}", n=made.new)]
    made.write()
    return [*said, tongue.text("Scores added to {file}: {n}", file=made.name, n=made.new)]


def _write_new(path: Path, data: bytes) -> None:
    """Write a file; one that is there and differs stays, since somebody may have filled it in."""
    try:
        if path.exists() and path.read_bytes() != data:
            raise OutputNotWritable(
                f"{path.name} is there already and may be filled in: move it away, or name "
                "another file with --out"
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.part")
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as error:
        raise OutputNotWritable(f"cannot write {path.name}: {error.strerror}") from None
