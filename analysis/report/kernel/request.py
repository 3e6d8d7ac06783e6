"""What a client asks of the zygote, and how it crosses the socket."""

import json
import os
import socket
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

# Long environments do not fit into one message: the request is handed over as an open file.
_FILES = 3
_WORD = b"kernel"


@dataclass(frozen=True)
class Request:
    """A kernel to be started.

    Attributes
    ----------
    arguments : sequence of str
        Of ipykernel.
    environment : mapping of str to str
    folder : str
        The working folder.
    limits : mapping of str to (int, int)
        Soft and hard resource limits by name.
    """

    arguments: Sequence[str]
    environment: Mapping[str, str]
    folder: str
    limits: Mapping[str, tuple[int, int]]


def limits() -> dict[str, tuple[int, int]]:
    """Return the resource limits of this process, which hold in the kernels that it asks for.

    Examples
    --------
    >>> len(limits()["RLIMIT_NOFILE"])
    2
    """
    import resource  # not on every system

    names = [name for name in dir(resource) if name.startswith("RLIMIT_")]
    return {name: resource.getrlimit(getattr(resource, name)) for name in names}


def send(connection: socket.socket, request: Request, *, stdout: int, stderr: int) -> None:
    """Send a request together with the files that the kernel writes to."""
    with os.fdopen(os.memfd_create("chiso-request"), "w", encoding="utf-8") as file:
        json.dump(asdict(request), file)
        file.flush()
        socket.send_fds(connection, [_WORD], [file.fileno(), stdout, stderr])


def receive(connection: socket.socket) -> tuple[Request, int, int] | None:
    """Return a request, its standard output and its standard error; None at the end."""
    word, files, _, _ = socket.recv_fds(connection, len(_WORD), _FILES)
    if word != _WORD or len(files) != _FILES:
        for number in files:
            os.close(number)
        return None
    with os.fdopen(files[0], encoding="utf-8") as file:
        file.seek(0)
        return Request(**json.load(file)), files[1], files[2]
