"""Which provinces have a score, by index and year."""

from collections.abc import Mapping

import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.drawing import AUTOMATIC, Words, figure_of, sheet, width
from analysis.errors import NoData
from analysis.theme import FAINT, INK, SEQUENTIAL
from analysis.wording import VIETNAMESE, Language
from analysis.wording.headlines import coverage as headlines

PROVINCES = 63
# Centimetres a row.
_ROW = 0.62
# Counts up to this share are printed dark on light, above it light on dark.
_DARK = 0.6


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
        Short names of the indices; others are called by their code.
    words : Words
    ax : Axes, optional
    language : Language

    Returns
    -------
    Figure
        The index best known on top; a year of which nothing is known has no cell.

    Raises
    ------
    NoData
        If nothing is known.

    Examples
    --------
    >>> from analysis import store
    >>> table = store.coverage()
    >>> figure = coverage_heatmap(table, {code: code for code in table["index"]})
    >>> figure.texts[0].get_text()
    'papi có số liệu của 60–63 tỉnh, thành phố mỗi năm; sipas nhiều nhất 17'
    """
    if coverage.empty:
        raise NoData("no index has a year to draw")
    order = coverage.groupby("index")["with_score"].sum().sort_values(kind="stable").index[::-1]
    rows = {str(code): k for k, code in enumerate(order)}
    first, last = int(coverage["year"].min()), int(coverage["year"].max())
    said = words.or_title(headlines.coverage(language, coverage, names)).or_subtitle(
        headlines.measure(language)
    )
    with sheet(ax, said, height=0.7 + _ROW * len(rows)) as axes:
        axes.set(xlim=(first - 0.5, last + 0.5), ylim=(len(rows) - 0.5, -0.5), xticks=[], yticks=[])
        for spine in axes.spines.values():
            spine.set_visible(False)
        _draw_cells(axes, coverage, rows)
        _write_names(axes, [names.get(code, code) for code in rows], range(first, last + 1))
        for row in coverage.to_dict("records"):
            dark = row["with_score"] > _DARK * PROVINCES
            axes.text(row["year"], rows[row["index"]], language.number(row["with_score"], 0),
                      ha="center", va="center_baseline", color="white" if dark else INK,
                      in_layout=False)  # fmt: skip
    return figure_of(axes)


def _draw_cells(axes: Axes, coverage: pd.DataFrame, rows: Mapping[str, int]) -> None:
    cells = [
        Rectangle((year - 0.47, rows[index] - 0.45), 0.94, 0.9)
        for index, year in zip(coverage["index"], coverage["year"], strict=True)
    ]
    shares = (coverage["with_score"] / PROVINCES).clip(0, 1).to_numpy(dtype=float)
    # From nearly white to a blue that white figures stand out from.
    colours = colormaps[SEQUENTIAL](0.02 + 0.8 * shares)
    axes.add_collection(
        PatchCollection(cells, facecolors=colours, edgecolors=FAINT, linewidths=0.5)
    )


def _write_names(axes: Axes, names: list[str], years: range) -> None:
    """Write names and years as plain text: ticks would cost twice the time."""
    for y, name in enumerate(names):
        axes.text(-0.01, y, name, transform=axes.get_yaxis_transform(), ha="right",
                  va="center_baseline", in_layout=False)  # fmt: skip
    for year in years:
        axes.text(year, -0.02, str(year), transform=axes.get_xaxis_transform(), ha="center",
                  va="top", in_layout=False)  # fmt: skip
    axes.set_ylabel(" ", labelpad=max(map(width, names)) - 4)
    axes.set_xlabel(" ", labelpad=0)
