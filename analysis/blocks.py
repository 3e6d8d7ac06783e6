"""Pieces of a page: HTML that shows itself in a notebook and that the exporters read.

All text is escaped here; nothing else in the package writes HTML by hand but `tables`.
"""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Block:
    """A piece of a page.

    Attributes
    ----------
    html : str
        Semantic HTML without styles or scripts.
    """

    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __add__(self, other: "Block") -> "Block":
        """Return both, one after the other."""
        return Block(self.html + other.html)


EMPTY = Block("")


def join(blocks: Iterable[Block]) -> Block:
    """Return blocks one after the other.

    Examples
    --------
    >>> join([paragraph("a"), paragraph("b")]).html
    '<p>a</p><p>b</p>'
    """
    return Block("".join(b.html for b in blocks))


def heading(level: int, text: str, *, anchor: str = "", lang: str = "") -> Block:
    """Return a heading; a page has one of level 1, which names the language.

    Examples
    --------
    >>> heading(2, "I. Căn cứ", anchor="grounds").html
    '<h2 id="grounds">I. Căn cứ</h2>'
    """
    attributes = (f' lang="{escape(lang)}"' if lang else "") + (
        f' id="{escape(anchor)}"' if anchor else ""
    )
    return Block(f"<h{level}{attributes}>{escape(text)}</h{level}>")


def title(text: str, *, lang: str, kind: str = "", contents: bool = True) -> Block:
    """Return the title of a page of ours, whose headings the exporters number.

    Parameters
    ----------
    text : str
    lang : str
        Language of the page.
    kind : str
        Kind of an official document, which stands above its subject.
    contents : bool
        Whether a printed page lists its sections.

    Returns
    -------
    Block

    Examples
    --------
    >>> title("PAPI 2023", lang="vi").html
    '<h1 lang="vi" class="numbered">PAPI 2023</h1>'
    """
    words = escape(text)
    if kind:
        words = f'<span class="kind">{escape(kind)}</span> <span class="subject">{words}</span>'
    css = "numbered" if contents else "numbered brief"
    return Block(f'<h1 lang="{escape(lang)}" class="{css}">{words}</h1>')


def wrap(tag: str, blocks: Iterable[Block], *, css: str, anchor: str = "") -> Block:
    """Return blocks within an element.

    Examples
    --------
    >>> wrap("div", [paragraph("a")], css="nation").html
    '<div class="nation"><p>a</p></div>'
    """
    name = f' id="{escape(anchor)}"' if anchor else ""
    return Block(f'<{tag} class="{escape(css)}"{name}>{join(blocks).html}</{tag}>')


def pointer(sentence: str, *, words: str, anchor: str) -> Block:
    """Return a sentence in which some words lead to another place of the page.

    The exporters put the number of the appendix, table or figure in the place of the words.

    Parameters
    ----------
    sentence, words : str
        The words stand in the sentence.
    anchor : str

    Returns
    -------
    Block

    Examples
    --------
    >>> pointer("See the appendix.", words="the appendix", anchor="a").html
    '<p>See <a class="pointer" href="#a">the appendix</a>.</p>'
    """
    before, _, after = sentence.partition(words)
    link = f'<a class="pointer" href="#{escape(anchor)}">{escape(words)}</a>'
    return Block(f"<p>{escape(before)}{link}{escape(after)}</p>")


def paragraph(*sentences: str, css: str = "") -> Block:
    """Return sentences as one paragraph, or nothing if all are empty.

    Examples
    --------
    >>> paragraph("Một.", "", "Hai <3.").html
    '<p>Một. Hai &lt;3.</p>'
    """
    text = " ".join(s for s in sentences if s)
    attribute = f' class="{escape(css)}"' if css else ""
    return Block(f"<p{attribute}>{escape(text)}</p>") if text else EMPTY


def grounds(items: Iterable[str]) -> Block:
    """Return what a document rests on, a paragraph each, in italics.

    Examples
    --------
    >>> grounds(["Căn cứ Kế hoạch số 150/KH-UBND;"]).html
    '<p><em>Căn cứ Kế hoạch số 150/KH-UBND;</em></p>'
    """
    return Block("".join(f"<p><em>{escape(item)}</em></p>" for item in items))


def bullets(items: Iterable[str]) -> Block:
    """Return a list, or nothing if it is empty.

    Examples
    --------
    >>> bullets(["một", "hai"]).html
    '<ul><li>một</li><li>hai</li></ul>'
    """
    inner = "".join(f"<li>{escape(item)}</li>" for item in items if item)
    return Block(f"<ul>{inner}</ul>") if inner else EMPTY


