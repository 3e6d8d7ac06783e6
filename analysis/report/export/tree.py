"""Read and write HTML fragments as element trees.

The standard library can write HTML from an element tree but not read it; the reader here
relies on markup that a sanitiser has already made well-formed.
"""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder, tostring

VOID = frozenset({"br", "hr", "img", "input", "wbr"})
# Deeper elements lose their tags and keep their text: no report nests so far, and both the
# writer of the standard library and the PDF compiler are recursive.
DEEPEST = 24
HEADING = re.compile(r"h[1-6]")


class _Reader(HTMLParser):
    """Feed the events of well-formed HTML to a tree builder."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = TreeBuilder()
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += 1
        if self.depth <= DEEPEST:
            self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self._end(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._end(tag)

    def _end(self, tag: str) -> None:
        if self.depth <= DEEPEST:
            self.builder.end(tag)
        self.depth -= 1

    def handle_data(self, data: str) -> None:
        self.builder.data(data)


def parse(html: str) -> Element:
    """Return the tree of a sanitised fragment.

    Parameters
    ----------
    html : str
        Well-formed HTML, as `sanitise.clean` gives it.

    Returns
    -------
    Element
        A `div` that holds the fragment.

    Examples
    --------
    >>> [child.tag for child in parse("<h1>A</h1><p>b<br>c</p>")]
    ['h1', 'p']
    """
    reader = _Reader()
    reader.feed(f"<div>{html}</div>")
    reader.close()
    return reader.builder.close()


def write(elements: Iterable[Element]) -> str:
    """Return elements as HTML, each with the text that follows it.

    Parameters
    ----------
    elements : iterable of Element

    Returns
    -------
    str

    Examples
    --------
    >>> write(parse('<p title="&quot;">a &lt; b<br>c</p>'))
    '<p title="&quot;">a &lt; b<br>c</p>'
    """
    return "".join(tostring(element, encoding="unicode", method="html") for element in elements)


def text(element: Element) -> str:
    """Return the text in an element, white space collapsed.

    Parameters
    ----------
    element : Element

    Returns
    -------
    str

    Examples
    --------
    >>> text(parse("<p>Điểm  <em>số</em></p>"))
    'Điểm số'
    """
    return " ".join("".join(element.itertext()).split())


def headings(root: Element) -> Iterator[Element]:
    """Yield the headings below an element in order.

    Parameters
    ----------
    root : Element

    Yields
    ------
    Element

    Examples
    --------
    >>> [heading.tag for heading in headings(parse("<h1>A</h1><div><h2>B</h2></div>"))]
    ['h1', 'h2']
    """
    return (element for element in root.iter() if HEADING.fullmatch(element.tag))
