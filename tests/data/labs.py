"""A JupyterLab server for tests: a home of its own, and our kernelspec without its install."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.report.kernel import SPECS

TOKEN = "t"
_HIDDEN = {"CHISO_ZYGOTE", "PYTEST_CURRENT_TEST"}


@contextmanager
def server(
    folder: Path, *, home: Path, options: tuple[str, ...] = ()
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Serve a folder; yields the process and its address, to be asked with the TOKEN."""
    own = {"JUPYTER_PATH": str(SPECS), "HOME": str(home), "TMPDIR": str(home)}
    env = {n: v for n, v in os.environ.items() if n not in _HIDDEN} | own
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root",
        "--ServerApp.port=0", f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={folder}", *options,
    ]  # fmt: skip
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(command, env=env, stdout=log, stderr=log)
    try:
        yield process, _address(home)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _address(home: Path) -> str:
    """Return the address that a server tells in its home, once it is there."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for found in home.rglob("jpserver-*.json"):
            if text := found.read_text(encoding="utf-8"):
                return str(json.loads(text)["url"])
        time.sleep(0.2)
    raise TimeoutError((home / "log").read_text(encoding="utf-8"))
