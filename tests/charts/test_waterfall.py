import csv
from pathlib import Path

import pandas as pd
import pytest
from data.pictures import cut_or_overlapping, headings, written
from matplotlib.figure import Figure

from analysis import charts, indices, store
from analysis.change import decompose_change, decompose_gap
from analysis.errors import BadParameter
from analysis.wording import Language, language

VI, EN = language("vi"), language("en")
RAW = Path(__file__).parents[2] / "data/raw/scores/papi"


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    return store.load_scores()


def names(year: int, lang: Language = VI) -> dict[str, str]:
    return {c.code: lang.pick(c.name_vi, c.name_en) for c in indices.domains("papi", year)}


def read(year: int) -> dict[tuple[str, str], float]:
    """Return the scores of a raw file by province and component."""
    with (RAW / f"{year}.csv").open(encoding="utf-8") as file:
        return {
            (row["province_code"], row["component"]): float(row["score"])
            for row in csv.DictReader(file)
            if row["score"]
        }


def steps(figure: Figure) -> dict[str, str]:
    """Return what stands at each row, from the top."""
    (axes,) = figure.axes
    texts = [text.replace("\n", " ") for text in written(axes)]
    half = len(texts) // 2
    return dict(zip(texts[half:], texts[:half], strict=True))


def number(text: str) -> float:
    return float(text.replace("−", "-").replace(",", "."))


def test_the_steps_of_a_change_are_those_of_the_raw_files(scores: pd.DataFrame) -> None:
    found = decompose_change(scores, "08", "papi", start=2022, end=2023)
    figure = charts.waterfall.change(found, names(2023))
    shown = steps(figure)
    before, after = read(2022), read(2023)
    both = [
        code
        for code in {code for code, _ in before} & {code for code, _ in after}
        if code != "00" and (code, "overall") in before and (code, "overall") in after
    ]
    assert len(both) == 59
    for part in ("d1", "d6"):
        drift = sum(after[c, part] - before[c, part] for c in both) / len(both)
        own = round(after["08", part], 2) - round(before["08", part], 2) - round(drift, 2)
        assert number(shown[names(2023)[part]]) == pytest.approx(own, abs=0.005)
    assert (shown["2022"], shown["2023"]) == ("43,11", "41,49")
    assert shown["thay đổi của bình quân cả nước"] == "+0,17"
    assert "59 tỉnh" in headings(figure)


@pytest.mark.parametrize(
    ("code", "start", "end", "lang"),
    [("08", 2022, 2023, VI), ("79", 2023, 2024, EN), ("01", 2022, 2024, VI)],
)
def test_printed_steps_add_up(
    scores: pd.DataFrame, code: str, start: int, end: int, lang: Language
) -> None:
    found = decompose_change(scores, code, "papi", start=start, end=end)
    figure = charts.waterfall.change(found, names(end, lang), language=lang)
    first, *moves, last = [number(text) for text in steps(figure).values()]
    assert first + sum(moves) == pytest.approx(last, abs=1e-9)
    assert cut_or_overlapping(figure) == []


def test_the_largest_rise_comes_first(scores: pd.DataFrame) -> None:
    found = decompose_change(scores, "79", "papi", start=2023, end=2024)
    _, _, *moves, _ = steps(charts.waterfall.change(found, names(2024))).items()
    moved = [number(text) for label, text in moves if label != "làm tròn số"]
    assert moved == sorted(moved, reverse=True)
    assert len(moved) == 8


def test_a_change_across_editions_says_so(scores: pd.DataFrame) -> None:
    found = decompose_change(scores, "01", "papi", start=2020, end=2021, in_percent=True)
    figure = charts.waterfall.change(found, names(2021))
    assert "Bộ tiêu chí đã thay đổi" in headings(figure)
    assert "% so với điểm tối đa" in headings(figure)
    assert figure.texts[0].get_text() == (
        "Hà Nội tăng 3,52 điểm phần trăm: cả nước giảm 0,25, phần riêng tăng 3,77"
    )


def test_components_that_were_not_asked_for_keep_a_row(scores: pd.DataFrame) -> None:
    found = decompose_change(scores, "08", "papi", start=2022, end=2023, components=["d5", "d6"])
    assert "các nội dung khác" in steps(charts.waterfall.change(found, names(2023)))


@pytest.mark.parametrize(
    ("code", "to", "title"),
    [
        ("08", "leader", "Tuyên Quang thấp hơn Thừa Thiên Huế 4,55 điểm"),
        ("46", "leader", "Thừa Thiên Huế chính là địa phương dẫn đầu"),
        ("79", 44.0, "TP. Hồ Chí Minh thấp hơn mục tiêu 2,22 điểm"),
        ("01", "mean", "Hà Nội cao hơn bình quân cả nước 1,54 điểm"),
        ("08", ["02", "04"], "Tuyên Quang thấp hơn bình quân của 2 tỉnh, thành phố 1,46 điểm"),
    ],
)
def test_a_gap_runs_from_the_reference_to_the_province(
    scores: pd.DataFrame, code: str, to: object, title: str
) -> None:
    found = decompose_gap(scores, code, "papi", year=2023, to=to)  # type: ignore[arg-type]
    figure = charts.waterfall.gap(found, names(2023))
    assert figure.texts[0].get_text() == title
    first, *moves, last = [number(text) for text in written(figure.axes[0]) if text[-1].isdigit()]
    assert first + sum(moves) == pytest.approx(last, abs=1e-9)
    assert last == round(read(2023)[code, "overall"] + 1e-9, 2)
    assert cut_or_overlapping(figure) == []


def test_the_other_decomposition_is_refused(scores: pd.DataFrame) -> None:
    gap = decompose_gap(scores, "08", "papi", year=2023)
    moved = decompose_change(scores, "08", "papi", start=2022, end=2023)
    with pytest.raises(BadParameter, match="a change was asked for"):
        charts.waterfall.change(gap, names(2023))
    with pytest.raises(BadParameter, match="a gap was asked for"):
        charts.waterfall.gap(moved, names(2023))


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_change_look() -> Figure:
    found = decompose_change(store.load_scores(), "08", "papi", start=2022, end=2023)
    return charts.waterfall.change(found, names(2023))
