"""What the page of a province shows of its executed report: some outputs, in an order of its own.

A whole report is more than a page of the web may weigh. What is left out stands in the full
report, where the links to it lead.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from analysis.blocks import Block, heading
from analysis.errors import ReportFailed
from analysis.report.export import tree
from analysis.report.export.document import HIDDEN, document_tree
from analysis.report.export.inline import CLASS
from analysis.report.export.outline import is_aside
from analysis.report.export.structure import has_class
from analysis.wording import Language
from analysis.wording.language import mark

# The parts of the page: a heading, or none where the outputs bring their own, and the anchors of
# what stands below it. An output is shown if it holds one of them.
_PARTS: Sequence[tuple[str, Sequence[str]]] = (
    ("", ("summary",)),
    ("", ("general", "t1-papi", "c2-papi", "t1-par_index", "t1-sipas")),
    (
        mark("Results by domain and dimension"),
        ("papi", "t10", "c3", "subdimensions", "par-index", "t3", "sipas", "t8"),
    ),
    (mark("Outlook and targets"), ("outlook-papi", "fan-papi", "plan", "targets")),
    (mark("Map and provinces to compare with"), ("c8", "t12-papi", "peers-papi")),
)
_PICTURES = frozenset({"c2-papi", "c3", "fan-papi", "c8"})

_SECTION = re.compile(r'<h2[^>]*\sid="([^"\s]+)"[^>]*>([^<]+)</h2>')
_ANCHOR = re.compile(r'id="([^"]*)"')
_HEADING = re.compile(r"(</?h)([2-5])\b")
_NUMBER = re.compile(r"\w+ \d+\. ")


@dataclass(frozen=True)
class Excerpt:
    """A part of a report.

    Attributes
    ----------
    body : Block
        Clean, with headings from level 2.
    rest : tuple of (str, str)
        Anchor and title of the sections that only the full report shows.
    """

    body: Block
    rest: tuple[tuple[str, str], ...]


def excerpt(
    file: Path, language: Language, *, report: str = "", pages: Mapping[str, str] | None = None
) -> Excerpt:
    """Return what the page of a province shows of a report.

    Parameters
    ----------
    file : Path
        The executed notebook.
    language : Language
    report : str
        Address of the full report; links to what is left out lead there, and without it nowhere.
    pages : mapping of str to str, optional
        Addresses by the names that lead there as heads of the rows of tables.

    Returns
    -------
    Excerpt

    Raises
    ------
    ReportFailed
        If the file is no executed notebook.

    Examples
    --------
    >>> import tempfile, nbformat
    >>> from analysis.wording import language
    >>> v4 = nbformat.v4
    >>> shown = '<h2 id="summary">Tóm tắt</h2>', '<h2 id="tasks">Nhiệm vụ</h2>'
    >>> outputs = [v4.new_output("display_data", {"text/html": html}) for html in shown]
    >>> cells = [v4.new_code_cell(outputs=[output]) for output in outputs]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "report.ipynb")
    ...     nbformat.write(v4.new_notebook(cells=cells), file)
    ...     found = excerpt(file, language("vi"))
    >>> found.body.html, found.rest
    ('<h2 id="summary">Tóm tắt</h2>', (('tasks', 'Nhiệm vụ'),))
    """
    outputs = list(_outputs(file))
    placed = _placed(outputs)
    shown = [html for part in _PARTS for html in _part(placed, language, *part)]
    root = _clean(file, shown)
    _leave_pictures(root)
    _renumber(root)
    _lead_on(root, report)
    _name_pages(root, pages or {})
    _widen_charts(root)
    anchors = {anchor for _, wanted in _PARTS for anchor in wanted}
    found = (pair for html in outputs for pair in _SECTION.findall(html))
    return Excerpt(
        body=Block(tree.write(root)),
        rest=tuple((anchor, unescape(words)) for anchor, words in found if anchor not in anchors),
    )


def _outputs(file: Path) -> Iterator[str]:
    """Yield the HTML that the cells of a notebook show, unsafe as yet."""
    import nbformat

    try:
        notebook = nbformat.read(file, as_version=4)
        cells = [
            (cell["outputs"], set(cell["metadata"].get("tags", ())))
            for cell in notebook["cells"]
            if cell["cell_type"] == "code"
        ]
    except Exception as error:
        # Whatever is wrong in the file, nbformat stumbles over it in its own ways.
        raise ReportFailed(
            f"{_name(file)} is no executed notebook ({type(error).__name__}); make the report again"
        ) from None
    for number, (outputs, tags) in enumerate(cells, start=1):
        for output in outputs:
            if output.get("output_type") == "error":
                raise ReportFailed(
                    f"{_name(file)}: code cell {number} failed with {output.get('ename')}; "
                    "make the report again"
                )
            if not HIDDEN & tags:
                yield str(output.get("data", {}).get("text/html", ""))


def _name(file: Path) -> str:
    return "/".join(file.parts[-3:])


def _placed(outputs: Sequence[str]) -> dict[str, list[str]]:
    """Return the outputs that hold an anchor, by anchor."""
    placed: dict[str, list[str]] = {}
    for html in outputs:
        for anchor in dict.fromkeys(_ANCHOR.findall(html)):
            placed.setdefault(anchor, []).append(html)
    return placed


def _part(
    placed: Mapping[str, Sequence[str]], language: Language, title: str, anchors: Sequence[str]
) -> Iterator[str]:
    """Yield one part of the page, if the report has anything of it."""
    found = dict.fromkeys(html for anchor in anchors for html in placed.get(anchor, ()))
    if title and found:
        yield heading(2, language.text(title)).html
    below = False
    for html in found:
        # The sections of the report come to stand below the heading of the part.
        below = below or bool(title and "<h2" in html)
        yield _HEADING.sub(lambda m: f"{m[1]}{int(m[2]) + 1}", html) if below else html


def _clean(file: Path, shown: Sequence[str]) -> Element:
    """Return outputs as a clean tree, pointers as plain links."""
    from nbformat import from_dict

    plain = [html.replace('<a class="pointer" ', "<a ") for html in shown]
    cells: list[dict[str, Any]] = [
        {"cell_type": "code", "source": "", "outputs": [{"data": {"text/html": html}}]}
        for html in plain
    ]
    try:
        return document_tree(from_dict({"cells": cells, "metadata": {}}))
    except ReportFailed as error:
        raise ReportFailed(f"{_name(file)}: {error}") from None


def _leave_pictures(root: Element) -> None:
    """Leave out pictures that only the full report shows, with the numbers behind them."""
    for parent in list(root.iter()):
        left = False
        for child in list(parent):
            if child.tag == "figure":
                left = child.get("id") not in _PICTURES
            elif not (is_aside(child) or child.tag == "details"):
                left = False
            if left:
                parent.remove(child)


def _renumber(root: Element) -> None:
    """Take away what only belongs to the whole document: its title, numbers, appendix marks."""
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == "h1" or child.get("class") == "reference":
                parent.remove(child)
            elif child.get("class") == "appendix":
                del child.attrib["class"]
            elif child.tag in {"caption", "figcaption"}:
                child.text = _NUMBER.sub("", child.text or "", count=1)


def _lead_on(root: Element, report: str) -> None:
    """Let links to what is left out lead to the full report."""
    here = {element.get("id") for element in root.iter()}
    for link in root.iter("a"):
        address = link.get("href", "")
        if not address.startswith("#") or address[1:] in here:
            continue
        if report:
            link.set("href", f"{report}{address}")
        else:
            link.tag, link.attrib = "span", {}


def _name_pages(root: Element, pages: Mapping[str, str]) -> None:
    """Let the names of provinces that head rows lead to their pages."""
    for head in root.iter("th"):
        address = pages.get(head.text or "")
        if head.get("scope") == "row" and address:
            link = Element("a", {"href": address})
            link.text, head.text = head.text, None
            head.append(link)


def _widen_charts(root: Element) -> None:
    """Put charts into regions that scroll by keyboard and touch: shrunk to a phone none is read."""
    for figure in root.iter("figure"):
        image, caption = figure.find("img"), figure.find("figcaption")
        if image is None or caption is None or has_class(image, CLASS):
            continue
        name = tree.text(caption)
        attributes = {"class": "chart", "role": "region", "tabindex": "0", "aria-label": name}
        region = Element("div", attributes)
        figure[list(figure).index(image)] = region
        region.append(image)
