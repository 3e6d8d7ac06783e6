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
        "explore",
        "forecast",
        "gains",
        "indices",
        "ingest",
        "maps",
        "multiplicity",
        "nation",
        "newproject",
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


def __getattr__(name: str) -> ModuleType | str:
    if name in _MODULES:
        return import_module(f"analysis.{name}")
    if name == "__version__":
        from importlib.metadata import version

        return version("chiso")
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_MODULES])
