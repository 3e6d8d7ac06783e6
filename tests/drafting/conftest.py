"""Drafts of real provinces, made once, and a workspace that a test may fill."""

import shutil
from pathlib import Path

import pytest

from analysis import store, workspace
from analysis.report.drafting import draft, open_draft
from analysis.report.drafting.subject import Drafted
from analysis.workspace import Workspace


@pytest.fixture(scope="session")
def tuyen_quang() -> Drafted:
    """A plan that goes on."""
    return open_draft(province="Tuyên Quang", year=2025)


@pytest.fixture(scope="session")
def lao_cai() -> Drafted:
    """A plan that ended long ago."""
    return open_draft(province="Lào Cai", year=2025)


@pytest.fixture(scope="session")
def ha_giang() -> Drafted:
    """No plan before."""
    return open_draft(province="Hà Giang", year=2025)


@pytest.fixture(scope="session")
def written(tmp_path_factory) -> dict[str, Path]:
    """The files of the draft of Tuyên Quang 2025 by name."""
    folder = tmp_path_factory.mktemp("08-2025-draft")
    made = draft(province="08", year=2025, wanted=["docx", "html"], out=folder)
    return {path.name: path for path in made}


@pytest.fixture
def own_workspace(tmp_path: Path, monkeypatch) -> Workspace:
    """All raw data in a folder of the test."""
    here = workspace.find()
    store.build(here)
    for folder in ("raw", "processed"):
        shutil.copytree(here.root / "data" / folder, tmp_path / "data" / folder)
    monkeypatch.setenv("CHISO_HOME", str(tmp_path))
    return Workspace(tmp_path)
