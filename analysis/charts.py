"""Charts of the reports: each takes results and returns a matplotlib figure.

Numbers follow the language. Nothing here computes a statistic.
"""

from collections.abc import Mapping
from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.drawing import DASHES, draw_stretches, halo, label_points, number_axis, rank_axis
from analysis.errors import NoData
from analysis.relate import Correlation
from analysis.standing import CrossSection
from analysis.theme import (
    CM,
    INK,
    LEADER,
    MUTED,
    NATION,
    OTHERS,
    OWN,
    REGION,
    TEXT_WIDTH,
    theme,
)
from analysis.trend import Trend
from analysis.wording import Language


def province_columns(
    section: CrossSection,
    names: Mapping[str, str],
    *,
    highlight: str | None = None,
    allow_partial: bool = False,
    language: Language,
) -> Figure:
    """Draw the scores of all provinces from the best to the last, one picked out (C1).

    Parameters
    ----------
    section : CrossSection
        Results of one component and year.
    names : mapping of str to str
        Province names by code.
    highlight : str, optional
        Code of the province to pick out.
    allow_partial : bool
        Draw a partial panel, which the caller then labels as such.
    language : Language

    Returns
    -------
    Figure
        16 cm wide. The axis does not begin at zero and says so by its ticks: columns are
        drawn as stems with a dot, whose position carries the value.

    Raises
    ------
    NoData
        If no province has a score.
    IncompletePanel
        If only some provinces are known and that is not allowed.

    Examples
    --------
    >>> from analysis import provinces, standing, store
    >>> from analysis.wording import language
    >>> section = standing.cross_section(store.load_scores(), "papi", "overall", 2023)
    >>> names = {p.code: p.name_vi for p in provinces.provinces()}
    >>> figure = province_columns(section, names, highlight="08", language=language("vi"))
    >>> len(figure.axes[0].get_xticklabels())
    61
    """
    scores = section.rows["score"].dropna().sort_values(ascending=False, kind="stable")
    if scores.empty:
        raise NoData(f"no score of {section.index} {section.component} in {section.year} to draw")
    section.require_complete("a chart", allow_partial=allow_partial)
    own = [code == highlight for code in scores.index]
    colours = [OWN if mine else OTHERS for mine in own]
    x = np.arange(len(scores))
    with theme():
        figure = Figure(figsize=(TEXT_WIDTH, 7.2 * CM), layout="constrained")
        axes = figure.subplots()
        floor = float(np.floor(scores.min() - (scores.max() - scores.min()) * 0.15))
        axes.vlines(x, floor, scores, colors=colours, linewidth=1.6)
        axes.scatter(x, scores, color=colours, s=16, zorder=3)
        axes.set_ylim(floor, None)
        axes.set_xlim(-1, len(scores))
        axes.set_xticks(x, [names[c] for c in scores.index], rotation=90, fontsize=5.6)
        for label, mine in zip(axes.get_xticklabels(), own, strict=True):
            if mine:
                label.set(color=OWN, fontweight="bold")
        if section.mean is not None:
            axes.axhline(section.mean, color=NATION, linewidth=0.9, linestyle=(0, (5, 2)))
            text = language.text("national mean {mean}", mean=language.number(section.mean))
            axes.annotate(
                text,
                (len(scores) - 0.5, section.mean),
                xytext=(0, 3),
                textcoords="offset points",
                ha="right",
                color=NATION,
                path_effects=halo(),
            )
        for position, (value, mine) in enumerate(zip(scores, own, strict=True)):
            if mine:
                axes.annotate(
                    language.number(value),
                    (position, value),
                    xytext=(0, 4),
                    textcoords="offset points",
                    # The first columns stand beside the figures of the axis.
                    ha="center" if position > 1 else "left",
                    color=OWN,
                    fontweight="bold",
                    path_effects=halo(),
                )
        axes.set_ylabel(language.text("points"))
        number_axis(axes, language)
        axes.tick_params(axis="x", length=0)
    return figure


