"""Pictures as files: SVG that reads without script, and PNG for Word.

An artist with a gid becomes a group with that id; its label becomes the group's `<title>`, which
browsers show under the pointer and screen readers say.
"""

import io
import re
from html import escape
from typing import Any

import matplotlib as mpl
from matplotlib import _path
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.path import Path

from analysis.theme import POINTS

_STYLE = re.compile(r' style="([^"]*)"')
_NAMED = re.compile(r'<g id="([^"]+)">')
# Hundredths of a point: finer than any printer.
_DECIMALS = 2
_STEPS = [b"M", b"L", b"Q", b"C", b"z"]


class _Renderer(RendererSVG):
    """matplotlib's SVG, shorter: fewer decimals, no automatic ids, no style sheet."""

    def open_group(self, s: str, gid: str | None = None) -> None:  # noqa: ARG002
        """Begin a group; only one with a gid has an id."""
        if gid is None:
            self.writer.start("g")
        else:
            self.writer.start("g", id=gid)

    def _write_default_style(self) -> None:
        """Leave out the style sheet; `svg` says the same on the root."""

    def _convert_path(
        self, path: Path, transform: Any = None, clip: Any = None, simplify: Any = None,
        sketch: Any = None,
    ) -> str:  # fmt: skip
        """Return a path as text with few decimals."""
        view = (0.0, 0.0, self.width, self.height) if clip else None
        data: bytes = _path.convert_to_string(  # type: ignore[attr-defined]
            path, transform, view, simplify, sketch, _DECIMALS, _STEPS, False
        )
        return data.decode("ascii").replace(" \n", "")


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
        renderer = _Renderer(wide, high, buffer, metadata=nothing)
        # matplotlib writes every text once more as a comment.
        renderer.writer.comment = _ignore  # type: ignore[method-assign]
        figure.draw(renderer)
        renderer.finalize()
    figure.dpi = before
    return buffer.getvalue()


def _ignore(comment: str) -> None:
    """Write nothing."""


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
