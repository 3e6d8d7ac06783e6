"""Which provinces have a score, by index and year."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.drawing import AUTOMATIC, Words, figure_of, sheet
from analysis.theme import SEQUENTIAL
from analysis.wording import VIETNAMESE, Language


def coverage_heatmap(
    coverage: pd.DataFrame,
    names: Mapping[str, str],
    *,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw the number of provinces with a score by index and year.

    Parameters
    ----------
    coverage : DataFrame
        As from `store.coverage`.
    names : mapping of str to str
        Short names of the indices.
    words : Words
    ax : Axes, optional
    language : Language

    Returns
    -------
    Figure

    Examples
    --------
    >>> from analysis import store
    >>> table = store.coverage()
    >>> figure = coverage_heatmap(table, {code: code for code in table["index"]})
    >>> len(figure.axes[0].get_yticklabels())
    8
    """
    import seaborn as sns

    grid = coverage.pivot_table(index="index", columns="year", values="with_score")
    grid = grid.reindex(columns=range(int(grid.columns.min()), int(grid.columns.max()) + 1))
    with sheet(ax, words, height=1.3 + 0.65 * len(grid)) as axes:
        sns.heatmap(
            grid, vmin=0, vmax=63, cmap=SEQUENTIAL, annot=True, fmt=".0f", linewidths=0.6,
            annot_kws={"fontsize": 7}, cbar=False, ax=axes,
        )  # fmt: skip
        axes.set(xlabel=language.text("year"), ylabel="")
        axes.set_yticklabels([names[c] for c in grid.index], rotation=0)
        axes.tick_params(length=0)
    return figure_of(axes)
