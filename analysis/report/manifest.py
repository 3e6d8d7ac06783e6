"""What a report was made from: parameters, hashes and versions, as JSON beside the report."""

import json
import platform
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
