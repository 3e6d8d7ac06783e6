import numpy as np
import pandas as pd
import pytest

from analysis.estimates import Estimate, percentile_interval, seed_of


def test_the_seed_follows_from_the_content_alone() -> None:
    table = pd.DataFrame({"x": [1.0, 2.0, 3.0], "y": [0.5, 0.25, 0.125]})
    shuffled = table.sample(frac=1, random_state=4)
    other = table.assign(y=[0.5, 0.25, 0.126])
    assert seed_of(table) == seed_of(shuffled)
    assert seed_of(table) != seed_of(other)


def test_the_seed_is_the_same_on_every_machine() -> None:
    # sha256("x\n1.000000\n2.000000") begins with these four bytes.
    assert seed_of(pd.DataFrame({"x": [2.0, 1.0]})) == 0xBEB2B201


def test_interval_leaves_undefined_draws_out() -> None:
    draws = np.append(np.arange(101.0), np.nan)
    assert percentile_interval(draws, level=0.8) == pytest.approx((10, 90))


@pytest.mark.parametrize(("low", "high", "sign"), [(0.1, 2, 1), (-2, -0.1, -1), (-1, 1, 0)])
def test_sign(low: float, high: float, sign: int) -> None:
    assert Estimate(0.5, low, high).sign == sign
