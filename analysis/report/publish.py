"""Put finished files into their folder, each in one step."""

import tempfile
from pathlib import Path

from analysis.errors import OutputNotWritable


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
