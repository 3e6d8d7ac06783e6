"""Small notebooks that pass for a report and run in a second."""

from nbformat import write
from nbformat.v4 import new_code_cell, new_notebook

from analysis.workspace import Workspace

NAME = "small.ipynb"
PICTURE = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4="
PARAMETERS = """
province = "08"
year = 2023
lang = "vi"
plan = "auto"
letterhead = "auto"
"""
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
TITLE = """
from IPython.display import HTML, display
from analysis import provinces
name = provinces.display_name(provinces.by_code(province, frame="vn63"), lang)
HTML(f'<h1 lang="{lang}">Kết quả của {name} năm {year}</h1><h2 id="a">A</h2>')
"""


def figure(caption: str, anchor: str = "c1") -> str:
    """Return a cell that shows a figure."""
    html = (
        f'<figure id="{anchor}"><img alt="A" src="{PICTURE}">'
        f"<figcaption>{caption}</figcaption></figure>"
    )
    return f"HTML({html!r})"


def small(workspace: Workspace, *cells: str, name: str = NAME) -> str:
    """Write a notebook with a title and some cells into a workspace and return its name."""
    first = new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
    rest = [new_code_cell(source) for source in (TITLE, *cells)]
    notebook = new_notebook(
        cells=[first, *rest],
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}
        },
    )
    write(notebook, workspace.notebooks / name)
    return name
