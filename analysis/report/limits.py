"""Hold a kernel to its limits of time and memory."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import psutil

from analysis.errors import ReportFailed

_EVERY = 0.2  # seconds between two looks


@dataclass
class Watch:
    """A look-out that kills the kernel of one run when it exceeds a limit.

    Attributes
    ----------
    seconds : float or None
        From the making of the watch, for the whole run.
    megabytes : int or None
        Resident memory of the kernel and the processes that it started. Watched from outside,
        because `RLIMIT_AS` counts what is reserved and not what is used, which kills BLAS and
        Arrow long before, and a kernel that is forked inherits no limit of ours.
    exceeded : str
        Which limit was exceeded, empty if none.
    """

    seconds: float | None = None
    megabytes: int | None = None
    exceeded: str = ""
    _kernel: psutil.Process | None = None
    _begun: float = field(default_factory=time.monotonic)

    def kernel(self, pid: int) -> None:
        """Watch a process; a run has one kernel at a time."""
        with suppress(psutil.NoSuchProcess):
            self._kernel = psutil.Process(pid)

    def look(self) -> None:
        """Kill the kernel if a limit is exceeded."""
        self.exceeded = self.exceeded or self._excess()
        if self.exceeded and self._kernel is not None:
            for process in _family(self._kernel):
                with suppress(psutil.NoSuchProcess):
                    process.kill()

    def refuse(self) -> None:
        """Fail the run if a limit was exceeded.

        Raises
        ------
        ReportFailed
            If so; the message says which.
        """
        self.look()
        if self.exceeded:
            raise ReportFailed(self.exceeded)

    def _excess(self) -> str:
        if self.seconds is not None and time.monotonic() - self._begun > self.seconds:
            return f"the run took longer than {self.seconds:g} seconds"
        if self.megabytes is not None and self._used() > self.megabytes * 1e6:
            return f"the notebook took more memory than {self.megabytes} MB"
        return ""

    def _used(self) -> int:
        used = 0
        for process in _family(self._kernel) if self._kernel else ():
            with suppress(psutil.Error):
                used += process.memory_info().rss
        return used


def _family(process: psutil.Process) -> list[psutil.Process]:
    """Return a process and all that it started, none if it has ended."""
    try:
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


@contextmanager
def watched(*, seconds: float | None, megabytes: int | None) -> Iterator[Watch]:
    """Watch over one run.

    Parameters
    ----------
    seconds : float or None
        Time limit of the whole run.
    megabytes : int or None
        Memory limit of its kernel.

    Yields
    ------
    Watch
        To be told the kernel by `Watch.kernel`.

    Examples
    --------
    >>> with watched(seconds=60, megabytes=None) as watch:
    ...     watch.exceeded
    ''
    """
    watch, over = Watch(seconds, megabytes), threading.Event()

    def keep_watch() -> None:
        while not over.wait(_EVERY):
            watch.look()

    thread = threading.Thread(target=keep_watch, name="chiso-watch", daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        over.set()
        thread.join()
