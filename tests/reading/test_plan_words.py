"""The words of plans: agencies, times, aims, names of indices."""

import pytest

from analysis import agencies
from analysis.deadlines import Deadline
from analysis.reading import amounts, subjects, times


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Văn phòng Uỷ ban nhân dân tỉnh", ["Văn phòng UBND tỉnh"]),
        ("VP UBND tỉnh; sở tài chính.", ["Văn phòng UBND tỉnh", "Sở Tài chính"]),
        ("UỶ BAN NHÂN DÂN CÁC HUYỆN, THÀNH PHỐ", ["UBND cấp huyện"]),
        ("UBND các huyện, thị xã, thành phố, UBND xã, phường", ["UBND cấp huyện", "UBND cấp xã"]),
        (
            "Các sở, ban, ngành; UBND cấp huyện, cấp xã",
            ["Các sở, ban, ngành", "UBND cấp huyện", "UBND cấp xã"],
        ),
        ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("- Sở Nội vụ;\n- Sở Y tế", ["Sở Nội vụ", "Sở Y tế"]),
        ("Sở Nội vụ Sở Tư pháp", ["Sở Nội vụ", "Sở Tư pháp"]),
        ("Sở Nội vụ tỉnh Hà Giang chủ trì", ["Sở Nội vụ"]),
        ("So Ke hoach va Dau tu", ["Sở Kế hoạch và Đầu tư"]),
        ("", []),
        (" ; , - ", []),
    ],
)
def test_agencies(text, names):
    found = agencies.read(text)
    assert list(found.names) == names
    assert found.is_sure


def test_an_unknown_agency_stays_as_written_and_is_marked():
    found = agencies.read("Sở Nội vụ; Ban Quản lý chợ đêm")
    assert found.names == ("Sở Nội vụ", "Ban Quản lý chợ đêm")
    assert found.unknown == ("Ban Quản lý chợ đêm",)


def test_a_misspelt_agency_is_taken_for_the_right_one_and_marked():
    found = agencies.read("Sở Khoa học và Công nghê; Sở Thông tin và Truyển thong")
    assert found.names == ("Sở Khoa học và Công nghệ", "Sở Thông tin và Truyền thông")
    found = agencies.read("Các sở, banh, ngành")
    assert found.corrected == (("Các sở, banh, ngành", "Các sở, ban, ngành"),)
    assert not found.is_sure


def test_remarks_beside_an_agency_are_kept_apart():
    found = agencies.read("Sở Nội vụ (khi có hướng dẫn của Bộ)")
    assert (found.names, found.remarks) == (("Sở Nội vụ",), ("khi có hướng dẫn của Bộ",))


@pytest.mark.parametrize(
    ("text", "years", "kind", "due"),
    [
        ("Thường xuyên", [], "continuous", ""),
        ("Hằng tháng", [], "monthly", ""),
        ("Trước ngày 25 hàng tháng", [], "monthly", "25"),
        ("Quý III, IV hằng năm", [2024, 2025], "quarterly", "Q3 Q4"),
        ("Quý III", [2019], "quarterly", "2019-Q3"),
        ("Quý 4/2023", [], "quarterly", "2023-Q4"),
        ("Trong quý IV năm trước liền kề năm kế hoạch", [2019], "quarterly", "2018-Q4"),
        ("Hằng quý", [], "quarterly", ""),
        ("Hàng năm", [], "yearly", ""),
        ("Trước 31/12 hàng năm", [], "yearly", "12-31"),
        ("Tháng 01 năm sau liền kề", [2023, 2024], "yearly", "+01-31"),
        ("Năm 2024 và năm 2025", [], "years", "2024 2025"),
        ("Trong năm 2019", [], "years", "2019"),
        ("Trong năm", [2019], "years", "2019"),
        ("Trong năm", [2023, 2024], "yearly", ""),
        ("- Trước ngày 15/3;\n- Trước ngày 15/6", [2019], "date", "2019-03-15 2019-06-15"),
        ("Trước ngày 28/02 của năm sau", [2019], "date", "2020-02-28"),
        ("30/6/2024", [], "date", "2024-06-30"),
        ("30.6.2024", [], "date", "2024-06-30"),
        ("Tháng 7/2024 - Tháng 12/2024", [], "range", "2024-07-01 2024-12-31"),
        ("Giai đoạn 2021-2025", [], "range", "2021-01-01 2025-12-31"),
        ("Khi có kế hoạch của tỉnh", [], "event", ""),
        ("Sau khi ban hành", [], "event", ""),
    ],
)
def test_times(text, years, kind, due):
    assert times.read(text, years) == Deadline(kind, due)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Định kỳ, đột xuất",
        "31/02/2024",
        "Trước ngày 45/13/2024",
        "chưa rõ",
        "0",
        "2.1. Công khai",
    ],
)
def test_a_time_that_is_not_sure_is_none(text):
    assert times.read(text, [2024]) is None


