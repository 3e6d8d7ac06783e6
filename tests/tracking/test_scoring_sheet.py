"""The sheet that goes out, and whatever comes back."""

import io
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest
from data.scored_plans import (
    DOMAINS,
    LAO_CAI,
    TUYEN_QUANG,
    built,
    copied,
    filled,
    open_rows,
    row_of,
)

from analysis import plans, store
from analysis.errors import BadParameter, NoData, OutputNotWritable, TableProblems, UnreadableFile
from analysis.report.scoring.filled import read
from analysis.report.scoring.monthly import take_sheet, write_sheet
from analysis.report.scoring.sheet import workbook
from analysis.tracking import scheme_of
from analysis.wording import language

VI = language("vi")
NO_SCORES = pd.DataFrame(
    {c: pd.Series(dtype="str") for c in ("month", "criterion", "entered", "reason_vi")}
    | {"score": pd.Series(dtype="float64")}
)
JULY = date(2019, 7, 30)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return built(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def written(place):
    return write_sheet(LAO_CAI, "2019-07", workspace=place).read_bytes()


@pytest.fixture
def sheet(written, tmp_path):
    path = tmp_path / "phieu.xlsx"
    path.write_bytes(written)
    return path


def page_of(lang="vi", entries=NO_SCORES, plan=LAO_CAI, month="2019-07"):
    scheme = scheme_of(plan, int(month[:4]))
    data = workbook(scheme, entries, month, language=language(lang))
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


def take(path, place, **options):
    options = {"entered": JULY} | options
    return take_sheet(path, LAO_CAI, workspace=place, **options)


def scores_of(place):
    return place.raw / "plans" / LAO_CAI / "self_scores.csv"


# --- what goes out


def test_only_scores_and_reasons_can_be_filled_in():
    page = page_of()
    rows = open_rows(page)
    assert len(rows) == 82
    assert page.protection.sheet
    for row in range(1, page.max_row + 1):
        open_columns = [c for c in range(1, 8) if not page.cell(row, c).protection.locked]
        assert open_columns == ([5, 6] if row in rows else [])
        assert page.cell(row, 5).value is None or row not in rows


def test_points_are_held_between_0_and_the_maximum_of_the_row():
    page = page_of()
    (rule,) = page.data_validations.dataValidation
    assert (rule.type, rule.operator, rule.formula1) == ("decimal", "between", "0")
    # The address is that of the first cell of the range and moves along with the others.
    (cells,) = rule.sqref.ranges
    assert (cells.coord, rule.formula2) == ("E8:E122", "$C8")
    assert set(open_rows(page)) <= set(range(cells.min_row, cells.max_row + 1))


def test_formulas_are_the_sums_of_what_is_below():
    page = page_of()
    found = {
        page.cell(r, 1).value: page.cell(r, 5).value
        for r in range(8, page.max_row + 1)
        if page.cell(r, 5).data_type == "f"
    }
    rows = {code: row_of(page, code) for code in ("1", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6")}
    cells = ",".join(f"E{rows[c]}" for c in ("1.1", "1.2", "1.3", "1.4", "1.5", "1.6"))
    assert found["1"] == f'=IF(COUNT({cells})=0,"",SUM({cells}))'
    # 8 domains, their 26 sums of sub-criteria, and the total, which has no code.
    assert set(DOMAINS) < set(found)
    assert None in found


def test_the_month_before_stands_beside():
    rows = pd.DataFrame(
        [("2019-05", "1.1", 0.25, "2019-05-30", None), ("2019-07", "1.1", 1.0, "2019-07-30", None)],
        columns=["month", "criterion", "score", "entered", "reason_vi"],
    )
    page = page_of(entries=rows)
    assert [page.cell(7, c).value for c in (4, 5)] == [
        "Điểm tự chấm tháng 5 năm 2019",
        "Điểm tự chấm tháng 7 năm 2019",
    ]
    assert [page.cell(row_of(page, "1.1"), c).value for c in (4, 5)] == [0.25, None]


def test_a_partial_scheme_is_said_to_be_one():
    page = page_of(plan=TUYEN_QUANG, month="2024-09")
    texts = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value]
    (said,) = [text for text in texts if "chưa bao gồm toàn bộ" in text]
    assert said.endswith("2. Cải cách thể chế; 6. Cải cách tài chính công; 7. Xây dựng và phát "
                         "triển chính quyền điện tử, chính quyền số.")  # fmt: skip
    assert len(open_rows(page)) == 5


@pytest.mark.parametrize(
    ("lang", "agency"), [("vi", "Sở Tư pháp"), ("en", "Department of Justice")]
)
def test_it_prints_as_an_official_form(lang, agency):
    page = page_of(lang)
    assert page.cell(row_of(page, "2.1.1"), 7).value == agency
    setup = page.page_setup
    assert (setup.paperSize, setup.orientation, page.print_title_rows) == (9, "landscape", "$7:$7")
    fonts = {cell.font.name for row in page.iter_rows() for cell in row if cell.value is not None}
    assert fonts == {"Times New Roman"}


def test_rows_grow_with_what_is_written_into_them(sheet):
    with zipfile.ZipFile(sheet) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    rows = dict(re.findall(r'<row r="(\d+)"([^>]*)>', xml))
    # As high as the text needs, but not fixed (customHeight): 1.4.2 has two lines of agencies.
    assert (rows["9"], rows["21"]) == (' ht="15"', ' ht="30"')


def test_the_same_data_are_the_same_bytes():
    scheme = scheme_of(LAO_CAI, 2019)
    once, again = (workbook(scheme, NO_SCORES, "2019-07", language=VI) for _ in range(2))
    assert once == again


def test_a_sheet_that_may_be_filled_in_is_not_overwritten(sheet, place):
    assert write_sheet(LAO_CAI, "2019-07", out=sheet, workspace=place) == sheet
    filled(sheet, lambda page: None).replace(sheet)
    before = sheet.read_bytes()
    with pytest.raises(OutputNotWritable, match=r"phieu.xlsx is there already and may be filled"):
        write_sheet(LAO_CAI, "2019-07", out=sheet, workspace=place)
    assert sheet.read_bytes() == before


@pytest.mark.parametrize(
    ("plan", "month", "error", "words"),
    [
        (LAO_CAI, "2019-13", BadParameter, "no month '2019-13'; write it like 2024-07"),
        (LAO_CAI, "２０１９-07", BadParameter, "write it like 2024-07"),
        (LAO_CAI, "2020-01", BadParameter, "covers 2019, not 2020"),
        ("VL-2023", "2023-09", NoData, "plan of a district"),
        ("../HB-2024", "2024-09", NoData, "no plan"),
    ],
)
def test_no_sheet_of_what_cannot_be_scored(tmp_path, plan, month, error, words):
    with pytest.raises(error, match=words):
        write_sheet(plan, month, out=tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


# --- what comes back


def put(code, value, column=5, number_format=None):
    def change(page):
        cell = page.cell(row_of(page, code), column)
        cell.value = value
        if number_format:
            cell.number_format = number_format

    return change


NUMBERS = {0.75: "0.75", 1: "1", 0: "0", "0,75": "0.75", " 0.75 ": "0.75", "1": "1",
           0.1 + 0.2: "0.3", None: None, "": None}  # fmt: skip
_NO_NUMBER = "expected a number of points, such as 0,5"
NO_SCORES_AT_ALL = {
    1.3: ("1.3", "expected 0 to 1 points"),
    -0.25: ("-0.25", "expected 0 to 1 points"),
    "1,3": ("1.3", "expected 0 to 1 points"),
    "=1+0": ("=1+0", "expected a number, not a formula"),
    datetime(2019, 5, 1): (
        "2019-05-01 00:00:00",
        f"{_NO_NUMBER}; it was taken for a date: format the cell as a number",
    ),
} | {
    text: (str(text), _NO_NUMBER)
    for text in ("một", "0,5 điểm", "1.250,5", "０.５", "-0,5", "50%", "nan", "inf", "#DIV/0!")
}


def worth_one_point(count):
    """Return criteria of one point."""
    scored = scheme_of(LAO_CAI, 2019).scored
    return list(scored.index[scored["max_score"] == 1][:count])


def put_all(values):
    codes = worth_one_point(len(values))

    def change(page):
        for code, value in zip(codes, values, strict=True):
            put(code, value)(page)

    return codes, change


def test_numbers_are_read_however_they_are_typed(sheet, place):
    codes, change = put_all(NUMBERS)
    scores = {r.code: r.score for r in read(filled(sheet, change), LAO_CAI, workspace=place).rows}
    wanted = [None if text is None else Decimal(text) for text in NUMBERS.values()]
    assert [scores[code] for code in codes] == wanted


def test_what_is_no_score_is_named_with_its_place(sheet, place):
    codes, change = put_all(NO_SCORES_AT_ALL)
    path = filled(sheet, change)
    with pytest.raises(TableProblems) as caught:
        read(path, LAO_CAI, workspace=place)
    page = openpyxl.load_workbook(path).worksheets[0]
    wanted = [
        ("filled-phieu.xlsx", row_of(page, code), "E", *said)
        for code, said in zip(codes, NO_SCORES_AT_ALL.values(), strict=True)
    ]
    found = [(p.file, p.row, p.column, p.value, p.expected) for p in caught.value.problems]
    assert sorted(found) == sorted(wanted)


def test_true_is_no_number(sheet, place):
    with pytest.raises(TableProblems, match="row 9, column E: found 'True'; expected a number"):
        read(filled(sheet, put("1.1", True)), LAO_CAI, workspace=place)


def test_per_cent_is_not_points(sheet, place):
    path = filled(sheet, put("1.1", 0.5, number_format="0%"))
    with pytest.raises(
        TableProblems, match=r"row 9, column E: found '0\.5'; expected points, not per"
    ):
        read(path, LAO_CAI, workspace=place)


def swap(page):
    first, second = row_of(page, "1.2.1"), row_of(page, "1.2.2")
    for row, code in ((first, "1.2.2"), (second, "1.2.1")):
        page.cell(row, 1).value = code


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (put("1.1", "1.1a", column=1), "found '1.1a'; expected a code of the sheet"),
        (put("1.1", "1.2.1", column=1), "found '1.2.1'; expected each code once"),
        (put("1.1", 2, column=3), "row 9, column C: found '2'; expected the maximum of 1.1, 1.25"),
        (swap, "column C: found '0.5'; expected the maximum of 1.2.2, 0.25"),
        (lambda p: p.delete_rows(row_of(p, "1.1")), "the row of criterion 1.1 is missing"),
        (lambda p: p.insert_cols(4), "expected the columns of the sheet as it was made: Mã số, "),
        (put("1", 8.5), "row 8, column E: found '8.5'; expected the sum of its criteria, 9"),
        (put("1.1", "=A1", column=6), "column F: found '=A1'; expected a text, not a formula"),
        (put("1.1", "x" * 1001, column=6), "expected at most 1000 letters"),
        (lambda p: [p.cell(r, 5).__setattr__("value", None) for r in open_rows(p)],
         "no score is filled in"),
    ],
)  # fmt: skip
def test_a_changed_sheet_is_refused(sheet, place, change, words):
    path = filled(sheet, change)
    with pytest.raises(TableProblems, match="nothing was written") as caught:
        take(path, place)
    assert words in str(caught.value)
    assert not scores_of(place).exists()


def test_sums_pasted_as_values_are_taken_if_they_hold(sheet, place):
    def change(page):
        for code, points in DOMAINS.items():
            put(code, points)(page)

    assert len(read(filled(sheet, change), LAO_CAI, workspace=place).rows) == 82


def test_reasons_stay_on_one_line_and_visible(sheet, place):
    path = filled(sheet, put("1.1", "Chậm\n05 ngày\u202e ", column=6))
    reasons = {r.code: r.reason for r in read(path, LAO_CAI, workspace=place).rows}
    assert reasons["1.1"] == "Chậm 05 ngày"


def stamped(path, key, value):
    book = openpyxl.load_workbook(path)
    for row in book["chiso"].iter_rows():
        if row[0].value == key:
            row[1].value = value
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("plan", TUYEN_QUANG, "plan: found 'TQ-150-2024'; expected LC-221-2019"),
        ("edition", "2018-2019", "edition: found '2018-2019'; expected LC-221-2019"),
        ("month", "07/2019", "its hidden sheet is missing"),
        ("lang", "fr", "its hidden sheet is missing"),
    ],
)
def test_the_sheet_of_something_else_is_refused(sheet, place, key, value, words):
    with pytest.raises(TableProblems, match=words):
        take(stamped(filled(sheet, lambda page: None), key, value), place)


