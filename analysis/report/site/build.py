"""Build a site: make what is new, take away what no longer belongs, leave the rest.

Every file is finished in a folder of its own and then renamed to its place. The record of all
files is written before: a run that is killed in between leaves files that are not as the record
says, and so are made again.
"""

import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from analysis.errors import BadParameter, OutputNotWritable, ReportFailed
from analysis.report.manifest import inventory
from analysis.report.publish import making
from analysis.report.site import current, record
from analysis.report.site.outline import outline, products
from analysis.report.site.pages import Site
from analysis.report.site.product import Product
from analysis.report.site.record import Made
from analysis.store import sha256


@dataclass(frozen=True)
class Built:
    """What came of a build.

    Attributes
    ----------
    made, kept, removed : int
        Files that are new, that were as they should be, that no longer belonged.
    """

    made: int
    kept: int
    removed: int


def build(
    site: Site,
    out: Path,
    *,
    jobs: int | None = None,
    progress: Callable[[int, int], object] = lambda _done, _of: None,
) -> Built:
    """Bring a site up to date.

    Parameters
    ----------
    site : Site
    out : Path
        Its folder; is made if it is not there.
    jobs : int, optional
        Processes, by default one a processor.
    progress : callable
        Told how many files are made of how many.

    Returns
    -------
    Built

    Raises
    ------
    BadParameter
        If the folder lies where the project keeps something else.
    OutputNotWritable
        If it holds other files, or cannot be written.
    OutputBusy
        If another run is building the same site.
    ReportFailed
        If a report cannot be read, or was made from other data than there are now.
    """
    require_apart(out, site)
    pages = outline(site)
    every = list(products(site, pages))
    held = inventory(site.place.notebooks / "province_report.ipynb", site.place)
    current.require(site, held)
    keys = record.keys(every, pages, site, held)
    return update(out, every, keys, jobs=jobs, progress=progress)


def update(
    out: Path,
    every: Sequence[Product],
    keys: Mapping[str, str],
    *,
    jobs: int | None = None,
    progress: Callable[[int, int], object] = lambda _done, _of: None,
) -> Built:
    """Make those files of a folder that are missing, changed or made from something else.

    Parameters
    ----------
    out : Path
    every : sequence of Product
        All that belongs there.
    keys : mapping of str to str
        Hash of what each is made from, by path.
    jobs, progress
        As in `build`.

    Returns
    -------
    Built

    Raises
    ------
    OutputNotWritable, OutputBusy, ReportFailed
        As `build`.
    """
    record.require_own(out)
    with making(out) as stage:
        known = record.read(out)
        stale = [p for p in every if not record.fresh(out, p.path, keys[p.path], known)]
        left = sorted(known.keys() - keys.keys())
        made: dict[str, Made] = {}
        for done, (product, file) in enumerate(_written(stale, stage, jobs), start=1):
            made[product.path] = Made(keys[product.path], sha256(file))
            progress(done, len(stale))
        if stale or left:
            files = {**known, **made}
            _record(stage, out, files)
            for n, product in enumerate(stale):
                _move(_staged(stage, n), out / product.path)
            _remove(left, out, known)
            _record(stage, out, {path: files[path] for path in keys})
    return Built(made=len(stale), kept=len(every) - len(stale), removed=len(left))


def require_apart(out: Path, site: Site) -> None:
    """Make sure that a site does not get among the files that it is made from.

    Raises
    ------
    BadParameter
        If it would.
    """
    place, folder = site.place, out.resolve()
    kept = (place.root / "data", place.maps, place.notebooks, place.reports)
    for path in kept:
        if folder.is_relative_to(path):
            raise BadParameter(
                f"out lies in {path.name}/, where the project keeps something else; choose a "
                "folder of its own, such as site"
            )


def _written(
    stale: Sequence[Product], stage: Path, jobs: int | None
) -> Iterator[tuple[Product, Path]]:
    """Make files, in some processes, and yield them in order."""
    number = min(jobs or os.cpu_count() or 1, len(stale))
    targets = [_staged(stage, n) for n in range(len(stale))]
    if number <= 1:
        for product, target in zip(stale, targets, strict=True):
            _make(product, target)
            yield product, target
        return
    try:
        with ProcessPoolExecutor(number, initializer=_receive, initargs=(stale, stage)) as pool:
            yield from zip(stale, pool.map(_write, range(len(stale))), strict=True)
    except BrokenProcessPool:
        raise ReportFailed("a process that makes pages was killed; memory may be short") from None


def _staged(stage: Path, n: int) -> Path:
    return stage / str(n)


# What a process of the pool works on: handed over once, not with every file.
_work: tuple[Sequence[Product], Path] = ((), Path())


def _receive(stale: Sequence[Product], stage: Path) -> None:
    global _work
    _work = stale, stage
    # Ctrl-C is the parent's to handle; it waits for the pages in hand alone.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _write(n: int) -> Path:
    stale, stage = _work
    target = _staged(stage, n)
    _make(stale[n], target)
    return target


def _make(product: Product, target: Path) -> None:
    try:
        product.write(target)
    except OSError as error:
        raise OutputNotWritable(f"cannot make {product.path}: {error}") from None


def _record(stage: Path, out: Path, files: Mapping[str, Made]) -> None:
    words = record.text(files)
    entry = Product(record.NAME, partial(Path.write_text, data=words, encoding="utf-8"))
    _make(entry, stage / record.NAME)
    _move(stage / record.NAME, out / record.NAME)


def _move(file: Path, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
    except OSError as error:
        raise OutputNotWritable(f"cannot write {target.name}: {error.strerror}") from None


def _remove(left: Sequence[str], out: Path, known: Mapping[str, Made]) -> None:
    """Remove files that a former build made and nobody changed since, and emptied folders."""
    for path in left:
        file = out / path
        if not file.is_file() or sha256(file) != known[path].sha256:
            continue
        file.unlink()
        for folder in file.relative_to(out).parents:
            if folder != Path():
                with suppress(OSError):  # not empty
                    (out / folder).rmdir()
