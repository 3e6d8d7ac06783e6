"""A choropleth draws any result of the models: a slope, a probability, a change."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from analysis import forecast, store
from analysis.maps import choropleth, classify
from analysis.panel import Panel, panel
from analysis.trend import trends


@pytest.fixture(scope="module")
def papi() -> Panel:
    return panel(store.load_scores(), "papi")


def fills(figure: Figure) -> dict[str, str]:
    return {
        str(p.get_gid()).removeprefix("unit-"): to_hex(p.get_facecolor())
        for p in figure.findobj(PathPatch)
        if str(p.get_gid()).startswith("unit-") and not p.get_hatch()
    }


def test_slopes_of_trends_around_zero(papi: Panel) -> None:
    slopes = trends(papi.stretch(2024)).table["shrunken_slope"]
    classes = classify(slopes, "equal_interval", k=6, center=0)
    figure = choropleth(slopes, scheme=classes, highlight="08")
    found = fills(figure)
    assert set(found) == set(slopes.index)
    rising = {classes.colours[i] for i in range(3, 6)}
    for code, slope in slopes.round(2).items():
        if slope != 0:
            assert (found[str(code)] in rising) == (slope > 0)


def test_probabilities_of_a_forecast(papi: Panel) -> None:
    made = forecast.forecast(papi, draws=500)
    top = (made.draws("rank", 2025) <= 10).mean(axis=0)
    chance = pd.Series(top * 100, index=list(made.codes))
    classes = classify(chance, "equal_interval", k=5, digits=0)
    figure = choropleth(chance, scheme=classes)
    found = fills(figure)
    place = np.searchsorted(classes.bounds, (chance + 1e-9).round(0))
    for code, rank in zip(chance.index, place, strict=True):
        assert found[code] == classes.colours[rank]
    assert len(found) == made.n == 63


def test_changes_around_the_mean_change(papi: Panel) -> None:
    table = papi.table[[2022, 2023]].dropna().round(2)
    change = table[2023] - table[2022]
    classes = classify(change, k=6, center=float(change.mean()))
    found = fills(choropleth(change, scheme=classes))
    assert len(found) == 59
    above = change > round(float(change.mean()), 2) + 0.005
    upper = {classes.colours[i] for i in range(classes.n // 2, classes.n)}
    assert all((found[str(c)] in upper) == high for c, high in above.items())
