"""Run the province notebook, check the page, export it and publish it in one step.

Everything is made in a temporary folder beside the output; only finished files are renamed
into place, so a failure leaves the last good report as it was.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from analysis import provinces, store
from analysis import workspace as workspaces
from analysis.errors import OutputEdited, OutputNotWritable, ReportFailed
from analysis.report import letterfile
from analysis.report import manifest as manifests
from analysis.report.formats import DEFAULT, parse, write
from analysis.report.params import Parameters
from analysis.report.subject import open_report
from analysis.workspace import Workspace

NOTEBOOK = "province_report.ipynb"

Say = Callable[[str], None]


@dataclass(frozen=True)
class Report:
    """The files of a finished report.

    Attributes
    ----------
    parameters : Parameters
    files : mapping of str to Path
        The report by format.
    notebook, manifest : Path
    """

    parameters: Parameters
    files: Mapping[str, Path]
    notebook: Path
    manifest: Path

    @property
    def html(self) -> Path:
        """The report as HTML; a `KeyError` if it was not made."""
        return self.files["html"]

    @property
    def pdf(self) -> Path:
        """The report as PDF; a `KeyError` if it was not made."""
        return self.files["pdf"]


def run(
    *,
    province: object,
    year: object,
    lang: object = "vi",
    plan: object = "auto",
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
    formats : sequence of str
        Of `html`, `pdf`, `docx` and `xlsx`.
    out : Path, optional
        Folder of the report, by default `reports/<province>/<year>`.
    force : bool
        Overwrite files that somebody worked on after they were made.
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
        A subclass that says what is wrong; no file of the output is touched then.
    """
    wanted = parse(formats)
    place = workspaces.find()
    if store.build(place).done:
        say("data/processed built")
    subject = open_report(
        province=province,
        year=year,
        lang=lang,
        plan=plan,
        letterhead=_below(place, letterhead),
    )
    parameters = subject.parameters
    folder = (out or place.reports / parameters.slug / str(parameters.year)).absolute()
    _require_writable(folder)
    mark = "" if parameters.lang == "vi" else f".{parameters.lang}"
    record = folder / f"manifest{mark}.json"
    if not force:
        _require_unedited(record, [folder / f"report{mark}.{name}" for name in wanted])
    with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as temporary:
        stage = Path(temporary)
        executed = stage / f"report{mark}.ipynb"
        say("running the notebook")
        _execute(parameters, executed, place, progress=progress)
        say(f"exporting {', '.join(wanted)}")
        files = _export(executed, parameters, wanted)
        names = {path.name for path in files.values()}
        content = manifests.manifest(
            parameters,
            notebook=place.notebooks / NOTEBOOK,
            outputs=list(files.values()),
            seeds=subject.national.seeds,
            kept={
                name: known
                for name, known in manifests.made(record).items()
                if name not in names and (folder / name).is_file()
            },
            letterhead=letterfile.file(parameters.letterhead, place),
            workspace=place,
        )
        manifests.write(stage / record.name, content)
        if not force:
            _require_unedited(record, [folder / name for name in names])
        return Report(
            parameters,
            files={name: _publish(path, folder) for name, path in files.items()},
            notebook=_publish(executed, folder),
            manifest=_publish(stage / record.name, folder),
        )


def _below(place: Workspace, letterhead: str | Path) -> str:
    """Return a file as the notebook names it: by its path below the workspace."""
    if isinstance(letterhead, str):
        return letterhead
    return os.path.relpath(letterhead.resolve(), place.root).replace(os.sep, "/")


def _require_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputNotWritable(f"cannot write to {folder}: {error.strerror}") from None


def _require_unedited(record: Path, files: Sequence[Path]) -> None:
    """Refuse to overwrite what an official may have edited, signed or stamped."""
    found = ", ".join(sorted(path.name for path in manifests.edited(record, files)))
    if found:
        raise OutputEdited(
            f"{found} is not as chiso made it, so somebody may have worked on it: rename it or "
            "move it to another folder to keep it, or overwrite it with --force"
        )


def _execute(parameters: Parameters, target: Path, place: Workspace, *, progress: bool) -> None:
    import papermill
    from papermill.exceptions import PapermillExecutionError
    from traitlets.config import Config

    # The kernel inherits the environment: the same workspace, and one BLAS thread, because
    # the models are small and threads would only get in each other's way.
    surroundings = {"CHISO_HOME": str(place.root), "OPENBLAS_NUM_THREADS": "1"}
    with (
        _environment(surroundings),
        tempfile.TemporaryDirectory(prefix="chiso-") as sockets,
    ):
        # A finished kernel has nothing left to tidy up; asked politely, it now and then logs
        # the interrupt that jupyter_client sends first.
        config = Config(NotebookClient={"shutdown_kernel": "immediate"})
        if sys.platform != "win32":
            # Sockets in a folder of our own: by TCP, other users of the machine could listen.
            config.KernelManager.update(transport="ipc", ip=str(Path(sockets, "k")))
        try:
            papermill.execute_notebook(
                str(place.notebooks / NOTEBOOK),
                str(target),
                parameters=vars(parameters),
                progress_bar=progress,
                config=config,
            )
        except PapermillExecutionError as error:
            raise ReportFailed(
                f"cell {error.exec_count} of {NOTEBOOK} failed: {error.ename}: {error.evalue}"
            ) from None


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """Set environment variables for a while."""
    before = {name: os.environ.get(name) for name in values}
    os.environ |= values
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _export(executed: Path, parameters: Parameters, formats: Sequence[str]) -> dict[str, Path]:
    import nbformat

    from analysis.report.export.document import document

    notebook = nbformat.read(executed, as_version=4)
    page = document(notebook)
    _check(page.body, page.title, parameters)
    return write(executed.with_suffix(""), notebook, page, formats)


def _check(body: str, title: str, parameters: Parameters) -> None:
    """Refuse a page that is about another province or year than was asked for."""
    province = provinces.by_code(parameters.province, frame="vn63")
    name = provinces.display_name(province, parameters.lang)
    if name not in title or str(parameters.year) not in title:
        raise ReportFailed(
            f"the page is titled {title!r}, but {name} {parameters.year} was asked for"
        )
    if "<h2" not in body:
        raise ReportFailed("the page has no section")


def _publish(path: Path, folder: Path) -> Path:
    target = folder / path.name
    try:
        return path.replace(target)
    except OSError as error:
        raise OutputNotWritable(f"cannot write {target}: {error.strerror}") from None
