"""Make the draft: the page, its formats, the data beside it, all files or none."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analysis import store
from analysis import workspace as workspaces
from analysis.blocks import Block
from analysis.errors import OutputNotWritable
from analysis.report import formats, letterfile
from analysis.report.drafting import aims, conduct, opening, tasks
from analysis.report.drafting.files import files
from analysis.report.drafting.subject import Drafted, open_draft
from analysis.report.publish import MAKING

DEFAULT = ("docx",)
SECTIONS = (
    opening.head,
    aims.aims,
    tasks.demands,
    tasks.tasks,
    conduct.conduct,
    aims.target_tables,
    tasks.task_tables,
    conduct.sources,
)


def draft(
    *,
    province: object,
    year: object,
    lang: object = "vi",
    letterhead: str | Path = "none",
    wanted: Sequence[str] = DEFAULT,
    out: Path | None = None,
) -> list[Path]:
    """Draft the plan of a year.

    Parameters
    ----------
    province, year, lang
        As in `open_draft`.
    letterhead : str or Path
        `none`, or a file in the workspace.
    wanted : sequence of str
        Formats of the document: of `docx`, `html`, `pdf` and `xlsx`.
    out : Path, optional
        Folder, by default `reports/plans/<id of the draft>`.

    Returns
    -------
    list of Path
        The document by format, then `plan.toml`, `targets.csv`, `tasks.csv` and, where the plan
        before shares out the work, `owners.csv`.

    Raises
    ------
    ChisoError
        A subclass that says what is wrong; nothing is written then. A file that is there
        and differs stays: it may have been edited.
    """
    names = formats.parse(wanted)
    place = workspaces.find()
    store.build(place)
    drafted = open_draft(
        province=province, year=year, lang=lang, letterhead=letterfile.below(letterhead, place)
    )
    folder = out or place.reports / "plans" / drafted.plan_id
    mark = "" if drafted.language.code == "vi" else f".{drafted.language.code}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=MAKING) as temporary:
            return _publish(_write(drafted, Path(temporary, f"plan{mark}"), names), folder)
    except OSError as error:
        raise OutputNotWritable(f"cannot write to {folder.name}: {error.strerror}") from None


def notebook(drafted: Drafted) -> Any:
    """Return the page as the exporters take it: a notebook, one output a section."""
    from nbformat.v4 import new_code_cell, new_notebook, new_output

    cells = [
        new_code_cell(id=section.__name__.replace("_", "-"), outputs=[_output(new_output, block)])
        for section in SECTIONS
        if (block := section(drafted)).html
    ]
    return new_notebook(cells=cells)


def _output(new_output: Any, block: Block) -> Any:
    return new_output("display_data", data={"text/html": block.html})


def _write(drafted: Drafted, stem: Path, names: Sequence[str]) -> list[Path]:
    from analysis.report.export.document import document

    page = notebook(drafted)
    made = list(formats.write(stem, page, document(page), names).values())
    for name, text in files(drafted).items():
        path = stem.with_name(name)
        path.write_text(text, encoding="utf-8", newline="\n")
        made.append(path)
    return made


def _publish(made: list[Path], folder: Path) -> list[Path]:
    targets = [folder / path.name for path in made]
    for path, target in zip(made, targets, strict=True):
        if target.exists() and target.read_bytes() != path.read_bytes():
            raise OutputNotWritable(
                f"{target.name} is there already with other content and may have been edited: move "
                "it away, or name another folder with --out"
            )
    return [path.replace(target) for path, target in zip(made, targets, strict=True)]
