"""matplotlib's SVG renderer, shorter and faster: what `vector.svg` draws with.

The lines of a picture are mostly letters. Where they stand in a text and how they look depends
on the text and its font alone, so both are found once a session and not once a picture.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from matplotlib import _path
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_hex
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D, Transform

# Hundredths of a point: finer than any printer. Letters are written a hundred units high.
_DECIMALS = 2
_STEPS = [b"M", b"L", b"Q", b"C", b"z"]
_CACHED = 4096


@dataclass(frozen=True)
class _Letters:
    """The letters of a text.

    Attributes
    ----------
    names : tuple of str
        Of the letters in their font.
    places : tuple of float
        Where each begins, in hundredths of the size.
    outlines : tuple of str
        Each as path data.
    """

    names: tuple[str, ...]
    places: tuple[float, ...]
    outlines: tuple[str, ...]


class Renderer(RendererSVG):
    """Draws SVG without automatic ids, comments and style sheet, and with few decimals."""

    def open_group(self, s: str, gid: str | None = None) -> None:  # noqa: ARG002
        """Begin a group; only one with a gid has an id."""
        self.writer.start("g", attrib={} if gid is None else {"id": gid})

    def draw_text(
        self, gc: Any, x: float, y: float, s: str, prop: FontProperties, angle: float,
        ismath: Any = False, mtext: Any = None,
    ) -> None:  # fmt: skip
        """Draw a line of text as outlines, each letter of a font once a file."""
        plain = not (ismath or gc.get_url() or gc.get_clip_rectangle() or gc.get_clip_path()[0])
        if not plain:
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        letters = _letters(s, prop)
        ids = self._defined(letters)
        scale = prop.get_size_in_points() / text_to_path.FONT_SCALE
        turn = f" rotate({-angle:g})" if angle else ""
        rgb = gc.get_rgb()
        alpha = gc.get_alpha() if gc.get_forced_alpha() else rgb[3]
        self.writer.start(
            "g",
            style=f"fill: {to_hex(rgb)}" + (f"; opacity: {alpha:g}" if alpha != 1 else ""),
            transform=f"translate({x:.2f} {y:.2f}){turn} scale({scale:.5g} {-scale:.5g})",
        )
        for one, place in zip(ids, letters.places, strict=True):
            self.writer.element("use", attrib={"xlink:href": f"#{one}", "x": f"{place:g}"})
        self.writer.end("g")

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        """Return the size of a line of text in points."""
        if ismath:
            measured: tuple[float, float, float] = super().get_text_width_height_descent(
                s, prop, ismath
            )
            return measured
        return _measured(s, prop)

    def _defined(self, letters: _Letters) -> list[str]:
        """Return the ids of letters and write the outlines that the file does not have yet."""
        known: dict[str, str] = self.__dict__.setdefault("_known", {})
        fresh = {
            n: o for n, o in zip(letters.names, letters.outlines, strict=True) if n not in known
        }
        if fresh:
            self.writer.start("defs")
            for name, outline in fresh.items():
                known[name] = f"l{len(known)}"
                self.writer.element("path", id=known[name], d=outline)
            self.writer.end("defs")
        return [known[name] for name in letters.names]

    def _write_default_style(self) -> None:
        """Leave out the style sheet; `svg` says the same on the root."""

    def _convert_path(
        self, path: Path, transform: Any = None, clip: Any = None, simplify: Any = None,
        sketch: Any = None,
    ) -> str:  # fmt: skip
        """Return a path as text with few decimals."""
        view = (0.0, 0.0, self.width, self.height) if clip else None
        return _path_data(path, transform, view, simplify=simplify, sketch=sketch)


@lru_cache(_CACHED)
def _letters(text: str, font: FontProperties) -> _Letters:
    face = text_to_path._get_font(font)  # type: ignore[attr-defined]
    laid, outlines, _ = text_to_path.get_glyphs_with_font(face, text)
    # A blank is a letter without an outline.
    inked = [(name, x) for name, x, *_ in laid if len(outlines[name][0])]
    names = tuple(name for name, _ in inked)
    return _Letters(
        names=names,
        places=tuple(round(float(x), 1) for _, x in inked),
        outlines=tuple(
            _path_data(Path(*outlines[name]), Affine2D(), None, decimals=1) for name in names
        ),
    )


@lru_cache(_CACHED)
def _measured(text: str, font: FontProperties) -> tuple[float, float, float]:
    wide, high, below = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(wide), float(high), float(below)


def _path_data(
    path: Path,
    transform: Transform,
    view: tuple[float, float, float, float] | None,
    *,
    simplify: Any = False,
    sketch: Any = None,
    decimals: int = _DECIMALS,
) -> str:
    data: bytes = _path.convert_to_string(  # type: ignore[attr-defined]
        path, transform, view, simplify, sketch, decimals, _STEPS, False
    )
    return data.decode("ascii").replace(" \n", "").replace("\n", "")
