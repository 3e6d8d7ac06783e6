"""A workspace with executed reports, and the site made from them by the real commands."""

import fcntl
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from analysis import workspace
from analysis.workspace import Workspace

COMMAND = [sys.executable, "-c", "from analysis.cli import main; main()"]
ADDRESS = "https://example.vn/chi-so/"
SETTINGS = f"""
footer = ["Sở Nội vụ tỉnh Tuyên Quang"]
address = "{ADDRESS}"

[en]
footer = ["Department of Home Affairs of Tuyen Quang"]
"""
# Two provinces, one of them also in English and of the year before; what stands in one line is
# made at the same time (two runs cannot write into the same folder).
BATCHES = (
    ("--year 2024 --province 08 --format html,pdf --lang en", "--year 2023 --province 08"),
    ("--year 2024 --province 08 --province 92 --format html,pdf,xlsx",),
)


def made(base: Path) -> Workspace:
    """Return the workspace below a folder; the first process that asks makes it."""
    base.mkdir(exist_ok=True)
    place, done = Workspace(base / "place"), base / "done"
    with (base / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            _make(place)
            done.touch()
    return place


def _make(place: Workspace) -> None:
    here = workspace.find()
    for folder in ("data/raw", "data/processed", "notebooks", "maps"):
        ignored = shutil.ignore_patterns("build", ".*")
        shutil.copytree(here.root / folder, place.root / folder, ignore=ignored)
    (place.root / "site.toml").write_text(SETTINGS, encoding="utf-8")
    for batches in BATCHES:
        with ThreadPoolExecutor() as pool:
            list(pool.map(partial(chiso, place, "batch"), batches))
    chiso(place, "site", "--year 2024 --all-years")


def chiso(place: Workspace, command: str, words: str) -> None:
    """Run a command in a workspace."""
    environment = os.environ | {"CHISO_HOME": str(place.root), "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [*COMMAND, command, *words.split()], env=environment, cwd=place.root,
        text=True, capture_output=True, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def kinds(site: Path) -> list[Path]:
    """Return all pages but for those of provinces without a report, and one of these."""
    reported = {"tuyen-quang", "can-tho", "bac-kan"}
    return [
        page
        for page in sorted(site.rglob("*.html"))
        if "files" not in page.parts
        and (not (page.parent / "files" / page.stem).is_dir() or page.stem in reported)
    ]
