"""SIPAS factors of the province and of the country (chart C7)."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts.rows import name_rows
from analysis.drawing import AUTOMATIC, Words, balanced, figure_of, halo, number_axis, sheet
from analysis.errors import NoData
from analysis.rounding import difference
from analysis.theme import FAINT, INK, MUTED, NATION, OTHERS, OWN, SMALL
from analysis.wording import VIETNAMESE, Language
from analysis.wording.headlines import factors as headlines

_LABEL = 165.0
_SIDE = 1.02
_NATION: dict[str, Any] = {"color": NATION, "marker": "|", "s": 110, "linewidths": 1.5}
_OWN: dict[str, Any] = {"color": OWN, "s": 44, "edgecolors": "white", "linewidths": 0.6}


def sipas_factors(
    profile: pd.DataFrame,
    names: Mapping[str, str],
    *,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw the shares of satisfied people by factor: the province against the country.

    Parameters
    ----------
    profile : DataFrame
        As from `standing.profile` with the components to draw, in per cent. Factors of which
        neither the province nor the country is known are left out.
    names : mapping of str to str
        Names of the factors.
    words : Words
    ax : Axes, optional
    language : Language

    Returns
    -------
    Figure
        Factors that were published for the country alone say so.

    Raises
    ------
    NoData
        If no factor is known.

    Examples
    --------
    >>> from analysis import indices, standing, store
    >>> codes = ["service", "policy", "f1", "f2", "f3", "f4", "f5"]
    >>> table = standing.profile(store.load_scores(), "01", "sipas", year=2023, components=codes)
    >>> names = {c.code: c.name_vi for c in indices.components("sipas", 2023)}
    >>> sipas_factors(table, names).texts[0].get_text()
    'Địa phương cao hơn cả nước ở 2 trên 2 nội dung có số liệu'
    """
    rows = profile.dropna(subset=["score", "mean"], how="all") if len(profile) else profile
    if rows.empty:
        raise NoData("no factor of the province or the country is known")
    said = words.or_title(headlines.factors(language, rows, names)).or_subtitle(
        headlines.measure(language, rows)
    )
    with sheet(ax, said, height=1.7 + 0.72 * len(rows)) as axes:
        y = -np.arange(len(rows))
        _set_limits(axes, rows)
        axes.hlines(y, *axes.get_xlim(), color=FAINT, linewidth=0.6, zorder=0)
        axes.hlines(y, rows["score"], rows["mean"], color=OTHERS, linewidth=2.2, zorder=1)
        for column, label, style in (
            ("mean", language.text("whole country"), _NATION),
            ("score", language.text("province"), _OWN),
        ):
            if rows[column].notna().any():
                axes.scatter(rows[column], y, label=label, **style)
        for place, (own, mean) in zip(y, rows[["score", "mean"]].to_numpy(float), strict=True):
            _write(axes, int(place), own, mean, language)
        if rows.notna()[["score", "mean"]].all(axis=1).any():
            axes.annotate(
                language.text("gap"), (_SIDE, 0.55), xycoords=axes.get_yaxis_transform(),
                color=MUTED, va="bottom", size=SMALL, annotation_clip=False,
            )  # fmt: skip
        name_rows(axes, y, [balanced(names[str(c)], _LABEL) for c in rows.index])
        handles, labels = axes.get_legend_handles_labels()
        axes.legend(handles[::-1], labels[::-1], loc="lower left", bbox_to_anchor=(0, 1), ncols=2,
                    handletextpad=0.2, borderaxespad=0.2)  # fmt: skip
        number_axis(axes, language, which="x")
    return figure_of(axes)


def _set_limits(axes: Axes, rows: pd.DataFrame) -> None:
    low, high = (
        float(rows[["score", "mean"]].min().min()),
        float(rows[["score", "mean"]].max().max()),
    )
    pad = 0.24 * max(high - low, 1.0)
    axes.set(xlim=(low - pad, high + pad), ylim=(0.5 - len(rows), 0.55))


def _write(axes: Axes, row: int, own: float, mean: float, language: Language) -> None:
    """Write both figures on the outer sides of their marks, and the gap at the right."""
    first = own >= mean
    for value, colour, right in ((own, OWN, first), (mean, NATION, not first)):
        if np.isnan(value):
            continue
        axes.annotate(
            language.number(value), (value, row), xytext=(6 if right else -6, 0),
            textcoords="offset points", ha="left" if right else "right", va="center",
            color=colour, weight="bold" if colour == OWN else "normal", path_effects=halo(),
            in_layout=False,
        )  # fmt: skip
    if np.isnan(own):
        label = language.text("province not known")
    elif np.isnan(mean):
        label = language.text("country not known")
    else:
        label = language.signed(difference(own, mean))
    known = not (np.isnan(own) or np.isnan(mean))
    axes.annotate(
        label, (_SIDE, row), xycoords=axes.get_yaxis_transform(), va="center",
        color=INK if known else MUTED, size=None if known else SMALL, annotation_clip=False,
    )  # fmt: skip
