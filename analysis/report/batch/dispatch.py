"""Hand out runs to a pool and take in how they ended, whatever happens to its processes."""

import threading
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait

from analysis.report.batch.pool import Pool
from analysis.report.batch.worker import work
from analysis.report.failure import Failure, failure
from analysis.report.runs import NOTEBOOK, Result, RunParameters

# Runs handed out beyond those under way, so that no process waits for work and a long batch
# keeps no more than these in memory.
_AHEAD = 1
# Runs for each process before it is replaced by a new one, whatever its libraries have kept.
_TURN = 100
# Seconds until a wish to stop is seen.
_EVERY = 0.2
_DIED = Failure("WorkerDied", "the process that was making it died")

_Lost = list[RunParameters]


def dispatch(
    runs: Iterable[RunParameters],
    pool: Pool,
    *,
    notebook: str = NOTEBOOK,
    stop: threading.Event | None = None,
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

    Yields
    ------
    Result
        Of a run whose process dies, too: what was under way when it did is tried once more,
        each alone, so that the one that kills its process is known and harms no other.
    """
    stop = stop or threading.Event()
    waiting = deque(runs)
    while waiting and not stop.is_set():
        for lost in (yield from _turn(waiting, pool, notebook, stop)):
            alone = deque([lost])
            if (yield from _turn(alone, pool, notebook, stop)):
                yield Result(lost, failure=_DIED)


def _turn(
    waiting: deque[RunParameters], pool: Pool, notebook: str, stop: threading.Event
) -> Generator[Result, None, _Lost]:
    """Serve until all is done, processes have had their turn, or one has died."""
    running: dict[Future[Result], RunParameters] = {}
    with pool() as (executor, size):
        left = _TURN * size
        while not stop.is_set() or running:
            while waiting and left and len(running) < size + _AHEAD and not stop.is_set():
                asked = waiting.popleft()
                left -= 1
                try:
                    running[executor.submit(work, asked, notebook)] = asked
                except BrokenExecutor:
                    return [asked, *running.values()]
            if stop.is_set():
                for future in list(running):
                    if future.cancel():
                        del running[future]
            if not running:
                break
            done, _ = wait(running, timeout=_EVERY, return_when=FIRST_COMPLETED)
            for future in done:
                asked = running.pop(future)
                try:
                    yield future.result()
                except BrokenExecutor:
                    return [asked, *running.values()]
                except (CancelledError, Exception) as error:
                    yield Result(asked, failure=failure(error))
    return []
