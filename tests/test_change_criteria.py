import pandas as pd
import pytest

from analysis import plans, store
from analysis.change import CriteriaTree, criteria_tree, lost_points, owners_of
from analysis.errors import BadParameter, NoData
from analysis.workspace import Workspace

# Maxima of the appendix of plan 221/KH-UBND (2019), domain by domain.
DOMAINS = {"1": 9, "2": 5, "3": 13, "4": 7.5, "5": 7.5, "6": 8.5, "7": 9.5, "8": 4.5}


@pytest.fixture(scope="module")
def tree() -> CriteriaTree:
    return criteria_tree("2018-2019", top="M.SELF")


@pytest.fixture(scope="module")
def owners() -> pd.Series:
    return owners_of(plans.targets("LC-221-2019"))


def test_the_edition_of_2018_is_complete_at_every_level(tree: CriteriaTree) -> None:
    assert tree.complete
    assert tree.unrated == ("8.1",)
    assert tree.frame.loc[list(DOMAINS), "max_score"].to_dict() == DOMAINS
    assert sum(DOMAINS.values()) == tree.scored.sum() == 64.5
    for code in tree.frame.index:
        assert tree.scored[list(tree.below(code))].sum() == tree.frame.loc[code, "max_score"]
    assert set(tree.frame["level"]) == {0, 1, 2, 3}
    whole = criteria_tree("2018-2019")
    assert whole.complete
    assert whole.frame.loc["M", "max_score"] == whole.scored.sum() == 100


def test_the_points_at_stake_of_lao_cai(tree: CriteriaTree, owners: pd.Series) -> None:
    found = lost_points(tree, tree.scored * 0, owners)
    assert found.total.to_dict() == {"max_score": 64.5, "attained": 0, "lost": 64.5}
    assert found.criteria.loc[list(DOMAINS), "lost"].to_dict() == DOMAINS
    # Added up by hand from the criteria without criteria below them.
    assert found.agencies["lost"].to_dict() == {
        "Sở Nội vụ": 19.5,
        "Văn phòng UBND tỉnh": 14,
        "Sở Thông tin và Truyền thông": 8.5,
        "Sở Tài chính": 8.5,
        "Sở Tư pháp": 5.5,
        "Sở Kế hoạch và Đầu tư": 4.5,
        "Sở Nội vụ; Sở Khoa học và Công nghệ": 2,
        "Sở Khoa học và Công nghệ": 1.5,
        "Sở Văn hóa, Thể thao và Du lịch; Đài Phát thanh và Truyền hình tỉnh": 0.5,
    }
    assert found.agencies["lost"].sum() == 64.5
    assert found.agencies["share"].sum() == pytest.approx(1)
    assert (found.n, found.unknown) == (82, ())


def test_the_targets_of_the_plan_are_the_maxima(tree: CriteriaTree) -> None:
    targets = plans.targets("LC-221-2019")
    rows = targets[targets["reference"].str.startswith("criterion ")]
    assert len(rows) == 115
    codes = rows["reference"].str.removeprefix("criterion ")
    assert tree.frame.loc[codes, "max_score"].tolist() == rows["value"].astype(float).tolist()


def test_lost_points_of_a_synthetic_self_assessment(tree: CriteriaTree, owners: pd.Series) -> None:
    # Synthetic: everything but one point in 1.3.1, a quarter in 1.2.2 and half in 7.1.1.
    attained = tree.scored.copy()
    first = next(c for c in tree.scored.index if c.startswith("7.") and tree.scored[c] >= 0.5)
    attained["1.3.1"] -= 1
    attained["1.2.2"] -= 0.25
    attained[first] -= 0.5
    found = lost_points(tree, attained, owners)
    assert found.total["lost"] == 1.75
    assert found.criteria.loc[["1", "1.2", "1.3", "7", "2"], "lost"].tolist() == [
        1.25, 0.25, 1, 0.5, 0
    ]  # fmt: skip
    assert found.agencies.loc["Sở Nội vụ", "lost"] == 1
    assert found.agencies.loc["Sở Tư pháp", "lost"] == 0.25
    assert found.agencies.loc[owners[first], "lost"] == 0.5
    assert found.agencies["lost"].is_monotonic_decreasing
    perfect = lost_points(tree, tree.scored, owners)
    assert perfect.total["lost"] == 0
    assert perfect.agencies["share"].eq(0).all()


