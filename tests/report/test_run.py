"""The report as a whole: papermill, checks, exports, manifest, publishing."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from pypdf import PdfReader

from analysis import panel, relate, store, workspace
from analysis.errors import OutputEdited, OutputNotWritable, ReportFailed
from analysis.forecast import forecast
from analysis.report import manifest
from analysis.report.run import run

ROOT = workspace.find().root


def outputs(path: Path) -> list[str]:
    """Return the HTML of every output of an executed notebook."""
    cells = nbformat.read(path, as_version=4).cells
    return [o["data"]["text/html"] for c in cells for o in c.get("outputs", []) if "data" in o]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_page_is_about_what_was_asked_for(report):
    html = report.html.read_text(encoding="utf-8")
    assert (
        "<title>BÁO CÁO Phân tích kết quả PAR INDEX, SIPAS và PAPI của tỉnh Tuyên Quang năm 2023"
        in html
    )
    text = re.sub(r"\s+", " ", " ".join(p.extract_text() for p in PdfReader(report.pdf).pages))
    assert "PAPI của tỉnh Tuyên Quang đạt 41,49 điểm, xếp thứ 41/61" in text
    assert "Điều tra xã hội học lãnh đạo, quản lý 22,00 19,35 87,96 4/63" in text


def test_sections_tables_and_figures_are_there(report):
    html = report.html.read_text(encoding="utf-8")
    sections = ["summary", "grounds", "general", "par-index", "sipas", "papi", "plan",
                "assessment", "tasks", "proposals", "targets", "subdimensions", "methods",
                "sources"]  # fmt: skip
    assert re.findall(r'<h2 id="([^"]+)"', html) == sections
    tables = [
        "t1-par_index", "t1-sipas", "t1-papi", "t2", "t3", "t8", "t12-sipas", "effects", "t10",
        "t12-papi", "change-papi", "gap-papi", "prices-papi", "spread-papi", "trends-papi",
        "outlook-papi", "gains-papi", "peers-papi", "best-peers-papi", "agreement", "t14", "t13",
        "t11", "coverage", "quality", "record",
    ]  # fmt: skip
    assert re.findall(r'<table id="([^"]+)"', html) == tables
    figures = [
        "c2-par_index", "c2-papi", "scatter-on-time", "c1", "c3", "c8", "c4-papi", "c9", "c5-papi",
        "rank-intervals", "fan-papi",
    ]  # fmt: skip
    assert re.findall(r'<figure id="([^"]+)"', html) == figures
    numbered = re.findall(r"<figcaption>Hình (\d+)\.", html)
    assert [int(n) for n in numbered] == list(range(1, len(figures) + 1))
    numbers = [int(n) for n in re.findall(r"<caption>Bảng (\d+)\.", html)]
    assert numbers == list(range(1, len(tables) + 1))


def test_html_is_self_contained(report):
    html = report.html.read_text(encoding="utf-8")
    assert "<script" not in html
    assert set(re.findall(r'src="([^:"]+):', html)) == {"data"}
    assert report.html.stat().st_size <= 1_500_000


def test_pdf_is_tagged_and_speaks_vietnamese(report):
    root = PdfReader(report.pdf).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "vi"
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2" in metadata and "<pdfaid:conformance>A" in metadata
    assert "<pdfuaid:part>1" in metadata


def test_manifest_says_what_the_report_was_made_from(report):
    content = json.loads(report.manifest.read_text(encoding="utf-8"))
    assert content["parameters"] == {
        "lang": "vi", "letterhead": "auto", "plan": "auto", "province": "08", "year": 2023,
    }  # fmt: skip
    assert list(report.files) == ["html", "pdf", "docx", "xlsx"]
    assert [p.name for p in report.files.values()] == [f"report.{name}" for name in report.files]
    assert content["outputs"] == {p.name: sha256(p) for p in report.files.values()}
    papi = ROOT / "data" / "raw" / "scores" / "papi" / "2023.csv"
    assert content["inputs"]["data/raw/scores/papi/2023.csv"] == sha256(papi)
    notebook = ROOT / "notebooks" / "province_report.ipynb"
    assert content["notebook"] == {"province_report.ipynb": sha256(notebook)}
    assert content["code"]["analysis/panel.py"] == sha256(ROOT / "analysis" / "panel.py")
    assert content["versions"]["python"].startswith("3.")
    scores = store.load_scores(years=[2022, 2023])
    found = relate.correlate(
        scores,
        relate.Measure("operations", "score_766_progress"),
        relate.Measure("operations", "score_766_satisfaction"),
    )
    assert found.seed in content["seeds"].values()
    made = forecast(panel.panel(store.load_scores(years=range(2011, 2024)), "papi"))
    assert content["seeds"]["forecast of papi overall"] == made.seed
    assert str(ROOT) not in report.manifest.read_text(encoding="utf-8")


def test_same_inputs_give_the_same_bytes(report, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONHASHSEED", "12345")
    again = run(province=8, year=2023, formats=tuple(report.files), out=tmp_path)
    for name, path in report.files.items():
        assert again.files[name].read_bytes() == path.read_bytes()
    assert again.manifest.read_bytes() == report.manifest.read_bytes()


def test_plain_papermill_gives_the_same_page(report, tmp_path):
    made = tmp_path / "out.ipynb"
    command = [
        sys.executable, "-m", "papermill", "notebooks/province_report.ipynb", str(made),
        "-p", "province", "tuyen-quang", "-p", "year", "2023", "--no-progress-bar",
    ]  # fmt: skip
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert outputs(made) == outputs(report.notebook)


def test_plain_papermill_does_not_run_the_default_province_for_a_typing_error(tmp_path):
    made = tmp_path / "out.ipynb"
    command = [
        sys.executable, "-m", "papermill", "notebooks/province_report.ipynb", str(made),
        "-p", "provnce", "quang-ninh", "--no-progress-bar",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode != 0
    assert "unknown parameter 'provnce'" in done.stderr
    assert "Tuyên Quang" not in "".join(outputs(made))


def test_english_report_stands_beside_the_vietnamese_one(report):
    before = {p.name: sha256(p) for p in (report.html, report.pdf, report.manifest)}
    made = run(province="22", year=2024, lang="en", out=report.html.parent)
    assert made.html.name == "report.en.html"
    html = made.html.read_text(encoding="utf-8")
    assert '<html lang="en"' in html
    assert (
        "In 2024, Quang Ninh province scored 91.49 points in PAR INDEX and ranked 4 of 63." in html
    )
    assert {p.name: sha256(p) for p in (report.html, report.pdf, report.manifest)} == before


def test_failing_cell_keeps_the_last_good_report(copied_workspace, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.html").write_text("good", encoding="utf-8")
    path = copied_workspace.notebooks / "province_report.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[3].source = "1 / 0"
    nbformat.write(notebook, path)
    before = dict(os.environ)
    with pytest.raises(ReportFailed, match=r"province_report\.ipynb failed: ZeroDivisionError"):
        run(province="08", year=2023, out=out, force=True)
    assert dict(os.environ) == before
    assert sorted(p.name for p in out.iterdir()) == ["failure.json", "report.html"]
    assert (out / "report.html").read_text(encoding="utf-8") == "good"


def test_page_of_another_province_is_not_published(copied_workspace, tmp_path):
    path = copied_workspace.notebooks / "province_report.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[2].source += '\nsubject = open_report(province="Quảng Ninh", year=year)'
    nbformat.write(notebook, path)
    with pytest.raises(ReportFailed, match="tỉnh Tuyên Quang 2023 was asked for"):
        run(province="08", year=2023, out=tmp_path / "out")
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["failure.json"]


def test_output_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(OutputNotWritable, match="cannot write to"):
        run(province="08", year=2023, out=tmp_path / "taken")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def finished(report, tmp_path) -> Path:
    """A folder with the finished report, to be changed."""
    folder = tmp_path / "finished"
    shutil.copytree(report.html.parent, folder)
    return folder


@pytest.mark.parametrize(
    ("names", "formats", "said"),
    [
        (["report.docx"], ["docx"], r"^report\.docx is not as chiso made it"),
        (["report.docx", "report.pdf"], ["pdf", "docx"], r"^report\.docx, report\.pdf is not as"),
    ],
)
def test_a_file_that_was_edited_is_not_overwritten(finished, names, formats, said):
    for name in names:
        with (finished / name).open("ab") as file:
            file.write(b"edited")
    before = contents(finished)
    with pytest.raises(OutputEdited, match=said):
        run(province="08", year=2023, formats=formats, out=finished)
    assert contents(finished) == before


@pytest.mark.parametrize("manifest", [None, "", "[]", '{"outputs": {}}', "\x00"])
def test_a_file_that_nobody_knows_is_not_overwritten(tmp_path, manifest):
    (tmp_path / "report.html").write_text("mine", encoding="utf-8")
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(OutputEdited, match=r"report\.html is not as chiso made it"):
        run(province="08", year=2023, formats=["html"], out=tmp_path)
    assert contents(tmp_path) == before


def test_an_edited_file_of_another_format_stays_and_is_still_known_to_be_edited(finished):
    made = sha256(finished / "report.xlsx")
    edited = finished / "report.docx"
    edited.write_bytes(b"edited")
    run(province="08", year=2023, formats=["html"], out=finished)
    assert edited.read_bytes() == b"edited"
    content = json.loads((finished / "manifest.json").read_text(encoding="utf-8"))
    assert list(content["outputs"]) == ["report.html"]
    assert content["kept"]["report.xlsx"] == made
    assert manifest.edited(finished / "manifest.json", [edited, finished / "report.xlsx"]) == [
        edited
    ]


def test_the_command_names_the_edited_file_and_overwrites_it_when_told(finished):
    edited = finished / "report.xlsx"
    edited.write_bytes(b"edited")
    command = [Path(sys.executable).with_name("chiso"), "report", "08", "--year", "2023"]
    command += ["--format", "xlsx", "--out", str(finished)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "chiso: report.xlsx is not as chiso made it, so somebody may have worked on it: rename it "
        "or move it to another folder to keep it, or overwrite it with --force\n"
    )
    assert edited.read_bytes() == b"edited"
    subprocess.run([*command, "--force"], cwd=ROOT, capture_output=True, check=True)
    assert edited.read_bytes()[:2] == b"PK"
    assert manifest.edited(finished / "manifest.json", [edited]) == []
