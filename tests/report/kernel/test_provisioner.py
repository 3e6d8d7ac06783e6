"""When kernels are warm, when stock, and how the kernelspec becomes known."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import kernel_runs
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import start_new_kernel

from analysis.errors import OutputNotWritable
from analysis.report.kernel import SPECS, client, folder, provisioner, warmed, warming
from analysis.report.kernel.install import install
from analysis.report.kernel.seal import seal
from analysis.report.kernel.zygote import require_one_thread

WARM = "chiso-warm"
# A stock kernel has nothing imported.
IS_WARM = "import sys\nprint('statsmodels' in sys.modules)"


def is_warm() -> bool:
    return kernel_runs.text(kernel_runs.run([IS_WARM], WARM)) == "True\n"


@pytest.fixture
def own(spec, monkeypatch):
    """No zygote but one that the provisioner starts; it ends with the test."""
    monkeypatch.delenv("CHISO_ZYGOTE", raising=False)
    monkeypatch.setattr(client, "_own", [])
    yield client._own
    for zygote in client._own:
        zygote.close()
        assert not zygote.address.parent.exists()


def test_a_zygote_is_started_when_first_needed_and_serves_all(own):
    assert is_warm() and is_warm()
    assert len(own) == 1


@pytest.mark.slow
def test_a_zygote_that_was_killed_is_started_anew(own):
    assert is_warm()
    own[0].process.send_signal(signal.SIGKILL)
    own[0].process.wait()
    assert is_warm()
    assert len(own) == 2


@pytest.mark.slow
def test_changed_code_or_settings_mean_a_new_zygote_while_old_kernels_go_on(own, monkeypatch):
    manager, kernel = start_new_kernel(kernel_name=WARM)
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    assert is_warm()
    old, new = own
    assert new.process.poll() is None
    answer = kernel.execute_interactive(IS_WARM, timeout=30, output_hook=lambda _: None)
    assert answer["content"]["status"] == "ok"
    assert old.process.poll() is None
    kernel.stop_channels()
    manager.shutdown_kernel(now=True)
    assert old.process.wait(timeout=5) == 0


def test_seal_is_broken_by_code_data_and_settings(tmp_path, monkeypatch):
    (tmp_path / "fresh_module.py").write_text("x = 1", encoding="utf-8")
    (tmp_path / "data" / "raw").mkdir(parents=True)
    raw = tmp_path / "data" / "raw" / "datapackage.json"
    raw.write_text("{}", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("CHISO_HOME", str(tmp_path))
    __import__("fresh_module")
    taken_in = seal(os.environ)
    assert taken_in.broken_by(os.environ) == ""
    assert taken_in.broken_by(os.environ | {"LC_ALL": "vi_VN.UTF-8"}) == "LC_ALL"
    raw.write_text("{ }", encoding="utf-8")
    assert taken_in.broken_by(os.environ) == "datapackage.json"
    taken_in = seal(os.environ)
    (tmp_path / "fresh_module.py").unlink()
    assert taken_in.broken_by(os.environ) == "fresh_module.py"


def test_a_process_with_threads_is_not_forked():
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        with pytest.raises(OSError, match=r"cannot fork: this process has \d+ threads"):
            require_one_thread()
    finally:
        stop.set()
        thread.join()


def test_stock_kernel_where_there_is_no_fork(spec, monkeypatch):
    monkeypatch.delenv("CHISO_ZYGOTE", raising=False)
    monkeypatch.setattr(provisioner.sys, "platform", "darwin")
    with pytest.warns(RuntimeWarning, match="^a stock kernel is used: warm kernels need Linux$"):
        assert not is_warm()
    with pytest.warns(RuntimeWarning, match="^stock kernels are used: warm kernels"), warmed():
        assert folder() is None


def test_stock_kernel_where_the_named_zygote_is_gone(spec, monkeypatch, tmp_path):
    monkeypatch.setenv("CHISO_ZYGOTE", str(tmp_path / "zygote"))
    with pytest.warns(RuntimeWarning, match="the warm process does not answer: No such file"):
        assert not is_warm()


def test_stock_kernel_where_the_zygote_cannot_start(own, monkeypatch, tmp_path):
    monkeypatch.setattr(client, "_MODULE", "analysis.report.kernel.not_there")
    with pytest.warns(RuntimeWarning, match="did not start: .*No module named"):
        assert not is_warm()
    assert own == []


def test_a_zygote_that_cannot_start_is_told_once_it_is_waited_for(spec, monkeypatch):
    monkeypatch.setattr(client, "_MODULE", "analysis.report.kernel.not_there")
    monkeypatch.setenv("CHISO_ZYGOTE", "another")
    with warming() as wait:
        place = folder()
        with pytest.warns(RuntimeWarning, match="^stock kernels are used: .* did not start: .*No"):
            wait()
        assert os.environ["CHISO_ZYGOTE"] == "another"
    assert os.environ["CHISO_ZYGOTE"] == "another" and not place.exists()


def test_a_zygote_that_nobody_waits_for_ends_at_once(spec, monkeypatch):
    monkeypatch.delenv("CHISO_ZYGOTE", raising=False)
    begun = time.monotonic()
    with warming():
        place = folder()
    assert time.monotonic() - begun < 60
    assert folder() is None and not place.exists()


def test_stock_kernel_where_a_named_zygote_took_in_something_else(zygote, monkeypatch):
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    with pytest.warns(RuntimeWarning, match="PYTHONHASHSEED changed since the warm process"):
        assert not is_warm()


@pytest.mark.parametrize("given", [{"stdout": subprocess.PIPE}, {"umask": 0o77}])
def test_stock_kernel_for_options_that_a_fork_does_not_know(zygote, given):
    with pytest.warns(RuntimeWarning, match="a fork knows no (pipes|umask)"):
        manager, kernel = start_new_kernel(kernel_name=WARM, **given)
    kernel.stop_channels()
    manager.shutdown_kernel(now=True)


def test_what_a_kernel_writes_by_number_goes_where_it_was_told(zygote, tmp_path):
    with (tmp_path / "err").open("wb") as err:
        manager, kernel = start_new_kernel(kernel_name=WARM, stdout=subprocess.DEVNULL, stderr=err)
    # ipykernel takes no notice of what is written by number while pytest runs.
    cell = "import os\nos.write(2, b'by number')"
    kernel.execute_interactive(cell, timeout=30, output_hook=lambda _: None)
    kernel.stop_channels()
    manager.shutdown_kernel(now=True)
    assert (tmp_path / "err").read_bytes().splitlines()[-1:] == [b"by number"]


def test_long_environment_and_odd_folder_arrive(zygote, tmp_path):
    place = tmp_path / 'Hà "Giang" $x'
    place.mkdir()
    env = os.environ | {"LONG": "đ" * 60_000, **{f"N{i}": "x" * 10_000 for i in range(100)}}
    manager, kernel = start_new_kernel(kernel_name=WARM, cwd=str(place), env=env)
    said: list[str] = []
    kernel.execute_interactive(
        "import os\nprint(len(os.environ['LONG']), os.getcwd())",
        timeout=30,
        output_hook=lambda m: said.append(m["content"].get("text", "")),
    )
    kernel.stop_channels()
    manager.shutdown_kernel(now=True)
    assert "".join(said) == f"60000 {place}\n"


def test_nonsense_at_the_socket_does_no_harm(zygote):
    import socket

    for message in (b"", b"kernel", b"x" * 100_000):
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as stranger:
            stranger.connect(zygote)
            stranger.send(message)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as stranger:
        stranger.connect(zygote)
        with Path(os.devnull).open("rb") as file:
            socket.send_fds(stranger, [b"kernel"], [file.fileno()] * 3)
            assert stranger.recv(1000).startswith(b"refused: ")
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as silent:
        silent.connect(zygote)
        assert is_warm()


def test_only_the_owner_can_reach_the_socket(zygote):
    assert Path(zygote).parent.stat().st_mode & 0o777 == 0o700


def test_kernelspec_is_installed_for_an_environment(tmp_path):
    made = install(prefix=tmp_path)
    assert made == tmp_path / "share" / "jupyter" / "kernels" / WARM
    assert install(prefix=tmp_path) == made
    content = json.loads((made / "kernel.json").read_text(encoding="utf-8"))
    assert content["metadata"]["kernel_provisioner"] == {"provisioner_name": WARM}
    assert str(tmp_path) not in json.dumps(content)


def test_command_installs_the_kernelspec_that_jupyter_then_finds(tmp_path):
    env = os.environ | {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    env = {n: v for n, v in env.items() if not n.startswith(("JUPYTER", "CHISO"))}
    command = [Path(sys.executable).with_name("chiso"), "kernel", "install"]
    done = subprocess.run([*command, "--user"], env=env, capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()[-18:]) == (0, "kernels/chiso-warm")
    code = (
        "from jupyter_client.kernelspec import get_kernel_spec as g; print(g('chiso-warm').argv[2])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, cwd=tmp_path
    )
    assert found.stdout == "ipykernel_launcher\n"
    both = subprocess.run(
        [*command, "--user", "--prefix", str(tmp_path)], env=env, capture_output=True, text=True
    )
    assert both.returncode == 2 and "name two places" in both.stderr


def test_a_place_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "share").write_text("", encoding="utf-8")
    with pytest.raises(OutputNotWritable, match=r"^cannot write .*share"):
        install(prefix=tmp_path)


def test_kernelspec_says_the_same_as_that_of_ipykernel():
    from ipykernel.kernelspec import get_kernel_dict

    content = json.loads((SPECS / "kernels" / WARM / "kernel.json").read_text(encoding="utf-8"))
    stock = get_kernel_dict()
    assert content["argv"][1:-1] == stock["argv"][1:]
    del content["metadata"]["kernel_provisioner"]
    assert content["metadata"] == stock["metadata"]
    assert content["language"] == stock["language"]
    assert KernelSpecManager(kernel_dirs=[str(SPECS / "kernels")]).get_kernel_spec(WARM).argv