def test_a_sheet_of_another_month_is_refused(sheet, place):
    with pytest.raises(BadParameter, match="is the sheet of 2019-07, not of 2019-08"):
        take(filled(sheet, lambda page: None), place, month="2019-08")


def with_member(path, name, content=b"x"):
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, content)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda p: p.write_bytes(p.read_bytes()[:5000]), "is damaged or cut short"),
        (lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), "password"),
        (lambda p: p.write_bytes(b""), "is empty"),
        (lambda p: p.write_text("1.1;0,5"), "is no workbook"),
        (lambda p: with_member(p, "xl/vbaProject.bin"), "holds macros"),
        (lambda p: with_member(p, "xl/externalLinks/externalLink1.xml"), "from other files"),
        (lambda p: with_member(p, "xl/worksheets/sheet1.xml", b"<a>" * 9), "no sound workbook"),
        (lambda p: p.unlink(), "cannot be read: No such file"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_is_no_sound_workbook_is_refused(sheet, place, spoil, words):
    spoil(sheet)
    with pytest.raises(UnreadableFile, match=words) as caught:
        take(sheet, place)
    assert str(sheet.parent) not in str(caught.value)


def test_a_workbook_of_something_else_is_refused(place, tmp_path):
    path = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(TableProblems, match="expected a sheet that chiso plan scores wrote"):
        take(path, place)


def test_history_is_kept_and_nothing_is_written_twice(place, tmp_path):
    place = copied(place, tmp_path / "project")
    out = write_sheet(LAO_CAI, "2019-07", out=tmp_path / "a.xlsx", workspace=place)
    first = filled(out, put("1.1", 0.5))
    assert take(first, place, dry_run=True)[-1].startswith("Chạy thử")
    assert not scores_of(place).exists()
    assert take(first, place)[-1] == (
        "Đã ghi điểm mới của 82 tiêu chí vào data/raw/plans/LC-221-2019/self_scores.csv"
    )
    written = scores_of(place).read_bytes()
    assert written.startswith(b"month,criterion,score,max_score,entered,reason_vi\n"
                              b"2019-07,1.1,0.5,1.25,2019-07-30,\n")  # fmt: skip
    # The same sheet on a later day changes nothing.
    assert take(first, place, entered=date(2019, 8, 9))[-1].startswith("Không có điểm mới")
    assert scores_of(place).read_bytes() == written

    # A correction of a later day is added, and counts.
    second = filled(out, put("1.1", "1,25"))
    assert "1 tiêu chí" in take(second, place, entered=date(2019, 8, 2))[-1]
    lines = scores_of(place).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + 82 + 1
    assert lines[-1] == "2019-07,1.1,1.25,1.25,2019-08-02,"

    # An earlier day would not count any more.
    with pytest.raises(BadParameter, match=r"1\.1 of 2019-07 was entered on 2019-08-02"):
        take(filled(out, put("1.1", 0)), place, entered=JULY)
    assert scores_of(place).read_text(encoding="utf-8").splitlines() == lines

    # One of the same day takes its place.
    take(filled(out, put("1.1", 1)), place, entered=date(2019, 8, 2))
    assert scores_of(place).read_text(encoding="utf-8").splitlines()[-1] == (
        "2019-07,1.1,1,1.25,2019-08-02,"
    )
    assert not list(scores_of(place).parent.glob(".*"))
    # What was written passes the checks of the house, and stands beside the next month.
    store.build(place)
    assert len(plans.table("self_scores", LAO_CAI, place)) == 83
    august = write_sheet(LAO_CAI, "2019-08", out=tmp_path / "b.xlsx", workspace=place)
    page = openpyxl.load_workbook(august).worksheets[0]
    assert page.cell(row_of(page, "1.1"), 4).value == 1


def test_agencies_may_send_in_their_parts_one_by_one(place, tmp_path):
    place = copied(place, tmp_path / "project")
    out = write_sheet(LAO_CAI, "2019-07", out=tmp_path / "a.xlsx", workspace=place)

    def only(*codes):
        def change(page):
            for row in open_rows(page):
                if page.cell(row, 1).value not in codes:
                    page.cell(row, 5).value = None

        return change

    take(filled(out, only("1.1")), place)
    said = take(filled(out, only("2.1.1", "2.1.2")), place)
    assert said[0] == (
        "Tháng 7 năm 2019: đã chấm 3/82 tiêu chí, đạt 3,25/3,25 điểm, còn thiếu 0,00 điểm."
    )


def test_a_broken_file_of_scores_is_named(place, tmp_path, sheet):
    place = copied(place, tmp_path / "project")
    scores_of(place).write_text("month;criterion\n", encoding="utf-8")
    with pytest.raises(Exception, match=r"self_scores.csv, row 1"):
        take(filled(sheet, lambda page: None), place)
