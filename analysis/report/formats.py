"""The formats of a report, each made from the same page."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.errors import BadParameter
from analysis.report.export.document import Document

DEFAULT = ("html", "pdf")


def _html(notebook: Any, page: Document) -> bytes:
    from nbformat.v4 import new_notebook

    from analysis.report.export.html import DOCUMENT, ReportHTMLExporter

    # Its cells were read already; nbconvert would copy them several times.
    empty, read = new_notebook(metadata=notebook.metadata), {DOCUMENT: page}
    return str(ReportHTMLExporter().from_notebook_node(empty, resources=read)[0]).encode()


def _pdf(_: Any, page: Document) -> bytes:
    from analysis.report.export.pdf import typeset

    return typeset(page)


def _docx(_: Any, page: Document) -> bytes:
    from analysis.report.export.docx import write_docx

    return write_docx(page)


def _xlsx(_: Any, page: Document) -> bytes:
    from analysis.report.export.xlsx import workbook

    return workbook(page)


# In the order of making and listing; what one needs is loaded when it is asked for.
_WRITERS: Mapping[str, Callable[[Any, Document], bytes]] = {
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": _xlsx,
}


def parse(names: Sequence[str]) -> tuple[str, ...]:
    """Check the names of formats.

    Parameters
    ----------
    names : sequence of str

    Returns
    -------
    tuple of str
        Each once, in the order in which they are made.

    Raises
    ------
    BadParameter
        If one is unknown, or there is none.

    Examples
    --------
    >>> parse(["docx", "html", "docx"])
    ('html', 'docx')
    """
    known = ", ".join(_WRITERS)
    for name in names:
        if name not in _WRITERS:
            raise BadParameter(f"unknown format {name!r}; the formats are {known}")
    if not names:
        raise BadParameter(f"no format is asked for; the formats are {known}")
    return tuple(name for name in _WRITERS if name in names)


def write(stem: Path, notebook: Any, page: Document, formats: Sequence[str]) -> dict[str, Path]:
    """Write a report in some formats.

    Parameters
    ----------
    stem : Path
        The files are named so, with the ending of their format.
    notebook : NotebookNode
        The executed notebook.
    page : Document
        What it says.
    formats : sequence of str
        As from `parse`.

    Returns
    -------
    dict of str to Path
        The files by format.

    Raises
    ------
    ReportFailed
        If the page cannot be written in one of them.

    Examples
    --------
    >>> import tempfile
    >>> page = Document("A", "vi", "<h1>A</h1>")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     found = write(Path(folder, "report"), None, page, ["xlsx"])
    ...     found["xlsx"].name
    'report.xlsx'
    """
    made = {}
    for name in formats:
        made[name] = stem.with_name(f"{stem.name}.{name}")
        made[name].write_bytes(_WRITERS[name](notebook, page))
    return made
