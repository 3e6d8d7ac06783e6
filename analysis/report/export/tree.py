"""Read and write HTML fragments as element trees.

The standard library can write HTML from an element tree but not read it into one; the reader
here relies on markup that a sanitiser has already made well-formed.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from xml.etree.ElementTree import Element, TreeBuilder, tostring

VOID = frozenset({"br", "hr", "img", "input", "wbr"})
# Deeper elements lose their tags and keep their text: no report nests so far, and both the
# writer of the standard library and the PDF compiler are recursive.
DEEPEST = 24
HEADING = re.compile(r"h[1-6]")


# A sanitiser closes every element, quotes every value and escapes every other `<`: all is a tag
# or text. The HTML reader of the standard library expects anything and takes five times as long.
_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)([^">]*(?:"[^"]*"[^">]*)*)>|([^<]+)')
_ATTRIBUTE = re.compile(r'([^\s"=/]+)(?:="([^"]*)")?')


def parse(html: str) -> Element:
    """Return the tree of a sanitised fragment.

    Parameters
    ----------
    html : str
        Well-formed HTML, as `sanitise.clean` gives it: every element is closed, every value
        stands in double quotes.

    Returns
    -------
    Element
        A `div` that holds the fragment.

    Examples
    --------
    >>> [child.tag for child in parse("<h1>A</h1><p>b<br>c</p>")]
    ['h1', 'p']
    """
    builder, depth = TreeBuilder(), 0
    for slash, tag, attributes, words in _TOKEN.findall(f"<div>{html}</div>"):
        if words:
            builder.data(unescape(words))
            continue
        if not slash:
            depth += 1
            if depth <= DEEPEST:
                builder.start(tag, _attributes(attributes))
        if slash or tag in VOID:
            if depth <= DEEPEST:
                builder.end(tag)
            depth -= 1
    return builder.close()


def _attributes(written: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(written)}


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
