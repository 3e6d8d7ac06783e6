"""Small projects: copies of a part of the real raw data, to be broken and mended in tests."""

import shutil
from pathlib import Path

from analysis import workspace
from analysis.workspace import Workspace

FILES = (
    "*.csv",
    "datapackage.json",
    "README.md",
    "scores/dti/2023.csv",
    "scores/papi/2023.csv",
    "scores/par_index/2023.csv",
    "scores/population/2015.csv",
    "scores/sipas/2023.csv",
    "plans/TQ-150-2024/*",
    "plans/VL-2023/*",
)


def copy(root: Path) -> Workspace:
    """Copy a few score files, two plans and all registers of the checkout into `root`."""
    source = Workspace(Path(workspace.__file__).parents[1])
    project = Workspace(root)
    for pattern in FILES:
        for path in source.raw.glob(pattern):
            target = project.raw / path.relative_to(source.raw)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return project
