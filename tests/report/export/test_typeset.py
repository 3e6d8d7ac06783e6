import pytest
from fontTools.ttLib import TTFont

from analysis.report.export import tree
from analysis.report.export.flow import arranged
from analysis.report.export.grid import layout, widths
from analysis.report.export.measure import FONTS, width
from analysis.report.export.typeset import manuscript, missing

LETTERS = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
    "fjwz0123456789"
)
PUNCTUATION = "–—“”‘’…≥≤×%₫±−°²³§•→▲▼□"


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_every_vietnamese_letter_is_in_the_font(style):
    with TTFont(FONTS / f"Tinos-{style}.ttf") as font:
        drawn = font.getBestCmap()
    wanted = LETTERS + LETTERS.upper() + PUNCTUATION
    # 12 vowels with 6 tones, 17 consonants, and f j w z.
    assert sum(letter.isalpha() for letter in set(LETTERS)) == 12 * 6 + 17 + 4
    assert [letter for letter in wanted if ord(letter) not in drawn] == []


def test_the_licence_lies_beside_the_fonts():
    text = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert text.startswith("Copyright 2026 The Tinos Project Authors")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text


def test_missing_names_what_no_font_has():
    assert missing("Đắk Lắk – 80 % ✓\n") == set()
    assert missing("漢\ue000") == {"漢", "\ue000"}


def table(html):
    return tree.parse(f"<table>{html}</table>")[0]


def places(html):
    grid = layout(table(html))
    return (
        grid.columns,
        grid.rows,
        grid.head,
        [
            (tree.text(cell.element), cell.column, cell.row, cell.width, cell.height)
            for cell in grid.cells
        ],
    )


def test_cells_go_to_the_next_free_column():
    assert places(
        '<thead><tr><th rowspan="2">a</th><th colspan="2">b</th></tr><tr><th>c</th><th>d</th></tr>'
        "</thead><tbody><tr><td>e</td></tr><tr><td>f</td><td>g</td><td>h</td></tr></tbody>"
    ) == (
        3,
        4,
        2,
        [
            ("a", 0, 0, 1, 2),
            ("b", 1, 0, 2, 1),
            ("c", 1, 1, 1, 1),
            ("d", 2, 1, 1, 1),
            ("e", 0, 2, 1, 1),
            ("f", 0, 3, 1, 1),
            ("g", 1, 3, 1, 1),
            ("h", 2, 3, 1, 1),
        ],
    )


def test_a_no_break_space_keeps_its_column_wide_enough():
    long = f"<td>{'word ' * 40}</td>"
    apart, held = (
        widths(layout(table(f"<tr>{long}<td>0,51 (−0,26;{space}0,70)</td></tr>")))
        for space in (" ", "\N{NO-BREAK SPACE}")
    )
    # 84 letters fill a line of 16 cm; 2 stand for the room at both sides of the text.
    twips = 160 / 25.4 * 72 * 20 / 84
    assert held[1] >= width("(−0,26; 0,70)", size=11) / twips + 2
    assert held[1] > apart[1]


def test_a_column_of_words_gets_the_room_that_a_column_of_numbers_does_not_need():
    head = "<thead><tr><th>Nhiệm vụ</th><th>Cơ quan</th><th>Số điểm có thể đạt</th></tr></thead>"
    task = "Nâng kết quả Công khai, minh bạch trong việc ra quyết định ở địa phương (PAPI)"
    row = f"<tr><td>{task}</td><td>Sở Tài chính</td><td>+0,35</td></tr>"
    tasks, agency, points = widths(layout(table(head + row * 8)))
    assert tasks > 40
    assert agency >= width("Sở Tài chính", size=11) / 108
    assert points >= width("điểm", size=11, bold=True) / 108


def test_heads_of_short_words_are_not_broken_within_a_word():
    heads = "".join(f"<th>{name}</th>" for name in ("Nhóm", *["Bình quân cả nước"] * 9))
    row = "<td>A</td>" + "<td>85,00</td>" * 9
    found = widths(layout(table(f"<thead><tr>{heads}</tr></thead><tr>{row}</tr>")))
    part = found[0] / sum(found) * 160 / 25.4 * 72  # points
    # Twice 45 twips stand beside the text in Word.
    assert part - 2 * 45 / 20 >= width("Nhóm", size=11, bold=True) / 20


