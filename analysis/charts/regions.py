"""The six regions with their change from the year before (chart C4)."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import provinces
from analysis.charts.rows import name_rows
from analysis.drawing import AUTOMATIC, DASHES, Words, figure_of, halo, number_axis, sheet
from analysis.regional import RegionMeans
from analysis.theme import FAINT, INK, MUTED, NATION, OTHERS, REGION
from analysis.wording import VIETNAMESE, Language
from analysis.wording.headlines import regions as headlines

_TOP = 0.75


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
        _set_limits(axes, means)
        axes.hlines(rows, *axes.get_xlim(), color=FAINT, linewidth=0.6, zorder=0)
        if means.nation is not None:
            _draw_nation(axes, means.nation, language)
        for row, (code, values) in zip(rows, frame.iterrows(), strict=True):
            _draw_region(axes, int(row), values, language, own=code == own)
        bold = [k for k, code in enumerate(frame.index) if code == own]
        name_rows(axes, rows, headlines.names(language, frame), bold=bold)
        number_axis(axes, language, which="x")
    return figure_of(axes)


def _set_limits(axes: Axes, means: RegionMeans) -> None:
    ends = [*means.frame["mean"], *means.frame["previous"].dropna()]
    ends += [] if means.nation is None else [means.nation]
    low, high = min(ends), max(ends)
    pad = 0.08 * max(high - low, 0.2)
    # At the right stand the figures.
    axes.set(xlim=(low - pad, high + 4 * pad), ylim=(0.6 - len(means.frame), _TOP))


def _draw_nation(axes: Axes, mean: float, language: Language) -> None:
    axes.axvline(mean, color=NATION, linewidth=0.9, linestyle=DASHES, zorder=1)
    axes.annotate(
        language.text("national mean {mean}", mean=language.number(mean)), (mean, _TOP),
        xytext=(0, 2), textcoords="offset points", ha="center", va="bottom", color=NATION,
        annotation_clip=False,
    )  # fmt: skip


def _draw_region(axes: Axes, row: int, values: pd.Series, language: Language, *, own: bool) -> None:
    colour = REGION if own else MUTED
    mean, previous = float(values["mean"]), float(values["previous"])
    label = language.number(mean)
    if pd.notna(previous):
        axes.annotate(
            "", (mean, row), (previous, row),
            arrowprops={"arrowstyle": "-|>", "color": REGION if own else OTHERS, "shrinkA": 0,
                        "shrinkB": 3, "linewidth": 1.6, "mutation_scale": 7},
        )  # fmt: skip
        axes.scatter(previous, row, s=20, facecolors="white", edgecolors=colour, linewidths=1,
                     zorder=3)  # fmt: skip
        label = language.text(
            "{score} ({change})", score=label, change=language.signed(float(values["change"]))
        )
    axes.scatter(mean, row, s=34, color=colour, zorder=4)
    axes.annotate(
        label, (np.nanmax([mean, previous]), row), xytext=(6, 0), textcoords="offset points",
        va="center", color=REGION if own else INK, weight="bold" if own else "normal",
        path_effects=halo(), in_layout=False,
    )  # fmt: skip
