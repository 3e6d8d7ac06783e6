"""Sections of any province, year and language read well; some of them read exactly so."""

import re
from collections.abc import Callable, Iterator
from functools import partial

import page_reader
import pytest
from page_reader import Page

from analysis import plans, provinces
from analysis.blocks import EMPTY, Block
from analysis.report import open_report, sections
from analysis.report.subject import Subject

YEARS = (2011, 2016, 2018, 2022, 2023, 2024)
CODES = tuple(p.code for p in provinces.provinces())
# Cities and provinces, with and without plans, with and without PAPI, from every region.
SAMPLE = ("01", "02", "08", "17", "22", "24", "26", "48", "64", "79", "86", "96")

Section = Callable[[Subject], Block]

# What a section may begin with; "" says that it may be left out.
SECTIONS: dict[str, tuple[Section, tuple[str, ...]]] = {
    "head": (sections.head, ("p",)),
    "summary": (sections.summary, ("h2",)),
    "grounds": (sections.grounds, ("h2",)),
    "general": (sections.general, ("h2",)),
    "years of PAR INDEX": (partial(sections.years, index="par_index"), ("caption", "p")),
    "years of SIPAS": (partial(sections.years, index="sipas"), ("caption", "p")),
    "years of PAPI": (partial(sections.years, index="papi"), ("caption", "p")),
    "par_head": (sections.par_head, ("h2",)),
    "par_methods": (sections.par_methods, ("h3", "")),
    "par_domains": (sections.par_domains, ("h3", "")),
    "region of PAR INDEX": (partial(sections.region, index="par_index"), ("h3", "")),
    "change of PAR INDEX": (partial(sections.change, index="par_index"), ("h3", "")),
    "par_stakes": (sections.par_stakes, ("h3", "")),
    "sipas_head": (sections.sipas_head, ("h2",)),
    "sipas_factors": (sections.sipas_factors, ("alt", "caption", "")),
    "region of SIPAS": (partial(sections.region, index="sipas"), ("h3", "")),
    "effects": (sections.effects, ("caption", "")),
    "papi_head": (sections.papi_head, ("h2",)),
    "papi_dimensions": (sections.papi_dimensions, ("caption", "")),
    "subdimensions": (sections.subdimensions, ("h3", "")),
    "region of PAPI": (partial(sections.region, index="papi"), ("h3", "")),
    "change of PAPI": (partial(sections.change, index="papi"), ("h3", "")),
    "gap of PAPI": (partial(sections.gap, index="papi"), ("h3", "")),
    "papi_trends": (sections.papi_trends, ("h3", "")),
    "outlook": (partial(sections.outlook, index="papi"), ("h3",)),
    "gains": (sections.gains, ("h3", "")),
    "papi_rank": (sections.papi_rank, ("h3", "")),
    "papi_spread": (sections.papi_spread, ("p", "")),
    "papi_peers": (sections.papi_peers, ("h3", "")),
    "agreement": (sections.agreement, ("h3", "")),
    "plan_check": (sections.plan_check, ("h2",)),
    "assessment": (sections.assessment, ("h2",)),
    "tasks": (sections.tasks, ("h2",)),
    "proposals": (sections.proposals, ("h2",)),
    "signature": (sections.signature, ("p",)),
    "plan_targets": (sections.plan_targets, ("h2", "")),
    "subdimension_table": (sections.subdimension_table, ("h2", "")),
    "methods": (sections.methods, ("h2",)),
}
NOT_FOR_READERS = re.compile(r"\b(nan|NaN|None|inf|True|False)\b|<NA>|NaT|\{\w*\}|&#?\w+;")
BAD_SPACING = re.compile(r"  |\(\s|\s\)|\(\)|\[\]|\s[,.;:](\s|$)|\.\.|,,|^\s|\s$")
SIGNED_ZERO = re.compile(r"[+−]0([.,]0+)?(?!\d|[.,]\d)")
FAULTS = (NOT_FOR_READERS, BAD_SPACING, SIGNED_ZERO)
WRONG_WORDS = {
    "vi": {"the", "of", "and", "is", "was", "for", "from", "with", "not", "score", "scored",
           "rank", "ranked", "mean", "year", "points", "province", "data", "result", "found"},
    "en": {"của", "và", "năm", "điểm", "tỉnh", "xếp", "thứ", "không", "chưa", "các", "được",
           "theo", "nhóm", "thành", "phố"},
}  # fmt: skip


