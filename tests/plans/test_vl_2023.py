"""The plan of Vĩnh Linh district against counts and rows read off its text by hand."""

from collections import Counter

import pandas as pd
import pytest

from analysis import plans

PLAN = "VL-2023"
ALL_UNITS = "Các cơ quan chuyên môn; Các đơn vị sự nghiệp thuộc huyện; UBND cấp xã"


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return plans.tasks(PLAN).set_index(["part", "code"])


def counts(rows: pd.DataFrame, part: str, column: str) -> dict[str, int]:
    return dict(Counter(rows.loc[part, column].fillna("")))


def test_rows_by_part_and_group(rows: pd.DataFrame) -> None:
    assert counts(rows, "PL1", "group_code") == {
        "I": 9,
        "II": 6,
        "III": 10,
        "IV": 5,
        "V": 5,
        "VI": 4,
        "VII": 5,
        "VIII": 1,
    }
    assert counts(rows, "PL2", "group_code") == {
        "A.I": 1,
        "A.II": 1,
        "A.III": 4,
        "B.I": 3,
        "B.II": 4,
        "B.III": 4,
        "B.IV": 3,
        "B.V": 1,
    }
    assert counts(rows, "PL3", "group_code") == {"I": 3, "II": 4, "III": 5, "IV": 1}
    for part, number in {"PL1": 45, "PL2": 21, "PL3": 13}.items():
        assert rows.loc[part].index.tolist() == [str(n) for n in range(1, number + 1)]
        assert rows.loc[part, "source_line"].is_monotonic_increasing


def test_times_of_the_par_index_part(rows: pd.DataFrame) -> None:
    assert counts(rows, "PL1", "deadline_vi") == {
        "Thường xuyên": 24,
        "Hàng năm": 10,
        "Quý IV hàng năm": 7,
        "Quý III hàng năm": 1,
        "Tháng 1 năm sau liền kề": 1,
        "Trước 31/12 hàng năm": 1,
        "Khi có Kế hoạch của tỉnh": 1,
    }
    assert counts(rows, "PL1", "deadline_kind") == {
        "continuous": 24,
        "yearly": 12,
        "quarterly": 8,
        "event": 1,
    }
    forms = rows.loc["PL1", "deadline"].dropna()
    assert Counter(forms) == {"Q4": 7, "Q3": 1, "+01-31": 1, "12-31": 1}
    assert (forms["11"], forms["24"], forms["36"]) == ("+01-31", "Q3", "12-31")


def test_times_of_the_other_parts(rows: pd.DataFrame) -> None:
    assert counts(rows, "PL2", "deadline_kind") == {"continuous": 21}
    # "Trong năm" (row 9) asks for it within the year, so it counts as yearly.
    assert counts(rows, "PL3", "deadline_kind") == {"yearly": 7, "event": 4, "continuous": 2}
    events = rows.loc["PL3"].query("deadline_kind == 'event'")["deadline_vi"]
    assert events.to_dict() == {
        "2": "Trước bầu cử",
        "5": "Sau khi ban hành",
        "7": "Khi có văn bản dự thảo",
        "8": "Theo quy định",
    }


def test_lead_agencies(rows: pd.DataFrame) -> None:
    leads = Counter(name for cell in rows["lead"] for name in cell.split("; "))
    assert len(leads) == 23
    assert {name: n for name, n in leads.items() if n >= 6} == {
        "UBND cấp xã": 39,
        "Phòng Nội vụ": 19,
        "Các cơ quan chuyên môn": 17,
        "Các đơn vị sự nghiệp thuộc huyện": 17,
        "Văn phòng HĐND&UBND": 14,
        "Phòng Tài chính - Kế hoạch": 8,
        "Phòng Tư pháp": 8,
        "Bộ phận Một cửa": 8,
        "Trung tâm Văn hóa Thông tin - Thể dục thể thao": 6,
    }


def test_only_two_rows_have_none_to_coordinate(rows: pd.DataFrame) -> None:
    silent = rows[rows["coordinating"].isna()]
    assert silent.index.tolist() == [("PL3", "5"), ("PL3", "7")]


