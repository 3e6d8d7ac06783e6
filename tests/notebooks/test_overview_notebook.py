"""The national overview: its parameters, other indices, and the page that the exporters make."""

import json
from pathlib import Path

import nbformat
import papermill
import pytest
from papermill.exceptions import PapermillExecutionError

from analysis import workspace
from analysis.report.export.document import Document, document
from analysis.report.export.pdf import typeset
from analysis.report.overview.params import NAMES

NOTEBOOK = workspace.find().notebooks / "national_overview.ipynb"


def run(folder: Path, **parameters: object) -> nbformat.NotebookNode:
    """Run the notebook by plain papermill, which only warns of unknown parameters."""
    target = folder / "overview.ipynb"
    papermill.execute_notebook(str(NOTEBOOK), str(target), parameters=parameters,
                               progress_bar=False)  # fmt: skip
    return nbformat.read(target, as_version=4)


def made(folder: Path, **parameters: object) -> Document:
    return document(run(folder, **parameters))


def test_parameters():
    found = papermill.inspect_notebook(str(NOTEBOOK))
    assert tuple(found) == NAMES
    defaults = {name: json.loads(p["default"]) for name, p in found.items()}
    assert defaults == {"index": "papi", "year": 2023, "lang": "vi"}


def test_cells_are_thin():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert notebook.cells[0].cell_type == "markdown"
    assert notebook.cells[0].metadata.tags == ["remove_cell"]
    cells = [c for c in notebook.cells if c.cell_type == "code"]
    assert cells[0].metadata.tags == ["parameters"]
    assert all(len(c.source.splitlines()) == 1 for c in cells[2:])
    assert all(c.execution_count is None and not c.outputs for c in cells)
    assert len({c.id for c in notebook.cells}) == len(notebook.cells)


@pytest.mark.filterwarnings("ignore:Passed unknown parameter")
@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"province": "08"}, "unknown parameter 'province'; the parameters are index, year, lang"),
        ({"index": "PAPI"}, "index must be one of par_index, sipas, papi, pci, dti; got 'PAPI'"),
        ({"year": "2023"}, "year must be a whole number such as 2023, got '2023'"),
        ({"index": "dti", "year": 2019}, "no results for 2019; there are results for 2020 to 2024"),
    ],
)
def test_parameters_that_cannot_be_are_refused(tmp_path, parameters, message):
    with pytest.raises(PapermillExecutionError) as raised:
        run(tmp_path, **parameters)
    assert raised.value.evalue == message


def test_the_page_of_a_complete_panel(tmp_path):
    page = made(tmp_path, index="pci", year=2018, lang="en")
    assert page.title == "National overview: Provincial competitiveness index (PCI) in 2018"
    assert page.lang == "en"
    sections = ["coverage", "level", "provinces", "movers", "trends", "dimensions", "convergence",
                "space", "peers", "outlook", "sources"]  # fmt: skip
    places = [page.body.index(f'<h2 id="{name}"') for name in sections]
    assert places == sorted(places)
    assert page.body.count("<h2") == len(sections)
    assert page.body.count("<figure") == 9
    assert typeset(page).startswith(b"%PDF")


def test_the_page_of_a_partial_panel(tmp_path):
    page = made(tmp_path, index="par_index", year=2023)
    assert page.title == "Tổng quan cả nước: Chỉ số cải cách hành chính (PAR INDEX) năm 2023"
    assert page.lang == "vi"
    assert page.body.count("<h2") == 4
    assert 'id="columns"' not in page.body
    assert 'id="map"' not in page.body
    assert typeset(page).startswith(b"%PDF")


def test_the_page_of_scores_from_0_to_1(tmp_path):
    page = made(tmp_path, index="dti", year=2024)
    assert page.title.endswith("(DTI) năm 2024")
    assert "0,6961 điểm" in page.body
    assert page.body.count("<h2") == 11
