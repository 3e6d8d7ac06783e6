import numpy as np
import pandas as pd
import pytest
from data.pictures import cut_or_overlapping, drawn, headings, written
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from analysis import charts, panel, plans, standing, store, targets
from analysis.charts.goals import goal
from analysis.drawing import svg
from analysis.errors import BadParameter, NoData
from analysis.forecast import Forecast, forecast
from analysis.wording import Language, language

VI, EN = language("vi"), language("en")


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores(years=range(2011, 2024))


@pytest.fixture(scope="module")
def made(scores: pd.DataFrame) -> Forecast:
    return forecast(panel.panel(scores, "papi"), ahead=2)


@pytest.fixture(scope="module")
def rows(scores: pd.DataFrame, made: Forecast) -> pd.DataFrame:
    """The targets of Tuyên Quang for the whole PAPI, as a report of 2023 sees them."""
    checked = targets.evaluate(
        plans.targets("TQ-150-2024"), scores, province="08", year=2023,
        outlook=lambda index, part: made if (index, part) == ("papi", "overall") else None,
    )  # fmt: skip
    return checked[(checked["index"] == "papi") & (checked["component"] == "overall")]


def past(scores: pd.DataFrame, code: str, last: int = 2023) -> pd.DataFrame:
    return standing.history(scores, code, "papi", last_year=last)


def bands(figure: Figure) -> list[Polygon]:
    return [p for p in figure.axes[0].patches if isinstance(p, Polygon)]


@pytest.mark.parametrize(
    ("code", "measure", "lang"),
    [("01", "rank", VI), ("08", "score", VI), ("22", "score", EN), ("79", "rank", EN)],
    ids=str,
)
def test_every_text_can_be_read(
    scores: pd.DataFrame, made: Forecast, code: str, measure: str, lang: Language
) -> None:
    figure = charts.forecast_fan(
        past(scores, code), made, code, measure=measure, language=lang  # type: ignore[arg-type]
    )  # fmt: skip
    assert cut_or_overlapping(figure) == []


def test_the_edges_of_the_bands_are_drawn_and_written(scores: pd.DataFrame, made: Forecast) -> None:
    figure = drawn(charts.forecast_fan(past(scores, "08"), made, "08"))
    own = made.draws("score", 2025)[:, made.codes.index("08")]
    for polygon, level in zip(bands(figure), (95, 80, 50), strict=True):
        low, high = np.quantile(own, [0.5 - level / 200, 0.5 + level / 200])
        corners = polygon.get_xy()
        # The fan opens from the last result.
        assert corners[0].tolist() == pytest.approx([2023, 41.493947], abs=1e-3)
        assert sorted(c[1] for c in corners if c[0] == 2025) == pytest.approx([low, high])
        for edge in (low, high):
            assert f"{level}%: {VI.number(edge)}" in written(figure.axes[0])
    assert VI.number(float(np.median(own))) in written(figure.axes[0])


def test_ranks_have_the_first_on_top(scores: pd.DataFrame, made: Forecast) -> None:
    figure = charts.forecast_fan(past(scores, "08"), made, "08", measure="rank", language=EN)
    axes = figure.axes[0]
    assert axes.get_ylim()[0] < axes.get_ylim()[1]
    assert all(corner[1] < 0 for polygon in bands(figure) for corner in polygon.get_xy())
    # Published ranks of 2011 to 2023, from the file of each year.
    ranks = [38, 40, 13, 14, 19, 24, 19, 17, 42, 12, 20, 20, 41]
    assert [str(rank) for rank in ranks] == written(axes)[: len(ranks)]


def test_without_a_last_result_the_fan_starts_with_the_forecast(
    scores: pd.DataFrame, made: Forecast
) -> None:
    # Quảng Ninh has no result of 2023.
    figure = charts.forecast_fan(past(scores, "22"), made, "22")
    assert min(corner[0] for polygon in bands(figure) for corner in polygon.get_xy()) > 2023