def test_criteria_without_points_are_left_out(tree: CriteriaTree, owners: pd.Series) -> None:
    some = tree.scored[["1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.3.1"]] / 2
    found = lost_points(tree, some, owners)
    assert found.n == 6
    assert len(found.unknown) == 76
    assert found.total["lost"] == (1.75 + 1) / 2
    assert found.criteria.index.tolist() == [
        "1.2", "1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.3.1"
    ]  # fmt: skip


def test_an_agency_above_stands_for_those_below(tree: CriteriaTree) -> None:
    owners = pd.Series({"M.SELF": "Sở Nội vụ", "6": "Sở Tài chính"})
    found = lost_points(tree, tree.scored * 0, owners)
    assert found.agencies["lost"].to_dict() == {"Sở Nội vụ": 56, "Sở Tài chính": 8.5}
    with pytest.raises(NoData, match="no agency is named for criterion"):
        lost_points(tree, tree.scored, owners[["6"]])


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ({"9.9": 1.0}, "no criterion '9.9'"),
        ({"1.1": 1.26}, "criterion 1.1 takes 0 to 1.25 points, not 1.26"),
        ({"1.1": -0.25}, "criterion 1.1 takes"),
        ({"1.4": 1.0}, "criterion 1.4 is a sum: give the points of 1.4.1, 1.4.2"),
        ({"8.1": 5.0}, "no criterion '8.1'"),
    ],
)
def test_wrong_points_are_named(
    tree: CriteriaTree, owners: pd.Series, points: dict[str, float], message: str
) -> None:
    with pytest.raises(BadParameter, match=message):
        lost_points(tree, pd.Series(points), owners)


def test_points_given_twice_or_not_at_all(tree: CriteriaTree, owners: pd.Series) -> None:
    with pytest.raises(BadParameter, match="is given twice"):
        lost_points(tree, pd.Series([1.0, 1.0], index=["1.1", "1.1"]), owners)
    with pytest.raises(NoData, match="no points"):
        lost_points(tree, pd.Series({"1.1": float("nan")}), owners)


def test_editions_known_in_part_say_so() -> None:
    tree = criteria_tree("876-2022")
    assert tree.gaps == ("TOTAL",)
    assert not tree.complete
    # Six of eight domains have a maximum: 9.5 + 10 + 13 + 10.5 + 15 + 16.5.
    assert tree.scored[list(tree.below("TOTAL"))].sum() == 74.5
    with pytest.raises(BadParameter, match="TOTAL and M of par_index 876-2022 divide"):
        lost_points(tree, tree.scored, pd.Series({"TOTAL": "a", "M": "b"}))
    with pytest.raises(NoData, match="2018-2019"):
        criteria_tree("1150")
    with pytest.raises(NoData, match="under 9"):
        criteria_tree("2018-2019", top="9")


def test_a_sum_that_is_too_high_is_named(built: Workspace) -> None:
    path = built.processed / "criteria.parquet"
    table = pd.read_parquet(path)
    here = (table["edition"] == "2018-2019") & (table["code"] == "1.4.2")
    assert here.sum() == 1
    table.loc[here, "max_score"] = 0.75
    table.to_parquet(path, index=False)
    with pytest.raises(BadParameter, match=r"below 1.4 of par_index 2018-2019 have 1.25 points"):
        criteria_tree("2018-2019", workspace=built)
    assert store.load("criteria").loc[0, "edition"] == "2017"


def test_a_plan_without_criteria_has_no_owners() -> None:
    with pytest.raises(NoData, match="names no criteria"):
        owners_of(plans.targets("TQ-150-2024"))
