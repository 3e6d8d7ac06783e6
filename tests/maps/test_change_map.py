"""Maps of change, read from the figure and from its SVG."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from analysis import nation, ranks, store, theme
from analysis.drawing import svg
from analysis.errors import BadParameter, BreakInside, NoData
from analysis.maps import change_map, classify
from analysis.nation import Movements
from analysis.panel import Panel, panel
from analysis.wording import language


@pytest.fixture(scope="module")
def papi() -> Panel:
    return panel(store.load_scores(), "papi")


@pytest.fixture(scope="module")
def moved(papi: Panel) -> Movements:
    places = panel(store.load_scores(), "papi", measure="rank")
    noise = ranks.year_to_year_noise(papi).sd
    return nation.movements(papi, places, 2023, noise=noise)


def fills(figure: Figure) -> dict[str, str]:
    return {
        str(p.get_gid()).removeprefix("unit-"): to_hex(p.get_facecolor())
        for p in figure.findobj(PathPatch)
        if str(p.get_gid()).startswith("unit-") and not p.get_hatch()
    }


def legend(figure: Figure) -> list[str]:
    found = figure.axes[0].get_legend()
    assert found is not None
    return [text.get_text() for text in found.get_texts()]


def arrows(figure: Figure, corners: int = 3) -> int:
    """Return how many triangles are drawn."""
    return sum(
        len(c.get_offsets())
        for c in figure.axes[0].collections
        if not c.get_gid() and len(c.get_paths()) and len(c.get_paths()[0]) == corners + 1
    )


def said(figure: Figure) -> str:
    """Return title and subtitle."""
    return " ".join(text.get_text() for text in figure.texts)


def by_hand() -> pd.Series:
    """Return the changes of PAPI from 2022 to 2023 as printed, from the table of scores."""
    scores = store.load_scores("papi", component="overall", years=[2022, 2023])
    wide = scores[scores["province_code"] != "00"].pivot(
        index="province_code", columns="year", values="score"
    ).dropna()  # fmt: skip
    return (wide[2023].round(2) - wide[2022].round(2)).round(2)


def test_only_changes_beyond_the_noise_have_strong_colours(moved: Movements) -> None:
    figure, found = change_map(moved), by_hand()
    assert len(found) == 59
    own = found - moved.drift
    assert moved.bound is not None
    clear = set(found.index[own.abs() > moved.bound + 0.01])
    near = set(found.index[(own.abs() - moved.bound).abs() <= 0.01])
    colours = fills(figure)
    strong = {c for c, colour in colours.items()
              if colour in {theme.CHANGE_STEPS[0], theme.CHANGE_STEPS[-1]}}  # fmt: skip
    assert clear <= strong <= clear | near
    assert strong == {str(c) for c in moved.table.index[moved.table["clear"]]}
    assert len(strong) == 5
    for code in strong:
        up = own[code] > 0
        assert colours[code] == theme.CHANGE_STEPS[-1 if up else 0]
    weak = {c for c in colours if c not in strong}
    assert {colours[c] for c in weak if own[c] > 0} == set(theme.CHANGE_STEPS[3:5])
    assert {colours[c] for c in weak if own[c] < 0} == set(theme.CHANGE_STEPS[1:3])


def test_clear_changes_show_without_colour_too(moved: Movements) -> None:
    figure = change_map(moved)
    dark = [
        p for p in figure.findobj(PathPatch)
        if not p.get_fill() and p.get_linewidth() == pytest.approx(1.1)
    ]  # fmt: skip
    assert len(dark) == 5 == arrows(figure)
    listed = [t.get_text() for t in figure.axes[0].texts if "+3,10" in t.get_text()]
    assert listed == [
        "Hà Giang +3,10\nCao Bằng +2,86\nThái Nguyên +2,77\nSóc Trăng +2,76\nQuảng Ngãi −2,44"
    ]


def test_what_is_said(moved: Movements) -> None:
    found = by_hand()
    up, down = int((found > 0).sum()), int((found < 0).sum())
    assert (up, down) == (33, 26)
    assert said(change_map(moved)) == (
        "Năm 2023 so với 2022: 33 tỉnh, thành phố tăng, 26 giảm; 5 địa phương vượt mức dao động "
        "nhất thời Thay đổi của PAPI từ 2022 đến 2023, so với mức thay đổi bình quân +0,17; 59/63 "
        "tỉnh, thành phố; riêng dao động nhất thời cũng có thể đưa khoảng 3 địa phương vượt mức đó"
    )
    english = change_map(moved, language=language("en")).texts[0].get_text()
    assert english == "2023 against 2022: 33 provinces up, 26 down; 5 beyond the noise of a year"


def test_the_legend_counts_every_province(moved: Movements) -> None:
    lines = legend(change_map(moved))
    counts = [int(line.rsplit(": ", 1)[1].split()[0]) for line in lines]
    assert sum(counts) == 63
    assert lines[0] == "trên +2,76, vượt mức dao động nhất thời: 4 tỉnh"
    assert lines[-1] == "không có số liệu: 4 tỉnh"


def test_a_province_picked_out(moved: Movements) -> None:
    own = change_map(moved, highlight="08")
    title = "Tuyên Quang: −1,62 (từ 43,11 còn 41,49), trong mức dao động nhất thời"
    assert own.texts[0].get_text() == title
    text = svg(own, salt="c").decode()
    assert f"<title>{title}</title>" in text
    assert "<title>Quảng Ninh: không có số liệu</title>" in text
    assert "vượt mức dao động nhất thời</title>" in text
    assert len(text.encode()) <= 350 * 1024
    with pytest.raises(NoData, match="codes 99"):
        change_map(moved, highlight="99")


def test_without_noise_colours_go_by_distance_from_the_centre(moved: Movements) -> None:
    unjudged = replace(moved, bound=None, table=moved.table.assign(clear=False))
    figure = change_map(unjudged)
    classes = classify(by_hand(), "quantiles", k=6, center=moved.drift)
    place = classes.place(by_hand())
    assert fills(figure) == {str(c): classes.colours[int(i)] for c, i in place.items()}
    assert arrows(figure) == 0
    assert "dao động" not in said(figure)


def test_a_scheme_asked_for_is_used(moved: Movements) -> None:
    colours = fills(change_map(moved, scheme="equal_interval", k=4, center=0))
    classes = classify(by_hand(), "equal_interval", k=4, center=0)
    assert colours["08"] == classes.colours[int(classes.place(by_hand())["08"])]
    assert set(colours.values()) <= set(classes.colours)
    again = fills(change_map(moved, scheme=classes))
    assert again == colours


def test_a_panel_knows_its_breaks(papi: Panel) -> None:
    with pytest.raises(BreakInside, match="papi overall begins anew in 2021"):
        change_map(papi, years=(2020, 2024))
    allowed = change_map(papi, years=(2020, 2024), allow_break=True)
    assert "qua lần đổi bộ chỉ số nên không phải là tiến bộ hay thụt lùi" in said(allowed)
    english = change_map(papi, years=(2021, 2024), language=language("en"))
    assert said(english).endswith(" down Change of PAPI from 2021 to 2024; 58 of 63 provinces")
    last = change_map(papi)
    assert last.texts[0].get_text().startswith("Năm 2024 so với 2023: ")


def test_a_plain_table_of_two_years() -> None:
    table = pd.DataFrame({2023: [1.005, 5.0, 3.0], 2024: [2.0, 4.0, 3.0]}, index=["01", "08", "79"])
    figure = change_map(table, language=language("en"))
    assert figure.texts[0].get_text() == "2024 against 2023: 1 province up, 1 down"
    text = svg(figure, salt="c").decode()
    # Differences of what is printed: 2.00 less 1.01.
    assert "<title>Ha Noi: +0.99 (from 1.01 up to 2.00)</title>" in text
    assert "<title>Ho Chi Minh City: unchanged (3.00)</title>" in text


def test_no_change_at_all_is_one_colour() -> None:
    table = pd.DataFrame({2023: [1.0, 2.0], 2024: [1.0, 2.0]}, index=["01", "08"])
    figure = change_map(table)
    assert len(set(fills(figure).values())) == 1
    assert legend(figure)[-1] == "không có số liệu: 61 tỉnh"


def test_units_of_2025() -> None:
    table = pd.DataFrame({"a": [1.0, 2.0], "b": [2.0, 1.5]}, index=["01", "91"])
    text = svg(change_map(table, frame="vn34"), salt="c").decode()
    assert "<title>An Giang: −0,50 (từ 2,00 còn 1,50)</title>" in text


@pytest.mark.parametrize(
    ("table", "options", "error", "message"),
    [
        ({2023: [1.0, 2.0]}, {}, BadParameter, "needs two years; the table has 1"),
        ({2023: [1.0, 2.0], 2024: [1.0, 2.0]}, {"years": (2023, 2025)}, BadParameter, "2025"),
        ({2023: [1.0, None], 2024: [None, 2.0]}, {}, NoData, "no province is known in both"),
        ({2023: [1.0, 2.0], 2024: [None, None]}, {"years": (2023, 2024)}, NoData, "no province"),
        ({2023: [1.0, np.inf], 2024: [1.0, 2.0]}, {}, NoData, "infinite"),
        ({2023: [1.0, 2.0], 2024: ["a", "b"]}, {"years": (2023, 2024)}, NoData, "is no number"),
    ],
)
def test_bad_tables(
    table: dict[int, list[object]], options: dict[str, tuple[int, int]], error: type[Exception],
    message: str,
) -> None:  # fmt: skip
    with pytest.raises(error, match=message):
        change_map(pd.DataFrame(table, index=["01", "08"]), **options)  # type: ignore[arg-type]


def test_movements_take_no_years(moved: Movements) -> None:
    with pytest.raises(BadParameter, match="two years already"):
        change_map(moved, years=(2021, 2022))
    with pytest.raises(NoData, match="codes 02, 06, 10"):
        change_map(moved, frame="vn34")


def test_clear_rises_and_falls_are_told_apart_by_everybody() -> None:
    import test_theme

    down, *within, up = theme.CHANGE_STEPS
    for sight in test_theme.SIGHT:
        assert test_theme.distance(down, up, sight) >= test_theme.APART
        for one, other in combinations(theme.CHANGE_STEPS, 2):
            assert test_theme.distance(one, other, sight) >= test_theme.STEP, (one, other, sight)
    # What is clear is darker than what is not.
    assert max(map(test_theme.lightness, (down, up))) < min(map(test_theme.lightness, within)) - 25


def test_the_islands_say_what_their_province_says(moved: Movements) -> None:
    text = svg(change_map(moved), salt="c").decode()
    assert text.count("<title>Đà Nẵng: ") == 2
    assert text.count("<title>Khánh Hòa: ") == 2


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_change_map_look(moved: Movements) -> Figure:
    return change_map(moved, highlight="08")
