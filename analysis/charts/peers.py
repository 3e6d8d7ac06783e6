"""One province among those most like it, component by component."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.drawing import AUTOMATIC, Words, figure_of, number_axis, sheet, width, wrap
from analysis.errors import NoData
from analysis.peers import Peers
from analysis.rounding import difference
from analysis.theme import CM, FAINT, MUTED, OWN, POINTS, REGION, SMALL
from analysis.wording import VIETNAMESE, Language, places
from analysis.wording.headlines import peers as headlines

_LABEL = 150.0
# About how wide the axes are.
_WIDE = 10 * CM * POINTS


def peer_dots(
    peers: Peers,
    scores: pd.DataFrame,
    names: Mapping[str, str],
    *,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw the scores of a province and of its peers by component; the best peer is named.

    Parameters
    ----------
    peers : Peers
    scores : DataFrame
        Scores in points, provinces by components, as in `Profiles.scores`.
    names : mapping of str to str
        Names of the components.
    words : Words
    ax : Axes, optional
    language : Language

    Returns
    -------
    Figure

    Raises
    ------
    NoData
        If the scores lack the province, a peer or a component.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.peers import find_peers, profiles
    >>> every = store.load_scores()
    >>> found = find_peers(every, "08", "papi", year=2024)
    >>> figure = peer_dots(found, profiles(every, "papi", year=2024).scores, {})
    >>> " ".join(text.get_text() for text in figure.texts[:2])
    'Tuyên Quang chưa dẫn đầu nhóm tương đồng ở nội dung nào; kém xa nhất ở “d7” (0,62 điểm)'
    """
    codes = [*peers.table.index, peers.code]
    missing = [c for c in codes if c not in scores.index]
    missing += [c for c in peers.components if c not in scores.columns]
    if missing:
        raise NoData(f"the scores lack {', '.join(missing)}")
    called = {c: names.get(c, c) for c in peers.components}
    said = words.or_title(headlines.peers(language, peers, called)).or_subtitle(
        headlines.measure(language, peers)
    )
    with sheet(ax, said, height=0.9 + 0.78 * len(called)) as axes:
        _draw_scores(axes, peers, scores)
        _write_best(axes, peers, language)
        y = np.arange(len(called))
        axes.set_yticks(y, [wrap(name, _LABEL) for name in called.values()])
        axes.set_ylim(len(called) - 0.4, -0.7)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        number_axis(axes, language, which="x")
    return figure_of(axes)


def _draw_scores(axes: Axes, peers: Peers, scores: pd.DataFrame) -> None:
    drawn = scores.loc[[*peers.table.index, peers.code], list(peers.components)]
    among, own = drawn.iloc[:-1], drawn.iloc[-1]
    y = np.arange(len(own))
    axes.hlines(y, drawn.min(), drawn.max(), color=FAINT, linewidth=5, zorder=0)
    for code in among.index:
        axes.scatter(among.loc[code], y, s=18, facecolor="white", edgecolor=MUTED, linewidths=0.9,
                     zorder=2)  # fmt: skip
    axes.scatter(peers.best["score"], y, s=22, marker="s", color=REGION, zorder=3)
    axes.scatter(own, y, s=42, marker="D", color=OWN, zorder=4)
    axes.margins(x=0.06)


def _write_best(axes: Axes, peers: Peers, language: Language) -> None:
    """Name the best peer beside the marks and write the province's own score above its own."""
    by_code = places.names(language, "vn63")
    rows = peers.best.to_dict("records")
    texts = [
        f"{by_code[row['peer']]} {language.signed(difference(row['score'], row['own']))}"
        for row in rows
    ]
    ends = [max(row["score"], row["own"]) for row in rows]
    axes.set_xlim(right=_right(axes.get_xlim()[0], ends, texts))
    for y, (row, text, end) in enumerate(zip(rows, texts, ends, strict=True)):
        axes.annotate(
            text, (end, y), xytext=(7, 0), textcoords="offset points", va="center_baseline",
            size=SMALL, color=REGION, in_layout=False,
        )  # fmt: skip
        axes.annotate(
            language.number(row["own"]), (row["own"], y), xytext=(0, 6), ha="center", va="bottom",
            textcoords="offset points", size=SMALL, color=OWN, weight="bold", in_layout=False,
        )  # fmt: skip


def _right(left: float, ends: list[float], texts: list[str]) -> float:
    """Return where the axis must end for every text to have room behind its mark."""
    rooms = (_WIDE - 10 - width(text, size=SMALL) for text in texts)
    return left + max((end - left) * _WIDE / room for end, room in zip(ends, rooms, strict=True))