def text(block: Block) -> str:
    return page_reader.read(block.html).text


def words(page: Page, subject: Subject) -> set[str]:
    """Return the words of a page, without what it quotes from a plan."""
    read = page.text
    if subject.plan is not None:
        owners = plans.targets(subject.plan.id)["lead_agency"]
        quoted = {subject.plan.issuer_vi, *(o for o in owners if isinstance(o, str))}
        for quote in sorted(quoted, key=len, reverse=True):
            read = read.replace(quote, "")
    return set(re.findall(r"\w+", read.lower()))


def faults(subject: Subject) -> Iterator[str]:
    """Yield what is wrong with the text sections of one report."""
    lang = subject.language.code
    for name, (section, begins) in SECTIONS.items():
        page = page_reader.read(section(subject).html)
        where = f"{name} of {subject.place} in {subject.year}, {lang}"
        first = page.texts[0][0] if page.texts else ""
        if first not in begins:
            yield f"{where}: begins with {first!r}"
        for _, line in page.texts:
            found = [match[0] for fault in FAULTS if (match := fault.search(line))]
            if found or not line:
                yield f"{where}: {found} in {line!r}"
        if wrong := WRONG_WORDS[lang] & words(page, subject):
            yield f"{where}: words of the other language {sorted(wrong)}"
        for table in page.tables:
            if not table.rows or any(len(row) != len(table.headers) for row in table.rows):
                yield f"{where}: ragged table {table.headers}"
            if not table.caption:
                yield f"{where}: a table without a caption"


def foreign_names(subject: Subject) -> set[str]:
    """Return other provinces that the title or section II speaks of."""
    said = text(sections.head(subject)) + text(sections.general(subject))
    own = subject.names[subject.province.code]
    return {n for n in subject.names.values() if n != own and re.search(rf"\b{n}\b", said)}


def check(code: str, year: int, lang: str) -> None:
    subject = open_report(province=code, year=year, lang=lang)
    assert list(faults(subject)) == []
    assert foreign_names(subject) == set()
    (title,) = page_reader.read(sections.head(subject).html).of("h1")
    assert subject.place in title
    assert str(year) in title


