"""What a report was made from: parameters, hashes and versions, as JSON beside the report."""

import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

from analysis import plans
from analysis.plans import Plan
from analysis.report import letterfile
from analysis.report.params import Parameters
from analysis.store import input_hashes, sha256
from analysis.workspace import Workspace

PACKAGES = (
    "chiso",
    "babel",
    "geopandas",
    "linearmodels",
    "matplotlib",
    "nbclient",
    "nbconvert",
    "numpy",
    "openpyxl",
    "pandas",
    "papermill",
    "python-docx",
    "scikit-learn",
    "scipy",
    "shapely",
    "statsmodels",
    "typst",
)
_CODE = ("*.py", "*.po", "*.ttf", "templates/**/*.*")


@dataclass(frozen=True)
class Inventory:
    """Everything that the reports of a workspace are made from, hashed once for all of them.

    Attributes
    ----------
    notebook, inputs, code, versions : dict of str to str
        Hashes of the notebook, of raw data and maps, of the package; versions of what matters.
    plans : tuple of Plan
    workspace : Workspace
    """

    notebook: dict[str, str]
    inputs: dict[str, str]
    code: dict[str, str]
    versions: dict[str, str]
    plans: tuple[Plan, ...]
    workspace: Workspace

    def of(self, parameters: Parameters) -> dict[str, Any]:
        """Return what one report is made from, which is what makes it stale when it changes.

        A report looks at no result after its year and at no plan of another province; results
        of all provinces are in it, as ranks and means.
        """
        own = _own_plans(parameters, self.plans)
        inputs = {k: v for k, v in self.inputs.items() if _concerns(k, parameters.year, own)}
        letterhead = _letterhead(parameters, self.workspace)
        if letterhead is not None:
            name = letterhead.relative_to(self.workspace.root).as_posix()
            inputs[name] = sha256(letterhead)
        return {
            "parameters": vars(parameters),
            "notebook": self.notebook,
            "inputs": inputs,
            "code": self.code,
            "versions": self.versions,
        }


def inventory(notebook: Path, workspace: Workspace) -> Inventory:
    """Return what reports can be made from now.

    Examples
    --------
    >>> from analysis import workspace as workspaces
    >>> from analysis.report.params import parse
    >>> place = workspaces.find()
    >>> held = inventory(place.notebooks / "province_report.ipynb", place)
    >>> found = held.of(parse(province="08", year=2023))
    >>> found["parameters"]["province"], "data/raw/scores/papi/2024.csv" in found["inputs"]
    ('08', False)
    """
    inputs = {k: v for k, v in input_hashes(workspace).items() if k.startswith("data/")}
    layers = (workspace.maps / "vn63.geojson", workspace.maps / "islands.csv")
    inputs |= {f"maps/{path.name}": sha256(path) for path in layers}
    package = Path(__file__).parents[1]
    code = sorted(p for pattern in _CODE for p in package.rglob(pattern))
    return Inventory(
        notebook={notebook.name: sha256(notebook)},
        inputs=inputs,
        code={p.relative_to(package.parent).as_posix(): sha256(p) for p in code},
        versions=dict(_versions()),
        plans=plans.plans(workspace),
        workspace=workspace,
    )


@cache
def _versions() -> Mapping[str, str]:
    """Return the versions of what this process runs, which do not change while it does."""
    return {"python": platform.python_version()} | {name: version(name) for name in PACKAGES}


def _own_plans(parameters: Parameters, known: tuple[Plan, ...]) -> set[str]:
    if parameters.plan == "auto":
        return {plan.id for plan in known if plan.province == parameters.province}
    return {parameters.plan}


def _concerns(name: str, year: int, own: set[str]) -> bool:
    path = PurePosixPath(name)
    if path.match("data/raw/scores/*/*.csv"):
        return int(path.stem) <= year
    return not path.match("data/raw/plans/*/*") or path.parent.name in own


def _letterhead(parameters: Parameters, workspace: Workspace) -> Path | None:
    """Return the letterhead file if it says anything of this report."""
    path = letterfile.file(parameters.letterhead, workspace)
    said = letterfile.entries(
        parameters.letterhead, workspace, province=parameters.province, year=parameters.year
    )
    return None if said == letterfile.Entries() else path


def manifest(
    made_from: Mapping[str, Any],
    *,
    outputs: Iterable[Path],
    seeds: Mapping[str, int],
    kept: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return what a report was made from and what came of it.

    Parameters
    ----------
    made_from : mapping
        As from `Inventory.of`.
    outputs : iterable of Path
        Finished files.
    seeds : mapping of str to int
        Seeds of the random results in it, by name.
    kept : mapping of str to str, optional
        Hashes, by name, of files of earlier runs that still lie beside the report.

    Returns
    -------
    dict
        Without times, hosts or paths of the machine: equal inputs give equal manifests, but
        for the executed notebook, whose cells carry run times and which is not hashed.

    Examples
    --------
    >>> manifest({"notebook": {}}, outputs=[], seeds={"forecast": 7})["seeds"]
    {'forecast': 7}
    """
    return {
        **made_from,
        "outputs": {path.name: sha256(path) for path in outputs},
        "kept": dict(kept or {}),
        "seeds": dict(seeds),
    }


def changes(record: Path, wanted: Mapping[str, Any]) -> list[str] | None:
    """Return the names of what has changed since a report was made.

    Parameters
    ----------
    record : Path
        Its manifest.
    wanted : mapping
        What it would be made from now, as from `Inventory.of`.

    Returns
    -------
    list of str or None
        None if there is no manifest that can be read.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     record = Path(folder, "manifest.json")
    ...     write(record, {"inputs": {"a.csv": "1", "b.csv": "2"}})
    ...     changes(record, {"inputs": {"a.csv": "1", "b.csv": "3", "c.csv": "4"}})
    ['b.csv', 'c.csv']
    """
    try:
        known = json.loads(record.read_text(encoding="utf-8"))
        parts = [(known.get(part, {}), wanted[part]) for part in wanted]
        return [
            name
            for old, new in parts
            for name in sorted(old.keys() | new.keys())
            if old.get(name) != new.get(name)
        ]
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def write(path: Path, content: dict[str, Any]) -> None:
    r"""Write a manifest.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write(Path(folder, "manifest.json"), {"seeds": {}})
    ...     Path(folder, "manifest.json").read_text()
    '{\n "seeds": {}\n}\n'
    """
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def made(path: Path) -> dict[str, str]:
    """Return the hashes of the files that a manifest says were made, this time or earlier.

    Parameters
    ----------
    path : Path
        A manifest; nothing is known from one that is missing or broken.

    Returns
    -------
    dict of str to str
        Hashes by name.

    Examples
    --------
    >>> made(Path("no", "manifest.json"))
    {}
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {str(k): str(v) for part in ("kept", "outputs") for k, v in content[part].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def edited(path: Path, files: Sequence[Path]) -> list[Path]:
    """Return the files that are not, or not known to be, as a manifest says they were made.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file, record = Path(folder, "report.docx"), Path(folder, "manifest.json")
    ...     size = file.write_text("a")
    ...     write(record, {"outputs": {file.name: sha256(file)}, "kept": {}})
    ...     before = edited(record, [file])
    ...     size = file.write_text("b")
    ...     before, [path.name for path in edited(record, [file])]
    ([], ['report.docx'])
    """
    known = made(path)
    return [file for file in files if file.is_file() and known.get(file.name) != sha256(file)]
