"""Put the tree of a document in the order that readers and assistive technology need.

Each function changes the tree in place and mends one thing.
"""

import re
from unicodedata import normalize
from xml.etree.ElementTree import Element

from analysis.report.export import tree

# Characters that no report needs and that can make a name read as another one: control
# characters but for tab and line ends, bidirectional marks and overrides, the byte order mark,
# and the two code points that no XML, and so no office file, may hold.
_MARKS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ufeff\ufffe\uffff]"
)
_LABELS = {
    "vi": {"caption": "Bảng", "figcaption": "Hình"},
    "en": {"caption": "Table", "figcaption": "Figure"},
}
_GENERIC_ALTERNATIVE = {"vi": "Hình minh họa, chưa có mô tả", "en": "Figure without description"}


def _parents(root: Element) -> list[tuple[Element, Element]]:
    return [(parent, child) for parent in root.iter() for child in parent]


def drop(parent: Element, child: Element, replacement: str = "") -> None:
    """Take a child out and leave `replacement` and the text that followed it.

    Parameters
    ----------
    parent, child : Element
    replacement : str

    Examples
    --------
    >>> root = tree.parse("<p>a<b>b</b>c</p>")
    >>> drop(root[0], root[0][0], "B")
    >>> tree.write(root)
    '<p>aBc</p>'
    """
    left = replacement + (child.tail or "")
    place = list(parent).index(child)
    if place:
        before = parent[place - 1]
        before.tail = (before.tail or "") + left
    else:
        parent.text = (parent.text or "") + left
    parent.remove(child)


def marks(root: Element) -> None:
    r"""Remove characters that are not seen but change what is seen, and compose letters.

    Parameters
    ----------
    root : Element

    Examples
    --------
    >>> root = tree.parse("<p>Hà\u202e Nội</p>")
    >>> marks(root)
    >>> tree.write(root)
    '<p>Hà Nội</p>'
    """
    for element in root.iter():
        element.text = element.text and _seen(element.text)
        element.tail = element.tail and _seen(element.tail)
        if "alt" in element.attrib:
            element.set("alt", _seen(element.attrib["alt"]))
        # An address is compared letter by letter: nothing in it is composed.
        for name in element.attrib.keys() & {"id", "href"}:
            element.set(name, _MARKS.sub("", element.attrib[name]))


def _seen(text: str) -> str:
    return normalize("NFC", _MARKS.sub("", text))


def pictures_without_source(root: Element) -> None:
    """Put its text alternative in the place of a picture that was not let through.

    Parameters
    ----------
    root : Element

    Examples
    --------
    >>> root = tree.parse('<p><img alt="Bản đồ"> vẽ</p>')
    >>> pictures_without_source(root)
    >>> tree.write(root)
    '<p>Bản đồ vẽ</p>'
    """
    for parent, child in _parents(root):
        if child.tag == "img" and not child.get("src"):
            drop(parent, child, child.get("alt", ""))


def empty_headings(root: Element) -> None:
    """Remove headings without text.

    Parameters
    ----------
    root : Element

    Examples
    --------
    >>> root = tree.parse("<h1>A</h1><h2> </h2>")
    >>> empty_headings(root)
    >>> tree.write(root)
    '<h1>A</h1>'
    """
    for parent, child in _parents(root):
        if tree.HEADING.fullmatch(child.tag) and not tree.text(child):
            drop(parent, child)


def heading_levels(root: Element, title: Element) -> None:
    """Leave `title` as the one `h1` and close gaps between levels.

    Parameters
    ----------
    root, title : Element

    Examples
    --------
    >>> root = tree.parse("<h1>A</h1><h1>B</h1><h4>C</h4>")
    >>> heading_levels(root, root[0])
    >>> [child.tag for child in root]
    ['h1', 'h2', 'h3']
    """
    above = 0
    for heading in tree.headings(root):
        level = 1 if heading is title else min(max(int(heading.tag[1]), 2), above + 1)
        heading.tag = f"h{level}"
        above = level


def ids(root: Element) -> None:
    """Keep the first of equal ids and give every `h2` one.

    Parameters
    ----------
    root : Element

    Examples
    --------
    >>> root = tree.parse('<h2 id="a">A</h2><p id="a"></p><h2>B</h2>')
    >>> ids(root)
    >>> tree.write(root)
    '<h2 id="a">A</h2><p></p><h2 id="section-1">B</h2>'
    """
    seen: set[str] = set()
    for element in root.iter():
        if element.attrib.get("id") in seen:
            del element.attrib["id"]
        elif "id" in element.attrib:
            seen.add(element.attrib["id"])
    number = 0
    for heading in root.iter("h2"):
        if "id" in heading.attrib:
            continue
        number += 1
        while f"section-{number}" in seen:
            number += 1
        heading.set("id", f"section-{number}")


def alternatives(root: Element, lang: str) -> None:
    """Give a text alternative to pictures that have none.

    Parameters
    ----------
    root : Element
    lang : str
        Language of the document.

    Examples
    --------
    >>> root = tree.parse('<img src="x">')
    >>> alternatives(root, "en")
    >>> root[0].get("alt")
    'Figure without description'
    """
    generic = _GENERIC_ALTERNATIVE.get(lang[:2], _GENERIC_ALTERNATIVE["en"])
    for image in root.iter("img"):
        if not image.get("alt", "").strip():
            image.set("alt", generic)


def captions(root: Element, lang: str) -> None:
    """Write numbers before the captions of tables and of figures, each kind in its own order.

    A section that has no data shows no table, so only the finished page knows the numbers. A
    caption that brings a number of its own keeps it.

    Parameters
    ----------
    root : Element
    lang : str
        Language of the document.

    Examples
    --------
    >>> root = tree.parse("<figure><figcaption>A</figcaption></figure>")
    >>> captions(root, "vi")
    >>> tree.text(root)
    'Hình 1. A'
    """
    labels = _LABELS.get(lang[:2], _LABELS["en"])
    for tag, label in labels.items():
        for number, caption in enumerate(root.iter(tag), start=1):
            if not re.match(rf"{label} \d", tree.text(caption)):
                caption.text = f"{label} {number}. {caption.text or ''}"
