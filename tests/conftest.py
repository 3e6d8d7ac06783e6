import os
import shutil
from pathlib import Path

import pytest

from analysis import store
from analysis.report.run import Report, run
from analysis.workspace import Workspace
from data import projects, sites

FORMATS = ("html", "pdf", "docx", "xlsx")


@pytest.fixture
def project(tmp_path: Path) -> Workspace:
    """A copy of a part of the raw data that a test may break."""
    return projects.copy(tmp_path)


@pytest.fixture(scope="session")
def _finished(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    project = projects.copy(tmp_path_factory.mktemp("finished"))
    assert store.build(project).done
    return project


@pytest.fixture
def built(_finished: Workspace, tmp_path: Path) -> Workspace:
    """The same after its first build; the record knows the inputs by content, not by place."""
    shutil.copytree(_finished.root, tmp_path, dirs_exist_ok=True)
    return Workspace(tmp_path)


@pytest.fixture(scope="session")
def report(tmp_path_factory) -> Report:
    """The real report of Tuyên Quang 2023, made once for all tests that look at it."""
    out = tmp_path_factory.mktemp("report")
    return run(province="Tuyên Quang", year=2023, formats=FORMATS, out=out)


@pytest.fixture(scope="session")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with executed reports and the site made from them; takes half a minute.

    The workers of a run share it. Tests look at it and change nothing.
    """
    shared = tmp_path_factory.getbasetemp()
    return sites.made((shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared) / "site")


@pytest.fixture(scope="session")
def published(reported: Workspace) -> Path:
    """The folder of that site."""
    return reported.root / "site"
