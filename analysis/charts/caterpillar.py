"""Ranks of the provinces with their intervals."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import provinces
from analysis.drawing import AUTOMATIC, Words, figure_of, halo, sheet, width
from analysis.errors import BadParameter, NoData
from analysis.provinces import Region
from analysis.ranks import RankIntervals
from analysis.theme import MUTED, OWN, REGION, SMALL
from analysis.wording import VIETNAMESE, Language, places
from analysis.wording.headlines import caterpillar as headlines

_NAME = 5.8
# Centimetres a row, and of the rest.
_ROW = 0.335
_REST = 1.1


def rank_intervals(
    found: RankIntervals,
    *,
    highlight: str | None = None,
    codes: Iterable[str] | None = None,
    groups: pd.Series | None = None,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw every province's rank with its interval, the best on top.

    Parameters
    ----------
    found : RankIntervals
    highlight : str, optional
        Code of the province to pick out; the others of its region are marked too.
    codes : iterable of str, optional
        Draw only these provinces; ranks stay those among all.
    groups : Series of str, optional
        Groups by code, as from `ranks.papi_groups`: lines divide them.
    words : Words
    ax : Axes, optional
    language : Language

    Returns
    -------
    Figure
        16 cm wide; all 63 provinces take 22 cm.

    Raises
    ------
    NoData
        If none of the provinces has a rank.
    BadParameter
        If a code to draw or to pick out has none.

    Examples
    --------
    >>> from analysis import ranks, standing, store
    >>> section = standing.cross_section(store.load_scores(), "papi", "overall", 2023)
    >>> found = ranks.rank_intervals(section.rows["score"], 0.9)
    >>> figure = rank_intervals(found, highlight="08")
    >>> figure.texts[0].get_text()
    'Tuyên Quang đứng thứ 41/61; tính cả sai số, có thể từ hạng 25 đến hạng 53'
    """
    rows = _rows(found, highlight, codes)
    names = places.names(language, "vn63")
    near = _region_of(highlight)
    said = words.or_title(headlines.caterpillar(language, found, highlight)).or_subtitle(
        headlines.measure(language, found, shown=len(rows), near=_region_name(rows, highlight))
    )
    labels = [f"{names[c]}  {rank}" for c, rank in zip(rows.index, rows["rank"], strict=True)]
    with sheet(ax, said, height=_REST + _ROW * len(rows)) as axes:
        _set_axis(axes, rows, found.n, language)
        _draw_intervals(axes, rows, highlight, near)
        _write_names(axes, rows, labels, highlight, near)
        if groups is not None:
            _divide(axes, rows, groups, language)
        if highlight is not None:
            _write_own(axes, rows, highlight)
    return figure_of(axes)


def _rows(found: RankIntervals, highlight: str | None, codes: Iterable[str] | None) -> pd.DataFrame:
    table = found.table
    wanted = list(table.index) if codes is None else list(dict.fromkeys(codes))
    unknown = [c for c in (*wanted, *filter(None, [highlight])) if c not in table.index]
    if unknown:
        raise BadParameter(f"no rank is known of {', '.join(sorted(set(map(str, unknown))))}")
    if not wanted:
        raise NoData("no province to draw")
    return table.loc[wanted].sort_values(["rank", "low", "high"], kind="stable")


def _region_of(highlight: str | None) -> frozenset[str]:
    """Return the other provinces of the region of the one picked out."""
    if highlight is None:
        return frozenset()
    return frozenset(provinces.region_of(highlight).province_codes) - {highlight}


def _region_name(rows: pd.DataFrame, highlight: str | None) -> Region | None:
    """Return the region whose provinces are marked, if any are drawn."""
    marked = _region_of(highlight) & set(rows.index)
    return provinces.region_of(highlight) if highlight is not None and marked else None


def _set_axis(axes: Axes, rows: pd.DataFrame, n: int, language: Language) -> None:
    axes.set(xlim=(0, n + 1), ylim=(len(rows) - 0.4, -0.6), yticks=[])
    ticks = [1, *range(10, n - 3, 10), n]
    axes.set_xticks(ticks, [language.number(tick, 0) for tick in ticks])
    axes.xaxis.tick_top()
    axes.grid(axis="x")
    axes.tick_params(length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)


def _draw_intervals(
    axes: Axes, rows: pd.DataFrame, highlight: str | None, near: frozenset[str]
) -> None:
    """Draw the intervals; kinds differ in shape and thickness, too."""
    y = np.arange(len(rows))
    own, region = rows.index == highlight, rows.index.isin(near)
    kinds = (
        (~own & ~region, MUTED, "o", 9, 1.0),
        (region, REGION, "s", 13, 1.6),
        (own, OWN, "D", 22, 2.6),
    )
    for chosen, colour, marker, size, thick in kinds:
        kept = rows[chosen]
        axes.hlines(y[chosen], kept["low"], kept["high"], colors=colour, linewidth=thick, zorder=2)
        axes.scatter(kept["rank"].astype("float64"), y[chosen], color=colour, marker=marker, s=size,
                     zorder=3)  # fmt: skip


def _write_names(
    axes: Axes, rows: pd.DataFrame, labels: list[str], highlight: str | None, near: frozenset[str]
) -> None:
    for y, (code, label) in enumerate(zip(rows.index, labels, strict=True)):
        own = code == highlight
        axes.text(
            -0.005, y, label, transform=axes.get_yaxis_transform(), size=_NAME, ha="right",
            va="center_baseline", weight="bold" if own else "normal", in_layout=False,
            color=OWN if own else REGION if code in near else "#444444",
        )  # fmt: skip
    # One empty label keeps the room of names that need not be measured again.
    widest = max(width(label, size=_NAME, weight="bold") for label in labels)
    axes.set_ylabel(" ", labelpad=widest - 4)


def _divide(axes: Axes, rows: pd.DataFrame, groups: pd.Series, language: Language) -> None:
    """Draw a line between groups and name each in its first row, on the side that is empty."""
    own = groups.reindex(rows.index)
    for y, (group, before) in enumerate(zip(own, [None, *own], strict=False)):
        if pd.isna(group) or group == before:
            continue
        if y:
            axes.axhline(y - 0.5, color=MUTED, linewidth=0.7, linestyle=":", zorder=1)
        # Intervals run from the upper left to the lower right.
        right = y < len(rows) / 2
        axes.annotate(
            headlines.group(language, str(group)), (1 if right else 0.02, y),
            xycoords=("axes fraction", "data"), ha="right" if right else "left",
            va="center_baseline", size=SMALL, color=MUTED, style="italic", in_layout=False,
        )  # fmt: skip


def _write_own(axes: Axes, rows: pd.DataFrame, highlight: str) -> None:
    """Write the interval of the province beside it."""
    if highlight not in rows.index:
        return
    row, y = rows.to_dict("index")[highlight], list(rows.index).index(highlight)
    # No room to the right of the last rank.
    right = float(row["high"]) < axes.get_xlim()[1] * 0.9
    axes.annotate(
        f"{row['low']:.0f}–{row['high']:.0f}", (float(row["high" if right else "low"]), y),
        xytext=(4 if right else -4, 0), ha="left" if right else "right",
        textcoords="offset points", va="center_baseline", size=SMALL, color=OWN, weight="bold",
        path_effects=halo(), in_layout=False,
    )  # fmt: skip
