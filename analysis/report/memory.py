"""Give freed memory back to the system; the C library keeps it for later."""

import ctypes
import sys


def give_back() -> None:
    """Return what is free.

    After a report that is 50 MB in each process of a batch, which waits for the next kernel
    then. Only the C library of GNU can be asked; elsewhere memory is returned as it likes.

    Examples
    --------
    >>> give_back()
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
