"""Bivariate maps: two indices at once, three classes each, nine colours."""

from collections.abc import Hashable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from analysis.drawing import AUTOMATIC, Words, figure_of
from analysis.errors import ConstantSeries, NoData
from analysis.maps.canvas import (
    HATCH,
    Reading,
    country,
    draw_archipelagos,
    draw_regions,
    draw_units,
    outline,
    size,
)
from analysis.maps.classes import Classes, classify
from analysis.maps.labels import ink
from analysis.maps.layers import Shapes
from analysis.maps.values import by_code, check_codes, numbers
from analysis.provinces import Frame
from analysis.theme import BIVARIATE, INK, MISSING_EDGE, MUTED, SMALL
from analysis.wording import VIETNAMESE, Language, places
from analysis.wording.headlines import bivariate as headlines

K = 3
_AXES = ("x", "y")
# The square of the legend, in the width and height of the axes.
_SIDE, _TOP, _SHARE = 0.11, 0.975, 0.17


def bivariate(
    data: pd.DataFrame,
    x: Hashable,
    y: Hashable,
    *,
    scheme: str = "quantiles",
    digits: int = 2,
    xlabel: str | None = None,
    ylabel: str | None = None,
    frame: Frame = "vn63",
    highlight: str | None = None,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw provinces coloured by their classes in two series.

    Parameters
    ----------
    data : DataFrame
        Indexed by province code, or with a column `province_code`.
    x, y : hashable
        Columns of the two series: the first adds orange, the second blue, both together brown.
    scheme : str
        A scheme of `classify`; cuts each series into three over the provinces with both.
    digits : int
        Decimals of the bounds and of what is said.
    xlabel, ylabel : str, optional
        What the series are called; the names of the columns.
    frame, highlight, words, ax, language
        As for `choropleth`; without a title, how many provinces are high, and low, in both.

    Returns
    -------
    Figure
        The legend is a square of the nine colours, each with its number of provinces. A
        province without one of the two is hatched.

    Raises
    ------
    BadParameter, NoData
        As for `values.by_code`; also if no province has both.
    ConstantSeries
        If all provinces have the same value.

    Examples
    --------
    >>> from analysis import standing, store
    >>> scores = store.load_scores()
    >>> table = pd.DataFrame({
    ...     "PAPI": standing.cross_section(scores, "papi", "overall", 2024).rows["score"],
    ...     "DTI": standing.cross_section(scores, "dti", "overall", 2024).rows["score"],
    ... })
    >>> figure = bivariate(table, "PAPI", "DTI", digits=4, highlight="08")
    >>> figure.texts[0].get_text()
    'Tuyên Quang: PAPI thấp (42,5468), DTI thấp (0,6432)'
    """
    values = _values(data, {"x": x, "y": y}, frame)
    classes = {which: classify(values[which], scheme, k=K, digits=digits) for which in _AXES}
    levels = pd.DataFrame({which: _levels(classes[which], values[which]) for which in _AXES})
    pair = headlines.Pair(xlabel or str(x), ylabel or str(y), values, levels, digits)
    if highlight is not None:
        check_codes([highlight], frame)
    fills = {
        str(code): BIVARIATE[j][i] for code, i, j in pair.levels[["x", "y"]].itertuples(name=None)
    }
    reading = Reading(headlines.titles(language, pair, frame=frame))
    said = words.or_title(headlines.both(language, pair, highlight, frame=frame))
    said = said.or_subtitle(headlines.measure(language, pair, len(reading.titles)))
    with country(ax, said, frame, language) as (axes, units):
        draw_units(axes, units, fills, reading=reading)
        draw_regions(axes, units)
        if highlight is not None:
            outline(axes, units, highlight)
        draw_archipelagos(axes, units, fills, language, reading=reading, highlight=highlight)
        _draw_square(axes, units, pair, classes, language)
    return figure_of(axes)


def _values(data: pd.DataFrame, columns: dict[str, Hashable], frame: Frame) -> pd.DataFrame:
    """Return both series of the provinces that have both."""
    values = pd.DataFrame(
        {which: numbers(by_code(data, name, frame=frame)) for which, name in columns.items()}
    ).dropna()
    if values.empty:
        raise NoData(f"no province has both {columns['x']} and {columns['y']}")
    for which, name in columns.items():
        if values[which].min() == values[which].max():
            raise ConstantSeries(f"all provinces have the same {name}; there is nothing to cut")
    return values


def _levels(classes: Classes, values: pd.Series) -> pd.Series:
    """Return classes as 0, 1 and 2; of two classes the higher is the highest."""
    place = classes.place(values).astype("int64")
    return place * (K - 1) if classes.n < K else place


def _draw_square(
    axes: Axes,
    units: Shapes,
    pair: headlines.Pair,
    classes: dict[str, Classes],
    language: Language,
) -> None:
    """Draw the legend: nine cells with their counts, bounds on the sides, names as arrows."""
    across, along = size(axes)
    left, right = axes.get_xlim()
    start = (units.bounds[2] - left) / (right - left) + _SIDE
    wide = _SHARE * along / across
    square = axes.inset_axes((start, _TOP - _SHARE, wide, _SHARE))
    counts = pair.levels.value_counts()
    for i, j in np.ndindex(K, K):
        ground = BIVARIATE[j][i]
        square.add_artist(Rectangle((i, j), 1, 1, facecolor=ground, edgecolor="white"))
        square.text(
            i + 0.5, j + 0.5, language.number(counts.get((i, j), 0), 0), ha="center",
            va="center_baseline", color=ink(ground), in_layout=False,
        )  # fmt: skip
    square.set(xlim=(0, K), ylim=(0, K))
    ends = {which: _ends(classes[which], language) for which in ("x", "y")}
    square.set_xticks([1, 2], ends["x"])
    square.set_yticks([1, 2], ends["y"])
    square.tick_params(length=2, labelsize=SMALL, pad=1.5)
    square.spines[:].set_visible(False)
    square.set_xlabel(f"{pair.x} →", color=INK, labelpad=2)
    square.set_ylabel(f"{pair.y} →", color=INK, labelpad=2)
    square.set_title(
        language.text("provinces in each class"), fontsize=SMALL, weight="normal", color=MUTED,
        pad=3, loc="left",
    )  # fmt: skip
    missing = len(units.units) - len(pair.numbers)
    if missing:
        blank = Patch(facecolor="white", edgecolor=MISSING_EDGE, hatch=HATCH, linewidth=0.5,
                      label=places.missing(language, missing))  # fmt: skip
        square.legend(handles=[blank], loc="upper left", bbox_to_anchor=(0, -0.26),
                      borderaxespad=0, handlelength=1.5, handleheight=1.05)  # fmt: skip


def _ends(classes: Classes, language: Language) -> list[str]:
    """Return the two bounds; the same one twice if the numbers fall into two classes."""
    bounds = (classes.bounds * 2)[:2] if classes.n < K else classes.bounds
    return [language.number(bound, classes.digits) for bound in bounds]
