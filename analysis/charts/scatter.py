"""Province-years behind a correlation."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.own import label_own
from analysis.drawing import AUTOMATIC, Words, figure_of, number_axis, sheet
from analysis.errors import NoData
from analysis.relate import Correlation, LowessCurve
from analysis.theme import FAINT, INK, OWN
from analysis.wording import VIETNAMESE, Language
from analysis.wording.headlines import scatter as headlines

# Enough for the years of the data (2011 to 2024): no two may share a mark.
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", ">", "p", "h", "*", "d", "8")
# Late years are darker: a printer without colours shows it as well.
_YEARS = "Blues"
# About how large the axes are, in centimetres.
_SIZE = (12.0, 6.0)


def scatter(
    pairs: pd.DataFrame,
    correlation: Correlation,
    *,
    highlight: str | None = None,
    x_label: str,
    y_label: str,
    curve: LowessCurve | None = None,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw the province-years behind a correlation, years by marker, one province picked out.

    Parameters
    ----------
    pairs : DataFrame
        As from `relate.paired`.
    correlation : Correlation
        Its coefficient is the title.
    highlight : str, optional
        Code of the province to pick out.
    x_label, y_label : str
    curve : LowessCurve, optional
        Drawn with its band.
    words : Words
    ax : Axes, optional
    language : Language

    Returns
    -------
    Figure

    Raises
    ------
    NoData
        Without pairs, or if a number is infinite.

    Examples
    --------
    >>> from analysis import relate, store
    >>> measures = (relate.Measure("papi", "d5"), relate.Measure("papi", "d8"))
    >>> scores = store.load_scores(years=[2023])
    >>> figure = scatter(relate.paired(scores, *measures), relate.correlate(scores, *measures),
    ...                  x_label="d5", y_label="d8")
    >>> figure.texts[0].get_text()
    'Hai chỉ số cùng cao, cùng thấp: r = 0,30 (khoảng tin cậy 95%: 0,06 đến 0,51)'
    """
    check_pairs(pairs)
    said = words.or_title(headlines.scatter(language, correlation)).or_subtitle(
        headlines.sample(language, correlation.sample)
    )
    with sheet(ax, said, height=7.4) as axes:
        if curve is not None:
            draw_curve(axes, curve)
        _draw_years(axes, pairs, highlight)
        axes.set(xlabel=x_label, ylabel=y_label)
        axes.margins(0.06)
        own = pairs[pairs["province_code"] == highlight]
        if highlight is not None and len(own):
            label_own(axes, own, highlight, language, size=_SIZE)
        for which in ("x", "y"):
            number_axis(axes, language, which=which)
    return figure_of(axes)


def check_pairs(pairs: pd.DataFrame) -> None:
    """Refuse pairs that cannot be drawn.

    Raises
    ------
    NoData
    """
    if pairs.empty:
        raise NoData("no province and year has both series to draw")
    try:
        numbers = pairs[["x", "y"]].to_numpy(dtype="float64")
    except ValueError as error:
        raise NoData(f"values to draw must be numbers ({error})") from None
    if not np.isfinite(numbers).all():
        raise NoData("a value to draw is missing or infinite")


def draw_curve(axes: Axes, curve: LowessCurve) -> None:
    """Draw a curve and its band."""
    at = curve.table
    axes.fill_between(at["x"], at["low"], at["high"], color=FAINT, linewidth=0, zorder=0)
    axes.plot(at["x"], at["y"], color=INK, linewidth=1.6, zorder=2.5)


def _draw_years(axes: Axes, pairs: pd.DataFrame, highlight: str | None) -> None:
    years = sorted(set(pairs["year"]))
    shades = colormaps[_YEARS](np.linspace(0.45, 0.95, len(years)))
    for k, (year, group) in enumerate(pairs.groupby("year", sort=True)):
        marker: Any = MARKERS[k % len(MARKERS)]
        mine = group["province_code"] == highlight
        axes.scatter(
            group["x"][~mine], group["y"][~mine], marker=marker, s=17, facecolors="none",
            edgecolors=[shades[k]], linewidths=0.8, label=str(year),
        )  # fmt: skip
        if mine.any():
            axes.scatter(
                group["x"][mine], group["y"][mine], marker=marker, s=34, color=OWN, zorder=3
            )
    if len(years) > 1:
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1), handletextpad=0.1, reverse=True)
