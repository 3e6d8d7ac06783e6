"""Tables that are cut, merged or torn."""

from analysis.reading import assignments
from analysis.reading.lines import from_text

HEAD = "TT\tNhiệm vụ\tChủ trì\tPhối hợp\tThời gian\n"


def tasks(text):
    return assignments.read(from_text(text))


def test_a_row_torn_at_the_end_of_a_page_is_one():
    (task,) = tasks(
        HEAD + "1\tĐánh giá công\tSở Nội vụ\t\tHàng năm\n\n\tchức theo quy định\t\t\t\n"
    )
    assert task.text == "Đánh giá công chức theo quy định"
    assert (task.first, task.last) == (2, 4)


def test_two_rows_of_heads_with_a_common_head_above():
    head = "TT\tNhiệm vụ\tPhân công\t\tThời gian\n\t\tCơ quan chủ trì\tCơ quan phối hợp\t\n"
    (task,) = tasks(head + "1\tRà soát\tSở Tư pháp\tSở Nội vụ\tHàng năm")
    assert (task.cells["lead"], task.cells["coordinating"]) == ("Sở Tư pháp", "Sở Nội vụ")


def test_a_head_repeated_on_the_next_page_and_numbers_of_columns_are_no_rows():
    rows = "(1)\t(2)\t(3)\t(4)\t(5)\n1\tA b\tSở Y tế\t\t2024\n" + HEAD + "2\tC d\tSở Y tế\t\t2024\n"
    assert [t.code for t in tasks(HEAD + rows)] == ["1", "2"]


def test_numbers_that_jump_or_come_twice_are_doubtful():
    rows = "".join(f"{n}\tViệc {n}\tSở Y tế\t\t2024\n" for n in (1, 2, 4, 4))
    found = tasks(HEAD + rows)
    assert [t.code for t in found] == ["1", "2", "4", "4+1"]
    assert [t.unsure for t in found] == [(), (), ("number_skipped",), ("repeated_number",)]


def test_sub_numbers_belong_to_the_number_above():
    lines = (
        *("STT", "Nội dung", "Chủ trì", "Thời gian", "2", "Công khai, minh bạch"),
        *("2.1. Công khai hộ nghèo", "a) Rà soát hộ nghèo", "UBND cấp xã", "Hằng năm"),
        *("b) Niêm yết danh sách", "UBND cấp xã", "Thường xuyên"),
        *("2.2. Công khai ngân sách", "Sở Tài chính", "Hằng quý"),
    )
    found = tasks("\n".join(lines))
    assert [(t.code, t.group_code, t.text) for t in found] == [
        ("2.1a", "2.1", "Rà soát hộ nghèo"),
        ("2.1b", "2.1", "Niêm yết danh sách"),
        ("2.2", "2", "Công khai ngân sách"),
    ]


def test_a_tree_of_criteria_with_points_between_strokes():
    cells = (
        *("STT", "Tiêu chí", "Điểm tối đa", "Mục tiêu đạt được", "Chủ trì"),
        *("1", "CHỈ ĐẠO", "2,5", "2.5", "", "1.1", "Kế hoạch", "1", "1", "Sở Nội vụ"),
        *("1.2", "Báo cáo", "1,5", "1,5", "", "(1) Báo cáo quý", "1,5", "1,5", "Sở Tư pháp"),
        *("Tổng số:", "2,5", "2,5", ""),
    )
    found = tasks("\n|\n".join(cells))
    assert [(t.code, t.parent_code, t.cells["max_points"]) for t in found] == [
        ("1", "", "2,5"),
        ("1.1", "1", "1"),
        ("1.2", "1", "1,5"),
        ("1.2.1", "1.2", "1,5"),
    ]


def test_a_merged_objective_that_only_the_first_row_holds():
    cells = (
        *("STT", "Mục tiêu", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời gian"),
        *("1", "Hoàn thiện thể chế của tỉnh", "Ban hành quy định về bộ máy", "Quyết định"),
        *("Sở Nội vụ", "Sở Tư pháp", "2021-2025"),
        *(
            "2",
            "Thẩm định văn bản của tỉnh",
            "Báo cáo thẩm định",
            "Sở Tư pháp",
            "Sở Nội vụ",
            "2021",
        ),
    )
    found = tasks("\n|\n".join(cells))
    assert [(t.text, t.cells["product"], t.cells["lead"]) for t in found] == [
        ("Ban hành quy định về bộ máy", "Quyết định", "Sở Nội vụ"),
        ("Thẩm định văn bản của tỉnh", "Báo cáo thẩm định", "Sở Tư pháp"),
    ]


def test_a_table_that_shares_out_nothing_is_none():
    assert tasks("TT\tTên\tGiá\n1\tBút\t5.000") == []


def test_a_text_that_ends_within_the_table():
    lines = (
        "STT",
        "Nội dung",
        "Chủ trì",
        "Thời gian",
        "1",
        "Rà soát",
        "Sở Y tế",
        "2024",
        "2",
        "Lập",
    )
    assert [t.code for t in tasks("\n".join(lines))] == ["1", "2"]
    assert tasks("\n".join(lines))[1].unsure == ("unassigned",)
