"""What became of each day on which something was due: settled, missed, or still ahead.

Only what people have entered in `progress.csv` settles a day; the calendar alone misses it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

import pandas as pd

from analysis.deadlines import Deadline, Due

# A plan's first duties may fall due in the year before it, its last reports in the year after.
YEARS_AROUND = 1
# States of an entry that ask for nothing more.
SETTLED = ("done", "not_applicable")


class Followed(NamedTuple):
    """A day due and what became of it.

    Attributes
    ----------
    day : date
    period : str
    state : {"settled", "missed", "ahead"}
    """

    day: date
    period: str
    state: Literal["settled", "missed", "ahead"]


def follow(
    deadline: Deadline,
    entries: pd.DataFrame,
    *,
    years: Sequence[int],
    start: date,
    today: date,
) -> list[Followed]:
    """Return every day due under a plan with its state.

    Parameters
    ----------
    deadline : Deadline
    entries : DataFrame
        Rows of `progress.csv` on this one thing; those after today are not looked at. An entry
        settles the days of its period (2024-07, 2024-Q3 or 2024); one without a period settles
        all.
    years : sequence of int
        Years that the plan covers. Single days (`date`, `range`) may lie a year around them.
    start : date
        Repeated duties before this day are not asked for.
    today : date
        What is due today is not missed yet.

    Returns
    -------
    list of Followed
        In order of days; empty if the deadline has none.

    Examples
    --------
    >>> entries = pd.DataFrame({"date": ["2024-08-24"], "period": ["2024-08"], "state": ["done"]})
    >>> found = follow(Deadline("monthly", "25"), entries, years=[2024],
    ...                start=date(2024, 8, 12), today=date(2024, 10, 1))
    >>> [(each.period, each.state) for each in found][:3]
    [('2024-08', 'settled'), ('2024-09', 'missed'), ('2024-10', 'ahead')]
    """
    known = latest(entries, today)
    whole = known["period"].isna().any()
    settled = set(known["period"].dropna())
    found = []
    for due in _asked(deadline, years, start):
        if whole or _names(due) & settled:
            found.append(Followed(*due, "settled"))
        else:
            found.append(Followed(*due, "missed" if due.day < today else "ahead"))
    return found


def latest(entries: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return the entries that settle a period, or everything, by the latest word on it."""
    known = entries[entries["date"] <= today.isoformat()].sort_values("date", kind="stable")
    last = known.drop_duplicates("period", keep="last")
    return last[last["state"].isin(SETTLED)]


def _asked(deadline: Deadline, years: Sequence[int], start: date) -> list[Due]:
    first = date(min(years) - YEARS_AROUND, 1, 1)
    last = date(max(years) + YEARS_AROUND, 12, 31)
    if deadline.kind in {"date", "range"}:
        return deadline.due(first, last)
    return [due for due in deadline.due(start, last) if int(due.period[:4]) in years]


def _names(due: Due) -> set[str]:
    """Return the periods that an entry on this day may be written for."""
    quarter = f"{due.day.year}-Q{(due.day.month + 2) // 3}"
    return {due.period, f"{due.day:%Y-%m}"} | ({quarter} if "-Q" not in due.period else set())
