"""The provisioner `chiso-warm`: Jupyter's own, but that the zygote forks the kernel."""

import asyncio
import os
import subprocess
import sys
import warnings
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from analysis.report.kernel.client import NoWarmKernel, launch
from analysis.report.kernel.forked import ForkedKernel
from analysis.report.kernel.request import Request, limits

# What ipykernel is started with: a fork can honour no options of Python.
_COMMAND = ["-m", "ipykernel_launcher"]
# Options of Popen that a fork honours.
_HONOURED = {"cwd", "env", "stdout", "stderr"}
# Seconds for which a killed kernel is waited for; Jupyter goes on to do so.
_LAST = 5.0


class WarmProvisioner(LocalProvisioner):
    """Provide kernels that are forked from a warm process.

    Where that cannot be (off Linux, without a zygote, with options that a fork cannot honour),
    it warns and provides a stock kernel.
    """

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Launch a kernel.

        Parameters
        ----------
        cmd : list of str
            The command of a stock kernel.
        **kwargs
            Options of `subprocess.Popen`.
        """
        try:
            # In a thread: a zygote takes seconds to start, and a server has others to serve.
            kernel = await asyncio.to_thread(_fork, cmd, self._scrub_kwargs(kwargs))
        except NoWarmKernel as error:
            warnings.warn(f"a stock kernel is used: {error}", RuntimeWarning, stacklevel=2)
            return await super().launch_kernel(cmd, **kwargs)
        self.process = kernel  # type: ignore[assignment]  # as good as a Popen
        self.pid = self.pgid = kernel.pid
        self.cwd = kwargs.get("cwd") or str(Path.cwd())
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel and wait for its end, of which Jupyter would only learn 0.1 s later.

        Parameters
        ----------
        restart : bool
            Whether another one follows.
        """
        await super().kill(restart=restart)
        if isinstance(self.process, ForkedKernel):
            with suppress(subprocess.TimeoutExpired):
                await asyncio.to_thread(self.process.wait, _LAST)


def _fork(command: list[str], options: dict[str, Any]) -> ForkedKernel:
    if sys.platform != "linux":
        raise NoWarmKernel("warm kernels need Linux")
    if command[0] != sys.executable or command[1:3] != _COMMAND:
        raise NoWarmKernel(f"the kernelspec starts {' '.join(command[:3])}")
    if extra := options.keys() - _HONOURED:
        raise NoWarmKernel(f"a fork knows no {', '.join(sorted(extra))}")
    folder = str(Path(options.get("cwd") or ".").absolute())
    if not Path(folder).is_dir():
        raise NoWarmKernel(f"no folder {folder}")
    # The owner's zygote is the parent of its kernels, whoever asks for them.
    environment = {"JPY_PARENT_PID": str(os.getpid()), **(options.get("env") or os.environ)}
    request = Request(command[3:], environment, folder, limits())
    with ExitStack() as opened:
        out, err = (_file(options.get(name), n, opened) for name, n in _STREAMS)
        return launch(request, stdout=out, stderr=err)


_STREAMS = (("stdout", 1), ("stderr", 2))


def _file(given: Any, number: int, opened: ExitStack) -> int:
    """Return the number of the file that a stream goes to."""
    if given is None:
        return number
    if given == subprocess.DEVNULL:
        return opened.enter_context(Path(os.devnull).open("wb")).fileno()
    if isinstance(given, int) and given < 0:
        raise NoWarmKernel("a fork knows no pipes")
    return given if isinstance(given, int) else int(given.fileno())
