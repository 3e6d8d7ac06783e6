"""The zygote: a process that imported all, and that forks a kernel for each request.

A client connects and sends one `Request`. It gets the number of the process and a handle of it
(a pidfd), and once the kernel has ended its exit status. The connection is the kernel's life
line: when the client closes it, or dies, the kernel's whole process group is killed. The zygote
itself ends with its owner. A dead kernel stays in the process table until its client has let
go, so that its number cannot mean another process.
"""

import os
import selectors
import shutil
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from analysis.report.kernel.request import Request, receive
from analysis.report.kernel.seal import Seal, seal


@dataclass(frozen=True)
class _Kernel:
    pid: int
    handle: int
    connection: socket.socket


class Zygote:
    """The fork server.

    Parameters
    ----------
    door : socket
        Where clients connect.
    owner : socket
        Connected with the owner, who ends the zygote by closing it, or retires it by a word:
        then it ends with its last kernel.
    taken_in : Seal
        A request is refused if that has changed.
    """

    def __init__(self, door: socket.socket, owner: socket.socket, taken_in: Seal) -> None:
        self._door, self._owner, self._seal = door, owner, taken_in
        self._kernels: dict[int, _Kernel] = {}
        self._selector = selectors.PollSelector()
        self._born: Request | None = None
        self._over = self._retired = False
        # An owner that was killed may have left a copy of its socket to other processes.
        self._owner_handle = os.pidfd_open(os.getppid())
        self._watch(owner, self._hear)
        self._watch(self._owner_handle, self._end)
        self._watch(door, self._accept)

    def serve(self) -> Request | None:
        """Answer requests.

        Returns
        -------
        Request or None
            In a child: the kernel that it has to become. In the zygote: None, at its end.
        """
        while self._born is None and not self._done:
            for key, _ in self._selector.select():
                # What an event before it ended is no longer watched.
                if key.fd in self._selector.get_map():
                    key.data()
                if self._born is not None:
                    break
        if self._born is None:
            for kernel in list(self._kernels.values()):
                self._bury(kernel)
        self._close()
        return self._born

    @property
    def _done(self) -> bool:
        return self._over or (self._retired and not self._kernels)

    def _watch(self, file: socket.socket | int, act: object) -> None:
        self._selector.register(file, selectors.EVENT_READ, act)

    def _hear(self) -> None:
        with suppress(ConnectionResetError):
            if self._owner.recv(16):
                self._selector.unregister(self._door)
                self._door.close()
                self._retired = True
                return
        self._end()

    def _end(self) -> None:
        self._over = True

    def _accept(self) -> None:
        connection, _ = self._door.accept()
        self._watch(connection, partial(self._answer, connection))

    def _answer(self, connection: socket.socket) -> None:
        self._selector.unregister(connection)
        try:
            asked = receive(connection)
            if asked is None:
                connection.close()
            else:
                self._start(connection, *asked)
        except (OSError, ValueError, TypeError) as error:
            self._refuse(connection, str(error))

    def _start(self, connection: socket.socket, request: Request, out: int, err: int) -> None:
        try:
            if changed := self._seal.broken_by(request.environment):
                self._refuse(connection, f"{changed} changed since the warm process started")
                return
            require_one_thread()
            if (pid := os.fork()) == 0:
                os.dup2(out, 1)
                os.dup2(err, 2)
                connection.close()
                self._born = request
                return
        finally:
            os.close(out)
            os.close(err)
        # Here as well as in the child: a signal to the group may come before it has run.
        with suppress(OSError):
            os.setpgid(pid, pid)
        kernel = _Kernel(pid, os.pidfd_open(pid), connection)
        self._kernels[pid] = kernel
        self._watch(kernel.handle, partial(self._tell_end, kernel))
        self._watch(connection, partial(self._bury, kernel))
        with suppress(OSError):
            socket.send_fds(connection, [str(pid).encode()], [kernel.handle])

    def _refuse(self, connection: socket.socket, reason: str) -> None:
        with suppress(OSError):
            connection.send(f"refused: {reason}".encode())
        connection.close()

    def _tell_end(self, kernel: _Kernel) -> None:
        self._selector.unregister(kernel.handle)
        # WNOWAIT: it stays in the process table.
        ended = os.waitid(os.P_PIDFD, kernel.handle, os.WEXITED | os.WNOWAIT)
        if ended is not None:
            status = ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status
            with suppress(OSError):
                kernel.connection.send(str(status).encode())

    def _bury(self, kernel: _Kernel) -> None:
        with suppress(ProcessLookupError):
            os.killpg(kernel.pid, signal.SIGKILL)
        os.waitpid(kernel.pid, 0)
        for file in (kernel.handle, kernel.connection):
            with suppress(KeyError):
                self._selector.unregister(file)
        os.close(kernel.handle)
        kernel.connection.close()
        del self._kernels[kernel.pid]

    def _close(self) -> None:
        for key in list(self._selector.get_map().values()):
            if isinstance(key.fileobj, socket.socket):
                key.fileobj.close()
            else:
                os.close(key.fd)
        self._selector.close()


def require_one_thread() -> None:
    """Raise an error if this process has other threads, which a fork would lose.

    Raises
    ------
    OSError
    """
    tasks = len(list(Path("/proc/self/task").iterdir()))
    if tasks > 1:
        raise OSError(f"cannot fork: this process has {tasks} threads")


def main() -> None:
    """Run a zygote: number of the socket to the owner, folder, and notebook and year if any."""
    from analysis.report.kernel.preload import preload

    number, folder, *shared = sys.argv[1:]
    start = dict(os.environ)
    del sys.path[0]  # the folder of the start, which no kernel has
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with socket.socket(fileno=int(number)) as owner:
        owner.set_inheritable(False)
        preload(*((Path(shared[0]), int(shared[1])) if shared else ()))
        require_one_thread()
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as door:
            door.bind(str(Path(folder, "zygote")))
            door.listen()
            zygote = Zygote(door, owner, seal(start))
            owner.send(b"ready")
            born = zygote.serve()
    if born is None:
        shutil.rmtree(folder, ignore_errors=True)
        return
    from analysis.report.kernel.child import become

    # Libraries set variables when they are imported.
    become(born, {name: v for name, v in os.environ.items() if name not in start})


if __name__ == "__main__":
    main()
