"""The six regions with their change from the year before (chart C4)."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import provinces
from analysis.charts.rows import name_rows
from analysis.drawing import AUTOMATIC, DASHES, Words, figure_of, halo, number_axis, sheet, width
from analysis.regional import RegionMeans
from analysis.theme import CM, FAINT, INK, MUTED, NATION, OTHERS, POINTS, REGION
from analysis.wording import VIETNAMESE, Language
from analysis.wording.headlines import regions as headlines

_TOP = 0.75
# Points: how wide the axes are about, and what stands between a dot and its figure.
_WIDE, _GAP = 9.2 * CM * POINTS, 7.0


def region_means(
    means: RegionMeans,
    *,
    highlight: str | None = None,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw the mean of every region, with an arrow from that of the year before.

    Parameters
    ----------
    means : RegionMeans
        As from `regional.region_means`.
    highlight : str, optional
        Code of a province: its region is picked out.
    words : Words
    ax : Axes, optional
    language : Language

    Returns
    -------
    Figure
        Regions without an arrow had no mean that compares in the year before.

    Raises
    ------
    UnknownProvince
        If there is no province of that code.

    Examples
    --------
    >>> from analysis import regional, store
    >>> found = regional.region_means(store.load_scores(), "papi", 2024)
    >>> region_means(found).texts[0].get_text()
    'Đồng bằng sông Hồng cao nhất (44,32), Tây Nguyên thấp nhất (41,23)'
    """
    own = None
    if highlight is not None:
        own = provinces.region_of(provinces.by_code(highlight, frame="vn63").code).code
    frame = means.frame
    rows = -np.arange(len(frame))
    said = words.or_title(headlines.regions(language, means, own)).or_subtitle(
        headlines.measure(language, means)
    )
    with sheet(ax, said, height=1.4 + 0.72 * len(frame)) as axes:
        figures = [headlines.figure(language, means, str(code)) for code in frame.index]
        left = (frame["mean"] < (-np.inf if means.nation is None else means.nation)).tolist()
        _set_limits(axes, means, figures, left)
        axes.hlines(rows, *axes.get_xlim(), color=FAINT, linewidth=0.6, zorder=0)
        if means.nation is not None:
            _draw_nation(axes, means.nation, headlines.nation(language, means))
        for k, (code, values) in enumerate(frame.iterrows()):
            _draw_region(axes, -k, values, own=code == own)
            _write_figure(axes, -k, values, figures[k], left=left[k], own=code == own)
        bold = [k for k, code in enumerate(frame.index) if code == own]
        name_rows(axes, rows, headlines.names(language, frame), bold=bold)
        number_axis(axes, language, which="x")
    return figure_of(axes)


def _set_limits(axes: Axes, means: RegionMeans, figures: list[str], left: list[bool]) -> None:
    """Leave room for the longest figure at either side."""
    ends = [*means.frame["mean"], *means.frame["previous"].dropna()]
    ends += [] if means.nation is None else [means.nation]
    low, high = min(ends), max(ends)
    before, behind = (
        2 * _GAP
        + max(
            (width(f, weight="bold") for f, k in zip(figures, left, strict=True) if k is at),
            default=0,
        )
        for at in (True, False)
    )
    point = (high - low or 1) / (_WIDE - before - behind)
    axes.set(
        xlim=(low - point * before, high + point * behind), ylim=(0.6 - len(means.frame), _TOP)
    )


def _draw_nation(axes: Axes, mean: float, text: str) -> None:
    axes.axvline(mean, color=NATION, linewidth=0.9, linestyle=DASHES, zorder=1)
    axes.annotate(
        text, (mean, _TOP), xytext=(0, 2), textcoords="offset points", ha="center", va="bottom",
        color=NATION, annotation_clip=False,
    )  # fmt: skip


def _draw_region(axes: Axes, row: int, values: pd.Series, *, own: bool) -> None:
    colour = REGION if own else MUTED
    mean, previous = float(values["mean"]), float(values["previous"])
    if pd.notna(previous):
        axes.annotate(
            "", (mean, row), (previous, row),
            arrowprops={"arrowstyle": "-|>", "color": REGION if own else OTHERS, "shrinkA": 0,
                        "shrinkB": 3, "linewidth": 1.6, "mutation_scale": 7},
        )  # fmt: skip
        axes.scatter(previous, row, s=20, facecolors="white", edgecolors=colour, linewidths=1,
                     zorder=3)  # fmt: skip
    axes.scatter(mean, row, s=34, color=colour, zorder=4)


def _write_figure(
    axes: Axes, row: int, values: pd.Series, text: str, *, left: bool, own: bool
) -> None:
    """Write a figure at the side of the dots that lies away from the line of the nation."""
    ends = values[["mean", "previous"]].astype("float64")
    axes.annotate(
        text, (ends.min() if left else ends.max(), row), xytext=(-_GAP if left else _GAP, 0),
        textcoords="offset points", ha="right" if left else "left", va="center",
        color=REGION if own else INK, weight="bold" if own else "normal", path_effects=halo(),
        in_layout=False,
    )  # fmt: skip
