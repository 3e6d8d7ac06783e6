"""Number the headings and appendices of a page of ours, and fill in what points to them.

A section without data is left out, so only the finished page knows the numbers: I., 1., a) as
in the documents of Vietnamese authorities, and Phụ lục I, II for what stands behind the
signature.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from analysis.report.export import tree

NUMBERED = "numbered"
_SUMMARY, _APPENDED = "summary", "appendix"
_APPENDIX = {"vi": "Phụ lục", "en": "Appendix"}
_LETTERS = {"vi": "abcdđeghiklmnopqrstuvxy", "en": "abcdefghijklmnopqrstuvwxyz"}
_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_LABEL = re.compile(r"\w+ \d+(?=\. )")


def has_class(element: Element, name: str) -> bool:
    """Tell whether an element has a class.

    Examples
    --------
    >>> has_class(tree.parse('<p class="a note">b</p>')[0], "note")
    True
    """
    return name in element.get("class", "").split()


def roman(number: int) -> str:
    """Return a number from 1 to 39 in Roman numerals.

    Examples
    --------
    >>> roman(4), roman(19)
    ('IV', 'XIX')
    """
    return "X" * (number // 10) + _UNITS[number % 10]


def appendices(root: Element, lang: str) -> None:
    """Give the appendices of a page their numbers, a single one none.

    Parameters
    ----------
    root : Element
    lang : str
        Language of the document.

    Examples
    --------
    >>> root = tree.parse('<section class="appendix"><h2>A</h2></section>' * 2)
    >>> appendices(root, "en")
    >>> [tree.text(section) for section in root]
    ['Appendix I. A', 'Appendix II. A']
    """
    found = [*_sections(root, _APPENDED)]
    for number, (section, head) in enumerate(found, start=1):
        section.set("id", f"appendix-{number}")
        word = _in(_APPENDIX, lang)
        label = f"{word} {roman(number)}" if len(found) > 1 else word
        kind, subject = Element("span", {"class": "kind"}), Element("span", {"class": "subject"})
        kind.text, kind.tail = f"{label}.", " "
        subject.text, subject[:] = head.text, head[:]
        head.text, head[:] = None, [kind, subject]


def headings(root: Element, lang: str) -> None:
    """Write numbers before the headings of a page: I., 1., a); a summary has none.

    Parameters
    ----------
    root : Element
    lang : str
        Language of the document.

    Examples
    --------
    >>> root = tree.parse("<h2>A</h2><h3>B</h3><h2>C</h2><h3>D</h3><h4>E</h4>")
    >>> headings(root, "vi")
    >>> [tree.text(heading) for heading in root]
    ['I. A', '1. B', 'II. C', '1. D', 'a) E']
    """
    apart = {id(head) for name in (_SUMMARY, _APPENDED) for _, head in _sections(root, name)}
    letters = _in(_LETTERS, lang)
    sections = items = points = 0
    for heading in tree.headings(root):
        number = ""
        if heading.tag == "h2":
            items = points = 0
            if id(heading) not in apart:
                sections += 1
                number = f"{roman(sections)}. "
        elif heading.tag == "h3":
            items, points = items + 1, 0
            number = f"{items}. "
        elif heading.tag == "h4" and points < len(letters):
            points += 1
            number = f"{letters[points - 1]}) "
        heading.text = number + (heading.text or "")


def pointers(root: Element) -> None:
    """Put the number of what a pointer leads to in the place of its words.

    A pointer that leads nowhere keeps its words and is no link.

    Parameters
    ----------
    root : Element

    Examples
    --------
    >>> root = tree.parse('<p>See <a class="pointer" href="#t">the table</a>.</p>'
    ...                   '<table id="t"><caption>Bảng 3. A</caption></table>')
    >>> pointers(root)
    >>> tree.text(root[0])
    'See Bảng 3.'
    """
    labels = dict(_labels(root))
    for link in root.iter("a"):
        if not has_class(link, "pointer"):
            continue
        label = labels.get(link.get("href", "")[1:])
        if label is None:
            link.tag, link.attrib = "span", {}
        else:
            link.text, link[:] = label, []


def _sections(root: Element, name: str) -> Iterator[tuple[Element, Element]]:
    for section in root.iter("section"):
        head = section.find("h2")
        if has_class(section, name) and head is not None:
            yield section, head


def _labels(root: Element) -> Iterator[tuple[str, str]]:
    for _, head in _sections(root, _APPENDED):
        yield head.get("id", ""), tree.text(head[0]).removesuffix(".")
    for element in root.iter():
        caption = element.find("caption") if element.tag == "table" else None
        caption = element.find("figcaption") if element.tag == "figure" else caption
        label = None if caption is None else _LABEL.match(tree.text(caption))
        if label:
            yield element.get("id", ""), label[0]


def _in(words: dict[str, str], lang: str) -> str:
    return words.get(lang[:2], words["en"])
