"""Runs are handed out a few at a time and taken in whatever happens to the processes."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

import pytest

from analysis.report.batch import dispatch as module
from analysis.report.batch.dispatch import dispatch
from analysis.report.batch.pool import local
from analysis.report.runs import Result, RunParameters

RUNS = [RunParameters(f"{n:02d}", 2023) for n in range(1, 21)]


class Fake(Executor):
    """Makes nothing; breaks as a pool of processes does when one of them is killed."""

    def __init__(self, deadly: set[str], log: list[str]) -> None:
        self.deadly, self.log, self.broken = deadly, log, False
        self.threads = ThreadPoolExecutor(1)

    def submit(self, work, *words) -> "Future[Result]":
        if self.broken:
            raise BrokenProcessPool("broken")
        if not words:
            self.log.append(work.__name__)
            return Future()
        return self.threads.submit(self.make, words[0])

    def make(self, asked: RunParameters) -> Result:
        if self.broken or asked.province in self.deadly:
            self.broken = True
            raise BrokenProcessPool("broken")
        if asked.province == "13":
            raise OSError("no space left")
        self.log.append(asked.province)
        return Result(asked)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.threads.shutdown(wait=wait, cancel_futures=cancel_futures)


def fakes(deadly: set[str] = frozenset(), log: list[str] | None = None, opened=None):
    @contextmanager
    def pool() -> Iterator[tuple[Executor, int]]:
        if opened is not None:
            opened.append(1)
        with Fake(set(deadly), log if log is not None else []) as executor:
            yield executor, 2

    return pool


def test_every_run_ends_once():
    ended = list(dispatch(RUNS, fakes()))
    assert sorted(result.parameters.province for result in ended) == [r.province for r in RUNS]
    failed = {r.parameters.province: r.failure.message for r in ended if r.failure}
    assert failed == {"13": "no space left"}


def test_one_that_kills_its_process_harms_no_other():
    made: list[str] = []
    ended = list(dispatch(RUNS, fakes({"05", "17"}, made)))
    failed = {r.parameters.province: str(r.failure) for r in ended if r.failure}
    died = "the process that was making it died"
    assert failed == {"05": died, "13": "no space left", "17": died}
    assert sorted(made) == [r.province for r in RUNS if r.province not in {"05", "13", "17"}]


def test_few_are_handed_out_ahead():
    taken: list[int] = []

    def endless() -> Iterator[RunParameters]:
        for n in range(300):
            taken.append(n)
            yield RunParameters("01", 2000 + n)

    ahead = [len(taken) - count for count, _ in enumerate(dispatch(endless(), fakes()), start=1)]
    assert len(ahead) == 300
    assert max(ahead) <= 3


def test_processes_are_replaced_after_their_turn(monkeypatch):
    monkeypatch.setattr(module, "_TURN", 4)
    opened: list[int] = []
    assert len(list(dispatch(RUNS, fakes(opened=opened)))) == 20
    assert len(opened) == 3


def test_a_stop_lets_what_is_under_way_end_and_begins_nothing():
    stop = threading.Event()
    ended = []
    for result in dispatch(RUNS, fakes(), stop=stop):
        ended.append(result)
        stop.set()
    assert 1 <= len(ended) <= 4


@pytest.mark.parametrize("runs", [[], [RunParameters("99", 2023)]])
def test_a_pool_of_processes(runs):
    ended = list(dispatch(runs, local(1)))
    assert [result.failure.kind for result in ended] == ["UnknownProvince" for _ in runs]


def test_processes_load_while_what_the_runs_need_is_not_ready():
    log: list[str] = []
    ended = list(dispatch(RUNS[:3], fakes(log=log), ready=lambda: log.append("ready")))
    assert len(ended) == 3
    assert log == ["prepare", "prepare", "ready", "01", "02", "03"]


def test_a_stop_before_all_is_ready_begins_nothing():
    stop = threading.Event()
    assert list(dispatch(RUNS, fakes(), stop=stop, ready=stop.set)) == []


def test_a_process_is_prepared_for_a_run():
    code = (
        "import sys; from analysis.report.batch import worker; worker.prepare(); "
        "print({'papermill', 'nbclient', 'nbconvert', 'typst'} <= sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
