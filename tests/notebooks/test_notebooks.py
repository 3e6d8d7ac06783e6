"""Every notebook runs from top to bottom as committed, and papermill knows its parameters."""

import json
from pathlib import Path

import nbformat
import papermill
import pytest
from nbclient import NotebookClient

from analysis import workspace
from analysis.report.params import NAMES

NOTEBOOKS = sorted(workspace.find().notebooks.glob("*.ipynb"))


def run_all(path: Path) -> list[nbformat.NotebookNode]:
    """Run a notebook as JupyterLab does, in its own folder, and return the outputs."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(path.parent)}}).execute()
    return [o for c in notebook.cells for o in c.get("outputs", [])]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.name)
def test_run_all(path: Path, report):
    outputs = run_all(path)
    assert outputs
    assert {o.output_type for o in outputs} <= {"execute_result", "display_data"}
    if path.name == "province_report.ipynb":
        made = nbformat.read(report.notebook, as_version=4)
        ours = [o["data"]["text/html"] for c in made.cells for o in c.get("outputs", [])]
        assert [o["data"]["text/html"] for o in outputs] == ours


def test_parameters_of_the_province_report():
    path = workspace.find().notebooks / "province_report.ipynb"
    found = papermill.inspect_notebook(str(path))
    assert tuple(found) == NAMES
    assert {name: json.loads(p["default"]) for name, p in found.items()} == {
        "province": "tuyen-quang", "year": 2023, "lang": "vi", "plan": "auto",
        "letterhead": "auto",
    }  # fmt: skip


def test_cells_of_the_province_report_are_thin():
    path = workspace.find().notebooks / "province_report.ipynb"
    cells = [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
    assert all(len(c.source.splitlines()) == 1 for c in cells[2:])
    assert not any("“" in c.source or "tỉnh" in c.source for c in cells)
