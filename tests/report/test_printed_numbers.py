"""Every figure printed is the one in the raw tables, rounded as Vietnamese readers expect.

The expected figures come from `recount`, which shares no code with the package.
"""

import re
from fractions import Fraction

import page_reader
import pytest
import recount
from recount import Panel, breaks, minus, moved, rows, signed, written

from analysis import provinces
from analysis.report import open_report, sections
from analysis.report.subject import Subject

REGIONS = {r["region_code"]: r["region_vi"] for r in rows("provinces.csv")}
PLACES = {("08", 2023): "tỉnh Tuyên Quang", ("22", 2024): "tỉnh Quảng Ninh",
          ("79", 2022): "Thành phố Hồ Chí Minh"}  # fmt: skip
SHORT = {"par_index": "PAR INDEX", "sipas": "SIPAS", "papi": "PAPI"}
CASES = [pytest.param(*case, id=f"{case[0]}-{case[1]}") for case in PLACES]


def subject_of(code: str, year: int) -> Subject:
    return open_report(province=code, year=year, plan="none")


def compare(html: str, expected: list[dict[str, str]]) -> int:
    """Compare a printed table with the expected one and return how many figures it holds."""
    if not expected:
        assert "<table" not in html
        return 0
    (table,) = page_reader.read(html).tables
    assert table.headers == list(expected[0])
    assert table.rows == [list(row.values()) for row in expected]
    cells = [cell for row in table.rows for cell in row[1:]]
    assert len(cells) + len(table.rows) == len(re.findall("<t[dh]", html.split("<tbody>")[1]))
    return sum(any(c.isdigit() for c in cell) for cell in cells)


def compare_all(code: str, year: int) -> list[int]:
    """Compare the tables T1 of the three indices, T3 and T10; return their counts of figures."""
    subject = subject_of(code, year)
    return [
        *(
            compare(sections.years(subject, index).html, recount.t1(index, code, year))
            for index in SHORT
        ),
        compare(sections.par_domains(subject).html, recount.t3(code, year)),
        compare(sections.papi_dimensions(subject).html, recount.t10(code, year)),
    ]


# T1 of PAR INDEX, of SIPAS and of PAPI, T3, T10.
COUNTS = {
    ("08", 2023): [19, 4, 56, 14, 64],
    ("22", 2024): [44, 29, 46, 0, 32],
    ("79", 2022): [18, 5, 56, 7, 64],
}


@pytest.mark.parametrize(("code", "year"), CASES)
def test_every_cell_of_the_tables(code, year):
    assert compare_all(code, year) == COUNTS[code, year]


@pytest.mark.parametrize(("code", "year"), CASES)
def test_every_sentence_of_section_ii(code, year):
    printed = page_reader.read(sections.general(subject_of(code, year)).html).of("p")
    place = PLACES[code, year]
    assert printed == [section_two(index, code, year, place) for index in SHORT]


@pytest.mark.parametrize(("code", "year"), CASES)
def test_every_count_and_rank_of_section_v(code, year):
    printed = page_reader.read(sections.papi_head(subject_of(code, year)).html).of("p")
    assert " ".join(printed) == section_five(code, year)


@pytest.mark.parametrize(("code", "year"), CASES)
def test_coverage_and_parts_of_par_index_and_sipas(code, year):
    subject = subject_of(code, year)
    for index, section in (("par_index", sections.par_head), ("sipas", sections.sipas_head)):
        said = page_reader.read(section(subject).html).of("p")
        n = Panel(index, "overall", year).n
        assert f"điểm {SHORT[index]} năm {year} của {n}/63 tỉnh, thành phố" in said[0]
    compare(sections.par_methods(subject).html, methods(code, year))
    tables = page_reader.read(sections.sipas_factors(subject).html).tables
    national = [v for table in tables for v in table.column("Bình quân cả nước")]
    assert sorted(v for v in national if v != recount.DASH) == sorted(national_sipas(year))


