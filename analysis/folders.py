"""Make a folder whole or not at all."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.errors import OutputNotWritable


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """Give a temporary folder that takes the place of the target when all is written.

    Parameters
    ----------
    target : Path
        If it is there, it is replaced with all that it holds.

    Yields
    ------
    Path
        Beside the target; it is gone if the writing fails.

    Raises
    ------
    OutputNotWritable

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as name:
    ...     with whole(Path(name, "made")) as folder:
    ...         size = (folder / "a.txt").write_text("a")
    ...     [path.name for path in Path(name, "made").iterdir()]
    ['a.txt']
    """
    temporary: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        temporary.chmod(0o755)
        yield temporary
        old = temporary.with_suffix(".old")
        if target.exists():
            target.rename(old)
        try:
            temporary.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise OutputNotWritable(f"cannot write {target.name}: {error.strerror}") from None
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
