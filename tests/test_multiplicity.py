import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import false_discovery_control

from analysis.errors import BadParameter
from analysis.multiplicity import adjust

R = json.loads((Path(__file__).parent / "data" / "r" / "relate.json").read_text())


@pytest.mark.parametrize("method", ["holm", "bh"])
def test_as_in_r(method):
    found = adjust(pd.Series(R["p"]), method)
    assert found.tolist() == pytest.approx(R[method], abs=1e-12)


def test_as_in_scipy():
    p = np.random.default_rng(1).uniform(size=200)
    assert adjust(pd.Series(p), "bh").to_numpy() == pytest.approx(false_discovery_control(p))


def test_missing_values_do_not_count():
    p = pd.Series([0.01, None, 0.04, np.nan], index=list("abcd"), name="p")
    found = adjust(p, "holm")
    assert found.index.tolist() == list("abcd")
    assert found.name == "p"
    assert found.dropna().tolist() == [0.02, 0.04]
    assert adjust(p.iloc[[1, 3]], "bh").isna().all()
    assert adjust(pd.Series([], dtype=float), "bh").empty


@pytest.mark.parametrize("bad", [-0.01, 1.01, np.inf])
def test_no_probability(bad):
    with pytest.raises(BadParameter, match="between 0 and 1"):
        adjust(pd.Series([0.5, bad]), "holm")


def test_an_unknown_method():
    with pytest.raises(BadParameter, match="holm, bh: 'bonferroni'"):
        adjust(pd.Series([0.5]), "bonferroni")
