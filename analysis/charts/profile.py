"""The domains of one province against region, nation and leader (chart C3)."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from numpy.typing import NDArray

from analysis.charts.rows import name_rows
from analysis.drawing import AUTOMATIC, Words, balanced, figure_of, halo, number_axis, sheet
from analysis.errors import NoData
from analysis.theme import FAINT, LEADER, MUTED, NATION, OWN, REGION, SMALL
from analysis.wording import VIETNAMESE, Language
from analysis.wording.headlines import profile as headlines

_LABEL = 150.0
# The province last, so that nothing covers it; hollow marks let what lies below be seen.
_MARKS: dict[str, dict[str, Any]] = {
    "best_score": {"color": LEADER, "marker": "^", "s": 30},
    "region_mean": {"edgecolors": REGION, "facecolors": "none", "marker": "s", "s": 34,
                    "linewidths": 1.3},
    "mean": {"color": NATION, "marker": "|", "s": 110, "linewidths": 1.4},
    "score": {"color": OWN, "marker": "o", "s": 46, "edgecolors": "white", "linewidths": 0.6},
}  # fmt: skip
_LINES: dict[str, dict[str, Any]] = {
    "best_score": {"color": LEADER, "linestyle": (0, (1, 1.5)), "linewidth": 1.2},
    "mean": {"color": NATION, "linestyle": (0, (4, 2)), "linewidth": 1.0},
    "score": {"color": OWN, "linewidth": 1.8, "marker": "o", "markersize": 3.5},
}
_RINGS = (25, 50, 75, 100)


def domain_profile(
    profile: pd.DataFrame,
    names: Mapping[str, str],
    *,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw the province against region, nation and leader by domain, in % of maximum.

    Parameters
    ----------
    profile : DataFrame
        As from `standing.profile`; domains without a score or a maximum are left out.
    names : mapping of str to str
        Names of the domains.
    words : Words
    ax : Axes, optional
    language : Language

    Returns
    -------
    Figure
        A dot plot: bars would hide the small differences that matter.

    Raises
    ------
    NoData
        If no domain has a score.

    Examples
    --------
    >>> from analysis import indices, standing, store
    >>> table = standing.profile(store.load_scores(), "08", "papi", year=2023)
    >>> names = {c.code: c.name_vi for c in indices.domains("papi", 2023)}
    >>> figure = domain_profile(table, names)
    >>> figure.axes[0].texts[-1].get_text()
    'Tham gia của người dân ở cấp cơ sở'
    """
    rows = _known(profile).iloc[::-1]
    said = words.or_title(headlines.profile(language, rows)).or_subtitle(
        language.text("% of the maximum; figures: points of the province")
    )
    with sheet(ax, said, height=1.3 + 0.75 * len(rows)) as axes:
        shares = _draw_dots(axes, rows, language)
        _write_points(axes, shares["score"], rows["score"], language)
        name_rows(axes, np.arange(len(rows)), [balanced(names[c], _LABEL) for c in rows.index])
        axes.set_ylim(-0.8, len(rows) - 0.4)
        # It may reach over the names at the left, but not beyond the sheet.
        handles, labels = axes.get_legend_handles_labels()
        axes.legend(
            handles[::-1], labels[::-1], loc="lower right", bbox_to_anchor=(1, 1), ncols=4,
            handletextpad=0.2,
        )  # fmt: skip
        number_axis(axes, language, which="x")
    return figure_of(axes)


