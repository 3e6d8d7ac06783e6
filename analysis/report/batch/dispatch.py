"""Hand out runs to a pool and take in how they ended, whatever happens to its processes."""

import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field

from analysis.report.batch.pool import Pool
from analysis.report.batch.worker import prepare, work
from analysis.report.failure import Failure, failure
from analysis.report.runs import NOTEBOOK, Result, RunParameters

# Runs handed out beyond those under way, so that no process waits for work and a long batch
# keeps no more than these in memory.
_AHEAD = 1
# Runs for each process before it is replaced by a new one, whatever its libraries have kept.
_TURN = 100
# Seconds until a wish to stop is seen.
_EVERY = 0.2
DIED = Failure("WorkerDied", "the process that was making it died")


def dispatch(
    runs: Iterable[RunParameters],
    pool: Pool,
    *,
    notebook: str = NOTEBOOK,
    stop: threading.Event | None = None,
    ready: Callable[[], None] | None = None,
) -> Generator[Result, None, None]:
    """Make reports and yield how each ended, in the order in which they end.

    Parameters
    ----------
    runs : iterable of RunParameters
        Taken one by one as there is room.
    pool : Pool
    notebook : str
        Name of the notebook in the workspace.
    stop : Event, optional
        When set, no further run is begun; those under way end.
    ready : callable, optional
        Waits for something that the runs need; meanwhile the processes load what they need.

    Yields
    ------
    Result
        Of a run whose process dies, too: what was under way when it did is tried once more,
        each alone, so that the one that kills its process is known and harms no other.
    """
    stop, waiting = stop or threading.Event(), iter(runs)
    while not stop.is_set():
        turn = yield from _turn(waiting, pool, notebook, stop, ready)
        for asked in turn.lost:
            alone = yield from _turn(iter([asked]), pool, notebook, stop, None)
            if alone.lost:
                yield Result(asked, failure=DIED)
        if turn.last:
            return


@dataclass
class _Turn:
    """What became of the runs that one set of processes was given.

    Attributes
    ----------
    left : int
        How many more it takes.
    lost : list of RunParameters
        Runs whose process died, or that waited for it.
    last : bool
        Whether there are no more runs.
    """

    left: int
    lost: list[RunParameters] = field(default_factory=list)
    last: bool = False


def _turn(
    waiting: Iterator[RunParameters],
    pool: Pool,
    notebook: str,
    stop: threading.Event,
    ready: Callable[[], None] | None,
) -> Generator[Result, None, _Turn]:
    """Serve until all is done, processes have had their turn, or one has died."""
    running: dict[Future[Result], RunParameters] = {}
    with pool() as (executor, size):
        turn = _Turn(_TURN * size)
        if ready is not None:
            for _ in range(size):
                executor.submit(prepare)
            ready()
        while True:
            if stop.is_set():
                running = {future: run for future, run in running.items() if not future.cancel()}
            elif not turn.lost:
                _submit(waiting, running, turn, executor, size + _AHEAD, notebook)
            if not running:
                return turn
            done, _ = wait(running, timeout=_EVERY, return_when=FIRST_COMPLETED)
            for future in done:
                asked = running.pop(future)
                try:
                    yield future.result()
                except BrokenExecutor:
                    turn.lost.append(asked)
                except Exception as error:
                    yield Result(asked, failure=failure(error))


def _submit(
    waiting: Iterator[RunParameters],
    running: dict[Future[Result], RunParameters],
    turn: _Turn,
    executor: Executor,
    room: int,
    notebook: str,
) -> None:
    while turn.left and len(running) < room and not turn.lost:
        asked = next(waiting, None)
        if asked is None:
            turn.last = True
            return
        turn.left -= 1
        try:
            running[executor.submit(work, asked, notebook)] = asked
        except BrokenExecutor:
            turn.lost.append(asked)
