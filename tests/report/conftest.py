"""A workspace that a test may break."""

import shutil
from pathlib import Path

import pytest

from analysis import workspace
from analysis.workspace import Workspace


@pytest.fixture
def copied_workspace(tmp_path: Path, monkeypatch) -> Workspace:
    """A workspace with its own notebooks and data, which a test may break."""
    here = workspace.find()
    root = tmp_path / "copy"
    for folder in ("data/raw", "data/processed", "notebooks", "maps"):
        shutil.copytree(
            here.root / folder, root / folder, ignore=shutil.ignore_patterns("build", ".*")
        )
    monkeypatch.setenv("CHISO_HOME", str(root))
    return Workspace(root)
