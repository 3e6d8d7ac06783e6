"""Bring the reports of a year up to date: make what is stale, leave the rest alone."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from analysis.errors import OutputBusy, OutputNotWritable
from analysis.provinces import Province
from analysis.report import failure as failures
from analysis.report.batch.dispatch import DIED, dispatch
from analysis.report.batch.journal import Note
from analysis.report.batch.pool import Pool
from analysis.report.batch.survey import Job, survey
from analysis.report.execute import Kernel
from analysis.report.failure import Failure
from analysis.report.kernel import warming
from analysis.report.manifest import inventory
from analysis.report.publish import making, publish, recover
from analysis.report.runs import NOTEBOOK, Result, RunParameters
from analysis.workspace import Workspace

# Reports that make up for the start of a warm process.
_WORTH = 3


@dataclass
class Outcome:
    """How a batch goes.

    Attributes
    ----------
    jobs : sequence of Job
    made : int
        Reports made.
    failed : list of (Job, str)
        Reports that could not be made, and why.
    seconds : float
    """

    jobs: Sequence[Job]
    made: int = 0
    failed: list[tuple[Job, str]] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def due(self) -> int:
        """Reports that were to be made."""
        return sum(job.due for job in self.jobs)

    @property
    def unbegun(self) -> int:
        """Reports that were not begun, because the batch was stopped."""
        return self.due - self.made - len(self.failed)

    def take(self, job: Job, result: Result) -> None:
        """Count how one run ended."""
        if result.failure is None:
            self.made += 1
        else:
            self.failed.append((job, str(result.failure)))


def plan(
    selected: Iterable[Province],
    asked: RunParameters,
    place: Workspace,
    *,
    notebook: str = NOTEBOOK,
    tidy: bool = True,
) -> list[Job]:
    """Return the state of the reports of some provinces.

    Parameters
    ----------
    selected : iterable of Province
    asked : RunParameters
        What is asked for of one of them, and so of each.
    place : Workspace
    notebook : str
        Name of the notebook in the workspace.
    tidy : bool
        First finish or remove what killed runs left behind.

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
    >>> asked = RunParameters("08", 2023, force=True)
    >>> jobs = plan([provinces.resolve("08")], asked, workspace.find(), tidy=False)
    >>> Outcome(jobs).due
    1
    """
    chosen = list(selected)
    known = inventory(place.notebooks / notebook, place)
    if tidy:
        for province in chosen:
            recover(place.reports / province.slug / str(asked.year))
    return survey(chosen, asked, known)


def carry_out(
    jobs: Sequence[Job],
    pool: Pool,
    place: Workspace,
    *,
    warm: bool,
    here: bool,
    note: Note,
    told: Callable[[Job, Result], object],
    stop: threading.Event,
    notebook: str = NOTEBOOK,
) -> Outcome:
    """Make the reports that are due.

    Parameters
    ----------
    jobs : sequence of Job
    pool : Pool
    place : Workspace
    warm : bool
        Fork the kernels from a process that has everything loaded, if there are enough reports
        to make up for its start.
    here : bool
        Whether the pool is of this machine, so that one such process serves all; the workers of
        a cluster have one each.
    note : callable
        Notes events, as from `journal`.
    told : callable
        Told each run that ended.
    stop : Event
        When set, no further run is begun.
    notebook : str
        Name of the notebook in the workspace.

    Returns
    -------
    Outcome
    """
    outcome, begun = Outcome(jobs), time.monotonic()
    warm = warm and outcome.due >= _WORTH
    kernel: Kernel = "warm" if warm else "stock"
    due = {replace(job.parameters, kernel=kernel): job for job in jobs if job.due}
    note("begun", due=len(due), asked=len(jobs))
    with _kernels(warm and here, place.notebooks / notebook, due) as ready:
        for result in dispatch(due, pool, notebook=notebook, stop=stop, ready=ready):
            job = due[result.parameters]
            outcome.take(job, result)
            if result.failure == DIED:
                _record(job, result.failure)
            _note(note, result)
            told(job, result)
    outcome.seconds = time.monotonic() - begun
    note("ended", made=outcome.made, failed=len(outcome.failed), unbegun=outcome.unbegun)
    return outcome


def _kernels(
    shared: bool, notebook: Path, runs: Iterable[RunParameters]
) -> AbstractContextManager[Callable[[], None] | None]:
    year = next((run.year for run in runs), None)
    return warming(notebook=notebook, year=year) if shared else nullcontext()


def _record(job: Job, failure: Failure) -> None:
    """Leave word of a run whose process could not, and tidy up after it."""
    asked, files = job.parameters, job.files
    with suppress(OSError, OutputBusy, OutputNotWritable), making(files.folder) as stage:
        path = stage / files.failure.name
        parameters = {"province": asked.province, "year": asked.year, "lang": asked.lang}
        failures.write(path, failure, cell="", parameters=parameters)
        publish(path, files.folder)


def _note(note: Note, result: Result) -> None:
    asked = result.parameters
    values = {"province": asked.province, "year": asked.year, "lang": asked.lang}
    values["seconds"] = round(result.seconds, 3)
    if result.failure is None:
        note("made", **values)
    else:
        note("failed", **values, reason=str(result.failure))
