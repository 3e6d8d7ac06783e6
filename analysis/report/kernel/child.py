"""A fork of the zygote turns into a kernel."""

import ctypes
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Mapping
from importlib.util import find_spec

from analysis.report.kernel.request import Request

_INLINE = "module://matplotlib_inline.backend_inline"
_PR_SET_PDEATHSIG = 1


def become(request: Request, environment: Mapping[str, str]) -> None:
    """Run ipykernel in this process, as if it had been started anew.

    Parameters
    ----------
    request : Request
    environment : mapping of str to str
        Variables that are set unless the request sets them.
    """
    _die_with(os.getppid())
    # The zygote asks for the same, whoever comes first.
    os.setpgid(0, 0)
    os.environ.clear()
    os.environ.update({**environment, **request.environment})
    time.tzset()
    os.chdir(request.folder)
    _seed()
    _draw_inline()
    for name, limit in request.limits.items():
        resource.setrlimit(getattr(resource, name), limit)
    _run(request)


def _die_with(parent: int) -> None:
    """Die when the zygote dies, even in the middle of a long call into C."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _seed() -> None:
    # Python's own generator is seeded at a fork, the global one of numpy is not.
    import numpy as np

    random.seed()
    np.random.seed()


def _draw_inline() -> None:
    """Set the backend that a new kernel finds when it imports matplotlib."""
    import matplotlib as mpl

    mpl.rcParams["backend"] = os.environ.get("MPLBACKEND") or _INLINE


def _run(request: Request) -> None:
    from ipykernel.kernelapp import IPKernelApp

    launcher = find_spec("ipykernel_launcher")
    program = str(launcher.origin) if launcher else "ipykernel_launcher"
    # The zygote itself stands in for the parent: it kills us when the client goes.
    arguments = [*request.arguments, f"--IPKernelApp.parent_handle={os.getppid()}"]
    sys.argv = [program, *arguments]
    # SIGINT stays ignored until ipykernel has its handler: the zygote ignores it.
    IPKernelApp.launch_instance(arguments)
