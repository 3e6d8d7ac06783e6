from pathlib import Path

import pytest

from analysis.workspace import Workspace
from data import projects


@pytest.fixture
def project(tmp_path: Path) -> Workspace:
    """A copy of a part of the raw data that a test may break."""
    return projects.copy(tmp_path)
