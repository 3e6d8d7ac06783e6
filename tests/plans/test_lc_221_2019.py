"""Lào Cai's plan against counts and rows read off its text by hand."""

from collections import Counter
from datetime import date

import pandas as pd
import pytest

from analysis import plans, store
from analysis.deadlines import Deadline

PLAN = "LC-221-2019"
DOMAINS = {"1": 9, "2": 5, "3": 13, "4": 7.5, "5": 7.5, "6": 8.5, "7": 9.5, "8": 4.5}
DEPARTMENTS = "Các sở, ban, ngành; UBND cấp huyện"
EVIDENCE = [f"evidence_{name}_vi" for name in ("content", "level", "time")]


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return plans.tasks(PLAN).set_index("code").fillna({"lead": "", "deadline_kind": ""})


def leaves(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that have none below them."""
    return rows[~rows.index.isin(rows["parent_code"])]


def test_rows_by_level_and_domain(rows: pd.DataFrame) -> None:
    assert set(rows["part"]) == {"PL"}
    levels = Counter(code.count(".") for code in rows.index)
    assert levels == {0: 8, 1: 35, 2: 73}
    assert Counter(rows["group_code"]) == {
        "1": 16,
        "2": 6,
        "3": 22,
        "4": 13,
        "5": 18,
        "6": 15,
        "7": 19,
        "8": 7,
    }
    assert rows.groupby("group_code")["group_vi"].nunique().eq(1).all()
    assert len(leaves(rows)) == 83


def test_points_agree_at_every_level(rows: pd.DataFrame) -> None:
    points = rows["max_points"]
    assert points[list(DOMAINS)].to_dict() == DOMAINS
    assert points[list(DOMAINS)].sum() == leaves(rows)["max_points"].sum() == 64.5
    sums = points.groupby(rows["parent_code"]).sum()
    assert sums.to_dict() == points[sums.index].to_dict()


def test_every_target_is_the_maximum_and_only_the_survey_has_none(rows: pd.DataFrame) -> None:
    assert rows["target_points"].equals(rows["max_points"])
    assert rows.index[rows["max_points"].isna()].tolist() == ["8.1"]


def test_points_printed_with_comma_and_with_point(rows: pd.DataFrame) -> None:
    codes = ["1.1", "1.2", "1.2.1", "1.2.2", "1.2.3", "5.4", "6.2.1"]
    expected = [1.25, 1.75, 0.5, 0.25, 0.25, 0.75, 0.5]
    assert rows.loc[codes, "max_points"].tolist() == expected


def test_tree_is_that_of_the_edition(rows: pd.DataFrame) -> None:
    frame = store.load("criteria")
    edition = frame[(frame["index"] == "par_index") & (frame["edition"] == "2018-2019")]
    known = edition[~edition["code"].str.startswith("M")].set_index("code")
    assert rows.index.tolist() == known.index.tolist()
    parents = known["parent_code"].replace("M.SELF", pd.NA).fillna("")
    assert rows["parent_code"].fillna("").tolist() == parents.tolist()
    assert rows["max_points"].fillna(-1).tolist() == known["max_score"].fillna(-1).tolist()


def test_rows_agree_with_the_targets_on_points_and_lines(rows: pd.DataFrame) -> None:
    targets = plans.targets(PLAN)
    targets = targets[targets["reference"].str.startswith("criterion ")]
    codes = targets["reference"].str.removeprefix("criterion ")
    assert len(codes) == 115
    assert rows.loc[codes, "target_points"].tolist() == targets["value"].astype(float).tolist()
    assert rows.loc[codes, "source_line"].tolist() == targets["source_line"].tolist()
    named = rows.loc[codes, "lead"].to_numpy()
    assert (targets["lead_agency"].to_numpy() == named)[named != ""].all()


def test_lead_agencies(rows: pd.DataFrame) -> None:
    assert Counter(rows["lead"]) == {
        "": 34,
        "Sở Nội vụ": 26,
        "Văn phòng UBND tỉnh": 17,
        "Sở Thông tin và Truyền thông": 12,
        "Sở Tài chính": 11,
        "Sở Tư pháp": 6,
        "Sở Kế hoạch và Đầu tư": 4,
        "Sở Khoa học và Công nghệ": 3,
        "Bộ Nội vụ": 1,
        "Sở Nội vụ; Sở Khoa học và Công nghệ": 1,
        "Sở Văn hóa, Thể thao và Du lịch; Đài Phát thanh và Truyền hình tỉnh": 1,
    }
    # Row 1.4.1 alone is a leaf without any: it stands on the evidence of row 1.4.
    assert leaves(rows).index[leaves(rows)["lead"] == ""].tolist() == ["1.4.1"]


def test_coordinating_agencies(rows: pd.DataFrame) -> None:
    assert Counter(rows["coordinating"].dropna()) == {
        DEPARTMENTS: 51,
        f"{DEPARTMENTS}; UBND cấp xã": 19,
        "Các sở, ban, ngành": 6,
        "UBND cấp xã": 2,
        "UBND cấp huyện; UBND cấp xã": 2,
        "UBND cấp huyện": 1,
    }


def test_deadlines_by_kind(rows: pd.DataFrame) -> None:
    assert Counter(rows["deadline_kind"]) == {"years": 71, "date": 7, "quarterly": 3, "": 35}
    assert set(rows.loc[rows["deadline_kind"] == "years", "deadline"]) == {"2019"}
    assert rows["deadline_vi"].equals(rows["evidence_time_vi"].rename("deadline_vi"))
    assert rows.loc[rows["deadline_kind"].isin(["date", "quarterly"]), "deadline"].to_dict() == {
        "1.1": "2018-Q4",
        "1.2.1": "2019-03-15 2019-06-15 2019-09-15 2019-12-10",
        "1.2.2": "2020-02-28",
        "1.2.3": "2019-10-15",
        # Printed without a year; row 5.6 dates the same report.
        "1.2.4": "2020-01-31",
        "1.2.5": "2019-03-10 2019-06-10 2019-09-10 2019-12-05",
        "1.3.1": "2019-Q3",
        "1.3.2": "2019-Q3",
        "1.4.2": "2019-12-10",
        "5.6": "2020-01-31",
    }


def test_rows_that_the_plan_leaves_a_cell_of_empty(rows: pd.DataFrame) -> None:
    named = leaves(rows).loc[lambda frame: frame["deadline_kind"] != ""]
    short = named.index[named[EVIDENCE].isna().any(axis=1)].tolist()
    assert short == ["1.6", "6.2.1", "6.2.2", "6.2.3"]
    assert named.loc[short, "evidence_level_vi"].isna().all()
    document = named[["product_vi", "evidence_issuer_vi"]].isna().all(axis=1)
    assert named.index[document].tolist() == ["1.3.2"]
    assert len(named) == 81


def test_evidence_of_the_propaganda_rows(rows: pd.DataFrame) -> None:
    above, below = rows.loc["1.4"], rows.loc["1.4.1"]
    assert (above["product_vi"], above["evidence_issuer_vi"]) == ("Kế hoạch", "UBND tỉnh")
    assert below["evidence_level_vi"] == "Hoàn thành 100% kế hoạch"
    assert below[["product_vi", "evidence_issuer_vi", "evidence_content_vi"]].isna().all()


def test_links(rows: pd.DataFrame) -> None:
    expected = "par_index:d" + rows.index.str[0]
    others = rows.index != "8.1"
    assert rows["links"][others].tolist() == expected[others].tolist()
    assert rows.loc["8.1", "links"] == "par_index:d8;sipas:overall"


@pytest.mark.parametrize(
    ("code", "line", "lead", "level"),
    [
        ("1.1", 458, "Sở Nội vụ", "100%"),
        ("3.3.2", 1170, "Văn phòng UBND tỉnh", "Từ 50 TTHC trở lên"),
        ("3.5.2", 1372, "Văn phòng UBND tỉnh", "100% được xử lý hoặc kiến nghị xử lý"),
        ("6.3.1", 2319, "Sở Tài chính", "Tăng so với năm 2018"),
        ("7.2.2", 2621, "Sở Thông tin và Truyền thông", "Từ 40% trở lên"),
        ("7.4.2", 2805, "Sở Khoa học và Công nghệ", "100% đơn vị"),
        ("8.4", 2970, "Sở Kế hoạch và Đầu tư", "Vượt chỉ tiêu được giao"),
    ],
)
def test_rows_read_by_hand(rows: pd.DataFrame, code: str, line: int, lead: str, level: str) -> None:
    row = rows.loc[code]
    assert (row["source_line"], row["lead"], row["evidence_level_vi"]) == (line, lead, level)


def test_labels_are_short_and_differ(rows: pd.DataFrame) -> None:
    assert rows["task_vi"].str.split().str.len().between(5, 14).all()
    assert rows["task_vi"].is_unique
    assert rows["source_line"].is_monotonic_increasing


def test_owners() -> None:
    owners = plans.table("owners", PLAN)
    wholes = owners[owners["criterion_vi"].isna()]
    keys = wholes["index"] + ":" + wholes["component"]
    assert dict(zip(keys, wholes["agency"], strict=True)) == {
        "par_index:overall": "Sở Nội vụ",
        "par_index:d1": "Sở Nội vụ",
        "par_index:d2": "Sở Tư pháp",
        "par_index:d3": "Văn phòng UBND tỉnh",
        "par_index:d4": "Sở Nội vụ",
        "par_index:d5": "Sở Nội vụ",
        "par_index:d6": "Sở Tài chính",
        "par_index:d7": "Sở Thông tin và Truyền thông; Sở Khoa học và Công nghệ",
        "par_index:d8": "Sở Nội vụ; Sở Kế hoạch và Đầu tư",
        "sipas:overall": "Sở Nội vụ",
    }
    parts = owners.dropna(subset=["criterion_vi"])
    assert Counter(zip(parts["component"], parts["agency"], strict=True)) == {
        ("d7", "Sở Thông tin và Truyền thông"): 3,
        ("d7", "Sở Khoa học và Công nghệ"): 1,
        ("d8", "Sở Nội vụ"): 1,
        ("d8", "Sở Kế hoạch và Đầu tư"): 1,
    }


def test_owners_name_criteria_as_the_edition_does(rows: pd.DataFrame) -> None:
    names = store.load("criteria").query("edition == '2018-2019'").set_index("code")["name_vi"]
    owners = plans.table("owners", PLAN).set_index("criterion_vi")["agency"]
    for code in ("7.1", "7.2", "7.3", "7.4"):
        below = rows.loc[rows["parent_code"] == code, "lead"]
        assert set(below) == {owners[names[code]]}
    assert owners[names["8.1"]] == "Sở Nội vụ"


def test_the_quality_standard_is_owned_as_the_text_says() -> None:
    targets = plans.targets(PLAN).set_index("reference")["lead_agency"]
    assert targets["criterion 7.4"] == targets["criterion 7.4.1"] == "Sở Khoa học và Công nghệ"


def test_reports() -> None:
    reports = plans.plan(PLAN).reports
    assert Counter(r.subject for r in reports) == {"reform_part": 2, "other": 6}
    reform = [(r.agencies, r.recipient, r.due) for r in reports if r.subject == "reform_part"]
    assert reform == [
        (("Sở Nội vụ",), "UBND tỉnh", Deadline("quarterly")),
        (("Các cơ quan, đơn vị",), "Sở Nội vụ", Deadline("quarterly")),
    ]


def test_dated_reports_are_those_of_the_criteria(rows: pd.DataFrame) -> None:
    by_line = rows.set_index("source_line")
    for report in plans.plan(PLAN).reports:
        if report.subject == "other":
            same = by_line.loc[list(report.lines)]
            assert set(same["deadline"]) == {report.deadline}
            assert set(same["lead"]) == {"; ".join(report.agencies)}
    lines = [line for r in plans.plan(PLAN).reports for line in r.lines]
    dated = rows.index[rows["deadline_kind"] == "date"]
    assert set(rows.loc[dated, "source_line"]) <= set(lines)


def test_the_last_report_is_due_in_the_year_after() -> None:
    days = [day for r in plans.plan(PLAN).reports for day in r.deadline.split()]
    assert max(days) == date(2020, 2, 28).isoformat()
