"""`chiso plan scores` and `chiso plan calendar`: what they print, write and refuse."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from data.scored_plans import LAO_CAI, TUYEN_QUANG, built, copied, filled, row_of

from analysis.cli import main

SCORES = Path("data/raw/plans", LAO_CAI, "self_scores.csv")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return built(tmp_path_factory.mktemp("project"))


@pytest.fixture
def chiso(project, tmp_path, monkeypatch):
    """Run the command in a copy of a small project."""
    root = copied(project, tmp_path / "project").root
    monkeypatch.setenv("CHISO_HOME", str(root))
    monkeypatch.chdir(root)
    return lambda *words: CliRunner().invoke(main, words)


def refused(result, *parts):
    assert result.exit_code == 2, result.output
    for part in parts:
        assert part in result.output
    assert "Traceback" not in result.output
    assert str(Path.cwd()) not in result.output


def made(chiso, change):
    assert chiso("plan", "scores", LAO_CAI, "--month", "2019-07").exit_code == 0
    return str(filled(Path("reports/plans", LAO_CAI, "scores-2019-07.xlsx"), change))


def spoil(page):
    page.cell(row_of(page, "1.1"), 5).value = "0,5"
    page.cell(row_of(page, "1.1"), 6).value = "Chậm 05 ngày"
    page.cell(row_of(page, "2.2"), 5).value = 0


def test_a_month_from_the_sheet_to_the_result(chiso):
    result = chiso("plan", "scores", LAO_CAI, "--month", "2019-07")
    assert result.output == "reports/plans/LC-221-2019/scores-2019-07.xlsx\n"
    words = ("plan", "scores", LAO_CAI, "--take", made(chiso, spoil), "--today", "2019-07-30")
    result = chiso(*words)
    assert result.exit_code == 0, result.output
    # 64.5 less 0.75 of 1.1 and 1.5 of 2.2.
    assert result.output.splitlines() == [
        "Tháng 7 năm 2019: đã chấm 82/82 tiêu chí, đạt 62,25/64,50 điểm, còn thiếu 2,25 điểm.",
        "Tiêu chí chưa đạt điểm (1):",
        "  2.2 Xử lý VBQPPL sau rà soát: 0,00/1,50 điểm; Sở Tư pháp",
        "Tiêu chí chưa đạt điểm tối đa (1):",
        "  1.1 Kế hoạch CCHC năm: 0,50/1,25 điểm; Sở Nội vụ; lý do: Chậm 05 ngày",
        "Điểm còn thiếu theo cơ quan chủ trì:",
        "  Sở Tư pháp: 1,50 điểm (1 tiêu chí chưa đạt điểm, 0 tiêu chí chưa đạt điểm tối đa)",
        "  Sở Nội vụ: 0,75 điểm (0 tiêu chí chưa đạt điểm, 1 tiêu chí chưa đạt điểm tối đa)",
        f"Đã ghi điểm mới của 82 tiêu chí vào {SCORES.as_posix()}",
    ]
    before = SCORES.read_bytes()
    again = chiso(*words, "--lang", "en").output.splitlines()
    assert again[0] == ("July 2019: 82 of 82 criteria scored, 62.25 of 64.50 points, 2.25 missing.")
    assert again[-1] == "Nothing new: these scores are known."
    assert SCORES.read_bytes() == before


def test_a_dry_run_writes_nothing(chiso):
    result = chiso("plan", "scores", LAO_CAI, "--take", made(chiso, spoil), "--dry-run")
    assert result.exit_code == 0
    assert "62,25/64,50" in result.output
    assert not SCORES.exists()


def test_a_wrong_sheet_is_refused_with_its_places(chiso):
    def change(page):
        page.cell(row_of(page, "1.1"), 5).value = 5
        page.cell(row_of(page, "2.2"), 5).value = "cao"

    refused(
        chiso("plan", "scores", LAO_CAI, "--take", made(chiso, change)),
        "chiso: 2 problems in the table; nothing was written:",
        "filled-scores-2019-07.xlsx, row 9, column E: found '5'; expected 0 to 1.25 points",
        "filled-scores-2019-07.xlsx, row 28, column E: found 'cao'; expected a number of points",
    )
    assert not SCORES.exists()


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["scores", LAO_CAI], "name the month to score"),
        (["scores", LAO_CAI, "--month", "7/2019"], "no month '7/2019'"),
        (["scores", "nowhere", "--month", "2019-07"], "no plan 'nowhere'; the plans are"),
        (["scores", LAO_CAI, "--take", "nowhere.xlsx"], "nowhere.xlsx cannot be read"),
        (["scores", LAO_CAI, "--month", "2019-07", "--out", "data"], "is a directory"),
        (["calendar", "nowhere"], "no plan 'nowhere'"),
        (["calendar", TUYEN_QUANG, "--agency", "Sở X"], "no agency 'Sở X'"),
        (["calendar", TUYEN_QUANG, "--from", "1/1/2025"], "does not match the format"),
    ],
)
def test_bad_words_end_with_status_2(chiso, words, part):
    refused(chiso("plan", *words), part)


def test_a_sheet_that_is_there_stays(chiso):
    made(chiso, lambda page: None)
    path = Path("reports/plans", LAO_CAI, "scores-2019-07.xlsx")
    path.write_bytes(b"filled in")
    refused(chiso("plan", "scores", LAO_CAI, "--month", "2019-07"), "may be filled in")
    assert path.read_bytes() == b"filled in"


def test_the_calendar_of_an_agency(chiso):
    words = ("plan", "calendar", TUYEN_QUANG, "--agency", "Sở Tư pháp")
    result = chiso(*words, "--from", "2024-12-01", "--to", "2024-12-31")
    assert result.output == "reports/plans/TQ-150-2024/calendar-so-tu-phap.ics\n"
    text = Path(result.output.strip()).read_text(encoding="utf-8")
    assert text.startswith("BEGIN:VCALENDAR")
    assert "DTSTART;VALUE=DATE:20241215" in text
    assert "DTSTART;VALUE=DATE:2025" not in text


def test_help_of_the_real_command():
    command = [Path(sys.executable).parent / "chiso", "plan", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert {"scores", "calendar"} <= set(done.stdout.split())
