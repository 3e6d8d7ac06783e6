"""Put pictures that can be read into the page itself, where a pointer and the keyboard find them.

In `<img>` an SVG is one dead picture: no titles, no focus. A map becomes part of the page
instead, if it holds nothing but what a chart of ours is made of. What a notebook brings is
untrusted: everything is on a list, and a picture with anything else stays an `<img>`.
"""

import base64
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, fromstring

from analysis.report.export import tidy
from analysis.report.export.steps import steps

CLASS = "readable"
_PREFIX = "data:image/svg+xml;base64,"
_PLAIN = "data:image/svg+xml,"
# What would end the address or stand for something else in it, the sign of the others first.
_RESERVED = {c: f"%{ord(c):02X}" for c in '% #<>&"\n\r\t'}
_PATH = re.compile(r' d="([^"]*)"')
_BETWEEN = re.compile(r"(?<=\d) (?=[\d.])")
_SVG, _XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
_ELEMENTS = frozenset(
    ("a", "clipPath", "defs", "desc", "g", "path", "pattern", "rect", "svg", "title", "use")
)
# What each attribute may hold; a reference only leads to an id of the same picture.
_NUMBER = r"-?[\d.]+(e-?\d+)?(pt|px|%)?"
_WORD = r"[a-zA-Z-]{1,40}"
_PAINT = r"none|[a-zA-Z]{1,20}|#[0-9a-fA-F]{3,8}|url\(#[\w.-]+\)"
_VALUES = {
    name: re.compile(pattern)
    for names, pattern in (
        ("x y width height stroke-width opacity fill-opacity stroke-opacity stroke-dashoffset"
         " stroke-miterlimit version", _NUMBER),
        ("d", r"[\sMLQCHVSTAZmlqchvstaz\d.,e+-]*"),
        ("transform", r"([a-zA-Z]+\([-\d.,e\s]+\)\s*)*"),
        ("viewBox stroke-dasharray", r"[-\d.,e\s]+|none"),
        ("fill stroke", _PAINT),
        ("clip-path", r"url\(#[\w.-]+\)"),
        ("id", r"[\w.-]{1,200}"),
        ("stroke-linejoin stroke-linecap fill-rule clip-rule patternUnits", _WORD),
        ("role", "img"),
        ("tabindex", "0"),
    )
    for name in names.split()
}  # fmt: skip
# Nothing that runs: an address of the web, a place on the page, or a file beside it.
_ADDRESS = re.compile(r"https?://[^\s\\]+|#[\w.-]+|(?!/)[\w./?=&%-]+(#[\w.-]*)?")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


def read_in(root: Element, *, past: str) -> None:
    """Replace the readable pictures of a page by their SVG.

    Parameters
    ----------
    root : Element
        Changed in place.
    past : str
        What the link past a picture says, for those who go by keyboard.

    Examples
    --------
    >>> from analysis.report.export import tree
    >>> svg = b'<svg xmlns="http://www.w3.org/2000/svg"><g><title>A: 1</title></g></svg>'
    >>> data = base64.b64encode(svg).decode()
    >>> page = tree.parse(f'<figure id="m"><img class="readable" alt="Bản đồ"'
    ...                   f' src="data:image/svg+xml;base64,{data}"></figure>')
    >>> read_in(page, past="Bỏ qua")
    >>> tree.write(page)
    '<figure id="m"><a class="past" href="#m-end">Bỏ qua</a><svg class="readable" role="group"
    aria-label="Bản đồ"><g><title>A: 1</title></g></svg><span
    id="m-end"></span></figure>'
    """
    taken = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
    for number, (parent, image) in enumerate(list(_pictures(root)), start=1):
        found = drawing(image.get("src", ""))
        if found is None or not taken.isdisjoint(ids := set(_ids(found))):
            continue
        end = _free(f"{parent.get('id') or f'picture-{number}'}-end", taken | ids)
        taken |= ids | {end}
        attributes = {"class": CLASS, "role": "group", "aria-label": image.get("alt", "")}
        found.attrib = attributes | {k: v for k, v in found.attrib.items() if k != "role"}
        link, after = (
            Element("a", {"class": "past", "href": f"#{end}"}),
            Element("span", {"id": end}),
        )
        link.text, after.tail = past, image.tail
        place = list(parent).index(image)
        parent[place : place + 1] = [link, found, after]


