"""The national overview: figures counted anew from the CSV files, and what partial data allow."""

import statistics
from collections.abc import Iterator
from itertools import pairwise

import page_reader
import pytest
import recount
from page_reader import Page
from test_sections import BAD_SPACING, NOT_FOR_READERS, SIGNED_ZERO, WRONG_WORDS

from analysis import space
from analysis.blocks import EMPTY
from analysis.collation import sort_key
from analysis.errors import BadParameter, ExtraMissing, NoData
from analysis.report import overview
from analysis.report.overview import Overview, open_overview
from analysis.report.overview.params import INDICES, known_years

SECTIONS = [name for name in overview.__all__ if name not in {"Overview", "open_overview"}]
FAULTS = (NOT_FOR_READERS, BAD_SPACING, SIGNED_ZERO)
# Every kind of page: long and short stretches, with and without dimensions, partial panels.
SAMPLE = (
    *(("papi", 2011), ("papi", 2018), ("papi", 2023), ("pci", 2012), ("pci", 2018), ("pci", 2022)),
    *(("dti", 2021), ("dti", 2024), ("par_index", 2023), ("sipas", 2017)),
)
EVERY = tuple((index, year) for index in INDICES for year in known_years(index))


@pytest.fixture(scope="module")
def papi() -> Overview:
    return open_overview(index="papi", year=2023)


@pytest.fixture(scope="module")
def par() -> Overview:
    return open_overview(index="par_index", year=2023)


def page(subject: Overview, name: str) -> Page:
    return page_reader.read(getattr(overview, name)(subject).html)


def raw(index: str, year: int, component: str = "overall") -> dict[str, float]:
    """Return the scores of the provinces by code, straight from the file."""
    rows = recount.rows(f"scores/{index}/{year}.csv")
    return {
        r["province_code"]: float(r["score"])
        for r in rows
        if r["component"] == component and r["province_code"] != "00" and r["score"]
    }


# Parameters.


@pytest.mark.parametrize("index", ["PAPI", "operations", "", None, 1, ["papi"]])
def test_an_unknown_index_is_refused_with_those_there_are(index):
    with pytest.raises(BadParameter, match="par_index, sipas, papi, pci, dti"):
        open_overview(index=index, year=2023)


@pytest.mark.parametrize("year", ["2023", 2023.0, True, None])
def test_a_year_is_a_whole_number(year):
    with pytest.raises(BadParameter, match="whole number"):
        open_overview(index="papi", year=year)


def test_a_year_needs_results_of_that_index():
    with pytest.raises(NoData, match="there are results for 2020 to 2024"):
        open_overview(index="dti", year=2019)


@pytest.mark.parametrize("lang", ["fr", None, 1])
def test_a_language_is_vi_or_en(lang):
    with pytest.raises(BadParameter, match="vi"):
        open_overview(index="papi", year=2023, lang=lang)


def test_a_parameter_that_papermill_put_in_and_nobody_knows_is_refused():
    executed = ["", "# Parameters\nindex = 'papi'\nprovince = '08'"]
    with pytest.raises(BadParameter, match="'province'; the parameters are index, year, lang"):
        open_overview(index="papi", year=2023, executed=executed)


# Every page.


def faults(subject: Overview) -> Iterator[str]:
    lang, seen = subject.language.code, set()
    for name in SECTIONS:
        found = page(subject, name)
        where = f"{name} of {subject.index} {subject.year}, {lang}"
        for tag, line in found.texts:
            if (name, tag) == ("sources", "li"):  # titles of sources stand as they are
                continue
            wrong = [match[0] for fault in FAULTS if (match := fault.search(line))]
            if wrong or not line:
                yield f"{where}: {wrong} in {line!r}"
        if name != "sources":
            words = set(found.text.lower().replace(",", " ").replace(".", " ").split())
            names = " ".join(subject.names.values()).lower().split()
            if foreign := (WRONG_WORDS[lang] & words) - set(names):
                yield f"{where}: words of the other language {sorted(foreign)}"
        for table in found.tables:
            if not table.rows or any(len(row) != len(table.headers) for row in table.rows):
                yield f"{where}: ragged table {table.headers}"
            if table.anchor in seen or not table.caption:
                yield f"{where}: table {table.anchor!r} twice or without a caption"
            # What is folded away has no anchor.
            seen |= {table.anchor} - {""}


