"""The days of plans as a calendar; days are read off the plans, and off a wall calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from analysis import plans
from analysis.errors import BadParameter, NoData, OutputNotWritable
from analysis.planfile import Cycle
from analysis.report.calendar import calendar, write_calendar
from analysis.tracking.calendar import of_agency, plan_days
from analysis.wording import language

PLANS = [plan.id for plan in plans.plans()]


def days_of(plan_id):
    return plan_days(plans.plan(plan_id), plans.tasks(plan_id))


def events_of(plan_id, days=None, lang="vi"):
    data = calendar(plans.plan(plan_id), days or days_of(plan_id), language=language(lang))
    return Calendar.from_ical(data).walk("VEVENT")


def test_half_yearly_and_monthly_reports_of_tuyen_quang():
    days = days_of("TQ-150-2024")
    papi = [d.day for d in days if d.is_report and d.code == "4"]
    # By 15 June and 15 December, line 53; the plan is of 12 August 2024.
    assert papi == [date(2024, 12, 15), date(2025, 6, 15), date(2025, 12, 15)]
    monthly = [d for d in days if d.is_report and d.code == "2"]
    # By the 30th, line 60: August 2024 to December 2025; February 2025 has 28 days.
    assert len(monthly) == 5 + 12
    assert [d.day for d in monthly if d.day.month == 2] == [date(2025, 2, 28)]
    assert {(d.agencies, d.recipient) for d in monthly} == {(("Sở Nội vụ",), "UBND tỉnh")}


def test_dated_criteria_of_lao_cai():
    row = [d for d in days_of("LC-221-2019") if d.code == "1.2.1"]
    # Before 15/3, 15/6, 15/9 and 10/12: line 496.
    assert [f"{d.day:%d/%m/%Y}" for d in row] == [
        "15/03/2019",
        "15/06/2019",
        "15/09/2019",
        "10/12/2019",
    ]
    assert {d.lines for d in row} == {"496"}


@pytest.mark.parametrize("plan_id", PLANS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_calendar_reads_back(plan_id, lang):
    days, events = days_of(plan_id), events_of(plan_id, lang=lang)
    assert [e["DTSTART"].dt for e in events] == [d.day for d in days]
    assert all(e["DTSTART"].params["VALUE"] == "DATE" for e in events)
    assert len({e["UID"] for e in events}) == len(events)
    assert [d.title_vi in e["SUMMARY"] for d, e in zip(days, events, strict=True)].count(False) == 0
    for event in events:
        (alarm,) = event.walk("VALARM")
        assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(days=-7))


def test_an_event_says_who_and_where_from():
    (event, *_) = [
        e
        for e, d in zip(events_of("LC-221-2019"), days_of("LC-221-2019"), strict=True)
        if d.code == "1.4.2"
    ]
    assert event["SUMMARY"] == "Hạn hoàn thành: Đa dạng hóa hình thức tuyên truyền CCHC"
    assert event["CATEGORIES"].cats == [
        "Sở Văn hóa, Thể thao và Du lịch",
        "Đài Phát thanh và Truyền hình tỉnh",
    ]
    assert event["DESCRIPTION"].split("\n") == [
        "Cơ quan chủ trì: Sở Văn hóa, Thể thao và Du lịch; Đài Phát thanh và Truyền hình tỉnh",
        "Cơ quan phối hợp: Các sở, ban, ngành; UBND cấp huyện",
        "Sản phẩm: Báo cáo",
        "Thời gian theo kế hoạch: Trước ngày 10/12",
        "Kế hoạch số 221/KH-UBND của UBND tỉnh Lào Cai, dòng 701 của văn bản",
    ]
    # No clock: the day of the plan.
    assert event["DTSTAMP"].dt == datetime(2019, 6, 17, tzinfo=UTC)


def test_the_same_plan_is_the_same_file(tmp_path):
    paths = [write_calendar("TQ-150-2024", out=tmp_path / name) for name in ("a.ics", "b.ics")]
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_an_event_is_known_by_its_row_and_day():
    plan, tasks = plans.plan("TQ-150-2024"), plans.tasks("TQ-150-2024")
    renamed = tasks.assign(task_vi="Việc khác")
    uids = [
        {e["UID"] for e in events_of(plan.id, plan_days(plan, each))} for each in (tasks, renamed)
    ]
    assert uids[0] == uids[1]


def test_an_agency_has_its_own_days_and_those_of_all():
    days = of_agency(days_of("TQ-150-2024"), "SO TU PHAP")
    assert {("Sở Nội vụ",), ("UBND cấp huyện",)}.isdisjoint({d.agencies for d in days})
    assert {("Các cơ quan, đơn vị",)} <= {d.agencies for d in days}
    assert any("Sở Tư pháp" in d.agencies for d in days)
    assert of_agency(days_of("TQ-150-2024"), "Department of Justice") == days


def test_only_days_asked_for(tmp_path):
    out = tmp_path / "a.ics"
    first, last = date(2025, 6, 1), date(2025, 6, 30)
    write_calendar("TQ-150-2024", first=first, last=last, out=out)
    found = [e["DTSTART"].dt for e in Calendar.from_ical(out.read_bytes()).walk("VEVENT")]
    assert found == [d.day for d in days_of("TQ-150-2024") if first <= d.day <= last]
    assert date(2025, 6, 15) in found


def test_hostile_words_stay_words():
    plan = plans.plan("TQ-150-2024")
    title = 'Báo cáo {0}; "a"\r\nEND:VEVENT\r\nBEGIN:VEVENT, \\n <b>'
    cycle = Cycle(
        title_vi=title,
        subject="other",
        agencies=("A;B, C",),
        recipient="D",
        deadline_kind="date",
        deadline="2024-12-15",
        lines=(1,),
    )
    hostile = plan.model_copy(update={"reports": (cycle,)})
    days = plan_days(hostile, plans.tasks(plan.id).head(0))
    (event,) = events_of(plan.id, days)
    assert event["SUMMARY"].replace("\r\n", "\n") == f"Hạn báo cáo: {title}".replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"agency": "Sở Lúa gạo"}, BadParameter, "no agency 'Sở Lúa gạo' in agencies.csv"),
        ({"agency": ""}, BadParameter, "no agency ''"),
        (
            {"first": date(2025, 1, 2), "last": date(2025, 1, 1)},
            BadParameter,
            "the first day, 2025-01-02, is after the last, 2025-01-01",
        ),
        ({"first": date(2030, 1, 1)}, NoData, "nothing of TQ-150-2024 is due"),
    ],
)
def test_what_cannot_be_is_said(tmp_path, options, error, words):
    with pytest.raises(error, match=words):
        write_calendar("TQ-150-2024", out=tmp_path / "a.ics", **options)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "a").write_text("")
    with pytest.raises(OutputNotWritable, match=r"cannot write b\.ics: "):
        write_calendar("TQ-150-2024", out=tmp_path / "a" / "b.ics")
