"""Run the notebook that follows a plan, export it and publish it."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from analysis import store
from analysis import workspace as workspaces
from analysis.report.execute import execute
from analysis.report.formats import parse as parse_formats
from analysis.report.formats import write
from analysis.report.publish import MAKING, publish, require_writable
from analysis.report.tracking.params import parse

NOTEBOOK = "plan_tracking.ipynb"


def run(
    *,
    plan: object,
    today: object,
    lang: object = "vi",
    formats: Sequence[str],
    out: Path | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Mapping[str, Path]:
    """Write the page on a plan in some formats.

    Parameters
    ----------
    plan, today, lang
        As in `open_tracking`.
    formats : sequence of str
        Of `html`, `pdf`, `docx` and `xlsx`.
    out : Path, optional
        Folder, by default `reports/plans/<plan>`.
    say : callable
        Told each stage.

    Returns
    -------
    mapping of str to Path
        The files by format; the executed notebook stands beside them.

    Raises
    ------
    ChisoError
        A subclass that says what is wrong; no file of the output is touched then.
    """
    import nbformat

    from analysis.report.export.document import document

    wanted, place = parse_formats(formats), workspaces.find()
    store.build(place)
    parameters = parse(plan=plan, today=today, lang=lang)
    folder = (out or place.reports / "plans" / parameters.plan).absolute()
    require_writable(folder)
    mark = "" if parameters.lang == "vi" else f".{parameters.lang}"
    with tempfile.TemporaryDirectory(dir=folder, prefix=MAKING) as temporary:
        executed = Path(temporary, f"status{mark}.ipynb")
        say("running the notebook")
        execute(place.notebooks / NOTEBOOK, executed, vars(parameters), place=place)
        say(f"exporting {', '.join(wanted)}")
        notebook = nbformat.read(executed, as_version=4)
        files = write(executed.with_suffix(""), notebook, document(notebook), wanted)
        made = {name: publish(path, folder) for name, path in files.items()}
        publish(executed, folder)
        return made
