"""Time the import of a workbook of 63 provinces by 30 columns, as the command does it.

The command starts Python anew, reads the workbook, compares it with what is known, checks the
data as they would be and writes them; then once more, when nothing changes. Beside it stands
what a user would write for the reading alone: pandas.read_excel, start of Python included.

    python benchmarks/ingest.py [--rounds 5]
"""

import argparse
import csv
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl

from analysis import provinces, workspace

COLUMNS = 30
LIMIT = 2.0
SOURCE = ("--source-id", "B-1", "--title", "t", "--publisher", "p", "--date", "2024")


def workbook(path: Path, scores: Path) -> None:
    """Write a table of 63 provinces by 30 components from published scores."""
    with scores.open(encoding="utf-8", newline="") as file:
        rows = {(r["province_code"], r["component"]): r["score"] for r in csv.DictReader(file)}
    # The total is left out of the sums' way: 30 of the 37 components, the dimensions first.
    parts = sorted({part for _, part in rows}, key=lambda p: ("." in p, p))[:COLUMNS]
    book = openpyxl.Workbook()
    book.active.append(["Kết quả PAPI năm 2023"])
    book.active.append(["Tỉnh", *(part if part != "overall" else "PAPI" for part in parts)])
    for p in provinces.provinces():
        known = [rows.get((p.code, part)) for part in parts]
        book.active.append([p.name_vi, *(k and float(k) for k in known)])
    book.save(path)


def timed(call: Callable[[], object]) -> tuple[float, float]:
    """Return seconds on the clock, and seconds of processor: the same on a busy machine."""
    start, before = time.perf_counter(), os.times()
    call()
    after = os.times()
    used = after.children_user + after.children_system
    return time.perf_counter() - start, used - before.children_user - before.children_system


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    times: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        projects = Path(__file__).parents[1] / "tests"
        sys.path.insert(0, str(projects))
        from data import projects as small

        project = small.copy(root)
        scores = project.raw / "scores/papi/2023.csv"
        file = root / "papi.xlsx"
        workbook(file, workspace.find().raw / "scores/papi/2023.csv")
        environment = os.environ | {"CHISO_HOME": folder, "OPENBLAS_NUM_THREADS": "1"}
        chiso = str(Path(sys.executable).parent / "chiso")
        words = [chiso, "data", "import", "papi", "2023", str(file), *SOURCE]
        read = f"import pandas; pandas.read_excel({str(file)!r}, header=1)"
        plain = [sys.executable, "-c", read]

        def run(command: list[str]) -> None:
            subprocess.run(command, env=environment, check=True, capture_output=True)

        for _ in range(rounds):
            scores.unlink()
            times.setdefault("chiso data import", []).append(timed(lambda: run(words)))
            times.setdefault("the same again", []).append(timed(lambda: run(words)))
            times.setdefault("pandas.read_excel alone", []).append(timed(lambda: run(plain)))
    print(f"Python {platform.python_version()}, 63 provinces x {COLUMNS} columns, {rounds} rounds")
    for name, found in times.items():
        clock, processor = (statistics.median(column) for column in zip(*found, strict=True))
        print(f"{name:26} {clock:.2f} s on the clock, {processor:.2f} s of processor (medians)")
    took = statistics.median(clock for clock, _ in times["chiso data import"])
    print(f"limit {LIMIT} s: {'held' if took <= LIMIT else 'MISSED'}")


if __name__ == "__main__":
    main()
