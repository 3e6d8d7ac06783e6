"""Kernels of our runs: ready at once, and dead or silent ones known."""

import asyncio
import json
import os
from pathlib import Path

import pytest
from jupyter_client.kernelspec import KernelSpecManager

from analysis.report.manager import Client, telling


@pytest.fixture
def listened(monkeypatch):
    """Whether the client heard something each time that it listened to the kernel."""
    heard = []
    get = Client.get_iopub_msg

    async def listen(self, **options):
        heard.append(False)
        message = await get(self, **options)
        heard[-1] = True
        return message

    monkeypatch.setattr(Client, "get_iopub_msg", listen)
    return heard


def ready(place: Path, *, argv: list[str] | None = None, timeout: float = 60) -> list[int]:
    """Start a kernel, wait until it is ready and end it; return the processes that were told."""
    told: list[int] = []
    known = {}
    if argv:
        (place / "odd").mkdir()
        (place / "odd" / "kernel.json").write_text(
            json.dumps({"argv": argv, "display_name": "odd", "language": "python"}),
            encoding="utf-8",
        )
        specs = KernelSpecManager(kernel_dirs=[str(place)])
        known = {"kernel_spec_manager": specs, "kernel_name": "odd"}

    async def start() -> None:
        manager = telling(told.append)(
            transport="ipc", ip=str(place / "k"), connection_file=str(place / "c.json"), **known
        )
        await manager.start_kernel()
        client = manager.client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=timeout)
        finally:
            client.stop_channels()
            await manager.shutdown_kernel(now=True)

    asyncio.run(start())
    return told


def test_a_kernel_is_ready_when_it_has_answered_and_nobody_listens_in_vain(tmp_path, listened):
    (told,) = ready(tmp_path)
    assert told not in {0, os.getpid()}
    assert listened[-1]


def test_a_process_that_never_answers_is_given_up(tmp_path):
    with pytest.raises(RuntimeError, match=r"^the kernel was not ready in 0\.5 seconds$"):
        ready(tmp_path, argv=["sleep", "60"], timeout=0.5)


def test_a_process_that_ends_before_it_answers_is_known_to_be_dead(tmp_path):
    with pytest.raises(RuntimeError, match=r"^the kernel died before it was ready$"):
        ready(tmp_path, argv=["true"])
