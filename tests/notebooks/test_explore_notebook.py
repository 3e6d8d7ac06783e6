"""The notebook of exploring: its parameters, and the page that is made of it."""

import inspect
import json
import resource

import nbformat
import papermill
import pytest
from nbclient import NotebookClient
from nbconvert.exporters import get_exporter

from analysis import explore, workspace

NOTEBOOK = workspace.find().notebooks / "explore.ipynb"


@pytest.fixture(scope="module")
def executed(tmp_path_factory) -> nbformat.NotebookNode:
    made = tmp_path_factory.mktemp("explore") / "out.ipynb"
    values = {"province": 22, "comparison": "peers", "first_year": 2021, "lang": "en"}
    return papermill.execute_notebook(
        str(NOTEBOOK), str(made), parameters=values, progress_bar=False,
        cwd=str(NOTEBOOK.parent),
    )  # fmt: skip


def test_parameters_are_those_of_the_function():
    found = {
        n: json.loads(p["default"]) for n, p in papermill.inspect_notebook(str(NOTEBOOK)).items()
    }
    signature = inspect.signature(explore.open_explorer).parameters
    assert found == {n: p.default for n, p in signature.items() if n != "executed"}


def test_cells_are_thin_and_committed_without_outputs():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(c.outputs == [] and c.execution_count is None for c in cells)
    assert all(len(c.source.splitlines()) == 1 for c in cells[2:])
    assert "widgets" not in notebook.metadata


def test_outputs_print_without_a_kernel(executed):
    by_id = {cell.id: cell for cell in executed.cells}
    for name in ("title", "course", "profile", "gap", "on-map", "relation"):
        (output,) = by_id[name].outputs
        assert output.data["text/html"].startswith("<h")


def test_the_page_is_of_the_province_asked_for_and_has_no_controls(executed):
    html, _ = get_exporter("chiso_html")().from_notebook_node(executed)
    assert "<title>PAPI of Quang Ninh province, 2021–2024</title>" in html
    assert "Peers: " in html
    assert "Tuyen Quang" not in html.split("<table")[0]
    assert "VBox" not in html
    assert "open_explorer" not in html


@pytest.mark.slow
def test_run_all_takes_less_than_ten_seconds_of_work():
    def work() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    before = work()
    NotebookClient(
        nbformat.read(NOTEBOOK, as_version=4), resources={"metadata": {"path": NOTEBOOK.parent}}
    ).execute()
    # About 5 when this was written; of processors, since a test may have to share them.
    assert work() - before < 10
