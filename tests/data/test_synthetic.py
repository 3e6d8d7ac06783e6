import pandas as pd
import pytest

from analysis import store, workspace
from analysis.rawtables import SCORES
from analysis.schema import References, pandera_schema
from data.synthetic import SOURCE_ID, complete_panel


def test_synthetic_figures_stand_nowhere_in_the_raw_data() -> None:
    files = [p for p in workspace.find().raw.rglob("*") if p.is_file()]
    assert files
    assert [p.name for p in files if SOURCE_ID in p.read_text(encoding="utf-8").lower()] == []


@pytest.mark.parametrize("index", ["par_index", "sipas"])
def test_a_panel_is_complete_and_looks_like_a_loaded_one(index: str) -> None:
    panel = complete_panel(index, [2022, 2023, 2024], seed=7)
    real = store.load_scores(index)
    assert panel.columns.tolist() == real.columns.tolist()
    assert panel.dtypes.astype(str).to_dict() == real.dtypes.astype(str).to_dict()
    assert panel.groupby("year").size().tolist() == [64, 64, 64]
    assert panel["source_id"].unique().tolist() == ["synthetic"]
    for _, year in panel[panel["province_code"] != "00"].groupby("year"):
        assert sorted(year["rank"]) == list(range(1, 64))
        assert year["score"].is_unique
        assert year.sort_values("rank")["score"].is_monotonic_decreasing
        assert year["score"].between(0, 100).all()


def test_a_panel_passes_the_checks_of_raw_data() -> None:
    panel = complete_panel("par_index", [2022, 2023], seed=3)
    text = panel.astype({"rank": "str", "score": "str"}).fillna("").astype("str")
    text = text.replace({"rank": {"<NA>": ""}}).astype("str")
    pandera_schema(SCORES, References()).validate(text)


def test_the_seed_decides() -> None:
    first, again, other = (complete_panel("sipas", [2023], seed=s) for s in (1, 1, 2))
    pd.testing.assert_frame_equal(first, again)
    assert not first["score"].equals(other["score"])
