"""Cut a document for its page: the opening, the contents, what scrolls, pictures to be read."""

import base64
import hashlib
from dataclasses import dataclass
from html import escape
from itertools import takewhile
from pathlib import Path
from xml.etree.ElementTree import Element

from analysis.report.export import inline, tree
from analysis.report.export.document import Document
from analysis.report.export.structure import has_class

# Of every page.
STYLE = Path(__file__).parent / "jupyter/nbconvert/templates/chiso_html/style.css"

_WORDS = 20  # letters in the head of a row that are more than the name of a province


@dataclass(frozen=True)
class Labels:
    """Words of the page that are not in the document.

    Attributes
    ----------
    skip, contents, table, past : str
        The link past the navigation, the head of the contents, the name of a table without
        a caption, the link past a map.
    """

    skip: str
    contents: str
    table: str
    past: str


_LABELS = {
    "vi": Labels(skip="Đến phần nội dung", contents="Mục lục", table="Bảng", past="Bỏ qua bản đồ"),
    "en": Labels(skip="Skip to content", contents="Contents", table="Table", past="Skip the map"),
}


@dataclass(frozen=True)
class Entry:
    """One line of the contents.

    Attributes
    ----------
    id, text : str
        Target and words.
    """

    id: str
    text: str


@dataclass(frozen=True)
class Page:
    """A document cut for its page, all HTML safe to insert.

    Attributes
    ----------
    title, lang : str
        As in the document.
    intro, body : str
        The opening with the `h1`, and the rest.
    contents : tuple of Entry
        The `h2` headings.
    labels : Labels
        In the language of the document.
    """

    title: str
    lang: str
    intro: str
    body: str
    contents: tuple[Entry, ...]
    labels: Labels


def _scroller(table: Element, label: str) -> Element:
    """Return a table in a region that scrolls by keyboard, touch and mouse."""
    caption = table.find("caption")
    name = tree.text(caption) if caption is not None else ""
    # Figures keep to one line, so that heads of rows in words would be squeezed to one word.
    heads = (tree.text(head) for head in table.iterfind("tbody/tr/th"))
    kind = "table worded" if max(map(len, heads), default=0) > _WORDS else "table"
    region = Element(
        "div", {"class": kind, "role": "region", "tabindex": "0", "aria-label": name or label}
    )
    region.append(table)
    region.tail, table.tail = table.tail, None
    return region


def _wrap_tables(root: Element, label: str) -> None:
    pairs = [(parent, child) for parent in root.iter() for child in parent if child.tag == "table"]
    for parent, table in pairs:
        summary = parent.find("summary")
        name = label if summary is None else tree.text(summary)
        parent[list(parent).index(table)] = _scroller(table, name)


def _opening(root: Element) -> int:
    """Return how many of the first elements make the opening."""
    for place, element in enumerate(root):
        if element.tag == "h1" or element.find(".//h1") is not None:
            if element.find(".//h2") is not None:
                return 0
            rest = takewhile(lambda one: has_class(one, "addressees"), root[place + 1 :])
            return place + 1 + len(list(rest))
    return 0


def cut(report: Document) -> Page:
    """Return a document cut for its page.

    Parameters
    ----------
    report : Document

    Returns
    -------
    Page

    Examples
    --------
    >>> cut(Document("A", "en", '<h1>A</h1><h2 id="b">B</h2><p>c</p>')).contents
    (Entry(id='b', text='B'),)
    """
    root = tree.parse(report.body)
    labels = _LABELS.get(report.lang[:2], _LABELS["en"])
    _wrap_tables(root, labels.table)
    inline.read_in(root, past=labels.past)
    inline.spell_out(root)
    cut = _opening(root)
    return Page(
        title=report.title,
        lang=report.lang,
        intro=escape(root.text or "", quote=False) + tree.write(root[:cut]),
        body=tree.write(root[cut:]),
        contents=tuple(
            Entry(heading.attrib["id"], tree.text(heading)) for heading in root.iter("h2")
        ),
        labels=labels,
    )


def csp_hash(style: str) -> str:
    """Return the source expression that lets one style sheet through.

    Parameters
    ----------
    style : str

    Returns
    -------
    str

    Examples
    --------
    >>> csp_hash("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
