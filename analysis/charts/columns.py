"""Every province's score, from the best to the last (chart C1)."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import indices, provinces
from analysis.drawing import (
    AUTOMATIC,
    DASHES,
    Words,
    figure_of,
    halo,
    number_axis,
    sheet,
    width,
)
from analysis.errors import NoData
from analysis.rounding import digits
from analysis.standing import CrossSection
from analysis.theme import CM, NATION, OTHERS, OWN, POINTS, SIZE
from analysis.wording import VIETNAMESE, Language, places
from analysis.wording.headlines import columns as headlines

_NAME = 5.4


def province_columns(
    section: CrossSection,
    *,
    highlight: str | None = None,
    allow_partial: bool = False,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw the scores of all provinces from the best to the last, one picked out.

    Parameters
    ----------
    section : CrossSection
        Results of one component and year.
    highlight : str, optional
        Code of the province to pick out.
    allow_partial : bool
        Draw a partial panel, which the caller then labels as such.
    words : Words
    ax : Axes, optional
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
    UnknownProvince
        If there is no province of the code to pick out.

    Examples
    --------
    >>> from analysis import standing, store
    >>> section = standing.cross_section(store.load_scores(), "papi", "overall", 2023)
    >>> figure = province_columns(section, highlight="08")
    >>> figure.texts[0].get_text()
    'Tuyên Quang đứng thứ 41/61 với 41,49 điểm, thấp hơn bình quân 0,93 điểm'
    """
    if highlight is not None:
        provinces.by_code(highlight, frame="vn63")  # names what is wrong with the code
    scores = section.rows["score"].dropna().sort_values(ascending=False, kind="stable")
    if scores.empty:
        raise NoData(f"no score of {section.index} {section.component} in {section.year} to draw")
    section.require_complete("a chart", allow_partial=allow_partial)
    names = places.names(language, "vn63")
    unit = indices.component(section.index, section.component, section.year).unit

    def figure(score: float) -> str:
        return language.number(score, digits(unit))

    said = words.or_title(headlines.columns(language, section, highlight)).or_subtitle(
        headlines.measure(language, section)
    )
    labels = [names[code] for code in scores.index]
    with sheet(ax, said, height=5.4 + _widest(labels) / POINTS / CM) as axes:
        _draw_stems(axes, scores, highlight)
        _write_names(axes, scores, labels, highlight)
        if section.mean is not None:
            text = language.text("national mean {mean}", mean=figure(section.mean))
            _draw_mean(axes, section.mean, len(scores), text)
        if highlight is not None and highlight in scores.index:
            _write_own(axes, scores, highlight, figure(scores[highlight]))
        number_axis(axes, language)
    return figure_of(axes)


def _colours(scores: pd.Series, highlight: str | None) -> list[str]:
    return [OWN if code == highlight else OTHERS for code in scores.index]


def _draw_stems(axes: Axes, scores: pd.Series, highlight: str | None) -> None:
    colours = _colours(scores, highlight)
    x = np.arange(len(scores))
    low, high = float(scores.min()), float(scores.max())
    floor = float(np.floor(low - (high - low) * 0.15))
    axes.vlines(x, floor, scores, colors=colours, linewidth=1.6)
    axes.scatter(x, scores, color=colours, s=16, zorder=3)
    axes.set(xlim=(-1, len(scores)), ylim=(floor, high + 0.08 * (high - floor)), xticks=[])


def _write_names(axes: Axes, scores: pd.Series, labels: list[str], highlight: str | None) -> None:
    # Plain text: ticks would cost twice the time.
    for place, (code, label) in enumerate(zip(scores.index, labels, strict=True)):
        own = code == highlight
        axes.text(
            place, -0.015, label, transform=axes.get_xaxis_transform(), rotation=90, size=_NAME,
            ha="center", va="top", color=OWN if own else "#444444",
            weight="bold" if own else "normal", in_layout=False,
        )  # fmt: skip
    # One empty label keeps the room of 63 names that need not be measured again.
    axes.set_xlabel(" ", labelpad=_widest(labels) - SIZE)


def _widest(labels: list[str]) -> float:
    return max(width(label, size=_NAME, weight="bold") for label in labels)


def _draw_mean(axes: Axes, mean: float, n: int, text: str) -> None:
    axes.axhline(mean, color=NATION, linewidth=0.9, linestyle=DASHES)
    axes.annotate(
        text, (n - 0.5, mean), xytext=(0, 3), textcoords="offset points", ha="right", color=NATION,
        path_effects=halo(),
    )  # fmt: skip


def _write_own(axes: Axes, scores: pd.Series, highlight: str, text: str) -> None:
    place = list(scores.index).index(highlight)
    axes.annotate(
        text, (place, scores[highlight]), xytext=(0, 4), textcoords="offset points",
        # The first columns stand beside the figures of the axis.
        ha="center" if place > 1 else "left",
        color=OWN, weight="bold", path_effects=halo(),
    )  # fmt: skip
