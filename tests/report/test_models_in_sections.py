"""What the models say stands in the sections as they found it, and adds up as printed."""

from decimal import Decimal
from fractions import Fraction

import page_reader
import pytest
import recount
from page_reader import Page
from recount import Panel, written

from analysis.blocks import EMPTY
from analysis.report import open_report, sections
from analysis.report.national import national
from analysis.report.subject import Subject

CASES = [("08", 2023), ("62", 2023), ("26", 2022)]


@pytest.fixture(scope="module")
def tuyen_quang() -> Subject:
    return open_report(province="08", year=2023)


def page(block) -> Page:
    return page_reader.read(block.html)


def number(cell: str) -> Decimal:
    return Decimal(cell.replace(".", "").replace(",", ".").replace("−", "-").replace("+", ""))


@pytest.mark.parametrize(("code", "year"), CASES)
def test_the_change_adds_up_both_ways_and_holds_the_published_scores(code, year):
    table, *_ = page(sections.change(open_report(province=code, year=year), "papi")).tables
    rows = {row[0]: [number(cell) for cell in row[1:]] for row in table.rows}
    total = rows.pop("Tổng")
    for before, now, change, drift, own in [*rows.values(), total]:
        assert now - before == change == drift + own
    assert [sum(column) for column in zip(*rows.values(), strict=True)] == total
    for code_of, domain in recount.domains("papi", year).items():
        published = [written(Panel("papi", code_of, y).score(code)) for y in (year - 1, year)]
        printed = next(r for r in table.rows if r[0] == domain["name_vi"])
        assert printed[1:3] == published


def test_the_drift_is_that_of_the_provinces_known_in_both_years(tuyen_quang):
    table, *_ = page(sections.change(tuyen_quang, "papi")).tables
    before, now = (Panel("papi", "d6", year) for year in (2022, 2023))
    parts = [f"d{i}" for i in range(1, 9)]
    known = [
        c for c in now.rows
        if c != "00" and all(Panel("papi", d, y).score(c) is not None
                             for d in ("overall", *parts) for y in (2022, 2023))
    ]  # fmt: skip
    means = [sum(p.score(c) for c in known) / len(known) for p in (before, now)]
    drift = means[1] - means[0]
    row = next(r for r in table.rows if r[0] == "Cung ứng dịch vụ công")
    assert abs(Fraction(number(row[4])) - drift) <= Fraction(1, 100)
    assert len(known) == 59
    assert "bình quân của 59 tỉnh, thành phố" in page(sections.change(tuyen_quang, "papi")).text


def test_across_an_edition_the_change_is_in_per_cent_and_says_so():
    text = page(sections.change(open_report(province="26", year=2021), "papi")).text
    assert "Đơn vị: % so với điểm tối đa." in text
    assert "Giữa hai năm có thay đổi bộ tiêu chí" in text
    assert "hồi quy về mức trung bình" not in text


@pytest.mark.parametrize(("code", "year"), [("08", 2023), ("62", 2023)])
def test_the_gap_to_the_leader_is_that_of_the_published_scores(code, year):
    (table,) = page(sections.gap(open_report(province=code, year=year), "papi")).tables
    leader, _ = Panel("papi", "overall", year).best()
    column = next(i for i, head in enumerate(table.headers) if head.startswith("Dẫn đầu"))
    assert table.headers[column] == f"Dẫn đầu ({recount.name_of(leader)})"
    rows = {row[0]: number(row[column]) for row in table.rows}
    total = rows.pop("Tổng")
    assert sum(rows.values()) == total
    for code_of, domain in recount.domains("papi", year).items():
        panel = Panel("papi", code_of, year)
        gap = recount.moved(panel.score(code), panel.score(leader))
        assert rows[domain["name_vi"]] == Decimal(gap.numerator) / gap.denominator


def test_the_leader_has_no_gap_to_itself():
    table = page(sections.gap(open_report(province="22", year=2024), "papi")).tables[0]
    assert table.headers == ["Nội dung", "Bình quân 61 tỉnh, thành phố"]


def test_the_outlook_is_that_of_the_forecast(tuyen_quang):
    printed = page(sections.outlook(tuyen_quang, "papi"))
    made = tuyen_quang.national.outlook("papi", "overall")
    ranks = made.draws("rank", 2024)[:, made.position("08")]
    low, high = sorted(ranks)[400], sorted(ranks)[3600]
    row = printed.tables[0].rows[0]
    assert row[0] == "Thứ hạng năm 2024"
    assert [int(v) for v in row[3].split(" đến ")] == pytest.approx([low, high], abs=1)
    groups = made.draws("group", 2024)[:, made.position("08")]
    shares = {g: (groups == g).mean() for g in (0, -1, -2, -3)}
    best = max(shares, key=shares.get)
    name = {0: "cao", -1: "trung bình cao", -2: "trung bình thấp", -3: "thấp"}[best]
    assert f"là {name}, xác suất {round(shares[best] * 100)}%" in printed.text
    assert "34 tỉnh, thành phố: nhận định về năm 2025" in printed.text


def test_points_at_stake_of_lao_cai_are_the_plan_s():
    printed = page(sections.par_stakes(open_report(province="10", year=2019)))
    *agencies, total, surveys = printed.tables[0].rows
    assert sum(number(row[2]) for row in agencies) == number(total[2]) == Decimal("64.5")
    assert sum(int(row[1]) for row in agencies) == int(total[1]) == 82
    assert number(total[2]) + number(surveys[2]) == 100
    assert "82 tiêu chí chấm điểm với tổng số 64,50 điểm" in printed.text
    assert sections.par_stakes(open_report(province="08", year=2023)) == EMPTY


def test_gains_lead_into_the_next_group(tuyen_quang):
    printed = page(sections.gains(tuyen_quang))
    scores = {
        c: Panel("papi", "overall", 2023).score(c) for c in Panel("papi", "overall", 2023).rows
    }
    ranked = sorted((s for c, s in scores.items() if c != "00" and s is not None), reverse=True)
    needed = ranked[29] - scores["08"]
    assert f"(thứ 30), địa phương còn thiếu {written(needed)} điểm" in printed.text
    achievable = {row[0]: number(row[4]) for row in printed.tables[0].rows}
    first = printed.of("li")[0]
    names = [name for name in achievable if name in first]
    assert len(names) == 3
    assert abs(sum(achievable[n] for n in names) - Decimal("1.17")) <= Decimal("0.02")
    assert all(
        sum(achievable[n] for n in pair) < Fraction(needed)
        for pair in ((a, b) for a in achievable for b in achievable if a < b)
    )


def test_reports_of_a_year_share_national_results():
    one, other = (open_report(province=code, year=2023).national for code in ("08", "22"))
    assert other is one
    assert other.outlook("papi", "d1") is one.outlook("papi", "d1")


def test_only_the_results_up_to_the_year_count(tuyen_quang):
    scores = tuyen_quang.scores
    kept = national(scores, 2023)
    later = scores.copy()
    later.loc[later["year"] > 2023, "score"] = 0
    assert national(later, 2023) is kept
    assert national(scores.assign(score=scores["score"] + 1), 2023) is not kept
