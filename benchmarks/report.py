"""Time the commands of a user, and one report against plain papermill and nbconvert.

The same notebook and province, rounds interleaved, so that a busy machine hurts both sides.
Plain nbconvert writes HTML only (its PDF needs LaTeX or a browser); ours writes HTML and PDF.

    python benchmarks/report.py [--rounds 3]
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
NOTEBOOK = "notebooks/province_report.ipynb"


@dataclass(frozen=True)
class Run:
    seconds: float
    megabytes: float


def measure(*commands: list[str], cwd: Path = ROOT) -> Run:
    """Run commands one after the other: wall time, and peak memory of all their processes."""
    started, peak = time.perf_counter(), 0
    for command in commands:
        process = psutil.Popen(
            command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while process.poll() is None:
            peak = max(peak, memory(process))
            time.sleep(0.02)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} ended with status {process.returncode}")
    return Run(time.perf_counter() - started, peak / 1e6)


def memory(process: psutil.Process) -> int:
    """Return the memory of a process and its children; shared pages count each time."""
    total = 0
    for one in (process, *children(process)):
        try:
            total += one.memory_info().rss
        except psutil.Error:
            continue
    return total


def children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def plain(folder: Path) -> Run:
    made = str(folder / "plain.ipynb")
    return measure(
        [str(BIN / "papermill"), NOTEBOOK, made, "-p", "province", "tuyen-quang",
         "-p", "year", "2023", "--no-progress-bar"],
        [str(BIN / "jupyter"), "nbconvert", "--to", "html", made],
    )  # fmt: skip


def ours(folder: Path) -> Run:
    return measure([str(BIN / "chiso"), "report", "tuyen-quang", "--year", "2023",
                    "--out", str(folder / "ours")])  # fmt: skip


def build(folder: Path) -> Run:
    """Build data/processed from nothing, in a copy."""
    copy = folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(ROOT / "data" / "raw", copy / "data" / "raw")
    return measure([str(BIN / "chiso"), "data", "build"], cwd=copy)


def command(*words: str) -> Callable[[Path], Run]:
    return lambda _: measure([str(BIN / words[0]), *words[1:]])


CASES: dict[str, Callable[[Path], Run]] = {
    "papermill + nbconvert --to html": plain,
    "chiso report (HTML and PDF)": ours,
    "chiso data build, from nothing": build,
    "chiso data build, nothing changed": command("chiso", "data", "build"),
    "chiso --help": command("chiso", "--help"),
    "python -c 'import analysis'": command("python", "-c", "import analysis"),
    "python -c pass": command("python", "-c", "pass"),
}
LIMITS = {
    "chiso report (HTML and PDF)": "<= 15 s, <= 700 MB",
    "chiso data build, from nothing": "<= 5 s",
    "chiso --help": "<= 0.4 s",
    "python -c 'import analysis'": "<= 0.3 s",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for case in CASES.values():
            case(folder)  # warms the disk cache
        runs = [{title: case(folder) for title, case in CASES.items()} for _ in range(rounds)]
    base = "papermill + nbconvert --to html"
    print(f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
          f"median of {rounds} interleaved rounds (min to max)\n")  # fmt: skip
    print("| command | seconds | of papermill + nbconvert | peak MB | must hold |")
    print("| --- | --- | --- | --- | --- |")
    for title in CASES:
        times = [r[title].seconds for r in runs]
        ratio = statistics.median(r[title].seconds / r[base].seconds for r in runs)
        peak = max(r[title].megabytes for r in runs)
        spread = f"{statistics.median(times):.2f} ({min(times):.2f} to {max(times):.2f})"
        print(f"| {title} | {spread} | {ratio:.2f} | {peak:.0f} | {LIMITS.get(title, '')} |")


if __name__ == "__main__":
    main()
