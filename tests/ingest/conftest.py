from pathlib import Path

import pytest
from tablefiles import SOURCE, scores

from analysis.ingest.transfer import Transfer, prepare
from analysis.ingest.write import write
from analysis.workspace import Workspace


@pytest.fixture
def home(project: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A project in force that a test may write to."""
    monkeypatch.setenv("CHISO_HOME", str(project.root))
    return project


@pytest.fixture
def papi(home: Workspace) -> dict[tuple[str, str], str]:
    """The real scores of PAPI 2023, which the project does not know any more."""
    known = scores(home, "papi")
    (home.raw / "scores/papi/2023.csv").unlink()
    return known


@pytest.fixture
def look(home: Workspace):
    """Read a file and compare, as a dry run does."""

    def call(path: Path, *, index: str = "papi", year: int = 2023, **options) -> Transfer:
        return prepare(
            path, index=index, year=year, source_id=SOURCE.source_id, workspace=home, **options
        )

    return call


@pytest.fixture
def take(home: Workspace, look):
    """Take in a file, as the command does; returns the names of the files that changed."""

    def call(path: Path, *, replace: bool = False, **options) -> list[str]:
        made = look(path, **options)
        made.refuse(replace=replace)
        return [p.relative_to(home.root).as_posix() for p in write(made, SOURCE, home)]

    return call
