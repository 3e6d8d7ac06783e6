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
from matplotlib.figure import Figure

from analysis.drawing.renderer import Renderer
from analysis.theme import POINTS

_STYLE = re.compile(r' style="([^"]*)"')
_NAMED = re.compile(r'<g id="([^"]+)">')


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
    text = _drawn(figure, salt)
    text = _STYLE.sub(_as_attributes, text[text.index("<svg ") :])
    # What the rule left out said of every line.
    text = text.replace("<svg ", '<svg stroke-linejoin="round" stroke-linecap="butt" ', 1)
    for before in (' id="', '"url(#', '<use xlink:href="#'):
        text = text.replace(before, f"{before}{escape(salt)}-")
    # A link stays in the page that the picture is in.
    text = text.replace("<a xlink:href=", "<a href=").replace(' target="_blank"', "")
    return _with_titles(text, figure, escape(salt)).encode()


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


def _with_titles(text: str, figure: Figure, salt: str) -> str:
    named = {f"{salt}-{a.get_gid()}": a for a in figure.findobj(_is_named)}

    def titled(group: re.Match[str]) -> str:
        artist = named[group[1]]
        # A link takes the focus itself.
        focus = "" if artist.get_url() else ' tabindex="0"'
        return f'{group[0][:-1]} role="img"{focus}><title>{escape(str(artist.get_label()))}</title>'

    return _NAMED.sub(titled, text)


def _is_named(artist: Artist) -> bool:
    return artist.get_gid() is not None
