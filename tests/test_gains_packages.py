from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import BadParameter, NoData
from analysis.gains import smallest_package


def by_enumeration(gains: pd.Series, needed: float) -> list[tuple[int, float]]:
    """List size and gain of every set that reaches the target and holds no smaller such set."""
    minimal: list[frozenset[str]] = []
    names = [c for c in gains.index if gains[c] > 0]
    for size in range(1, len(names) + 1):
        for chosen in combinations(names, size):
            inside = any(small <= set(chosen) for small in minimal)
            if not inside and sum(round(gains[c] * 1e4) for c in chosen) >= round(needed * 1e4):
                minimal.append(frozenset(chosen))
    return sorted(((len(s), round(sum(gains[c] for c in s), 4)) for s in minimal), key=order)


def order(found: tuple[int, float]) -> tuple[int, float]:
    return found[0], -found[1]


points = st.integers(-3000, 12000).map(lambda v: v / 1e4)


@settings(max_examples=60, deadline=None)
@given(st.lists(points, min_size=1, max_size=9), st.integers(1, 30000))
def test_packages_are_those_of_enumeration(values: list[float], needed: int) -> None:
    gains = pd.Series(values, index=[f"d{i}" for i in range(len(values))])
    expected = by_enumeration(gains, needed / 1e4)
    if not expected:
        with pytest.raises(BadParameter, match="short of"):
            smallest_package(gains, needed / 1e4)
        return
    found = smallest_package(gains, needed / 1e4, runners_up=4)
    got = [(len(c), round(gains[list(c)].sum(), 4)) for c in found.frame["components"]]
    assert got == expected[:5]
    assert found.best == found.frame["components"][0]
    sets = [frozenset(c) for c in found.frame["components"]]
    assert not any(a <= b for a in sets for b in sets if a is not b)
    assert (found.frame["surplus"] > -1e-4).all()


def test_the_largest_gain_breaks_ties_of_size() -> None:
    gains = pd.Series({"a": 0.5, "b": 0.5, "c": 0.6, "d": 0.1})
    found = smallest_package(gains, 1.0)
    assert set(found.best) == {"a", "c"} or set(found.best) == {"b", "c"}
    assert found.frame["gain"].tolist() == pytest.approx([1.1, 1.1, 1.0])
    assert found.frame["size"].tolist() == [2, 2, 2]
    assert found.available == pytest.approx(1.7)


def test_sums_of_decimals_reach_a_target_that_they_equal() -> None:
    # 0.1 + 0.2 is more than 0.3 in binary, 0.7 + 0.1 less than 0.8.
    assert smallest_package(pd.Series({"a": 0.7, "b": 0.1}), 0.8).frame["size"].tolist() == [2]
    assert smallest_package(pd.Series({"a": 0.1, "b": 0.2}), 0.3).frame["size"].tolist() == [2]


def test_a_hundred_criteria_are_no_more_work() -> None:
    rng = np.random.default_rng(5)
    gains = pd.Series(rng.integers(1, 9, 100) / 4, index=[f"c{i:03}" for i in range(100)])
    found = smallest_package(gains, 20.0, runners_up=2)
    largest = gains.sort_values(ascending=False).cumsum()
    assert len(found.best) == int((largest < 20).sum()) + 1


def test_the_order_of_the_rows_does_not_matter() -> None:
    gains = pd.Series({f"d{i}": v for i, v in enumerate([0.5, 0.5, 0.5, 0.2, 0.3])})
    one = smallest_package(gains, 1.0)
    other = smallest_package(gains[::-1], 1.0)
    assert [set(c) for c in one.frame["components"]] == [set(c) for c in other.frame["components"]]


def test_what_cannot_be_reached_says_how_much_is_missing() -> None:
    gains = pd.Series({"d1": 0.4, "d2": 0.35, "d3": -0.2})
    message = "all 2 components with a gain bring 0.75 points together, 0.25 short of the 1.00"
    with pytest.raises(BadParameter, match=message):
        smallest_package(gains, 1.0)
    with pytest.raises(BadParameter, match="still to gain"):
        smallest_package(gains, 0.0)
    with pytest.raises(NoData, match="for d2"):
        smallest_package(pd.Series({"d1": 0.4, "d2": float("nan")}), 0.3)
