import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from data.related import X, Y, Z, correlated, scores_of

from analysis import relate, store
from analysis.errors import BadParameter, ConstantSeries, NoData
from analysis.relate import Measure, partial_correlation

FOLDER = Path(__file__).parents[1] / "data" / "r"
R = json.loads((FOLDER / "relate.json").read_text())
ACTIVITY, D8 = Measure("dti", "egov_activity"), Measure("papi", "d8")
CONTEXT = [
    Measure("grdp_per_capita", "overall", log=True),
    Measure("population", "total", log=True),
]


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


def test_as_in_r() -> None:
    wide = pd.read_csv(FOLDER / "relate_grunfeld.csv")
    values = (
        wide.pivot(index="province_code", columns="year", values=v).to_numpy()
        for v in ("inv", "value", "capital")
    )
    found = partial_correlation(scores_of(*values, first=1935), X, Y, context=[Z])
    assert found.partial.value == pytest.approx(R["partial"], abs=1e-9)


def test_by_residuals(scores: pd.DataFrame) -> None:
    found = partial_correlation(scores, ACTIVITY, D8, context=CONTEXT)
    names = {"x": ACTIVITY, "y": D8, "a": CONTEXT[0], "b": CONTEXT[1]}
    rows = relate.joined(scores, names)
    held = np.column_stack([np.ones(len(rows)), rows[["a", "b"]]])
    x, y = (rows[c] - held @ np.linalg.lstsq(held, rows[c])[0] for c in ("x", "y"))
    assert found.partial.value == pytest.approx(np.corrcoef(x, y)[0, 1], abs=1e-9)
    assert found.plain.value == pytest.approx(rows["x"].corr(rows["y"]), abs=1e-12)
    assert (found.sample.n, found.sample.years) == (len(rows), (2022, 2023, 2024))
    assert found.partial.low < found.partial.value < found.partial.high
    # The census break of 2022 lies before the sample.
    assert found.sample.breaks == ()


def test_what_context_explains_goes() -> None:
    x, y = correlated(1, 60, 3, rho=0)
    z = np.random.default_rng(2).normal(size=x.shape) * 3
    found = partial_correlation(scores_of(x + z, y + z, z), X, Y, context=[Z])
    assert found.plain.low > 0.7
    assert found.partial.low < 0 < found.partial.high


def test_equal_data_give_equal_results(scores: pd.DataFrame) -> None:
    found = partial_correlation(scores, ACTIVITY, D8, context=CONTEXT)
    shuffled = scores.sample(frac=1, random_state=4)
    again = partial_correlation(shuffled, ACTIVITY, D8, context=CONTEXT)
    assert again == found


def test_a_lag() -> None:
    x, y = correlated(3, 20, 4)
    z = np.random.default_rng(2).normal(size=x.shape)
    lagged = partial_correlation(scores_of(x, y, z), X, Y, context=[Z], lag=1)
    plain = partial_correlation(scores_of(x[:, :-1], y[:, 1:], z[:, 1:]), X, Y, context=[Z])
    assert lagged.partial.value == plain.partial.value
    assert lagged.lag == 1


def test_bad_questions(scores: pd.DataFrame) -> None:
    x, y = correlated(3, 20, 2)
    with pytest.raises(ConstantSeries, match="more than the context says of one x"):
        partial_correlation(scores_of(x, y, 2 * x + 1), X, Y, context=[Z])
    for context in ([], [X], [Z, Z]):
        with pytest.raises(BadParameter, match="each once"):
            partial_correlation(scores_of(x, y, x), X, Y, context=context)
    with pytest.raises(NoData):
        partial_correlation(scores, ACTIVITY, D8, context=CONTEXT, years=[2019])


@pytest.mark.slow
def test_95_per_cent_intervals_cover(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.relate.partial.DRAWS", 1000)
    samples, held = 2000, 0
    for seed in range(samples):
        x, y = correlated(seed, 63, 3, rho=0.3)
        z = np.random.default_rng([seed, 1]).normal(size=x.shape)
        found = partial_correlation(scores_of(x + z, y - z, z), X, Y, context=[Z]).partial
        held += found.low <= 0.3 <= found.high
    assert 0.93 <= held / samples <= 0.97
