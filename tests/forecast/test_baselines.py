from itertools import pairwise

import numpy as np
import pytest

from analysis.forecast.baselines import (
    BASELINES,
    Past,
    last_value,
    own_line,
    past_errors,
    past_mean,
    pooled_ar1,
)

NAN = np.nan
YEARS = np.array([2011.0, 2012.0, 2013.0, 2014.0])
VALUES = np.array(
    [
        [1.0, 2.0, 4.0, 3.0],
        [-2.0, NAN, -1.0, -4.0],
        [0.5, 0.0, -1.5, NAN],
        [NAN, NAN, NAN, 2.0],
        [NAN, NAN, NAN, NAN],
    ]
)
PAST = Past(VALUES, YEARS, 1)


def random_past(seed: int, ahead: int) -> Past:
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(20, 7)).cumsum(axis=1)
    values[rng.random(values.shape) < 0.15] = np.nan
    return Past(values, np.arange(2011.0, 2018.0), ahead)


def test_last_value() -> None:
    assert last_value(PAST) == pytest.approx([3, -4, NAN, 2, NAN], nan_ok=True)


def test_mean_of_the_past() -> None:
    assert past_mean(PAST) == pytest.approx([2.5, -7 / 3, -1 / 3, 2, NAN], nan_ok=True)


def test_own_line_by_hand() -> None:
    # 1, 2, 4, 3: mean 2.5, slope (-1.5 * 1 - 0.5 * 2 + 0.5 * 4 + 1.5 * 3) / 5 = 0.8 a year.
    assert own_line(PAST)[0] == pytest.approx(2.5 + 2.5 * 0.8)
    # 0.5, 0, -1.5 in 2011 to 2013: mean -1/3 in 2012, slope -1 a year, three years on.
    assert own_line(PAST)[2] == pytest.approx(-1 / 3 - 3)
    assert np.isnan(own_line(PAST)[3:]).all()


@pytest.mark.parametrize("ahead", [1, 2, 3])
def test_own_line_by_numpy(ahead: int) -> None:
    past = random_past(4, ahead)
    found = own_line(past)
    for values, forecast in zip(past.values, found, strict=True):
        known = ~np.isnan(values)
        line = np.polyfit(past.years[known] - 2011, values[known], 1)
        assert forecast == pytest.approx(np.polyval(line, 6 + ahead), abs=1e-10)


def test_pooled_ar1_by_hand() -> None:
    # Pairs of years on end: (1, 2) (2, 4) (4, 3), (-1, -4), (0.5, 0) (0, -1.5).
    factor = (2 + 8 + 12 + 4) / (1 + 4 + 16 + 1 + 0.25)
    assert pooled_ar1(PAST) == pytest.approx(
        [3 * factor, -4 * factor, NAN, 2 * factor, NAN], nan_ok=True
    )


@pytest.mark.parametrize("ahead", [1, 3])
def test_pooled_ar1_by_least_squares(ahead: int) -> None:
    past = random_past(5, ahead)
    pairs = np.array([pair for row in past.values for pair in pairwise(row)])
    pairs = pairs[~np.isnan(pairs).any(axis=1)]
    factor = np.linalg.lstsq(pairs[:, :1], pairs[:, 1], rcond=None)[0][0]
    expected = past.values[:, -1] * factor**ahead
    assert pooled_ar1(past) == pytest.approx(expected, nan_ok=True)


def test_without_any_pair_of_years_nothing_is_shrunk() -> None:
    assert pooled_ar1(Past(np.array([[2.0], [-1.0]]), YEARS[:1], 1)).tolist() == [2, -1]


@pytest.mark.parametrize("name", BASELINES)
@pytest.mark.parametrize("ahead", [1, 2])
def test_past_errors_see_only_what_came_before(name: str, ahead: int) -> None:
    past, method = random_past(6, ahead), BASELINES[name]
    expected = []
    for t in range(ahead, 7):
        before = Past(past.values[:, : t - ahead + 1], past.years[: t - ahead + 1], ahead)
        errors = np.abs(method(before) - past.values[:, t])
        expected.extend(errors[~np.isnan(errors)])
    assert past_errors(method, past) == pytest.approx(sorted(expected))


def test_past_errors_by_hand() -> None:
    # Of last values: 1, 2, 1 of the first province, 3 of the second, 0.5, 1.5 of the third.
    assert past_errors(last_value, PAST).tolist() == [0.5, 1, 1, 1.5, 2, 3]