def test_spans_end_with_the_table():
    assert places('<tr><td rowspan="999">a</td><td colspan="99">b</td></tr>') == (
        2,
        1,
        0,
        [("a", 0, 0, 1, 1), ("b", 1, 0, 1, 1)],
    )


def test_a_span_does_not_cover_a_cell_from_above():
    assert places('<tr><td>a</td><td rowspan="2">b</td></tr><tr><td colspan="2">c</td></tr>')[
        3
    ] == [("a", 0, 0, 1, 1), ("b", 1, 0, 1, 2), ("c", 0, 1, 1, 1)]


def test_feet_come_last_and_a_table_of_heads_has_no_head():
    foot = "<tfoot><tr><td>sum</td></tr></tfoot><tbody><tr><td>a</td></tr></tbody>"
    assert [cell[0] for cell in places(foot)[3]] == ["a", "sum"]
    assert places("<thead><tr><th>a</th></tr></thead>")[2] == 0
    assert places("") == (0, 0, 0, [])


def test_white_space_collapses_and_stays_between_words():
    assert manuscript("<p>a  <b>b</b>\n c</p>\n\n<p>d</p>").nodes == [
        {"t": "p", "c": ["a", " ", {"t": "strong", "c": ["b"]}, " ", "c"]},
        {"t": "p", "c": ["d"]},
    ]


def test_links_without_a_target_are_text():
    assert manuscript('<p><a href="#no">a</a><a href="#b">c</a></p><p id="b">d</p>').nodes == [
        {"t": "p", "c": ["a", {"t": "jump", "to": "b", "c": ["c"]}]},
        {"t": "p", "c": ["d"], "id": "b"},
    ]


def test_pictures_become_files():
    made = manuscript('<figure><img src="data:image/png;base64,UE5H" alt="a"></figure>')
    assert made.files == {"1.png": b"PNG"}
    assert made.nodes == [
        {"t": "figure", "caption": [], "c": [{"t": "image", "src": "1.png", "alt": "a"}],
         "sticky": False}
    ]  # fmt: skip


def test_what_a_page_folds_away_is_not_printed() -> None:
    body = "<p>a</p><details><summary>b</summary><table><tr><td>c</td></tr></table></details>"
    assert manuscript(body).nodes == [{"t": "p", "c": ["a"]}]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ("p figure aside p", "p float p"),
        ("heading figure p", "heading figure p"),
        ("p heading table aside", "p heading table aside"),
        ("p table LONG", "p float flush LONG"),
        ("p LONG", "p LONG"),
        ("p WIDE aside p", "p turned p"),
        ("p SECTION heading WIDE aside", "p turned"),
        ("p closing", "p closing"),
        ("LIST figure", "ol figure"),
        ("p figure SECTION p", "p float flush heading p"),
        ("p figure p SECTION p figure", "p float p flush heading p float"),
        ("p SECTION p", "p heading p"),
    ],
)
def test_figures_float_where_text_goes_before_and_in_order(kinds, expected):
    made = {
        "LONG": {"t": "table", "long": True},
        "WIDE": {"t": "table", "wide": True},
        "LIST": {"t": "ol", "long": True},
        "SECTION": {"t": "heading", "level": 2},
    }
    nodes = arranged([dict(made.get(kind, {"t": kind, "level": 3})) for kind in kinds.split()])
    shown = ["LONG" if n["t"] == "table" and n.get("long") else n["t"] for n in nodes]
    assert " ".join(shown) == expected


def test_the_last_sentence_stays_with_the_signature():
    assert arranged([{"t": "p"}, {"t": "closing"}])[0] == {"t": "p", "sticky": True}


def test_nothing_floats_below_the_signature() -> None:
    figure = {"t": "figure", "c": []}
    long, short = {"t": "p", "c": ["a" * 3000]}, {"t": "p", "c": ["a"]}
    closing = {"t": "closing", "items": []}
    kinds = [
        node["t"]
        for node in arranged([long, dict(figure), long, short, dict(figure), short, closing])
        if isinstance(node, dict)
    ]
    assert kinds == ["p", "float", "p", "p", "figure", "p", "closing"]
