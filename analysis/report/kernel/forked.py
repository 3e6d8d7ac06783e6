"""A kernel that the zygote forked, with the methods of `subprocess.Popen` that Jupyter uses."""

import os
import select
import signal
import socket
import subprocess
from contextlib import suppress


class ForkedKernel:
    """A process of the zygote's: it tells us the exit status, and kills what we let go.

    Attributes
    ----------
    pid : int
        It is not used again before `wait` was called.
    returncode : int or None
        As of `subprocess.Popen`.
    stdin, stdout, stderr
        None: there are no pipes.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, handle: int, connection: socket.socket) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._handle, self._connection = handle, connection

    def poll(self) -> int | None:
        """Return the exit status, None while the kernel runs."""
        return self._look(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end and let go of the process.

        Parameters
        ----------
        timeout : float, optional
            In seconds.

        Returns
        -------
        int
            The exit status; the negative number of the signal that killed it.

        Raises
        ------
        subprocess.TimeoutExpired
        """
        status = self._look(timeout)
        if status is None:
            raise subprocess.TimeoutExpired("kernel", timeout or 0)
        self._connection.close()
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
        return status

    def send_signal(self, number: int) -> None:
        """Send a signal unless the kernel has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, number)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel at once."""
        self.send_signal(signal.SIGKILL)

    def _look(self, timeout: float | None) -> int | None:
        if self.returncode is None and select.select([self._connection], [], [], timeout)[0]:
            with suppress(ConnectionResetError):
                said = self._connection.recv(64)
            # Nothing: the zygote was killed, and the kernel with it.
            self.returncode = int(said) if said else -signal.SIGKILL
        return self.returncode
