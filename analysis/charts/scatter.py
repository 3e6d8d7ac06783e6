"""Province-years behind a correlation."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.drawing import AUTOMATIC, Words, figure_of, number_axis, sheet
from analysis.relate import Correlation
from analysis.theme import OWN, REGION
from analysis.wording import VIETNAMESE, Language

# Enough for the years of the data (2011 to 2024): no two may share a mark.
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", ">", "p", "h", "*", "d", "8")


def scatter(
    pairs: pd.DataFrame,
    correlation: Correlation,
    *,
    highlight: str | None = None,
    x_label: str,
    y_label: str,
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
    words : Words
    ax : Axes, optional
    language : Language

    Returns
    -------
    Figure

    Examples
    --------
    >>> from analysis import relate, store
    >>> measures = (relate.Measure("papi", "d5"), relate.Measure("papi", "d8"))
    >>> scores = store.load_scores(years=[2023])
    >>> figure = scatter(relate.paired(scores, *measures), relate.correlate(scores, *measures),
    ...                  x_label="d5", y_label="d8")
    >>> figure.axes[0].get_xlabel()
    'd5'
    """
    said = words.or_title(
        language.text(
            "r = {r} (n = {n})",
            r=language.number(correlation.pearson.value),
            n=language.number(correlation.n, 0),
        )
    )
    with sheet(ax, said, height=7.2, width=12.0) as axes:
        for marker, (year, group) in zip(
            MARKERS * 5, pairs.groupby("year", sort=True), strict=False
        ):
            mine = group["province_code"] == highlight
            axes.scatter(
                group["x"][~mine], group["y"][~mine], marker=marker, s=18, facecolors="none",
                edgecolors=REGION, linewidths=0.7, label=str(year),
            )  # fmt: skip
            axes.scatter(group["x"][mine], group["y"][mine], marker=marker, s=30, color=OWN)
        axes.set(xlabel=x_label, ylabel=y_label)
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1), handletextpad=0.1)
        for which in ("x", "y"):
            number_axis(axes, language, which=which)
    return figure_of(axes)