def references(items: Iterable[tuple[str, str, str]]) -> Block:
    """Return a numbered list of sources.

    Parameters
    ----------
    items : iterable of (str, str, str)
        Title, address and what else is known; an address that is none of the web's is
        written out, others are linked.

    Returns
    -------
    Block

    Examples
    --------
    >>> references([("PAPI 2023", "https://example.org/a", "CECODES [S1]")]).html[24:75]
    '<small><a href="https://example.org/a">PAPI 2023</a'
    """

    def item(title: str, address: str, rest: str) -> str:
        head, tail = escape(title), escape(rest)
        if address.startswith(("https://", "http://")):
            return f'<li><small><a href="{escape(address)}">{head}</a>, {tail}</small></li>'
        middle = f", {escape(address)}" if address else ""
        return f"<li><small>{head}{middle}, {tail}</small></li>"

    inner = "".join(item(*entry) for entry in items)
    return Block(f'<ol class="sources">{inner}</ol>') if inner else EMPTY


def figure(
    picture: "Figure",
    *,
    anchor: str,
    caption: str,
    alt: str,
    note: str = "",
    readable: bool = False,
) -> Block:
    """Return a chart or map as an inline SVG picture with caption and alternative text.

    Parameters
    ----------
    picture : Figure
    anchor : str
        Unique on the page; it also fixes the ids inside the SVG.
    caption, alt, note : str
        Caption without a number; what the picture shows; source or remark below it.
    readable : bool
        Its parts have names, as the provinces of a map: the HTML page holds it as a part of
        itself, where pointer and keyboard find them.

    Returns
    -------
    Block

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> figure(Figure(), anchor="c1", caption="C", alt="A").html[:38]
    '<figure id="c1"><img alt="A" src="data'
    """
    from analysis.drawing import svg

    data = base64.b64encode(svg(picture, salt=anchor)).decode()
    kind = ' class="readable"' if readable else ""
    image = f'<img{kind} alt="{escape(alt)}" src="data:image/svg+xml;base64,{data}">'
    return Block(
        f'<figure id="{escape(anchor)}">{image}<figcaption>{escape(caption)}</figcaption></figure>'
    ) + paragraph(note, css="source")


def linked(sentence: str, addresses: Mapping[str, str]) -> Block:
    """Return a sentence in which some words lead to other pages.

    Parameters
    ----------
    sentence : str
    addresses : mapping of str to str
        Addresses by the words that lead there, in the order of the sentence.

    Returns
    -------
    Block

    Examples
    --------
    >>> linked("See 2023 & 2024.", {"2023": "2023.html", "2024": "2024.html"}).html
    '<p>See <a href="2023.html">2023</a> &amp; <a href="2024.html">2024</a>.</p>'
    """
    inner, rest = "", sentence
    for words, address in addresses.items():
        before, _, rest = rest.partition(words)
        inner += f'{escape(before)}<a href="{escape(address)}">{escape(words)}</a>'
    return Block(f"<p>{inner}{escape(rest)}</p>")


def links(items: Iterable[tuple[str, str, str]], *, css: str = "") -> Block:
    """Return a list of places that one may go to, or nothing if it is empty.

    Parameters
    ----------
    items : iterable of (str, str, str)
        Words that lead there, the address, and what follows the words.
    css : str
        Class of the list.

    Returns
    -------
    Block

    Examples
    --------
    >>> links([("PDF", "report.pdf", "1.2 MB"), ("CSV", "scores.csv", "")]).html
    '<ul><li><a href="report.pdf">PDF</a> 1.2 MB</li><li><a href="scores.csv">CSV</a></li></ul>'
    """

    def item(words: str, address: str, rest: str) -> str:
        tail = f" {escape(rest)}" if rest else ""
        return f'<li><a href="{escape(address)}">{escape(words)}</a>{tail}</li>'

    inner = "".join(item(*entry) for entry in items)
    attribute = f' class="{escape(css)}"' if css else ""
    return Block(f"<ul{attribute}>{inner}</ul>") if inner else EMPTY


def facts(items: Iterable[tuple[str, Sequence[str]]]) -> Block:
    """Return names, each with what is to be known of it, the most important first.

    Examples
    --------
    >>> facts([("PAPI", ["42,55 điểm", "thứ 44/61"])]).html[18:]
    '<div><dt>PAPI</dt><dd>42,55 điểm</dd><dd>thứ 44/61</dd></div></dl>'
    """
    inner = "".join(
        f"<div><dt>{escape(name)}</dt>{''.join(f'<dd>{escape(one)}</dd>' for one in said)}</div>"
        for name, said in items
    )
    return Block(f'<dl class="facts">{inner}</dl>') if inner else EMPTY
