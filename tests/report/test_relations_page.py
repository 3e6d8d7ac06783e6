"""The page of relations: parameters, figures counted anew from the raw files, and its words."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import numpy as np
import page_reader
import pytest
from page_reader import Page
from scipy import stats
from test_sections import FAULTS, WRONG_WORDS

from analysis import workspace
from analysis.blocks import Block
from analysis.errors import BadParameter, UnknownComponent
from analysis.relate import Measure
from analysis.report import relations
from analysis.report.relations import Relations, open_relations
from analysis.report.relations.closing import source_ids
from analysis.report.relations.params import RelationParameters, parse

DEFAULT = ("operations:score_766_progress", "operations:score_766_satisfaction")
SECTIONS: tuple[Callable[[Relations], Block], ...] = (
    relations.title, relations.data, relations.scatter, relations.correlations, relations.slopes,
    relations.influence, relations.context, relations.settlement,
)  # fmt: skip
RESULTS = ("correlations", "last_stretch", "slopes", "influence", "in_context", "curve")
NO_BREAK = "\N{NO-BREAK SPACE}"


@cache
def subject(
    x: str = DEFAULT[0], y: str = DEFAULT[1], first: int = 0, last: int = 0, lang: str = "vi"
) -> Relations:
    made = open_relations(x=x, y=y, first_year=first, last_year=last, lang=lang)
    # What does not depend on the pair, or on the language, is computed once.
    if (x, y, first, last, lang) != (*DEFAULT, 0, 0, "vi"):
        vars(made)["settlement"] = subject().settlement
    if lang != "vi":
        twin = subject(x, y, first, last)
        vars(made).update({name: getattr(twin, name) for name in RESULTS})
    return made


def read(section: Callable[[Relations], Block], about: Relations) -> Page:
    return page_reader.read(section(about).html.replace(NO_BREAK, " "))


# ---- parameters


def refused(error: type[Exception], **changes: object) -> str:
    with pytest.raises(error) as caught:
        parse(**({"x": "papi:d5", "y": "papi:d8"} | changes))  # type: ignore[arg-type]
    return str(caught.value)


def test_parameters():
    found = parse(x="papi:d5", y="dti:overall", first_year=2022, last_year=2024, lang="en")
    assert found == RelationParameters(
        Measure("papi", "d5"), Measure("dti", "overall"), 2022, 2024, "en"
    )
    assert found.years == (2022, 2024)
    assert parse(x="papi:d5", y="papi:d8").years == (2011, 2024)
    assert parse(x="papi:d5", y="papi:d8", last_year=2020).years == (2011, 2020)


def test_by_default_settlement_and_satisfaction_are_related():
    found = open_relations()
    assert (found.x.name, found.y.name) == (
        "operations score_766_progress", "operations score_766_satisfaction",
    )  # fmt: skip
    assert found.language.code == "vi"


@pytest.mark.parametrize(
    "value", ["", "papi", "papi:", ":d5", ":", None, 5, True, ["papi:d5"], ("papi", "d5"), b"a:b"]
)
@pytest.mark.parametrize("name", ["x", "y"])
def test_a_series_is_named_by_index_and_component(name, value):
    assert refused(BadParameter, **{name: value}) == (
        f"{name} must name an index and a component such as 'papi:d5', got {value!r}"
    )


@pytest.mark.parametrize("value", ["papy:d5", "PAPI:d5", " papi:d5", "../papi:d5"])
def test_an_unknown_index_names_the_indices(value):
    index = value.split(":")[0]
    assert refused(UnknownComponent, x=value) == (
        f"unknown index {index!r}; the indices are par_index, sipas, papi, operations, pci, dti, "
        "population, grdp_per_capita"
    )


@pytest.mark.parametrize("component", ["d9", "D5", "overall ", "d5:1", "{x}"])
def test_an_unknown_component_names_the_components(component):
    message = refused(UnknownComponent, y=f"papi:{component}")
    assert message.startswith(
        f"index 'papi' never had a component {component!r}; it has: d1, d1.1, d1.2,"
    )
    assert message.endswith(", d8.3, overall")


def test_a_component_of_another_year_is_known():
    assert subject("papi:d5.2", "papi:d5").correlation.years == tuple(range(2011, 2021))


def test_a_series_is_not_related_to_itself():
    assert refused(BadParameter, y="papi:d5") == (
        "x and y must be two different series, got 'papi:d5' twice"
    )


@pytest.mark.parametrize("name", ["first_year", "last_year"])
@pytest.mark.parametrize("year", ["2023", "", True, False, 2023.0, None, [2023], date(2023, 1, 1)])
def test_a_year_must_be_a_whole_number(name, year):
    assert refused(BadParameter, **{name: year}) == (
        f"{name} must be a whole number such as 2023, got {year!r}"
    )


@pytest.mark.parametrize("name", ["first_year", "last_year"])
@pytest.mark.parametrize("year", [1999, 2010, 2025, -1])
def test_an_unknown_year_names_the_years(name, year):
    assert refused(BadParameter, **{name: year}) == (
        f"{name} must be 0 for all years or a year from 2011 to 2024, got {year}"
    )


def test_years_come_in_order():
    assert refused(BadParameter, first_year=2023, last_year=2022) == (
        "first_year must not come after last_year, got 2023 and 2022"
    )


def test_languages():
    assert refused(BadParameter, lang="fr") == "unknown language 'fr'; the languages are vi and en"
    assert refused(BadParameter, lang=1) == "lang must be 'vi' or 'en', got 1"


def test_a_parameter_that_papermill_put_in_must_be_known():
    assert refused(BadParameter, executed=['# Parameters\nprovince = "08"\n']) == (
        "unknown parameter 'province'; the parameters are x, y, first_year, last_year, lang"
    )
    parse(x="papi:d5", y="papi:d8", executed=['# Parameters\nx = "papi:d5"\nfirst_year = 0\n'])


# ---- figures, counted anew


def raw(index: str, component: str) -> dict[tuple[int, str], float]:
    """Return the scores of a series by year and province, read by hand."""
    found = {}
    for path in (workspace.find().raw / "scores" / index).glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["component"] == component and row["score"] and row["province_code"] != "00":
                    found[int(row["year"]), row["province_code"]] = float(row["score"])
    return found


def pairs_of(x: str, y: str) -> tuple[list[tuple[int, str]], np.ndarray, np.ndarray]:
    one, other = raw(*x.split(":")), raw(*y.split(":"))
    keys = sorted(one.keys() & other.keys())
    return keys, np.array([one[k] for k in keys]), np.array([other[k] for k in keys])


def vi(value: float, digits: int = 2) -> str:
    return f"{value:.{digits}f}".replace("-", "−").replace(".", ",")


def test_data_of_the_default_pair():
    keys, _, _ = pairs_of(*DEFAULT)
    page = read(relations.data, subject())
    assert page.of("p")[0] == (
        f"Có {len(keys)} cặp số liệu X và Y của {len({p for _, p in keys})}/63 tỉnh, thành phố, "
        "năm 2022–2024. Địa phương tính theo danh mục 63 tỉnh, thành phố trước ngày 01/7/2025."
    )
    assert page.of("li") == [
        "X: Tiến độ, kết quả giải quyết (Quyết định 766). Đơn vị: điểm, tối đa 20; cơ quan công "
        "bố: Cổng Dịch vụ công quốc gia.",
        "Y: Mức độ hài lòng (Quyết định 766). Đơn vị: điểm, tối đa 18; cơ quan công bố: Cổng Dịch "
        "vụ công quốc gia.",
        "Có đại lượng chỉ biết số liệu ở những địa phương đã công bố hoặc đã tìm thấy kết quả, "
        "trong đó kết quả tốt chiếm phần nhiều hơn: điều đúng với mẫu này chưa chắc đúng với cả "
        "63 tỉnh, thành phố.",
        "Trong các năm xem xét có chuỗi số liệu bắt đầu lại; các năm vẫn được gộp chung.",
        "X và Y bắt đầu chuỗi số liệu mới từ năm 2023: năm 2022 chỉ tính từ tháng 8.",
        "Với 23 trong 34 địa phương, chưa xác minh được điểm số thuộc đơn vị trước hay sau sáp "
        "nhập tháng 7/2025.",
    ]
    assert page.tables[0].rows == [[y, "34/63", "34/63", "34/63"] for y in ("2022", "2023", "2024")]


def test_coverage_counts_provinces_by_year():
    one, other = raw("papi", "d5"), raw("dti", "egov_activity")
    table = read(relations.data, subject("dti:egov_activity", "papi:d5")).tables[0]
    assert table.rows == [
        [str(year), *(f"{sum(k[0] == year for k in keys)}/63"
                      for keys in (other, one, one.keys() & other.keys()))]
        for year in (2022, 2023, 2024)
    ]  # fmt: skip


def test_a_complete_panel_has_no_warnings_and_one_year_is_named_alone():
    page = read(relations.data, subject("papi:d5", "papi:d8", 2023, 2023))
    assert len(page.of("li")) == 2
    assert page.of("p")[0].startswith("Có 61 cặp số liệu X và Y của 61/63 tỉnh, thành phố, năm ")
    assert [row[0] for row in page.tables[0].rows] == ["2023"]


def test_every_break_is_told_with_its_year():
    items = read(relations.data, subject("papi:d5", "papi:d8")).of("li")
    assert items[2:] == [
        "Trong các năm xem xét có chuỗi số liệu bắt đầu lại; các năm vẫn được gộp chung.",
        "Y bắt đầu chuỗi số liệu mới từ năm 2019: thêm nội dung phúc đáp qua cổng thông tin điện "
        "tử.",
        "X bắt đầu chuỗi số liệu mới từ năm 2021: bỏ nội dung cấp phép xây dựng.",
    ]


def test_few_provinces_are_a_warning():
    items = read(relations.data, subject("par_index:overall", "sipas:overall")).of("li")
    count = len({p for _, p in pairs_of("par_index:overall", "sipas:overall")[0]})
    assert any(f"Mẫu chỉ có {count} địa phương, dưới 30" in item for item in items)


@pytest.mark.parametrize("pair", [DEFAULT, ("papi:d5", "papi:d8")])
def test_coefficients_are_those_of_scipy(pair):
    _, x, y = pairs_of(*pair)
    row = read(relations.correlations, subject(*pair)).tables[0].rows[0]
    expected = stats.pearsonr(x, y), stats.spearmanr(x, y), stats.kendalltau(x, y)
    assert [cell.split(" ")[0] for cell in row[4:]] == [vi(found.statistic) for found in expected]
    assert row[2] == str(len(x))


def test_the_correlation_is_said_and_later_years_are_paired():
    page = read(relations.correlations, subject())
    assert page.of("p")[0] == (
        "Trên 102 cặp số liệu của 34 tỉnh, thành phố (năm 2022–2024), X và Y có hệ số tương quan "
        "Pearson 0,51 (từ 0,26 đến 0,70) và Spearman 0,50 (từ 0,28 đến 0,67) (khoảng tin cậy 95%, "
        "4.000 lần lấy mẫu lại theo tỉnh). Trong mẫu này, hai đại lượng biến thiên cùng chiều."
    )
    assert [row[:4] for row in page.tables[0].rows] == [
        ["Cùng năm", "2022–2024*", "102", "34/63"],
        ["Cùng năm, chỉ tính chuỗi số liệu mới nhất", "2023–2024", "68", "34/63"],
        ["X trước Y 1 năm", "2023–2024*", "68", "34/63"],
        ["X trước Y 2 năm", "2024", "34", "34/63"],
    ]


def test_a_later_y_meets_the_x_of_before():
    one, other = raw("dti", "egov_activity"), raw("papi", "d8")
    keys = [(y, p) for y, p in other if (y - 1, p) in one]
    found = stats.pearsonr([one[y - 1, p] for y, p in keys], [other[k] for k in keys]).statistic
    row = read(relations.correlations, subject("dti:egov_activity", "papi:d8")).tables[0].rows[1]
    assert row[:4] == ["X trước Y 1 năm", "2023–2024", str(len(keys)), "63/63"]
    assert row[4].startswith(vi(found))


def test_years_outside_those_asked_for_are_not_looked_at():
    rows = read(relations.correlations, subject("papi:d5", "papi:d8", 2022, 2024)).tables[0].rows
    one, other = raw("papi", "d5"), raw("papi", "d8")
    counts = [
        sum(y - lag >= 2022 and (y - lag, p) in one for y, p in other if y <= 2024)
        for lag in (0, 1, 2)
    ]
    assert [row[:3] for row in rows] == [
        ["Cùng năm", "2022–2024", str(counts[0])],
        ["X trước Y 1 năm", "2023–2024", str(counts[1])],
        ["X trước Y 2 năm", "2024", str(counts[2])],
    ]


def two_way(pair: tuple[str, str]) -> float:
    """Return the slope with dummies of provinces and years, by plain least squares."""
    keys, x, y = pairs_of(*pair)
    dummies = [
        np.array([key[at] == value for key in keys], dtype=float)
        for at in (0, 1)
        for value in sorted({key[at] for key in keys})
    ]
    return float(np.linalg.lstsq(np.column_stack([x, *dummies]), y, rcond=None)[0][0])


def test_slopes_of_the_default_pair():
    keys, x, y = pairs_of(*DEFAULT)
    table = read(relations.slopes, subject()).tables[0]
    assert table.column("Mô hình") == [
        "Gộp chung", "Giữa các địa phương", "Trong từng địa phương",
        "Trong từng địa phương, loại trừ biến động chung của năm",
    ]  # fmt: skip
    said = [cell.split(" ")[0] for cell in table.column("Hệ số hồi quy (khoảng tin cậy 95%)")]
    means = [
        [
            np.mean([v for (_, q), v in zip(keys, values, strict=True) if q == p])
            for values in (x, y)
        ]
        for p in sorted({p for _, p in keys})
    ]
    between = stats.linregress(*np.array(means).T).slope
    assert said[0] == vi(stats.linregress(x, y).slope)
    assert said[1] == vi(between)
    assert said[3] == vi(two_way(DEFAULT))
    assert table.column("Số quan sát") == ["102", "34", "102", "102"]
    assert table.column("R²")[0] == vi(stats.pearsonr(x, y).statistic ** 2)


def test_p_values_are_adjusted_over_the_four_models():
    p = subject().slopes.table["p"].to_numpy()
    steps = np.sort(p) * np.arange(4, 0, -1)
    by_hand = dict(zip(np.argsort(p), np.minimum(np.maximum.accumulate(steps), 1), strict=True))
    column = read(relations.slopes, subject()).tables[0].column("p đã hiệu chỉnh")
    assert column == ["dưới 0,001" if by_hand[i] < 0.001 else vi(by_hand[i], 3) for i in range(4)]
    assert column == ["dưới 0,001", "dưới 0,001", "0,027", "0,013"]


def test_a_break_inside_the_slopes_is_told():
    warning = "Phần thay đổi chung cho mọi địa phương chỉ được loại trừ ở mô hình cuối."
    assert warning in read(relations.slopes, subject("papi:d5", "papi:d8")).text
    assert warning not in read(relations.slopes, subject("papi:d5", "papi:d8", 2021)).text


def test_tiny_slopes_keep_their_digits():
    table = read(relations.slopes, subject("population:total", "grdp_per_capita:overall")).tables[0]
    assert table.column("Hệ số hồi quy (khoảng tin cậy 95%)")[0] == "0,0105 (0,0069; 0,0141)"


def test_influence_is_that_of_leaving_provinces_out():
    keys, x, y = pairs_of(*DEFAULT)
    whole = stats.pearsonr(x, y).statistic
    without = {}
    for p in {p for _, p in keys}:
        kept = [i for i, (_, q) in enumerate(keys) if q != p]
        without[p] = stats.pearsonr(x[kept], y[kept]).statistic
    most = sorted(without, key=lambda p: -abs(without[p] - whole))[:5]
    page = read(relations.influence, subject())
    table = page.tables[0]
    assert table.column("Địa phương được bỏ ra") == [subject().names[p] for p in most]
    assert table.column("r khi bỏ") == [vi(without[p]) for p in most]
    assert page.of("p")[0] == (
        "Tính trên cả 34 địa phương, hệ số tương quan Pearson r là 0,51; hệ số hồi quy trong từng "
        "địa phương, loại trừ biến động chung của năm, là 0,13. Dù bỏ địa phương nào, r vẫn nằm "
        f"trong khoảng từ {vi(min(without.values()))} đến {vi(max(without.values()))} và không "
        "đổi dấu."
    )


def number(cell: str) -> float:
    return float(cell.replace("−", "-").replace(",", "."))


@pytest.mark.parametrize("pair", [DEFAULT, ("papi:d5", "papi:d8")])
def test_printed_changes_are_differences_of_printed_figures(pair):
    page = read(relations.influence, subject(*pair))
    whole_r, whole_slope = map(number, re.findall(r"là (−?\d+,\d+)[;.]", page.of("p")[0]))
    for row in page.tables[0].rows:
        assert number(row[3]) == pytest.approx(number(row[2]) - whole_r)
        assert number(row[5]) == pytest.approx(number(row[4]) - whole_slope)


def test_the_curve_bends_by_differences_of_printed_figures():
    page = read(relations.scatter, subject())
    _, x, _ = pairs_of(*DEFAULT)
    rows = page.tables[0].rows
    assert [row[1] for row in rows] == [
        vi(v) for v in np.quantile(x, [0, 0.25, 0.5, 0.75, 1], method="closest_observation")
    ]
    lowest, _, median, _, highest = (number(row[2]) for row in rows)
    assert page.of("p")[1] == (
        f"Từ giá trị X thấp nhất đến trung vị, Y theo đường cong thay đổi +{vi(median - lowest)}; "
        f"từ trung vị đến giá trị X cao nhất, Y thay đổi +{vi(highest - median)}."
    )
    for row in rows:
        low, high = map(number, row[3].split(" đến "))
        assert low <= number(row[2]) <= high
    assert all(number(a[1]) <= number(b[1]) for a, b in pairwise(rows))


def test_the_scatter_is_described():
    _, x, y = pairs_of(*DEFAULT)
    assert read(relations.scatter, subject()).of("alt") == [
        f"Biểu đồ phân tán 102 cặp số liệu năm 2022–2024: X từ {vi(x.min())} đến {vi(x.max())}, Y "
        f"từ {vi(y.min())} đến {vi(y.max())}, hệ số tương quan 0,51."
    ]


def test_context_is_taken_out_of_both_series():
    keys, x, y = pairs_of(*DEFAULT)
    people = raw("population", "total")
    assert all(key in people for key in keys)
    held = np.column_stack([np.ones(len(keys)), [np.log(people[key]) for key in keys]])
    rest = [v - held @ np.linalg.lstsq(held, v, rcond=None)[0] for v in (x, y)]
    table = read(relations.context, subject()).tables[0]
    row = next(row for row in table.rows if row[0] == "Dân số (lô-ga-rít)")
    assert row[1:4] == ["2022–2024*", "102", "34/63"]
    assert row[4].startswith(vi(stats.pearsonr(x, y).statistic))
    assert row[5].startswith(vi(stats.pearsonr(*rest).statistic))


def test_a_series_is_not_held_fixed_against_itself():
    one = read(relations.context, subject("population:total", "papi:d5")).tables[0]
    assert one.column("Yếu tố giữ cố định") == ["GRDP bình quân đầu người (lô-ga-rít)"]
    both = read(relations.context, subject("population:total", "grdp_per_capita:overall"))
    assert both.of("p") == [
        "Thu nhập và dân số, là các yếu tố được giữ cố định ở mục này, chính là hai đại lượng đang "
        "xét."
    ]


# ---- settlement and satisfaction


def test_settlement_with_and_without_names_of_unproven_frame():
    page = read(relations.settlement, subject())
    correlations, slopes, digital = page.tables
    assert [row[:4] for row in correlations.rows] == [
        ["Tất cả địa phương có số liệu", "2022–2024", "102", "34/63"],
        ["Không kể 23 địa phương chưa xác minh phạm vi", "2022–2024", "33", "11/63"],
    ]
    assert correlations.column("Pearson") == ["0,51 (0,26; 0,70)", "0,48 (−0,07; 0,81)"]
    assert slopes.rows[3] == [
        "Trong từng địa phương, loại trừ biến động chung của năm", "0,13 (0,04; 0,22)", "0,020",
        "0,17 (−0,24; 0,57)",
    ]  # fmt: skip
    assert digital.headers == [
        "Đại lượng", "Thủ tục hành chính công (PAPI)", "p đã hiệu chỉnh",
        "Quản trị điện tử (PAPI)", "p đã hiệu chỉnh",
    ]  # fmt: skip
    assert digital.rows[0] == ["Pearson", "0,14 (−0,03; 0,30)", "–", "0,10 (−0,07; 0,26)", "–"]


def test_what_settlement_data_say_and_cannot_say():
    items = read(relations.settlement, subject()).of("li")
    assert items == [
        "Trong 34 đơn vị có số liệu, đơn vị có điểm tiến độ bình quân cao hơn cũng có điểm hài "
        "lòng bình quân cao hơn: mỗi điểm tiến độ ứng với 0,39 (từ 0,28 đến 0,50) điểm hài lòng "
        "(p đã hiệu chỉnh: dưới 0,001).",
        "Khi điểm tiến độ của một trong 34 đơn vị này thay đổi khác với xu hướng chung của các "
        "năm, điểm hài lòng của đơn vị đó có xu hướng thay đổi cùng chiều: mỗi điểm tiến độ ứng "
        "với 0,13 (từ 0,04 đến 0,22) điểm hài lòng (p đã hiệu chỉnh: 0,020).",
        "Ở riêng 11 đơn vị đã xác minh phạm vi, điểm hài lòng có thay đổi cùng chiều với điểm tiến "
        "độ hay không: hệ số hồi quy trong từng địa phương, loại trừ biến động chung của năm, là "
        "0,17 (từ −0,24 đến 0,57), khoảng tin cậy chứa số 0.",
        "Tiến độ giải quyết có đi cùng với mức độ hài lòng theo SIPAS hay không: 17 cặp số liệu "
        "phù hợp với mọi hệ số tương quan từ −0,45 đến 0,59.",
        "Hoạt động chính quyền số có đi cùng với trải nghiệm của người dân hay không: chưa thấy "
        "mối liên hệ, nhưng cũng chưa loại trừ hệ số tương quan đến mức 0,30.",
        "Giải quyết đúng hạn có làm tăng mức độ hài lòng hay không: hai điểm số lấy từ cùng một "
        "cổng và cùng một bộ chỉ số, riêng cách đo chung cũng có thể làm chúng biến thiên cùng "
        "chiều.",
        "Điều gì đúng với cả 63 tỉnh, thành phố: mới có điểm của 34 địa phương, và điểm hài lòng "
        "nằm sát mức tối đa 18 nên che bớt khác biệt.",
    ]


def test_the_width_of_the_interval_with_sipas_is_told():
    found = subject().settlement.sipas.pearson
    said = read(relations.settlement, subject()).text
    width = vi(found.high - found.low)
    assert f"Khoảng tin cậy của hệ số Pearson rộng {width} trên độ rộng tối đa là 2." in said


def test_settlement_does_not_depend_on_the_pair():
    other = open_relations(x="papi:d5", y="papi:d8", first_year=2021, last_year=2023)
    assert relations.settlement(other) == relations.settlement(subject())


# ---- pages of little data


def test_a_series_of_four_provinces_shrinks_to_sentences():
    few = subject("operations:online_full_rate", "papi:d5")
    assert read(relations.data, few).of("p")[0] == (
        "Chỉ 4/63 tỉnh, thành phố có cả X và Y (số cặp: 4); cần ít nhất 5 địa phương để xem xét "
        "mối liên hệ."
    )
    sections = SECTIONS[2:7]
    assert [read(section, few).of("p") for section in sections] == [
        ["Không tính được hệ số tương quan nên không có biểu đồ."],
        ["Số liệu quá ít để tính hệ số tương quan."],
        ["Các mô hình cần ít nhất năm địa phương có cả X và Y trong từ hai năm trở lên; bộ số "
         "liệu không có đủ."],
        ["Số địa phương quá ít để bỏ ra từng địa phương."],
        ["Bộ số liệu có quá ít cặp kèm GRDP bình quân đầu người hoặc dân số bên cạnh X và Y."],
    ]  # fmt: skip
    assert len(read(relations.settlement, few).tables) == 3


def test_no_pair_at_all():
    page = read(relations.data, subject("pci:overall", "dti:overall", 2011, 2015))
    assert page.of("p")[0] == "Trong các năm được chọn, không địa phương nào có cả X và Y."
    assert page.tables[0].rows[0] == ["2011", "63/63", "–", "–"]


def test_one_year_has_no_slopes_but_an_influence_on_the_correlation():
    one = subject("papi:d5", "papi:d8", 2023, 2023)
    assert read(relations.slopes, one).tables == []
    page = read(relations.influence, one)
    assert page.tables[0].headers == [
        "Địa phương được bỏ ra", "Số cặp còn lại", "r khi bỏ", "Thay đổi của r",
    ]  # fmt: skip
    assert page.of("p")[0].startswith("Tính trên cả 61 địa phương, hệ số tương quan Pearson r là ")
    rows = read(relations.correlations, one).tables[0].rows
    assert [row[:3] for row in rows] == [["Cùng năm", "2023", "61"]]


def test_a_series_of_one_value_is_told():
    full = subject("papi:d5", "papi:d8", 2023, 2023)
    scores = full.every_score.copy()
    scores.loc[(scores["index"] == "papi") & (scores["component"] == "d5"), "score"] = 7.0
    page = read(relations.data, replace(full, every_score=scores))
    assert page.of("p")[0] == (
        "Một trong hai đại lượng chỉ có một giá trị nên không thể xem xét mối liên hệ."
    )


# ---- title, sources and words


def test_titles():
    (title,) = read(relations.title, subject()).of("h1")
    assert title == (
        "Mối liên hệ giữa “Tiến độ, kết quả giải quyết (Quyết định 766)” và “Mức độ hài lòng "
        "(Quyết định 766)”"
    )
    english = subject("papi:d5", "papi:d8", lang="en")
    assert read(relations.title, english).of("h1") == [
        "How “Public Administrative Procedures (PAPI)” and “E-Governance (PAPI)” go together"
    ]
    assert relations.title(english).html.startswith('<h1 lang="en" class="numbered">')


def test_sources_are_those_of_the_rows():
    def of(index: str, component: str, keys: set[tuple[int, str]]) -> Iterator[str]:
        for path in (workspace.find().raw / "scores" / index).glob("*.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    known = (int(row["year"]), row["province_code"]) in keys
                    if known and row["component"] == component:
                        yield from row["source_id"].split(";")

    def both(x: str, y: str, within: tuple[int, int]) -> Iterator[str]:
        keys = {k for k in pairs_of(x, y)[0] if within[0] <= k[0] <= within[1]}
        for series in (x, y):
            yield from of(*series.split(":"), keys)

    every = (0, 9999)
    expected = {
        *both("papi:d5", "papi:d8", (2019, 2020)),
        *both(*DEFAULT, every),
        *both(DEFAULT[0], "sipas:overall", every),
        *both("dti:egov_activity", "papi:d5", every),
        *both("dti:egov_activity", "papi:d8", every),
    }
    about = subject("papi:d5", "papi:d8", 2019, 2020)
    assert source_ids(about) == sorted(expected)
    page = read(relations.sources, about)
    assert f"Trang này sử dụng số liệu từ {len(expected)} nguồn." in page.of("p")
    assert f"({about.correlation.seed} đối với X và Y cùng năm)" in page.text


PAGES = [
    (*DEFAULT, 0, 0),
    ("papi:d5", "papi:d8", 0, 0),
    ("papi:d5", "papi:d8", 2023, 2023),
    ("dti:egov_activity", "papi:d8", 0, 0),
    ("par_index:overall", "sipas:overall", 0, 0),
    ("population:urban", "grdp_per_capita:overall", 0, 0),
    ("operations:online_full_rate", "papi:d5", 0, 0),
    ("sipas:f1", "papi:overall", 0, 0),
    ("pci:overall", "dti:overall", 2011, 2015),
]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("about", PAGES, ids=lambda about: " ".join(map(str, about)))
def test_pages_read_well(about, lang):
    made = subject(*about, lang)
    pages = [read(section, made) for section in SECTIONS]
    assert [page.texts[0][0] for page in pages] == ["h1", *("h2" for _ in pages[1:])]
    anchors = [table.anchor for page in pages for table in page.tables]
    assert len(set(anchors)) == len(anchors)
    for page in pages:
        for _, line in page.texts:
            assert line
            assert not [match[0] for fault in FAULTS if (match := fault.search(line))], line
        assert not WRONG_WORDS[lang] & set(re.findall(r"\w+", page.text.lower()))
        for table in page.tables:
            assert table.caption
            assert table.rows
            assert all(len(row) == len(table.headers) for row in table.rows)
    methods = read(relations.sources, made)
    assert methods.texts[0][0] == "h2"
