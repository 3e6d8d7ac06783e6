"""Walk the tree of a document and write it as paragraphs, tables and pictures."""

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from itertools import zip_longest
from xml.etree.ElementTree import Element

from docx.oxml.ns import qn

from analysis.report.export import grid, outline, tree
from analysis.report.export.word import official, tables
from analysis.report.export.word.lines import INLINE, PLAIN, Desk, Line, Look
from analysis.report.export.word.pages import Section
from analysis.report.export.word.xml import Xml, el, give, paragraph, words

TEXT = "BodyText"
_LABEL = re.compile(r"(Bảng|Hình|Table|Figure) (\d+)")
_PARAGRAPHS = {
    "draft": "Draft",
    "courtesy": "Courtesy",
    "addressees": "Addressees",
    "reference": "AppendixReference",
    "note": "Note",
    "source": "Note",
}
_DEEPEST = 2  # level of lists, from 0
# What may stand on a page across with the table.
_WITH_TABLE = frozenset({"AppendixReference", "TableCaption", "Note"})


class Flow:
    """Blocks that stand one below the other, in a cell or on pages.

    Parameters
    ----------
    desk : Desk
    room : int
        Width in twips.
    """

    def __init__(self, desk: Desk, *, room: int) -> None:
        self.blocks: list[Xml] = []
        self._desk, self._room = desk, room
        self._level = -1

    @property
    def turned(self) -> bool:
        """Whether the page lies on its long side."""
        return False

    def children(self, element: Element, style: str = TEXT, look: Look = PLAIN) -> None:
        """Write what stands in an element."""
        line = self._words(None, element.text, style, look)
        elements = list(element)
        for child, following in zip_longest(elements, elements[1:]):
            if _stands_in_a_line(child):
                line = line or self.line(style)
                line.element(child, look)
            else:
                line = None
                self.block(child, following, style)
            line = self._words(line, child.tail, style, look)

    def line(self, style: str) -> Line:
        """Begin a paragraph."""
        made = Line(self._desk, style, room=self._room)
        self.blocks.append(made.xml)
        return made

    def block(self, element: Element, following: Element | None, style: str) -> None:
        """Write an element that stands below others; one without a meaning is its children."""
        match element.tag:
            case "details":  # folded away on a screen, nothing to print
                return
            case "p":
                self._paragraph(element, following, style)
            case "ul" | "ol" if element.find("li") is not None:
                self._list(element, style)
            case "figure":
                self._figure(element, following)
            case "table" if element.find(".//tr/*") is not None:
                self.table(element, following)
            case "pre":
                self.line("Preformatted").lines("".join(element.itertext()).strip("\n"))
            case "hr":
                self.blocks.append(paragraph("Rule"))
            case "dt":
                self.children(element, style, Look(bold=True))
            case "blockquote" | "dd":
                self.children(element, "Quote" if style == TEXT else style)
            case _:
                self._desk.expect(element.get("id", ""))
                self.children(element, style)

    def table(self, element: Element, following: Element | None) -> None:
        """Write a table with its caption."""
        self._desk.expect(element.get("id", ""))
        caption = element.find("caption")
        if caption is not None:
            self._caption(caption, "TableCaption")
        if self.blocks and self.blocks[-1].tag == qn("w:tbl"):
            # Without anything between them, Word makes two tables one.
            self.blocks.append(paragraph("TableText"))
        sticky = following is not None and outline.is_aside(following)
        self.blocks.append(
            tables.table(element, self._cell, room=self._room, turned=self.turned, sticky=sticky)
        )

    def _words(self, line: Line | None, text: str | None, style: str, look: Look) -> Line | None:
        if line is None and not (text or "").strip():
            return None
        line = line or self.line(style)
        line.text(text, look)
        return line

    def _paragraph(self, element: Element, following: Element | None, style: str) -> None:
        if style == TEXT:
            names = element.get("class", "").split()
            style = next((_PARAGRAPHS[name] for name in names if name in _PARAGRAPHS), style)
        self._desk.expect(element.get("id", ""))
        before = len(self.blocks)
        self.children(element, style)
        if style == "Note" and following is not None and outline.is_aside(following):
            for made in self.blocks[before:]:
                give(made, el("keepNext"))

    def _list(self, element: Element, style: str) -> None:
        ordered = element.tag == "ol"
        first = int(element.get("start", "1"))
        sources = "sources" in element.get("class", "").split()
        own = "Sources" if sources else "ListNumber" if ordered else "ListBullet"
        in_cell = style != TEXT and not style.startswith("List")
        number = self._desk.numbers(first, sources=sources) if ordered and not in_cell else 1
        self._level += 1
        for count, item in enumerate(element.findall("li"), start=first):
            before = len(self.blocks)
            self.children(item, style if in_cell else own)
            if len(self.blocks) == before:
                continue
            if in_cell:
                _begin_with(self.blocks[before], f"{count}. " if ordered else "- ")
            elif self.blocks[before].find(".//" + qn("w:numPr")) is None:
                level = min(self._level, _DEEPEST)
                give(
                    self.blocks[before],
                    el("numPr", el("ilvl", val=level), el("numId", val=number)),
                )
        self._level -= 1

    def _figure(self, element: Element, following: Element | None) -> None:
        self._desk.expect(element.get("id", ""))
        caption = element.find("figcaption")
        shown = copy(element)
        shown[:] = [child for child in element if child is not caption]
        self.children(shown, "Figure")
        if caption is not None:
            made = self._caption(caption, "Caption")
            if following is not None and outline.is_aside(following):
                give(made.xml, el("keepNext"))

    def _caption(self, element: Element, style: str) -> Line:
        """Write a caption; its number is a field, so that tables can be added in Word."""
        line = self.line(style)
        found = _LABEL.match(element.text or "")
        rest = copy(element)
        if found:
            line.text(f"{found[1]} ")
            line.field(self._desk.sequence(found[1], int(found[2])), found[2])
            rest.text = (element.text or "")[found.end() :]
        line.content(rest)
        return line

    def _cell(self, element: Element, style: str, room: int) -> list[Xml]:
        flow = Flow(self._desk, room=room)
        flow.children(element, style)
        if not flow.blocks or flow.blocks[-1].tag == qn("w:tbl"):
            flow.blocks.append(paragraph(style))
        return flow.blocks


