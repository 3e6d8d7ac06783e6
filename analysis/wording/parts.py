"""What a report says of the parts of dimensions."""

from collections.abc import Mapping

import pandas as pd

from analysis.wording.language import Language, mark

# So many parts are named.
_NAMED = 3


def numbered(code: str, name: str) -> str:
    """Write a part with the number that its publisher gives it.

    Examples
    --------
    >>> numbered("d6.2", "Giáo dục tiểu học công lập")
    '6.2. Giáo dục tiểu học công lập'
    """
    return f"{code.removeprefix('d')}. {name}"


def furthest(language: Language, rows: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """Name the parts furthest below and above the mean, by their scale.

    Parameters
    ----------
    language : Language
    rows : DataFrame
        As from `subparts.subparts`.
    names : mapping of str to str
        Names of the parts.

    Returns
    -------
    list of str

    Examples
    --------
    >>> from analysis.wording import language
    >>> rows = pd.DataFrame({"gap": [-0.43, 0.11], "share": [-0.172, 0.031], "rank": [60, 9],
    ...                      "n": 61}, index=["d6.2", "d5.1"])
    >>> names = {"d6.2": "Public Primary Education", "d5.1": "Certification Procedures"}
    >>> furthest(language("en"), rows, names)[0][25:]
    'measured by their scale: 6.2. Public Primary Education (−0.43).'
    """
    below = rows[rows["gap"] < 0].sort_values("share", kind="stable").head(_NAMED)
    above = rows[rows["gap"] > 0].sort_values("share", ascending=False, kind="stable")
    said = []
    for part, message in ((below, _BELOW), (above.head(_NAMED), _ABOVE)):
        listed = [
            f"{numbered(str(code), names[str(code)])} ({language.signed(float(gap))})"
            for code, gap in part["gap"].items()
        ]
        if listed:
            said.append(language.text(message, names=language.enumerate(listed)))
    return said


_BELOW = mark("Furthest below the mean, measured by their scale: {names}.")
_ABOVE = mark("Furthest above the mean: {names}.")
