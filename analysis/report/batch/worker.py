"""What the processes of a batch do: make reports, and end with their parent."""

import logging
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
from contextlib import suppress
from multiprocessing.connection import wait
from types import FrameType

from analysis.report.runs import Result, RunParameters

# Until a run that lost its kernel has tidied up.
_PATIENCE = 10.0
_at_work = threading.Lock()


def work(parameters: RunParameters, notebook: str) -> Result:
    """Make one report; see `analysis.report.run.run_one`."""
    from analysis.report.run import run_one

    with _at_work:
        return run_one(parameters, notebook=notebook)


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
    told = threading.Event()

    def leave(_number: int, _frame: FrameType | None) -> None:
        told.set()

    # A handler and not SIG_IGN, which kernels would inherit: the parent alone answers Ctrl-C.
    signal.signal(signal.SIGINT, lambda _number, _frame: None)
    signal.signal(signal.SIGTERM, leave)
    threading.Thread(target=_end_with_parent, args=(told, scratch), daemon=True).start()


def _end_with_parent(told: threading.Event, scratch: str) -> None:
    """Wait until the parent is gone or this process is told to leave, and tidy up.

    A worker of `concurrent.futures` would wait for work for ever when its parent is killed.
    """
    parent = multiprocessing.parent_process()
    while parent is not None and not told.is_set() and not wait([parent.sentinel], timeout=0.2):
        pass
    _kill_kernels()
    # The run has lost its kernel, fails and removes what it had not finished.
    _at_work.acquire(timeout=_PATIENCE)
    if not told.is_set():
        shutil.rmtree(scratch, ignore_errors=True)
    os._exit(1)


def _kill_kernels() -> None:
    import psutil

    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            child.kill()
