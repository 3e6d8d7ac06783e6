"""Sentences of the page of relations, word for word in both languages."""

import re
from typing import get_args

import pytest

from analysis import indices, store
from analysis.estimates import Estimate
from analysis.relate import Caution, Measure, Model, PartialCorrelation, Sample, Slope
from analysis.wording import language, settled
from analysis.wording import relations as wording

VI, EN = language("vi"), language("en")


def a_slope(model: Model, value: float, low: float, high: float) -> Slope:
    return Slope(model, Estimate(value, low, high), 0.1, 2.0, 33, 0.04, 102, 34, 0.2, 0.1)


def items() -> list[indices.Component]:
    table = store.load("components")
    years = table["first_year"].astype(int)
    return [
        indices.component(index, code, year)
        for index, code, year in zip(table["index"], table["component"], years, strict=True)
    ]


@pytest.mark.parametrize(
    ("index", "component", "vi", "en"),
    [
        ("papi", "d8", "Quản trị điện tử (PAPI)", "E-Governance (PAPI)"),
        ("operations", "score_766_satisfaction", "Mức độ hài lòng (Quyết định 766)",
         "Satisfaction (Decision 766)"),
        ("operations", "online_full_rate", "Tỷ lệ hồ sơ trực tuyến toàn trình (TTHC)",
         "Share of dossiers processed fully online (Handling of administrative procedures)"),
        ("population", "total", "Dân số trung bình", "Average population"),
        ("population", "urban", "Dân số thành thị (Dân số)", "Urban population (Population)"),
        ("sipas", "overall", "Chỉ số hài lòng chung (SIPAS)", "Overall satisfaction index"),
    ],
)  # fmt: skip
def test_series(index, component, vi, en):
    item = indices.component(index, component, 2024)
    assert [wording.series(lang, item) for lang in (VI, EN)] == [vi, en]


def test_every_series_of_the_register_can_be_defined():
    assert len(items()) > 150
    for item in items():
        for lang in (VI, EN):
            said = wording.definition(lang, "X", item)
            assert said.startswith("X: ")
            assert said.endswith(".")
            assert not re.search(r"\b(None|nan)\b|\{|  ", said)


@pytest.mark.parametrize(
    ("index", "component", "vi"),
    [
        ("operations", "score_766_progress",
         "X: Tiến độ, kết quả giải quyết (Quyết định 766). Đơn vị: điểm, tối đa 20; cơ quan công "
         "bố: Cổng Dịch vụ công quốc gia."),
        ("papi", "d5.1",
         "X: Chứng thực/xác nhận (PAPI). Đơn vị: điểm, tối đa 3,33; cơ quan công bố: CECODES, "
         "VFF-CRT, RTA, UNDP."),
        ("dti", "egov_activity",
         "X: Chỉ số Hoạt động chính quyền số (DTI). Đơn vị: tỷ lệ, từ 0 đến 1; cơ quan công bố: "
         "Bộ Thông tin và Truyền thông."),
        ("grdp_per_capita", "overall",
         "X: GRDP bình quân đầu người, giá hiện hành. Đơn vị: triệu đồng; cơ quan công bố: Tổng "
         "cục Thống kê."),
    ],
)  # fmt: skip
def test_definition(index, component, vi):
    assert wording.definition(VI, "X", indices.component(index, component, 2024)) == vi


def test_sample():
    assert wording.sample(VI, 1068, 34, (2022, 2024)) == (
        "Có 1.068 cặp số liệu X và Y của 34/63 tỉnh, thành phố, năm 2022–2024. Địa phương tính "
        "theo danh mục 63 tỉnh, thành phố trước ngày 01/7/2025."
    )
    assert wording.sample(EN, 61, 61, (2023,)) == (
        "There are 61 pairs of X and Y, from 61 of 63 provinces, in 2023. Provinces are those of "
        "the list of 63 in force before 1 July 2025."
    )


@pytest.mark.parametrize(
    ("pairs", "known", "vi"),
    [
        (0, 0, "Trong các năm được chọn, không địa phương nào có cả X và Y."),
        (9, 4, "Chỉ 4/63 tỉnh, thành phố có cả X và Y (số cặp: 9); cần ít nhất 5 địa phương để "
               "xem xét mối liên hệ."),
        (9, 5, "Một trong hai đại lượng chỉ có một giá trị nên không thể xem xét mối liên hệ."),
    ],
)  # fmt: skip
def test_too_little(pairs, known, vi):
    assert wording.too_little(VI, pairs, known, 5) == vi


