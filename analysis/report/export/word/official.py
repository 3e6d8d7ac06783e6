"""Write the parts that the decree prescribes: document block, title, closing, appendix heads."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from analysis.report.export import measure, tree
from analysis.report.export.word.lines import SPACES
from analysis.report.export.word.xml import Xml, el, give, paragraph, words

# The line below a name is a third to a half of it.
_PART = 0.4
_ISSUER, _NATION = 3515, 5556  # 62 and 98 mm
_RECEIVERS, _SIGNER = 4535, 4536


def letterhead(header: Element) -> list[Xml]:
    """Return the document block: who writes, who the nation is, number, place and date.

    Parameters
    ----------
    header : Element
        A `header` of class `letterhead`.

    Returns
    -------
    list of Xml

    Examples
    --------
    >>> html = '<header><div class="issuer"><p class="body">SỞ NỘI VỤ</p></div></header>'
    >>> (block,) = letterhead(tree.parse(html)[0])
    >>> [len(row.tc_lst) for row in block.tr_lst]
    [2, 2]
    """
    superior, body, number = (_text(header, name) for name in ("superior", "body", "number"))
    state, motto, date, draft = (_text(header, n) for n in ("state", "motto", "date", "draft"))
    above = measure.balanced(superior, room=_ISSUER, size=12)
    own = measure.balanced(body, room=_ISSUER, size=12, bold=True)
    below = measure.width(own[-1], size=12, bold=True) * _PART
    issuer = [
        *_plain("SuperiorBody", above),
        *_plain("IssuingBody", own),
        *([_rule(below, room=_ISSUER)] if body else []),
    ]
    nation = [
        *_plain("NationalName", [state]),
        *_plain("NationalMotto", [motto]),
        *([_rule(measure.width(motto, size=13, bold=True), room=_NATION)] if motto else []),
    ]
    numbers = [*_plain("DocumentNumber", [number]), *_boxed(draft)]
    rows = [[issuer, nation], [numbers, _plain("PlaceAndDate", [date])]]
    courtesy = _plain("Courtesy", [_text(header, "courtesy")])
    return [_frame((_ISSUER, _NATION), rows), *courtesy]


def title(heading: Element) -> list[Xml]:
    """Return the kind of a document and its subject, with the line below.

    Parameters
    ----------
    heading : Element
        An `h1` with the spans `kind` and `subject`.

    Returns
    -------
    list of Xml

    Examples
    --------
    >>> html = '<h1><span class="kind">BÁO CÁO</span> <span class="subject">Kết quả</span></h1>'
    >>> [made.style for made in title(tree.parse(html)[0])]
    ['Title', 'Subtitle', 'Rule']
    """
    subject = _text(heading, "subject")
    room = _ISSUER + _NATION
    lines = measure.balanced(subject, room=room, size=14, bold=True)
    length = measure.width(lines[-1], size=14, bold=True) * _PART
    return [
        *_plain("Title", [_text(heading, "kind")]),
        *_plain("Subtitle", lines),
        _rule(length, room=room),
    ]


def is_official(heading: Element) -> bool:
    """Tell whether a heading names the kind of its document and its subject apart.

    Parameters
    ----------
    heading : Element

    Returns
    -------
    bool

    Examples
    --------
    >>> is_official(tree.parse("<h1>A</h1>")[0])
    False
    """
    return bool(_text(heading, "kind") and _text(heading, "subject"))


def closing(footer: Element) -> list[Xml]:
    """Return the receivers and, level with them, the signature.

    Parameters
    ----------
    footer : Element
        A `footer` of class `closing`.

    Returns
    -------
    list of Xml

    Examples
    --------
    >>> html = '<footer><div class="receivers"><ul><li>Lưu: VT.</li></ul></div></footer>'
    >>> (block,) = closing(tree.parse(html)[0])
    >>> block.tr_lst[0].tc_lst[0].p_lst[0].text
    '- Lưu: VT.'
    """
    items = footer.iterfind(".//*[@class='receivers']//li")
    receivers = [
        *_plain("ReceiversLabel", [_text(footer, "label")]),
        *(one for item in items for one in _plain("Receivers", [f"- {tree.text(item)}"])),
    ]
    signature = [
        *_plain("SignerPost", [_text(footer, "authority")]),
        *_plain("SignerPost", [_text(footer, "post")]),
    ]
    # Room for the signature and the seal, also where the name is not known yet.
    signature += _plain("SignerName", [_text(footer, "name") or "\N{NO-BREAK SPACE}"])
    return [_frame((_RECEIVERS, _SIGNER), [[receivers, signature]])]


def appendix_heading(heading: Element) -> Xml:
    r"""Return the word and number of an appendix, and on the next line its title in capitals.

    Parameters
    ----------
    heading : Element
        An `h2` with the spans `kind` and `subject`, or a plain one.

    Returns
    -------
    Xml

    Examples
    --------
    >>> html = '<h2><span class="kind">Phụ lục I.</span> <span class="subject">Bảng</span></h2>'
    >>> appendix_heading(tree.parse(html)[0]).text
    'Phụ lục I\nBẢNG'
    """
    if not is_official(heading):
        return _plain("AppendixHeading", [tree.text(heading)])[0]
    lines = [_text(heading, "kind").removesuffix("."), _text(heading, "subject").upper()]
    return _plain("AppendixHeading", lines)[0]


def _text(element: Element, name: str) -> str:
    """Return the text of the first part of a class, or nothing.

    No-break spaces stay: they are the room for a number or a day to be written in by hand.
    """
    found = element.find(f".//*[@class='{name}']")
    return "" if found is None else SPACES.sub(" ", "".join(found.itertext())).strip(" ")


def _plain(style: str, lines: Sequence[str]) -> list[Xml]:
    """Return lines as one paragraph, or nothing if there is no text."""
    if not any(lines):
        return []
    made = paragraph(style)
    for number, line in enumerate(lines):
        made.append(el("r", *([el("br")] if number else []), words(line)))
    return [made]


def _boxed(text: str) -> list[Xml]:
    """Return the mark of a draft in a box as wide as itself."""
    made = _plain("Draft", [text])
    side = max((_ISSUER - measure.width(text, size=13, bold=True)) // 2 - 100, 0)
    frame = {"val": "single", "sz": 6, "space": 3, "color": "000000"}
    for one in made:
        edges = (el(edge, **frame) for edge in ("top", "left", "bottom", "right"))
        give(one, el("pBdr", *edges))
        give(one, el("ind", left=side, right=side))
    return made


def _rule(length: float, *, room: int) -> Xml:
    """Return a thin line, centred; lengths in twips."""
    made = paragraph("Rule")
    side = max(round((room - length) / 2), 0)
    give(made, el("ind", left=side, right=side))
    return made


def _frame(widths: tuple[int, int], rows: list[list[list[Xml]]]) -> Xml:
    """Return paragraphs side by side: a table without borders."""
    nothing = {"w": 0, "type": "dxa"}
    made = el(
        "tbl",
        el(
            "tblPr",
            el("tblW", w=sum(widths), type="dxa"),
            el("tblLayout", type="fixed"),
            el("tblCellMar", el("left", **nothing), el("right", **nothing)),
        ),
        el("tblGrid", *(el("gridCol", w=width) for width in widths)),
    )
    for cells in rows:
        row = el("tr", el("trPr", el("cantSplit")))
        for width, content in zip(widths, cells, strict=True):
            traits = el("tcPr", el("tcW", w=width, type="dxa"))
            row.append(el("tc", traits, *(content or [paragraph("Normal")])))
        made.append(row)
    return made
