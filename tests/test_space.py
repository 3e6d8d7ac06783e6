"""What needs PySAL is marked slow: `make slow` installs the extra, `make test` does not."""

import sys
import warnings
from dataclasses import replace
from importlib.util import find_spec

import numpy as np
import pandas as pd
import pytest

from analysis import maps, space, store
from analysis.errors import (
    BadParameter,
    ConstantSeries,
    ExtraMissing,
    NoData,
    TooFewObservations,
)
from analysis.panel import Panel, panel

SIDE = 8


def needs_pysal(test):
    missing = find_spec("esda") is None
    skip = pytest.mark.skipif(missing, reason="PySAL is not installed: pip install 'chiso[space]'")
    return pytest.mark.slow(skip(test))


def grid() -> pd.DataFrame:
    """Neighbours on a square of 8 by 8 that share a side or a corner."""
    places = [(i, j) for i in range(SIDE) for j in range(SIDE)]
    rows = [
        (code(*a), code(*b))
        for a in places
        for b in places
        if a != b and max(abs(a[0] - b[0]), abs(a[1] - b[1])) == 1
    ]
    return pd.DataFrame(rows, columns=["province_code", "neighbour"])


def code(i: int, j: int) -> str:
    return f"{i}{j}"


def on_grid(values: np.ndarray) -> Panel:
    codes = [code(i, j) for i in range(SIDE) for j in range(SIDE)]
    table = pd.DataFrame({2024: values.ravel()}, index=codes)
    return Panel("papi", "overall", "score", table, (), True, SIDE**2)


def planted() -> Panel:
    """Noise with a high corner of 3 by 3 and a low one across from it."""
    values = np.random.default_rng(2).normal(0, 1, (SIDE, SIDE))
    values[:3, :3] += 6
    values[5:, 5:] -= 6
    return on_grid(values)


def weights(pairs: pd.DataFrame, codes: list[str]) -> np.ndarray:
    """Row-standardised weights."""
    matrix = np.zeros((len(codes), len(codes)))
    place = {c: i for i, c in enumerate(codes)}
    for row in pairs.itertuples():
        if row.province_code in place and row.neighbour in place:
            matrix[place[row.province_code], place[row.neighbour]] = 1
    return matrix / matrix.sum(axis=1, keepdims=True)


@pytest.mark.parametrize(
    ("call", "what"),
    [
        (space.neighbours, "neighbourhood on the map"),
        (lambda: space.moran(planted(), grid(), year=2024), "Moran's I"),
        (lambda: space.local_clusters(planted(), grid(), year=2024), "local clusters"),
    ],
)
def test_without_the_extra_the_error_names_it(call, what, monkeypatch) -> None:
    for module in ("esda", "libpysal", "libpysal.graph"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ExtraMissing, match=r"pip install 'chiso\[space\]'") as caught:
        call()
    assert (caught.value.what, caught.value.extra) == (what, "space")


def test_an_unknown_frame() -> None:
    with pytest.raises(BadParameter, match="vn63, vn34"):
        space.neighbours("vn64")  # type: ignore[arg-type]


@needs_pysal
def test_neighbours_are_the_units_that_touch_on_the_map() -> None:
    for frame, units, borders in (("vn63", 63, 131), ("vn34", 34, 57)):
        pairs = space.neighbours(frame)
        assert len(pairs) == 2 * borders
        assert pairs["province_code"].nunique() == units
        both = set(zip(pairs["province_code"], pairs["neighbour"], strict=True))
        assert both == {(b, a) for a, b in both}
        assert all(a != b for a, b in both)
        shapes = maps.layer(frame)["geometry"]
        for one in ("01", "48", "79"):
            touching = shapes.index[shapes.distance(shapes[one]) < 1].drop(one)
            assert sorted(touching) == list(pairs.loc[pairs["province_code"] == one, "neighbour"])