class Pages(Flow):
    """The blocks of a whole document, with its sections and contents.

    Parameters
    ----------
    desk : Desk
    header : str
        Relation of the header with the page number.
    contents : (str, sequence of Element)
        Title of the contents, and the headings in it.
    """

    def __init__(self, desk: Desk, *, header: str, contents: tuple[str, Sequence[Element]]) -> None:
        self._section, self._begun = Section(restart=True, opening=True), 0
        self._header, self._contents = header, contents
        super().__init__(desk, room=self._section.room)

    @property
    def turned(self) -> bool:
        """Whether the page lies on its long side."""
        return self._section.across

    def line(self, style: str) -> Line:
        """Begin a paragraph, upright again if it does not belong to a table across."""
        if self._section.across and style not in _WITH_TABLE:
            self._turn(Section())
        after_table = bool(self.blocks) and self.blocks[-1].tag == qn("w:tbl")
        made = super().line(style)
        if after_table and style in {TEXT, "ListBullet", "ListNumber"}:
            give(made.xml, el("spacing", before=160))
        return made

    def block(self, element: Element, following: Element | None, style: str) -> None:
        """Write an element that stands below what came before."""
        names = element.get("class", "").split()
        match element.tag:
            case "h1":
                self._title(element)
            case "h2" | "h3" | "h4" | "h5" | "h6":
                self._heading(element)
            case "header" if "letterhead" in names:
                self.blocks += official.letterhead(element)
            case "footer" if "closing" in names:
                if self.blocks and self.blocks[-1].tag == qn("w:p"):
                    # The signature never stands alone on its page.
                    give(self.blocks[-1], el("keepNext"))
                self.blocks += official.closing(element)
            case "section" if "appendix" in names:
                self._appendix(element)
            case _:
                super().block(element, following, style)

    def table(self, element: Element, following: Element | None) -> None:
        """Write a table with its caption; a wide one stands on pages across."""
        across = grid.is_wide(grid.layout(element))
        if across != self._section.across:
            headings = self._headings_at_the_end() if across else []
            self._turn(Section(across=across))
            self.blocks += headings
        super().table(element, following)

    def _headings_at_the_end(self) -> list[Xml]:
        """Take away the last headings: they do not stay behind when a table turns the page."""
        place = len(self.blocks)
        while place > self._begun and _is_heading(self.blocks[place - 1]):
            place -= 1
        taken, self.blocks[place:] = self.blocks[place:], []
        return taken

    def finished(self) -> list[Xml]:
        """Return all blocks, the last section behind them."""
        if not self.blocks or self.blocks[-1].tag == qn("w:tbl"):
            self.blocks.append(paragraph("TableText"))
        return [*self.blocks, self._properties()]

    def _title(self, element: Element) -> None:
        if official.is_official(element):
            self.blocks += official.title(element)
        else:
            self.line("Title").content(element)

    def _heading(self, element: Element) -> None:
        if element.tag == "h2":
            self._write_contents()
        self.line(f"Heading{min(int(element.tag[1]) - 1, 5)}").content(element)

    def _appendix(self, element: Element) -> None:
        inner = copy(element)
        heading = inner.find("h2")
        if heading is not None:
            inner.remove(heading)
        shown = next((child for child in inner if child.get("class") != "reference"), None)
        across = shown is not None and shown.tag == "table" and grid.is_wide(grid.layout(shown))
        self._turn(Section(across=across, restart=True))
        self._desk.expect(element.get("id", ""))
        if heading is not None:
            made = official.appendix_heading(heading)
            self._desk.expect(heading.get("id", ""))
            made[1:1] = self._desk.arrive()
            self.blocks.append(made)
        self.children(inner)

    def _write_contents(self) -> None:
        """Write the list of sections once, as a field that Word can update."""
        title, headings = self._contents
        self._contents = (title, [])
        if len(headings) < 2:
            return
        self.line("TOCHeading").text(title)
        for place, heading in enumerate(headings):
            line = self.line("TOC1")
            if place == 0:
                line.begin_field(r'TOC \o "1-1" \h \z \u')
            link = Element("a", {"href": f"#{heading.get('id', '')}"})
            link.text = tree.text(heading)
            line.element(link)
            if place == len(headings) - 1:
                line.end_field()

    def _turn(self, section: Section) -> None:
        """Begin a section; what is the first on its page needs no new one."""
        if len(self.blocks) > self._begun:
            if self.blocks[-1].tag == qn("w:tbl"):
                self.blocks.append(paragraph("Break"))
            give(self.blocks[-1], self._properties())
            self._begun = len(self.blocks)
            self._section = section
        else:
            self._section = replace(self._section, across=section.across)
        self._room = self._section.room

    def _properties(self) -> Xml:
        header, self._header = self._header, ""
        return self._section.properties(header)


def _is_heading(block: Xml) -> bool:
    style = block.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return style is not None and style.get(qn("w:val"), "").startswith("Heading")


def _stands_in_a_line(element: Element) -> bool:
    return all(inner.tag in INLINE for inner in element.iter())


def _begin_with(block: Xml, text: str) -> None:
    """Write a mark before the text of a paragraph."""
    if block.tag == qn("w:p"):
        block.insert(1, el("r", words(text)))
