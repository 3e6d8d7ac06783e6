"""Turn the HTML body of a document into plain data for the PDF compiler.

The compiler's template walks this data and never sees markup from a report: text arrives as
strings, so nothing in a name or a figure can be read as a command. (Pandoc's way through
Typst source was measured too: it drops text alternatives and classes, and it dissolves a
table into loose paragraphs when one cell holds a list.)

A node is a string or a mapping whose `t` names its kind; `c` holds its children.
"""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from typing import Any
from unicodedata import category
from xml.etree.ElementTree import Element

from analysis.report.export import flow, grid, outline, tree
from analysis.report.export.measure import FONTS
from analysis.report.export.structure import has_class

Node = str | dict[str, Any]

# Symbols that Tinos lacks and DejaVu Sans Mono has, which the compiler carries.
SYMBOLS = frozenset("△▽◆◇↗↘✓✗✔✘★☆☐☑⚠")
UNKNOWN = "□"

_INLINE = {
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "emph"),
    **dict.fromkeys(("code", "kbd", "samp"), "code"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "del"), "strike"),
    "sub": "sub",
    "sup": "super",
    "small": "small",
}
_BLOCK = {
    "p": "p",
    "caption": "p",
    "figcaption": "p",
    "blockquote": "quote",
    "li": "item",
    "dt": "term",
    "dd": "quote",
}
_CONTAINERS = frozenset(
    {"div", "section", "header", "footer", "blockquote", "ul", "ol", "dl", "figure"}
)
# Paragraphs that look otherwise than text, by their class.
_PARAGRAPHS = {
    "note": "aside",
    "source": "aside",
    "addressees": "addressees",
    "reference": "reference",
    "draft": "draft",
}
_EXTENSION = {"svg+xml": "svg", "png": "png", "jpeg": "jpg"}
_LONG_WORD = re.compile(r"\S{41,}")
_PIECE = re.compile(r"\S{8}(?=\S)")


