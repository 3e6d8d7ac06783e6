"""Whether a warm process still is what a new one would be."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import ModuleType

from analysis import workspace
from analysis.errors import WorkspaceNotFound

# Read once, when Python or a library starts.
_AT_START = ("PYTHON", "LC_", "LANG", "MATPLOTLIBRC", "MPLCONFIGDIR", "GDAL_", "PROJ_")


@dataclass(frozen=True)
class Seal:
    """What a warm process took in.

    Attributes
    ----------
    settings : mapping of str to str
        The environment variables that Python or a library reads at its start.
    files : mapping of str to (int, int)
        Time of change and size of the modules' files and of the raw data; 0 if missing.
    """

    settings: Mapping[str, str]
    files: Mapping[str, tuple[int, int]]

    def broken_by(self, environment: Mapping[str, str]) -> str:
        """Name something that a process that starts now would take in otherwise, if any.

        Examples
        --------
        >>> seal(os.environ).broken_by(os.environ | {"HOME": "anywhere"})
        ''
        >>> seal(os.environ).broken_by(os.environ | {"PYTHONHASHSEED": "1"})
        'PYTHONHASHSEED'
        """
        settings = _settings(environment)
        for name in sorted(settings.keys() | self.settings.keys()):
            if settings.get(name) != self.settings.get(name):
                return name
        changed = (file for file, state in self.files.items() if _state(file) != state)
        return os.path.basename(next(changed, ""))  # noqa: PTH119


def seal(environment: Mapping[str, str]) -> Seal:
    """Return what this process has taken in so far.

    Parameters
    ----------
    environment : mapping of str to str
        The variables that it was started with; libraries set some when they are imported.

    Examples
    --------
    >>> __file__ in seal(os.environ).files
    True
    """
    return Seal(_settings(environment), {file: _state(file) for file in _files()})


def _settings(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith(_AT_START)}


def _files() -> Iterator[str]:
    loaded: list[object] = list(sys.modules.values())  # some put other things there
    for module in loaded:
        if isinstance(module, ModuleType) and (file := vars(module).get("__file__")):
            yield file
    with suppress(WorkspaceNotFound):
        yield from (str(p) for p in workspace.find().raw.rglob("*") if p.is_file())


def _state(file: str) -> tuple[int, int]:
    try:
        found = os.stat(file)  # noqa: PTH116 - thousands of files at each start of a kernel
    except FileNotFoundError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
