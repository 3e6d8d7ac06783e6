"""Pictures as files: SVG that reads without script, and PNG for Word.

An artist with a gid becomes a group with that id; its label becomes the group's `<title>`, which
browsers show under the pointer and screen readers say.
"""

import base64
import hashlib
import io
import re
from collections.abc import Iterator
from html import escape

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from analysis.drawing.renderer import Renderer
from analysis.theme import POINTS

_STYLE = re.compile(r' style="([^"]*)"')
_BETWEEN = re.compile(r">\s+<")
_NAMED = re.compile(r'<g id="([^"]+)">(<a href="[^"]*">)?')


def svg(figure: Figure, *, salt: str) -> bytes:
    """Return a figure as SVG: text as outlines, no date, ids that depend on `salt` alone.

    Parameters
    ----------
    figure : Figure
    salt : str
        Makes the ids, so that several pictures can stand in one page.

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
    text = _drawn(figure, salt)
    text = _STYLE.sub(_as_attributes, text[text.index("<svg ") :])
    # A fifth of the file, of which a page holds many, is indents.
    text = _BETWEEN.sub("><", text.strip())
    # What the rule left out said of every line.
    text = text.replace("<svg ", '<svg stroke-linejoin="round" stroke-linecap="butt" ', 1)
    prefix = _prefix(salt)
    for before in (' id="', '"url(#', '<use xlink:href="#'):
        text = text.replace(before, f"{before}{prefix}")
    # A link stays in the page that the picture is in.
    text = text.replace("<a xlink:href=", "<a href=").replace(' target="_blank"', "")
    return _with_titles(text, figure, prefix, escape(salt)).encode()


def _prefix(salt: str) -> str:
    """Return a few letters for a salt, since every letter of a text refers to an id."""
    return base64.b32encode(hashlib.sha256(salt.encode()).digest())[:4].decode().lower()


def _drawn(figure: Figure, salt: str) -> str:
    buffer = io.StringIO()
    wide, high = figure.get_size_inches() * POINTS
    before, figure.dpi = figure.dpi, POINTS
    # Outlines look the same in every browser, printer and PDF, whatever fonts are there.
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": salt}):
        nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        renderer = Renderer(wide, high, buffer, metadata=nothing)
        figure.draw(renderer)
        renderer.finalize()
    figure.dpi = before
    return buffer.getvalue()


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


def _with_titles(text: str, figure: Figure, prefix: str, salt: str) -> str:
    """Name the groups of artists with a gid, whose ids others may link to."""
    named = {f"{prefix}{a.get_gid()}": a for a in _named(figure)}

    def titled(group: re.Match[str]) -> str:
        artist = named.get(group[1])
        if artist is None:
            return group[0]
        name = f'id="{salt}-{artist.get_gid()}"'
        title = f"<title>{escape(str(artist.get_label()))}</title>"
        link = group[2]
        if link:
            # A link takes the focus itself, and needs a name of its own.
            return f"<g {name}>{title}{link}{title}"
        return f'<g {name} role="img" tabindex="0">{title}'

    return _NAMED.sub(titled, text)


def _named(artist: Artist) -> Iterator[Artist]:
    """Yield the artists with a gid and a label; matplotlib's own labels begin with a line."""
    # The ticks of an axis are made when they are asked for, which takes longer than drawing.
    for child in artist.get_children():
        if isinstance(child, Axis):
            continue
        label = str(child.get_label())
        if child.get_gid() is not None and label and not label.startswith("_"):
            yield child
        yield from _named(child)
