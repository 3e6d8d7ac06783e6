"""chiso: analyse and report Vietnam's provincial governance indices.

Importing the package loads nothing heavy; submodules are loaded when first used.

Examples
--------
>>> import analysis
>>> analysis.provinces.resolve("tuyen-quang").code
'08'
"""

from importlib import import_module
from types import ModuleType

__version__ = "0.1.0"

_MODULES = frozenset(
    {
        "agencies",
        "change",
        "charts",
        "convergence",
        "dataexport",
        "drafting",
        "errors",
        "estimates",
        "forecast",
        "gains",
        "indices",
        "ingest",
        "maps",
        "multiplicity",
        "nation",
        "panel",
        "peers",
        "plans",
        "provinces",
        "quality",
        "ranks",
        "reading",
        "relate",
        "report",
        "schema",
        "settlement",
        "space",
        "standing",
        "store",
        "tables",
        "targets",
        "tracking",
        "trend",
        "wording",
        "workspace",
    }
)


def __getattr__(name: str) -> ModuleType:
    if name in _MODULES:
        return import_module(f"analysis.{name}")
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_MODULES])
