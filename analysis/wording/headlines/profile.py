"""Findings of the chart of domains."""

import pandas as pd

from analysis.rounding import differences
from analysis.wording.language import Language


def profile(language: Language, rows: pd.DataFrame) -> str:
    """Say in how many domains the province is above and below the national mean.

    Parameters
    ----------
    language : Language
    rows : DataFrame
        As from `standing.profile`.

    Examples
    --------
    >>> from analysis import standing, store
    >>> from analysis.wording import language
    >>> table = standing.profile(store.load_scores(), "08", "papi", year=2023)
    >>> profile(language("vi"), table)
    '3 nội dung cao hơn và 5 nội dung thấp hơn bình quân cả nước'
    """
    known = rows[rows["score"].notna()]
    compared = known[known["mean"].notna()]
    if compared.empty:
        return language.plural(
            "{n} domain is published; no national means to compare with",
            "{n} domains are published; no national means to compare with",
            len(known),
        )
    gaps = differences(compared["score"], compared["mean"])
    return language.text(
        "{above} domains above and {below} below the national mean",
        above=int((gaps > 0).sum()),
        below=int((gaps < 0).sum()),
    )
