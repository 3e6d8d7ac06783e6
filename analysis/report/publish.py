"""Put finished files into their folder, all or none.

A report is several files, and no file system renames several at once. So they are finished in a
folder of their own, which one renaming makes `.ready`: from there on the new report counts. Then
its files go to their places, the manifest last. A run that is killed before leaves the old
report; one that is killed after leaves the rest to the next run, which first goes on with it.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from analysis.errors import OutputBusy, OutputNotWritable
from analysis.report.locks import locked, opened

MANIFEST = "manifest"
_READY = ".ready"
MAKING = ".making-"


def require_writable(folder: Path) -> None:
    """Make a folder and make sure that files can be written there.

    Raises
    ------
    OutputNotWritable
        If not.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputNotWritable(f"cannot write to {folder}: {error.strerror}") from None


@contextmanager
def making(folder: Path) -> Iterator[Path]:
    """Hold a folder of reports for one run, and tidy up what killed runs left there.

    Parameters
    ----------
    folder : Path
        Is made if it is not there.

    Yields
    ------
    Path
        A folder for unfinished files beside the finished ones; it is removed in the end.

    Raises
    ------
    OutputNotWritable
        If the folder cannot be made or written.
    OutputBusy
        If another run holds it.
    """
    require_writable(folder)
    with _held(folder):
        settle(folder)
        for left in folder.glob(f"{MAKING}*"):
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=MAKING) as temporary:
            stage = Path(temporary, "stage")
            stage.mkdir()
            yield stage


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    if sys.platform == "win32":
        yield  # folders cannot be opened there
        return
    with opened(folder, os.O_RDONLY) as handle, locked(handle) as free:
        if not free:
            raise OutputBusy(f"another run is making the report in {folder.name} just now")
        yield


def settle(folder: Path) -> None:
    """Finish the publishing that a killed run began, if there is any.

    Raises
    ------
    OutputNotWritable
        If that cannot be.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as name:
    ...     ready = Path(name, ".ready")
    ...     ready.mkdir()
    ...     size = Path(ready, "report.html").write_text("new")
    ...     settle(Path(name))
    ...     [path.name for path in Path(name).iterdir()]
    ['report.html']
    """
    ready = folder / _READY
    if not ready.is_dir():
        return
    for path in sorted(ready.iterdir(), key=lambda path: path.name.startswith(MANIFEST)):
        publish(path, folder)
    ready.rmdir()


def publish_all(stage: Path, folder: Path) -> None:
    """Move all files of a folder into another, the manifest last, all or none.

    Parameters
    ----------
    stage : Path
        On the same file system as the folder; it is gone then.
    folder : Path

    Raises
    ------
    OutputNotWritable
        If that cannot be.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as name, making(Path(name)) as stage:
    ...     size = Path(stage, "report.html").write_text("new")
    ...     publish_all(stage, Path(name))
    ...     Path(name, "report.html").read_text()
    'new'
    """
    try:
        stage.replace(folder / _READY)
    except OSError as error:
        raise OutputNotWritable(f"cannot write to {folder}: {error.strerror}") from None
    settle(folder)


def publish(path: Path, folder: Path) -> Path:
    """Move a finished file into a folder, in place of the one of its name.

    Parameters
    ----------
    path : Path
        On the same file system as the folder.
    folder : Path

    Returns
    -------
    Path

    Raises
    ------
    OutputNotWritable
        If that cannot be.
    """
    target = folder / path.name
    try:
        return path.replace(target)
    except OSError as error:
        raise OutputNotWritable(f"cannot write {target}: {error.strerror}") from None


def recover(folder: Path) -> None:
    """Tidy up what a killed run left in a folder, if no other run is at work there.

    Raises
    ------
    OutputNotWritable
        If that cannot be.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as name:
    ...     Path(name, ".making-left").mkdir()
    ...     recover(Path(name))
    ...     list(Path(name).iterdir())
    []
    """
    if (folder / _READY).is_dir() or any(folder.glob(f"{MAKING}*")):
        with suppress(OutputBusy), making(folder):
            pass
