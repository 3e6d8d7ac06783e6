"""The frames for new analyses: empty, and whole enough to run and to be exported as they are."""

import nbformat
import papermill
import pytest
from nbconvert.exporters import get_exporter

from analysis import workspace

TEMPLATES = sorted((workspace.find().notebooks / "templates").glob("*.ipynb"))


def test_there_is_one():
    assert [path.name for path in TEMPLATES] == ["new_analysis.ipynb"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_it_is_committed_without_outputs(path):
    cells = [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
    assert all(c.outputs == [] and c.execution_count is None for c in cells)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_it_runs_and_makes_a_page(path, tmp_path):
    values = {"province": "22", "last_year": 2023}
    made = papermill.execute_notebook(
        str(path), str(tmp_path / "out.ipynb"), parameters=values, progress_bar=False,
        cwd=str(path.parent),
    )  # fmt: skip
    html, _ = get_exporter("chiso_html")().from_notebook_node(made)
    assert "<title>PAPI của tỉnh Quảng Ninh, 2011–2023</title>" in html
    assert html.count("<h2") == 6
    assert "Mẫu phân tích" not in html
