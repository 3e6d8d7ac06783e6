"""The notebook of relations: its parameters, and the page that the exporters make of it."""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import papermill
import pytest
from nbconvert.exporters import get_exporter
from papermill.exceptions import PapermillExecutionError

from analysis import workspace
from analysis.report.export.document import document
from analysis.report.relations.params import NAMES

NOTEBOOK = workspace.find().notebooks / "relations.ipynb"
SECTIONS = ("data", "scatter", "correlations", "slopes", "influence", "context", "settlement",
            "sources")  # fmt: skip
PAIRS = {
    ("papi:d5", "papi:d8", "vi"): (
        "Mối liên hệ giữa “Thủ tục hành chính công (PAPI)” và “Quản trị điện tử (PAPI)”"
    ),
    ("dti:egov_activity", "papi:d8", "en"): (
        "How “Digital government activity (DTI)” and “E-Governance (PAPI)” go together"
    ),
}


def execute(**parameters: object) -> nbformat.NotebookNode:
    """Run the notebook by plain papermill."""
    with TemporaryDirectory() as folder:
        return papermill.execute_notebook(
            str(NOTEBOOK), str(Path(folder, "out.ipynb")), parameters=parameters,
            progress_bar=False, cwd=str(NOTEBOOK.parent),
        )  # fmt: skip


@cache
def executed(x: str, y: str, lang: str) -> nbformat.NotebookNode:
    return execute(x=x, y=y, lang=lang)


def test_parameters():
    found = papermill.inspect_notebook(str(NOTEBOOK))
    assert tuple(found) == NAMES
    assert {name: json.loads(p["default"]) for name, p in found.items()} == {
        "x": "operations:score_766_progress", "y": "operations:score_766_satisfaction",
        "first_year": 0, "last_year": 0, "lang": "vi",
    }  # fmt: skip


def test_cells_are_thin_and_committed_without_outputs():
    about, *cells = nbformat.read(NOTEBOOK, as_version=4).cells
    assert about.cell_type == "markdown"
    assert about.metadata.tags == ["remove_cell"]
    assert all(c.cell_type == "code" for c in cells)
    assert all(c.outputs == [] and c.execution_count is None for c in cells)
    assert all(len(c.source.splitlines()) == 1 for c in cells[2:])
    assert [c.id for c in cells[2:]] == ["title", *SECTIONS]


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"province": "08"},
         "unknown parameter 'province'; the parameters are x, y, first_year, last_year, lang"),
        ({"x": "papi:d9"}, "index 'papi' never had a component 'd9'"),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:Passed unknown parameter")
def test_papermill_cannot_pass_what_the_notebook_does_not_know(parameters, said):
    with pytest.raises(PapermillExecutionError) as caught:
        execute(**parameters)
    assert caught.value.ename in {"BadParameter", "UnknownComponent"}
    assert caught.value.evalue.startswith(said)


@pytest.mark.parametrize(("pair", "title"), PAIRS.items(), ids=lambda p: " ".join(p)[:20])
def test_another_pair_makes_a_page(pair, title):
    page = document(executed(*pair))
    assert (page.title, page.lang) == (title, pair[2])
    at = [page.body.find(f'<h2 id="{section}"') for section in SECTIONS]
    assert -1 not in at
    assert at == sorted(at)
    assert page.body.count("<h2") == len(SECTIONS)
    assert page.body.count("<img") == 2
    assert "open_relations" not in page.body


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: " ".join(p))
def test_exporters_take_the_notebook(pair):
    html, _ = get_exporter("chiso_html")().from_notebook_node(executed(*pair))
    assert f'<html lang="{pair[2]}">' in html
    assert f"<title>{PAIRS[pair]}</title>" in html
    assert all(f'href="#{section}"' in html for section in SECTIONS)
    pdf, _ = get_exporter("chiso_pdf")().from_notebook_node(executed(*pair))
    assert pdf.startswith(b"%PDF-")


@pytest.mark.slow
def test_equal_parameters_give_equal_pages():
    pair = next(iter(PAIRS))
    assert document(execute(x=pair[0], y=pair[1], lang=pair[2])) == document(executed(*pair))
