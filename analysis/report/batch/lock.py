"""One batch at a time: a second one of the same reports waits or says who is at work."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from analysis.errors import OutputBusy
from analysis.report.locks import locked, opened
from analysis.report.publish import require_writable

FOLDER = ".locks"


@contextmanager
def batch_lock(reports: Path, name: str, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock of a batch.

    The lock is the operating system's, on a file that stays: it is free as soon as its holder
    has ended, however that was. Parts of a batch (`--shard`) have locks of their own.

    Parameters
    ----------
    reports : Path
        Folder of all reports.
    name : str
        What the batch is about.
    wait : bool
        Wait for a batch that is at work in place of giving up.

    Raises
    ------
    OutputBusy
        If another batch holds it; the message says which process.
    OutputNotWritable
        If the folder cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with batch_lock(Path(folder), "2024.vi"), batch_lock(Path(folder), "2024.vi"):
    ...         pass
    Traceback (most recent call last):
        ...
    analysis.errors.OutputBusy: a batch of 2024.vi is at work: process ... since ...; wait for ...
    """
    require_writable(reports / FOLDER)
    path = reports / FOLDER / f"{name}.lock"
    with opened(path, os.O_RDWR | os.O_CREAT) as handle, locked(handle, wait=wait) as free:
        if not free:
            holder = path.read_text(encoding="utf-8").strip() or "unknown"
            raise OutputBusy(
                f"a batch of {name} is at work: {holder}; wait for it with --wait, or let it end"
            )
        _sign(handle)
        yield


def _sign(handle: int) -> None:
    """Say who holds the lock; a full disk is met soon enough."""
    since = time.strftime("%Y-%m-%d %H:%M:%S")
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"process {os.getpid()} since {since}\n".encode(), 0)