def spell_out(root: Element) -> None:
    """Write the SVG of `<img>` as text in its address, much shorter than in base64.

    Parameters
    ----------
    root : Element
        Changed in place.

    Examples
    --------
    >>> from analysis.report.export import tree
    >>> page = tree.parse(f'<img alt="A" src="{_PREFIX}PHN2ZyBpZD0iYSIvPg==">')
    >>> spell_out(page)
    >>> page[0].get("src")
    "data:image/svg+xml,%3Csvg%20id='a'/%3E"
    """
    for image in root.iter("img"):
        address = image.get("src", "")
        if not address.startswith(_PREFIX):
            continue
        text = base64.b64decode(address.removeprefix(_PREFIX)).decode("utf-8", "replace")
        text = _PATH.sub(_path, text)
        # The quotes that HTML would escape can be spared only where the others are not used.
        if "'" not in text:
            image.set("src", _PLAIN + _quoted(text.replace('"', "'")))


def _quoted(text: str) -> str:
    # One sign after the other takes an eighth of the time of `str.translate`.
    for sign, code in _RESERVED.items():
        text = text.replace(sign, code)
    return text


def _path(found: re.Match[str]) -> str:
    """Return the attribute `d` in steps, apart by commas: a blank takes three signs."""
    return f' d="{_BETWEEN.sub(",", steps(found[1]))}"'


def drawing(address: str) -> Element | None:
    """Return the SVG in a `data:` address as elements of a page, if a page may hold it.

    Parameters
    ----------
    address : str

    Returns
    -------
    Element or None
        None if it is no SVG or anything in it is not on the list.

    Examples
    --------
    >>> bad = b'<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'
    >>> drawing(_PREFIX + base64.b64encode(bad).decode()) is None
    True
    """
    if not address.startswith(_PREFIX):
        return None
    data = base64.b64decode(address.removeprefix(_PREFIX))
    # No picture of ours declares a document type, which could define entities.
    if b"<!" in data or b"<?" in data:
        return None
    try:
        found = fromstring(data)
    except ParseError:
        return None
    if found.tag != f"{_SVG}svg" or not all(_is_right(e) for e in found.iter()):
        return None
    for element in found.iter():
        element.tag = element.tag.removeprefix(_SVG)
        element.attrib = {k.removeprefix(_XLINK): v for k, v in element.attrib.items()}
        if "d" in element.attrib:
            element.set("d", steps(element.attrib["d"]))
    tidy.marks(found)
    return found if _leads_inside(found) else None


def _pictures(root: Element) -> Iterator[tuple[Element, Element]]:
    for parent in root.iter():
        for child in parent:
            if child.tag == "img" and CLASS in child.get("class", "").split():
                yield parent, child


def _ids(root: Element) -> Iterator[str]:
    return (element.attrib["id"] for element in root.iter() if "id" in element.attrib)


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "-end"
    return name


def _is_right(element: Element) -> bool:
    if not element.tag.startswith(_SVG):
        return False
    tag = element.tag.removeprefix(_SVG)
    return tag in _ELEMENTS and all(_is_allowed(tag, *pair) for pair in element.attrib.items())


def _is_allowed(tag: str, name: str, value: str) -> bool:
    if name.removeprefix(_XLINK) == "href":
        return bool(
            re.fullmatch(r"#[\w.-]+", value) if tag == "use"
            else tag == "a" and _ADDRESS.fullmatch(value)
        )  # fmt: skip
    pattern = _VALUES.get(name)
    return pattern is not None and pattern.fullmatch(value) is not None


def _leads_inside(root: Element) -> bool:
    """Tell whether ids are unique and every reference has its target, none in a circle."""
    ids = list(_ids(root))
    wanted = {
        target
        for element in root.iter()
        for value in element.attrib.values()
        for target in _REFERENCE.findall(value)
    }
    used = {element.get("href", "")[1:] for element in root.iter("use")}
    # What is used is a shape and uses nothing itself: copies of copies could fill a memory.
    shapes = {e.get("id") for e in root.iter("path")} | {e.get("id") for e in root.iter("rect")}
    return len(ids) == len(set(ids)) and wanted <= set(ids) and used <= shapes
