"""The command: what it prints, its exit status, and that it never shows a traceback."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis import workspace
from analysis.cli import main

ROOT = workspace.find().root


@pytest.fixture
def chiso(tmp_path, monkeypatch):
    """Run the command in a copy of the project."""
    root = tmp_path / "project"
    for folder in ("data/raw", "data/processed", "notebooks", "maps"):
        ignore = shutil.ignore_patterns("build", ".*")
        shutil.copytree(ROOT / folder, root / folder, ignore=ignore)
    monkeypatch.setenv("CHISO_HOME", str(root))
    monkeypatch.chdir(root)

    def call(*words: str):
        return CliRunner().invoke(main, words)

    call.root = root
    return call


def refused(result, *parts: str) -> None:
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    for part in parts:
        assert part in result.output


def test_help_names_the_commands():
    command = [Path(sys.executable).parent / "chiso", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    for name in ("data", "report"):
        assert name in done.stdout


@pytest.mark.parametrize("formats", ["html,odt", "", "PDF", "html,,pdf"])
def test_unknown_formats_are_refused_before_anything_runs(chiso, formats):
    wrong = next(name for name in formats.split(",") if name not in {"html", "pdf"})
    result = chiso("report", "Tuyên Quang", "--year", "2023", "--format", formats)
    refused(result, f"unknown format {wrong!r}; the formats are html, pdf, docx, xlsx")
    assert not (chiso.root / "reports").exists()


def test_report_makes_the_formats_asked_for(chiso):
    result = chiso("report", "Tuyên Quang", "--year", "2023", "--format", "xlsx, docx")
    assert result.exit_code == 0, result.output
    folder = chiso.root / "reports" / "tuyen-quang" / "2023"
    names = ["report.docx", "report.xlsx"]
    assert result.output.splitlines()[-2:] == [f"reports/tuyen-quang/2023/{n}" for n in names]
    found = sorted(path.name for path in folder.iterdir())
    assert found == ["manifest.json", "report.docx", "report.ipynb", "report.xlsx"]


def test_build_does_nothing_the_second_time(chiso):
    assert chiso("data", "build").exit_code == 0
    second = chiso("data", "build")
    assert second.output == "nothing changed\n"


def test_check_counts_the_rows(chiso):
    result = chiso("data", "check")
    assert result.exit_code == 0
    assert result.output.startswith("no problem in 37")


def test_check_lists_every_problem(chiso):
    path = chiso.root / "data/raw/scores/papi/2023.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace("vn63", "vn99")
    lines[2] = lines[2].replace(lines[2].split(",")[5], "999")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = chiso("data", "check")
    where = "data/raw/scores/papi/2023.csv, row"
    refused(
        result,
        f"{where} 2, column frame: found 'vn99'",
        f"{where} 3, column score: found '999'",
        "a score of at most max_score",
    )


def test_build_refuses_what_check_refuses(chiso):
    (chiso.root / "data/raw/sources.csv").write_bytes(b"\xef\xbb\xbfsource_id\n")
    refused(chiso("data", "build"), "data/raw/sources.csv, row 1", "byte order mark")


def test_coverage_prints_and_draws(chiso, tmp_path):
    picture = tmp_path / "coverage.svg"
    result = chiso("data", "coverage", "--map", str(picture))
    assert result.exit_code == 0
    assert "papi  2023          61" in result.output
    assert picture.read_text(encoding="utf-8").startswith("<?xml")
    assert [p.name for p in tmp_path.glob(".*")] == []


def test_coverage_refuses_an_unknown_picture(chiso, tmp_path):
    refused(chiso("data", "coverage", "--map", str(tmp_path / "a.gif")), ".svg, .png or .pdf")


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (("Tuyen Quan", "--year", "2023"), ("unknown province", "Tuyên Quang")),
        (("Quảng", "--year", "2023"), ("ambiguous", "Quảng Nam", "Quảng Ninh")),
        (("08", "--year", "1999"), ("no results for 1999", "2011 to 2024")),
        (("08", "--year", "2023", "--plan", "X"), ("no plan 'X'", "TQ-150-2024")),
        (("08", "--year", "2023", "--plan", "HB-2024"), ("belongs to Hòa Bình",)),
        (("08", "--year", "two"), ("'two' is not a valid integer",)),
        (("08", "--year", "2023", "--lang", "fr"), ("'fr'",)),
        (("08", "--year", "2023", "--provnce", "22"), ("--provnce",)),
        (("08",), ("--year",)),
    ],
)
def test_bad_input_is_refused(chiso, words, parts):
    refused(chiso("report", *words), *parts)
    assert not (chiso.root / "reports").exists()


def test_output_folder_that_is_a_file_is_refused(chiso):
    (chiso.root / "taken").write_text("keep", encoding="utf-8")
    refused(chiso("report", "08", "--year", "2023", "--out", str(chiso.root / "taken" / "in")),
            "cannot write")  # fmt: skip
    assert (chiso.root / "taken").read_text(encoding="utf-8") == "keep"


def test_no_project_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("CHISO_HOME", str(tmp_path))
    refused(CliRunner().invoke(main, ["data", "build"]), "CHISO_HOME")


def test_exporters_are_in_the_menu_of_jupyterlab():
    from nbconvert.exporters import get_export_names, get_exporter

    for name in ("chiso_html", "chiso_pdf"):
        assert name in get_export_names()
        assert "chiso" in get_exporter(name)().export_from_notebook
