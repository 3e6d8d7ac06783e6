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
        Of no other process until this one was seen to have ended.
    returncode : int or None
        As of `subprocess.Popen`.
    stdin, stdout, stderr
        None: there are no pipes.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, handle: int, connection: socket.socket) -> None:
        self.pid = pid
        self.returncode: int | None = None
        # As a file, so that it is closed when we are forgotten.
        self._handle = os.fdopen(handle, "rb", buffering=0)
        self._connection = connection

    def poll(self) -> int | None:
        """Return the exit status, None while the kernel runs."""
        return self._look(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end.

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
        return status

    def send_signal(self, number: int) -> None:
        """Send a signal unless the kernel has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle.fileno(), number)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel at once."""
        self.send_signal(signal.SIGKILL)

    def _look(self, timeout: float | None) -> int | None:
        if self.returncode is None and select.select([self._connection], [], [], timeout)[0]:
            said = b""
            with suppress(ConnectionResetError):
                said = self._connection.recv(64)
            # Nothing: the zygote was killed, and the kernel with it.
            self.returncode = int(said) if said else -signal.SIGKILL
            # Lets the zygote end what the kernel left, and reap it.
            self._connection.close()
            self._handle.close()
        return self.returncode