def test_every_warning_is_said_in_both_languages():
    said = {
        (code, lang.code): wording.caution(lang, code, known=34, unproven=23)
        for code in get_args(Caution)
        for lang in (VI, EN)
    }
    assert len(said) == len(set(said.values())) == 10
    assert not any("{" in text for text in said.values())
    assert said["few_provinces", "vi"] == (
        "Mẫu chỉ có 34 địa phương, dưới 30, nên các khoảng tin cậy kém chắc chắn hơn so với con "
        "số nêu ra."
    )
    assert said["frame_unproven", "vi"] == (
        "Với 23 trong 34 địa phương, chưa xác minh được điểm số thuộc đơn vị trước hay sau sáp "
        "nhập tháng 7/2025."
    )
    assert said["breaks_unknown", "en"] == (
        "For one of the series it is not known in which years its method changed, so years may "
        "not be alike."
    )


@pytest.mark.parametrize(
    ("symbols", "vi"),
    [(["X"], "X bắt đầu chuỗi số liệu mới từ năm 2019: thêm nội dung phúc đáp qua cổng thông tin "
             "điện tử."),
     (["X", "Y"], "X và Y bắt đầu chuỗi số liệu mới từ năm 2019: thêm nội dung phúc đáp qua cổng "
                  "thông tin điện tử.")],
)  # fmt: skip
def test_new_series(symbols, vi):
    breaks = [b for b in indices.breaks("papi", "d8") if b.year == 2019]
    assert wording.new_series(VI, symbols, 2019, breaks) == vi


@pytest.mark.parametrize(
    ("halves", "digits"),
    [([0.5], 2), ([0.05], 2), ([0.0499], 3), ([0.0051], 3), ([0.0049], 4),
     ([0.0036, 0.2], 4), ([1e-9], 6), ([0.0], 2), ([float("nan")], 2), ([], 2),
     ([12.0, float("inf")], 2)],
)  # fmt: skip
def test_decimals_follow_the_narrowest_interval(halves, digits):
    assert wording.decimals(Estimate(1.0, 1 - h, 1 + h) for h in halves) == digits


def test_estimates():
    found = Estimate(-0.0004, -1.234, 1234.5)
    assert wording.estimate(VI, found, 2) == "0,00 (từ −1,23 đến 1.234,50)"
    assert wording.cell(EN, found) == "0.00 (−1.23;\N{NO-BREAK SPACE}1,234.50)"


@pytest.mark.parametrize(
    ("p", "vi"), [(0.0, "dưới 0,001"), (0.00099, "dưới 0,001"), (0.001, "0,001"), (1.0, "1,000")]
)
def test_adjusted_p(p, vi):
    assert wording.adjusted_p(VI, p) == vi


UP, OPEN, DOWN = (0.3, 0.2, 0.4), (0.1, -0.1, 0.3), (-0.3, -0.4, -0.2)


@pytest.mark.parametrize(
    ("slope", "p", "vi", "en"),
    [
        (UP, 0.049, "Trong mẫu này là có: X cao hơn một đơn vị đi cùng với Y cao hơn 0,30 (từ 0,20 "
                    "đến 0,40).",
         "In this sample yes: one unit more of X goes with 0.30 (0.20 to 0.40) more of Y."),
        (UP, 0.05, "Hệ số là 0,30 (từ 0,20 đến 0,40); hệ số này không còn ý nghĩa sau khi hiệu "
                   "chỉnh cho nhiều kiểm định, nên mẫu chưa cho phép kết luận.",
         "The slope is 0.30 (0.20 to 0.40); it does not stand the control of several tests, so "
         "the sample cannot tell."),
        (OPEN, 0.3, "Mẫu chưa cho phép kết luận: hệ số là 0,10 (từ −0,10 đến 0,30), khoảng tin "
                    "cậy chứa số 0.",
         "The sample cannot tell: the slope is 0.10 (−0.10 to 0.30), and the interval holds zero."),
        (DOWN, 0.001, "Trong mẫu này thì ngược lại: X cao hơn một đơn vị đi cùng với Y thấp hơn, "
                      "hệ số −0,30 (từ −0,40 đến −0,20).",
         "In this sample the reverse: one unit more of X goes with less of Y, slope −0.30 (−0.40 "
         "to −0.20)."),
    ],
)  # fmt: skip
def test_answers_of_models_need_interval_and_adjusted_test(slope, p, vi, en):
    for lang, answer in ((VI, vi), (EN, en)):
        said = [
            wording.model_answer(lang, a_slope(model, *slope), digits=2, p=p, level=0.95)
            for model in get_args(Model)
        ]
        assert all(text.endswith((f"? {answer}", f". {answer}")) for text in said)
        assert len(set(said)) == 4


