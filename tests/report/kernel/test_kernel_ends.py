"""However a warm kernel ends: the client is told, and nothing is left."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import kernel_runs
import nbformat
import papermill
import psutil
import pytest
from jupyter_client.manager import start_new_kernel
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from analysis import workspace
from analysis.errors import ReportFailed
from analysis.report.execute import execute

WARM = "chiso-warm"
# A cell that leaves a process of its own behind.
STRAY = "import subprocess\nprint(subprocess.Popen(['sleep', '300']).pid, flush=True)"


def notebook(path: Path, *cells: str) -> Path:
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    made.metadata.kernelspec = {"name": "python3", "language": "python", "display_name": "P"}
    nbformat.write(made, path)
    return path


def gone(processes: list[psutil.Process], *, within: float = 2) -> list[str]:
    """Return what still runs after a while."""
    deadline = time.monotonic() + within
    while (left := kernel_runs.named(processes)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


@pytest.fixture
def children(zygote):
    """The kernels of the zygote; none is left when a test is over."""
    process = kernel_runs.zygote_process(zygote)
    yield process.children
    assert gone(process.children()) == []


def test_exception_is_told_as_ever(children, tmp_path):
    source = notebook(tmp_path / "in.ipynb", "x = 1", "1 / 0", "print('never')")
    made = tmp_path / "out.ipynb"
    with pytest.raises(PapermillExecutionError, match="ZeroDivisionError"):
        papermill.execute_notebook(source, made, kernel_name=WARM, progress_bar=False)
    cells = nbformat.read(made, as_version=4).cells
    records = [c.metadata.papermill for c in cells if "papermill" in c.metadata]
    assert [record.status for record in records] == ["completed", "failed", "pending"]


def test_own_runs_keep_the_kernelspec_of_the_notebook(children, tmp_path):
    source = notebook(tmp_path / "in.ipynb", "print(6 * 7)")
    execute(source, tmp_path / "out.ipynb", {}, place=workspace.find(), kernel="warm")
    made = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert made.metadata.kernelspec.name == "python3"
    assert kernel_runs.text(made.cells[-1].outputs) == "42\n"
    assert list(Path(os.environ["CHISO_ZYGOTE"]).parent.glob("chiso-*")) == []


slow = pytest.mark.slow


@pytest.mark.parametrize(
    "cell", ["while True: pass", pytest.param("import time; time.sleep(60)", marks=slow)]
)
def test_time_limit(children, cell):
    with pytest.raises(CellTimeoutError):
        kernel_runs.run([cell], WARM, timeout=1)


@pytest.mark.parametrize(
    "cell",
    [
        "import ctypes; ctypes.string_at(0)",
        pytest.param("import os; os._exit(3)", marks=slow),
        pytest.param("import os; os.abort()", marks=slow),
    ],
)
def test_death_in_a_cell(children, cell):
    with pytest.raises(DeadKernelError):
        kernel_runs.run([STRAY, cell], WARM)


def test_own_runs_name_the_notebook_whose_kernel_died(children, tmp_path):
    source = notebook(tmp_path / "in.ipynb", "import os, signal; os.kill(os.getpid(), 9)")
    with pytest.raises(ReportFailed, match=r"^the kernel of in\.ipynb died"):
        execute(source, tmp_path / "out.ipynb", {}, place=workspace.find(), kernel="warm")


def test_limit_of_memory_holds_in_the_kernel(children):
    limit = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, limit[1]))
    try:
        with pytest.raises(CellExecutionError, match="MemoryError"):
            kernel_runs.run(["x = bytearray(9 << 30)"], WARM, allow_errors=False)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, limit)


@pytest.mark.parametrize(
    ("cell", "status"),
    [("import os; os._exit(3)", 3), ("import os, signal; os.kill(os.getpid(), 11)", -11)],
)
def test_exit_status_is_that_of_the_process(children, cell, status):
    manager, client = start_new_kernel(kernel_name=WARM)
    process = manager.provisioner.process
    client.execute(cell)
    assert process.wait(timeout=10) == status
    assert process.wait() == process.poll() == status
    process.send_signal(signal.SIGTERM)  # of a dead one: nothing
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def test_wait_gives_up(children):
    manager, client = start_new_kernel(kernel_name=WARM)
    with pytest.raises(subprocess.TimeoutExpired):
        manager.provisioner.process.wait(timeout=0.01)
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    assert not manager.is_alive()


def test_interrupt_and_restart(children):
    manager, client = start_new_kernel(kernel_name=WARM)
    answers = []
    for act in (manager.interrupt_kernel, manager.restart_kernel):
        client.execute("x = 1\nimport time; time.sleep(60)")
        time.sleep(0.3)
        act()
        client.wait_for_ready(timeout=30)
        answer = client.execute_interactive("x", timeout=30, output_hook=lambda _: None)
        answers.append(answer["content"]["status"])
    assert answers == ["ok", "error"]
    client.stop_channels()
    manager.shutdown_kernel()
    assert not manager.is_alive()


@slow
def test_interrupts_at_the_start_do_not_kill(children):
    manager, client = start_new_kernel(kernel_name=WARM)
    for _ in range(3):
        manager.restart_kernel(now=True)
        for _ in range(5):
            manager.interrupt_kernel()
            time.sleep(0.02)
        client.wait_for_ready(timeout=30)
        assert manager.is_alive()
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def test_end_takes_along_what_the_kernel_started(children):
    manager, client = start_new_kernel(kernel_name=WARM)
    printed: list[str] = []
    client.execute_interactive(
        STRAY, timeout=30, output_hook=lambda m: printed.append(m["content"].get("text", ""))
    )
    stray = psutil.Process(int("".join(printed)))
    assert stray.cmdline() == ["sleep", "300"]
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    assert gone([stray]) == []


PARENT = f"""
import json, os, sys, time
from pathlib import Path
from jupyter_client.manager import KernelManager
from analysis.report.kernel import SPECS, folder, warmed
os.environ["JUPYTER_PATH"] = str(SPECS)
with warmed():
    manager = KernelManager(kernel_name="chiso-warm", transport="ipc",
        ip=str(folder() / "k"), connection_file=str(folder() / "k.json"))
    manager.start_kernel()
    kernel = manager.blocking_client()
    kernel.start_channels()
    kernel.wait_for_ready(timeout=30)
    kernel.execute_interactive({STRAY!r}, timeout=30, output_hook=lambda m: None)
    print("ready", flush=True)
    kernel.execute("while True: pass")
    deadline = time.monotonic() + 60
    while manager.is_alive() and time.monotonic() < deadline:
        time.sleep(0.05)
    print(manager.provisioner.process.poll(), flush=True)
    manager.shutdown_kernel(now=True)
"""


@pytest.mark.parametrize(
    "victim", ["parent", pytest.param("zygote", marks=slow), pytest.param("kernel", marks=slow)]
)
def test_sigkill_leaves_nothing(tmp_path, victim):
    env = {n: v for n, v in os.environ.items() if n != "CHISO_ZYGOTE"} | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], env=env, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "ready\n"
        everyone = psutil.Process(parent.pid).children(recursive=True)
        zygote, kernel, stray = everyone
        assert kernel.ppid() == zygote.pid and stray.cmdline() == ["sleep", "300"]
        {"parent": parent, "zygote": zygote, "kernel": kernel}[victim].kill()
        # Without a zygote it is the client that ends the rest of the group.
        assert gone(everyone if victim == "parent" else [kernel, stray]) == []
        said = parent.stdout.read()
    assert said == ("" if victim == "parent" else "-9\n")
    assert parent.returncode == (-9 if victim == "parent" else 0)
    assert gone(everyone) == []
    deadline = time.monotonic() + 2
    while (left := list(tmp_path.iterdir())) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert left == []
