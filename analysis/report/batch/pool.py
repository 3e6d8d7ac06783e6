"""Where reports are made: processes of this machine, or the workers of a Dask cluster."""

import multiprocessing
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager

from analysis.errors import BadParameter, ExtraMissing
from analysis.report.batch.worker import settle_in
from analysis.report.sockets import short

# Gives an executor, and how many reports it makes at a time, for as long as they are needed.
Pool = Callable[[], AbstractContextManager[tuple[Executor, int]]]


def processors() -> int:
    """Return how many processors this process may use.

    Examples
    --------
    >>> processors() >= 1
    True
    """
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def local(processes: int) -> Pool:
    """Return a pool of processes of this machine.

    Parameters
    ----------
    processes : int

    Returns
    -------
    Pool

    Raises
    ------
    BadParameter
        If there is none.

    Examples
    --------
    >>> with local(2)() as (executor, size):
    ...     size
    2
    """
    if processes < 1:
        raise BadParameter(f"a batch needs at least 1 process, got {processes}")
    return lambda: _processes(processes)


@contextmanager
def _processes(count: int) -> Iterator[tuple[Executor, int]]:
    before = set(multiprocessing.active_children())
    with tempfile.TemporaryDirectory(
        prefix="chiso-", dir=short(folders=2), ignore_cleanup_errors=True
    ) as scratch:
        executor = ProcessPoolExecutor(
            count,
            # A fork of this process would inherit its threads and half-held locks.
            mp_context=multiprocessing.get_context("spawn"),
            initializer=settle_in,
            initargs=(scratch,),
        )
        try:
            yield executor, count
        except BaseException:
            for process in set(multiprocessing.active_children()) - before:
                process.terminate()
            raise
        finally:
            executor.shutdown(cancel_futures=True)


def cluster(address: str) -> Pool:
    """Return the workers of a Dask cluster as a pool.

    Parameters
    ----------
    address : str
        Of the scheduler, such as `tcp://10.0.0.5:8786`.

    Returns
    -------
    Pool
        When opened, a `BadParameter` if no scheduler answers, it has no workers, or these have
        several threads, which would share one environment.

    Raises
    ------
    ExtraMissing
        If Dask is not installed.
    """
    try:
        import distributed  # noqa: F401
    except ImportError:
        raise ExtraMissing("a batch on many machines", "cluster") from None
    return lambda: _workers(address)


@contextmanager
def _workers(address: str) -> Iterator[tuple[Executor, int]]:
    from distributed import Client

    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError) as error:
        raise BadParameter(
            f"no Dask scheduler answers at {address!r} ({error}); an address is such as "
            "tcp://10.0.0.5:8786"
        ) from None
    with client:
        threads = client.nthreads()
        if set(threads.values()) != {1}:
            counts = ", ".join(map(str, sorted(threads.values()))) or "none"
            raise BadParameter(
                f"the scheduler at {address} must have workers of one thread each, such as `dask"
                f" worker {address} --nthreads 1`; threads of its workers: {counts}"
            )
        yield client.get_executor(pure=False), len(threads)
