"""Ask the zygote for kernels; start one where there is none, and end it."""

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import ChisoError
from analysis.report.kernel import VARIABLE
from analysis.report.kernel.forked import ForkedKernel
from analysis.report.kernel.request import Request, send
from analysis.report.sockets import short

NOTEBOOK = "province_report.ipynb"
# Imports take 2 s and the work of a year 5 s on two idle cores; a busy machine takes longer.
START_SECONDS = 120

# Threads would not survive a fork: one for linear algebra, none for freed memory of Arrow.
_ONE_THREAD = {
    "MKL_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}
_MODULE = "analysis.report.kernel.zygote"


class NoWarmKernel(ChisoError):
    """There is no zygote that could fork a kernel; a stock kernel serves as well."""


@dataclass(frozen=True)
class _Zygote:
    """A zygote of this process, which ends with it."""

    address: Path
    line: socket.socket
    process: "subprocess.Popen[bytes]"
    owner: int

    def wait(self) -> None:
        """Wait until it can fork kernels.

        Raises
        ------
        NoWarmKernel
            If it cannot; it is gone then.
        """
        self.line.settimeout(START_SECONDS)
        try:
            ready = self.line.recv(16)
        except TimeoutError:
            ready = b""
        if not ready:
            log = self.address.with_name("log")
            said = log.read_text(encoding="utf-8", errors="replace").strip()
            self.close()
            reason = said.splitlines()[-1] if said else f"it was not ready in {START_SECONDS} s"
            raise NoWarmKernel(f"the warm process did not start: {reason}")

    def retire(self) -> None:
        """Let it end with its last kernel."""
        with suppress(OSError):
            self.line.send(b"retire")

    def close(self) -> None:
        """End it and its kernels; a fork of the owner has no say."""
        if self.owner != os.getpid():
            return
        self.line.close()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.address.parent, ignore_errors=True)


_own: list[_Zygote] = []
_starting = threading.Lock()


@contextmanager
def warmed(*, notebook: Path | None = None, year: int | None = None) -> Iterator[None]:
    """Have warm kernels for a batch, in this process and in those that it starts.

    Parameters
    ----------
    notebook : Path, optional
        The notebook of the reports. It is run once, so that the kernels find what is kept.
    year : int, optional
        The year of the reports.

    Examples
    --------
    >>> with warmed():
    ...     "CHISO_ZYGOTE" in os.environ
    True
    """
    with warming(notebook=notebook, year=year) as wait:
        wait()
        yield


@contextmanager
def warming(
    *, notebook: Path | None = None, year: int | None = None
) -> Iterator[Callable[[], None]]:
    """Begin to have warm kernels, so that other things can be done until there are.

    Parameters
    ----------
    notebook, year
        As in `warmed`.

    Yields
    ------
    callable
        Waits until there are. Where there cannot be, it warns and says why.

    Examples
    --------
    >>> with warming() as wait:
    ...     wait()
    """
    try:
        zygote = _start(notebook, year)
    except NoWarmKernel as error:
        _warn(error)
        yield lambda: None
        return
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(zygote.address)

    def wait() -> None:
        try:
            zygote.wait()
        except NoWarmKernel as error:
            _restore(before)
            _warn(error)

    try:
        yield wait
    finally:
        _restore(before)
        zygote.close()


def _restore(value: str | None) -> None:
    """Give the variable the value that it had."""
    os.environ.pop(VARIABLE, None)
    if value is not None:
        os.environ[VARIABLE] = value


def _warn(error: NoWarmKernel) -> None:
    warnings.warn(f"stock kernels are used: {error}", RuntimeWarning, stacklevel=2)


def launch(request: Request, *, stdout: int, stderr: int) -> ForkedKernel:
    """Start a kernel.

    Parameters
    ----------
    request : Request
    stdout, stderr : int
        Open files that the kernel writes to.

    Returns
    -------
    ForkedKernel

    Raises
    ------
    NoWarmKernel
        If no zygote can fork it.
    """
    if named := os.environ.get(VARIABLE):
        return _ask(Path(named), request, stdout, stderr)
    with _starting:
        if not _own:
            _own.append(_ready())
        try:
            return _ask(_own[-1].address, request, stdout, stderr)
        except NoWarmKernel:
            # Code or data changed, or it was killed; its kernels may go on.
            _own[-1].retire()
            _own.append(_ready())
            return _ask(_own[-1].address, request, stdout, stderr)


def _ask(address: Path, request: Request, stdout: int, stderr: int) -> ForkedKernel:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    try:
        connection.connect(str(address))
        send(connection, request, stdout=stdout, stderr=stderr)
        answer, handles, _, _ = socket.recv_fds(connection, 1024, 1, socket.MSG_CMSG_CLOEXEC)
    except OSError as error:
        connection.close()
        raise NoWarmKernel(f"the warm process does not answer: {error.strerror}") from None
    if not handles:
        connection.close()
        raise NoWarmKernel(answer.decode() or "the warm process ended")
    return ForkedKernel(int(answer), handles[0], connection)


def _ready() -> _Zygote:
    zygote = _start()
    zygote.wait()
    return zygote


def _start(notebook: Path | None = None, year: int | None = None) -> _Zygote:
    if sys.platform != "linux":
        raise NoWarmKernel("warm kernels need Linux")
    folder = Path(tempfile.mkdtemp(prefix="chiso-", dir=short(folders=2)))
    shared = [] if notebook is None else [str(notebook.absolute()), str(year)]
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs, (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", _MODULE, str(theirs.fileno()), str(folder), *shared],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            env=os.environ | _ONE_THREAD,
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
    zygote = _Zygote(folder / "zygote", ours, process, os.getpid())
    atexit.register(zygote.close)
    return zygote
