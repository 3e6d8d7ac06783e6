"""Hòa Bình's plan, known from a news item, against what that item says."""

from collections import Counter

import pandas as pd
import pytest

from analysis import plans, store

PLAN = "HB-2024"
FOUR = "Sở Tài chính; Sở Kế hoạch và Đầu tư; Sở Nội vụ; Sở Tài nguyên và Môi trường"


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return plans.tasks(PLAN).set_index("code")


def test_rows_by_paragraph_of_the_item(rows: pd.DataFrame) -> None:
    assert set(rows["part"]) == {"TH"}
    assert rows.index.tolist() == [str(n) for n in range(1, 35)]
    assert Counter(rows["source_line"]) == {5: 8, 7: 10, 9: 9, 11: 7}
    assert rows["group_vi"].value_counts(sort=False).tolist() == [8, 19, 7]
    assert rows["group_code"].isna().all()  # the item numbers nothing
    assert rows["task_vi"].str.split().str.len().between(5, 14).all()


def test_three_days_and_one_standing_duty_are_named(rows: pd.DataFrame) -> None:
    timed = rows.dropna(subset=["deadline_kind"])
    assert timed["deadline_kind"].tolist() == ["date", "date", "date", "continuous"]
    assert timed.index.tolist() == ["1", "28", "30", "34"]
    assert timed["deadline"].dropna().tolist() == ["2024-06-30", "2024-11-15", "2024-11-30"]


def test_who_leads(rows: pd.DataFrame) -> None:
    assert Counter(rows["lead"]) == {
        "Các sở, ban, ngành; UBND cấp huyện": 8,
        "Sở Nội vụ": 6,
        "Văn phòng UBND tỉnh": 2,
        "Sở Tư pháp": 1,
        "Sở Tài chính": 4,
        "Sở Kế hoạch và Đầu tư": 6,
        "Sở Thông tin và Truyền thông": 2,
        "Sở Khoa học và Công nghệ": 1,
        FOUR: 3,
        "Báo của tỉnh; Đài Phát thanh và Truyền hình tỉnh; Cổng Thông tin điện tử tỉnh": 1,
    }
    assert rows["coordinating"].isna().all()


def test_every_domain_is_followed_by_someone(rows: pd.DataFrame) -> None:
    followed = rows.loc[rows["source_line"].isin([7, 9]), "links"]
    counted = Counter(followed)
    assert [counted[f"par_index:d{n}"] for n in range(1, 9)] == [5, 1, 1, 1, 1, 2, 1, 7]
    frame = store.load("components")
    known = frame[frame["first_year"].le(2024) & frame["last_year"].fillna(2024).ge(2024)]
    linked = {link for cell in rows["links"].dropna() for link in cell.split(";")}
    assert linked <= set(known["index"] + ":" + known["component"])


def test_criteria_override_the_owner_of_their_domain() -> None:
    owners = plans.table("owners", PLAN)
    whole = owners[owners["criterion_vi"].isna()].set_index("component")["agency"]
    assert whole.to_dict() == {
        **dict.fromkeys(("d1", "d4", "d5"), "Sở Nội vụ"),
        "d2": "Sở Tư pháp",
        "d3": "Văn phòng UBND tỉnh",
        "d6": "Sở Tài chính",
        "d7": "Sở Thông tin và Truyền thông",
    }  # no one answers for domain 8 as a whole
    items = owners.dropna(subset=["criterion_vi"]).groupby(["component", "agency"]).size()
    assert items.to_dict() == {
        ("d1", "Văn phòng UBND tỉnh"): 1,
        ("d1", "Sở Kế hoạch và Đầu tư"): 1,
        ("d1", "Sở Thông tin và Truyền thông"): 1,
        ("d1", "Sở Khoa học và Công nghệ"): 1,
        ("d6", "Sở Kế hoạch và Đầu tư"): 1,
        ("d8", "Sở Tài chính"): 3,
        ("d8", "Sở Kế hoạch và Đầu tư"): 4,
    }


def test_criteria_are_named_as_in_the_criteria_table() -> None:
    owners = plans.table("owners", PLAN)["criterion_vi"].dropna()
    unknown = set(owners) - set(store.load("criteria")["name_vi"])
    # Self-financing units are a criterion of the item alone.
    assert unknown == {"Số đơn vị sự nghiệp công lập tự bảo đảm chi thường xuyên"}


def test_the_item_is_not_the_plan() -> None:
    plan = plans.plan(PLAN)
    assert (plan.number, plan.date, plan.grounds) == ("", "", ())
    assert "không phải Kế hoạch" in plan.gap_vi
    assert [(r.subject, r.deadline, r.recipient) for r in plan.reports] == [
        ("plan_of_unit", "2024-06-30", "Sở Nội vụ"),
        ("other", "2024-11-30", "Chủ tịch UBND tỉnh"),
    ]
    assert "; ".join(plan.reports[1].agencies) == FOUR
