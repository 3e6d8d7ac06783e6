"""Pictures as files: SVG that reads without script, and PNG for Word.

An artist with a gid becomes a group with that id; its label becomes the group's `<title>`, which
browsers show under the pointer and screen readers say.
"""

import io
import re
from html import escape

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

_HEAD = re.compile(r"^.*?(?=<svg )", re.DOTALL)
_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
_RULE = re.compile(r"\s*<defs>\s*<style type=\"text/css\">.*?</style>\s*</defs>", re.DOTALL)
_COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)
_AUTOMATIC = re.compile(r'<g id="(?:[a-z]+\.)?[A-Za-z0-9]+_\d+">')
_STYLE = re.compile(r' style="([^"]*)"')
_PATH = re.compile(r' d="[^"]*"')
# Hundredths of a point: finer than any printer.
_DECIMALS = re.compile(r"(\.\d\d)\d+")
_ID = re.compile(r'( id="|url\(#|href="#)')
_GROUP = '<g id="{}">'


def svg(figure: Figure, *, salt: str) -> bytes:
    """Return a figure as SVG: text as outlines, no date, ids that depend on `salt` alone.

    Parameters
    ----------
    figure : Figure
    salt : str
        Begins every id, so that several pictures can stand in one page.

    Returns
    -------
    bytes
        One `<svg>` element without style sheets or style attributes, which a strict content
        security policy would forbid.

    Examples
    --------
    >>> svg(Figure(), salt="a") == svg(Figure(), salt="a")
    True
    """
    buffer = io.StringIO()
    # Outlines look the same in every browser, printer and PDF, whatever fonts are there.
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": salt}):
        # print_svg draws once; savefig would draw twice.
        FigureCanvasSVG(figure).print_svg(buffer, metadata={"Date": None, "Creator": None})
    text = buffer.getvalue()
    for unwanted in (_HEAD, _METADATA, _RULE, _COMMENT):
        text = unwanted.sub("", text, count=0 if unwanted is _COMMENT else 1)
    text = _AUTOMATIC.sub("<g>", text)
    text = _STYLE.sub(_as_attributes, text)
    text = _PATH.sub(lambda path: _DECIMALS.sub(r"\1", path[0]), text)
    # What the rule taken out said of every line.
    text = text.replace("<svg ", '<svg stroke-linejoin="round" stroke-linecap="butt" ', 1)
    text = _ID.sub(rf"\g<1>{salt}-", text)
    return _with_titles(text, figure, salt).encode()


def png(figure: Figure, *, dpi: int = 200) -> bytes:
    """Return a figure as PNG.

    Examples
    --------
    >>> png(Figure(), dpi=50)[1:4]
    b'PNG'
    """
    buffer = io.BytesIO()
    canvas = FigureCanvasAgg(figure)
    before, figure.dpi = figure.dpi, dpi
    canvas.print_png(buffer, metadata={"Software": None})
    figure.dpi = before
    return buffer.getvalue()


def _as_attributes(style: re.Match[str]) -> str:
    """Return a style attribute as presentation attributes, which mean the same."""
    pairs = (entry.split(":", 1) for entry in style[1].split(";") if ":" in entry)
    return "".join(f' {name.strip()}="{value.strip()}"' for name, value in pairs)


def _with_titles(text: str, figure: Figure, salt: str) -> str:
    for artist in figure.findobj(_is_named):
        before = _GROUP.format(f"{salt}-{artist.get_gid()}")
        name = escape(str(artist.get_label()))
        # A link takes the focus itself.
        focus = "" if artist.get_url() else ' tabindex="0"'
        after = before.replace(">", f' role="img"{focus}><title>{name}</title>')
        text = text.replace(before, after, 1)
    return text


def _is_named(artist: Artist) -> bool:
    return artist.get_gid() is not None
