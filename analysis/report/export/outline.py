"""Find the tables and the sources of a document, with what belongs to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from analysis.report.export import tree

_ASIDE = frozenset({"note", "source"})
# What parts a picture from the numbers behind it.
_ENDS = frozenset({"h2", "h3", "p", "table", "ul"})
_BREAKS = frozenset({"br", "li", "p", "div", "dd", "dt", "blockquote"})


@dataclass(frozen=True)
class Exhibit:
    """A table with its surroundings.

    Attributes
    ----------
    table : Element
    caption : str
        With its number; the numbers behind a picture have the caption of the picture, others
        that are folded away what opens them.
    notes : tuple of str
        Notes and sources right below it.
    section : str
        The `h2` above it.
    """

    table: Element
    caption: str
    notes: tuple[str, ...]
    section: str


def is_aside(element: Element) -> bool:
    """Tell whether an element is a note or a source, which stays with what it follows.

    Parameters
    ----------
    element : Element

    Returns
    -------
    bool

    Examples
    --------
    >>> [is_aside(element) for element in tree.parse('<p class="note">a</p><p>b</p>')]
    [True, False]
    """
    return element.tag == "p" and not _ASIDE.isdisjoint(element.get("class", "").split())


def exhibits(root: Element) -> Iterator[Exhibit]:
    """Yield the tables of a document in order; a table in a cell belongs to the cell.

    Parameters
    ----------
    root : Element

    Yields
    ------
    Exhibit

    Examples
    --------
    >>> html = '<h2>A</h2><table><tr><td>1</td></tr></table><p class="note">b</p>'
    >>> [(exhibit.section, exhibit.notes) for exhibit in exhibits(tree.parse(html))]
    [('A', ('b',))]
    """
    yield from _exhibits(list(root), _Place())


@dataclass
class _Place:
    """What was passed last on the way through a document."""

    section: str = ""
    figure: str = ""
    summary: str = ""


def _exhibits(
    siblings: Sequence[Element], place: _Place, *, folded: bool = False
) -> Iterator[Exhibit]:
    for number, element in enumerate(siblings, start=1):
        if not folded and element.tag in _ENDS and not is_aside(element):
            place.figure = ""
        if element.tag == "h2":
            place.section = tree.text(element)
        elif element.tag == "figcaption":
            place.figure = tree.text(element)
        elif element.tag == "summary":
            place.summary = tree.text(element)
        elif element.tag != "table":
            yield from _exhibits(list(element), place, folded=element.tag == "details")
        elif element.find(".//tr/*") is not None:
            own = element.find("caption")
            folded_name = place.figure or place.summary if folded else ""
            caption = tree.text(own) if own is not None else folded_name
            yield Exhibit(element, caption, tuple(_asides(siblings[number:])), place.section)


def _asides(following: Sequence[Element]) -> Iterator[str]:
    for element in following:
        if not is_aside(element):
            return
        yield tree.text(element)


def sources(root: Element) -> list[tuple[str, str]]:
    """Return the sources that a document lists: what each says, and its address on the web.

    Parameters
    ----------
    root : Element

    Returns
    -------
    list of (str, str)
        An address may be empty.

    Examples
    --------
    >>> html = '<ol class="sources"><li><a href="https://a.vn">A</a>, B</li></ol>'
    >>> sources(tree.parse(html))
    [('A, B', 'https://a.vn')]
    """
    items = [
        item
        for element in root.iter("ol")
        if "sources" in element.get("class", "").split()
        for item in element.findall("li")
    ]
    return [(tree.text(item), address(item)) for item in items]


def address(element: Element) -> str:
    """Return the first address of the web that an element links to, or nothing.

    Parameters
    ----------
    element : Element

    Returns
    -------
    str

    Examples
    --------
    >>> address(tree.parse('<a href="#a">A</a>')), address(tree.parse('<a href="https://b">B</a>'))
    ('', 'https://b')
    """
    found = (link.get("href", "") for link in element.iter("a"))
    return next((href for href in found if not href.startswith("#")), "")


def issuer(root: Element) -> str:
    """Return the name of the body that issues a document, or nothing if it does not say.

    Parameters
    ----------
    root : Element

    Returns
    -------
    str

    Examples
    --------
    >>> html = '<header class="letterhead"><p class="body">SỞ NỘI VỤ</p></header>'
    >>> issuer(tree.parse(html))
    'SỞ NỘI VỤ'
    """
    body = root.find(".//header[@class='letterhead']//p[@class='body']")
    return tree.text(body) if body is not None else ""


def lines(element: Element) -> str:
    r"""Return the text in an element with the line breaks that a reader sees.

    Parameters
    ----------
    element : Element

    Returns
    -------
    str

    Examples
    --------
    >>> lines(tree.parse("a<br>b <ul><li>c</li><li>d</li></ul>"))
    'a\nb\nc\nd'
    """
    parts = "".join(_pieces(element)).split("\v")
    return "\n".join(line for part in parts if (line := " ".join(part.split())))


def _pieces(element: Element) -> Iterator[str]:
    mark = "\v" if element.tag in _BREAKS else ""
    yield mark + (element.text or "")
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield mark
