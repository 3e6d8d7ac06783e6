"""Let through the HTML that a report is made of, and nothing that acts or fetches.

Whatever an analyst's library or a cell of raw data puts into a notebook goes through `clean`.
Pictures are embedded as base64 in `<img>`, where an SVG can neither run scripts nor fetch; the
scripts and outside references of an SVG are taken out all the same, because the PDF compiler
refuses a file that points outside.
"""

import base64
import binascii
import re

import nh3

_TEXT = (
    "a abbr b blockquote br cite code dd del details dfn div dl dt em footer h1 h2 h3 h4 h5 h6"
    " header hr i ins kbd li mark ol p pre q s samp section small span strong sub summary sup u ul"
    " var wbr"
)
_TABLE = "caption table tbody td tfoot th thead tr"
_FIGURE = "figcaption figure img"
_DROPPED_WITH_CONTENT = (
    "applet audio button canvas embed form iframe math noscript object script select style svg"
    " template textarea title video"
)
_ATTRIBUTES = {
    "*": {"id", "class", "lang"},
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope", "abbr"},
}
_VALUES = {
    "id": re.compile(r"\S{1,200}"),
    "lang": re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"),
    "href": re.compile(r"(https?://|mailto:|#)\S*", re.IGNORECASE),
    "start": re.compile(r"\d{1,6}"),
    "colspan": re.compile(r"[1-9]\d?"),
    "rowspan": re.compile(r"[1-9]\d{0,2}"),
    "scope": re.compile(r"col|row|colgroup|rowgroup"),
}
_PICTURE = re.compile(r"data:image/(svg\+xml|png|jpeg);base64,(.+)", re.DOTALL)
_SURROGATES = re.compile("[\ud800-\udfff]")
_SVG_SCRIPT = re.compile(r"<script\b.*?(</script\s*>|/>)", re.DOTALL | re.IGNORECASE)
_SVG_HANDLER = re.compile(r"""\son\w+\s*=\s*("[^"]*"|'[^']*')""", re.IGNORECASE)
_SVG_REFERENCE = re.compile(
    r"""\s(?:xlink:)?href\s*=\s*(?:"(?!data:image/|#)[^"]*"|'(?!data:image/|#)[^']*')""",
    re.IGNORECASE,
)

_WEB = re.compile(r"""=\s*["'](https?://|[\w./-]+["'])""")


def clean_svg(svg: str) -> str:
    """Return an SVG without scripts, event handlers and references to the outside.

    Parameters
    ----------
    svg : str

    Returns
    -------
    str

    Examples
    --------
    >>> clean_svg('<svg onload="x()"><script>x()</script><use href="#a"/></svg>')
    '<svg><use href="#a"/></svg>'
    """
    for unwanted in (_SVG_SCRIPT, _SVG_HANDLER):
        svg = unwanted.sub("", svg)
    return _SVG_REFERENCE.sub(_link, svg)


def _link(reference: re.Match[str]) -> str:
    """Return what may stay of a reference to the outside: a link fetches nothing by itself."""
    is_link = reference.string.endswith("<a", 0, reference.start())
    return reference[0] if is_link and _WEB.search(reference[0]) else ""


def picture(kind: str, data: bytes) -> str:
    """Return the address that embeds a picture.

    Parameters
    ----------
    kind : str
        `"svg+xml"`, `"png"` or `"jpeg"`.
    data : bytes
        The file. An SVG is cleaned.

    Returns
    -------
    str
        A `data:` address.

    Examples
    --------
    >>> picture("png", b"PNG")
    'data:image/png;base64,UE5H'
    """
    if kind == "svg+xml":
        data = clean_svg(data.decode("utf-8", "replace")).encode()
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"


def _embedded(source: str) -> str | None:
    found = _PICTURE.fullmatch(source)
    if not found:
        return None
    try:
        data = base64.b64decode("".join(found[2].split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    return picture(found[1], data)


def _keep(tag: str, name: str, value: str) -> str | None:
    """Return the value that an attribute may have, or nothing."""
    if name == "src":
        return _embedded(value) if tag == "img" else None
    allowed = _VALUES.get(name)
    return value if allowed is None or allowed.fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags={*_TEXT.split(), *_TABLE.split(), *_FIGURE.split()},
    clean_content_tags=set(_DROPPED_WITH_CONTENT.split()),
    attributes=_ATTRIBUTES,
    attribute_filter=_keep,
    url_schemes={"http", "https", "mailto", "data"},
)


def clean(html: str) -> str:
    """Return a fragment of HTML with nothing in it but text, tables and embedded pictures.

    Parameters
    ----------
    html : str
        Anything.

    Returns
    -------
    str
        Well-formed HTML: no script, style, frame, form or event handler; pictures only as
        embedded SVG, PNG or JPEG; links only to http, https, mailto and anchors.

    Examples
    --------
    >>> clean('<p onclick="x()">An <b>ok</b><script>x()</script>')
    '<p>An <b>ok</b></p>'
    """
    return _CLEANER.clean(_SURROGATES.sub("\ufffd", html))
