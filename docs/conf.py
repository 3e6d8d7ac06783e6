"""How Sphinx builds the documentation (`make docs`).

The root of the repository is the source folder, so that links between the pages of docs/, the
README and the data dictionary lead to pages, here as on GitHub.
"""

from importlib.metadata import version as installed

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

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
# Anchors as GitHub makes them.
myst_heading_anchors = 4
suppress_warnings = [
    # A name such as `n` in the free words of a docstring's types belongs to several classes.
    "ref.python",
]

autodoc_default_options = {"members": True}
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
napoleon_google_docstring = False
napoleon_use_ivar = True
napoleon_use_rtype = False
# `name` in a docstring is code.
default_role = "literal"

html_theme = "furo"
html_title = "chiso"
html_show_copyright = False
html_show_sourcelink = False
html_copy_source = False
# The site begins at docs/index.html; its root leads there.
html_extra_path = ["root"]
