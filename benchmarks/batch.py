"""Time a batch of province reports against what a user would otherwise run.

The same notebook, parameters and formats, in one run, interleaved: papermill and `jupyter
nbconvert` (to our HTML and to our PDF) once a province in a shell loop; papermill's and
nbconvert's API in a pool of two processes; `chiso batch` with stock kernels; `chiso batch` with
warm kernels; and a lower bound, the notebook's cells called and exported in a fork of a process
that has done the same before (but the PDF), without any kernel.

    python benchmarks/batch.py [--all] [--rounds 1] [--write]

`--write` puts the result into docs/benchmarks.md.
"""

import argparse
import hashlib
import json
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
NOTEBOOK = "province_report.ipynb"
YEAR = 2023
FEW = ["08", "22", "01", "48"]
PROCESSES = 2
PAGE = ROOT / "docs" / "benchmarks.md"
PACKAGES = ("papermill", "nbclient", "nbconvert", "ipykernel", "pandas", "matplotlib", "typst")


@dataclass
class Measured:
    """What one way of making the reports cost."""

    wall: float
    cpu: float
    peak: float
    stages: dict[str, float] = field(default_factory=dict)
    # Hashes of what the cells of each province put out, and of the files of its report.
    outputs: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)


@contextmanager
def workspace() -> Iterator[Path]:
    """Give a copy of the project to work in."""
    with tempfile.TemporaryDirectory(prefix="chiso-bench-") as name:
        ignored = shutil.ignore_patterns("build", ".*")
        for folder in ("data/raw", "data/processed", "notebooks", "maps"):
            shutil.copytree(ROOT / folder, Path(name, folder), ignore=ignored)
        yield Path(name)


def memory(process: psutil.Process) -> float:
    """Return the memory of a process and all below it in MB; what they share counts once."""
    total = 0
    with suppress(psutil.Error):
        for one in (process, *process.children(recursive=True)):
            with suppress(psutil.Error):
                total += one.memory_full_info().pss
    return total / 1e6


def run(command: list[str], place: Path) -> Measured:
    """Run a command: wall time, processor time of all its processes, peak memory."""
    # What is left by a benchmark that is broken off goes with the workspace.
    (place / "t").mkdir()
    environment = os.environ | {
        "CHISO_HOME": str(place), "OPENBLAS_NUM_THREADS": "1", "TMPDIR": str(place / "t")
    }  # fmt: skip
    before, begun, peak = os.times(), time.monotonic(), 0.0
    with (place / "output").open("wb") as output:
        process = subprocess.Popen(
            command, cwd=place, env=environment, stdout=output, stderr=output
        )
        watched = psutil.Process(process.pid)
        try:
            while process.poll() is None:
                peak = max(peak, memory(watched))
                time.sleep(0.25)
        except BaseException:
            for one in (*watched.children(recursive=True), watched):
                one.kill()
            raise
    wall, after = time.monotonic() - begun, os.times()
    if process.returncode:
        text = (place / "output").read_text(encoding="utf-8", errors="replace")
        raise SystemExit(
            f"{' '.join(command[:6])} ended with {process.returncode}:\n{text[-2000:]}"
        )
    cpu = sum(after[2:4]) - sum(before[2:4])
    return Measured(wall, cpu, peak)


def durations(notebooks: list[Path]) -> tuple[float, float]:
    """Return the mean seconds of a whole run and of its cells alone, as papermill noted them."""
    whole, cells = [], []
    for path in notebooks:
        content = json.loads(path.read_text(encoding="utf-8"))
        whole.append(content["metadata"]["papermill"]["duration"])
        cells.append(sum(
            cell["metadata"].get("papermill", {}).get("duration") or 0 for cell in content["cells"]
        ))  # fmt: skip
    return statistics.mean(whole), statistics.mean(cells)


