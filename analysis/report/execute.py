"""Run a parameterised notebook in a kernel of its own, by papermill."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from analysis.errors import ReportFailed
from analysis.report import kernel as warm
from analysis.report.sockets import short
from analysis.workspace import Workspace

Kernel = Literal["stock", "warm"]


def execute(
    notebook: Path,
    target: Path,
    parameters: Mapping[str, object],
    *,
    place: Workspace,
    kernel: Kernel = "stock",
    progress: bool = False,
    started: Callable[[int], object] = lambda _: None,
) -> None:
    """Run a notebook and write it with its outputs.

    Parameters
    ----------
    notebook, target : Path
        The notebook, and where the executed one goes.
    parameters : mapping
        Checked values by name.
    place : Workspace
        Where the kernel finds its data.
    kernel : {"stock", "warm"}
        A new process, or a fork of a warm one: see `analysis.report.kernel`.
    progress : bool
        Show papermill's progress bar.
    started : callable
        Told the number of the kernel's process.

    Raises
    ------
    ReportFailed
        If a cell fails, the message names it; or if the kernel dies.
    """
    import papermill
    from nbclient.exceptions import DeadKernelError
    from papermill.exceptions import PapermillExecutionError
    from traitlets.config import Config

    from analysis.report import engine
    from analysis.report.manager import telling

    # The kernel inherits the environment: the same workspace, and one BLAS thread, because
    # the models are small and threads would only get in each other's way.
    surroundings = {"CHISO_HOME": str(place.root), "OPENBLAS_NUM_THREADS": "1"}
    if kernel == "warm":
        known = os.environ.get("JUPYTER_PATH")
        surroundings["JUPYTER_PATH"] = os.pathsep.join(
            [str(warm.SPECS), *([known] if known else [])]
        )
    with (
        _environment(surroundings),
        tempfile.TemporaryDirectory(prefix="chiso-", dir=short(warm.folder())) as private,
    ):
        # A finished kernel has nothing left to tidy up; asked politely, it now and then logs
        # the interrupt that jupyter_client sends first.
        config = Config(NotebookClient={"shutdown_kernel": "immediate"})
        config.KernelManager.connection_file = str(Path(private, "kernel.json"))
        if sys.platform != "win32":
            # Sockets in a folder of our own: by TCP, other users of the machine could listen.
            config.KernelManager.update(transport="ipc", ip=str(Path(private, "k")))
        try:
            papermill.execute_notebook(
                str(notebook),
                str(target),
                parameters=dict(parameters),
                engine_name=engine.NAME,
                kernel_name=warm.NAME if kernel == "warm" else None,
                progress_bar=progress,
                config=config,
                kernel_manager_class=telling(started),
            )
        except PapermillExecutionError as error:
            raise ReportFailed(
                f"cell {error.exec_count} of {notebook.name} failed: {error.ename}: {error.evalue}"
            ) from None
        except DeadKernelError:
            raise ReportFailed(f"the kernel of {notebook.name} died") from None


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """Set environment variables for a while."""
    before = {name: os.environ.get(name) for name in values}
    os.environ |= values
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
