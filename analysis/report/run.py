"""Run the province notebook, check the page, export it and publish it in one step.

Everything is made in a temporary folder beside the output; only finished files are renamed
into place, so a failure leaves the last good report as it was, with a record of what failed.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from analysis import provinces, store
from analysis import workspace as workspaces
from analysis.errors import OutputEdited, OutputNotWritable
from analysis.report import failure as failures
from analysis.report import letterfile
from analysis.report import manifest as manifests
from analysis.report.checks import check_files, check_page
from analysis.report.execute import Kernel, execute
from analysis.report.files import ReportFiles, report_files
from analysis.report.formats import DEFAULT, write
from analysis.report.limits import Watch, watched
from analysis.report.params import Parameters
from analysis.report.publish import making, publish, publish_all
from analysis.report.runs import NOTEBOOK, Report, Result, RunParameters
from analysis.report.subject import open_report
from analysis.workspace import Workspace

Say = Callable[[str], None]


def run_one(parameters: RunParameters, *, notebook: str = NOTEBOOK) -> Result:
    """Make one report and say how that ended; no error of the run is raised.

    Parameters
    ----------
    parameters : RunParameters
    notebook : str
        Name of the notebook in the workspace.

    Returns
    -------
    Result
        Of plain values, as the parameters.

    Examples
    --------
    >>> run_one(RunParameters(province="08", year=1999)).failure.message
    'no results for 1999; there are results for 2011 to 2024'
    """
    begun = time.monotonic()
    try:
        report = make(parameters, notebook=notebook)
    except Exception as error:  # whatever one report meets must not end a batch
        return Result(parameters, failure=failures.failure(error), seconds=time.monotonic() - begun)
    return Result(parameters, report=report, seconds=time.monotonic() - begun)


def run(
    *,
    province: str | int,
    year: int,
    lang: str = "vi",
    plan: str = "auto",
    letterhead: str | Path = "auto",
    formats: Sequence[str] = DEFAULT,
    out: Path | None = None,
    force: bool = False,
    progress: bool = False,
    say: Say = lambda _: None,
) -> Report:
    """Make one province report.

    Parameters
    ----------
    province, year, lang, plan
        As in `analysis.report.open_report`.
    letterhead : str or Path
        `auto`, `none`, or a file in the workspace.
    formats, out, force
        As in `RunParameters`.
    progress : bool
        Show papermill's progress bar.
    say : callable
        Told each stage.

    Returns
    -------
    Report

    Raises
    ------
    ChisoError
        A subclass that says what is wrong; no file of the report is touched then.
    """
    parameters = RunParameters(
        province=provinces.resolve(province).code,
        year=year,
        lang=lang,
        plan=plan,
        letterhead=letterfile.below(letterhead, workspaces.find()),
        formats=tuple(formats),
        out=out,
        force=force,
    )
    return make(parameters, progress=progress, say=say)


def make(
    parameters: RunParameters,
    *,
    notebook: str = NOTEBOOK,
    progress: bool = False,
    say: Say = lambda _: None,
) -> Report:
    """Make one report; see `run_one` and `run`.

    Raises
    ------
    ChisoError
        A subclass that says what is wrong.
    """
    place = workspaces.find()
    if store.build(place).done:
        say("data/processed built")
    subject = open_report(
        province=parameters.province,
        year=parameters.year,
        lang=parameters.lang,
        plan=parameters.plan,
        letterhead=parameters.letterhead,
    )
    template = place.notebooks / notebook
    files = report_files(subject.parameters, place, parameters.out)
    with (
        making(files.folder) as stage,
        watched(seconds=parameters.seconds, megabytes=parameters.megabytes) as watch,
    ):
        _require_unedited(files, parameters)
        staged = ReportFiles(stage, files.lang)
        try:
            # Before it runs: what changes meanwhile is not known to be in the report.
            made_from = manifests.inventory(template, place).of(subject.parameters)
            say("running the notebook")
            _execute(
                template, staged, subject.parameters, place, parameters.kernel, watch, progress
            )
            say(f"exporting {', '.join(parameters.formats)}")
            made = _export(staged, subject.parameters, parameters.formats)
            watch.refuse()
            content = manifests.manifest(
                made_from,
                outputs=made,
                seeds=subject.national.seeds,
                kept=_kept(files, made),
            )
            manifests.write(staged.manifest, content)
            _require_unedited(files, parameters)
            publish_all(stage, files.folder)
        except OutputEdited:
            raise
        except Exception as error:
            _record(error, staged, files, subject.parameters)
            raise
        files.failure.unlink(missing_ok=True)
    return Report(
        subject.parameters,
        files={name: files.made(name) for name in parameters.formats},
        notebook=files.made("ipynb"),
        manifest=files.manifest,
    )


def _require_unedited(files: ReportFiles, parameters: RunParameters) -> None:
    """Refuse to overwrite what an official may have edited, signed or stamped."""
    if parameters.force:
        return
    wanted = [files.made(name) for name in parameters.formats]
    found = ", ".join(sorted(path.name for path in manifests.edited(files.manifest, wanted)))
    if found:
        raise OutputEdited(
            f"{found} is not as chiso made it, so somebody may have worked on it: rename it or "
            "move it to another folder to keep it, or overwrite it with --force"
        )


def _execute(
    template: Path,
    staged: ReportFiles,
    parameters: Parameters,
    place: Workspace,
    kernel: Kernel,
    watch: Watch,
    progress: bool,
) -> None:
    try:
        execute(
            template,
            staged.made("ipynb"),
            vars(parameters),
            place=place,
            progress=progress,
            kernel=kernel,
            started=watch.kernel,
        )
    finally:
        # A kernel that was killed for a limit fails in many ways: the limit is what matters.
        watch.refuse()


def _export(staged: ReportFiles, parameters: Parameters, formats: Sequence[str]) -> list[Path]:
    import nbformat

    from analysis.report.export.document import document

    notebook = nbformat.read(staged.made("ipynb"), as_version=4)
    page = document(notebook)
    check_page(notebook, page, parameters)
    made = write(staged.made("ipynb").with_suffix(""), notebook, page, formats)
    check_files(made)
    return list(made.values())


def _kept(files: ReportFiles, made: Sequence[Path]) -> dict[str, str]:
    """Return the hashes of files of earlier runs that stay as they are."""
    names = {path.name for path in made}
    return {
        name: known
        for name, known in manifests.made(files.manifest).items()
        if name not in names and (files.folder / name).is_file()
    }


def _record(
    error: Exception, staged: ReportFiles, files: ReportFiles, parameters: Parameters
) -> None:
    """Leave word of a failure; where not even that can be written, the error alone says it."""
    cell = failures.stopped_at(staged.made("ipynb"))
    with suppress(OSError, OutputNotWritable):
        failures.write(
            staged.failure, failures.failure(error), cell=cell, parameters=vars(parameters)
        )
        publish(staged.failure, files.folder)
