"""What is left when a kernel, a worker, the parent or the disk fails in the middle of a batch."""

import os
import resource
import signal
import subprocess
import time

import psutil
import pytest
from report.batch.conftest import FIGURE, counts, folder, gone

THREE = ("--province", "08", "--province", "10", "--province", "22", "-j", "2")
SLOW = 'import pathlib, time; pathlib.Path("started-" + province).touch(); time.sleep(4)'
# The notebook runs in the folder of its process: the workspace.
KILL = "import os, signal; "


def whole(place) -> set[str]:
    """Return the provinces whose report is there, and make sure that it is whole."""
    found = set()
    for path in place.reports.glob("*/2023"):
        names = {file.name for file in path.iterdir()} - {"failure.json"}
        assert names in ({"manifest.json", "report.html", "report.ipynb"}, set()), names
        if names:
            found.add(path.parent.name)
    return found


def until(condition, seconds: float = 60.0) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def running(start, quick, rewrite):
    """Start a batch of slow reports and wait until two are under way."""
    rewrite(SLOW, FIGURE)

    def call(*words: str) -> "subprocess.Popen[str]":
        process = start("-j", "2", *words)
        until(lambda: len(list(quick.root.glob("started-*"))) >= 2)
        return process

    return call


@pytest.mark.slow
def test_ctrl_c_ends_what_is_under_way_and_begins_nothing(running, quick, scratch):
    process = running("--region", "TN", "--stock")
    # A terminal sends it to the whole group.
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1, err
    made, _, _, failed, unbegun = counts(out)
    # One more may have been handed out already.
    assert (made, failed, unbegun) in {(2, 0, 3), (3, 0, 2)}
    assert len(whole(quick)) == made
    assert gone(quick, scratch)


@pytest.mark.slow
def test_a_second_ctrl_c_ends_at_once(running, quick, scratch):
    process = running(*THREE, "--stock")
    os.killpg(process.pid, signal.SIGINT)
    time.sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode != 0
    assert gone(quick, scratch)
    assert whole(quick) == set()


@pytest.mark.slow
@pytest.mark.parametrize("kernel", ["--stock", "--resume"])
def test_a_killed_parent_leaves_nothing_and_the_next_batch_goes_on(
    running, batch, rewrite, quick, scratch, kernel
):
    process = running(*THREE, kernel)
    process.kill()
    process.communicate()
    assert gone(quick, scratch)
    assert whole(quick) == set()
    rewrite(FIGURE)
    status, out, _ = batch(*THREE, "--stock")
    assert (status, counts(out)) == (0, [3, 0, 0, 0, 0])


@pytest.mark.slow
def test_a_killed_worker_loses_nothing(running, quick, scratch):
    process = running(*THREE, "--stock")
    workers = [
        child for child in psutil.Process(process.pid).children()
        if "spawn_main" in " ".join(child.cmdline())
    ]  # fmt: skip
    workers[0].kill()
    out, err = process.communicate(timeout=120)
    assert (process.returncode, counts(out)) == (0, [3, 0, 0, 0, 0]), err
    assert len(whole(quick)) == 3
    assert gone(quick, scratch)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", "the kernel of province_report.ipynb died"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "the kernel of province_report.ipynb died"),
        ("os.kill(os.getppid(), signal.SIGKILL)", "the process that was making it died"),
    ],
)
def test_a_report_that_kills_its_kernel_or_worker_harms_no_other(
    batch, rewrite, quick, scratch, cell, said
):
    rewrite(f'{KILL}province == "10" and {cell}', FIGURE)
    status, out, err = batch(*THREE, "--stock")
    assert (status, counts(out)) == (1, [2, 0, 0, 1, 0])
    # The kernel of a killed worker says so, too.
    assert f"Lào Cai: {said}\n" in err
    assert whole(quick) == {"tuyen-quang", "quang-ninh"}
    assert gone(quick, scratch)


@pytest.mark.slow
@pytest.mark.parametrize("kernel", ["--stock", "--resume"])
@pytest.mark.parametrize(
    ("cell", "words", "said"),
    [
        ("while True: pass", ("--time-limit", "20"), "the run took longer than 20 seconds"),
        (
            "kept = bytearray(1_500_000_000); import time; time.sleep(100)",
            ("--memory-limit", "1000"),
            "the notebook took more memory than 1000 MB",
        ),
    ],
)
def test_limits_hold_for_each_kind_of_kernel(
    batch, rewrite, quick, scratch, kernel, cell, words, said
):
    rewrite(f'if province == "10":\n    {cell}', FIGURE)
    status, out, err = batch(*THREE, *words, kernel)
    assert (status, counts(out)) == (1, [2, 0, 0, 1, 0]), err
    assert err == f"Lào Cai: {said}\n"
    assert gone(quick, scratch)


@pytest.mark.slow
def test_a_file_that_cannot_grow_leaves_the_old_report(batch, quick, rewrite, scratch):
    batch("--province", "08", "--stock")
    old = {path: path.read_bytes() for path in folder(quick, "tuyen-quang").iterdir()}
    rewrite('"x" * 400_000', FIGURE)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    status, out, err = batch("--province", "08", "--stock", preexec_fn=limit)
    assert (status, counts(out)) == (1, [0, 0, 0, 1, 0])
    assert "File too large" in err
    kept = {path: path.read_bytes() for path in old}
    assert kept == old
    assert gone(quick, scratch)


@pytest.mark.slow
def test_a_full_disk_leaves_the_old_reports(batch, quick, rewrite, scratch):
    """A small file system in memory takes the place of the folder of the reports."""
    quick.reports.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(quick.reports)]
    try:
        if subprocess.run(mount, capture_output=True).returncode:
            pytest.skip("file systems cannot be mounted here")
    except OSError:
        pytest.skip("there is no mount here")
    try:
        status, out, _ = batch("--province", "08", "--stock")
        assert (status, counts(out)) == (0, [1, 0, 0, 0, 0])
        old = {path: path.read_bytes() for path in folder(quick, "tuyen-quang").iterdir()}
        rewrite('HTML("<p>" + "x" * 4_000_000 + "</p>")', FIGURE)
        status, out, err = batch(*THREE, "--stock")
        assert status == 1
        assert "No space left on device" in err
        assert {path: path.read_bytes() for path in old} == old
        rewrite(FIGURE)
        status, out, _ = batch(*THREE, "--stock")
        assert status == 0
    finally:
        subprocess.run(["umount", str(quick.reports)], check=True)


@pytest.mark.slow
def test_a_folder_that_cannot_be_written_is_said(batch, quick):
    (quick.reports / "lao-cai").mkdir(parents=True)
    (quick.reports / "lao-cai" / "2023").write_text("taken", encoding="utf-8")
    status, out, err = batch(*THREE, "--stock")
    assert (status, counts(out)) == (1, [2, 0, 0, 1, 0])
    assert err.startswith("Lào Cai: cannot write to ")
