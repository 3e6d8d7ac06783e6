"""What a wheel has beside the package: data, maps and notebooks, from which `chiso init` starts.

An editable install carries nothing: it finds them in the checkout.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# As in analysis/newproject.py; tests/test_distribution.py holds the two equal.
FILES = (
    "data/raw/**/*.csv",
    "data/raw/**/*.toml",
    "data/raw/*.json",
    "data/raw/*.md",
    "maps/*.csv",
    "maps/*.geojson",
    "maps/*.json",
    "maps/*.md",
    "notebooks/*.ipynb",
    "notebooks/templates/*.ipynb",
)


class StarterHook(BuildHookInterface[Any]):
    """Put the files into `analysis/starter` of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files before a build, unless it is an editable one."""
        if version != "standard":
            return
        root = Path(self.root)
        for path in sorted(path for pattern in FILES for path in root.glob(pattern)):
            name = path.relative_to(root).as_posix()
            build_data["force_include"][str(path)] = f"analysis/starter/{name}"
