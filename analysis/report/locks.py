"""Locks of the operating system, which end with the process that holds them."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def locked(handle: int, *, wait: bool = False) -> Iterator[bool]:
    """Hold a lock on an open file or folder.

    Parameters
    ----------
    handle : int
        File descriptor; whoever opens the same file anew asks for the same lock.
    wait : bool
        Wait for the lock in place of giving up.

    Yields
    ------
    bool
        Whether the lock was free. True, too, where the system or the file system has no such
        locks.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile() as one, open(one.name) as other:
    ...     with locked(one.fileno()) as first, locked(other.fileno()) as second:
    ...         first, second
    (True, False)
    """
    if sys.platform == "win32":
        yield True
        return
    import fcntl

    free = True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        free = False
    except OSError:
        pass  # a network drive may refuse locks
    try:
        yield free
    finally:
        with suppress(OSError):
            if free:
                fcntl.flock(handle, fcntl.LOCK_UN)


@contextmanager
def opened(path: str | os.PathLike[str], flags: int) -> Iterator[int]:
    """Open a file descriptor for a while.

    Examples
    --------
    >>> with opened(".", os.O_RDONLY) as handle:
    ...     handle > 0
    True
    """
    handle = os.open(path, flags, 0o644)
    try:
        yield handle
    finally:
        os.close(handle)
