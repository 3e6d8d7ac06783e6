"""What the processes of a batch do: make reports, and end with their parent."""

import logging
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import wait

from analysis.report.failure import Failure
from analysis.report.runs import Result, RunParameters

# What a run loads when it first needs it.
_LOADED = (
    "papermill",
    "analysis.report.run",
    "analysis.report.engine",
    "analysis.report.manager",
    "analysis.report.export.html",
    "analysis.report.export.pdf",
)
# Until a run that lost its kernel has tidied up.
_PATIENCE = 10.0
_at_work = threading.Lock()
_leaving = threading.Event()


def work(parameters: RunParameters, notebook: str) -> Result:
    """Make one report; see `analysis.report.run.run_one`."""
    from analysis.report.memory import give_back
    from analysis.report.run import run_one

    with _at_work:
        if _leaving.is_set():
            return Result(parameters, failure=Failure("WorkerDied", "the batch was broken off"))
        result = run_one(parameters, notebook=notebook)
    give_back()
    return result


def prepare() -> None:
    """Load what runs need, before the first one."""
    for name in _LOADED:
        import_module(name)


def settle_in(scratch: str) -> None:
    """Prepare a new process.

    Parameters
    ----------
    scratch : str
        Folder for all temporary files, also those of kernels; whoever is last removes it.
    """
    # One thread: the models are small, and other processes want the cores. Before NumPy loads.
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "TMPDIR": scratch}
    tempfile.tempdir = scratch
    # What a run logs it also raises; several processes at once would garble the progress.
    logging.disable(logging.CRITICAL)
    # A handler and not SIG_IGN, which kernels would inherit: the parent alone answers Ctrl-C.
    signal.signal(signal.SIGINT, lambda _number, _frame: None)
    signal.signal(signal.SIGTERM, lambda _number, _frame: _leaving.set())
    threading.Thread(target=_end_with_parent, args=(scratch,), daemon=True).start()


def _end_with_parent(scratch: str) -> None:
    """Wait until the parent is gone or this process is told to leave, and tidy up.

    A worker of `concurrent.futures` would wait for work for ever when its parent is killed.
    """
    parent = multiprocessing.parent_process()
    orphaned = False
    while parent is not None and not orphaned and not _leaving.is_set():
        orphaned = bool(wait([parent.sentinel], timeout=0.2))
    _leaving.set()
    _kill_kernels()
    # The run has lost its kernel, fails and removes what it had not finished.
    _at_work.acquire(timeout=_PATIENCE)
    if orphaned:
        shutil.rmtree(scratch, ignore_errors=True)
    os._exit(1)


def _kill_kernels() -> None:
    import psutil

    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            child.kill()