@needs_pysal
def test_the_archipelagos_make_no_neighbours() -> None:
    pairs = space.neighbours().groupby("province_code")["neighbour"].agg(list)
    # Đà Nẵng (Hoàng Sa) and Khánh Hòa (Trường Sa) border mainland provinces alone.
    assert pairs["48"] == ["46", "49"]
    assert pairs["56"] == ["54", "58", "66", "68"]


@needs_pysal
def test_the_mainland_is_one_piece() -> None:
    pairs = space.neighbours().groupby("province_code")["neighbour"].agg(set)
    reached, edge = {"01"}, {"01"}
    while edge:
        edge = set().union(*pairs[list(edge)]) - reached
        reached |= edge
    assert reached == set(pairs.index)


@needs_pysal
@pytest.mark.parametrize("component", ["overall", "d1"])
def test_morans_i_by_hand(component: str) -> None:
    known, pairs = panel(store.load_scores(), "papi", component), space.neighbours()
    found = space.moran(known, pairs, year=2024)
    values = known.table[2024].dropna()
    w = weights(pairs, list(values.index))
    z = values.to_numpy() - values.mean()
    assert found.value == pytest.approx((z @ w @ z) / (z @ z), abs=1e-12)
    assert (found.n, found.expected) == (61, pytest.approx(-1 / 60))
    assert found.left_out == ("26", "82")
    rng = np.random.default_rng(1)
    drawn = np.array([(y @ w @ y) / (z @ z) for y in (rng.permutation(z) for _ in range(4000))])
    assert found.z == pytest.approx((found.value - drawn.mean()) / drawn.std(), rel=0.1)
    tail = min((drawn >= found.value).mean(), (drawn <= found.value).mean())
    assert found.p == pytest.approx(2 * tail, abs=0.04)


@needs_pysal
def test_local_values_by_hand() -> None:
    known, pairs = panel(store.load_scores(), "papi", "d1"), space.neighbours()
    found = space.local_clusters(known, pairs, year=2024)
    values = known.table[2024].dropna()
    w = weights(pairs, list(values.index))
    z = values.to_numpy() - values.mean()
    table = found.table
    assert list(table.index) == list(values.index)
    assert table["value"].tolist() == values.tolist()
    np.testing.assert_allclose(table["lag"], w @ values.to_numpy(), rtol=1e-12)
    expected = z * (w @ z) * (len(z) - 1) / (z @ z)
    np.testing.assert_allclose(table["local_i"], expected, rtol=1e-9)
    signs = {"high_high": (1, 1), "low_low": (-1, -1), "high_low": (1, -1), "low_high": (-1, 1)}
    assert [signs[q] for q in table["quadrant"]] == [
        (np.sign(a), np.sign(b)) for a, b in zip(z, w @ z, strict=True)
    ]
    # Benjamini and Hochberg, step by step.
    p = table["p"].sort_values(ascending=False)
    steps = (p * len(p) / np.arange(len(p), 0, -1)).cummin().clip(upper=1)
    np.testing.assert_allclose(table["p_adjusted"], steps.reindex(table.index), rtol=1e-12)
    assert (table["cluster"] == (table["p_adjusted"] <= 0.05)).all()


@needs_pysal
def test_p_of_one_place_by_hand() -> None:
    known, pairs = panel(store.load_scores(), "papi", "d1"), space.neighbours()
    table = space.local_clusters(known, pairs, year=2024).table
    z = (table["value"] - table["value"].mean()).to_numpy()
    rng = np.random.default_rng(3)
    for one in ("01", "46", "92"):
        place = table.index.get_loc(one)
        others, k = np.delete(z, place), table.loc[one, "neighbours"]
        drawn = np.array([rng.choice(others, k, replace=False).mean() for _ in range(20_000)])
        lag = table.loc[one, "lag"] - table["value"].mean()
        tail = min((drawn >= lag).mean(), (drawn <= lag).mean())
        assert table.loc[one, "p"] == pytest.approx(min(1, 2 * tail), abs=0.03)


