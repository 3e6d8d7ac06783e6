"""Findings of the chart of SIPAS factors."""

from collections.abc import Mapping

import pandas as pd

from analysis.rounding import differences
from analysis.wording.language import Language


def factors(language: Language, rows: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Say in how many factors the province is above the country, else the country's extremes.

    Parameters
    ----------
    language : Language
    rows : DataFrame
        As from `standing.profile`.
    names : mapping of str to str
        Names of the factors.

    Examples
    --------
    >>> from analysis.wording import language
    >>> rows = pd.DataFrame({"score": [83.72, 80.0], "mean": [82.97, 82.49]}, index=["f1", "f2"])
    >>> factors(language("en"), rows, {})
    'The province is above the country in 1 of 2 factors known'
    """
    known = rows[rows["score"].notna()]
    both = known[known["mean"].notna()]
    if len(both):
        gaps = differences(both["score"], both["mean"])
        return language.text(
            "The province is above the country in {above} of {n} factors known",
            above=int((gaps > 0).sum()),
            n=len(both),
        )
    if len(known):
        return language.plural(
            "{n} factor of the province is published, none of the country",
            "{n} factors of the province are published, none of the country",
            len(known),
        )
    mean = rows["mean"]
    values = {"most": names[str(mean.idxmax())], "high": language.number(mean.max())}
    if len(mean) == 1:
        return language.text("Country: {most} {high}%", **values)
    return language.text(
        "Country: highest in {most} ({high}%), lowest in {least} ({low}%)",
        least=names[str(mean.idxmin())],
        low=language.number(mean.min()),
        **values,
    )


def measure(language: Language, rows: pd.DataFrame) -> str:
    """Say the unit, and of how many factors the province is known.

    Examples
    --------
    >>> from analysis.wording import language
    >>> measure(language("vi"), pd.DataFrame({"score": [83.72, None]}))
    'Tỷ lệ hài lòng (%); địa phương có số liệu ở 1 trên 2 nội dung'
    """
    return language.text(
        "Satisfied, per cent; province known in {n} of {all} factors",
        n=int(rows["score"].notna().sum()),
        all=len(rows),
    )
