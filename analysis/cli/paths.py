"""How the commands name files."""

from pathlib import Path


def shown(path: Path) -> str:
    """Return a path as a person in this folder would write it.

    Examples
    --------
    >>> shown(Path("data") / "raw")
    'data/raw'
    """
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
