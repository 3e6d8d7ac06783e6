"""Which reports must be made, and why: told by content, never by the times of files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from analysis.provinces import Province
from analysis.report import failure as failures
from analysis.report import manifest as manifests
from analysis.report.files import ReportFiles, report_files
from analysis.report.manifest import Inventory
from analysis.report.params import Parameters, parse
from analysis.report.runs import RunParameters

State = Literal["new", "stale", "failed", "forced", "edited", "current"]


@dataclass(frozen=True)
class Job:
    """One report of a batch.

    Attributes
    ----------
    province : Province
    parameters : RunParameters
    files : ReportFiles
        Where it stands.
    state : str
        `new`, `stale`, `failed` the last time, `forced`, or not to be made: `edited` by
        somebody after it was made, or `current`.
    reasons : tuple of str
        What changed since it was made, or how it failed.
    """

    province: Province
    parameters: RunParameters
    files: ReportFiles
    state: State
    reasons: tuple[str, ...] = ()

    @property
    def due(self) -> bool:
        """Whether it is to be made."""
        return self.state not in {"edited", "current"}


def survey(selected: Iterable[Province], asked: RunParameters, inventory: Inventory) -> list[Job]:
    """Return the state of the reports of some provinces.

    Parameters
    ----------
    selected : iterable of Province
    asked : RunParameters
        What is asked for of one of them, and so of each.
    inventory : Inventory
        What reports are made from now.

    Returns
    -------
    list of Job

    Raises
    ------
    ChisoError
        If no report could be made with these parameters.

    Examples
    --------
    >>> from analysis import provinces, workspace
    >>> place = workspace.find()
    >>> inventory = manifests.inventory(place.notebooks / "province_report.ipynb", place)
    >>> job = survey([provinces.resolve("08")], RunParameters("08", 2023, force=True), inventory)
    >>> job[0].state, job[0].due
    ('forced', True)
    """
    checked = parse(
        province=asked.province,
        year=asked.year,
        lang=asked.lang,
        plan=asked.plan,
        letterhead=asked.letterhead,
    )
    return [
        _job(p, replace(asked, province=p.code), replace(checked, province=p.code), inventory)
        for p in selected
    ]


def _job(
    province: Province, asked: RunParameters, checked: Parameters, inventory: Inventory
) -> Job:
    files = report_files(checked, inventory.workspace, asked.out)
    state, reasons = _state(files, asked, inventory.of(checked))
    return Job(province, asked, files, state, tuple(reasons))


def _state(
    files: ReportFiles, asked: RunParameters, made_from: Mapping[str, Any]
) -> tuple[State, list[str]]:
    if asked.force:
        return "forced", []
    wanted = [files.made(name) for name in asked.formats]
    if edited := manifests.edited(files.manifest, wanted):
        return "edited", [path.name for path in edited]
    if failed := failures.read(files.failure):
        return "failed", [failed]
    changed = manifests.changes(files.manifest, made_from)
    if changed is None:
        return "new", []
    missing = [path.name for path in wanted if not path.is_file()]
    return ("stale" if changed or missing else "current"), [*changed, *missing]
