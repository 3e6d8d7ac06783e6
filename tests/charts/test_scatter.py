import numpy as np
import pandas as pd
import pytest
from data.pictures import cut_or_overlapping, drawn, headings, points, ticks, written
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from analysis import charts, relate, store, theme
from analysis.errors import BadParameter, NoData
from analysis.wording import Language, language

VI, EN = language("vi"), language("en")
SETTLED = tuple(
    relate.Measure("operations", f"score_766_{name}") for name in ("progress", "satisfaction")
)
LIVED = (relate.Measure("papi", "d5"), relate.Measure("papi", "d8"))


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


@pytest.fixture(scope="module")
def settled(scores: pd.DataFrame) -> tuple[pd.DataFrame, relate.Correlation]:
    return relate.paired(scores, *SETTLED), relate.correlate(scores, *SETTLED)


@pytest.fixture(scope="module")
def lines(scores: pd.DataFrame) -> tuple[pd.DataFrame, relate.Slopes]:
    recent = scores[scores["year"] >= 2021]
    return relate.paired(recent, *LIVED), relate.slopes(recent, *LIVED)


def test_scatter_marks_every_year_by_itself(
    scores: pd.DataFrame, settled: tuple[pd.DataFrame, relate.Correlation]
) -> None:
    pairs = relate.paired(scores, relate.Measure("papi", "d1"), relate.Measure("papi", "d5"))
    figure = drawn(charts.scatter(pairs, settled[1], x_label="x", y_label="y"))
    marks = [
        c.get_paths()[0].vertices.tobytes() for c in points(figure.axes[0])
        if str(c.get_label()).isdigit()
    ]  # fmt: skip
    assert len(set(marks)) == pairs["year"].nunique() == 14


def test_scatter_shows_every_pair_once(
    settled: tuple[pd.DataFrame, relate.Correlation],
) -> None:
    figure = drawn(charts.scatter(*settled, highlight="22", x_label="tiến độ", y_label="hài lòng"))
    (axes,) = figure.axes
    own = [c for c in points(axes) if [to_hex(f) for f in c.get_facecolor()] == [theme.OWN]]
    assert sum(len(c.get_offsets()) for c in points(axes)) == settled[1].n == 102
    assert sum(len(c.get_offsets()) for c in own) == 3
    r = np.corrcoef(settled[0]["x"], settled[0]["y"])[0, 1]
    assert f"Hai chỉ số cùng cao, cùng thấp: r = {VI.number(r)} (" in headings(figure)
    assert "102 điểm, 34/63 tỉnh, thành phố, 2022–2024" in headings(figure)
    # The last year on top, as it stands to the right on an axis of time.
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["2024", "2023", "2022"]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("tiến độ", "hài lòng")
    assert written(axes) == ["Quảng Ninh 2024", "2023", "2022"]
    assert ticks(axes)[0] == "15,5"


def test_the_curve_is_drawn_with_its_band(
    settled: tuple[pd.DataFrame, relate.Correlation],
) -> None:
    curve = relate.lowess_curve(settled[0])
    figure = charts.scatter(*settled, x_label="x", y_label="y", curve=curve)
    (line,) = figure.axes[0].lines
    assert line.get_ydata().tolist() == curve.table["y"].tolist()
    band = figure.axes[0].collections[0].get_paths()[0].vertices
    assert band[:, 1].min() == curve.table["low"].min()


@pytest.mark.parametrize(
    ("code", "lang"), [("08", VI), ("22", VI), ("79", EN), (None, EN)], ids=str
)
def test_every_text_can_be_read(
    settled: tuple[pd.DataFrame, relate.Correlation], lines: tuple[pd.DataFrame, relate.Slopes],
    code: str | None, lang: Language,
) -> None:  # fmt: skip
    options = {"highlight": code, "x_label": "x", "y_label": "y", "language": lang}
    assert cut_or_overlapping(charts.scatter(*settled, **options)) == []  # type: ignore[arg-type]
    assert cut_or_overlapping(charts.within_between(*lines, **options)) == []  # type: ignore[arg-type]


