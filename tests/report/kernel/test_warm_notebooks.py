"""Real notebooks, many kernels, and JupyterLab: what takes longer."""

import gc
import json
import subprocess
import sys
import tarfile
import urllib.request
from difflib import unified_diff
from functools import partial
from importlib.metadata import version
from pathlib import Path

import kernel_runs
import nbformat
import psutil
import pytest
from jupyter_client.manager import start_new_kernel

from analysis import workspace
from analysis.report.execute import execute
from analysis.report.kernel import warmed
from data import labs

pytestmark = pytest.mark.slow

WARM = "chiso-warm"
PLACE = workspace.find()
NOTEBOOKS = {
    "province_report": {"province": "08", "year": 2023},
    "national_overview": {"index": "papi", "year": 2023},
    "relations": {},
    "plan_tracking": {},
}


def pictures(outputs: list[nbformat.NotebookNode]) -> int:
    return sum(str(o.get("data", {}).get("text/html", "")).count("<figure") for o in outputs)


def made_by_plain_papermill(name: str, target: Path) -> list[nbformat.NotebookNode]:
    command = [sys.executable, "-m", "papermill", f"{name}.ipynb", str(target), "--no-progress-bar"]
    for pair in NOTEBOOKS[name].items():
        command += ["-p", *map(str, pair)]
    subprocess.run(command, cwd=PLACE.notebooks, check=True, capture_output=True)
    return outputs_of(target)


def outputs_of(path: Path) -> list[nbformat.NotebookNode]:
    cells = nbformat.read(path, as_version=4).cells
    return [output for cell in cells for output in cell.get("outputs", [])]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebook_gives_what_plain_papermill_gives(name, tmp_path, spec):
    stock = made_by_plain_papermill(name, tmp_path / "stock.ipynb")
    source = PLACE.notebooks / f"{name}.ipynb"
    year = 2023 if name == "province_report" else None
    with warmed(notebook=source if year else None, year=year):
        for made in (tmp_path / "first.ipynb", tmp_path / "second.ipynb"):
            execute(source, made, NOTEBOOKS[name], place=PLACE, kernel="warm")
            warm = outputs_of(made)
            assert kernel_runs.normalised(warm) == kernel_runs.normalised(stock)
            assert pictures(warm) == pictures(stock)
            assert name == "plan_tracking" or pictures(warm) > 0


def test_page_of_another_province_than_the_one_that_was_run_before(tmp_path, spec):
    from nbconvert.exporters import get_exporter

    source = PLACE.notebooks / "province_report.ipynb"
    values = {"province": "22", "year": 2023}
    execute(source, tmp_path / "stock.ipynb", values, place=PLACE)
    with warmed(notebook=source, year=2023):
        execute(source, tmp_path / "warm.ipynb", values, place=PLACE, kernel="warm")
    stock, warm = (
        get_exporter("chiso_html")().from_filename(str(tmp_path / f"{kind}.ipynb"))[0]
        for kind in ("stock", "warm")
    )
    assert "Quảng Ninh" in warm
    assert warm == stock


def test_a_hundred_kernels_leak_nothing(zygote):
    process = kernel_runs.zygote_process(zygote)

    def start_and_end() -> None:
        manager, client = start_new_kernel(kernel_name=WARM)
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        manager.context.destroy(linger=0)

    def state() -> tuple[int, int, int]:
        gc.collect()
        own = psutil.Process()
        return process.num_fds(), own.num_fds(), process.memory_full_info().uss

    for _ in range(5):
        start_and_end()
    before = state()
    for _ in range(100):
        start_and_end()
    after = state()
    assert after[0] == before[0]
    assert after[1] <= before[1] + 3
    assert after[2] - before[2] < 2_000_000
    assert process.children() == []


@pytest.fixture(scope="module")
def nbclient_notebooks(tmp_path_factory) -> Path:
    """The notebooks of nbclient's own tests, from the source distribution of the version in use."""
    place = tmp_path_factory.mktemp("nbclient")
    wanted = f"nbclient=={version('nbclient')}"
    command = [sys.executable, "-m", "pip", "download", wanted, "--no-binary", ":all:", "--no-deps"]
    done = subprocess.run(
        [*command, "--no-build-isolation", "--dest", str(place)], capture_output=True, text=True
    )
    archives = list(place.glob("*.tar.gz"))
    if not archives:
        pytest.skip(f"{wanted} could not be fetched: {done.stderr.strip().splitlines()[-1:]}")
    with tarfile.open(archives[0]) as archive:
        archive.extractall(place, filter="data")
    (found,) = place.glob("nbclient-*/tests/files")
    return found


def put_out(source: Path, kernel: str) -> str:
    notebook = nbformat.read(source, as_version=4)
    for cell in notebook.cells:
        cell.get("outputs", []).clear()
    ended = ""
    try:
        kernel_runs.execute(notebook, kernel, timeout=8, allow_errors=True)
    except Exception as error:
        ended = type(error).__name__
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return ended + kernel_runs.normalised(outputs)


def test_the_notebooks_of_nbclient_put_out_the_same(nbclient_notebooks, zygote, monkeypatch):
    sources = sorted(nbclient_notebooks.glob("*.ipynb"))
    assert len(sources) > 20
    monkeypatch.chdir(nbclient_notebooks)
    for source in sources:
        stock, warm = (put_out(source, kernel).splitlines() for kernel in kernel_runs.KERNELS)
        assert "\n".join(unified_diff(stock, warm, source.name, "warm", n=0, lineterm="")) == ""


@pytest.fixture
def lab(tmp_path, spec):
    """A JupyterLab server of its own, asked over its REST interface."""
    folder = tmp_path / "notebooks"
    folder.mkdir()

    def ask(url: str, method: str, path: str, body: object = None) -> object:
        request = urllib.request.Request(
            f"{url}api/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"token {labs.TOKEN}"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read()
            return json.loads(text) if text else answer.status

    with labs.server(folder, home=tmp_path) as (server, url):
        yield server, partial(ask, url)
        family = psutil.Process(server.pid).children(recursive=True)
    psutil.wait_procs(family, timeout=3)
    assert kernel_runs.named(family) == []
    assert [p for p in tmp_path.iterdir() if p.name.startswith("chiso-")] == []


def test_jupyterlab_starts_restarts_and_interrupts(lab):
    server, ask = lab
    assert WARM in ask("GET", "kernelspecs")["kernelspecs"]
    first = ask("POST", "kernels", {"name": WARM})
    second = ask("POST", "kernels", {"name": WARM})
    assert ask("POST", f"kernels/{first['id']}/interrupt") == 204
    assert ask("POST", f"kernels/{first['id']}/restart")["id"] == first["id"]
    (zygote,) = psutil.Process(server.pid).children()
    assert "analysis.report.kernel.zygote" in zygote.cmdline()
    assert len(zygote.children()) == 2
    assert ask("DELETE", f"kernels/{first['id']}") == 204
    assert ask("DELETE", f"kernels/{second['id']}") == 204
    assert zygote.children() == []


def test_a_warm_kernel_can_be_debugged(zygote):
    manager, client = start_new_kernel(kernel_name=WARM)
    arguments = {"clientID": "test", "adapterID": "", "pathFormat": "path"}
    request = {"type": "request", "command": "initialize", "seq": 1, "arguments": arguments}
    client.control_channel.send(client.session.msg("debug_request", request))
    answer = client.get_control_msg(timeout=30)["content"]
    assert (answer["command"], answer["success"]) == ("initialize", True)
    client.stop_channels()
    manager.shutdown_kernel(now=True)