# The year varies last: what its reports share is computed once.
@pytest.mark.parametrize("code", SAMPLE)
@pytest.mark.parametrize("year", [2011, 2018, 2024])
def test_sections_read_well(code, year):
    # Both languages meet every year and every kind of province, each report only one of them.
    lang = "vi" if (SAMPLE.index(code) + year // 7) % 2 else "en"
    check(code, year, lang)


@pytest.mark.slow
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("year", YEARS)
def test_sections_of_all_provinces_read_well(code, year, lang):
    check(code, year, lang)


@pytest.mark.parametrize(
    "line",
    ["nan điểm", "None", "<NA>/63", "inf%", "{place}", "&amp;", "a  b", "()", "( a)", "a , b",
     "a..", " a", "−0,00", "+0", "−0.0 points"],
)  # fmt: skip
def test_the_check_sees_faults(line):
    assert any(fault.search(line) for fault in FAULTS)


@pytest.mark.parametrize(
    "line", ["thông tin (12/61), tài nguyên.", "−0,48", "+0,05", "0,00", "a–b", "none of them"]
)
def test_the_check_lets_good_text_pass(line):
    assert not any(fault.search(line) for fault in FAULTS)


@pytest.mark.parametrize("html", ["<p>a", "<p>a</b></p>", "a", "<ul><li>a</ul></li>", "<p><p>"])
def test_the_reader_refuses_broken_pages(html):
    with pytest.raises(AssertionError):
        page_reader.read(html)


def test_no_papi_result_shrinks_to_one_sentence():
    subject = open_report(province="Quảng Ninh", year=2023)
    assert page_reader.read(sections.papi_head(subject).html).of("p") == [
        "PAPI năm 2023 có kết quả của 61/63 tỉnh, thành phố.",
        "PAPI không công bố kết quả năm 2023 của tỉnh Quảng Ninh.",
    ]
    assert sections.papi_dimensions(subject) == sections.papi_profile(subject) == EMPTY
    assert sections.papi_trends(subject) == EMPTY
    assert page_reader.read(sections.general(subject).html).of("p")[2] == (
        "PAPI không công bố kết quả năm 2023 của tỉnh Quảng Ninh. Bình quân của 61 tỉnh, thành "
        "phố có số liệu là 42,42 điểm."
    )


def test_no_par_index_result_shrinks_to_one_sentence_each():
    subject = open_report(province="Hà Giang", year=2023)
    assert page_reader.read(sections.general(subject).html).of("p")[0] == (
        "Chưa có kết quả PAR INDEX năm 2023 của tỉnh Hà Giang; các nguồn đã tra cứu không nêu số "
        "liệu này. Bình quân cả nước là 86,98 điểm."
    )
    assert sections.years(subject, "par_index").html == (
        "<p>Chưa có năm nào có kết quả PAR INDEX của tỉnh Hà Giang.</p>"
    )
    assert sections.years_chart(subject, "par_index") == EMPTY
    assert page_reader.read(sections.par_methods(subject).html).of("p") == [
        "Chưa tìm thấy cơ cấu điểm năm 2023 của tỉnh Hà Giang theo điểm thẩm định, điều tra lãnh "
        "đạo, SIPAS và tác động kinh tế - xã hội."
    ]
    assert page_reader.read(sections.par_domains(subject).html).of("p") == [
        "Chưa tìm thấy điểm và thứ hạng theo lĩnh vực năm 2023 của tỉnh Hà Giang."
    ]


def test_a_year_before_an_index_began():
    subject = open_report(province="Hà Nội", year=2011)
    missing = [f"Bộ số liệu không có kết quả {name} năm 2011." for name in ("PAR INDEX", "SIPAS")]
    assert page_reader.read(sections.general(subject).html).of("p")[:2] == missing
    assert page_reader.read(sections.par_head(subject).html).of("p") == missing[:1]
    assert page_reader.read(sections.sipas_head(subject).html).of("p") == missing[1:]
    assert sections.par_methods(subject) == sections.par_domains(subject) == EMPTY


def test_a_change_that_prints_as_zero_is_neither_a_rise_nor_a_fall():
    subject = open_report(province="Tuyên Quang", year=2023)
    table = page_reader.read(sections.papi_dimensions(subject).html).tables[0]
    changes = table.column("Tăng, giảm")
    assert sorted(c[0] for c in changes) == ["0", *"−−−−−−−"]
    assert page_reader.read(sections.papi_head(subject).html).of("p")[1] == (
        "Trong 8 chỉ số nội dung so sánh được với năm 2022, số chỉ số tăng điểm là 0, số chỉ số "
        "giảm điểm là 7. Giảm nhiều nhất: Công khai, minh bạch trong việc ra quyết định ở địa "
        "phương (−0,49 điểm)."
    )


def test_nothing_has_moved_from_a_year_without_results():
    subject = open_report(province="Quảng Ninh", year=2024, lang="en")
    page = page_reader.read(sections.papi_head(subject).html)
    assert page.of("p")[1].startswith("Best placed: Public Service Delivery (1/61)")
    assert "comparable with" not in page.text


def test_no_plan():
    subject = open_report(province="Quảng Ninh", year=2023)
    assert page_reader.read(sections.plan_check(subject).html).of("p") == [
        "Bộ số liệu chưa có kế hoạch nào của tỉnh Quảng Ninh cho năm 2023."
    ]


def test_a_plan_that_no_index_measures_has_counts_alone():
    page = page_reader.read(sections.plan_check(open_report(province="Hòa Bình", year=2024)).html)
    assert [row[1] for row in page.tables[0].rows] == ["11", "0", "0", "0", "11", "11"]
    assert page.of("p") == [
        "Kế hoạch của UBND tỉnh Hòa Bình (không có số) đặt 11 chỉ tiêu cho năm 2024. Đạt: 0; chưa "
        "đạt: 0; chưa đánh giá được: 11. Chưa có chỉ số công bố nào đo lường các chỉ tiêu này."
    ]


def test_aims_in_per_cent_are_written_as_figures_are():
    page = page_reader.read(sections.plan_targets(open_report(province="Lào Cai", year=2019)).html)
    assert "≥ 80%" in page.tables[0].column("Mục tiêu")
