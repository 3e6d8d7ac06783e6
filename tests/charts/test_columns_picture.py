"""How the chart of all provinces looks."""

import pytest
from matplotlib.figure import Figure

from analysis import charts, standing, store


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_province_columns_look() -> Figure:
    section = standing.cross_section(store.load_scores(), "papi", "overall", 2023)
    return charts.province_columns(section, highlight="08")
