"""Cells of tables: figures that may be missing, which a dash then stands for."""

from typing import Any

import pandas as pd

from analysis.wording.language import DASH, Language


def number(language: Language, value: Any, digits: int = 2) -> str:
    """Write a figure with a fixed count of decimals.

    Examples
    --------
    >>> from analysis.wording import language
    >>> number(language("vi"), 86.57), number(language("vi"), None)
    ('86,57', '–')
    """
    return DASH if pd.isna(value) else language.number(value, digits)


def signed(language: Language, value: Any, digits: int = 2) -> str:
    """Write a change with its sign.

    Examples
    --------
    >>> from analysis.wording import language
    >>> signed(language("vi"), 2.76), signed(language("vi"), pd.NA, 0)
    ('+2,76', '–')
    """
    return DASH if pd.isna(value) else language.signed(value, digits)


def chance(language: Language, probability: Any) -> str:
    """Write a probability in whole per cent; certainty is never claimed.

    Examples
    --------
    >>> from analysis.wording import language
    >>> chance(language("vi"), 0.482), chance(language("vi"), 0.001), chance(language("vi"), 1.0)
    ('48%', 'dưới 1%', 'trên 99%')
    """
    if pd.isna(probability):
        return DASH
    if probability < 0.01:
        return language.text("under 1%")
    if probability > 0.99:
        return language.text("over 99%")
    return language.text("{number}%", number=language.number(probability * 100, 0))


def rank(value: Any, n: Any) -> str:
    """Write a rank and among how many it is.

    Examples
    --------
    >>> rank(34, 63), rank(pd.NA, 63)
    ('34/63', '–')
    """
    return DASH if pd.isna(value) else f"{value}/{n}"