def test_the_lines_have_the_slopes_between_and_within(
    lines: tuple[pd.DataFrame, relate.Slopes],
) -> None:
    pairs, found = lines
    figure = charts.within_between(pairs, found, x_label="x", y_label="y", language=EN)
    axes = figure.axes[0]
    by_province = pairs.groupby("province_code")[["x", "y"]]
    means = by_province.mean()
    between = np.polyfit(means["x"], means["y"], 1)
    thick = max(axes.lines, key=lambda ln: ln.get_linewidth() * (ln.get_xdata()[0] > 2))
    assert thick.get_ydata().tolist() == pytest.approx(np.polyval(between, thick.get_xdata()))
    inner = pairs[["x", "y"]] - by_province.transform("mean")
    within = float((inner["x"] * inner["y"]).sum() / (inner["x"] ** 2).sum())
    (parallel,) = [c for c in axes.collections if isinstance(c, LineCollection)]
    segments = parallel.get_segments()
    assert len(segments) == (by_province.size() > 1).sum()
    for segment in segments:
        (x0, y0), (x1, y1) = segment
        assert (y1 - y0) / (x1 - x0) == pytest.approx(within)
    assert f"+{between[0]:.2f} of Y between provinces" in headings(figure)
    assert f"not clear (+{within:.2f})" in headings(figure)
    low, high = found.two_way.estimate.low, found.two_way.estimate.high
    assert any(f"({EN.signed(low)} to {EN.signed(high)})" in text for text in written(axes))


def test_every_case_of_slopes_has_its_title(lines: tuple[pd.DataFrame, relate.Slopes]) -> None:
    from dataclasses import replace

    pairs, found = lines
    up, down, none = (relate.Estimate(*v) for v in ((1, 0.5, 1.5), (-1, -2, -0.5), (0.1, -1, 1)))
    expected = {
        (up, up): "Cùng chiều: X hơn 1 thì Y +1,00 giữa các tỉnh, +1,00 trong từng tỉnh",
        (up, down): "Trái chiều: X hơn 1 thì Y +1,00 giữa các tỉnh nhưng −1,00 trong từng tỉnh",
        (none, down): "X thêm 1 thì Y −1,00 trong từng tỉnh; giữa các tỉnh chưa rõ (+0,10)",
        (up, none): "X hơn 1 thì Y +1,00 giữa các tỉnh; trong từng tỉnh chưa rõ (+0,10)",
        (none, none): "Chưa rõ liên hệ: X hơn 1 thì Y +0,10 giữa các tỉnh, +0,10 trong từng tỉnh",
    }
    for (between, within), title in expected.items():
        changed = replace(found, between=replace(found.between, estimate=between),
                          within=replace(found.within, estimate=within))  # fmt: skip
        figure = charts.within_between(pairs, changed, x_label="x", y_label="y")
        assert headings(figure).startswith(title)


def test_what_cannot_be_drawn_is_refused(
    settled: tuple[pd.DataFrame, relate.Correlation], lines: tuple[pd.DataFrame, relate.Slopes],
    scores: pd.DataFrame,
) -> None:  # fmt: skip
    pairs, found = settled
    for wrong, message in (
        (pairs[:0], "no province and year has both"),
        (pairs.assign(x=np.inf), "missing or infinite"),
        (pairs.assign(x=np.nan), "missing or infinite"),
        (pairs.assign(x="cao"), "values to draw must be numbers"),
    ):
        with pytest.raises(NoData, match=message):
            charts.scatter(wrong, found, x_label="x", y_label="y")
        with pytest.raises(NoData, match=message):
            charts.within_between(wrong, lines[1], x_label="x", y_label="y")
    with pytest.raises(BadParameter, match="of 243 pairs, not of these 102"):
        charts.within_between(pairs, lines[1], x_label="x", y_label="y")
    scaled = relate.slopes(scores[scores["year"] >= 2021], *LIVED, standardise=True)
    with pytest.raises(BadParameter, match="standard deviations"):
        charts.within_between(lines[0], scaled, x_label="x", y_label="y")


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_scatter_look(settled: tuple[pd.DataFrame, relate.Correlation]) -> Figure:
    return charts.scatter(
        *settled, highlight="22", x_label="Điểm tiến độ", y_label="Điểm hài lòng",
        curve=relate.lowess_curve(settled[0]),
    )  # fmt: skip


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_within_between_look(lines: tuple[pd.DataFrame, relate.Slopes]) -> Figure:
    return charts.within_between(
        *lines, highlight="08", x_label="Thủ tục hành chính công", y_label="Quản trị điện tử"
    )