def test_the_target_has_its_line_and_its_chance(
    scores: pd.DataFrame, made: Forecast, rows: pd.DataFrame
) -> None:
    figure = charts.forecast_fan(past(scores, "08"), made, "08", measure="rank",
                                 target=rows.iloc[0])  # fmt: skip
    # The upper two quartile groups of 63 provinces: ranks 1 to 31, the line between 31 and 32.
    (line,) = [ln for ln in figure.axes[0].lines if ln.get_linestyle() == "-."]
    assert list(line.get_ydata()) == [-31.5, -31.5]
    chance = (made.draws("group", 2024)[:, made.codes.index("08")] >= -1).mean()
    percent = f"{VI.number(100 * chance, 0)}%"
    said = headings(figure).replace("\n", " ")
    assert (
        f"Nét gạch chấm: mục tiêu 2024, nhóm trung bình cao trở lên; xác suất đạt: {percent}."
        in said
    )
    assert f"xác suất đạt mục tiêu {percent}" in said
    assert cut_or_overlapping(figure) == []


def test_what_a_target_asks_for_is_a_line(rows: pd.DataFrame) -> None:
    row = rows.iloc[0]
    assert goal(row, "rank", n=61).bound == 30
    made = {
        ("rank<=", "15", "rank", None): ("rank", 15),
        ("rank_improves_by>=", "5", "rank", 44.0): ("rank", 39),
        ("increase", None, "rank", 44.0): ("rank", 44),
        (">=", "43.5", "điểm", None): ("score", 43.5),
        ("increase", None, "điểm", 41.5): ("score", 41.5),
        ("maintain", None, "group", "high"): ("rank", 16),
    }
    for (comparator, value, unit, base), (scale, bound) in made.items():
        given = row.copy()
        given["comparator"], given["value"], given["unit"] = comparator, value, unit
        given["baseline"] = base
        assert goal(given, scale, n=63).bound == bound  # type: ignore[arg-type]


def test_a_target_that_is_no_line_is_refused(
    scores: pd.DataFrame, made: Forecast, rows: pd.DataFrame
) -> None:
    row = rows.iloc[0]
    with pytest.raises(BadParameter, match="a target in group is drawn among ranks, not scores"):
        charts.forecast_fan(past(scores, "08"), made, "08", target=row)
    other = row.copy()
    other["component"] = "d1"
    with pytest.raises(BadParameter, match="the target is of papi d1, the forecast of papi over"):
        charts.forecast_fan(past(scores, "08"), made, "08", measure="rank", target=other)
    baseless = row.copy()
    baseless["comparator"], baseless["unit"], baseless["baseline"] = "increase", "rank", None
    baseless["value"] = None
    with pytest.raises(BadParameter, match="no base is known"):
        goal(baseless, "rank", n=63)


def test_what_cannot_be_drawn_is_refused(scores: pd.DataFrame, made: Forecast) -> None:
    with pytest.raises(NoData, match="no history of province 99"):
        charts.forecast_fan(past(scores, "08"), made, "99")
    with pytest.raises(NoData, match="the history has no score"):
        charts.forecast_fan(past(scores, "08").assign(score=np.nan), made, "08")
    with pytest.raises(BadParameter, match="measure must be one of score, rank"):
        charts.forecast_fan(past(scores, "08"), made, "08", measure="group")  # type: ignore[arg-type]
    later = past(scores, "08").rename(index={2023: 2024})
    with pytest.raises(BadParameter, match="goes on to 2024, the forecast knows 2023"):
        charts.forecast_fan(later, made, "08")


def test_the_same_fan_gives_the_same_bytes(scores: pd.DataFrame, made: Forecast) -> None:
    first, second = (
        svg(charts.forecast_fan(past(scores, "08"), made, "08"), salt="f") for _ in range(2)
    )
    assert first == second


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_forecast_fan_look(scores: pd.DataFrame, made: Forecast, rows: pd.DataFrame) -> Figure:
    return charts.forecast_fan(past(scores, "08"), made, "08", measure="rank", target=rows.iloc[0])
