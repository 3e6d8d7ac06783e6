import dataclasses
from pathlib import Path

import pytest

from analysis import workspace
from analysis.errors import WorkspaceNotFound
from analysis.workspace import Workspace, find

CHECKOUT = Path(workspace.__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHISO_HOME", raising=False)


def make(root: Path) -> Path:
    (root / "data" / "raw").mkdir(parents=True)
    (root / workspace.MARKER).write_text("{}", encoding="utf-8")
    return root


def test_folders() -> None:
    place = Workspace(Path("p"))
    assert place.raw == Path("p", "data", "raw")
    assert place.processed == Path("p", "data", "processed")
    assert place.maps == Path("p", "maps")
    assert place.notebooks == Path("p", "notebooks")
    assert place.reports == Path("p", "reports")


def test_a_workspace_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Workspace(Path("p")).root = Path("q")  # type: ignore[misc]


def test_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named, here = make(tmp_path / "named"), make(tmp_path / "here")
    monkeypatch.setenv("CHISO_HOME", str(named))
    assert find(here).root == named


def test_the_environment_may_be_relative_or_name_the_home_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "p")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHISO_HOME", "p")
    assert find().root == tmp_path / "p"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CHISO_HOME", "~/p")
    assert find().root == tmp_path / "p"


def test_the_environment_must_name_a_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "here")
    monkeypatch.setenv("CHISO_HOME", str(tmp_path / "elsewhere"))
    with pytest.raises(WorkspaceNotFound, match=r"CHISO_HOME is .*elsewhere"):
        find(tmp_path / "here")


def test_the_nearest_folder_upwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outer = make(tmp_path / "outer")
    inner = make(outer / "a" / "inner")
    deep = inner / "x" / "y"
    deep.mkdir(parents=True)
    assert find(deep).root == inner
    assert find(outer / "a").root == outer
    monkeypatch.chdir(deep)
    assert find().root == inner


def test_the_checkout_comes_last(tmp_path: Path) -> None:
    assert find(tmp_path).root == CHECKOUT


def test_nothing_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspace, "MARKER", Path("no", "such", "marker"))
    wanted = "set CHISO_HOME to one, or make one: chiso init DIR"
    with pytest.raises(WorkspaceNotFound, match=wanted):
        find(tmp_path)
