"""chiso plan status: printed, written, and refused."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from analysis import workspace
from analysis.cli import main
from tests.data import projects


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = projects.copy(tmp_path)
    shutil.copytree(workspace.find().notebooks, tmp_path / "notebooks")
    monkeypatch.setenv("CHISO_HOME", str(made.root))
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["plan", "status", *arguments])


def test_a_plan_is_printed(project: Path) -> None:
    done = run("VL-2023", "--today", "2024-03-01")
    assert done.exit_code == 0
    assert "Trong 79 nhiệm vụ" in done.output
    assert "Hồ sơ giải quyết đúng hạn | 2023–2025 | – | ≥ 99% | – | Chưa có số liệu" in done.output
    assert not (project / "reports").exists()


def test_what_people_enter_counts(project: Path) -> None:
    folder = project / "data" / "raw" / "plans" / "VL-2023"
    (folder / "progress.csv").write_text(
        "part,code,date,period,state,evidence,note\nPL1,1,2024-01-05,2023,done,BC 01/BC-UBND,\n",
        encoding="utf-8",
    )
    (folder / "results.csv").write_text(
        "index,reference,metric_vi,year,date,value,source,note\n"
        "operations,app I task 20,Hồ sơ giải quyết đúng hạn,2023,2024-01-10,99.2,BC 02,\n",
        encoding="utf-8",
    )
    done = run("VL-2023", "--today", "2024-03-01")
    assert done.exit_code == 0, done.output
    assert "Hồ sơ giải quyết đúng hạn | 2023–2025 | – | ≥ 99% | 99,20% (2023) | Đạt" in done.output
    assert "Có 1 lượt ghi nhận kết quả" in done.output and "ngày 5/1/2024" in done.output


def test_a_wrong_entry_is_named(project: Path) -> None:
    path = project / "data" / "raw" / "plans" / "VL-2023" / "progress.csv"
    path.write_text(
        "part,code,date,period,state,evidence,note\nPL1,1,5/1/2024,2023,xong,,\n", encoding="utf-8"
    )
    done = run("VL-2023", "--today", "2024-03-01")
    assert done.exit_code == 2 and "Traceback" not in done.output
    assert "progress.csv, row 2, column date" in done.output
    assert "column state" in done.output and "one of done, under_way" in done.output


def test_an_entry_on_a_task_that_is_not_there_is_named(project: Path) -> None:
    path = project / "data" / "raw" / "plans" / "VL-2023" / "progress.csv"
    path.write_text(
        "part,code,date,period,state,evidence,note\nPL9,1,2024-01-05,2023,done,,\n",
        encoding="utf-8",
    )
    done = run("VL-2023", "--today", "2024-03-01")
    assert done.exit_code == 2
    assert "column part, code" in done.output and "expected an entry of tasks.csv" in done.output


def test_the_page_is_written_in_one_step(project: Path) -> None:
    done = run("TQ-150-2024", "--today", "2024-12-31", "--format", "html,pdf")
    assert done.exit_code == 0, done.output
    folder = project / "reports" / "plans" / "TQ-150-2024"
    assert {p.name for p in folder.iterdir()} == {"status.html", "status.pdf", "status.ipynb"}
    text = "".join(page.extract_text() for page in PdfReader(folder / "status.pdf").pages)
    assert "Trong 91 nhiệm vụ" in " ".join(text.split())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("TQ-2024",), "no plan 'TQ-2024'; the plans are"),
        (("TQ-150-2024", "--format", "odt"), "unknown format 'odt'"),
    ],
)
def test_what_cannot_be_asked(project: Path, arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2 and message in done.output
    assert not (project / "reports").exists()


def test_the_real_command() -> None:
    chiso = str(Path(sys.executable).with_name("chiso"))
    done = subprocess.run(
        [chiso, "plan", "status", "HB-2024", "--today", "2024-12-01", "--lang", "en"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "Of 34 tasks, done: 0; past their day without an entry: 3" in done.stdout
