"""Write what stands in a paragraph: runs, links, fields, bookmarks, pictures."""

import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree.ElementTree import Element

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart
from docx.shared import Emu

from analysis.report.export.word.pictures import Album
from analysis.report.export.word.xml import Xml, el, paragraph, words

HYPERLINK = RELATIONSHIP_TYPE.HYPERLINK
TALLEST = 11339  # 20 cm in twips: what a picture leaves of a page is for its caption
_EMU = 635  # a twip
SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True)
class Look:
    """How letters look beside what the style of their paragraph says."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    underline: bool = False
    small: bool = False
    code: bool = False
    marked: bool = False
    place: str = ""
    lang: str = ""
    linked: bool = False

    def traits(self) -> Xml:
        """Return the look as run properties, in the order of the schema."""
        flags = {
            "rStyle": {"val": "Hyperlink"} if self.linked else None,
            "rFonts": {"ascii": "Courier New", "hAnsi": "Courier New"} if self.code else None,
            "b": {} if self.bold else None,
            "i": {} if self.italic else None,
            "strike": {} if self.strike else None,
            "sz": {"val": 22} if self.small or self.code else None,
            "highlight": {"val": "yellow"} if self.marked else None,
            "u": {"val": "single"} if self.underline else None,
            "vertAlign": {"val": self.place} if self.place else None,
            "lang": {"val": self.lang} if self.lang else None,
        }
        found = [el(tag, **values) for tag, values in flags.items() if values is not None]
        return el("rPr", *found)


PLAIN = Look()
_LOOKS: Mapping[str, dict[str, Any]] = {
    "bold": dict.fromkeys(("strong", "b"), True),
    "italic": dict.fromkeys(("em", "i", "cite", "dfn", "var"), True),
    "code": dict.fromkeys(("code", "kbd", "samp"), True),
    "underline": dict.fromkeys(("u", "ins"), True),
    "strike": dict.fromkeys(("s", "del"), True),
    "small": {"small": True},
    "marked": {"mark": True},
    "place": {"sub": "subscript", "sup": "superscript"},
}
_STYLED = frozenset(tag for tags in _LOOKS.values() for tag in tags)
INLINE = frozenset({*_STYLED, "a", "abbr", "br", "img", "q", "span", "wbr"})


@dataclass
class Desk:
    """What the paragraphs of a document share.

    Attributes
    ----------
    part : DocumentPart
        The main part, which keeps pictures and addresses.
    album : Album
        The pictures.
    bookmarks : mapping of str to str
        Names of bookmarks by the ids that something leads to.
    """

    part: DocumentPart
    album: Album
    bookmarks: Mapping[str, str]
    _marked: set[str] = field(default_factory=set)
    _expected: list[str] = field(default_factory=list)
    _pictures: int = 0
    _counts: Counter[str] = field(default_factory=Counter)

    def expect(self, name: str) -> None:
        """Let links to an element lead to the next paragraph."""
        self._expected.append(name)

    def arrive(self) -> list[Xml]:
        """Return the marks of what was expected since the last paragraph."""
        names, self._expected = self._expected, []
        return [mark for name in names for mark in self.bookmark(name)]

    def bookmark(self, name: str) -> list[Xml]:
        """Return the marks of a place, once, or nothing if nothing leads there."""
        if name not in self.bookmarks or name in self._marked:
            return []
        self._marked.add(name)
        number = len(self._marked)
        start = el("bookmarkStart", id=number, name=self.bookmarks[name])
        return [start, el("bookmarkEnd", id=number)]

    def picture(self) -> int:
        """Return the number of the next picture."""
        self._pictures += 1
        return self._pictures

    def sequence(self, label: str, number: int) -> str:
        """Return the field that counts captions; one with a number of its own starts anew."""
        self._counts[label] += 1
        anew = "" if number == self._counts[label] else rf" \r {number}"
        self._counts[label] = number
        return rf"SEQ {label} \* ARABIC{anew}"

    def numbers(self, first: int, *, sources: bool) -> int:
        """Return the number of a new list in the numbering part."""
        numbering = self.part.numbering_part.element
        number = len(numbering.num_lst) + 1
        anew = el("lvlOverride", el("startOverride", val=first), ilvl=0)
        abstract = el("abstractNumId", val=2 if sources else 1)
        numbering.append(el("num", abstract, anew, numId=number))
        return number


class Line:
    """A paragraph that is being written.

    Parameters
    ----------
    desk : Desk
    style : str
        Id of the style of the paragraph.
    room : int
        Width of the column in twips.
    """

    def __init__(self, desk: Desk, style: str, *, room: int) -> None:
        self.xml = paragraph(style)
        self._desk, self._room = desk, room
        self._target = self.xml
        self._spaced = True
        self.xml.extend(desk.arrive())

    def mark(self, name: str) -> None:
        """Let links lead here."""
        self.xml.extend(self._desk.bookmark(name))

    def text(self, text: str | None, look: Look = PLAIN) -> None:
        """Write text, its white space collapsed as in a browser."""
        shown = SPACES.sub(" ", text or "")
        shown = shown.lstrip(" ") if self._spaced else shown
        if shown:
            self._spaced = shown.endswith(" ")
            self._run(look, words(shown))

    def lines(self, text: str, look: Look = PLAIN) -> None:
        """Write text as it is, with its spaces and line ends."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self._run(look, el("br"))
            self._run(look, words(line.expandtabs(4)))

    def content(self, element: Element, look: Look = PLAIN) -> None:
        """Write what stands in an element, all of it in this paragraph."""
        self.mark(element.get("id", ""))
        self.text(element.text, look)
        for child in element:
            self.element(child, look)
            self.text(child.tail, look)

    def element(self, element: Element, look: Look = PLAIN) -> None:
        """Write an element that stands in a line."""
        if lang := element.get("lang"):
            look = replace(look, lang=lang)
        match element.tag:
            case "br":
                self._run(look, el("br"))
                self._spaced = True
            case "img":
                self.picture(element)
            case "a":
                self._link(element, look)
            case tag:
                traits = {name: tags[tag] for name, tags in _LOOKS.items() if tag in tags}
                self.content(element, replace(look, **traits))

    def field(self, code: str, shown: str) -> None:
        """Write a field with what it shows until Word updates it."""
        self.begin_field(code)
        self._run(PLAIN, words(shown))
        self.end_field()
        self._spaced = False

    def begin_field(self, code: str) -> None:
        """Begin a field; what is written next is what it shows."""
        self._run(PLAIN, el("fldChar", fldCharType="begin"))
        self._run(PLAIN, words(f" {code} ", tag="instrText"))
        self._run(PLAIN, el("fldChar", fldCharType="separate"))

    def end_field(self) -> None:
        """End a field, perhaps one that began in another paragraph."""
        self._run(PLAIN, el("fldChar", fldCharType="end"))

    def picture(self, element: Element) -> None:
        """Write a picture, never wider than the column nor taller than a page."""
        found = self._desk.album[element.attrib["src"]]
        scale = min(1.0, self._room * _EMU / found.width, TALLEST * _EMU / found.height)
        inline = self._desk.part.new_pic_inline(
            io.BytesIO(found.data), Emu(int(found.width * scale)), Emu(int(found.height * scale))
        )
        inline.docPr.set("id", str(self._desk.picture()))
        inline.docPr.set("descr", element.get("alt", ""))
        drawing = el("drawing")
        drawing.append(inline)
        self._run(PLAIN, drawing)
        self._spaced = False

    def _link(self, element: Element, look: Look) -> None:
        address = element.get("href", "")
        link = el("hyperlink", history=1)
        if address.startswith("#") and address[1:] in self._desk.bookmarks:
            link.set(qn("w:anchor"), self._desk.bookmarks[address[1:]])
        elif address and not address.startswith("#"):
            link.set(qn("r:id"), self._desk.part.relate_to(address, HYPERLINK, is_external=True))
            look = replace(look, linked=True)
        else:
            self.content(element, look)
            return
        outer, self._target = self._target, link
        self.content(element, look)
        self._target = outer
        outer.append(link)

    def _run(self, look: Look, content: Xml) -> None:
        run = el("r", content)
        if look != PLAIN:
            run.insert(0, look.traits())
        self._target.append(run)