@pytest.mark.parametrize(
    ("sentence", "aims"),
    [
        ("đạt tối thiểu 30%", [(">=", "30", "%")]),
        ("đạt từ 80 % trở lên", [(">=", "80", "%")]),
        ("100% hồ sơ", [("=", "100", "%")]),
        ("không quá 25 phút", [("<=", "25", "phút")]),
        ("dưới 5% hồ sơ", [("<=", "5", "%")]),
        ("dưới dạng điện tử đạt từ 90% trở lên", [(">=", "90", "%")]),
        ("kết nối từ tỉnh đến 100% xã", [("=", "100", "%")]),
        ("đạt 95-100% kế hoạch", [(">=", "95", "%")]),
        ("tăng tối thiểu 05 bậc", [("rank_improves_by>=", "5", "rank")]),
        ("xếp trong nhóm 20 tỉnh đứng đầu cả nước", [("rank<=", "20", "rank")]),
        ("từ vị trí thứ 31 đến 50 so với 63 tỉnh", [("rank<=", "50", "rank")]),
        ("phấn đấu nhóm đạt điểm trung bình cao", [("group>=", "trung bình cao", "group")]),
        ("duy trì nhóm đạt điểm trung bình cao", [("maintain", "trung bình cao", "group")]),
        ("tự bảo đảm từ 70% đến dưới 100% chi", []),
        ("đạt 78,47 điểm (giảm 1,47 điểm so với năm 2017), xếp thứ 21/63", []),
        ("theo Nghị quyết số 76/NQ-CP ngày 15/7/2021", []),
        ("tối thiểu là 30%, 20%, 15%", [(">=", "30", "%"), (">=", "20", "%"), (">=", "15", "%")]),
        ("mức độ thu hút đầu tư cao hơn năm 2018", [("increase", "", "")]),
        ("không để xảy ra sai phạm về tài chính", [("=", "0", "")]),
        ("đạt 98,5% trở lên", [(">=", "98.5", "%")]),
    ],
)
def test_aims(sentence, aims):
    assert [(a.comparator, a.value, a.unit) for a in amounts.find(sentence)] == aims


def test_a_range_and_shared_words_are_doubtful():
    assert amounts.find("đạt 95-100%")[0].doubts == ("range",)
    assert [a.doubts for a in amounts.find("tối thiểu 30%, 20%")] == [(), ("shared",)]


@pytest.mark.parametrize(
    ("index", "text", "component"),
    [
        ("par_index", "Chỉ số cải cách thủ tục hành chính", "d3"),
        ("par_index", "Chỉ số xây dựng Chính quyền điện tử, Chính quyền số", "d7"),
        ("par_index", "Chỉ số cải cách hành chính cấp tỉnh", "overall"),
        ("papi", "Kiểm soát tham nhũng trong khu vực công", "d4"),
        ("sipas", "Chỉ số hài lòng của người dân cấp tỉnh", "overall"),
    ],
)
def test_components(index, text, component):
    assert subjects.component(index, text, 2024) == component
