"""The sockets of kernels have names that a system holds, in folders that somebody removes."""

import os
import signal
import tempfile
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from analysis.report.batch.pool import local
from analysis.report.sockets import short


@pytest.mark.parametrize(
    ("length", "folders", "fits"), [(84, 1, True), (85, 1, False), (69, 2, True), (70, 2, False)]
)
def test_a_folder_fits_as_long_as_a_socket_in_it_has_103_bytes(length, folders, fits):
    wanted = Path("/" + "x" * (length - 1))
    assert short(wanted, folders=folders) == (str(wanted) if fits else "/tmp")
    assert len(f"{wanted}{'/chiso-12345678' * folders}/k-5") <= 103 or not fits


def test_letters_count_by_their_bytes():
    assert short(Path("/" + "đ" * 42)) == "/tmp"


def test_what_a_killed_process_of_a_batch_leaves_goes_with_the_batch(tmp_path, monkeypatch):
    wanted = tmp_path / ("x" * 80)
    wanted.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(wanted))
    with pytest.raises(BrokenProcessPool), local(1)() as (executor, _):
        place = Path(executor.submit(tempfile.gettempdir).result())
        left = Path(executor.submit(tempfile.mkdtemp).result())
        assert left.parent == place and short(place) == str(place)
        executor.submit(os.kill, executor.submit(os.getpid).result(), signal.SIGKILL).result()
    assert not place.exists()
    assert list(wanted.iterdir()) == []
