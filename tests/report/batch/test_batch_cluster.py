"""A batch on a real Dask cluster: a scheduler and two workers, processes of their own, over TCP."""

import importlib.util
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
from report.batch.conftest import FIGURE, counts

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        importlib.util.find_spec("distributed") is None, reason="extra `cluster` not installed"
    ),
]
THREE = ("--province", "08", "--province", "10", "--province", "22")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def cluster(quick, tmp_path, request) -> Iterator[str]:
    """Start a scheduler and workers with as many threads as asked for."""
    address = f"tcp://127.0.0.1:{free_port()}"
    threads = getattr(request, "param", 1)
    environment = os.environ | {"CHISO_HOME": str(quick.root), "OPENBLAS_NUM_THREADS": "1"}
    dask = [sys.executable, "-m", "distributed.cli.dask_worker"]
    port = address.rpartition(":")[2]
    scheduler = [
        sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1",
        "--port", port, "--no-dashboard", "--no-show",
    ]  # fmt: skip
    worker = [
        *dask, address, "--nthreads", str(threads), "--no-dashboard", "--no-nanny",
        "--local-directory", str(tmp_path),
    ]  # fmt: skip
    started = [
        subprocess.Popen(
            command, env=environment, cwd=quick.root,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for command in (scheduler, worker, worker)
    ]  # fmt: skip
    from distributed import Client

    try:
        with Client(address, timeout=60) as client:
            client.wait_for_workers(2, timeout=60)
        yield address
    finally:
        for process in reversed(started):
            ended(process)


def ended(process: subprocess.Popen[bytes]) -> None:
    """End a process; Dask's workers now and then hang in their own farewell."""
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.mark.parametrize("kernel", ["--stock", "--resume"])
def test_the_workers_make_the_same_reports(batch, quick, cluster, kernel):
    status, out, err = batch(*THREE, "--executor", cluster, kernel)
    assert (status, counts(out)) == (0, [3, 0, 0, 0, 0]), err
    made = {path: path.read_bytes() for path in quick.reports.glob("*/2023/report.html")}
    assert len(made) == 3
    status, out, _ = batch(*THREE, "--stock", "--force")
    assert (status, counts(out)) == (0, [3, 0, 0, 0, 0])
    assert {path: path.read_bytes() for path in made} == made


def test_one_failure_harms_no_other(batch, cluster, rewrite):
    rewrite('assert province != "10", "gone wrong"', FIGURE)
    status, out, err = batch(*THREE, "--executor", cluster, "--stock")
    assert (status, counts(out)) == (1, [2, 0, 0, 1, 0])
    assert re.search("^Lào Cai: cell .*gone wrong$", err, re.M)


@pytest.mark.parametrize("cluster", [2], indirect=True)
def test_workers_of_several_threads_are_refused(batch, cluster):
    """They would share one environment."""
    status, out, err = batch(*THREE, "--executor", cluster)
    assert (status, out) == (2, "")
    assert "must have workers of one thread each" in err
    assert err.rstrip().endswith("threads of its workers: 2, 2")


def test_no_scheduler_is_said(batch, quick):
    status, _, err = batch(*THREE, "--executor", f"tcp://127.0.0.1:{free_port()}")
    assert status == 2
    assert "no Dask scheduler answers at" in err
