import csv
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from data.pictures import cut_or_overlapping, headings, written
from matplotlib.figure import Figure

from analysis import charts, indices, store, workspace
from analysis.errors import NoData
from analysis.indices import main_component
from analysis.wording import Language, language

VI, EN = language("vi"), language("en")


@pytest.fixture(scope="module")
def coverage() -> pd.DataFrame:
    return store.coverage()


def names(coverage: pd.DataFrame) -> dict[str, str]:
    return {code: indices.index(code).short for code in coverage["index"]}


def counted() -> Counter[tuple[str, int]]:
    """Count the provinces with a score in the raw files."""
    found: Counter[tuple[str, int]] = Counter()
    for path in Path(workspace.find().raw / "scores").rglob("*.csv"):
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                main = row["component"] == main_component(row["index"])
                if (
                    main
                    and row["frame"] == "vn63"
                    and row["province_code"] != "00"
                    and row["score"]
                ):
                    found[row["index"], int(row["year"])] += 1
    return found


def test_every_cell_shows_what_the_raw_files_hold(coverage: pd.DataFrame) -> None:
    figure = charts.coverage_heatmap(coverage, names(coverage))
    axes = figure.axes[0]
    rows = {t.get_text(): t.get_position()[1] for t in axes.texts if t.get_ha() == "right"}
    cells = {
        t.get_position(): t.get_text() for t in axes.texts if t.get_va() == "center_baseline"
    }  # fmt: skip
    raw = counted()
    assert len(raw) > 60
    for (index, year), n in raw.items():
        assert cells[year, rows[indices.index(index).short]] == str(n)
    assert len(axes.collections[0].get_paths()) == len(coverage)


def test_years_and_best_known_index_stand_in_order(coverage: pd.DataFrame) -> None:
    figure = charts.coverage_heatmap(coverage, names(coverage))
    said = written(figure.axes[0])
    years = [str(year) for year in range(2011, 2025)]
    assert [text for text in said if text in years] == years
    # 14 years of at least 60 provinces are more than anything else has.
    assert said[0] == "PAPI"
    assert headings(figure).startswith(
        "PAPI có số liệu của 60–63 tỉnh, thành phố mỗi năm; SIPAS nhiều nhất 17"
    )


@pytest.mark.parametrize("lang", [VI, EN], ids=["vi", "en"])
@pytest.mark.parametrize("last", [2018, 2024])
def test_every_text_can_be_read(coverage: pd.DataFrame, last: int, lang: Language) -> None:
    table = coverage[coverage["year"] <= last]
    figure = charts.coverage_heatmap(table, names(table), language=lang)
    assert cut_or_overlapping(figure) == []


def test_one_cell_and_none(coverage: pd.DataFrame) -> None:
    one = coverage[(coverage["index"] == "papi") & (coverage["year"] == 2023)]
    figure = charts.coverage_heatmap(one, {}, language=EN)
    assert sorted(written(figure.axes[0])) == ["2023", "61", "papi"]
    assert headings(figure).startswith("papi covers 61 provinces a year")
    with pytest.raises(NoData, match="no index has a year"):
        charts.coverage_heatmap(coverage[:0], {})


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_coverage_heatmap_look(coverage: pd.DataFrame) -> Figure:
    table = coverage[coverage["index"].isin(["papi", "par_index", "sipas"])]
    return charts.coverage_heatmap(table, names(table))
