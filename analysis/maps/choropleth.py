"""Choropleth maps: provinces in the colours of their values."""

from collections.abc import Hashable, Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.drawing import AUTOMATIC, Words, figure_of
from analysis.errors import BadParameter, NoData
from analysis.maps import classed
from analysis.maps.canvas import (
    HEIGHT,
    Entry,
    Reading,
    country,
    draw_archipelagos,
    draw_legend,
    draw_regions,
    draw_units,
    outline,
)
from analysis.maps.classes import Classes
from analysis.maps.labels import HEIGHT as LABELLED
from analysis.maps.labels import draw_labels
from analysis.maps.values import by_code, check_codes
from analysis.provinces import Frame, provinces
from analysis.theme import GROUPS
from analysis.wording import VIETNAMESE, Language, places
from analysis.wording.headlines import maps as headlines


def choropleth(
    data: pd.Series | pd.DataFrame,
    column: Hashable | None = None,
    *,
    scheme: str | Classes = "quantiles",
    k: int = 5,
    frame: Frame = "vn63",
    highlight: str | None = None,
    legend: bool = True,
    annot: bool = False,
    links: Mapping[str, str] | None = None,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw provinces coloured by the class of their number.

    Parameters
    ----------
    data : Series or DataFrame
        Numbers by province code. Of a table of provinces × years one `column` is drawn and all
        columns make the classes, so that maps of several years compare.
    column : hashable, optional
    scheme : str or Classes
        A scheme of `classify`, or the classes that it made: so with a centre, another colour
        map or other decimals.
    k : int
        Classes wanted.
    frame : {"vn63", "vn34"}
        Frame of the codes.
    highlight : str, optional
        Code of the province to outline.
    legend : bool
    annot : bool
        Write the name of every province; a new figure is then as high as a page.
    links : mapping of str to str, optional
        Where a click on each province leads in the SVG.
    words : Words
        Without a title, the extremes and the place of the province picked out.
    ax : Axes, optional
        Axes to draw on instead of a new figure.
    language : Language

    Returns
    -------
    Figure
        Provinces without a value are hatched and counted. Each is a group of the SVG with a
        `<title>` that names it, its value and rank.

    Raises
    ------
    BadParameter, NoData
        As for `classify` and `values.by_code`.

    Examples
    --------
    >>> figure = choropleth(pd.Series({"01": 43.1, "08": 41.5}), k=2)
    >>> figure.texts[-1].get_text()
    '2 tỉnh, thành phố có số liệu trong tổng số 63'
    """
    values, classes = classed.classed(data, column, scheme, k=k, frame=frame)
    entries = classed.entries(classes, values, language)
    said = places.titles(language, values, frame=frame, digits=classes.digits)
    finding = places.finding(language, values, highlight, frame=frame, digits=classes.digits)
    return _draw(
        classed.fills(classes, values), entries if legend else [], Reading(said, links or {}),
        frame=frame, highlight=highlight, annot=annot, words=words.or_title(finding), ax=ax,
        language=language,
    )  # fmt: skip


def categories(
    data: pd.Series | pd.DataFrame,
    column: Hashable | None = None,
    *,
    order: Sequence[str],
    labels: Mapping[str, str],
    palette: Sequence[str] = GROUPS,
    frame: Frame = "vn63",
    highlight: str | None = None,
    legend: bool = True,
    annot: bool = False,
    links: Mapping[str, str] | None = None,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw provinces coloured by the group that they are in.

    Parameters
    ----------
    data, column
        As for `choropleth`, with names of groups in place of numbers.
    order : sequence of str
        Groups as the legend lists them.
    labels : mapping of str to str
        What the legend says of each group.
    palette : sequence of str
        Colours in the same order.
    frame, highlight, legend, annot, links, words, ax, language
        As for `choropleth`; without a title, the group of the province picked out.

    Returns
    -------
    Figure

    Raises
    ------
    BadParameter, NoData
        As for `values.by_code`; also if a group is not in the order, or there are too few
        colours.

    Examples
    --------
    >>> figure = categories(pd.Series({"01": "high", "08": "low"}), order=["high", "low"],
    ...                     labels={"high": "cao", "low": "thấp"})
    >>> [text.get_text() for text in figure.axes[0].get_legend().get_texts()][0]
    'cao: 1 tỉnh'
    """
    values = by_code(data, column, frame=frame).dropna().astype(str)
    strange = sorted(set(values) - set(order))
    if strange:
        raise NoData(f"groups {', '.join(strange)} are not in the order of the legend")
    if len(palette) < len(order):
        raise BadParameter(f"{len(order)} groups need as many colours, got {len(palette)}")
    colour = dict(zip(order, palette, strict=False))
    counts = values.value_counts()
    entries = [
        Entry(places.counted(language, labels[g], int(counts.get(g, 0))), colour[g]) for g in order
    ]
    titles = places.group_titles(language, values, labels, frame=frame)
    return _draw(
        {str(code): colour[g] for code, g in values.items()}, entries if legend else [],
        Reading(titles, links or {}), frame=frame, highlight=highlight, annot=annot,
        words=words.or_title(titles.get(highlight or "", "")), ax=ax, language=language,
    )  # fmt: skip


def _draw(
    fills: Mapping[str, str],
    entries: Sequence[Entry],
    reading: Reading,
    *,
    frame: Frame,
    highlight: str | None,
    annot: bool,
    words: Words,
    ax: Axes | None,
    language: Language,
) -> Figure:
    if highlight is not None:
        check_codes([highlight], frame)
    total = len(provinces(frame))
    if len(fills) < total:
        words = words.or_subtitle(headlines.known(language, len(fills), total))
    height = LABELLED if annot else HEIGHT
    with country(ax, words, frame, language, height=height) as (axes, units):
        draw_units(axes, units, fills, reading=reading)
        draw_regions(axes, units)
        if highlight is not None:
            outline(axes, units, highlight)
        if annot:
            draw_labels(axes, units, language, fills=fills, highlight=highlight)
        missing = total - len(fills)
        if entries:
            blank = [Entry(places.missing(language, missing), hatched=True)] if missing else []
            draw_legend(axes, units, [*entries, *blank])
        draw_archipelagos(axes, units, fills, language, reading=reading, highlight=highlight)
    return figure_of(axes)
