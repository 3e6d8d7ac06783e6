"""The house rules of docs/design: imports run downward, nothing heavy loads early."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "analysis"

# From the bottom to the top: a module imports only from its own layer or from below.
LAYERS = (
    {"errors", "folders", "printing", "workspace", "text", "collation", "register", "rounding",
     "deadlines"},
    {"provinces", "indices", "agencies"},
    {"schema", "rowchecks", "rawfiles", "rawtables", "plantables", "planfile", "rawdata"},
    {"store"},
    {"estimates", "panel"},
    {"change", "convergence", "datapackage", "drafting", "forecast", "gains", "multiplicity",
     "nation", "peers", "plans", "quality", "ranks", "regional", "relate",
     "settlement", "space", "standing", "subparts", "targets", "tracking", "trend"},
    {"ingest"},
    {"blocks", "charts", "drawing", "maps", "tables", "theme", "wording"},
    {"dataexport", "reading", "report"},
    {"explore", "newproject"},
    {"cli"},
)  # fmt: skip
HEAVY = ("geopandas", "matplotlib", "nbconvert", "pandas", "papermill", "scipy", "statsmodels")


def layer_of(module: str) -> int:
    return next(i for i, names in enumerate(LAYERS) if module in names)


def modules() -> list[Path]:
    return sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")


def imported(path: Path) -> set[str]:
    """Return the top modules of the package that a file imports, wherever in the file."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "analysis":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("analysis."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
            found |= {parts[1] for parts in names if parts[0] == "analysis" and len(parts) > 1}
    return found - {"__version__"}


def test_every_module_has_a_layer():
    tops = {p.relative_to(PACKAGE).parts[0].removesuffix(".py") for p in modules()}
    assert tops == set().union(*LAYERS)


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_run_downward(path):
    own = layer_of(path.relative_to(PACKAGE).parts[0].removesuffix(".py"))
    above = {name for name in imported(path) if layer_of(name) > own}
    assert not above


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_does_one_thing(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("module", ["analysis", "analysis.cli"])
def test_nothing_heavy_loads_early(module):
    code = f"import sys, {module}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"


def test_lazy_modules_of_the_package_exist():
    import analysis

    for name in analysis._MODULES:
        assert getattr(analysis, name).__name__ == f"analysis.{name}"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = analysis.nothing