@cache
def _glyphs() -> frozenset[int]:
    """Return the code points that all four fonts of the page have."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    drawn = []
    for path in FONTS.glob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            drawn.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*drawn)


def missing(text: str) -> set[str]:
    """Return the characters that the page cannot show.

    Parameters
    ----------
    text : str

    Returns
    -------
    set of str

    Examples
    --------
    >>> missing("Điểm ≥ 80 % 漢")
    {'漢'}
    """
    return {
        character
        for character in set(text) - SYMBOLS
        if not character.isspace()
        and (ord(character) not in _glyphs() or "\ue000" <= character <= "\uf8ff")
    }


def _stand_in(character: str) -> str:
    """Return what stands for a character that no font has: nothing for an invisible one."""
    invisible = category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"
    return "" if invisible else UNKNOWN


def _has_content(figure: Element) -> bool:
    """Tell whether a figure shows anything besides its caption."""
    return any(
        tree.text(child) or child.find(".//img") is not None or child.tag == "img"
        for child in figure
        if child.tag != "figcaption"
    )


@dataclass
class _Writer:
    """What is gathered on the way through the tree."""

    targets: frozenset[str]
    stand_ins: dict[int, str]
    files: dict[str, bytes] = field(default_factory=dict)

    def text(self, text: str) -> str:
        """Return text that the page can show and break: no word is longer than a line."""
        return _LONG_WORD.sub(
            lambda word: _PIECE.sub("\\g<0>\u200b", word[0]), text.translate(self.stand_ins)
        )

    def image(self, element: Element) -> Node:
        head, _, data = element.attrib["src"].partition(";base64,")
        name = f"{len(self.files) + 1}.{_EXTENSION[head.removeprefix('data:image/')]}"
        self.files[name] = base64.b64decode(data)
        return {"t": "image", "src": name, "alt": self.text(element.get("alt", ""))}

    def words(self, text: str | None, *, within: str) -> Iterator[Node]:
        """Yield text with white space collapsed, the spaces at its ends apart."""
        collapsed = self.text(re.sub(r"[ \t\r\n\f]+", " ", text or ""))
        core = collapsed.strip(" ")
        if not core and within in _CONTAINERS:
            return
        if collapsed.startswith(" "):
            yield " "
        if core:
            yield core
        if core and collapsed.endswith(" "):
            yield " "

    def children(self, element: Element) -> list[Node]:
        """Return what stands in an element."""
        nodes = [*self.words(element.text, within=element.tag)]
        elements = list(element)
        for child, following in zip_longest(elements, elements[1:]):
            nodes += self.nodes(child, following)
            nodes += self.words(child.tail, within=element.tag)
        return nodes

    def nodes(self, element: Element, following: Element | None) -> list[Node]:
        """Return the nodes of one element; those without a meaning give their children.

        What a page folds away is nothing to print.
        """
        if element.tag == "details":
            return []
        node = self.node(element)
        if node is None:
            return self.anchor(element) + self.children(element)
        if isinstance(node, dict):
            if element.get("id") in self.targets:
                node["id"] = element.attrib["id"]
            if node["t"] in {"figure", "table", "aside"}:
                node["sticky"] = following is not None and outline.is_aside(following)
        return [node]

    def anchor(self, element: Element) -> list[Node]:
        return (
            [{"t": "anchor", "id": element.attrib["id"]}]
            if (element.get("id") in self.targets)
            else []
        )

    def node(self, element: Element) -> Node | None:
        """Return the node of an element, or None if it only holds others."""
        tag = element.tag
        match tag:
            case "br":
                return {"t": "br"}
            case "hr":
                return {"t": "rule"}
            case "img":
                return self.image(element)
            case "a" if element.get("href"):
                return self.link(element)
            case "pre":
                text = self.text("".join(element.itertext()).strip("\n"))
                return {"t": "pre", "s": text, "width": max(map(len, text.splitlines() or [""]))}
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                return self.heading(element)
            case "header" | "footer" if has_class(element, "letterhead") or has_class(
                element, "closing"
            ):
                return {"t": element.attrib["class"], **self.parts(element)}
            case "section" if has_class(element, "appendix"):
                nodes = self.children(element)
                turned = any(isinstance(n, dict) and n.get("wide") for n in nodes)
                return {"t": "appendix", "c": nodes, "turned": turned}
            case "ul" | "ol" if element.find("li") is not None:
                return self.list(element)
            case "figure" if _has_content(element):
                return self.figure(element)
            case "table" if element.find(".//tr/*") is not None:
                return self.table(element)
        kind = _INLINE.get(tag) or _BLOCK.get(tag)
        if kind is None:
            return None
        if tag == "p":
            kind = next((_PARAGRAPHS[c] for c in _PARAGRAPHS if has_class(element, c)), kind)
        return {"t": kind, "c": self.children(element)}

    def heading(self, element: Element) -> Node:
        """Return a heading; the kind of a document or appendix stands on a line of its own."""
        parts = {child.get("class"): child for child in element if child.tag == "span"}
        kind, subject = parts.get("kind"), parts.get("subject")
        return {
            "t": "heading",
            "level": int(element.tag[1]),
            "kind": [] if kind is None else self.children(kind),
            "c": self.children(element if subject is None else subject),
        }

    def parts(self, element: Element) -> dict[str, Any]:
        """Return the lines of an official part by their class, and those of its list."""
        return {
            "lines": {p.get("class", ""): self.children(p) for p in element.iter("p")},
            "items": [self.children(item) for item in element.iter("li")],
        }

    def link(self, element: Element) -> Node | None:
        address = element.attrib["href"]
        if not address.startswith("#"):
            return {"t": "link", "to": address, "c": self.children(element)}
        if address[1:] in self.targets:
            return {"t": "jump", "to": address[1:], "c": self.children(element)}
        return None

    def list(self, element: Element) -> Node:
        return {
            "t": element.tag,
            "start": int(element.get("start", "1")),
            "long": any(len(tree.text(item)) > 1000 for item in element.findall("li")),
            "c": [self.children(item) for item in element.findall("li")],
        }

    def figure(self, element: Element) -> Node:
        caption = element.find("figcaption")
        body = [
            node for child in element if child is not caption for node in self.nodes(child, None)
        ]
        return {
            "t": "figure",
            "caption": [] if caption is None else self.children(caption),
            "c": body,
        }

    def table(self, element: Element) -> Node:
        caption = element.find("caption")
        layout = grid.layout(element)
        wide = grid.is_wide(layout)
        frame = "dataframe" in element.get("class", "").split()
        return {
            "t": "table",
            "caption": [] if caption is None else self.children(caption),
            "columns": layout.columns,
            "widths": grid.widths(layout, line=grid.TURNED if wide else grid.UPRIGHT),
            "wide": wide,
            "fill": min(1.0, grid.TURNED / max(grid.needed(layout), 1)),
            "head": layout.head,
            "long": layout.rows > 16 or len(tree.text(element)) > 1500,
            "cells": [
                {
                    "x": cell.column,
                    "y": cell.row,
                    "w": cell.width,
                    "h": cell.height,
                    "head": cell.row < layout.head,
                    "num": "num" in cell.element.get("class", "").split()
                    or (frame and cell.element.tag == "td"),
                    "c": self.children(cell.element),
                    "long": len(tree.text(cell.element)) > 400,
                }
                for cell in layout.cells
            ],
        }


@dataclass(frozen=True)
class Manuscript:
    """A document as data for the compiler.

    Attributes
    ----------
    nodes : list
        The nodes of the body.
    official : bool
        Whether it has the head of an official document.
    files : dict of str to bytes
        Pictures by the name that the nodes use.
    unknown : frozenset of str
        Visible characters that no font of the page has; each stands as `□`.
    """

    nodes: list[Node]
    official: bool
    files: dict[str, bytes]
    unknown: frozenset[str]


def manuscript(body: str) -> Manuscript:
    """Return the data from which the compiler sets a body.

    Parameters
    ----------
    body : str
        The body of a `Document`.

    Returns
    -------
    Manuscript

    Examples
    --------
    >>> manuscript('<h1>A</h1><p class="note">#b <em>c</em></p>').nodes
    [{'t': 'heading', 'level': 1, 'kind': [], 'c': ['A']},
     {'t': 'aside', 'c': ['#b', ' ', {'t': 'emph', 'c': ['c']}], 'sticky': False}]
    """
    root = tree.parse(body)
    everything = "".join([*root.itertext(), *(image.get("alt", "") for image in root.iter("img"))])
    stand_ins = {character: _stand_in(character) for character in missing(everything)}
    ids = {element.get("id") for element in root.iter()}
    wanted = {link.get("href", "")[1:] for link in root.iter("a")}
    writer = _Writer(
        targets=frozenset(name for name in wanted if name and name in ids),
        stand_ins=str.maketrans(stand_ins),
    )
    nodes = writer.children(root)
    official = any(isinstance(node, dict) and node["t"] == "letterhead" for node in nodes)
    return Manuscript(
        nodes=flow.arranged(nodes, floating=official),
        official=official,
        files=writer.files,
        unknown=frozenset(character for character, shown in stand_ins.items() if shown),
    )
