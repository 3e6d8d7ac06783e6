"""How the maps of provinces look."""

import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis import maps, store
from analysis.drawing import Words
from analysis.provinces import crosswalk
from analysis.wording import language


def papi() -> pd.DataFrame:
    scores = store.load_scores("papi", component="overall")
    return scores.pivot(index="province_code", columns="year", values="score")


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_choropleth_look() -> Figure:
    words = Words(subtitle="Điểm PAPI năm 2023", source="Nguồn: CECODES, UNDP, PAPI 2023.")
    return maps.choropleth(papi(), 2023, highlight="08", words=words)


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_choropleth_names_look() -> Figure:
    return maps.choropleth(papi()[2024], scheme="natural_breaks", highlight="48", annot=True)


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_categories_2025_look() -> Figure:
    merged = pd.Series(crosswalk()).value_counts().astype(str)
    return maps.categories(
        merged, order=["3", "2", "1"], labels={k: f"made of {k}" for k in "321"}, frame="vn34",
        annot=True, language=language("en"),
    )  # fmt: skip


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_diverging_half_width_look() -> Figure:
    figure = Figure(figsize=(16 / 2.54, 14 / 2.54))
    for place, year in ((0.0, 2022), (0.5, 2023)):
        classes = maps.classify(papi()[[2022, 2023]], "equal_interval", k=6, center=42.4, digits=1)
        axes = figure.add_axes((place, 0, 0.5, 0.9))
        maps.choropleth(papi(), year, scheme=classes, words=Words(str(year), ""), ax=axes)
    return figure
