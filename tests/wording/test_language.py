"""Numbers, plurals, lists and dates in both languages."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import BadParameter
from analysis.rounding import rounded
from analysis.wording import Language, language
from analysis.wording.language import mark

VI, EN = language("vi"), language("en")


@pytest.mark.parametrize(
    ("value", "digits", "vi", "en"),
    [
        (86.575, 2, "86,58", "86.58"),  # stored as 86.57499…
        (2.675, 2, "2,68", "2.68"),  # stored as 2.67499…
        (0.125, 2, "0,13", "0.13"),
        (0.135, 2, "0,14", "0.14"),
        (-0.125, 2, "−0,13", "−0.13"),
        (92.18, 2, "92,18", "92.18"),
        (90, 2, "90,00", "90.00"),
        (99.995, 2, "100,00", "100.00"),
        (1234.5, 1, "1.234,5", "1,234.5"),
        (1234567.891, 2, "1.234.567,89", "1,234,567.89"),
        (4000, 0, "4.000", "4,000"),
        (0.5, 0, "1", "1"),
        (1.5, 0, "2", "2"),
        (2.5, 0, "3", "3"),
        (-2.5, 0, "−3", "−3"),
        (0, 2, "0,00", "0.00"),
        (-0.0, 2, "0,00", "0.00"),
        (-0.004, 2, "0,00", "0.00"),
        (-0.4, 0, "0", "0"),
        (1e-7, 2, "0,00", "0.00"),
        (np.float64(43.105), 2, "43,11", "43.11"),
        (np.int64(61), 0, "61", "61"),
    ],
)
def test_numbers_are_rounded_half_up_on_the_printed_digits(value, digits, vi, en):
    assert (VI.number(value, digits), EN.number(value, digits)) == (vi, en)


def test_the_noise_of_a_subtraction_does_not_decide_the_last_digit():
    assert 86.505 - 83.81 < 2.695  # 2.69499…
    assert VI.number(86.505 - 83.81) == "2,70"
    assert VI.signed(83.81 - 86.505) == "−2,70"


# Every second one of the last kind lies half way between two printed figures.
MILLIONTHS = st.integers(min_value=0, max_value=100_000_000) | st.integers(
    min_value=0, max_value=20_000
).map(lambda k: k * 5_000)


def two_digits(millionths: int) -> str:
    """Round a count of millionths half up to hundredths, by whole numbers alone."""
    hundredths = (millionths + 5_000) // 10_000
    return f"{hundredths // 100},{hundredths % 100:02d}"


@given(MILLIONTHS)
def test_any_printed_score_of_six_digits_is_rounded_as_printed(millionths):
    printed = f"{millionths // 1_000_000}.{millionths % 1_000_000:06d}"
    assert VI.number(float(printed)) == two_digits(millionths)


@given(MILLIONTHS, MILLIONTHS)
def test_any_difference_of_printed_scores_is_rounded_as_on_paper(first, second):
    sign = "" if abs(first - second) < 5_000 else "+" if first > second else "−"
    difference = first / 1_000_000 - second / 1_000_000
    assert VI.signed(difference) == sign + two_digits(abs(first - second))


@pytest.mark.parametrize(
    ("value", "digits", "vi", "en"),
    [
        (1.5, 2, "+1,50", "+1.50"),
        (-0.25, 2, "−0,25", "−0.25"),
        (0.0, 2, "0,00", "0.00"),
        (0.0049, 2, "0,00", "0.00"),
        (-0.0049, 2, "0,00", "0.00"),
        (0.005, 2, "+0,01", "+0.01"),
        (-0.005, 2, "−0,01", "−0.01"),
        (3, 0, "+3", "+3"),
        (-21, 0, "−21", "−21"),
        (0, 0, "0", "0"),
        (1234.5, 1, "+1.234,5", "+1,234.5"),
    ],
)
def test_changes_carry_a_sign_unless_they_print_as_zero(value, digits, vi, en):
    assert (VI.signed(value, digits), EN.signed(value, digits)) == (vi, en)


def test_minus_signs_are_true_minus_signs():
    assert "-" not in VI.number(-1) + VI.signed(-1) + EN.number(-1) + EN.signed(-1)


def test_rounded_compares_with_zero():
    assert rounded(0.0049) == 0 != rounded(0.005) == Decimal("0.01")
    assert str(rounded(-0.001)) == "0.00"
    assert rounded(12.5, 0) == 13


@pytest.mark.parametrize(
    ("n", "vi", "en"),
    [
        (0, "tăng ít nhất 0 bậc", "at least 0 places up"),
        (1, "tăng ít nhất 1 bậc", "at least 1 place up"),
        (2, "tăng ít nhất 2 bậc", "at least 2 places up"),
        (1200, "tăng ít nhất 1.200 bậc", "at least 1,200 places up"),
    ],
)
def test_plurals(n, vi, en):
    forms = ("at least {n} place up", "at least {n} places up")
    assert (VI.plural(*forms, n), EN.plural(*forms, n)) == (vi, en)


@pytest.mark.parametrize(
    ("items", "vi", "en"),
    [
        ([], "", ""),
        (["A"], "A", "A"),
        (["A", "B"], "A và B", "A and B"),
        (["A", "B", "C"], "A, B và C", "A, B, and C"),
        (["A, B", "C"], "A, B; C", "A, B; C"),
        (["A, B"], "A, B", "A, B"),
    ],
)
def test_lists(items, vi, en):
    assert (VI.enumerate(items), EN.enumerate(items)) == (vi, en)


@pytest.mark.parametrize(
    ("day", "vi", "en"),
    [
        (date(2024, 8, 12), "12/8/2024", "12 August 2024"),
        (date(2025, 3, 1), "1/3/2025", "1 March 2025"),
        (date(2019, 12, 31), "31/12/2019", "31 December 2019"),
    ],
)
def test_dates(day, vi, en):
    assert (VI.day(day), EN.day(day)) == (vi, en)


def test_texts_are_translated_and_filled():
    assert VI.text("rank {rank}", rank=3) == "thứ 3"
    assert EN.text("rank {rank}", rank=3) == "rank 3"
    assert VI.text(mark("high average")) == "trung bình cao"


def test_values_are_not_read_as_messages():
    assert VI.text("Filled marks: {place}.", place="{x} tỉnh") == "Ký hiệu tô đặc: {x} tỉnh."


def test_a_missing_value_is_an_error():
    with pytest.raises(KeyError, match="rank"):
        VI.text("rank {rank}")


def test_names_of_the_data_are_picked():
    assert (VI.pick("vùng", "region"), EN.pick("vùng", "region")) == ("vùng", "region")


@pytest.mark.parametrize("code", ["fr", "VI", "vi_VN", "", "tiếng Việt"])
def test_an_unknown_language_is_refused(code):
    with pytest.raises(BadParameter) as caught:
        language(code)
    assert str(caught.value) == f"unknown language {code!r}; the languages are vi and en"


def test_a_language_is_a_value():
    assert language("vi") == Language("vi") != language("en")