def test_the_leaders_survey_of_tuyen_quang_is_there():
    (row,) = methods("08", 2023)
    assert list(row.values()) == [
        "Điều tra xã hội học lãnh đạo, quản lý", "22,00", "19,35", "87,96", "4/63",
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("year", [2016, 2020, 2021, 2022, 2023, 2024])
@pytest.mark.parametrize("code", [p.code for p in provinces.provinces()])
def test_every_cell_of_all_provinces(code, year):
    assert sum(compare_all(code, year)) > 0


def test_written_figures():
    assert written(Fraction("86.575")) == "86,58"
    assert written(Fraction("1234.5"), 1) == "1.234,5"
    assert signed(Fraction("-0.004")) == "0,00"
    assert signed(Fraction("-0.005")) == "−0,01"


def unit(index: str, value: Fraction, *, difference: bool = False) -> str:
    if index != "sipas":
        return f"{written(value)} điểm"
    return f"{written(value)} điểm phần trăm" if difference else f"{written(value)}%"


def section_two(index: str, code: str, year: int, place: str) -> str:
    panel, short = Panel(index, "overall", year), SHORT[index]
    said = [_result(panel, code, f"{short} của {place}", f"{short} năm {year} của {place}")]
    said += _change(panel, code)
    score, mean = panel.score(code), panel.mean()
    if panel.national is not None:
        whose = "bình quân cả nước"
    else:
        whose = f"bình quân của {panel.n} tỉnh, thành phố có số liệu"
    if mean is not None and score is None:
        said.append(f"{whose.capitalize()} là {unit(index, mean)}.")
    regional = panel.region_mean(code)
    if score is not None:
        region = f"bình quân vùng {REGIONS[recount.region_of(code)]}"
        said += [
            _gap(index, moved(score, other), f"{name} ({unit(index, other)})")
            for other, name in ((mean, whose), (regional, region))
            if other is not None
        ]
    group = panel.group(code)
    if group != recount.DASH:
        said.append(
            f"Theo tứ phân vị, địa phương thuộc nhóm đạt điểm {group}."
            if index == "papi"
            else f"Điểm số thuộc nhóm {group}."
        )
    return " ".join(said)


def _result(panel: Panel, code: str, subject: str, missing: str) -> str:
    score, rank = panel.score(code), panel.rank(code)
    if score is None and rank is None:
        if panel.complete:
            return f"PAPI không công bố kết quả {missing.removeprefix('PAPI ')}."
        return f"Chưa có kết quả {missing}; các nguồn đã tra cứu không nêu số liệu này."
    parts = [] if score is None else [f"đạt {unit(panel.index, score)}"]
    parts += [] if rank is None else [f"xếp thứ {rank}/{panel.rank_n}"]
    said = f"Năm {panel.year}, {subject} {', '.join(parts)}"
    if score is None:
        return said + "; chưa tìm thấy điểm số."
    return said + ("; chưa tìm thấy thứ hạng." if rank is None else ".")


def _change(panel: Panel, code: str) -> list[str]:
    score, rank, year = panel.score(code), panel.rank(code), panel.year - 1
    if score is None and rank is None:
        return []
    found = breaks(panel.index, "overall", panel.year)
    if found:
        own = [b for b in found if b["component"] == "overall"] or found
        reason = recount.listed(sorted({b["reason_vi"] for b in own}))
        return [f"Không so sánh với năm {year}: {reason}."]
    previous = Panel(panel.index, "overall", year)
    change, places = moved(score, previous.score(code)), minus(previous.rank(code), rank)
    said = []
    if change is not None:
        by = unit(panel.index, abs(change), difference=True)
        said.append(f"Giá trị chỉ số {_way(change)} {by} so với năm {year}.")
    if places is not None:
        by = f"{_way(places)} {written(abs(places), 0)} bậc" if places else "không đổi"
        said.append(f"Thứ hạng {by} so với năm {year}.")
    return said or [f"Chưa có kết quả năm {year} nên chưa tính được mức tăng, giảm."]


def _way(moved: Fraction) -> str:
    return "tăng" if moved > 0 else "giảm"


def _gap(index: str, gap: Fraction, other: str) -> str:
    way = "cao hơn" if gap > 0 else "thấp hơn"
    return f"Kết quả {way} {unit(index, abs(gap), difference=True)} so với {other}."


def section_five(code: str, year: int) -> str:
    panels = {
        d["name_vi"]: Panel("papi", c, year) for c, d in recount.domains("papi", year).items()
    }
    known = {name: p for name, p in panels.items() if p.score(code) is not None}
    said = [
        f"PAPI năm {year} có kết quả của {Panel('papi', 'overall', year).n}/63 tỉnh, thành phố."
    ]
    changes = {}
    for name, panel in known.items():
        previous = recount.before(panel)
        change = moved(panel.score(code), previous and previous.score(code))
        if change is not None:
            changes[name] = change
    if changes:
        prints = [signed(m) for m in changes.values()]
        said.append(
            f"Trong {len(changes)} chỉ số nội dung so sánh được với năm {year - 1}, số chỉ số tăng "
            f"điểm là {sum(p[0] == '+' for p in prints)}, số chỉ số giảm điểm là "
            f"{sum(p[0] == '−' for p in prints)}."
        )
        for words, pick in (("Tăng nhiều nhất", max), ("Giảm nhiều nhất", min)):
            name = pick(changes, key=changes.__getitem__)
            if signed(changes[name])[0] == ("+" if pick is max else "−"):
                said.append(f"{words}: {name} ({signed(changes[name])} điểm).")
    placed = [(p.rank(code), f"{name} ({p.rank(code)}/{p.rank_n})") for name, p in known.items()]
    placed.sort(key=lambda pair: pair[0])
    said.append(f"Xếp hạng cao nhất: {recount.listed([t for _, t in placed[:2]])}.")
    said.append(f"Xếp hạng thấp nhất: {recount.listed([t for _, t in placed[:-3:-1]])}.")
    below = [n for n, p in known.items() if signed(moved(p.score(code), p.mean()))[0] == "−"]
    if below:
        said.append(
            f"{len(below)} chỉ số nội dung thấp hơn bình quân các tỉnh, thành phố: "
            f"{recount.listed(below)}."
        )
    return " ".join(said)


def methods(code: str, year: int) -> list[dict[str, str]]:
    """Return the rows of table T2, its columns that are blank throughout left out."""
    found = []
    for part in ("m.appraised", "m.leader", "m.sipas", "m.socioeconomic"):
        panel = Panel("par_index", part, year)
        score = panel.score(code)
        if score is None:
            continue
        item = next(
            r
            for r in rows("components.csv")
            if (r["index"], r["component"]) == ("par_index", part) and recount.in_use(r, year)
        )
        printed = panel.rows[code]["max_score"] or item["max_score"]
        maximum = Fraction(printed) if printed else None
        before = recount.before(panel)
        previous = before.score(code) if before else None
        rank = panel.rank(code)
        found.append(
            {
                "Phương thức đánh giá": item["name_vi"],
                "Điểm tối đa": written(maximum),
                "Điểm": written(score),
                "% điểm tối đa": written(score / maximum * 100 if maximum else None),
                "Xếp hạng": f"{rank}/63" if rank else recount.DASH,
                "Điểm năm trước": written(previous),
                "Tăng, giảm": signed(moved(score, previous)),
                "Bình quân cả nước": written(panel.mean()),
            }
        )
    blank = {k for k in (found[0] if found else {}) if all(r[k] == recount.DASH for r in found)}
    return [{k: v for k, v in row.items() if k not in blank} for row in found]


def national_sipas(year: int) -> list[str]:
    found = rows(f"scores/sipas/{year}.csv")
    return [
        written(Fraction(r["score"]))
        for r in found
        if r["province_code"] == "00" and r["component"] != "overall" and r["score"]
    ]
