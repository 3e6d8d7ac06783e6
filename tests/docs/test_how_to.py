"""The first step of a guide, as a reader tries it: the command says what the page shows."""

import shlex
import shutil
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_notebook
from pages import DOCS, ROOT, blocks, commands

from analysis.cli import main
from analysis.workspace import Workspace

HOW_TO = DOCS / "how-to"


def texts(page: Path) -> list[str]:
    """Return the blocks of a page that are neither code nor commands."""
    return [text for kind, text in blocks(page) if kind == "text"]


@pytest.fixture
def place(project: Workspace, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHISO_HOME", str(project.root))
    monkeypatch.chdir(project.root)
    return project.root


def says(call: str) -> list[str]:
    """Return what a command prints."""
    done = CliRunner().invoke(main, shlex.split(call)[1:])
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


def test_the_table_of_a_year_that_is_known_is_compared(place: Path) -> None:
    page = HOW_TO / "new-year.md"
    table, end = texts(page)
    (place / "bang.csv").write_text(table, encoding="utf-8")
    assert says(commands(page)[0])[-2:] == end.splitlines()


def test_a_plan_nobody_has_seen_is_read(place: Path) -> None:
    page = HOW_TO / "new-plan.md"
    call = commands(page)[0]
    paper = Path(shlex.split(call)[3])
    (place / paper).parent.mkdir(parents=True)
    shutil.copyfile(ROOT / paper, place / paper)
    assert says(call) == texts(page)[0].splitlines()


@pytest.mark.slow
def test_the_notebook_is_written_run_and_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = HOW_TO / "new-notebook.md"
    monkeypatch.setenv("CHISO_HOME", str(ROOT))
    monkeypatch.chdir(tmp_path)
    cells = [text for _, text in blocks(page, "Write it")]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(
        cells=[new_code_cell(text, id=f"cell-{n}") for n, text in enumerate(cells)],
        metadata={"kernelspec": kernel},
    )
    notebook.cells[0].metadata["tags"] = ["parameters"]
    nbformat.write(notebook, "papi_short.ipynb")
    for kind, text in blocks(page, "Run it") + blocks(page, "Make a page of it"):
        if kind == "python":
            exec(compile(text, page.name, "exec"), {})
    html = Path("vinh-phuc.html").read_text(encoding="utf-8")
    assert "Vĩnh Phúc" in html
    assert 'id="own-change"' in html
