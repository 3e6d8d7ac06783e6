"""Deadlines of tasks and reports, of the eight kinds that plans use.

| kind | deadline | meaning |
| --- | --- | --- |
| continuous | blank | all the time; a report per period |
| monthly | blank or a day, 25 | every month, by that day |
| quarterly | blank, Q3 Q4 or 2019-Q3 | every quarter, those of every year, or that one |
| yearly | blank, MM-DD or +MM-DD | every year, by that day of it, or of the next |
| years | 2024 2025 | in those years |
| date | 2019-03-15 2019-06-15 | by each of these days |
| range | 2024-07-01 2024-12-31 | between two days |
| event | blank | when something happens |

Only a deadline with a day can be late by calendar; `monthly`, `quarterly` and `yearly` without
one fall due on the last day of their period, `years` on the last day of each year.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

KINDS = ("continuous", "monthly", "quarterly", "yearly", "years", "date", "range", "event")

_DAY = r"\d{4}-\d{2}-\d{2}"
_QUARTER = r"(20\d\d-)?Q[1-4]"
_FORMS = {
    "continuous": r"",
    "monthly": r"([1-9]|[12]\d|3[01])?",
    "quarterly": rf"({_QUARTER}( {_QUARTER})*)?",
    "yearly": r"(\+?\d\d-\d\d( \+?\d\d-\d\d)*)?",
    "years": r"20\d\d( 20\d\d)*",
    "date": rf"{_DAY}( {_DAY})*",
    "range": rf"{_DAY} {_DAY}",
    "event": r"",
}


class Due(NamedTuple):
    """A day on which something is due.

    Attributes
    ----------
    day : date
    period : str
        What it is due for: 2024, 2024-Q3 or 2024-07.
    """

    day: date
    period: str


@dataclass(frozen=True)
class Deadline:
    """When something is due.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    text : str
        See the table of this module; blank where the kind says all.
    """

    kind: str
    text: str = ""

    def __post_init__(self) -> None:
        if not fits(self.kind, self.text) or not self.kind:
            raise ValueError(f"{self.text!r} is no deadline of kind {self.kind!r}")

    @property
    def is_dated(self) -> bool:
        """Whether a calendar alone can tell that it is late."""
        return self.kind not in {"continuous", "event"}

    def due(self, first: date, last: date) -> list[Due]:
        """Return the days on which it falls due, both ends included.

        Parameters
        ----------
        first, last : date

        Returns
        -------
        list of Due
            In order; empty for `continuous` and `event`. The period of a deadline with several
            days a year is the month of the day.

        Examples
        --------
        >>> year = date(2024, 1, 1), date(2024, 12, 31)
        >>> [(f"{day:%d/%m}", period) for day, period in Deadline("quarterly", "Q3 Q4").due(*year)]
        [('30/09', '2024-Q3'), ('31/12', '2024-Q4')]
        >>> [f"{day:%d/%m}" for day, _ in Deadline("monthly", "30").due(*year)][:3]
        ['30/01', '29/02', '30/03']
        """
        years = range(first.year - 1, last.year + 1)
        found = {due for year in years for due in self._of_year(year)}
        return sorted(due for due in found if first <= due.day <= last)

    def _of_year(self, year: int) -> list[Due]:
        """Return what belongs to a year; it may fall due in the next."""
        parts = self.text.split()
        if self.kind == "monthly":
            days = [_clamped(year, month, int(self.text or 31)) for month in range(1, 13)]
            return [_of_month(day) for day in days]
        if self.kind == "quarterly":
            return [d for p in parts or ["Q1", "Q2", "Q3", "Q4"] for d in _quarter(p, year)]
        if self.kind == "yearly":
            days = [_day_of_year(p, year) for p in parts or ["12-31"]]
            return [_of_month(d) if len(days) > 1 else Due(d, str(year)) for d in days]
        if self.kind == "years":
            return [Due(date(year, 12, 31), str(year))] if str(year) in parts else []
        if self.kind in {"date", "range"}:
            days = [date.fromisoformat(p) for p in parts][-1 if self.kind == "range" else 0 :]
            return [_of_month(day) for day in days if day.year == year]
        return []


def fits(kind: str, text: str) -> bool:
    """Say whether a text is a deadline of a kind; two blanks are no deadline, and fit.

    Examples
    --------
    >>> fits("quarterly", "Q3 Q4"), fits("date", "30/6/2024"), fits("date", "2024-02-30")
    (True, False, False)
    """
    if kind == "":
        return text == ""
    if kind not in _FORMS or not re.fullmatch(_FORMS[kind], text, flags=re.ASCII):
        return False
    try:
        if kind == "yearly":
            days = [_day_of_year(part, 2024) for part in text.split()]
        elif kind in {"date", "range"}:
            days = [date.fromisoformat(part) for part in text.split()]
        else:
            return True
    except ValueError:
        return False
    return kind != "range" or days[0] <= days[1]


def _of_month(day: date) -> Due:
    return Due(day, f"{day:%Y-%m}")


def _quarter(text: str, year: int) -> list[Due]:
    named, _, quarter = text.rpartition("-")
    if named and int(named) != year:
        return []
    return [Due(_clamped(year, 3 * int(quarter[1]), 31), f"{year}-{quarter}")]


def _day_of_year(text: str, year: int) -> date:
    month, day = map(int, text.removeprefix("+").split("-"))
    year += text.startswith("+")
    # The last day of February moves; 31 June is a mistake.
    return _clamped(year, month, day) if (month, day) == (2, 29) else date(year, month, day)


def _clamped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