@needs_pysal
def test_planted_clusters_are_found() -> None:
    found = space.local_clusters(planted(), grid(), year=2024)
    clusters = found.table[found.table["cluster"]]
    groups = clusters.groupby("quadrant").groups
    inner = {code(i, j) for i in range(2) for j in range(2)}
    assert inner <= set(groups["high_high"]) <= {code(i, j) for i in range(4) for j in range(4)}
    assert {code(7 - int(c[0]), 7 - int(c[1])) for c in inner} <= set(groups["low_low"])
    whole = space.moran(planted(), grid(), year=2024)
    assert whole.value > 0.5
    assert whole.p == 0.002


@needs_pysal
def test_a_chessboard_is_unlike_its_neighbours() -> None:
    board = np.indices((SIDE, SIDE)).sum(axis=0) % 2
    sides = grid()
    sides = sides[
        [
            abs(int(a[0]) - int(b[0])) + abs(int(a[1]) - int(b[1])) == 1
            for a, b in zip(sides["province_code"], sides["neighbour"], strict=True)
        ]
    ]
    found = space.moran(on_grid(board.astype(float)), sides, year=2024)
    assert found.value == pytest.approx(-1)
    assert found.z < -5
    assert found.p == 0.002


@needs_pysal
def test_noise_on_a_map_is_called_a_pattern_as_often_as_the_level_says() -> None:
    rng, pairs = np.random.default_rng(9), grid()
    fields = [on_grid(rng.normal(size=(SIDE, SIDE))) for _ in range(300)]
    p = [space.moran(f, pairs, year=2024, permutations=199).p for f in fields]
    assert np.mean(np.array(p) <= 0.05) == pytest.approx(0.05, abs=0.03)


@needs_pysal
def test_equal_data_give_equal_results_and_nothing_else_is_touched() -> None:
    known, pairs = panel(store.load_scores(), "papi"), space.neighbours()
    shuffled = replace(known, table=known.table.sample(frac=1, random_state=1))
    mixed = pairs.sample(frac=1, random_state=1)
    np.random.seed(5)
    expected = np.random.random(3).tolist()
    np.random.seed(5)
    filters = list(warnings.filters)
    one = space.moran(known, pairs, year=2023)
    local = space.local_clusters(known, pairs, year=2023, permutations=999)
    assert np.random.random(3).tolist() == expected
    assert warnings.filters == filters
    assert space.moran(shuffled, mixed, year=2023) == one
    again = space.local_clusters(shuffled, mixed, year=2023, permutations=999)
    pd.testing.assert_frame_equal(again.table, local.table)
    assert again.seed == local.seed == one.seed


@needs_pysal
def test_a_province_whose_neighbours_are_unknown_is_left_out() -> None:
    known, pairs = panel(store.load_scores(), "papi"), space.neighbours()
    table = known.table.copy()
    table.loc[["46", "49"], 2024] = np.nan
    found = space.moran(replace(known, table=table), pairs, year=2024)
    assert found.left_out == ("26", "46", "48", "49", "82")
    assert found.n == 58


@needs_pysal
def test_a_partial_panel_is_labelled() -> None:
    known = panel(store.load_scores(), "par_index", years=[2023], allow_partial=True)
    pairs = space.neighbours()
    assert space.moran(known, pairs, year=2023).partial
    assert space.local_clusters(known, pairs, year=2023, permutations=99).partial


@needs_pysal
@pytest.mark.parametrize("model", [space.moran, space.local_clusters])
def test_bad_questions(model) -> None:
    known, pairs = planted(), grid()
    with pytest.raises(NoData, match="no year 2023"):
        model(known, pairs, year=2023)
    with pytest.raises(BadParameter, match="64 units, the panel is of a frame of 63"):
        model(replace(known, units=63), pairs, year=2024)
    with pytest.raises(BadParameter, match="at least 99"):
        model(known, pairs, year=2024, permutations=9)
    with pytest.raises(ConstantSeries):
        model(on_grid(np.ones((SIDE, SIDE))), pairs, year=2024)
    few = known.table.copy()
    few.iloc[9:] = np.nan
    with pytest.raises(TooFewObservations, match="provinces with a neighbour, got 9"):
        model(replace(known, table=few), pairs, year=2024)
