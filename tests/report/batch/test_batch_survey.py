"""Which reports are out of date: told by content, whatever clocks and times of files say."""

import json
import os
from pathlib import Path

import pytest

from analysis.report import failure, manifest
from analysis.report.batch.batch import plan
from analysis.report.batch.select import select
from analysis.report.files import report_files
from analysis.report.params import parse
from analysis.report.runs import NOTEBOOK, RunParameters

NAMED = ["08", "10", "22"]


@pytest.fixture
def made(copied_workspace, monkeypatch):
    """Three finished reports of 2023, as a run leaves them, in a workspace."""
    # One file stands for the code: somebody may be writing at the rest during the tests.
    monkeypatch.setattr(manifest, "_CODE", ("panel.py",))
    known = manifest.inventory(copied_workspace.notebooks / NOTEBOOK, copied_workspace)
    for code in NAMED:
        parameters = parse(province=code, year=2023)
        files = report_files(parameters, copied_workspace)
        files.folder.mkdir(parents=True)
        outputs = [files.made("html"), files.made("pdf")]
        for path in outputs:
            path.write_text(f"{code} {path.suffix}", encoding="utf-8")
        content = manifest.manifest(known.of(parameters), outputs=outputs, seeds={})
        manifest.write(files.manifest, content)
    return copied_workspace


def states(place, **asked) -> dict[str, tuple[str, tuple[str, ...]]]:
    jobs = plan(select(named=NAMED), RunParameters("08", 2023, **asked), place)
    return {job.province.code: (job.state, job.reasons) for job in jobs}


def files(place, slug: str = "tuyen-quang") -> Path:
    return place.reports / slug / "2023"


CURRENT = ("current", ())


def test_nothing_is_due_when_nothing_changed(made):
    assert states(made) == dict.fromkeys(NAMED, CURRENT)


def test_times_of_files_mean_nothing(made):
    for path in (*made.raw.rglob("*.csv"), *files(made).iterdir()):
        os.utime(path, (2**31 - 1, 2**31 - 1))
    assert states(made) == dict.fromkeys(NAMED, CURRENT)


def change(path: Path) -> None:
    """Change a file without changing what it says."""
    text = path.read_bytes()
    path.write_bytes(text + b"\n" if path.suffix in {".pdf", ".toml"} else text.rstrip(b"\n"))


@pytest.mark.parametrize(
    ("name", "stale"),
    [
        # The results of all provinces are in each report, as ranks and means.
        ("data/raw/scores/papi/2023.csv", NAMED),
        pytest.param("data/raw/scores/pci/2011.csv", NAMED, marks=pytest.mark.slow),
        pytest.param("data/raw/sources.csv", NAMED, marks=pytest.mark.slow),
        pytest.param("maps/islands.csv", NAMED, marks=pytest.mark.slow),
        # A report looks at nothing later than its year, and at no plan of another province.
        pytest.param("data/raw/scores/papi/2024.csv", [], marks=pytest.mark.slow),
        ("data/raw/plans/TQ-150-2024/targets.csv", ["08"]),
        pytest.param("data/raw/plans/LC-221-2019/tasks.csv", ["10"], marks=pytest.mark.slow),
        ("data/raw/plans/VL-2023/plan.toml", []),
    ],
)
def test_what_is_out_of_date_when_a_file_changes(made, name, stale):
    change(made.root / name)
    expected = {code: ("stale", (name,)) if code in stale else CURRENT for code in NAMED}
    assert states(made) == expected


def test_a_letterhead_for_one_province_concerns_that_one_alone(made):
    text = 'province = "Lào Cai"\nbody = "Sở Nội vụ"\n'
    (made.root / "report.toml").write_text(text, encoding="utf-8")
    stale = ("stale", ("report.toml",))
    assert states(made) == {"08": CURRENT, "10": stale, "22": CURRENT}


def test_an_edited_file_is_kept_unless_forced(made):
    change(files(made) / "report.pdf")
    change(made.raw / "sources.csv")
    assert states(made)["08"] == ("edited", ("report.pdf",))
    assert states(made, force=True)["08"] == ("forced", ())


def test_a_missing_file_and_another_format_are_made(made):
    (files(made) / "report.pdf").unlink()
    assert states(made)["08"] == ("stale", ("report.pdf",))
    assert states(made, formats=("html", "docx"))["22"] == ("stale", ("report.docx",))
    assert states(made, formats=("html",))["08"] == CURRENT


def test_another_language_is_another_report(made):
    assert states(made, lang="en") == dict.fromkeys(NAMED, ("new", ()))


def test_a_failure_is_tried_again(made):
    found = failure.Failure("ReportFailed", "cell 3 failed")
    failure.write(files(made) / "failure.json", found, cell="", parameters={})
    assert states(made)["08"] == ("failed", ("cell 3 failed",))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"parameters": 1}', "\x00"])
def test_a_manifest_that_cannot_be_read_protects_what_is_there(made, text):
    """Nobody knows then who made the files, so it may have been somebody."""
    (files(made) / "manifest.json").write_text(text, encoding="utf-8")
    assert states(made)["08"] == ("edited", ("report.html", "report.pdf"))


def test_another_version_or_code_makes_all_stale(made):
    path = files(made) / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["versions"]["pandas"] = "0.1"
    content["code"]["analysis/panel.py"] = "0"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert states(made)["08"] == ("stale", ("analysis/panel.py", "pandas"))


def test_a_report_whose_publishing_was_cut_short_is_finished_first(made):
    """The files were complete; some had gone to their places when the power failed."""
    folder = files(made)
    ready = folder / ".ready"
    ready.mkdir()
    for name in ("report.pdf", "manifest.json"):
        (folder / name).replace(ready / name)
    (folder / ".making-x").mkdir()
    assert states(made) == dict.fromkeys(NAMED, CURRENT)
    assert sorted(path.name for path in folder.iterdir()) == [
        "manifest.json", "report.html", "report.pdf",
    ]  # fmt: skip


def test_a_dry_look_changes_nothing(made):
    (files(made) / ".making-x").mkdir()
    plan(select(named=NAMED), RunParameters("08", 2023), made, tidy=False)
    assert (files(made) / ".making-x").is_dir()
