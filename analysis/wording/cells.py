"""Cells of tables: figures that may be missing, which a dash then stands for."""

from typing import Any

import pandas as pd

from analysis.wording.language import DASH, Language


def number(language: Language, value: Any) -> str:
    """Write a figure with two decimals.

    Examples
    --------
    >>> from analysis.wording import language
    >>> number(language("vi"), 86.57), number(language("vi"), None)
    ('86,57', '–')
    """
    return DASH if pd.isna(value) else language.number(value)


def signed(language: Language, value: Any, digits: int = 2) -> str:
    """Write a change with its sign.

    Examples
    --------
    >>> from analysis.wording import language
    >>> signed(language("vi"), 2.76), signed(language("vi"), pd.NA, 0)
    ('+2,76', '–')
    """
    return DASH if pd.isna(value) else language.signed(value, digits)


def rank(value: Any, n: Any) -> str:
    """Write a rank and among how many it is.

    Examples
    --------
    >>> rank(34, 63), rank(pd.NA, 63)
    ('34/63', '–')
    """
    return DASH if pd.isna(value) else f"{value}/{n}"
