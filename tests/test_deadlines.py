"""Deadlines of the eight kinds, against calendars read by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.deadlines import KINDS, Deadline, fits

YEAR = (date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("kind", "text", "days"),
    [
        ("continuous", "", []),
        ("event", "", []),
        ("monthly", "25", [f"2024-{m:02}-25" for m in range(1, 13)]),
        ("quarterly", "", ["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"]),
        ("quarterly", "Q3 Q4", ["2024-09-30", "2024-12-31"]),
        ("quarterly", "2023-Q4 2024-Q4", ["2024-12-31"]),
        ("yearly", "", ["2024-12-31"]),
        ("yearly", "06-15 12-15", ["2024-06-15", "2024-12-15"]),
        ("yearly", "+01-31", ["2024-01-31"]),  # that of 2023
        ("yearly", "+02-29", ["2024-02-29"]),
        ("years", "2024 2025", ["2024-12-31"]),
        ("date", "2019-03-15 2024-06-30", ["2024-06-30"]),
        ("range", "2024-07-01 2024-12-31", ["2024-12-31"]),
    ],
)
def test_days_due_in_2024(kind: str, text: str, days: list[str]) -> None:
    assert [due.day.isoformat() for due in Deadline(kind, text).due(*YEAR)] == days


def test_the_last_day_of_short_months() -> None:
    days = Deadline("monthly", "31").due(date(2023, 2, 1), date(2023, 4, 30))
    assert [d.day.isoformat() for d in days] == ["2023-02-28", "2023-03-31", "2023-04-30"]
    [leap] = Deadline("yearly", "02-29").due(date(2023, 1, 1), date(2023, 12, 31))
    assert leap == (date(2023, 2, 28), "2023")


@pytest.mark.parametrize(
    ("kind", "text", "periods"),
    [
        ("monthly", "25", ["2024-01", "2024-02"]),
        ("quarterly", "", ["2023-Q4"]),
        ("yearly", "+01-31", ["2023"]),
        ("yearly", "02-15 09-15", ["2024-02"]),
        ("years", "2023 2024", ["2023"]),
        ("date", "2024-02-15", ["2024-02"]),
        ("range", "2023-10-01 2024-01-31", ["2024-01"]),
    ],
)
def test_periods_due_around_new_year(kind: str, text: str, periods: list[str]) -> None:
    due = Deadline(kind, text).due(date(2023, 12, 31), date(2024, 2, 29))
    assert [d.period for d in due] == periods


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("", "2024"),
        ("soon", ""),
        ("continuous", "2024"),
        ("monthly", "32"),
        ("quarterly", "Q5"),
        ("quarterly", "III"),
        ("yearly", "31-12"),
        ("yearly", "06-31"),
        ("years", ""),
        ("years", "2024-2025"),
        ("date", ""),
        ("date", "15/6/2024"),
        ("date", "2024-02-30"),
        ("range", "2024-12-31 2024-07-01"),
        ("range", "2024-07-01"),
    ],
)
def test_what_is_no_deadline(kind: str, text: str) -> None:
    assert not fits(kind, text)
    with pytest.raises(ValueError, match="is no deadline of kind"):
        Deadline(kind, text)


@given(st.sampled_from([*KINDS, ""]), st.text(alphabet="Q0123456789-+ ", max_size=24))
def test_what_fits_can_be_due(kind: str, text: str) -> None:
    if kind and fits(kind, text):
        days = Deadline(kind, text).due(date(2019, 1, 1), date(2030, 12, 31))
        assert days == sorted(days)
        assert Deadline(kind, text).is_dated or not days
