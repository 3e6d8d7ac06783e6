"""Time the exports of an executed notebook in one process, against what a user would run.

The exporters are warm: one export of another copy went before. Each round changes a word of the
notebook, because the PDF compiler remembers what it has set already. Rounds are interleaved, so
that a busy machine hurts all sides. Processor time counts the processes that an export starts.

`--to webpdf` runs the Chromium of the machine, in the place where Playwright looks for its own
(extra `browser`); WeasyPrint is no dependency: install it beside the package to time it.

    python benchmarks/export.py [NOTEBOOK] [--rounds 5]
"""

import argparse
import copy
import importlib.util
import os
import platform
import re
import shutil
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

from analysis.report.export.docx import ReportDOCXExporter
from analysis.report.export.html import ReportHTMLExporter
from analysis.report.export.pdf import ReportPDFExporter
from analysis.report.export.xlsx import ReportXLSXExporter

Case = Callable[[Any], object]

BASE = "jupyter nbconvert --to html"
WEBPDF = "jupyter nbconvert --to webpdf"
WEASYPRINT = "chiso HTML, then WeasyPrint, in process"
LIMITS = {"chiso HTML": 0.3, "chiso PDF": 0.6, "chiso DOCX": 0.6}


def command(notebook: Any, *options: str) -> None:
    """Export by the command that a user would otherwise run, start of Python included."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.ipynb")
        nbformat.write(notebook, path)
        jupyter = str(Path(sys.executable).parent / "jupyter")
        subprocess.run(
            [jupyter, "nbconvert", "--to", *options, str(path)], check=True, capture_output=True
        )


def weasyprint(notebook: Any) -> object:
    """Set the pages of the HTML report by its print style sheet."""
    import weasyprint

    html, _ = ReportHTMLExporter().from_notebook_node(notebook)
    return weasyprint.HTML(string=html).write_pdf()


CASES: dict[str, Case] = {
    BASE: lambda nb: command(nb, "html"),
    "nbconvert's HTMLExporter, in process": lambda nb: HTMLExporter().from_notebook_node(nb),
    "chiso HTML": lambda nb: ReportHTMLExporter().from_notebook_node(nb),
    WEBPDF: lambda nb: command(nb, "webpdf", "--disable-chromium-sandbox"),
    WEASYPRINT: weasyprint,
    "chiso PDF": lambda nb: ReportPDFExporter().from_notebook_node(nb),
    "chiso DOCX": lambda nb: ReportDOCXExporter().from_notebook_node(nb),
    "chiso XLSX": lambda nb: ReportXLSXExporter().from_notebook_node(nb),
}


def lend_browser(folder: Path) -> bool:
    """Put the Chromium of the machine where Playwright looks for its own; tell whether it is there.

    nbconvert passes no path of a browser on; Playwright says where it looks when it finds none.
    """
    chromium = shutil.which("chromium")
    if chromium is None or importlib.util.find_spec("playwright") is None:
        return False
    from playwright.sync_api import Error, sync_playwright

    os.environ["PLAYWRIGHT_BROWSERS_PATH"] = str(folder)
    with sync_playwright() as driver:
        try:
            driver.chromium.launch()
        except Error as error:
            found = re.search(r"doesn't exist at (\S+)", str(error))
            if found is None:
                return False
            place = Path(found[1])
            place.parent.mkdir(parents=True)
            place.symlink_to(chromium)
    return True


def present(browsers: Path) -> dict[str, Case]:
    """Return the cases whose tools are installed."""
    missing = set() if lend_browser(browsers) else {WEBPDF}
    if importlib.util.find_spec("weasyprint") is None:
        missing.add(WEASYPRINT)
    return {title: case for title, case in CASES.items() if title not in missing}


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


def seconds(case: Case, notebook: Any) -> tuple[float, float]:
    """Return wall and processor time of one export."""
    before, started = os.times(), time.perf_counter()
    case(notebook)
    wall, after = time.perf_counter() - started, os.times()
    return wall, sum(after[:4]) - sum(before[:4])


def row(title: str, rounds: list[dict[str, tuple[float, float]]]) -> str:
    """Return a line of the table."""
    if title not in rounds[0]:
        return f"| {title} | not installed | | | |"
    walls, used = zip(*(one[title] for one in rounds), strict=True)
    ratio = statistics.median(one[title][0] / one[BASE][0] for one in rounds)
    spread = f"{statistics.median(walls):.2f} ({min(walls):.2f} to {max(walls):.2f})"
    limit = f"<= {LIMITS[title]}" if title in LIMITS else ""
    return f"| {title} | {spread} | {statistics.median(used):.2f} | {ratio:.2f} | {limit} |"


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebook", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.notebook or example(Path(folder))
        notebook = nbformat.read(path, as_version=4)
        cases = present(Path(folder, "browsers"))
        load = os.getloadavg()[0]
        rounds = [
            {title: seconds(case, changed(notebook, number)) for title, case in cases.items()}
            for number in range(given.rounds + 1)
        ][1:]
    print(
        f"{platform.system()}, {os.cpu_count()} cores, load {load:.1f} before, Python "
        f"{platform.python_version()}, median of {given.rounds} interleaved rounds (min to max)\n"
    )
    print(f"| export | seconds | of processor | seconds as share of {BASE} | must hold |")
    print("| --- | --- | --- | --- | --- |")
    for title in CASES:
        print(row(title, rounds))


if __name__ == "__main__":
    main()
