"""When results came out: the days that feeds tell, taken from the data and never from a clock."""

from functools import cache

import pandas as pd

from analysis import store

_INDEX = "par_index"


@cache
def published() -> dict[int, str]:
    """Return the day on which the PAR INDEX of a year was announced, or else decided on.

    Years of which neither is known are not there.

    Examples
    --------
    >>> published()[2024]
    '2025-04-06'
    """
    table = store.load("publications")
    own = table[table["index"] == _INDEX]
    days = own["announced_on"].fillna(own["decision_date"])
    pairs = zip(own["year"], days, strict=True)
    return {int(year): str(day) for year, day in pairs if pd.notna(day)}
