"""Run the province notebook, check the page, export it and publish it in one step.

Everything is made in a temporary folder beside the output; only finished files are renamed
into place, so a failure leaves the last good report as it was.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis import provinces, store
from analysis import workspace as workspaces
from analysis.errors import OutputEdited, ReportFailed
from analysis.report import letterfile
from analysis.report import manifest as manifests
from analysis.report.execute import execute
from analysis.report.formats import DEFAULT, parse, write
from analysis.report.params import Parameters
from analysis.report.publish import publish, require_writable
from analysis.report.subject import open_report

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
        letterhead=letterfile.below(letterhead, place),
    )
    parameters = subject.parameters
    folder = (out or place.reports / parameters.slug / str(parameters.year)).absolute()
    require_writable(folder)
    mark = "" if parameters.lang == "vi" else f".{parameters.lang}"
    record = folder / f"manifest{mark}.json"
    if not force:
        _require_unedited(record, [folder / f"report{mark}.{name}" for name in wanted])
    with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as temporary:
        stage = Path(temporary)
        executed = stage / f"report{mark}.ipynb"
        say("running the notebook")
        execute(
            place.notebooks / NOTEBOOK, executed, vars(parameters), place=place, progress=progress
        )
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
            files={name: publish(path, folder) for name, path in files.items()},
            notebook=publish(executed, folder),
            manifest=publish(stage / record.name, folder),
        )


def _require_unedited(record: Path, files: Sequence[Path]) -> None:
    """Refuse to overwrite what an official may have edited, signed or stamped."""
    found = ", ".join(sorted(path.name for path in manifests.edited(record, files)))
    if found:
        raise OutputEdited(
            f"{found} is not as chiso made it, so somebody may have worked on it: rename it or "
            "move it to another folder to keep it, or overwrite it with --force"
        )


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
