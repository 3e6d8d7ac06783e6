"""`chiso init`: a working folder, whole or not at all."""

import shutil
from functools import partial

import pytest
from click.testing import CliRunner

from analysis import newproject, rawdata, workspace
from analysis.cli import main
from analysis.errors import OutputNotWritable
from analysis.report import letterfile


def init(*words: object):
    result = CliRunner().invoke(main, ["init", *map(str, words)])
    assert "Traceback" not in result.output
    return result


def test_it_makes_a_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = init("thư mục", "--lang", "en")
    assert result.exit_code == 0, result.output
    assert result.output.splitlines() == [
        "Made thư mục. Go there and make a report:",
        'chiso report "Tuyên Quang" --year 2023',
    ]
    made = workspace.find(tmp_path / "thư mục" / "data")
    assert made.root == tmp_path / "thư mục"
    assert len(rawdata.read(made)["provinces"]) == 63
    assert (made.maps / "vn63.geojson").is_file()
    assert (made.notebooks / "province_report.ipynb").is_file()
    assert list(made.reports.iterdir()) == []
    assert not list(made.root.rglob("*.py"))
    assert "PAPI reports reserve all rights" in (made.root / "README.md").read_text("utf-8")


def test_the_example_of_a_letterhead_is_a_draft_until_it_is_filled_in(tmp_path):
    place = newproject.create(tmp_path / "new")
    entries = partial(letterfile.entries, "auto", place, province="08", year=2023)
    assert entries() == letterfile.Entries()
    path = place.root / "report.toml"
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    filled = [line.removeprefix("# ") for line in lines]
    path.write_text("\n".join([head, *filled]), encoding="utf-8")
    assert entries().signer == "Nguyễn Văn A"


@pytest.mark.parametrize("empty", [True, False])
def test_an_empty_folder_is_filled_in_place(tmp_path, monkeypatch, empty):
    if empty:
        (tmp_path / "here").mkdir()
        monkeypatch.chdir(tmp_path / "here")
    before = (tmp_path / "here").stat().st_ino if empty else None
    result = init("." if empty else tmp_path / "here")
    assert result.exit_code == 0, result.output
    names = ["README.md", "data", "maps", "notebooks", "report.toml", "reports"]
    assert sorted(p.name for p in (tmp_path / "here").iterdir()) == names
    assert before in {None, (tmp_path / "here").stat().st_ino}


def test_a_folder_with_anything_in_it_is_refused(tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    result = init(tmp_path / "full")
    assert result.exit_code == 2
    assert result.output == "chiso: full is there already and is not an empty folder\n"
    assert [p.name for p in (tmp_path / "full").iterdir()] == ["mine.txt"]
    assert init(tmp_path / "full" / "mine.txt").exit_code == 2


@pytest.mark.parametrize("there", [True, False])
def test_nothing_is_left_when_it_fails(tmp_path, monkeypatch, there):
    if there:
        (tmp_path / "new").mkdir()

    def fail(source, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", fail)
    with pytest.raises(OutputNotWritable, match="cannot write new: No space left on device"):
        newproject.create(tmp_path / "new")
    left = [p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*")]
    assert left == (["new"] if there else [])
