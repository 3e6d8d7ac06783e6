"""Make one clean document out of an executed notebook.

Only results are kept: what the markdown cells say and what the code cells show. The
document is the one source of every format, so that all of them say the same.
"""

import base64
import binascii
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

from markdown_it import MarkdownIt

from analysis.errors import ReportFailed
from analysis.report.export import structure, tidy, tree
from analysis.report.export.sanitise import clean, picture

HIDDEN = frozenset({"remove_cell", "parameters", "injected-parameters"})
UNTITLED = "Báo cáo"
LANGUAGE = "vi"


@dataclass(frozen=True)
class Document:
    """A report without its page.

    Attributes
    ----------
    title : str
        Text of the first heading.
    lang : str
        Language tag, such as `vi`.
    body : str
        Sanitised HTML with one `h1` that comes first among the headings, no skipped heading
        level, unique ids, an id on every `h2`, and a text alternative on every picture.
    """

    title: str
    lang: str
    body: str


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _rendered(text: str) -> str:
    """Return Markdown as HTML; text cannot hold the style, because its quotes are escaped."""
    return str(_markdown().render(text)).replace('style="text-align:right"', 'class="num"')


def _figure(kind: str, data: bytes, alt: str) -> str:
    source = picture(kind, data)
    return f'<figure><img src="{source}" alt="{escape(alt)}"></figure>'


def _png(data: str, alt: str) -> str:
    try:
        return _figure("png", base64.b64decode("".join(data.split()), validate=True), alt)
    except binascii.Error as error:
        raise ReportFailed(f"a PNG output is not valid base64: {error}") from error


_RENDERERS: dict[str, Callable[[str, str], str]] = {
    "text/html": lambda data, _: data,
    "image/svg+xml": lambda data, alt: _figure("svg+xml", data.encode("utf-8", "replace"), alt),
    "image/png": _png,
    "text/markdown": lambda data, _: _rendered(data),
    "text/plain": lambda data, _: f"<pre>{escape(data)}</pre>",
}


def _joined(text: str | list[str]) -> str:
    """Return a string that the notebook format may have split into lines."""
    return text if isinstance(text, str) else "".join(text)


def _shown(output: Any) -> str:
    """Return the HTML of one output in the best format that it has."""
    data, metadata = output.get("data", {}), output.get("metadata", {})
    for kind, render in _RENDERERS.items():
        if kind in data:
            own = metadata.get(kind)
            alt = (own if isinstance(own, dict) else metadata).get("alt", "")
            return render(_joined(data[kind]), str(alt))
    return ""


def _failure(number: int, cell: Any, output: Any) -> ReportFailed:
    first = next(iter(_joined(cell.source).strip().splitlines()), "")
    return ReportFailed(
        f"cell {number} ({cell.get('id', 'no id')}), which begins {first[:60]!r},"
        f" failed: {output.get('ename')}: {output.get('evalue')}"
    )


def _fragments(nb: Any) -> Iterator[str]:
    """Yield the HTML of the cells, unsafe as yet."""
    for number, cell in enumerate(nb.cells, start=1):
        outputs = cell.get("outputs", [])
        for output in outputs:
            if output.get("output_type") == "error":
                raise _failure(number, cell, output)
        if HIDDEN & set(cell.get("metadata", {}).get("tags", ())):
            continue
        if cell.cell_type == "markdown":
            yield _rendered(_joined(cell.source))
        for output in outputs:
            yield _shown(output)


def _heading(root: Element, fallback: str) -> Element:
    """Return the first `h1`, made first among the headings."""
    first = next(tree.headings(root), None)
    if first is not None and first.tag == "h1":
        return first
    title = Element("h1")
    title.text = fallback
    for parent in root.iter():
        found = parent.find("h1")
        if found is not None:
            tidy.drop(parent, found)
            title = found
            break
    title.tail, root.text = root.text, None
    root.insert(0, title)
    return title


def document(nb: Any) -> Document:
    r"""Return what an executed notebook says.

    Parameters
    ----------
    nb : NotebookNode
        An executed notebook. Code, streams and cells tagged `remove_cell`, `parameters` or
        `injected-parameters` are left out; of each output one format is taken: HTML, else
        SVG, PNG, Markdown or plain text.

    Returns
    -------
    Document

    Raises
    ------
    ReportFailed
        If a cell shows an error, or a picture is no picture.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> document(new_notebook(cells=[new_markdown_cell("# Chỉ số\n\n<script>")]))
    Document(title='Chỉ số', lang='vi', body='<h1>Chỉ số</h1>\n<p>&lt;script&gt;</p>\n')
    """
    root = document_tree(nb)
    heading = next(tree.headings(root))
    body = escape(root.text or "", quote=False) + tree.write(root)
    return Document(title=tree.text(heading), lang=heading.get("lang") or LANGUAGE, body=body)


def document_tree(nb: Any) -> Element:
    """Return what an executed notebook says as the tree that the body of its document is.

    Parameters
    ----------
    nb : NotebookNode
        As for `document`.

    Returns
    -------
    Element
        A `div` that holds the body.

    Raises
    ------
    ReportFailed
        As from `document`.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> [e.tag for e in document_tree(new_notebook(cells=[new_markdown_cell("a")]))]
    ['h1', 'p']
    """
    # Each fragment is cleaned alone: an open tag in one output must not swallow the next.
    root = tree.parse("".join(clean(fragment) for fragment in _fragments(nb)))
    tidy.marks(root)
    tidy.pictures_without_source(root)
    tidy.empty_headings(root)
    heading = _heading(root, str(nb.metadata.get("title") or UNTITLED))
    lang = heading.get("lang") or LANGUAGE
    tidy.heading_levels(root, heading)
    tidy.ids(root)
    tidy.alternatives(root, lang)
    tidy.captions(root, lang)
    if structure.has_class(heading, structure.NUMBERED):
        structure.appendices(root, lang)
        structure.headings(root, lang)
    structure.pointers(root)
    return root
