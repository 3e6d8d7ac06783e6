"""What a warm process takes in before it forks: imports, and what the reports of a year share."""

import gc
import json
import sys
import warnings
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType

from analysis.report.memory import give_back

# Not matplotlib_inline: imported without a shell, it would drop every figure of the kernels.
_IMPORTS = (
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "analysis.report.sections",
    "analysis.report.overview",
    "analysis.report.relations",
    "analysis.report.tracking",
    "geopandas",
    "ipykernel.debugger",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.pyplot",
    "pyarrow.parquet",
    "pyogrio",
    "scipy.stats",
    "seaborn",
    "sqlite3",
    "statsmodels.api",
    "statsmodels.formula.api",
    "tornado.platform.asyncio",
)


def preload(notebook: Path | None = None, year: int | None = None) -> None:
    """Import what reports need; with a notebook, run it once so that all is kept that it shares.

    Parameters
    ----------
    notebook : Path, optional
        The notebook of the reports to come.
    year : int, optional
        Their year.
    """
    for name in _IMPORTS:
        import_module(name)
    if notebook is not None:
        _run(notebook, {"year": year})
    # Warnings that were seen here are new to a kernel.
    loaded: list[object] = list(sys.modules.values())  # some put other things there
    for module in loaded:
        if isinstance(module, ModuleType):
            vars(module).pop("__warningregistry__", None)
    gc.collect()
    give_back()
    gc.freeze()


def _run(notebook: Path, parameters: dict[str, object]) -> None:
    """Run the cells of a notebook; what fails here is told by the report that needs it."""
    names: dict[str, object] = {"In": [""]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                with suppress(Exception):
                    exec("".join(cell["source"]), names)
                if "parameters" in cell["metadata"].get("tags", ()):
                    names |= parameters
