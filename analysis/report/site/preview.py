"""The pictures that stand beside a link to a page where links are shared: 1200 by 630 pixels."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFont

from analysis import indices, maps, provinces
from analysis.drawing import Words, wrap
from analysis.provinces import Province
from analysis.report.site.pages import (
    Outline,
    Site,
    View,
    front_path,
    languages,
    located,
    province_path,
)
from analysis.report.site.product import Product
from analysis.report.site.results import Results, results
from analysis.standing import PROVINCES
from analysis.text import capitalised
from analysis.theme import FAINT, FONTS, INK, MUTED, OTHERS, OWN
from analysis.wording import Language, sentences

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 1200, 630
# Drawn at twice the size and reduced, so that edges are smooth.
_FINE = 2
# Pixels for a point; sizes of text and room for it are in points.
_POINT = 100 / 72
_TITLE, _LINE, _NAME, _END = 32, 19, 16, 15
_MARGINS, _BESIDE_THE_MAP = 770, 400
# Pixels: left edge, top of the title, scale, foot of the name, where the scale ends, dots.
_LEFT, _TOP, _SCALE, _FOOT = 60, 66, 416, 596
_FIRST, _LAST = 108, WIDTH - 108
_DOT, _OWN_DOT = 8, 14
# The panel in which nearly all provinces are known comes first.
_ORDER = ("papi", "par_index", "sipas")


@dataclass(frozen=True)
class Scale:
    """All provinces on one line.

    Attributes
    ----------
    ends : (str, str)
        The lowest and the highest score.
    others : tuple of float
        Where the other provinces lie between these, from 0 to 1.
    own : float
        Where the province lies.
    """

    ends: tuple[str, str]
    others: tuple[float, ...]
    own: float


@dataclass(frozen=True)
class Picture:
    """What a picture shows.

    Attributes
    ----------
    title : str
    lines : tuple of str
        Below the title.
    name : str
        Of the site, at the foot.
    scale : Scale, optional
    map : Figure, optional
        Stands at the right.
    """

    title: str
    lines: tuple[str, ...]
    name: str
    scale: Scale | None = None
    map: "Figure | None" = None


def products(site: Site, pages: Outline) -> Iterator[Product]:
    """Yield a picture for each year and one for each of its provinces, in both languages.

    None without a public address: a shared link shows a picture only by its full address.
    """
    if site.settings.address is None:
        return
    for language in languages():
        for year in site.years:
            for path, show in _shown(site, language, year):
                if path in pages[language.code]:
                    place = located(_picture(path), language.code)
                    yield Product(place, partial(_write, show))


def address(view: View) -> str:
    """Return the public address of the picture of a page: its own or that of its year."""
    own, year = view.page.path, view.page.year or view.site.years[0]
    drawn = {province_path(year, p.slug) for p in provinces.provinces()}
    path = own if own in drawn else front_path(year)
    return view.site.public(located(_picture(path), view.language.code))


def _picture(path: str) -> str:
    return path.removesuffix(".html") + ".png"


def _shown(site: Site, language: Language, year: int) -> Iterator[tuple[str, "partial[Picture]"]]:
    name = site.settings.title(language)
    yield front_path(year), partial(country, language, year=year, name=name)
    for one in provinces.provinces():
        yield province_path(year, one.slug), partial(province, language, one, year=year, name=name)


def _write(show: "partial[Picture]", target: Path) -> None:
    # A level higher saves a seventh of the bytes and takes twice the time.
    draw(show()).save(target, "PNG", compress_level=3)


def country(language: Language, *, year: int, name: str) -> Picture:
    """Return the picture of a year: what is known, beside the map."""
    found = [results(index, "overall", year) for index in _ORDER]
    scores = found[0].section.rows["score"].dropna()
    words = Words(title=_named(language, found[0]))
    mapped = found[0].complete and len(scores)
    return Picture(
        language.text("PAR INDEX, SIPAS and PAPI {year}", year=year),
        tuple(_known(language, each) for each in found),
        name,
        map=maps.choropleth(scores, words=words, language=language) if mapped else None,
    )


def province(language: Language, one: Province, *, year: int, name: str) -> Picture:
    """Return the picture of a province: its results, and where it lies among all.

    Examples
    --------
    >>> from analysis.wording import language
    >>> found = province(language("en"), provinces.resolve("08"), year=2024, name="Indices")
    >>> found.title, found.lines, found.scale.ends
    ('Tuyen Quang province', ('PAPI 2024: 42.55 points, rank 44 of 61',), ('39.91', '47.82'))
    """
    title = provinces.display_name(one, language.code)
    found = [results(index, "overall", year) for index in _ORDER]
    lines = [_said(language, each, one.code) for each in found]
    return Picture(
        capitalised(title),
        tuple(line for line in lines if line),
        name,
        scale=_scale(language, found[0], one.code),
    )


def _named(language: Language, found: Results) -> str:
    short = indices.index(found.index).short
    return language.text("{index} {year}", index=short, year=found.year)


def _known(language: Language, found: Results) -> str:
    return language.text(
        "{series}: {n} of {all} provinces",
        series=_named(language, found),
        n=found.section.n,
        all=PROVINCES,
    )


def _said(language: Language, found: Results, code: str) -> str:
    """Say score and rank, as far as they are known."""
    score = found.section.rows["score"].dropna()
    rank = found.section.ranked.dropna()
    parts = []
    if code in score.index:
        parts.append(sentences.amount(language, float(score[code]), found.item.unit))
    if code in rank.index:
        n = found.section.n if found.complete else PROVINCES
        parts.append(language.text("rank {rank} of {n}", rank=int(rank[code]), n=n))
    return f"{_named(language, found)}: {', '.join(parts)}" if parts else ""


def _scale(language: Language, found: Results, code: str) -> Scale | None:
    """Return where a province lies among all, if all are known."""
    scores = found.section.rows["score"].dropna()
    if not found.complete or code not in scores.index:
        return None
    lowest, highest = float(scores.min()), float(scores.max())
    places = (scores - lowest) / (highest - lowest)
    return Scale(
        (language.number(lowest, found.digits), language.number(highest, found.digits)),
        tuple(map(float, places.drop(code))),
        float(places[code]),
    )


def draw(picture: Picture) -> Image.Image:
    """Draw a picture.

    Parameters
    ----------
    picture : Picture

    Returns
    -------
    Image
        1200 by 630 pixels.

    Examples
    --------
    >>> draw(Picture("Tỉnh Tuyên Quang", (), "Chỉ số")).size
    (1200, 630)
    """
    image = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE), "white")
    # RGBA: where dots lie on one another they are darker.
    pen = ImageDraw.Draw(image, "RGBA")
    room = _MARGINS if picture.map is None else _BESIDE_THE_MAP
    title = wrap(picture.title, room, size=_TITLE, weight="bold")
    _letter(pen, (_LEFT, _TOP), title, size=_TITLE, weight="Bold", fill=INK)
    top = _TOP + 22 + 60 * (title.count("\n") + 1)
    for n, line in enumerate(picture.lines):
        _letter(pen, (_LEFT, top + 47 * n), line, size=_LINE, fill=INK)
    name = wrap(picture.name, _MARGINS, size=_NAME)
    _letter(pen, (_LEFT, _FOOT), name, size=_NAME, fill=MUTED, anchor="ld")
    if picture.scale is not None:
        _lay_out(pen, picture.scale)
    image = image.reduce(_FINE)
    if picture.map is not None:
        pixels = _pixels(picture.map)
        place = (WIDTH - pixels.width, 0, WIDTH, HEIGHT)
        # The ground of the map must not hide words that reach into it.
        image.paste(ImageChops.darker(image.crop(place), pixels), place)
    return image


def _letter(
    pen: ImageDraw.ImageDraw,
    place: tuple[float, float],
    words: str,
    *,
    size: float,
    fill: str,
    weight: str = "Regular",
    anchor: str = "la",
) -> None:
    x, y = place
    pen.text(
        (x * _FINE, y * _FINE),
        words,
        fill=fill,
        font=_font(size, weight),
        anchor=anchor,
        spacing=0.1 * size * _POINT * _FINE,
    )


@cache
def _font(size: float, weight: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"BeVietnamPro-{weight}.ttf", size * _POINT * _FINE)


def _lay_out(pen: ImageDraw.ImageDraw, scale: Scale) -> None:
    """Draw the scores of all provinces on one line, the one of the province picked out."""
    ends = [(x * _FINE, _SCALE * _FINE) for x in (_LEFT, WIDTH - _LEFT)]
    pen.line(ends, fill=FAINT, width=4 * _FINE)
    for share in scale.others:
        _dot(pen, share, _DOT, fill=f"{OTHERS}b3")
    _dot(pen, scale.own, _OWN_DOT, fill=OWN)
    for place, words in zip((_FIRST, _LAST), scale.ends, strict=True):
        at = place, _SCALE + 50
        _letter(pen, at, words, size=_END, fill=MUTED, anchor="ma")


def _dot(pen: ImageDraw.ImageDraw, share: float, radius: float, *, fill: str) -> None:
    centre = _FIRST + share * (_LAST - _FIRST), _SCALE
    pen.circle([x * _FINE for x in centre], radius * _FINE, fill=fill)


def _pixels(figure: "Figure") -> Image.Image:
    """Return a finished figure as high as the picture."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure.set_dpi(HEIGHT / figure.get_figheight())
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    size = canvas.get_width_height()
    return Image.frombuffer("RGBA", size, canvas.buffer_rgba()).convert("RGB")