@pytest.mark.parametrize(
    ("row", "lead", "coordinating", "links", "line"),
    [
        (("PL1", "1"), "Phòng Nội vụ", ALL_UNITS, "par_index:d1", 224),
        (  # agencies separated by nothing
            ("PL1", "3"),
            "Phòng Nội vụ; Phòng Văn hóa và Thông tin; "
            "Trung tâm Văn hóa Thông tin - Thể dục thể thao",
            ALL_UNITS,
            "par_index:d1",
            226,
        ),
        (  # named the other way round than elsewhere in the text
            ("PL1", "5"),
            "Phòng Tài chính - Kế hoạch; Phòng Kinh tế và Hạ tầng; Văn phòng HĐND&UBND",
            f"Doanh nghiệp; {ALL_UNITS}",
            "par_index:d1",
            228,
        ),
        (
            ("PL1", "9"),
            "Phòng Nội vụ; UBND cấp xã",
            "Các cơ quan chuyên môn; Các đơn vị sự nghiệp thuộc huyện",
            "par_index:d1;par_index:overall;sipas:overall;papi:overall",
            233,
        ),
        (  # broken over two lines
            ("PL1", "32"),
            "Phòng Nội vụ; UBND cấp xã",
            "Các cơ quan chuyên môn; Các đơn vị sự nghiệp thuộc huyện",
            "par_index:d5",
            262,
        ),
        (
            ("PL1", "45"),
            "Phòng Nội vụ",
            "Đối tượng điều tra xã hội học",
            "par_index:d8;sipas:overall",
            282,
        ),
        (
            ("PL2", "1"),
            ALL_UNITS,
            "Các cơ quan Trung ương đóng trên địa bàn; Công an huyện; Chi cục Thuế; "
            "Bảo hiểm xã hội huyện; Chi nhánh Điện lực; Chi nhánh Cấp nước",
            "sipas:p1",
            294,
        ),
        (("PL2", "3"), "Phòng Y tế", "Các cơ quan, đơn vị liên quan", "sipas:p3", 299),
        (("PL2", "21"), ALL_UNITS, "Văn phòng HĐND&UBND", "sipas:f5", 326),
        (
            ("PL3", "1"),
            "Phòng Tư pháp",
            "Trung tâm Văn hóa Thông tin - Thể dục thể thao; UBND cấp xã",
            "papi:d1.1",
            337,
        ),
        (("PL3", "13"), "Thanh tra huyện", ALL_UNITS, "papi:d4", 353),
    ],
)
def test_rows_read_by_hand(
    rows: pd.DataFrame, row: tuple[str, str], lead: str, coordinating: str, links: str, line: int
) -> None:
    found = rows.loc[row]
    assert found[["lead", "coordinating", "links", "source_line"]].tolist() == [
        *(lead, coordinating, links, line)
    ]


def test_links_follow_the_headings(rows: pd.DataFrame) -> None:
    domains = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8}
    first = rows["links"].str.split(";").str[0].str.split(".").str[0]
    expected = [f"par_index:d{domains[code]}" for code in rows.loc["PL1", "group_code"]]
    assert first["PL1"].tolist() == expected
    expected = [f"papi:d{domains[code]}" for code in rows.loc["PL3", "group_code"]]
    assert first["PL3"].tolist() == expected
    factors = {"A.I": "p1", "A.II": "p2", "A.III": "p3"} | {
        "B.I": "f1",
        "B.II": "f2",
        "B.III": "f3",
        "B.IV": "f4",
        "B.V": "f5",
    }
    expected = [f"sipas:{factors[code]}" for code in rows.loc["PL2", "group_code"]]
    assert first["PL2"].tolist() == expected


def test_what_no_column_of_the_tables_says_is_missing(rows: pd.DataFrame) -> None:
    silent = ["product_vi", "max_points", "target_points", "parent_code"]
    assert rows[silent].isna().all(axis=None)


def test_owner_that_the_text_names() -> None:
    owners = plans.table("owners", PLAN)
    columns = ["index", "component", "agency", "source_line"]
    assert owners[columns].to_numpy().tolist() == [
        ["papi", "d3", "Ủy ban Mặt trận Tổ quốc Việt Nam", 177]
    ]


def test_reports_due_and_what_is_missing_of_the_text() -> None:
    plan = plans.plan(PLAN)
    assert "nhóm IV của Phụ lục III" in plan.gap_vi
    assert "V đến VIII" in plan.gap_vi
    assert (plan.number, plan.date, plan.replaces) == ("", "2023-08", "")
    assert plan.start.isoformat() == "2023-08-01"
    found = [(r.subject, r.recipient, r.deadline_kind, r.deadline, r.lines) for r in plan.reports]
    assert found == [
        ("reform_part", "UBND huyện", "quarterly", "Q2 Q4", (169,)),
        ("reform_part", "UBND huyện", "quarterly", "Q2 Q4", (185,)),
        ("plan_of_unit", "Phòng Nội vụ", "event", "", (167,)),
        ("other", "UBND huyện", "yearly", "", (153, 233)),
        ("other", "UBND tỉnh", "yearly", "", (153, 233)),
    ]
