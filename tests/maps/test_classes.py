"""Where numbers are cut, counted by hand or with mapclassify on real scores."""

import time
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import mapclassify
import numpy as np
import pandas as pd
import pytest

from analysis import store, theme
from analysis.errors import BadParameter, NoData
from analysis.maps import SCHEMES, classify
from analysis.maps.breaks import natural_breaks
from analysis.ranks import BANDS, GROUPS, papi_groups
from analysis.wording import language, places


def papi(year: int, component: str = "overall") -> pd.Series:
    rows = store.load_scores("papi", component=component, years=[year])
    rows = rows[rows["province_code"] != "00"]
    return rows.set_index("province_code")["score"].dropna()


@pytest.fixture(scope="module")
def scores() -> pd.Series:
    return papi(2023)


@pytest.mark.filterwarnings("ignore:Numba not installed")
@pytest.mark.parametrize("k", [2, 3, 4, 5, 6, 9])
@pytest.mark.parametrize(
    ("scheme", "reference"),
    [
        ("quantiles", mapclassify.Quantiles),
        ("natural_breaks", mapclassify.FisherJenks),
        ("equal_interval", mapclassify.EqualInterval),
    ],
)
def test_provinces_fall_into_the_classes_of_mapclassify(
    scores: pd.Series, scheme: str, reference: Any, k: int
) -> None:
    found = classify(scores, scheme, k=k)
    printed = np.array([float(f"{v + 1e-9:.2f}") for v in scores])
    assert found.n == k
    assert found.place(scores).tolist() == reference(printed, k=k).yb.tolist()
    assert found.closed == "right"
    assert (found.low, found.high) == (scores.min(), scores.max())


@pytest.mark.parametrize("k", [2, 3, 4])
def test_no_other_cut_has_less_spread_than_natural_breaks(k: int) -> None:
    values = np.sort(papi(2023, "d1").to_numpy())[::4]

    def spread(cuts: Sequence[int]) -> float:
        parts = np.split(values, list(cuts))
        return float(sum(((part - part.mean()) ** 2).sum() for part in parts))

    bounds = natural_breaks(values, k)
    found = [int(np.searchsorted(values, bound, side="right")) for bound in bounds]
    best = min(combinations(range(1, len(values)), k - 1), key=spread)
    assert spread(found) == pytest.approx(spread(best))


def test_natural_breaks_of_all_years_are_quick() -> None:
    scores = store.load_scores("papi", component="overall")["score"].dropna()
    started = time.process_time()
    classify(scores, "natural_breaks", k=9)
    assert time.process_time() - started < 0.5


def test_quintiles_by_hand(scores: pd.Series) -> None:
    found = classify(scores)
    counts = found.place(scores).value_counts().sort_index()
    assert counts.tolist() == [13, 12, 12, 12, 12]
    ordered = np.sort(scores.to_numpy())
    # The bound lies between the last of one class and the first of the next.
    for bound, rank in zip(found.bounds, [13, 25, 37, 49], strict=True):
        assert round(ordered[rank - 1], 2) <= bound < round(ordered[rank], 2)


def test_a_value_on_a_bound_belongs_below() -> None:
    values = pd.Series([1.0, 2.0, 3.0, 4.0])
    found = classify(values, "equal_interval", k=3)
    assert found.bounds == (2.0, 3.0)
    assert found.place(values).tolist() == [0, 0, 1, 2]


def test_what_prints_alike_is_in_one_class() -> None:
    values = pd.Series([1.0, 1.496, 1.504, 2.0, 2.5, 3.0])
    place = classify(values, k=2).place(values)
    assert place[1] == place[2]


@pytest.mark.parametrize("year", [2019, 2020, 2022, 2023, 2024])
def test_papi_groups_are_as_large_as_the_published_ones(year: int) -> None:
    values = papi(year)
    found = classify(values, "papi_groups", year=year)
    place = found.place(values)
    groups = papi_groups(values, year)
    named = place.map(lambda i: found.names[i])
    assert named.tolist() == groups.tolist()
    assert found.colours == theme.GROUPS[::-1]


def test_papi_2023_has_groups_of_15_15_15_and_16() -> None:
    values = papi(2023)
    counts = classify(values, "papi_groups", year=2023).place(values).value_counts()
    assert [counts[i] for i in (3, 2, 1, 0)] == [15, 15, 15, 16]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"scheme": "papi_groups"}, "papi_groups needs a year"),
        ({"scheme": "papi_groups", "year": 2023, "center": 42.0}, "takes no centre"),
        ({"scheme": "par_bands", "center": 80.0}, "par_bands takes no centre"),
        ({"scheme": "jenks"}, "unknown scheme 'jenks'; the schemes are quantiles, natural_breaks"),
        ({"k": 1}, "k must be 2 to 9, got 1"),
        ({"k": 10}, "k must be 2 to 9, got 10"),
        ({"cmap": "rainbows"}, "unknown colour map 'rainbows'"),
    ],
)
def test_options_that_do_not_fit(scores: pd.Series, options: dict[str, Any], message: str) -> None:
    with pytest.raises(BadParameter, match=message):
        classify(scores, **options)


