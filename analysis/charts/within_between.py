"""What differs between provinces, and what changes within each of them."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from analysis.charts.own import label_own
from analysis.charts.scatter import check_pairs
from analysis.drawing import AUTOMATIC, Words, figure_of, number_axis, sheet
from analysis.errors import BadParameter
from analysis.relate import Slopes
from analysis.theme import INK, MUTED, OTHERS, OWN, REGION, SMALL
from analysis.wording import VIETNAMESE, Language
from analysis.wording.headlines import scatter as headlines

# About how large the axes are, in centimetres.
_SIZE = (9.2, 6.4)


def within_between(
    pairs: pd.DataFrame,
    found: Slopes,
    *,
    highlight: str | None = None,
    x_label: str,
    y_label: str,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw the line between provinces, thick, and the parallel lines within each of them, thin.

    The two may run against each other, which one cloud of points would hide.

    Parameters
    ----------
    pairs : DataFrame
        As from `relate.paired`: the province-years of the slopes.
    found : Slopes
        In points, without controls.
    highlight : str, optional
        Code of the province to pick out.
    x_label, y_label : str
    words : Words
    ax : Axes, optional
    language : Language

    Returns
    -------
    Figure
        Provinces with one year have a point and no line.

    Raises
    ------
    NoData
        Without pairs, or if a number is infinite.
    BadParameter
        If the slopes are of other pairs, in standard deviations, or with controls: then they
        are no lines through the points.

    Examples
    --------
    >>> from analysis import relate, store
    >>> measures = (relate.Measure("papi", "d5"), relate.Measure("papi", "d8"))
    >>> scores = store.load_scores(years=range(2021, 2025))
    >>> figure = within_between(relate.paired(scores, *measures),
    ...                         relate.slopes(scores, *measures), x_label="d5", y_label="d8")
    >>> figure.texts[0].get_text()
    'X hơn 1 thì Y +0,95 giữa các tỉnh; trong từng tỉnh chưa rõ (+0,27)'
    """
    check_pairs(pairs)
    _check_slopes(pairs, found)
    said = words.or_title(headlines.within_between(language, found)).or_subtitle(
        headlines.sample(language, found.sample)
    )
    means = pairs.groupby("province_code")[["x", "y"]].mean()
    with sheet(ax, said, height=8.0) as axes:
        axes.scatter(pairs["x"], pairs["y"], s=7, color=OTHERS, linewidths=0, zorder=1)
        _draw_within(axes, pairs, means, found.within.estimate.value)
        _draw_between(axes, means, found.between.estimate.value)
        own = pairs[pairs["province_code"] == highlight]
        if highlight is not None and len(own):
            axes.scatter(own["x"], own["y"], s=28, color=OWN, zorder=4)
            label_own(axes, own, highlight, language, size=_SIZE)
        axes.set(xlabel=x_label, ylabel=y_label)
        for which in ("x", "y"):
            number_axis(axes, language, which=which)
        _name_lines(axes, found, language)
    return figure_of(axes)


def _check_slopes(pairs: pd.DataFrame, found: Slopes) -> None:
    if found.standardised or found.controls:
        raise BadParameter("slopes in standard deviations or with controls are no lines of points")
    if len(pairs) != found.sample.n:
        raise BadParameter(f"the slopes are of {found.sample.n} pairs, not of these {len(pairs)}")


def _draw_within(axes: Axes, pairs: pd.DataFrame, means: pd.DataFrame, slope: float) -> None:
    """Draw a line through the years of each province: all have the slope of the model."""
    reach = pairs.groupby("province_code")["x"].agg(["min", "max"])
    segments = [
        [(x, row["y"] + slope * (x - row["x"])) for x in (row["min"], row["max"])]
        for row in means.join(reach).to_dict("records")
        if row["min"] < row["max"]
    ]
    lines = LineCollection(segments, colors=REGION, linewidths=0.7, alpha=0.75, zorder=2)
    axes.add_collection(lines)
    axes.autoscale_view()


def _draw_between(axes: Axes, means: pd.DataFrame, slope: float) -> None:
    """Draw the line between provinces, which goes through the middle of their means."""
    axes.scatter(means["x"], means["y"], s=13, facecolor="white", edgecolor=INK, linewidths=0.6,
                 zorder=3)  # fmt: skip
    ends = [float(means["x"].min()), float(means["x"].max())]
    middle = means.mean()
    axes.plot(ends, [float(middle["y"] + slope * (x - middle["x"])) for x in ends], color=INK,
              linewidth=2.4, zorder=3)  # fmt: skip


def _name_lines(axes: Axes, found: Slopes, language: Language) -> None:
    """Say what each kind of line is, with its slope and interval, beside a sample of it."""
    kinds = ((found.between, INK, 2.4), (found.within, REGION, 0.9), (found.two_way, MUTED, None))
    for k, (slope, colour, thick) in enumerate(kinds):
        y = 0.92 - 0.2 * k
        if thick is not None:
            axes.plot([1.02, 1.06], [y, y], transform=axes.transAxes, color=colour,
                      linewidth=thick, clip_on=False)  # fmt: skip
        axes.text(1.075, y, headlines.slope(language, slope), transform=axes.transAxes, size=SMALL,
                  color=colour, va="center")  # fmt: skip
