"""The yearly trend of each component of one province."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.drawing import AUTOMATIC, Words, figure_of, halo, number_axis, sheet, wrap
from analysis.errors import NoData
from analysis.theme import FAINT, MUTED, NATION, OWN, SMALL
from analysis.trend import Trends
from analysis.wording import VIETNAMESE, Language
from analysis.wording.headlines import trends as headlines

_LABEL = 165.0


def trend_intervals(
    found: Mapping[str, Trends],
    code: str,
    names: Mapping[str, str],
    *,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw the change a year of each component with its interval, and that of the nation.

    Parameters
    ----------
    found : mapping of str to Trends
        By component, all of one measure; drawn in this order.
    code : str
        Province; components without a trend of it are left out.
    names : mapping of str to str
        Names of the components.
    words : Words
    ax : Axes, optional
    language : Language

    Returns
    -------
    Figure
        Slopes of the panel model, which each province's own years and the nation make
        together: filled where the interval shows a direction, hollow where it holds zero or
        the years are too few to say.

    Raises
    ------
    NoData
        If the province has no trend in any of them.

    Examples
    --------
    >>> from analysis import panel, store
    >>> from analysis.trend import trends
    >>> scores = store.load_scores()
    >>> found = {c: trends(panel.panel(scores, "papi", c).stretch(2024)) for c in ("d1", "d2")}
    >>> figure = trend_intervals(found, "08", {"d1": "Tham gia", "d2": "Công khai"})
    >>> figure.texts[0].get_text()
    'Tuyên Quang: chưa thấy xu hướng rõ rệt (2 nội dung)'
    """
    # The first on top.
    rows = {c: t.table.loc[code].to_dict() for c, t in found.items() if code in t.table.index}
    if not rows:
        raise NoData(f"province {code} has no trend to draw")
    kept = {component: found[component] for component in rows}
    said = words.or_title(headlines.trends(language, kept, code)).or_subtitle(
        headlines.measure(language, kept)
    )
    with sheet(ax, said, height=1.0 + 0.72 * len(rows)) as axes:
        y = np.arange(len(rows))
        axes.axvline(0, color=MUTED, linewidth=0.8, zorder=0)
        axes.hlines(y, *_reach(rows, kept), color=FAINT, linewidth=5, zorder=0)
        nation = [t.shrunken.national.value for t in kept.values()]
        axes.scatter(nation, y, color=NATION, marker="|", s=95, linewidths=1.4, zorder=2)
        for place, row in enumerate(rows.values()):
            _draw_slope(axes, place, row, language)
        axes.set_yticks(y, _labels(kept, names, language))
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        number_axis(axes, language, which="x")
    return figure_of(axes)


def _labels(found: Mapping[str, Trends], names: Mapping[str, str], language: Language) -> list[str]:
    """Return the names of the components, with their years where these differ."""
    spans = {component: language.span(trends.years) for component, trends in found.items()}
    differ = len(set(spans.values())) > 1
    return [
        wrap(f"{names[c]} ({span})" if differ else names[c], _LABEL) for c, span in spans.items()
    ]


def _reach(rows: Mapping[str, dict[Any, Any]], found: Mapping[str, Trends]) -> tuple[float, float]:
    """Return the smallest and the largest number to draw."""
    ends = [row[f"shrunken_{end}"] for row in rows.values() for end in ("low", "high")]
    ends += [t.shrunken.national.value for t in found.values()]
    return min(0.0, *ends), max(0.0, *ends)


def _draw_slope(axes: Axes, place: int, row: dict[Any, Any], language: Language) -> None:
    slope, low, high = (row[f"shrunken_{part}"] for part in ("slope", "low", "high"))
    clear = row["shrunken_verdict"] in {"rising", "falling"}
    axes.hlines(place, low, high, color=OWN, linewidth=2.2 if clear else 1.2, zorder=1)
    axes.scatter(slope, place, s=38, color=OWN if clear else "white", edgecolor=OWN, zorder=3)
    axes.annotate(
        language.signed(slope), (slope, place), xytext=(0, 6), textcoords="offset points",
        ha="center", va="bottom", size=SMALL, color=OWN, weight="bold" if clear else "normal",
        path_effects=halo(), in_layout=False,
    )  # fmt: skip
