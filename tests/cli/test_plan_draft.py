"""`chiso plan draft`: files, and messages with exit status 2."""

import pytest
from click.testing import CliRunner

from analysis.cli import main


def run(*arguments):
    return CliRunner().invoke(main, ["plan", "draft", *arguments])


def test_the_command_writes_and_names_the_files(tmp_path):
    done = run("ha-giang", "--year", "2025", "--format", "docx, html", "--out", str(tmp_path / "d"))
    assert done.exit_code == 0
    names = ["plan.html", "plan.docx", "plan.toml", "targets.csv", "tasks.csv"]
    assert [line.rpartition("/")[2] for line in done.output.splitlines()] == names
    assert sorted(path.name for path in (tmp_path / "d").iterdir()) == sorted(names)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("Atlantis", "--year", "2025"), "unknown province 'Atlantis'"),
        (("08", "--year", "2026"), "plans can be drafted for 2012 to 2025"),
        (("08", "--year", "2025", "--format", "doc"), "unknown format 'doc'"),
        (("08", "--year", "2025", "--letterhead", "none.toml"), "there is no"),
        (("08", "--year", "2025", "--letterhead", "/etc/passwd"), "outside the workspace"),
    ],
)
def test_bad_input_is_named_and_nothing_is_written(tmp_path, arguments, message):
    done = run(*arguments, "--out", str(tmp_path / "d"))
    assert done.exit_code == 2
    assert message in done.output
    assert "Traceback" not in done.output
    assert not (tmp_path / "d").exists()