def check(index: str, year: int, lang: str) -> None:
    subject = open_overview(index=index, year=year, lang=lang)
    assert list(faults(subject)) == []
    headings = [h for name in SECTIONS_IN_ORDER for h in page(subject, name).of("h2")]
    assert len(headings) == (11 if subject.complete else 4)


SECTIONS_IN_ORDER = ("coverage", "level", "provinces", "movers", "trends", "dimensions",
                     "convergence", "neighbours", "similar", "outlook", "sources")  # fmt: skip


@pytest.mark.parametrize(("index", "year"), SAMPLE)
def test_pages_read_well(index, year):
    check(index, year, "vi" if year % 2 else "en")


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("index", "year"), EVERY)
def test_all_pages_read_well(index, year, lang):
    check(index, year, lang)


# Figures of a complete panel.


def test_coverage_names_who_is_missing(papi):
    assert page(papi, "coverage").of("p")[:2] == [
        "PAPI năm 2023 có kết quả của 61/63 tỉnh, thành phố. Không công bố kết quả của: Quảng Ninh "
        "và Bình Dương.",
        "Kết quả năm 2023 so sánh được với các năm 2021–2022.",
    ]


def test_level_is_what_the_file_says(papi):
    now, before = raw("papi", 2023), raw("papi", 2022)
    both = [now[c] - before[c] for c in now if c in before]
    mean, sd = statistics.mean(now.values()), statistics.stdev(now.values())
    written = [f"{v:.2f}".replace(".", ",") for v in (mean, sd, max(now.values()))]
    found = page(papi, "level")
    assert found.of("p")[0] == (
        f"Năm 2023, điểm bình quân của {len(now)}/63 tỉnh, thành phố là {written[0]} điểm, độ "
        f"lệch chuẩn {written[1]} điểm; cao nhất là Thừa Thiên Huế ({written[2]}), thấp nhất là "
        f"Đắk Nông (38,97). Tính trên {len(both)} địa phương có kết quả cả hai năm, điểm số thay "
        f"đổi bình quân +{statistics.mean(both):.2f}".replace("+0.", "+0,")
        + " điểm so với năm 2022."
    )
    (table,) = found.tables
    assert table.rows[-1] == [
        "2023", "61", written[0], written[1], "46,04 (Thừa Thiên Huế)", "38,97 (Đắk Nông)",
        "7,07", "+0,17 (59)",
    ]  # fmt: skip
    assert [row[0] for row in table.rows] == [
        "2016*", "2017", "2018*", "2019*", "2020", "2021*", "2022", "2023",
    ]  # fmt: skip
    assert [row[-1] == "–" for row in table.rows] == [True, False, True, True, False, True,
                                                      False, False]  # fmt: skip


def test_the_range_is_the_difference_of_what_is_printed(papi):
    (table,) = page(papi, "level").tables
    for row in table.rows:
        high, low, between = (float(c.split()[0].replace(",", ".")) for c in row[4:7])
        assert round(high - low, 2) == between


def test_all_provinces_are_there_in_order_of_rank(papi):
    (table,) = page(papi, "provinces").tables
    scores = raw("papi", 2023)
    ordered = sorted(scores, key=lambda c: -scores[c])
    assert [row[0] for row in table.rows] == [papi.names[c] for c in ordered]
    assert table.column("Xếp hạng") == [str(i) for i in range(1, 62)]
    own = table.rows[ordered.index("08")]
    assert own[0] == "Tuyên Quang"
    assert own[1] == "41"
    assert own[4:] == ["41,49", "trung bình thấp", "−1,62", "−21"]
    assert [own[5] for own in table.rows].count("thấp") == 16


def test_rank_intervals_hold_the_ranks(papi):
    (table,) = page(papi, "provinces").tables
    for row in table.rows:
        low, high = map(int, row[2].split("–"))
        assert 1 <= low <= int(row[1]) <= high <= 61
    chances = papi.rank_intervals.table["top_10"]
    # Ten places are shared out among all.
    assert chances.sum() == pytest.approx(10, abs=1e-9)


def test_ties_stand_in_dictionary_order():
    subject = open_overview(index="pci", year=2011)
    rows = page(subject, "provinces").tables[0].rows
    ranks = [int(row[1]) for row in rows]
    assert ranks == sorted(ranks)
    tied = [(a[0], b[0]) for a, b in pairwise(rows) if a[1] == b[1]]
    assert tied
    assert all(sort_key(a) < sort_key(b) for a, b in tied)


