"""One run as a batch makes it: limits, checks, records of failure, all files or none."""

import fcntl
import json
import os
import pickle
import tempfile
from pathlib import Path

import nbformat
import psutil
import pytest
from report.small_notebooks import figure, small

from analysis.errors import BadParameter, ReportFailed
from analysis.report.checks import check_page
from analysis.report.export.document import Document, document
from analysis.report.params import parse
from analysis.report.publish import making, publish_all
from analysis.report.run import RunParameters, run_one

FIGURE = figure("Điểm của tỉnh Tuyên Quang")


@pytest.fixture
def scratch(tmp_path, monkeypatch) -> Path:
    """Return where temporary files go, which must be empty in the end."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    # Other tests in this process may keep a warm kernel's parent.
    before = set(psutil.Process().children(recursive=True))
    yield folder
    assert list(folder.iterdir()) == []
    assert set(psutil.Process().children(recursive=True)) <= before


@pytest.fixture
def made(copied_workspace, scratch, tmp_path):
    """Run a small notebook with some cells."""

    def call(*cells: str, **options):
        notebook = small(copied_workspace, *cells)
        values = {"formats": ("html",), "out": tmp_path / "out"} | options
        return run_one(RunParameters("08", 2023, **values), notebook=notebook)

    return call


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_run_is_plain_values_there_and_back(made, tmp_path):
    result = pickle.loads(pickle.dumps(made(FIGURE)))
    assert result.failure is None
    assert [path.name for path in result.report.files.values()] == ["report.html"]
    assert listed(tmp_path / "out") == ["manifest.json", "report.html", "report.ipynb"]


def test_it_leaves_folder_and_environment_of_the_process_alone(made):
    before = Path.cwd(), dict(os.environ)
    made(FIGURE)
    assert (Path.cwd(), dict(os.environ)) == before


def test_a_failure_is_recorded_beside_the_last_good_report_until_the_next(made, tmp_path):
    out = tmp_path / "out"
    made(FIGURE)
    good = (out / "report.html").read_bytes()
    failed = made("1 / 0  # gone wrong")
    assert failed.report is None
    assert failed.failure.kind == "ReportFailed"
    assert (out / "report.html").read_bytes() == good
    record = json.loads((out / "failure.json").read_text(encoding="utf-8"))
    assert record["cell"] == "1 / 0  # gone wrong"
    assert record["what"]["message"].endswith("failed: ZeroDivisionError: division by zero")
    assert record["parameters"]["province"] == "08"
    assert record["when"].endswith("+00:00")
    assert made(FIGURE).failure is None
    assert listed(out) == ["manifest.json", "report.html", "report.ipynb"]


@pytest.mark.parametrize(
    ("cell", "options", "said"),
    [
        ("while True: pass", {"seconds": 4}, "the run took longer than 4 seconds"),
        (
            "import time; kept = bytearray(900_000_000); time.sleep(60)",
            {"megabytes": 700},
            "the notebook took more memory than 700 MB",
        ),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", {}, "the kernel of small"),
        ("import os; os._exit(0)", {}, "the kernel of small"),
    ],
)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_notebook_that_never_ends_eats_or_dies(made, cell, options, said, tmp_path):
    failed = made(cell, **options)
    assert failed.failure.message.startswith(said)
    assert listed(tmp_path / "out") == ["failure.json"]


def test_a_figure_of_another_province_is_not_published(made, tmp_path):
    failed = made(figure("Điểm của tỉnh Quảng Ninh"))
    assert failed.failure.message == "figure c1 is about tỉnh Quảng Ninh"
    assert listed(tmp_path / "out") == ["failure.json"]


def executed(*outputs: str, **parameters: object) -> nbformat.NotebookNode:
    shown = [nbformat.v4.new_output("display_data", {"text/html": html}) for html in outputs]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=shown)])
    notebook.metadata["papermill"] = {
        "parameters": vars(parse(province="08", year=2023)) | parameters
    }
    return notebook


HEAD = '<h1 lang="vi">Kết quả của tỉnh Tuyên Quang năm 2023</h1><h2 id="a">A</h2>'
PLAIN = '<figure id="c1"><img alt="A" src="data:image/png;base64,iVBORw0KGgo="></figure>'


@pytest.mark.parametrize(
    ("notebook", "body", "said"),
    [
        (executed(HEAD, province="22"), None, "ran with .*'province': '22'"),
        (executed(HEAD.replace("Tuyên Quang", "Cao Bằng")), None, "Tuyên Quang 2023 was asked"),
        (executed(HEAD.replace("2023", "2022")), None, "Tuyên Quang 2023 was asked for"),
        (executed(HEAD.replace(" năm", " và tỉnh Cao Bằng năm")), None, "names tỉnh Cao Bằng"),
        (executed(HEAD.partition("<h2")[0]), None, "no section"),
        (executed(HEAD, PLAIN), HEAD, r"made the figures \['c1'\], but the page has \[\]"),
        (executed(HEAD), HEAD + PLAIN, r"made the figures \[\], but the page has \['c1'\]"),
        (executed(HEAD, PLAIN), HEAD + PLAIN.replace("data:image/png", "c1.png#"), "from a file"),
    ],
)  # fmt: skip
def test_a_page_that_is_not_the_one_asked_for_is_refused(notebook, body, said):
    page = document(notebook)
    if body is not None:
        page = Document(page.title, page.lang, body)
    with pytest.raises(ReportFailed, match=said):
        check_page(notebook, page, parse(province="08", year=2023))


def test_the_page_asked_for_passes():
    notebook = executed(HEAD, PLAIN)
    check_page(notebook, document(notebook), parse(province="08", year=2023))


def test_two_runs_of_one_report_at_once(made, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    other = os.open(out, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    assert made(FIGURE).failure.message == "another run is making the report in out just now"
    assert listed(out) == []
    os.close(other)
    assert made(FIGURE).failure is None


@pytest.mark.parametrize("moved", [0, 1, 2])
def test_a_run_killed_while_publishing_is_finished_by_the_next(tmp_path, moved, monkeypatch):
    names = ["a.html", "b.pdf", "manifest.json"]
    for name in names:
        (tmp_path / name).write_text("old", encoding="utf-8")
    calls = []
    rename = Path.replace

    def killed(self: Path, target: Path) -> Path:
        if self.parent.name == ".ready":
            if len(calls) == moved:
                raise KeyboardInterrupt
            calls.append(self.name)
        return rename(self, target)

    with pytest.raises(KeyboardInterrupt), making(tmp_path) as stage:
        for name in names:
            (stage / name).write_text("new", encoding="utf-8")
        monkeypatch.setattr(Path, "replace", killed)
        publish_all(stage, tmp_path)
    monkeypatch.undo()
    assert calls == names[:moved]
    assert (tmp_path / "manifest.json").read_text(encoding="utf-8") == "old"
    (tmp_path / ".making-left").mkdir()
    with making(tmp_path):
        pass
    assert listed(tmp_path) == names
    assert {(tmp_path / name).read_text(encoding="utf-8") for name in names} == {"new"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kernel": "hot"}, "kernel must be 'stock' or 'warm', got 'hot'"),
        ({"seconds": 0}, "seconds must be a number above 0, got 0"),
        ({"megabytes": -1}, "megabytes must be a number above 0, got -1"),
        ({"formats": ("odt",)}, "unknown format 'odt'"),
        ({"formats": ()}, "no format is asked for"),
    ],
)
def test_parameters_that_cannot_be_are_refused(wrong, said):
    with pytest.raises(BadParameter, match=said):
        RunParameters("08", 2023, **wrong)
