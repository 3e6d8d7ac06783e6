"""Tuyên Quang's plan against counts and rows read off its text by hand."""

from collections import Counter
from datetime import date

import pandas as pd
import pytest

from analysis import plans, store
from analysis.deadlines import Deadline

PLAN = "TQ-150-2024"
SECTORS, DISTRICTS, COMMUNES = "Các sở, ban, ngành", "UBND cấp huyện", "UBND cấp xã"


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return plans.tasks(PLAN).set_index(["part", "code"]).fillna({"deadline": ""})


def agencies(cells: "pd.Series[str]") -> Counter[str]:
    return Counter(name for cell in cells for name in cell.split("; "))


def test_rows_are_numbered_through_and_stand_in_the_groups_of_the_text(rows: pd.DataFrame) -> None:
    first, second = rows.loc["PL01"], rows.loc["PL02"]
    assert first.index.tolist() == [str(n) for n in range(1, 58)]
    sizes = first.groupby("group_code", sort=False).size()
    assert " ".join(sizes.index) == (
        "A.I A.II A.III A.IV A.V A.VI A.VII A.VIII B C.I C.II C.III C.IV C.V"
    )
    assert sizes.tolist() == [6, 5, 6, 4, 5, 7, 6, 5, 2, 2, 1, 4, 1, 3]
    sizes = second.groupby("group_code", sort=False).size()
    assert "".join(sizes.index) == "12345678"
    assert sizes.tolist() == [3, 8, 4, 6, 6, 4, 2, 1]
    assert second.index[3:11].tolist() == [
        *("2.1a", "2.1b", "2.1c", "2.2a-b"),
        *("2.2c", "2.3a-b", "2.3c", "2.3d"),
    ]
    assert [code for code in second.index if "-" in code] == [
        *("1.3-1.4", "2.2a-b", "2.3a-b", "5.2-5.4", "7.1-7.2")
    ]


def test_times_of_the_first_table(rows: pd.DataFrame) -> None:
    times = rows.loc["PL01"]
    assert Counter(times["deadline_vi"]) == {
        "Thường xuyên": 28,
        "Năm 2024 và năm 2025": 22,
        "Hằng tháng": 3,
        "Quý III, IV hằng năm": 1,
        "Hằng năm": 1,
        "Cùng báo cáo CCHC quý, 6 tháng, năm 2024 và năm 2025": 1,
        "Tháng 7/2024 đến tháng 12/2024": 1,
    }
    assert Counter(times["deadline_kind"]).most_common() == [
        *(("continuous", 28), ("years", 22), ("monthly", 3)),
        *(("quarterly", 2), ("range", 1), ("yearly", 1)),
    ]


def test_times_of_the_second_table(rows: pd.DataFrame) -> None:
    times = rows.loc["PL02"]
    words = Counter(times["deadline_vi"])
    assert words.most_common(3) == [("Thường xuyên", 24), ("Hằng năm", 4), ("Định kỳ, đột xuất", 3)]
    assert words["Thường xuyên, định kỳ"] == 1
    # Neither "periodic, and without notice" nor "regular, periodic" names a period.
    assert Counter(times["deadline_kind"]) == {"continuous": 28, "yearly": 4, "event": 2}
    assert times.index[times["deadline_kind"] == "event"].tolist() == ["1.1", "2.3d"]
    assert times.index[times["deadline_kind"] == "yearly"].tolist() == [
        *("2.1a", "3.2", "4.4", "5.8")
    ]


def test_days_on_which_rows_fall_due(rows: pd.DataFrame) -> None:
    def due(code: str) -> list[date]:
        row = rows.loc[("PL01", code)]
        deadline = Deadline(row["deadline_kind"], row["deadline"])
        return [d.day for d in deadline.due(date(2024, 8, 12), date(2025, 12, 31))]

    assert due("36") == [date(2024, 12, 31)]
    assert due("2") == [
        *(date(2024, 9, 30), date(2024, 12, 31)),
        *(date(2025, 9, 30), date(2025, 12, 31)),
    ]
    assert due("4") == [date(2024, 12, 31), date(2025, 12, 31)]
    assert len(due("6")) == 6
    assert due("1") == []


def test_who_leads_the_first_table(rows: pd.DataFrame) -> None:
    lead = rows.loc["PL01", "lead"]
    named = lead.str.match("Sở|Văn phòng")
    assert (named.sum(), (~named).sum()) == (26, 31)
    assert Counter(lead[named].str.split("; ").str[0]) == {
        "Sở Nội vụ": 8,
        "Sở Tư pháp": 5,
        "Sở Tài chính": 5,
        "Sở Kế hoạch và Đầu tư": 4,
        "Sở Thông tin và Truyền thông": 2,
        "Văn phòng UBND tỉnh": 2,
    }
    assert Counter(lead[~named]) == {
        f"{SECTORS}; {DISTRICTS}": 16,
        f"{SECTORS}; {DISTRICTS}; {COMMUNES}": 11,
        "Chủ đầu tư": 2,
        "Các cơ quan, đơn vị": 1,
        "Cơ quan chuyên môn thuộc UBND tỉnh; UBND cấp huyện": 1,
    }