def test_movers_are_counted_from_the_files(papi):
    now, before = raw("papi", 2023), raw("papi", 2022)
    moved = {c: round(now[c], 2) - round(before[c], 2) for c in now if c in before}
    up, down = sum(v > 0.001 for v in moved.values()), sum(v < -0.001 for v in moved.values())
    found = page(papi, "movers")
    assert found.of("p")[0].startswith(
        f"Trong {len(moved)} địa phương có kết quả cả năm 2022 và năm 2023, số địa phương tăng "
        f"điểm là {up}, giảm điểm là {down}, không đổi là {len(moved) - up - down}. "
    )
    top = sorted(moved, key=lambda c: -moved[c])[:5]
    assert [row[0] for row in found.tables[0].rows] == [papi.names[c] for c in top]
    assert found.tables[0].rows[0][:5] == ["Hà Giang", "41,15", "44,25", "+3,10", "+2,93*"]


def test_movement_against_the_drift_adds_up_as_printed(papi):
    for table in page(papi, "movers").tables:
        for row in table.rows:
            before, now, change, own = (
                float(cell.replace(",", ".").replace("−", "-").rstrip("*")) for cell in row[1:5]
            )
            assert round(now - before, 2) == change
            assert round(change - 0.17, 2) == own


def test_no_movement_across_a_change_of_edition():
    subject = open_overview(index="papi", year=2018)
    assert page(subject, "movers").texts[1:] == [
        ("p", "Không so sánh với năm 2017: từ 6 lên 8 chỉ số nội dung, thang điểm từ 60 lên 80.")
    ]
    assert page(subject, "trends").of("p") == [
        "Số năm so sánh được với nhau là 1 (2018), cần ít nhất 3 năm."
    ]


def test_trends_count_every_province_once_a_method():
    table = page(open_overview(index="pci", year=2018), "trends").tables[0]
    assert [sum(map(int, row[1:])) for row in table.rows] == [63] * 4


def test_three_years_are_too_few_for_verdicts(papi):
    found = page(papi, "trends")
    assert found.tables == []
    assert found.of("p")[0].endswith(
        "Số năm như vậy chưa đủ để kết luận. Cũng chưa thể kết luận về xu hướng của từng địa "
        "phương."
    )


def test_dimensions_are_ordered_by_their_spread(papi):
    spread = {code: statistics.stdev(raw("papi", 2023, code).values()) * 10 for code in papi.parts}
    table, links = page(papi, "dimensions").tables
    assert table.column("Độ lệch chuẩn, % điểm tối đa") == [
        f"{v:.2f}".replace(".", ",") for v in sorted(spread.values(), reverse=True)
    ]
    x, y = raw("papi", 2023, "d1"), raw("papi", 2023, "d2")
    r = statistics.correlation([x[c] for c in sorted(x)], [y[c] for c in sorted(x)])
    assert links.rows[0][2] == f"{r:.2f}*".replace(".", ",")
    assert [row[i] for i, row in enumerate(links.rows, start=1)] == ["–"] * 8


def test_a_year_without_dimensions_says_so():
    subject = open_overview(index="pci", year=2012, lang="en")
    assert page(subject, "dimensions").of("p") == ["The data hold no dimensions of PCI for 2012."]
    assert page(subject, "similar").of("p") == [
        "The data hold too few dimensions of PCI for 2012 to compare profiles."
    ]


def test_spread_of_the_same_provinces_is_compared(papi):
    years = [raw("papi", year) for year in (2021, 2022, 2023)]
    whole = set(years[0]) & set(years[1]) & set(years[2])
    first, last = (statistics.stdev([y[c] for c in whole]) for y in (years[0], years[-1]))
    assert page(papi, "convergence").of("p")[0].startswith(
        f"Từ năm 2021 đến năm 2023, độ lệch chuẩn giữa {len(whole)} địa phương có kết quả hằng năm "
        f"thay đổi từ {first:.2f} điểm thành {last:.2f} điểm, bằng {last / first:.2f} lần ban đầu"
        .replace(".", ",")
    )  # fmt: skip


