import csv
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest
from data.pictures import cut_or_overlapping, headings, points, written
from matplotlib.figure import Figure

from analysis import charts, plans
from analysis.change import CriteriaTree, LostPoints, criteria_tree, lost_points, owners_of
from analysis.errors import BadParameter
from analysis.wording import Language, language

VI, EN = language("vi"), language("en")
PLAN = "LC-221-2019"
RAW = Path(__file__).parents[2] / "data/raw"


@pytest.fixture(scope="module")
def tree() -> CriteriaTree:
    return criteria_tree("2018-2019", top="M.SELF")


def lost(tree: CriteriaTree, attained: pd.Series) -> LostPoints:
    return lost_points(tree, attained, owners_of(plans.targets(PLAN)))


@pytest.fixture(scope="module")
def stakes(tree: CriteriaTree) -> LostPoints:
    return lost(tree, tree.scored * 0)


def maxima() -> dict[str, float]:
    with (RAW / "criteria.csv").open(encoding="utf-8") as file:
        return {
            row["code"]: float(row["max_score"])
            for row in csv.DictReader(file)
            if row["edition"] == "2018-2019" and row["max_score"]
        }


def test_points_at_stake_by_agency(stakes: LostPoints) -> None:
    figure = charts.lost_points(stakes)
    assert figure.texts[0].get_text() == (
        "Sở Nội vụ chịu trách nhiệm 19,50 trong tổng số 64,50 điểm, bằng 30,2%"
    )
    (axes,) = figure.axes
    notes, names = written(axes)[:9], written(axes)[9:]
    assert notes[:2] == ["19,50 (30,2%), 27 tiêu chí", "14,00 (21,7%), 17 tiêu chí"]
    assert names[:2] == ["Sở Nội vụ", "Văn phòng UBND tỉnh"]
    (dots,) = points(axes)
    assert dots.get_offsets()[:, 0].sum() == pytest.approx(64.5)


def test_criteria_are_those_of_the_raw_file(stakes: LostPoints) -> None:
    figure = charts.lost_points(stakes, by="criterion", head=5)
    names = [text for text in written(figure.axes[0]) if text[1] == "."][-5:]
    codes = [name.split()[0].rstrip(".") for name in names]
    known = maxima()
    (dots,) = points(figure.axes[0])
    assert dots.get_offsets()[:, 0].tolist() == [known[code] for code in codes]
    assert dots.get_offsets()[0, 0] == 2
    assert "Hiển thị 5 dòng đầu trong tổng số 82" in headings(figure)


def test_points_lost_are_counted_against_the_maximum(tree: CriteriaTree) -> None:
    attained = tree.scored.copy()
    attained["1.1"], attained["2.2"], attained["1.2.2"] = 1.0, 0.0, 0.0
    found = lost(tree, attained)
    figure = charts.lost_points(found, by="criterion")
    assert figure.texts[0].get_text() == "Mất 2,00 điểm ở 3 tiêu chí"
    assert written(figure.axes[0])[:3] == [
        "1,50 trên 1,50: Sở Tư pháp", "0,25 trên 1,25: Sở Nội vụ", "0,25 trên 0,25: Sở Tư pháp"
    ]  # fmt: skip
    by_agency = charts.lost_points(found)
    assert by_agency.texts[0].get_text() == (
        "Sở Tư pháp chịu trách nhiệm 1,75 trong tổng số 2,00 điểm bị mất, bằng 87,5%"
    )


def test_nothing_lost(tree: CriteriaTree) -> None:
    figure = charts.lost_points(lost(tree, tree.scored))
    assert figure.texts[0].get_text() == "Không bị mất điểm nào"


def test_criteria_without_points_are_told(tree: CriteriaTree) -> None:
    figure = charts.lost_points(lost(tree, tree.scored.iloc[:-3] * 0.5))
    assert "Không tính 3 tiêu chí chưa có điểm" in headings(figure).replace("\n", " ")


def test_owners_share_what_the_plan_says(stakes: LostPoints) -> None:
    sums: dict[str, float] = defaultdict(float)
    for note in written(charts.lost_points(stakes, by="criterion", head=100).axes[0])[:82]:
        points_, agency = note.replace("\n", " ").split(": ", 1)
        sums[agency] += float(points_.replace(",", "."))
    assert sums["Sở Nội vụ"] == pytest.approx(19.5)
    assert sum(sums.values()) == pytest.approx(64.5)


@pytest.mark.parametrize(
    ("by", "share", "lang"),
    [("agency", 0, EN), ("agency", 0.5, VI), ("criterion", 0, VI), ("criterion", 0.5, EN)],
)
def test_no_word_is_cut_or_covered(
    tree: CriteriaTree, lang: Language, by: str, share: float
) -> None:
    figure = charts.lost_points(lost(tree, tree.scored * share), by=by, language=lang)  # type: ignore[arg-type]
    assert cut_or_overlapping(figure) == []


def test_rows_that_cannot_be(stakes: LostPoints) -> None:
    with pytest.raises(BadParameter, match="by agency or by criterion, not 'year'"):
        charts.lost_points(stakes, by="year")  # type: ignore[arg-type]
    with pytest.raises(BadParameter, match="one row or more, got 0"):
        charts.lost_points(stakes, head=0)


@pytest.mark.mpl_image_compare(savefig_kwargs={"dpi": 60})
def test_lost_points_look(stakes: LostPoints) -> Figure:
    return charts.lost_points(stakes)
