"""Time the exports of an executed notebook in one process, against plain nbconvert.

The exporters are warm: one export of another copy went before. Each round changes a word of the
notebook, because the PDF compiler remembers what it has set already. Rounds are interleaved, so
that a busy machine hurts all sides.

    python benchmarks/export.py [NOTEBOOK] [--rounds 5]
"""

import argparse
import copy
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import HTMLExporter

from analysis.report.export.html import ReportHTMLExporter
from analysis.report.export.pdf import ReportPDFExporter

BASE = "jupyter nbconvert --to html"


def command(notebook: Any) -> None:
    """Export by the command that a user would otherwise run, start of Python included."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.ipynb")
        nbformat.write(notebook, path)
        jupyter = str(Path(sys.executable).parent / "jupyter")
        subprocess.run(
            [jupyter, "nbconvert", "--to", "html", str(path)], check=True, capture_output=True
        )


CASES: dict[str, Callable[[Any], object]] = {
    BASE: command,
    "nbconvert's HTMLExporter, in process": lambda nb: HTMLExporter().from_notebook_node(nb),
    "chiso HTML": lambda nb: ReportHTMLExporter().from_notebook_node(nb),
    "chiso PDF": lambda nb: ReportPDFExporter().from_notebook_node(nb),
}
LIMITS = {"chiso HTML": "<= 0.3 s", "chiso PDF": "<= 0.6 s"}


def example(folder: Path) -> Path:
    """Make a report to export."""
    from analysis.report.run import run

    return run(province="Tuyên Quang", year=2023, out=folder).notebook


def changed(notebook: Any, number: int) -> Any:
    """Return the notebook with another first paragraph."""
    other = copy.deepcopy(notebook)
    cell = nbformat.v4.new_markdown_cell(f"Round {number} " + "word " * number)
    other.cells.insert(4, cell)
    return other


def seconds(case: Callable[[Any], object], notebook: Any) -> float:
    started = time.perf_counter()
    case(notebook)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebook", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.notebook or example(Path(folder))
        notebook = nbformat.read(path, as_version=4)
        rounds = [
            {title: seconds(case, changed(notebook, number)) for title, case in CASES.items()}
            for number in range(given.rounds + 1)
        ][1:]
    print(f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
          f"median of {given.rounds} interleaved rounds (min to max)\n")  # fmt: skip
    print(f"| export | seconds | of {BASE} | must hold |")
    print("| --- | --- | --- | --- |")
    for title in CASES:
        times = [one[title] for one in rounds]
        ratio = statistics.median(one[title] / one[BASE] for one in rounds)
        spread = f"{statistics.median(times):.2f} ({min(times):.2f} to {max(times):.2f})"
        print(f"| {title} | {spread} | {ratio:.2f} | {LIMITS.get(title, '')} |")


if __name__ == "__main__":
    main()
