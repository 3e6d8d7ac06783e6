"""Kernels that are warm when they start: on Linux, forked from a process that imported all.

A fork server, the zygote, imports once what a report needs and, if told a year, does the work
that its reports share. Each kernel is then a fork of it: the same ipykernel as ever, in a
process of its own, without the imports. Any client of Jupyter can use such kernels by the
kernelspec `chiso-warm`, see docs/warm-kernels.md.

Examples
--------
>>> NAME in [path.name for path in (SPECS / "kernels").iterdir()]
True
"""

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.report.kernel.client import warmed, warming

# Of the kernelspec and of the provisioner.
NAME = "chiso-warm"
# As an entry of JUPYTER_PATH: makes the kernelspec known without installing it.
SPECS = Path(__file__).with_name("jupyter")

# Names the socket of a zygote that was started for this process.
VARIABLE = "CHISO_ZYGOTE"

__all__ = ["NAME", "SPECS", "VARIABLE", "folder", "warmed", "warming"]


def folder() -> Path | None:
    """Return the private folder of the zygote that `CHISO_ZYGOTE` names, if it is there.

    The zygote removes it even if this process is killed.
    """
    place = Path(os.environ.get(VARIABLE, "")).parent
    return place if place.name and place.is_dir() else None


def __getattr__(name: str) -> Any:
    # The zygote imports this package first: it must be the one to say what else is loaded.
    if name in {"warmed", "warming"}:
        return getattr(import_module("analysis.report.kernel.client"), name)
    raise AttributeError(f"module 'analysis.report.kernel' has no attribute {name!r}")