def test_without_pysal_one_sentence_says_how_to_get_it(papi, monkeypatch):
    def missing(*_: object) -> None:
        raise ExtraMissing("neighbourhood on the map", "space")

    monkeypatch.setattr(space, "neighbours", missing)
    fresh = open_overview(index="papi", year=2023, lang="en")
    assert page(fresh, "neighbours").of("p") == [
        "Whether neighbours are alike is measured with PySAL, which is not installed: pip install "
        "'chiso[space]'."
    ]


def test_clear_groups_hold_every_province_once():
    subject = open_overview(index="pci", year=2018)
    (table,) = page(subject, "similar").tables
    members = [name for row in table.rows for name in row[-1].split(", ")]
    assert sorted(members) == sorted(subject.names.values())
    assert sum(int(row[1]) for row in table.rows) == 63


def test_outlook_is_that_of_the_province_reports(papi):
    table = page(papi, "outlook").tables[0]
    assert len(table.rows) == 10
    made = papi.national.outlook("papi", "overall")
    chances = made.groups(2024)["high"].sort_values(ascending=False)
    assert [row[0] for row in table.rows[:3]] == [papi.names[c] for c in chances.index[:3]]
    assert "63 tỉnh, thành phố trước khi sắp xếp" in page(papi, "outlook").of("p")[0]


def test_nothing_later_is_looked_at(papi):
    assert papi.scores_so_far["year"].max() == 2023
    assert papi.forecast.history[-1] == 2023


def test_scores_from_0_to_1_have_four_decimals():
    subject = open_overview(index="dti", year=2024, lang="en")
    found = page(subject, "level")
    assert found.of("p")[0].startswith(
        "In 2024 the published national mean was 0.6961 points; over 63 of 63 provinces the "
        "standard deviation was 0.0789 points, the highest score that of Ho Chi Minh City (0.8373)"
    )
    assert "from 0 to 1" in found.of("p")[1]


def test_the_axis_that_begins_at_zero_is_not_said_to_begin_elsewhere(papi):
    assert page(papi, "columns_chart").of("p") == ["Trục điểm không bắt đầu từ số không."]
    assert page(open_overview(index="dti", year=2024), "columns_chart").of("p") == []


# Partial panels.


def test_a_partial_panel_computes_nothing(par):
    shown = {name for name in SECTIONS if getattr(overview, name)(par) != EMPTY}
    # Means of the regions are published.
    assert shown == {"head", "coverage", "level", "regions_chart", "provinces", "sources"}
    for name in ("trends", "movements", "sigma", "beta", "forecast", "forecast_record", "noise",
                 "rank_intervals", "peer_groups", "part_links"):  # fmt: skip
        assert not getattr(par, name)


def test_a_partial_panel_gives_what_was_published(par):
    assert page(par, "level").of("p")[0] == (
        "Giá trị bình quân cả nước năm 2023 được công bố là 86,98 điểm. Xếp thứ nhất trong 63 "
        "tỉnh, thành phố theo công bố: Quảng Ninh (92,18 điểm). Xếp cuối trong 63 tỉnh, thành phố "
        "theo công bố: An Giang (81,32 điểm)."
    )
    years, regions = page(par, "level").tables
    assert "Độ lệch chuẩn" not in years.headers
    assert regions.rows[0] == ["Đồng bằng sông Hồng", "88,33"]
    assert len(regions.rows) == 6


def test_a_partial_panel_lists_published_ranks_and_warns(par):
    found = page(par, "provinces")
    rows = [r for r in recount.rows("scores/par_index/2023.csv")
            if r["component"] == "overall" and r["province_code"] != "00"]  # fmt: skip
    assert len(found.tables[0].rows) == len(rows) == 34
    assert found.tables[0].rows[0] == ["Quảng Ninh", "1/63", "92,18"]
    assert "Kết quả tốt được công bố nhiều hơn" in found.of("p")[0]
    assert "các kết quả tốt được nêu nhiều hơn" in page(par, "coverage").of("p")[0]


def test_sources_are_those_of_the_figures(papi):
    found = page(papi, "sources").of("li")
    ids = {i for year in range(2011, 2024) for r in recount.rows(f"scores/papi/{year}.csv")
           if r["component"] == "overall" for i in r["source_id"].split(";")}  # fmt: skip
    assert ids <= {line.rsplit("[", 1)[1].rstrip("]") for line in found if line.endswith("]")}
