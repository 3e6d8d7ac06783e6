"""Run a parameterised notebook in a kernel of its own, by papermill."""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from analysis.errors import ReportFailed
from analysis.workspace import Workspace


def execute(
    notebook: Path,
    target: Path,
    parameters: Mapping[str, object],
    *,
    place: Workspace,
    progress: bool = False,
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
    progress : bool
        Show papermill's progress bar.

    Raises
    ------
    ReportFailed
        If a cell fails; the message names it.
    """
    import papermill
    from papermill.exceptions import PapermillExecutionError
    from traitlets.config import Config

    # The kernel inherits the environment: the same workspace, and one BLAS thread, because
    # the models are small and threads would only get in each other's way.
    surroundings = {"CHISO_HOME": str(place.root), "OPENBLAS_NUM_THREADS": "1"}
    with (
        _environment(surroundings),
        tempfile.TemporaryDirectory(prefix="chiso-") as sockets,
    ):
        # A finished kernel has nothing left to tidy up; asked politely, it now and then logs
        # the interrupt that jupyter_client sends first.
        config = Config(NotebookClient={"shutdown_kernel": "immediate"})
        if sys.platform != "win32":
            # Sockets in a folder of our own: by TCP, other users of the machine could listen.
            config.KernelManager.update(transport="ipc", ip=str(Path(sockets, "k")))
        try:
            papermill.execute_notebook(
                str(notebook),
                str(target),
                parameters=dict(parameters),
                progress_bar=progress,
                config=config,
            )
        except PapermillExecutionError as error:
            raise ReportFailed(
                f"cell {error.exec_count} of {notebook.name} failed: {error.ename}: {error.evalue}"
            ) from None


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