def test_questions_of_models():
    said = [
        wording.model_answer(VI, a_slope(model, *UP), digits=2, p=0.01, level=0.95).split("?")[0]
        for model in ("pooled", "between", "within", "two_way")
    ]
    assert said == [
        "Gộp chung: xét mọi cặp số liệu, nơi X cao hơn thì Y có cao hơn không",
        "Giữa các địa phương: địa phương có X bình quân cao hơn thì Y bình quân có cao hơn không",
        "Trong từng địa phương: năm mà X của một địa phương cao hơn bình quân của chính địa "
        "phương đó thì Y có cao hơn không",
        "Trong từng địa phương, loại trừ biến động chung của năm: nếu loại trừ cả phần thay đổi "
        "chung của mọi địa phương trong năm, chẳng hạn do đổi phương pháp tính, thì sao",
    ]


@pytest.mark.parametrize(
    ("low", "high", "vi"),
    [
        (0.41, 0.55, "Dù bỏ địa phương nào, r vẫn nằm trong khoảng từ 0,41 đến 0,55 và không đổi "
                     "dấu."),
        (-0.55, -0.41, "Dù bỏ địa phương nào, r vẫn nằm trong khoảng từ −0,55 đến −0,41 và không "
                       "đổi dấu."),
        (-0.1, 0.2, "Khi lần lượt bỏ từng địa phương, r thay đổi từ −0,10 đến 0,20: dấu của r phụ "
                    "thuộc vào một vài địa phương."),
    ],
)  # fmt: skip
def test_steadiness(low, high, vi):
    assert wording.steadiness(VI, low, high) == vi


@pytest.mark.parametrize(
    ("partial", "plain", "vi"),
    [
        (UP, UP, "r là 0,30 so với 0,30: riêng các yếu tố này không giải thích được mối liên hệ."),
        (OPEN, UP, "r là 0,10 so với 0,30: các yếu tố này có thể giải thích mối liên hệ."),
        (DOWN, UP, "r là −0,30 so với 0,30: các yếu tố này có thể giải thích mối liên hệ."),
    ],
)
def test_context_of_a_link(partial, plain, vi):
    said = wording.context_verdict(VI, a_partial(partial, plain))
    assert said == f"Khi giữ cố định toàn bộ các yếu tố bối cảnh, {vi}"


@pytest.mark.parametrize("partial", [UP, OPEN])
def test_context_explains_nothing_where_no_link_shows(partial):
    assert wording.context_verdict(VI, a_partial(partial, OPEN)) == (
        "Trên các cặp số liệu này, r là 0,10 khi không giữ yếu tố nào cố định và "
        f"{VI.number(partial[0])} khi giữ cố định toàn bộ các yếu tố bối cảnh."
    )


def a_partial(partial: tuple[float, ...], plain: tuple[float, ...]) -> PartialCorrelation:
    x, y, income = (Measure("papi", "d5"), Measure("papi", "d8"), Measure("grdp", "overall"))
    sample = Sample(61, ("08",), (2023,), "vn63", True, (), ())
    return PartialCorrelation(
        x, y, (income,), Estimate(*partial), Estimate(*plain), sample, 0.95, 1, 10
    )


def test_bend():
    assert wording.bend(VI, 1.95, -0.12) == (
        "Từ giá trị X thấp nhất đến trung vị, Y theo đường cong thay đổi +1,95; từ trung vị đến "
        "giá trị X cao nhất, Y thay đổi −0,12."
    )


@pytest.mark.parametrize(
    ("slope", "p", "shown"),
    [(UP, 0.02, True), (UP, 0.05, False), (OPEN, 0.01, False), (DOWN, 0.001, False)],
)
def test_settlement_shows_a_slope_that_is_positive_by_interval_and_test(slope, p, shown):
    assert settled.is_shown(a_slope("two_way", *slope), p) is shown


def test_settlement_in_words():
    assert settled.shown(VI, "two_way", a_slope("two_way", *UP), 0.02) == (
        "Khi điểm tiến độ của một trong 34 đơn vị này thay đổi khác với xu hướng chung của các "
        "năm, điểm hài lòng của đơn vị đó có xu hướng thay đổi cùng chiều: mỗi điểm tiến độ ứng "
        "với 0,30 (từ 0,20 đến 0,40) điểm hài lòng (p đã hiệu chỉnh: 0,020)."
    )
    assert settled.open_question(VI, "two_way", a_slope("two_way", *OPEN)) == (
        "Khi điểm tiến độ của một đơn vị thay đổi khác với xu hướng chung của các năm thì điểm "
        "hài lòng có thay đổi cùng chiều hay không: hệ số là 0,10 (từ −0,10 đến 0,30)."
    )