def read(made: Measured, notebooks: list[Path], seconds: float) -> Measured:
    """Add what a way left: its stages, and hashes of outputs and files by province."""
    made.stages = stages(notebooks, seconds)
    for path in notebooks:
        content = json.loads(path.read_text(encoding="utf-8"))
        code = content["metadata"]["papermill"]["parameters"]["province"]
        made.outputs[code] = digest(json.dumps(outputs(content), sort_keys=True).encode())
        for ending in (".html", ".pdf"):
            made.files[f"{code}{ending}"] = digest(path.with_suffix(ending).read_bytes())
    return made


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def outputs(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the cells put out, without its number."""
    return [
        {key: value for key, value in output.items() if key != "execution_count"}
        for cell in notebook["cells"]
        for output in cell.get("outputs", ())
    ]


def stages(notebooks: list[Path], seconds: float) -> dict[str, float]:
    """Split the mean seconds of a report into cells, the kernel beside them, and the rest."""
    whole, cells = durations(notebooks)
    return {
        "cells": cells,
        "kernel and papermill": whole - cells,
        "export, checks, publishing": seconds - whole,
    }


def shell(place: Path, codes: list[str]) -> Measured:
    jupyter, papermill = BIN / "jupyter", BIN / "papermill"
    loop = (
        f"set -e; mkdir -p out; for p in {' '.join(codes)}; do "
        f'"{papermill}" notebooks/{NOTEBOOK} out/$p.ipynb -r province $p -p year {YEAR} '
        f'--no-progress-bar; "{jupyter}" nbconvert --to chiso_html out/$p.ipynb; '
        f'"{jupyter}" nbconvert --to chiso_pdf out/$p.ipynb; done'
    )
    made = run(["sh", "-c", loop], place)
    return read(made, sorted((place / "out").glob("*.ipynb")), made.wall / len(codes))


def pool(place: Path, codes: list[str]) -> Measured:
    made = run([sys.executable, __file__, "--pool", ",".join(codes)], place)
    return read(made, sorted((place / "out").glob("*.ipynb")), made.wall * PROCESSES / len(codes))


def run_pool(codes: list[str]) -> None:
    Path("out").mkdir()
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as executor:
        list(executor.map(papermill_one, codes))


def papermill_one(code: str) -> None:
    import nbformat
    import papermill

    from analysis.report.export.html import ReportHTMLExporter
    from analysis.report.export.pdf import ReportPDFExporter

    target = Path("out", f"{code}.ipynb")
    parameters = {"province": code, "year": YEAR}
    papermill.execute_notebook(
        f"notebooks/{NOTEBOOK}", str(target), parameters=parameters, progress_bar=False
    )
    executed = nbformat.read(target, as_version=4)
    html, _ = ReportHTMLExporter().from_notebook_node(executed)
    target.with_suffix(".html").write_text(html, encoding="utf-8")
    pdf, _ = ReportPDFExporter().from_notebook_node(executed)
    target.with_suffix(".pdf").write_bytes(pdf)


def batch(place: Path, codes: list[str], *options: str) -> Measured:
    named = [word for code in codes for word in ("--province", code)]
    log = place / "log.jsonl"
    command = [str(BIN / "chiso"), "batch", "--year", str(YEAR), "-j", str(PROCESSES)]
    made = run([*command, *named, "--log", str(log), *options], place)
    events = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    seconds = statistics.mean(event["seconds"] for event in events if event["event"] == "made")
    return read(made, sorted((place / "reports").glob("*/*/report.ipynb")), seconds)


def stock(place: Path, codes: list[str]) -> Measured:
    return batch(place, codes, "--stock")


def warm(place: Path, codes: list[str]) -> Measured:
    return batch(place, codes)


def bare(place: Path, codes: list[str]) -> Measured:
    return run([sys.executable, __file__, "--bare", ",".join(codes)], place)


def run_bare(codes: list[str]) -> None:
    """Call the cells of each province in a fork of this process, two at a time."""
    import matplotlib

    import analysis.report.export.pdf  # noqa: F401

    matplotlib.use("agg")
    Path("out").mkdir()
    # What all share is done before the first fork; not the PDF, whose threads would not survive.
    exported(codes[0], called(codes[0]), ["html"])
    running: set[int] = set()
    for code in codes:
        if len(running) == PROCESSES:
            running.remove(ended())
        child = os.fork()
        if not child:
            status = 1
            try:
                exported(code, called(code), ["html", "pdf"])
                status = 0
            finally:
                os._exit(status)
        running.add(child)
    while running:
        running.remove(ended())


def ended() -> int:
    child, status = os.wait()
    if status:
        raise SystemExit("a fork failed")
    return child


def called(code: str) -> list[str]:
    """Return what the cells show."""
    import ast

    import nbformat

    names: dict[str, object] = {"In": []}
    shown = []
    for cell in nbformat.read(f"notebooks/{NOTEBOOK}", as_version=4).cells:
        if cell.cell_type != "code":
            continue
        source = cell.source
        if "parameters" in cell.metadata.get("tags", []):
            source += f"\nprovince, year = {code!r}, {YEAR}"
        *body, last = ast.parse(source).body
        exec(compile(ast.Module(body, []), "cell", "exec"), names)
        if isinstance(last, ast.Expr):
            shown.append(eval(compile(ast.Expression(last.value), "cell", "eval"), names))
        else:
            exec(compile(ast.Module([last], []), "cell", "exec"), names)
    return [block._repr_html_() for block in shown]


def exported(code: str, shown: list[str], formats: list[str]) -> None:
    from nbformat.v4 import new_code_cell, new_notebook, new_output

    from analysis.report.export.document import document
    from analysis.report.formats import write

    cells = [
        new_code_cell("x", outputs=[new_output("execute_result", {"text/html": html})])
        for html in shown
    ]
    notebook = new_notebook(cells=cells)
    write(Path("out", code), notebook, document(notebook), formats)


CASES: dict[str, Callable[[Path, list[str]], Measured]] = {
    "papermill and nbconvert, shell loop": shell,
    "papermill API, pool of two": pool,
    "chiso batch --stock": stock,
    "chiso batch": warm,
    "bare compute, no kernel": bare,
}


def compare(codes: list[str], rounds: int) -> str:
    """Return the comparison as Markdown."""
    made: dict[str, list[Measured]] = {title: [] for title in CASES}
    for number in range(rounds):
        titles = list(CASES)
        for title in titles[number % len(titles) :] + titles[: number % len(titles)]:
            with workspace() as place:
                measured = CASES[title](place, codes)
            made[title].append(measured)
            print(f"{title}: {measured.wall:.1f} s", file=sys.stderr, flush=True)
    ours = statistics.median(m.wall for m in made["chiso batch"])
    lines = [
        f"| way | wall s | of chiso batch | CPU s | CPU s a report | peak MB (PSS) | "
        f"{' | '.join(stage_names())} |",
        "| --- | " + " | ".join(["---:"] * (5 + len(stage_names()))) + " |",
    ]
    for title, all_of in made.items():
        wall = statistics.median(m.wall for m in all_of)
        cpu = statistics.median(m.cpu for m in all_of)
        shares = [
            f"{statistics.median(m.stages[name] for m in all_of):.2f}" if all_of[0].stages else "–"
            for name in stage_names()
        ]
        lines.append(
            f"| {title} | {wall:.1f} | {wall / ours:.2f} | {cpu:.1f} | {cpu / len(codes):.2f} | "
            f"{max(m.peak for m in all_of):.0f} | {' | '.join(shares)} |"
        )
    return "\n".join([*lines, "", sameness(made, len(codes))])


def sameness(made: dict[str, list[Measured]], reports: int) -> str:
    """Say how many reports came out the same in every way and round."""
    every = [one for measured in made.values() for one in measured]
    said = [one.outputs for one in every if one.outputs]
    same = sum(len({found.get(code) for found in said}) == 1 for code in said[0])
    made_files = [one.files for one in every if one.files]
    files = sum(len({found.get(name) for found in made_files}) == 1 for name in made_files[0])
    return (
        f"The cells of {same} of {reports} reports put out the same under papermill in a loop, in "
        f"a pool, and in both batches; {files} of {2 * reports} HTML and PDF files are the "
        "same bytes in all four ways."
    )


def stage_names() -> list[str]:
    return ["cells", "kernel and papermill", "export, checks, publishing"]


def machine() -> str:
    total = psutil.virtual_memory().total / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, {total:.0f} GiB, "
        f"Python {platform.python_version()}; {packages}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="all 63 provinces")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    for hidden in ("--pool", "--bare"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    # As Ctrl-C: the workspace is removed.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if asked.pool:
        run_pool(asked.pool.split(","))
    elif asked.bare:
        run_bare(asked.bare.split(","))
    else:
        report(asked.all, asked.rounds, write=asked.write)


def report(everything: bool, rounds: int, *, write: bool) -> None:
    from analysis import provinces

    codes = [p.code for p in provinces.provinces()] if everything else FEW
    table = compare(codes, rounds)
    text = (
        "# A batch against what one would otherwise run\n\n"
        f"Made by `make bench-batch`. {len(codes)} province reports of {YEAR}, median of {rounds} "
        f"interleaved round(s), {PROCESSES} at a time but for the shell loop.\n"
        "All write the HTML and the PDF of chiso's exporters. The last three columns are mean "
        "seconds a report.\n\n"
        f"{machine()}\n\n{table}\n"
    )
    print(text)
    if write:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
