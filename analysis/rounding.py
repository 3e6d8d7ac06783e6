"""Numbers as a reader sees them: rounded once, and differences of what is printed.

A table that prints 5.51 and 5.02 must print a change of −0.49, whatever digits lie behind.
"""

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

DIGITS = 2
# Scores between 0 and 1 are published with four decimals.
_DIGITS = {"share": 4}


def digits(unit: str) -> int:
    """Return how many decimals scores of a unit are printed with.

    Examples
    --------
    >>> digits("points"), digits("share")
    (2, 4)
    """
    return _DIGITS.get(unit, DIGITS)


def rounded(value: float, digits: int = DIGITS) -> Decimal:
    """Round as a person does: the printed digits, halves away from zero.

    Examples
    --------
    >>> rounded(86.575), rounded(-0.004)
    (Decimal('86.58'), Decimal('0.00'))
    """
    # 86.575 is stored as 86.57499…, and 86.505 - 83.81 comes out as 2.69499…: twelve digits
    # hold all that was printed and none of that noise. Adding zero takes the sign off a zero.
    step = Decimal(1).scaleb(-digits)
    return Decimal(f"{value:.12g}").quantize(step, rounding=ROUND_HALF_UP) + 0


def difference(value: float, other: float, digits: int = DIGITS) -> float:
    """Return the difference of two numbers as printed; NaN if one is missing.

    Examples
    --------
    >>> difference(5.0237, 5.5073), difference(float("nan"), 1.0)
    (-0.49, nan)
    """
    if math.isnan(value) or math.isnan(other):
        return math.nan
    return float(rounded(value, digits) - rounded(other, digits))


def differences(
    values: "pd.Series[float]", others: "pd.Series[float]", digits: int = DIGITS
) -> "pd.Series[float]":
    """Return the differences of two series as printed.

    Examples
    --------
    >>> import pandas as pd
    >>> differences(pd.Series([5.0237]), pd.Series([5.5073])).tolist()
    [-0.49]
    """
    return values.combine(others, lambda value, other: difference(value, other, digits))
