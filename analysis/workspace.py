"""Where the folders of a chiso project lie.

A workspace is a folder that holds `data/raw/datapackage.json`. It is taken from the
environment variable `CHISO_HOME`; otherwise it is the first such folder at or above the
working directory; otherwise the checkout that this package was installed from.
"""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.errors import WorkspaceNotFound

MARKER = Path("data", "raw", "datapackage.json")
_CHECKOUT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Workspace:
    """The folders of one project.

    Attributes
    ----------
    root : Path
        Absolute path of the folder that holds `data/`, `maps/`, `notebooks/` and `reports/`.
    """

    root: Path

    @property
    def raw(self) -> Path:
        """Published figures, one file per index and year."""
        return self.root / "data" / "raw"

    @property
    def processed(self) -> Path:
        """Tables built from `raw`."""
        return self.root / "data" / "processed"

    @property
    def maps(self) -> Path:
        """Boundary layers and their provenance."""
        return self.root / "maps"

    @property
    def notebooks(self) -> Path:
        """Parameterised notebooks."""
        return self.root / "notebooks"

    @property
    def reports(self) -> Path:
        """Finished reports."""
        return self.root / "reports"


def find(start: Path | None = None) -> Workspace:
    """Return the workspace in force.

    Parameters
    ----------
    start : Path, optional
        Folder to search upwards from, by default the working directory.

    Returns
    -------
    Workspace

    Raises
    ------
    WorkspaceNotFound
        If `CHISO_HOME` names a folder that is no workspace, or nothing was found.

    Examples
    --------
    >>> find().raw.name
    'raw'
    """
    named = os.environ.get("CHISO_HOME")
    if named:
        folder = Path(named).expanduser()
        root = _resolved(folder) if folder.is_absolute() else folder.resolve()
        if not (root / MARKER).is_file():
            raise WorkspaceNotFound(f"CHISO_HOME is {named!r}, but {MARKER} is not in there")
        return Workspace(root)
    # The working directory has no links on its way.
    here = start.resolve() if start else Path.cwd()
    for folder in (here, *here.parents, _CHECKOUT):
        if (folder / MARKER).is_file():
            return Workspace(folder)
    raise WorkspaceNotFound(
        f"no {MARKER} at or above {here}; go to a chiso project, set CHISO_HOME to one, or make "
        "one: chiso init DIR"
    )


@cache
def _resolved(folder: Path) -> Path:
    """Return a folder without links on its way; a report asks for it a thousand times."""
    return folder.resolve()
