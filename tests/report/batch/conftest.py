"""A workspace whose province report takes a second, and the real command in it."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from report.small_notebooks import figure, small

from analysis.workspace import Workspace

COMMAND = [sys.executable, "-c", "from analysis.cli import main; main()", "batch"]
REPORT = "province_report.ipynb"
FIGURE = figure("Điểm của tỉnh, thành phố")


@pytest.fixture
def quick(copied_workspace: Workspace) -> Workspace:
    """A workspace whose notebook is a small one."""
    small(copied_workspace, FIGURE, name=REPORT)
    return copied_workspace


@pytest.fixture
def rewrite(copied_workspace: Workspace) -> Callable[..., None]:
    """Give the report other cells."""
    return lambda *cells: small(copied_workspace, *cells, name=REPORT) and None


@pytest.fixture
def scratch() -> Iterator[Path]:
    """Where temporary files of the command go, all of them: sockets need a short name."""
    with tempfile.TemporaryDirectory(prefix="chiso-test-") as name:
        yield Path(name)


@pytest.fixture
def start(quick: Workspace, scratch: Path) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """Start `chiso batch` in the workspace."""
    started: list[subprocess.Popen[str]] = []
    environment = os.environ | {"CHISO_HOME": str(quick.root), "TMPDIR": str(scratch)}

    def call(*words: str, **options: object) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [*COMMAND, "--year", "2023", "--format", "html", *words],
            env=environment, cwd=quick.root, text=True, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options,
        )  # fmt: skip
        started.append(process)
        return process

    yield call
    for process in started:
        with suppress(ProcessLookupError):
            process.kill()
        process.communicate()
    for process in of(quick):
        process.kill()


@pytest.fixture
def batch(start: Callable[..., "subprocess.Popen[str]"]) -> Callable[..., tuple[int, str, str]]:
    """Run `chiso batch` in the workspace: status, output and messages."""

    def call(*words: str, **options: object) -> tuple[int, str, str]:
        process = start(*words, **options)
        out, err = process.communicate(timeout=240)
        assert "Traceback" not in err, err
        return process.returncode, out, err

    return call


def of(place: Workspace) -> list[psutil.Process]:
    """Return the processes that work in a workspace."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            home = process.environ().get("CHISO_HOME")
            if home == str(place.root) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    me = psutil.Process()
    return [process for process in found if process != me]


def gone(place: Workspace, scratch: Path, *, seconds: float = 15.0) -> bool:
    """Tell whether no process and no temporary file is left within some seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        left = [*scratch.iterdir(), *place.reports.glob("*/*/.making-*")]
        if not of(place) and not left:
            return True
        time.sleep(0.2)
    return False


def folder(place: Workspace, slug: str) -> Path:
    """Return where a report of the batch stands."""
    return place.reports / slug / "2023"


def counts(out: str) -> list[int]:
    """Return the numbers of the summary: made, up to date, kept, failed, not begun."""
    lines = [line.split() for line in out.splitlines()]
    return [int(words[-1]) for words in lines if len(words) > 2 and words[-1].isdigit()]
