"""The page that follows a plan: all five plans, their counts, and what cannot be judged."""

import re
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest

from analysis import plans
from analysis.errors import BadParameter, NoData
from analysis.report import tracking
from analysis.report.tracking.agencies import by_agency

SECTIONS = [name for name in tracking.__all__ if name not in {"Tracked", "open_tracking"}]
PLANS = [plan.id for plan in plans.plans()]


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def text_of(html: str) -> str:
    reader = _Text()
    reader.feed(html.replace("</", " </"))
    return "".join(reader.parts)


def page(subject: tracking.Tracked) -> str:
    return "".join(getattr(tracking, name)(subject).html for name in SECTIONS)


def opened(plan: str, today: str, lang: str = "vi") -> tracking.Tracked:
    return tracking.open_tracking(plan=plan, today=today, lang=lang)


def check(subject: tracking.Tracked) -> None:
    html = page(subject)
    assert not re.search(r"\bnan\b|\bNone\b|\bNaT\b|<NA>|[{}]", text_of(html))
    anchors = re.findall(r' id="([^"]+)"', html)
    assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize("plan_id", PLANS)
def test_every_plan_can_be_followed(plan_id: str) -> None:
    day = plans.plan(plan_id).start + timedelta(days=200)
    check(opened(plan_id, day.isoformat()))


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("plan_id", PLANS)
def test_every_plan_can_be_followed_on_any_day(plan_id: str, lang: str) -> None:
    first = plans.plan(plan_id).start
    for day in (first, first + timedelta(days=400), date(2025, 7, 1), date(2026, 6, 30)):
        check(opened(plan_id, day.isoformat(), lang))


def test_tuyen_quang_at_the_end_of_its_first_year() -> None:
    subject = opened("TQ-150-2024", "2024-12-31")
    words = text_of(tracking.summary(subject).html)
    assert "Trong 51 chỉ tiêu (chỉ tiêu của mỗi năm tính riêng)" in words
    # 57 + 34 rows: 28 + 28 all the time, 2 on an event (read off the plan).
    assert "Trong 91 nhiệm vụ" in words and "không có mốc ngày 58" in words
    duties = by_agency(subject)
    assert duties.loc["Sở Tư pháp", "reports_late"] == 5  # by the 25th, August to December
    assert duties.loc["Sở Nội vụ", "reports_late"] == 5  # by the 30th, August to December


def test_lao_cai_has_an_owner_for_every_point() -> None:
    duties = by_agency(opened("LC-221-2019", "2019-06-30"))
    # Of 64.5 points, 1.4.2 (0.5) and 1.5 (2) have two leads each and count twice, and the row
    # of 1.4.1 (0.5) names no lead.
    assert duties["points"].sum() == 64.5 + 0.5 + 2 - 0.5
    # Domain 2 (5) and the reports 1.2.2 and 1.2.3 (0.25 each).
    assert duties.loc["Sở Tư pháp", "points"] == 5.5


def test_a_district_plan_says_what_cannot_be_judged() -> None:
    subject = opened("VL-2023", "2024-03-01")
    assert set(subject.targets["reason"]) == {"not_reported"}
    words = text_of(tracking.head(subject).html)
    assert "Văn bản đang có không đầy đủ" in words
    assert "chưa đủ căn cứ đánh giá 39" in text_of(tracking.summary(subject).html)
    assert "dẫn đầu" in text_of(tracking.targets(subject).html)


def test_the_parts_for_other_reports_speak_of_their_own_indices() -> None:
    subject = opened("TQ-150-2024", "2025-08-01")
    reform = text_of(tracking.reform_part(subject).html)
    assert "quý III năm 2025" in reform and "0/57 nhiệm vụ" in reform
    papi = text_of(tracking.papi_part(subject).html)
    # Results of 2024 are out: one of nine group targets of that year is met.
    assert "Trong 18 chỉ tiêu (chỉ tiêu của mỗi năm tính riêng): đạt 1; chưa đạt 8" in papi
    assert "0/34 nhiệm vụ" in papi
    assert tracking.papi_part(opened("VP-2866-2021", "2022-01-01")).html == ""


@pytest.mark.parametrize(
    ("parameters", "error", "message"),
    [
        ({"plan": "TQ", "today": "2024-01-01"}, NoData, "no plan 'TQ'; the plans are HB-2024"),
        ({"plan": 8, "today": "2024-01-01"}, BadParameter, "plan must be the id of a plan, got 8"),
        ({"plan": "HB-2024", "today": "31/12/2024"}, BadParameter, "today must be a date such"),
        ({"plan": "HB-2024", "today": "20241231"}, BadParameter, "today must be a date such"),
        ({"plan": "HB-2024", "today": 2024}, BadParameter, "today must be a date such"),
    ],
)
def test_what_cannot_be_asked(
    parameters: dict[str, object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        tracking.open_tracking(**parameters)


def test_parameters_that_the_notebook_does_not_know_are_refused() -> None:
    with pytest.raises(BadParameter, match="unknown parameter 'province'"):
        tracking.open_tracking(
            plan="HB-2024", today="2024-06-30", executed=["# Parameters\nprovince = 1"]
        )
