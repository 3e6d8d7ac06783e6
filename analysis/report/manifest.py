"""What a report was made from: parameters, hashes and versions, as JSON beside the report."""

import json
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

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


def manifest(
    parameters: Parameters,
    *,
    notebook: Path,
    outputs: list[Path],
    seeds: dict[str, int],
    kept: Mapping[str, str] | None = None,
    letterhead: Path | None = None,
    workspace: Workspace,
) -> dict[str, Any]:
    """Return what a report was made from.

    Parameters
    ----------
    parameters : Parameters
    notebook : Path
        The notebook template.
    outputs : list of Path
        Finished files.
    seeds : dict of str to int
        Seeds of the random results in it, by name.
    kept : mapping of str to str, optional
        Hashes, by name, of files of earlier runs that still lie beside the report.
    letterhead : Path, optional
        The letterhead file, if one was read.
    workspace : Workspace

    Returns
    -------
    dict
        Without times, hosts or paths of the machine: equal inputs give equal manifests, but
        for the executed notebook, whose cells carry run times and which is not hashed.

    Examples
    --------
    >>> from analysis import workspace as workspaces
    >>> from analysis.report.params import parse
    >>> place = workspaces.find()
    >>> found = manifest(parse(province="08", year=2023), outputs=[], seeds={}, workspace=place,
    ...                  notebook=place.notebooks / "province_report.ipynb")
    >>> found["parameters"]["province"]
    '08'
    """
    inputs = {k: v for k, v in input_hashes(workspace).items() if k.startswith("data/")}
    layers = (workspace.maps / "vn63.geojson", workspace.maps / "islands.csv")
    inputs |= {f"maps/{path.name}": sha256(path) for path in layers}
    if letterhead is not None:
        inputs[letterhead.relative_to(workspace.root).as_posix()] = sha256(letterhead)
    package = Path(__file__).parents[1]
    code = sorted(
        [*package.rglob("*.py"), *package.rglob("*.po"), *package.rglob("templates/**/*.*")]
    )
    return {
        "parameters": vars(parameters),
        "notebook": {notebook.name: sha256(notebook)},
        "inputs": inputs,
        "code": {p.relative_to(package.parent).as_posix(): sha256(p) for p in code},
        "outputs": {p.name: sha256(p) for p in outputs},
        "kept": dict(kept or {}),
        "seeds": seeds,
        "versions": {
            "python": platform.python_version(),
            **{name: version(name) for name in PACKAGES},
        },
    }


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