def score_and_rank(
    history: pd.DataFrame,
    *,
    trend: Trend | None = None,
    unit: str,
    language: Language,
) -> Figure:
    """Draw score and rank over the years in two panels; lines stop at breaks (C2).

    Parameters
    ----------
    history : DataFrame
        As from `standing.history`.
    trend : Trend, optional
        Drawn as a thin line over its years.
    unit : str
        Label of the score axis.
    language : Language

    Returns
    -------
    Figure

    Examples
    --------
    >>> from analysis import standing, store
    >>> from analysis.wording import language
    >>> table = standing.history(store.load_scores(), "08", "papi", last_year=2023)
    >>> figure = score_and_rank(table, unit="điểm", language=language("vi"))
    >>> len(figure.axes)
    2
    """
    years = [int(y) for y in history.index]
    breaks = [y for y in years[1:] if history.loc[y, "breaks"]]
    with theme():
        figure = Figure(figsize=(TEXT_WIDTH, 6.2 * CM), layout="constrained")
        left, right = figure.subplots(1, 2)
        draw_stretches(left, history["mean"], breaks, NATION, dashed=True)
        draw_stretches(left, history["score"], breaks, OWN)
        draw_stretches(right, -history["rank"].astype("float64"), breaks, OWN)
        if trend is not None:
            ends = [trend.first_year, trend.last_year]
            left.plot(ends, [trend.fitted(y) for y in ends], color=INK, linewidth=0.8, zorder=1)
        label_points(left, history["score"], breaks, language, digits=2)
        label_points(right, -history["rank"].astype("float64"), breaks, language, digits=0)
        _lines_legend(left, language, with_trend=trend is not None)
        left.set_ylabel(unit)
        right.set_ylabel(language.text("rank (1 is best)"))
        for axes in (left, right):
            axes.set_xlim(years[0] - 0.6, years[-1] + 0.6)
            axes.set_xticks(years[:: 1 + (len(years) - 1) // 8])
            axes.margins(y=0.2)
            for year in breaks:
                axes.axvline(year - 0.5, color=MUTED, linewidth=0.6, linestyle=":")
        number_axis(left, language)
        rank_axis(right, language)
    return figure


def _lines_legend(axes: Axes, language: Language, *, with_trend: bool) -> None:
    lines = {
        language.text("province"): Line2D([], [], color=OWN, marker="o", markersize=3.5),
        language.text("national mean"): Line2D([], [], color=NATION, linestyle=DASHES, linewidth=1),
    }
    if with_trend:
        lines[language.text("trend")] = Line2D([], [], color=INK, linewidth=0.8)
    axes.legend(
        lines.values(), lines.keys(), loc="lower left", bbox_to_anchor=(0, 1), ncols=len(lines)
    )


def domain_profile(
    profile: pd.DataFrame, names: Mapping[str, str], *, language: Language
) -> Figure:
    """Draw the province against region, nation and leader by domain, in % of maximum (C3).

    Parameters
    ----------
    profile : DataFrame
        As from `standing.profile`; domains without a score are left out.
    names : mapping of str to str
        Names of the domains.
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
    >>> from analysis.wording import language
    >>> table = standing.profile(store.load_scores(), "08", "papi", year=2023)
    >>> names = {c.code: c.name_vi for c in indices.domains("papi", 2023)}
    >>> figure = domain_profile(table, names, language=language("vi"))
    >>> len(figure.axes[0].get_yticklabels())
    8
    """
    rows = profile[profile["score"].notna()].iloc[::-1]
    if rows.empty:
        raise NoData("no domain has a score to draw")
    y = np.arange(len(rows))
    series = (
        ("score", OWN, "o", 52, language.text("province")),
        ("region_mean", REGION, "s", 26, language.text("region")),
        ("mean", NATION, "|", 90, language.text("national mean")),
        ("best_score", LEADER, "^", 30, language.text("best province")),
    )
    with theme():
        figure = Figure(figsize=(TEXT_WIDTH, (2.2 + 0.75 * len(rows)) * CM), layout="constrained")
        axes = figure.subplots()
        axes.hlines(y, 0, 100, color="#eeeeee", linewidth=5, zorder=0)
        shares = rows[[column for column, *_ in series]].div(rows["max_score"], axis=0) * 100
        for column, colour, marker, size, label in series:
            # A partial panel has no means: then the legend does not promise them.
            if shares[column].notna().any():
                axes.scatter(
                    shares[column], y, color=colour, marker=marker, s=size, label=label,
                    zorder=3, clip_on=False,
                )  # fmt: skip
        for position, (share, score) in enumerate(zip(shares["score"], rows["score"], strict=True)):
            axes.annotate(
                language.number(score),
                (share, position),
                xytext=(0, -11),
                textcoords="offset points",
                ha="center",
                color=OWN,
                fontsize=6.8,
                path_effects=halo(),
            )
        axes.set_yticks(y, [fill(names[c], 42) for c in rows.index])
        low, high = float(shares.min().min()), float(shares.max().max())
        axes.set_xlim(max(0, low - 8), min(100, high + 6))
        axes.set_ylim(-0.7, len(rows) - 0.4)
        axes.set_xlabel(language.text("% of the maximum; figures: points of the province"))
        axes.legend(loc="lower center", bbox_to_anchor=(0.35, 1.0), ncols=4, handletextpad=0.2)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        number_axis(axes, language, which="x")
    return figure


def scatter(
    pairs: pd.DataFrame,
    correlation: Correlation,
    *,
    highlight: str | None = None,
    x_label: str,
    y_label: str,
    language: Language,
) -> Figure:
    """Draw the province-years behind a correlation, years by marker, one province picked out.

    Parameters
    ----------
    pairs : DataFrame
        As from `relate.paired`.
    correlation : Correlation
        Its coefficient is written into the corner.
    highlight : str, optional
        Code of the province to pick out.
    x_label, y_label : str
    language : Language

    Returns
    -------
    Figure

    Examples
    --------
    >>> from analysis import relate, store
    >>> from analysis.wording import language
    >>> measures = (relate.Measure("papi", "d5"), relate.Measure("papi", "d8"))
    >>> scores = store.load_scores(years=[2023])
    >>> figure = scatter(relate.paired(scores, *measures), relate.correlate(scores, *measures),
    ...                  x_label="d5", y_label="d8", language=language("vi"))
    >>> figure.axes[0].get_xlabel()
    'd5'
    """
    # Enough for the years of the data (2011 to 2024): no two may share a mark.
    markers = ("o", "s", "^", "D", "v", "P", "X", "<", ">", "p", "h", "*", "d", "8")
    with theme():
        figure = Figure(figsize=(11.5 * CM, 7.2 * CM), layout="constrained")
        axes = figure.subplots()
        for marker, (year, group) in zip(
            markers * 5, pairs.groupby("year", sort=True), strict=False
        ):
            mine = group["province_code"] == highlight
            axes.scatter(
                group["x"][~mine], group["y"][~mine], marker=marker, s=18, facecolors="none",
                edgecolors=REGION, linewidths=0.7, label=str(year),
            )  # fmt: skip
            axes.scatter(group["x"][mine], group["y"][mine], marker=marker, s=30, color=OWN)
        axes.set(xlabel=x_label, ylabel=y_label)
        text = language.text(
            "r = {r} (n = {n})",
            r=language.number(correlation.pearson.value),
            n=language.number(correlation.n, 0),
        )
        axes.set_title(text, loc="left", color=INK)
        axes.legend(loc="upper left", bbox_to_anchor=(1, 1), handletextpad=0.1)
        for which in ("x", "y"):
            number_axis(axes, language, which=which)
    return figure


def coverage_heatmap(
    coverage: pd.DataFrame, names: Mapping[str, str], *, language: Language
) -> Figure:
    """Draw the provinces with a score by index and year.

    Parameters
    ----------
    coverage : DataFrame
        As from `store.coverage`.
    names : mapping of str to str
        Short names of the indices.
    language : Language

    Returns
    -------
    Figure

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.wording import language
    >>> table = store.coverage()
    >>> names = {code: code for code in table["index"]}
    >>> figure = coverage_heatmap(table, names, language=language("en"))
    >>> len(figure.axes[0].get_yticklabels())
    8
    """
    import seaborn as sns

    grid = coverage.pivot_table(index="index", columns="year", values="with_score")
    grid = grid.reindex(columns=range(int(grid.columns.min()), int(grid.columns.max()) + 1))
    with theme():
        figure = Figure(figsize=(TEXT_WIDTH, (1.5 + 0.65 * len(grid)) * CM), layout="constrained")
        axes = figure.subplots()
        sns.heatmap(
            grid, vmin=0, vmax=63, cmap="YlGnBu", annot=True, fmt=".0f", linewidths=0.6,
            annot_kws={"fontsize": 7}, cbar=False, ax=axes,
        )  # fmt: skip
        axes.set(xlabel=language.text("year"), ylabel="")
        axes.set_yticklabels([names[c] for c in grid.index], rotation=0)
        axes.tick_params(length=0)
    return figure
