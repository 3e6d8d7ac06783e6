"""What may be said of a slope and its interval."""

from typing import Literal

Verdict = Literal["rising", "falling", "no_clear_trend", "too_few_years"]

# Fewer points cannot show whether the errors are as the interval of one series supposes.
MIN_YEARS_FOR_VERDICT = 5


def verdict(low: float, high: float, n: int, *, needed: int = MIN_YEARS_FOR_VERDICT) -> Verdict:
    """Say what the interval of a slope from n years shows.

    Examples
    --------
    >>> verdict(0.1, 0.3, 9), verdict(-0.1, 0.3, 9), verdict(0.1, 0.3, 4)
    ('rising', 'no_clear_trend', 'too_few_years')
    """
    if n < needed:
        return "too_few_years"
    if low > 0:
        return "rising"
    return "falling" if high < 0 else "no_clear_trend"