def test_par_bands_hold_their_lower_bound() -> None:
    values = pd.Series([89.99, 90.0, 80.0, 79.99, 95.0])
    found = classify(values, "par_bands")
    assert found.names == ("C", "B", "A") == BANDS[::-1]
    assert [found.names[i] for i in found.place(values)] == ["B", "A", "B", "C", "A"]
    low = classify(pd.Series([69.5, 70.0]), "par_bands")
    assert low.names == ("", "C", "B", "A")
    assert low.place(pd.Series([69.5, 70.0])).tolist() == [0, 1]


def test_par_bands_of_the_published_part_of_par_index() -> None:
    rows = store.load_scores("par_index", component="overall", years=[2023])
    values = rows[rows["province_code"] != "00"].set_index("province_code")["score"].dropna()
    assert 0 < len(values) < 63
    place = classify(values, "par_bands").place(values)
    names = classify(values, "par_bands").names
    counts = {n: int((place == i).sum()) for i, n in enumerate(names)}
    assert counts["A"] == int((values >= 90).sum())
    assert counts["B"] == int(((values >= 80) & (values < 90)).sum())


@pytest.mark.parametrize("k", [2, 4, 6, 8])
@pytest.mark.parametrize("scheme", ["quantiles", "natural_breaks", "equal_interval"])
def test_a_centre_is_a_bound_and_the_distances_are_the_same_on_both_sides(
    scores: pd.Series, scheme: str, k: int
) -> None:
    found = classify(scores, scheme, k=k, center=42.42)
    distance = np.array(found.bounds) - 42.42
    assert found.n == k
    assert distance[k // 2 - 1] == pytest.approx(0)
    assert distance.tolist() == pytest.approx((-distance[::-1]).tolist())
    assert len(set(found.colours)) == k


def test_a_table_gives_all_its_columns_the_same_classes() -> None:
    table = pd.DataFrame({2022: papi(2022), 2023: papi(2023)})
    assert classify(table).bounds == classify(pd.concat([papi(2022), papi(2023)])).bounds


@pytest.mark.parametrize("scheme", ["quantiles", "natural_breaks", "equal_interval"])
@pytest.mark.parametrize(
    ("values", "n"),
    [([5.0], 1), ([5.0] * 63, 1), ([1.0, 2.0], 2), ([1.0, 1.0, 1.0, 9.0], 2), ([1.001, 1.002], 1)],
)
def test_fewer_classes_where_values_are_few_or_alike(
    scheme: str, values: list[float], n: int
) -> None:
    found = classify(pd.Series(values), scheme, k=5)
    assert found.n <= n
    assert len(found.colours) == found.n
    place = found.place(pd.Series(values))
    assert place.between(0, found.n - 1).all()
    if found.n == 2:
        assert place.nunique() == 2


def test_missing_values_have_no_class(scores: pd.Series) -> None:
    values = pd.concat([scores, pd.Series({"22": np.nan})])
    found = classify(values)
    assert pd.isna(found.place(values)["22"])
    assert found.bounds == classify(scores).bounds


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (pd.Series([np.nan, np.nan]), "no province has a value"),
        (pd.Series([], dtype="float64"), "no province has a value"),
        (pd.Series([1.0, np.inf]), "a value to draw is infinite"),
        (pd.Series(["a", "b"]), "values to class must be numbers"),
    ],
)
def test_values_that_cannot_be_classed(values: pd.Series, message: str) -> None:
    for scheme in SCHEMES:
        with pytest.raises(NoData, match=message):
            classify(values, scheme, year=2023)


def test_steps_differ_in_lightness() -> None:
    for k in range(2, 10):
        colours = classify(pd.Series(range(20), dtype="float64"), k=k).colours
        grey = [
            sum(w * int(c[i : i + 2], 16) for w, i in ((3, 1), (6, 3), (1, 5))) for c in colours
        ]
        assert grey == sorted(grey, reverse=True)
        assert min(-np.diff(grey)) > 80  # of 2550: eight steps of grey apart


def test_the_legend_says_the_bounds_in_the_language(scores: pd.Series) -> None:
    found = classify(scores, "papi_groups", year=2023)
    for lang, comma in (("vi", ","), ("en", ".")):
        labels = places.class_labels(language(lang), found.bounds, low=found.low, high=found.high,
                                     names=found.names)  # fmt: skip
        assert len(labels) == len(GROUPS)
        assert all(comma in label for label in labels)
        assert f"38{comma}97" in labels[0]
        assert f"46{comma}04" in labels[-1]
