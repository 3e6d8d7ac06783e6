"""The domains of one province against region, nation and leader (chart C3)."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.drawing import AUTOMATIC, Words, figure_of, halo, number_axis, sheet, wrap
from analysis.errors import NoData
from analysis.theme import FAINT, LEADER, NATION, OWN, REGION
from analysis.wording import VIETNAMESE, Language
from analysis.wording.headlines import profile as headlines

_LABEL = 150.0


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
        As from `standing.profile`; domains without a score are left out.
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
    >>> len(figure.axes[0].get_yticklabels())
    8
    """
    rows = profile[profile["score"].notna()].iloc[::-1]
    if rows.empty:
        raise NoData("no domain has a score to draw")
    said = words.or_title(headlines.profile(language, rows)).or_subtitle(
        language.text("% of the maximum; figures: points of the province")
    )
    with sheet(ax, said, height=1.3 + 0.75 * len(rows)) as axes:
        shares = _draw_dots(axes, rows, language)
        _write_points(axes, shares["score"], rows["score"], language)
        axes.set_yticks(np.arange(len(rows)), [wrap(names[c], _LABEL) for c in rows.index])
        axes.set_ylim(-0.7, len(rows) - 0.4)
        # It may reach over the names at the left, but not beyond the sheet.
        axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=4, handletextpad=0.2)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        number_axis(axes, language, which="x")
    return figure_of(axes)


def _draw_dots(axes: Axes, rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Draw every series and return the shares of the maximum."""
    series = (
        ("score", OWN, "o", 52, language.text("province")),
        ("region_mean", REGION, "s", 26, language.text("region")),
        ("mean", NATION, "|", 90, language.text("national mean")),
        ("best_score", LEADER, "^", 30, language.text("best province")),
    )
    y = np.arange(len(rows))
    axes.hlines(y, 0, 100, color=FAINT, linewidth=5, zorder=0)
    shares = rows[[column for column, *_ in series]].div(rows["max_score"], axis=0) * 100
    for column, colour, marker, size, label in series:
        # A partial panel has no means: then the legend does not promise them.
        if shares[column].notna().any():
            axes.scatter(
                shares[column], y, color=colour, marker=marker, s=size, label=label, zorder=3,
                clip_on=False,
            )  # fmt: skip
    low, high = float(shares.min().min()), float(shares.max().max())
    axes.set_xlim(max(0, low - 8), min(100, high + 6))
    return shares


def _write_points(axes: Axes, shares: pd.Series, scores: pd.Series, language: Language) -> None:
    for position, (share, score) in enumerate(zip(shares, scores, strict=True)):
        axes.annotate(
            language.number(score), (share, position), xytext=(0, -11),
            textcoords="offset points", ha="center", color=OWN, fontsize=6.8, path_effects=halo(),
        )  # fmt: skip
