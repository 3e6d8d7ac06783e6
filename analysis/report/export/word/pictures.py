"""Make pictures that every Word shows: SVG becomes PNG."""

import base64
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.image.image import Image

from analysis.errors import ReportFailed
from analysis.report.export.measure import FONTS

PPI = 192  # pixels an inch: sharp on paper, and two for each of a screen
_INCH = 914_400
# No picture is larger than a page, whatever its file asks for.
_SHEET = """
#set page(width: auto, height: auto, margin: 0pt)
#let fitting(name) = context {
  let natural = measure(image(name))
  let scale = calc.min(1, 247mm / natural.width, 247mm / natural.height)
  image(name, width: natural.width * scale, height: natural.height * scale)
}
"""
_SVG = "data:image/svg+xml;base64,"
_BROKEN = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError)


@dataclass(frozen=True)
class Picture:
    """A picture that Word can show.

    Attributes
    ----------
    data : bytes
        A PNG or JPEG file.
    width, height : int
        Natural size in English Metric Units, 914,400 an inch.
    """

    data: bytes
    width: int
    height: int


Album = Mapping[str, Picture]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def album(sources: Iterable[str]) -> Album:
    """Return the pictures of a document by their addresses.

    Parameters
    ----------
    sources : iterable of str
        Addresses that `sanitise.picture` gives. All SVG are drawn at one go.

    Returns
    -------
    mapping of str to Picture

    Raises
    ------
    ReportFailed
        If one of them is no picture.

    Examples
    --------
    >>> from analysis.report.export.sanitise import picture
    >>> svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48"/>'
    >>> (found,) = album([picture("svg+xml", svg)]).values()
    >>> found.width, found.height, found.data[1:4]
    (914400, 457200, b'PNG')
    """
    known = dict.fromkeys(sources)
    drawn = [source for source in known if source.startswith(_SVG)]
    files = dict(zip(drawn, _draw([_content(source) for source in drawn]), strict=True))
    return {
        source: _picture(files.get(source) or _content(source), source in files) for source in known
    }


def _content(source: str) -> bytes:
    return base64.b64decode(source.partition(",")[2])


def _draw(pictures: list[bytes]) -> list[bytes]:
    if not pictures:
        return []
    pages = [f'#page(fitting("{number}.svg"))' for number in range(len(pictures))]
    with tempfile.TemporaryDirectory(prefix="chiso-") as folder:
        for number, picture in enumerate(pictures):
            Path(folder, f"{number}.svg").write_bytes(picture)
        main = Path(folder, "pictures.typ")
        main.write_text("\n".join([_SHEET, *pages]))
        try:
            made = typst.compile(
                str(main), root=folder, font_paths=_fonts(), ignore_system_fonts=True,
                format="png", ppi=PPI,
            )  # fmt: skip
        except typst.TypstError as error:
            raise ReportFailed(f"a picture cannot be drawn: {error.message}") from error
    return made if isinstance(made, list) else [made]  # type: ignore[redundant-expr]


def _picture(data: bytes, drawn: bool) -> Picture:
    try:
        found = Image.from_blob(data)
    except _BROKEN as error:
        raise ReportFailed(f"a picture is neither PNG nor JPEG: {error}") from error
    # The compiler does not write down its resolution.
    across, down = (PPI, PPI) if drawn else (found.horz_dpi, found.vert_dpi)
    return Picture(data, _INCH * found.px_width // across, _INCH * found.px_height // down)
