"""Folders in which the sockets of kernels have names that a system can hold."""

import os
import tempfile
from pathlib import Path

# Bytes in the path of a Unix socket (sun_path of macOS; Linux holds four more).
_LONGEST = 103
_FOLDER, _SOCKET = "/chiso-12345678", "/k-5"


def short(wanted: Path | None = None, *, folders: int = 1) -> str:
    """Return the folder that is wanted, or one of a shorter name.

    Whoever makes a folder for others, who will make theirs in it, asks for both: what is left
    by those that are killed is then removed with it.

    Parameters
    ----------
    wanted : Path, optional
        By default that of temporary files.
    folders : int
        How many temporary folders, one in the other, are between it and the sockets.

    Examples
    --------
    >>> short(Path("/tmp")), short(Path("/tmp", "x" * 100))
    ('/tmp', '/tmp')
    """
    path = str(wanted or tempfile.gettempdir())
    longest = len(os.fsencode(path)) + folders * len(_FOLDER) + len(_SOCKET)
    return "/tmp" if longest > _LONGEST and Path("/tmp").is_dir() else path
