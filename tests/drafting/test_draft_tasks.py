"""New tasks: from criteria, components and gains, none without a ground."""

from pathlib import Path

import pytest

from analysis import store
from analysis.report.drafting import open_draft
from analysis.report.drafting.rows import task_rows
from analysis.wording.language import VIETNAMESE


def works(drafted) -> dict[str, tuple]:
    return {f"{w.index}:{w.component}": (w.kind, w.agencies, w.points) for w in drafted.works}


def test_tuyen_quang_works_on_what_lies_outside_the_first_quarter(tuyen_quang):
    found = works(tuyen_quang)
    # Ranks of 2023: d1 44, d3 44, d6 28, d7 38, d8 32 of 63; d2 4, d4 7, d5 3.
    weak = [key for key, (kind, *_) in found.items() if kind == "component"]
    assert weak == [
        *(f"par_index:{d}" for d in ("d1", "d3", "d6", "d7", "d8", "m.leader")),
        "sipas:overall",
    ]
    assert found["par_index:d6"] == ("component", ("Sở Tài chính",), None)
    # 19.352 of 22 points.
    assert found["par_index:m.leader"] == ("component", ("Sở Nội vụ",), 2.648)


def test_lao_cai_has_a_whole_result_only(lao_cai):
    found = works(lao_cai)
    # 89.03 of 100 points in 2024; the plan of 2019 names who answers for it.
    assert found["par_index:overall"] == ("component", ("Sở Nội vụ",), 10.97)
    assert all(agencies == () for key, (_, agencies, _) in found.items() if key.startswith("papi"))


def test_gains_name_the_best_peer_and_where_it_leads(ha_giang):
    first = next(work for work in ha_giang.works if work.component == "d6")
    papi = store.load_scores("papi", years=[2024]).set_index(["province_code", "component"])[
        "score"
    ]
    assert first.basis.peer_score == papi["14", "d6"]
    assert first.basis.peer == "14"
    lead = {f"d6.{k}": papi["14", f"d6.{k}"] - papi["02", f"d6.{k}"] for k in range(1, 5)}
    most = sorted(lead, key=lead.get, reverse=True)[:2]
    assert [part.code for part in first.basis.parts] == most
    # Its achievable gain is the largest of all.
    assert first.points == max(work.points for work in ha_giang.works)


@pytest.mark.parametrize("name", ["tuyen_quang", "lao_cai", "ha_giang"])
def test_no_task_without_a_ground(name, request):
    drafted = request.getfixturevalue(name)
    rows = task_rows(drafted, VIETNAMESE)
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    for row in rows:
        assert row.basis.strip("; ")
        assert row.task
        assert row.deadline.kind
        assert row.links or row.carried


def test_what_goes_on_keeps_who_does_it_and_says_where_it_stood(tuyen_quang):
    rows = [row for row in task_rows(tuyen_quang, VIETNAMESE) if row.carried]
    assert len(rows) == 91
    by_number = {f"{row.carried['part']}.{row.carried['code']}": row for row in rows}
    row = by_number["PL01.36"]
    assert row.agencies == ("Văn phòng UBND tỉnh",)
    assert row.deadline.text == "2025-Q3"
    assert row.basis.startswith("150/KH-UBND, PL01.36 (dòng ")
    assert row.basis.endswith("đã hết hạn, chưa ghi nhận hoàn thành")
    assert by_number["PL01.30"].basis.endswith("tiếp tục thực hiện")
    assert by_number["PL01.30"].deadline.text == "2025"


def self_scores(folder: Path) -> None:
    (folder / "self_scores.csv").write_text(
        "month,criterion,score,max_score,entered,reason_vi\n"
        "2019-06,1.1,1.25,1.25,2019-06-30,\n"
        "2019-12,1.1,0,1.25,2019-12-30,chậm\n"
        "2019-12,1.2.1,0.25,0.5,2019-12-30,\n",
        encoding="utf-8",
    )


def test_criteria_below_their_maximum_come_first(own_workspace):
    self_scores(own_workspace.raw / "plans" / "LC-221-2019")
    drafted = open_draft(province="10", year=2020)
    found = [work for work in drafted.works if work.kind == "criterion"]
    assert drafted.works[:2] == found
    assert [(w.basis.code, w.basis.score, w.points, w.agencies) for w in found] == [
        ("1.1", 0.0, 1.25, ("Sở Nội vụ",)),
        ("1.2.1", 0.25, 0.25, ("Sở Nội vụ",)),
    ]
    rows = task_rows(drafted, VIETNAMESE)
    assert rows[0].basis == "tự chấm điểm 12/2019: 0,00/1,25 điểm"