def test_who_leads_the_second_table(rows: pd.DataFrame) -> None:
    lead = rows.loc["PL02", "lead"]
    counted = agencies(lead)
    assert (counted[DISTRICTS], counted[COMMUNES]) == (29, 22)
    assert (counted["Các cơ quan, đơn vị"], counted["Sở Tài nguyên và Môi trường"]) == (6, 5)
    assert counted["Cơ quan quản lý nhà nước thuộc UBND tỉnh"] == 5
    alone = lead[~lead.str.contains("; ")]
    assert alone.to_dict() == {"2.2c": "Sở Tài chính", "6.1": "Sở Y tế", "6.4": "Công an tỉnh"}


def test_hand_checked_rows(rows: pd.DataFrame) -> None:
    cells = ["lead", "coordinating", "links", "source_line"]
    assert rows.loc[("PL01", "1"), cells].tolist() == [
        *("Các cơ quan, đơn vị", "Sở Nội vụ", "par_index:d1", 118)
    ]
    assert rows.loc[("PL01", "36"), cells].tolist() == [
        "Văn phòng UBND tỉnh",
        "Sở Thông tin và Truyền thông; Các cơ quan, đơn vị liên quan",
        "par_index:d7",
        305,
    ]
    assert rows.loc[("PL01", "57"), cells].tolist() == [
        *(f"{SECTORS}; {DISTRICTS}", "Văn phòng UBND tỉnh", "sipas:f5", 427)
    ]
    assert rows.loc[("PL02", "2.1c"), cells].tolist() == [
        "Thanh tra tỉnh; Sở Lao động - Thương binh và Xã hội; UBND cấp huyện",
        *("Các cơ quan, đơn vị liên quan", "papi:d2.2", 464),
    ]
    # The last row alone of its group is not numbered, and names no communes.
    assert rows.loc[("PL02", "8"), cells].tolist() == [
        "Cơ quan quản lý nhà nước thuộc UBND tỉnh; UBND cấp huyện",
        *("Các cơ quan, đơn vị liên quan", "papi:d8.1;papi:d8.3", 588),
    ]


def test_links_follow_the_groups_and_name_components_in_use(rows: pd.DataFrame) -> None:
    first = rows.loc["PL01"].groupby("group_code", sort=False)["links"].first()
    assert first.tolist() == [
        *(f"par_index:d{n}" if n != 8 else "par_index:d8;pci:overall" for n in range(1, 9)),
        "par_index:m.leader;par_index:d2;par_index:d4;par_index:d5;par_index:d6",
        *(f"sipas:f{n}" for n in range(1, 6)),
    ]
    for (_, code), links in rows.loc[["PL02"], "links"].items():
        assert f"papi:d{code[0]}" in links
    frame = store.load("components")
    known = frame[frame["first_year"].le(2024) & frame["last_year"].fillna(2025).ge(2025)]
    linked = {link for cell in rows["links"] for link in cell.split(";")}
    assert linked <= set(known["index"] + ":" + known["component"])


def test_targets_stand_on_the_rows_that_they_name(rows: pd.DataFrame) -> None:
    targets = plans.targets(PLAN)
    for target in targets[targets["reference"].str.contains("task ")].itertuples():
        found = rows[rows["source_line"] == target.source_line]
        assert set(target.lead_agency.split("; ")) <= set(agencies(found["lead"]))
        number = str(target.reference).removeprefix("PAPI ").removeprefix("task ")
        assert found.index[0][1] in {number, "5.2-5.4"}


def test_labels_are_short_and_no_row_has_points_or_products(rows: pd.DataFrame) -> None:
    assert rows["task_vi"].str.split().str.len().between(5, 14).all()
    assert rows["task_vi"].is_unique
    assert rows[["product_vi", "max_points", "parent_code"]].isna().all(axis=None)


def test_owners_are_those_of_part_four() -> None:
    owners = plans.table("owners", PLAN)
    whole = owners[owners["criterion_vi"].isna()].set_index("component")["agency"]
    assert whole.to_dict() == {
        **dict.fromkeys(("d1", "d4", "d5", "m.leader"), "Sở Nội vụ"),
        "d2": "Sở Tư pháp",
        "d3": "Văn phòng UBND tỉnh",
        "d6": "Sở Tài chính",
        "d7": "Sở Thông tin và Truyền thông",
        "d8": "Sở Kế hoạch và Đầu tư",
    }
    items = owners.dropna(subset=["criterion_vi"])
    assert items[["component", "source_line"]].to_numpy().tolist() == [
        *(["d1", 79], ["m.leader", 59], ["m.leader", 64], ["m.leader", 69], ["m.leader", 74])
    ]
    portal = items["criterion_vi"].str.contains("Cổng thông tin điện tử")
    assert items.loc[portal, "agency"].tolist() == ["Văn phòng UBND tỉnh"]


def test_reports_due() -> None:
    reports = plans.plan(PLAN).reports
    assert [(r.subject, r.deadline_kind, r.deadline, r.recipient) for r in reports] == [
        ("self_score", "monthly", "25", "Sở Nội vụ"),
        ("self_score", "monthly", "30", "UBND tỉnh"),
        ("reform_part", "quarterly", "", "Sở Nội vụ"),
        ("papi_part", "yearly", "06-15 12-15", "UBND tỉnh"),
        ("other", "quarterly", "", "Sở Nội vụ"),
        ("other", "quarterly", "", "UBND tỉnh"),
    ]
    assert reports[0].lines == (65, 70, 75, 80, 84)
    assert len(reports[0].agencies) == len(reports[0].lines)
    papi = reports[3].due.due(date(2024, 8, 12), date(2025, 12, 31))
    assert [d.day for d in papi] == [date(2024, 12, 15), date(2025, 6, 15), date(2025, 12, 15)]
