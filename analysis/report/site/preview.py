"""The pictures that stand beside a link to a page where links are shared: 1200 by 630 pixels."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import indices, maps, provinces
from analysis.drawing import Words, png, wrap
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
from analysis.theme import FAINT, INK, MUTED, OTHERS, OWN, theme
from analysis.wording import Language, sentences

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 1200, 630
_DPI = 100
_LEFT = 0.05
# Height of the line of all provinces, and how far from the edge its first and last one lie.
_LEVEL, _INSET = 0.34, 0.09
# Points for text: between the margins, and beside the map.
_MARGINS, _BESIDE_THE_MAP = 770, 400
# The panel in which nearly all provinces are known comes first.
_ORDER = ("papi", "par_index", "sipas")


def products(site: Site, pages: Outline) -> Iterator[Product]:
    """Yield a picture for each year and one for each of its provinces, in both languages.

    None without a public address: a shared link shows a picture only by its full address.
    """
    if site.settings.address is None:
        return
    for language in languages():
        for year in site.years:
            for path, draw in _drawn(site, language, year):
                if path in pages[language.code]:
                    place = located(_picture(path), language.code)
                    yield Product(place, partial(_write, draw))


def address(view: View) -> str:
    """Return the public address of the picture of a page: its own or that of its year."""
    own, year = view.page.path, view.page.year or view.site.years[0]
    drawn = {province_path(year, p.slug) for p in provinces.provinces()}
    path = own if own in drawn else front_path(year)
    return view.site.public(located(_picture(path), view.language.code))


def _picture(path: str) -> str:
    return path.removesuffix(".html") + ".png"


def _drawn(site: Site, language: Language, year: int) -> Iterator[tuple[str, "partial[Figure]"]]:
    name = site.settings.title(language)
    yield front_path(year), partial(country, language, year=year, name=name)
    for one in provinces.provinces():
        yield province_path(year, one.slug), partial(province, language, one, year=year, name=name)


def _write(draw: "partial[Figure]", target: Path) -> None:
    target.write_bytes(png(draw(), dpi=_DPI))


def country(language: Language, *, year: int, name: str) -> "Figure":
    """Draw the picture of a year: what is known, beside the map."""
    figure = _blank(name)
    found = [results(index, "overall", year) for index in _ORDER]
    _write_lines(
        figure,
        language.text("PAR INDEX, SIPAS and PAPI {year}", year=year),
        [_known(language, each) for each in found],
        width=_BESIDE_THE_MAP,
    )
    scores = found[0].section.rows["score"].dropna()
    if found[0].complete and len(scores):
        _lay(figure, maps.choropleth(scores, words=Words(title=""), language=language))
    return figure


def province(language: Language, one: Province, *, year: int, name: str) -> "Figure":
    """Draw the picture of a province: its results, and where it lies among all.

    Examples
    --------
    >>> from analysis.wording import language
    >>> drawn = province(language("en"), provinces.resolve("08"), year=2024, name="Indices")
    >>> [text.get_text() for text in drawn.texts[:3]]
    ['Indices', 'Tuyen Quang province', 'PAPI 2024: 42.55 points, rank 44 of 61']
    """
    figure = _blank(name)
    title = provinces.display_name(one, language.code)
    found = [results(index, "overall", year) for index in _ORDER]
    lines = [_said(language, each, one.code) for each in found]
    _write_lines(figure, capitalised(title), [line for line in lines if line], width=_MARGINS)
    if found[0].complete and one.code in found[0].section.rows["score"].dropna().index:
        _strip(figure, language, found[0], one.code)
    return figure


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


def _blank(name: str) -> "Figure":
    """Return an empty picture with the name of the site at its foot."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH / _DPI, HEIGHT / _DPI), facecolor="white")
    with theme():
        figure.text(_LEFT, 0.07, wrap(name, _MARGINS, size=16), color=MUTED, fontsize=16)
    return figure


def _write_lines(figure: "Figure", title: str, lines: Sequence[str], *, width: float) -> None:
    with theme():
        words = wrap(title, width, size=32, weight="bold")
        at: dict[str, Any] = {"va": "top", "linespacing": 1.1}
        figure.text(_LEFT, 0.9, words, color=INK, fontsize=32, weight="bold", **at)
        top = 0.87 - 0.095 * (words.count("\n") + 1)
        for n, line in enumerate(lines):
            figure.text(_LEFT, top - 0.075 * n, line, color=INK, fontsize=19, **at)


def _strip(figure: "Figure", language: Language, found: Results, code: str) -> None:
    """Draw the scores of all provinces on one line, the one of the province picked out."""
    from matplotlib.lines import Line2D

    scores = found.section.rows["score"].dropna()
    lowest, highest = float(scores.min()), float(scores.max())
    # Without axes, which take longer to make than all the rest.
    along = _INSET + (scores - lowest) / (highest - lowest) * (1 - 2 * _INSET)
    others, own = along.drop(code), along[[code]]
    dots: dict[str, Any] = {"linestyle": "", "marker": "o", "markeredgewidth": 0}
    words: dict[str, Any] = {"ha": "center", "va": "top", "color": MUTED, "fontsize": 15}
    with theme():
        for line in (
            Line2D([_LEFT, 1 - _LEFT], [_LEVEL] * 2, color=FAINT, linewidth=3),
            Line2D(others, [_LEVEL] * len(others), color=OTHERS, markersize=12, alpha=0.7, **dots),
            Line2D(own, [_LEVEL], color=OWN, markersize=21, **dots),
        ):
            figure.add_artist(line)
        for place, end in ((_INSET, lowest), (1 - _INSET, highest)):
            figure.text(place, _LEVEL - 0.08, language.number(end, found.digits), **words)


def _lay(figure: "Figure", drawn: "Figure") -> None:
    """Put a finished picture at the right edge, as high as there is room."""
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    drawn.set_dpi(HEIGHT / drawn.get_figheight())
    canvas = FigureCanvasAgg(drawn)
    canvas.draw()
    pixels = np.asarray(canvas.buffer_rgba())
    figure.figimage(pixels, xo=WIDTH - pixels.shape[1], yo=0)
