"""Run cells or notebooks in a stock and in a warm kernel; what they put out, made comparable."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
import psutil
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

KERNELS = ("python3", "chiso-warm")


def run(cells: Sequence[str], kernel: str, **options: Any) -> list[NotebookNode]:
    """Return the outputs of all cells, whatever happens in them."""
    notebook = new_notebook(cells=[new_code_cell(source) for source in cells])
    executed = execute(notebook, kernel, **{"allow_errors": True, **options})
    return [output for cell in executed.cells for output in cell.outputs]


def execute(notebook: NotebookNode, kernel: str, **options: Any) -> NotebookNode:
    client = NotebookClient(
        notebook, kernel_name=kernel, **{"timeout": 120, "coalesce_streams": True} | options
    )
    # ipykernel forwards nothing that is written by number while pytest runs.
    return client.execute(env={n: v for n, v in os.environ.items() if "PYTEST" not in n})


def text(outputs: Sequence[NotebookNode]) -> str:
    """Return what was printed."""
    return "".join(output.text for output in outputs if output.output_type == "stream")


def normalised(outputs: Sequence[NotebookNode]) -> str:
    """Return outputs without what differs between runs: processes, times, addresses, widgets."""
    said = nbformat.writes(new_notebook(cells=[new_code_cell(outputs=list(outputs), id="0")]))
    said = re.sub(r"20\d\d-\d\d-\d\dT[\d:.]+", "2000-01-01T00:00:00", said)
    said = re.sub(r"ipykernel_\d+", "ipykernel_0", said)
    said = re.sub(r'"model_id": "[0-9a-f]{32}"', '"model_id": "0"', said)
    return re.sub(r"0x[0-9a-f]{6,}", "0x0", said)


def named(processes: Sequence[psutil.Process]) -> list[str]:
    """Return the processes of a list that still run; a zombie is dead."""
    running = []
    for process in processes:
        try:
            if process.status() != psutil.STATUS_ZOMBIE:
                running.append(f"{process.pid} {' '.join(process.cmdline())}")
        except psutil.NoSuchProcess:
            continue
    return running


def zygote_process(socket: str) -> psutil.Process:
    """Return the zygote of this process that listens at a socket."""
    folder = str(Path(socket).parent)
    children = psutil.Process().children()
    running = [child for child in children if child.status() != psutil.STATUS_ZOMBIE]
    (found,) = [child for child in running if folder in child.cmdline()]
    return found