def radar(
    profile: pd.DataFrame,
    names: Mapping[str, str],
    *,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw the province, the nation and the leader by domain on spokes, in % of maximum.

    Published profiles look so, and some readers ask for it. `domain_profile` is the better
    picture: here lengths on eight spokes cannot be compared with each other, the area grows
    with the square of the shares and with the order of the domains, which means nothing, and
    small differences drown.

    Parameters
    ----------
    profile, names, words, ax, language
        As for `domain_profile`.

    Returns
    -------
    Figure

    Raises
    ------
    NoData
        If fewer than three domains have a score.

    Examples
    --------
    >>> from analysis import indices, standing, store
    >>> table = standing.profile(store.load_scores(), "08", "papi", year=2023)
    >>> names = {c.code: c.name_vi for c in indices.domains("papi", 2023)}
    >>> len(radar(table, names).axes[0].lines)
    3
    """
    rows = _known(profile)
    if len(rows) < 3:
        raise NoData(f"a radar needs three domains with a score, got {len(rows)}")
    said = words.or_title(headlines.profile(language, rows)).or_subtitle(
        language.text("% of the maximum; figures: points of the province")
    )
    shares = _shares(rows)
    angles = np.pi / 2 - np.arange(len(rows)) * 2 * np.pi / len(rows)
    spokes = np.column_stack([np.cos(angles), np.sin(angles)])
    with sheet(ax, said, height=11.0, bare=True) as axes:
        axes.set_axis_off()
        box = axes.get_window_extent()
        # Room for three lines of text above and below.
        axes.set(xlim=(-137 * box.width / box.height, 137 * box.width / box.height),
                 ylim=(-137, 137))  # fmt: skip
        _draw_web(axes, spokes, language)
        for column, style in _LINES.items():
            if shares[column].notna().all():
                corners = spokes * shares[column].to_numpy()[:, None]
                axes.plot(*np.vstack([corners, corners[:1]]).T, label=_name(column, language),
                          **style)  # fmt: skip
        for code, (x, y) in zip(rows.index, spokes, strict=True):
            label = f"{balanced(names[code], 100)}\n{language.number(rows.loc[code, 'score'])}"
            side = "center" if abs(x) < 0.1 else "left" if x > 0 else "right"
            axes.text(106 * x, 106 * y, label, ha=side,
                      va="center" if abs(y) < 0.9 else "bottom" if y > 0 else "top")  # fmt: skip
        handles, labels = axes.get_legend_handles_labels()
        axes.legend(handles[::-1], labels[::-1], loc="lower left", bbox_to_anchor=(0, 0))
    return figure_of(axes)


def _known(profile: pd.DataFrame) -> pd.DataFrame:
    if profile.empty:
        raise NoData("no domain has a score to draw")
    rows = profile[profile["score"].notna() & profile["max_score"].notna()]
    if rows.empty:
        raise NoData("no domain has a score to draw")
    return rows


def _shares(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[list(_MARKS)].div(rows["max_score"], axis=0) * 100


def _name(column: str, language: Language) -> str:
    return {
        "best_score": language.text("best province"),
        "region_mean": language.text("region"),
        "mean": language.text("national mean"),
        "score": language.text("province"),
    }[column]


def _draw_dots(axes: Axes, rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Draw every series and return the shares of the maximum."""
    y = np.arange(len(rows))
    axes.hlines(y, 0, 100, color=FAINT, linewidth=5, zorder=0)
    shares = _shares(rows)
    for column, style in _MARKS.items():
        # A partial panel has no means: then the legend does not promise them.
        if shares[column].notna().any():
            axes.scatter(shares[column], y, label=_name(column, language), zorder=3, clip_on=False,
                         **style)  # fmt: skip
    low, high = float(shares.min().min()), float(shares.max().max())
    axes.set_xlim(max(0, low - 8), max(min(100, high + 6), high))
    return shares


def _write_points(axes: Axes, shares: pd.Series, scores: pd.Series, language: Language) -> None:
    for position, (share, score) in enumerate(zip(shares, scores, strict=True)):
        axes.annotate(
            language.number(score), (share, position), xytext=(0, -11),
            textcoords="offset points", ha="center", color=OWN, fontsize=6.8, weight="bold",
            path_effects=halo(),
        )  # fmt: skip


def _draw_web(axes: Axes, spokes: NDArray[np.float64], language: Language) -> None:
    for ring in _RINGS:
        axes.fill(*(ring * spokes).T, fill=False, edgecolor=FAINT, linewidth=0.8)
        x, y = ring * (spokes[0] + spokes[-1]) / 2
        label = language.text("{number}%", number=language.number(ring, 0))
        axes.text(
            x, y, label, size=SMALL, color=MUTED, ha="center", va="center", path_effects=halo()
        )
    centre = np.zeros_like(spokes)
    rays = np.stack([centre, 100 * spokes], axis=1)
    axes.add_collection(LineCollection(list(rays), colors=FAINT, linewidths=0.8, zorder=0))
