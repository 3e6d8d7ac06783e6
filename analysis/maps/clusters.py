"""Maps of local clusters: where provinces and their neighbours are high, low, or unlike."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.drawing import AUTOMATIC, Words
from analysis.maps.choropleth import categories
from analysis.maps.values import check_codes
from analysis.provinces import Frame
from analysis.space import LocalClusters
from analysis.theme import CLUSTERS
from analysis.wording import VIETNAMESE, Language
from analysis.wording.headlines import clusters as headlines


def cluster_map(
    found: LocalClusters,
    *,
    frame: Frame = "vn63",
    highlight: str | None = None,
    words: Words = AUTOMATIC,
    ax: Axes | None = None,
    language: Language = VIETNAMESE,
) -> Figure:
    """Draw which provinces are like, or unlike, their neighbours.

    Parameters
    ----------
    found : LocalClusters
        As from `space.local_clusters`; only what its control of false discoveries lets pass
        is coloured.
    frame, highlight, ax, language
        As for `choropleth`.
    words : Words
        Without a title, around which provinces high and low scores cluster.

    Returns
    -------
    Figure
        Provinces that were not tested are hatched.

    Raises
    ------
    NoData
        As for `categories`.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"quadrant": ["high_high", "low_low", "high_low"],
    ...                       "cluster": [True, True, False]}, index=["44", "92", "01"])
    >>> found = LocalClusters("papi", "overall", "score", 2024, table, 0.05, 3, (), 9999, 1, False)
    >>> cluster_map(found).texts[0].get_text()
    'Điểm cao tụ lại ở Quảng Bình; điểm thấp tụ lại ở Cần Thơ'
    """
    check_codes([*found.table.index, *([highlight] if highlight else [])], frame)
    kinds = found.table["quadrant"].where(found.table["cluster"].astype(bool), "none")
    said = words.or_title(headlines.clusters(language, kinds, highlight, frame=frame)).or_subtitle(
        headlines.measure(language, found)
    )
    return categories(
        kinds, order=tuple(headlines.LABELS), labels=headlines.labels(language),
        palette=CLUSTERS, frame=frame, highlight=highlight, words=said, ax=ax,
        language=language,
    )  # fmt: skip
