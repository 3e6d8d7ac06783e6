"""How Sphinx builds the documentation (`make docs`).

The root of the repository is the source folder, so that links between the pages of docs/, the
README and the data dictionary lead to pages, here as on GitHub.
"""

from importlib.metadata import version as installed
from typing import Any

project = "chiso"
author = "The chiso developers"
version = release = installed("chiso")
language = "en"

root_doc = "docs/index"
include_patterns = [
    "*.md",
    "docs/**.md",
    "data/raw/README.md",
    "examples/README.md",
    "maps/README.md",
]
# Folders that need not be walked through.
exclude_patterns = ["docs/_build", ".venv", ".git", "node_modules", "reports", "analysis", "tests"]

extensions = ["myst_parser", "sphinx.ext.autodoc", "numpydoc"]
# Anchors as GitHub makes them.
myst_heading_anchors = 4

autodoc_default_options = {"members": True}
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
numpydoc_show_class_members = False
# `name` in a docstring is code.
default_role = "literal"

html_theme = "furo"
html_title = "chiso"
html_show_copyright = False
html_show_sourcelink = False
html_copy_source = False
# The site begins at docs/index.html; its root leads there.
html_extra_path = ["root"]


def setup(app: Any) -> None:
    """Tell Sphinx of the hook below."""
    app.connect("autodoc-process-docstring", _without_sections)


def _without_sections(
    _app: Any, what: str, _name: str, _thing: object, _options: object, lines: list[str]
) -> None:
    """Make headings in the docstring of a module bold lines: two modules share a page."""
    if what == "module":
        for row, line in enumerate(lines):
            if line and not line.strip("-"):
                lines[row - 1 : row + 1] = [f".. rubric:: {lines[row - 1]}", ""]
