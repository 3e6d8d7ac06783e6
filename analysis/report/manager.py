"""The kernels of our runs: Jupyter's own, but that nobody sleeps while a kernel is ready."""

import time
from collections.abc import Callable
from queue import Empty
from typing import Any

import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import default

# Seconds until an answer is asked for once more, and for what goes with an answer.
_ANSWER, _ECHO = 1.0, 0.2
# Milliseconds until the socket of a kernel that has yet to open it is tried again; 100 in ZeroMQ.
_AGAIN = 5


class Client(AsyncKernelClient):
    """A client that goes on as soon as the kernel has answered and is idle.

    Jupyter's listens for 0.2 s more, to drop what else is said; what belongs to no cell is
    dropped by nbclient anyway.
    """

    @default("context")
    def _context_default(self) -> zmq.asyncio.Context:
        context = super()._context_default()
        context.setsockopt(zmq.RECONNECT_IVL, _AGAIN)
        return context

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers.

        Parameters
        ----------
        timeout : float, optional
            In seconds.

        Raises
        ------
        RuntimeError
            If it dies before, or the time is over.
        """
        begun = time.monotonic()
        while not await self._answers():
            if not await self.is_alive():
                raise RuntimeError("the kernel died before it was ready")
            if timeout is not None and time.monotonic() - begun > timeout:
                raise RuntimeError(f"the kernel was not ready in {timeout:g} seconds")

    async def _answers(self) -> bool:
        """Ask, and say whether both the answer and the word that it is done have come."""
        asked = self.kernel_info()
        try:
            while _parent(await self.get_shell_msg(timeout=_ANSWER)) != asked:
                pass
            # It does not come if the kernel spoke before it was listened to.
            while not _idle(await self.get_iopub_msg(timeout=_ECHO), asked):
                pass
        except Empty:
            return False
        return True


def _parent(message: dict[str, Any]) -> str:
    return str(message["parent_header"].get("msg_id"))


def _idle(message: dict[str, Any], asked: str) -> bool:
    return _parent(message) == asked and message["content"].get("execution_state") == "idle"


def telling(started: Callable[[int], object]) -> type[AsyncKernelManager]:
    """Return a kernel manager.

    Parameters
    ----------
    started : callable
        Told the number of the process of each kernel.

    Returns
    -------
    type

    Examples
    --------
    >>> telling(print)().client_factory is Client
    True
    """

    class Manager(AsyncKernelManager):
        @default("client_factory")
        def _client_factory_default(self) -> type[Client]:
            return Client

        async def _async_post_start_kernel(self, **kw: Any) -> None:
            await super()._async_post_start_kernel(**kw)
            if isinstance(self.provisioner, LocalProvisioner) and self.provisioner.pid:
                started(self.provisioner.pid)

    return Manager
