"""Figures as a reader sees them, with parts that add up to the total as printed."""

import pandas as pd

from analysis.rounding import rounded

ROUNDING, TOTAL = "rounding", "total"


def printed_value(value: float, decimals: int) -> int:
    """Return a value as printed, in units of the last digit.

    Examples
    --------
    >>> printed_value(5.125, 2), printed_value(-0.004, 2)
    (513, 0)
    """
    return int(rounded(value, decimals).scaleb(decimals))


def printed_table(
    parts: pd.DataFrame,
    total: pd.Series,
    differences: dict[str, tuple[str, str]],
    decimals: int,
) -> pd.DataFrame:
    """Round a table of parts so that it adds up both ways.

    Parameters
    ----------
    parts : DataFrame of float, shape (parts, columns)
    total : Series of float
        Sum of the parts by column.
    differences : dict of column to (minuend, subtrahend)
        Columns that are printed as the difference of two printed columns, in order.
    decimals : int

    Returns
    -------
    DataFrame of float, shape (parts + 2, columns)
        The parts, `rounding` and `total`.

    Notes
    -----
    Every figure of its own is rounded as usual, so that it stays as published; what the rounded
    parts leave of the rounded total is shown as the row `rounding`. The other way, to move the
    last digit of the parts with the largest remainders, would print scores that were never
    published.
    """
    whole = pd.concat([parts, total.to_frame(TOTAL).T])[list(parts.columns)]
    digits = whole.map(lambda value: printed_value(value, decimals)).astype("int64")
    for name, (minuend, subtrahend) in differences.items():
        digits[name] = digits[minuend] - digits[subtrahend]
    shown, sums = digits.iloc[:-1], digits.iloc[-1:]
    rounding = (sums - shown.sum()).set_axis([ROUNDING])
    shown_all: pd.DataFrame = pd.concat([shown, rounding, sums]) / 10**decimals
    return shown_all
