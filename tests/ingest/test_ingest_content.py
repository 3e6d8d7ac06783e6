"""Tables that hold what cannot be, and tables beside what is known."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from tablefiles import DIMENSIONS, SOURCE, Table, comma, rows_of, title_of, tree, write

from analysis import provinces, rawdata
from analysis.errors import BadParameter, DataProblems, OutputNotWritable, TableProblems
from analysis.ingest.write import Source
from analysis.ingest.write import write as write_transfer


def csv_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def whole(papi, **changes) -> Table:
    """All dimensions and the total, with some cells changed: row_column="text"."""
    rows = [["Tỉnh", *map(title_of, DIMENSIONS), "PAPI 2023"]]
    for p in provinces.provinces():
        known = [papi.get((p.code, part), "") for part in (*DIMENSIONS, "overall")]
        rows.append([p.name_vi, *map(comma, known)])
    for place, value in changes.items():
        row, column = (int(n) for n in place.removeprefix("at_").split("_"))
        rows[row - 1][column - 1] = value
    return Table(rows)


@pytest.fixture
def refused(home, take, tmp_path):
    def call(table: Table, *words: str, kind=TableProblems, **options) -> None:
        path = write(table, tmp_path / "bang.csv")
        before = tree(home)
        with pytest.raises(kind) as caught:
            take(path, **options)
        for word in words:
            assert word in str(caught.value)
        assert tree(home) == before

    return call


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"at_2_1": "Hà Nộii"}, ["row 2, column A: found 'Hà Nộii'", "did you mean Hà Nội?"]),
        ({"at_30_1": "Bắc Kinh"}, ["row 30, column A: found 'Bắc Kinh'", "unknown province"]),
        ({"at_64_1": "Vĩnh"}, ["row 64, column A: found 'Vĩnh'", "is ambiguous: Vĩnh Long"]),
        ({"at_30_1": ""}, ["row 30, column A: found ''", "there is no name"]),
        ({"at_5_1": "Hà Giang"}, ["row 5, column A: found 'Hà Giang'", "it stands in row 3"]),
        ({"at_2_2": "5,4,3"}, ["row 2, column B: found '5,4,3'", "expected a number such as"]),
        ({"at_2_2": "năm"}, ["row 2, column B: found 'năm'", "or a blank cell"]),
        ({"at_2_2": "-5,4"}, ["row 2, column B: found '-5,4'"]),
        ({"at_2_2": "=1+1"}, ["row 2, column B: found '=1+1'"]),
        ({"at_2_2": "#REF!"}, ["row 2, column B: found '#REF!'"]),
        ({"at_2_2": "1e3"}, ["row 2, column B: found '1e3'"]),
        ({"at_2_2": "5.41"}, ["row 2, column B: found '5.41'", "86,57, as in the column"]),
        ({"at_2_2": "54,27"}, ["row 2, column B: found '54,27'; expected at most 10"]),
        (
            {"at_2_10": "44,00"},
            ["row 2, column J: found '44.00'", "d1, d2, d3, d4, d5, d6, d7, d8"],
        ),
        ({"at_2_10": "86,9"}, ["row 2, column J: found '86,9'; expected at most 80"]),
    ],
)
def test_what_cannot_be_is_named_with_its_place(papi, refused, changes, words):
    refused(whole(papi, **changes), "bang.csv, ", *words)


def test_two_columns_of_one_component_are_both_left_out(papi, look, tmp_path):
    made = look(write(whole(papi, at_1_3=title_of("d1")), tmp_path / "a.csv"))
    assert {part for _, part in made.figures.entries} == {*DIMENSIONS, "overall"} - {"d1", "d2"}


def test_per_cent_where_points_are_meant(papi, refused):
    rows = [["Tỉnh", title_of("d3")]]
    rows += [
        [p.name_vi, f"{float(papi[p.code, 'd3']) * 10:.2f}"]
        for p in provinces.provinces()
        if (p.code, "d3") in papi
    ]
    refused(
        Table(rows),
        "row 2, column B",
        "expected at most 10; if these are per cent, the head must say %",
        "(so are 60 more cells of the column)",
    )


def test_per_cent_of_a_part_without_known_maximum(home, refused):
    rows = [["Tỉnh", "Cải cách tài chính công"], ["Hà Nội", "85,1"], ["Huế", "80"], ["Lào Cai", 79]]
    refused(Table(rows), "expected a part of 100 points", "%", index="par_index")


def test_shares_where_per_cent_is_meant(home, refused):
    rows = [["Tỉnh", "SIPAS"], ["Hà Nội", "0,8357"], ["Huế", "0,8"], ["Lào Cai", "0,79"]]
    refused(Table(rows), "look like shares of 1", index="sipas")


def test_points_printed_with_a_per_cent_sign(home, refused):
    head = "Cải cách thủ tục hành chính (%)"
    rows = [["Tỉnh", head], ["Hà Nội", "12,1"], ["Huế", "11,8"], ["Lào Cai", "12,79"]]
    words = 'no figure is above 13, the maximum in points: say in a mapping scale = "points"'
    refused(Table(rows), words, index="par_index")


def test_another_maximum(home, refused):
    rows = [
        ["Tỉnh", "Cải cách TTHC"],
        ["Điểm chuẩn", 14],
        ["Hà Nội", 12],
        ["Huế", 11],
        ["Lào Cai", 10],
    ]
    refused(Table(rows), "expected the maximum 13 of components.csv, not 14", index="par_index")


def test_ranks_that_do_not_follow_the_scores(papi, refused):
    rows = [
        ["Tỉnh", "PAPI 2023", "Xếp hạng"],
        ["Hà Nội", "43,1", 2],
        ["Huế", "45", 1],
        ["Lào Cai", "44", 3],
    ]
    refused(Table(rows), "row 4, column C: found '3'", "expected the ranks of overall to follow")


@pytest.mark.parametrize("rank", ["0", "64", "1-2", "12,5"])
def test_a_rank_that_cannot_be(papi, refused, rank):
    rows = [["Tỉnh", "Hạng PAPI"], ["Hà Nội", rank], ["Huế", "1"], ["Lào Cai", "3"]]
    refused(Table(rows), "row 2, column B", repr(rank), "expected a rank")


def test_a_rank_of_the_country(papi, refused):
    rows = [["Tỉnh", "Hạng PAPI"], ["Hà Nội", 2], ["Huế", 1], ["Lào Cai", 3], ["Cả nước", 5]]
    refused(Table(rows), "row 5, column B", "no rank for the national value")


def test_the_title_of_another_year(papi, refused):
    rows = [
        ["Kết quả Chỉ số PAPI năm 2022"],
        ["Tỉnh", "Điểm"],
        ["Hà Nội", 43],
        ["Huế", 45],
        ["Lào Cai", 4],
    ]
    refused(Table(rows), "speaks of 2022, not of 2023", kind=BadParameter)


def test_columns_of_another_year_are_left_out(papi, look, tmp_path):
    rows = [
        ["Tỉnh", "PAPI 2022", "PAPI 2023"],
        ["Hà Nội", 43, 44],
        ["Huế", 45, 46],
        ["Lào Cai", 4, 5],
    ]
    made = look(write(Table(rows), tmp_path / "a.csv"))
    assert {entry.score for entry in made.figures.entries.values()} == {44, 46, 5}


def test_nothing_is_guessed(papi, refused):
    rows = [["Tỉnh", "Điểm tự chấm"], ["Hà Nội", 43], ["Huế", 45], ["Lào Cai", 4]]
    refused(Table(rows), "no column could be tied", "'Điểm tự chấm'", kind=BadParameter)


def test_an_unknown_index(papi, refused):
    from analysis.errors import UnknownComponent

    refused(whole(papi), "unknown index 'papy'", kind=UnknownComponent, index="papy")


def test_a_year_without_an_edition(papi, refused):
    refused(whole(papi), "papi has no component in 1999", kind=BadParameter, year=1999)


def test_another_figure_is_a_conflict_and_may_replace(home, take, tmp_path):
    """The year is there already; the old row is kept, with the source that replaced it."""
    before = rows_of(home, "par_index")
    table = Table(
        [["Tỉnh", "PAR INDEX 2023", "Hạng"], ["Hà Nội", "91,45", 3], ["Hải Phòng", "91,87", 2]]
    )
    table.rows.append(["Quảng Ninh", "92,18", 1])
    path = write(table, tmp_path / "b.csv")
    stood = tree(home)
    with pytest.raises(TableProblems) as caught:
        take(path, index="par_index")
    assert (
        "b.csv, row 2, column B: found '91.45'; expected 91.43, as printed by "
        "vnanet-infographic-2023;baodantoc-bacgiang-2023" in str(caught.value)
    )
    assert tree(home) == stood
    changed = take(path, index="par_index", replace=True)
    assert changed == [
        "data/replaced/par_index/2023.csv",
        "data/raw/sources.csv",
        "data/raw/mappings/par_index-b.toml",
        "data/raw/scores/par_index/2023.csv",
    ]
    after = rows_of(home, "par_index")
    new = before["01", "overall"] | {
        "score": "91.45",
        "source_id": "SRC-1",
        "confidence": "single-source",
    }
    assert after == before | {("01", "overall"): new}
    kept = csv_of(home.root / changed[0])
    assert kept == [before["01", "overall"] | {"replaced_by": "SRC-1"}]
    rawdata.read(home)
    assert take(path, index="par_index") == []


def test_a_row_gains_what_it_lacked(home, take, tmp_path):
    """Tuyên Quang's ranks of 2023 are known from its plan; the table adds the points."""
    before = rows_of(home, "par_index")
    rows = [["Tỉnh", "Cải cách thể chế", "Cải cách TTHC"], ["Tuyên Quang", "9,61", "12,02"]]
    rows += [["Hà Giang", "9,10", "11,5"], ["Kon Tum", "9,42", "12,38"]]
    take(write(Table(rows), tmp_path / "c.csv"), index="par_index")
    after = rows_of(home, "par_index")
    gained = {"source_id": "tuyen-quang-150-kh-ubnd;SRC-1", "confidence": "single-source"}
    assert after["08", "d2"] == before["08", "d2"] | gained | {"score": "9.61", "max_score": "10"}
    assert after["08", "d3"] == before["08", "d3"] | gained | {"score": "12.02", "max_score": "13"}
    assert after["62", "d2"] == before["62", "d2"]
    assert after["02", "d3"]["score"] == "11.5"


def test_a_derived_figure_stays_derived(home, take, tmp_path):
    before = rows_of(home, "par_index")["14", "d3"]
    assert (before["rank"], before["confidence"]) == ("59", "derived")
    rows = [["Tỉnh", "Cải cách TTHC"], ["Sơn La", "10,9"], ["Hà Giang", "11"], ["Hà Nam", "12"]]
    take(write(Table(rows), tmp_path / "c.csv"), index="par_index")
    assert rows_of(home, "par_index")["14", "d3"]["confidence"] == "derived"


def test_per_cent_of_the_maximum_agrees_with_points(home, look, tmp_path):
    """Kon Tum's 9.42 of 10 points are 94.2 per cent; Quảng Nam's 9.38 are not 94.8."""
    rows = [
        ["Tỉnh", "Cải cách thể chế (%)"],
        ["Kon Tum", "94,20"],
        ["Quảng Nam", "94,8"],
        ["Huế", 80],
    ]
    compared = look(write(Table(rows), tmp_path / "c.csv"), index="par_index").comparison
    assert compared.same == 1
    assert [(c.key, c.known, c.new) for c in compared.conflicts] == [(("49", "d2"), "9.38", "94.8")]


def test_fewer_decimals_are_no_conflict(home, look, tmp_path):
    rows = [["Tỉnh", "PAPI"], ["Hà Nội", "43,96"], ["Hà Giang", "41,1"], ["Cao Bằng", "39,6"]]
    known = rows_of(home, "papi")
    for row, code in zip(rows[1:], ("01", "02", "04"), strict=True):
        row[1] = comma(f"{Decimal(known[code, 'overall']['score']):.2f}")
    compared = look(write(Table(rows), tmp_path / "c.csv")).comparison
    assert (compared.same, compared.conflicts, compared.changed) == (3, (), frozenset())


def test_a_second_import_changes_nothing(home, papi, take, tmp_path):
    path = write(whole(papi), tmp_path / "a.xlsx")
    assert len(take(path)) == 3
    before = tree(home)
    assert take(path) == []
    assert tree(home) == before


def test_the_source_is_entered_once_and_in_order(home, papi, take, tmp_path):
    take(write(whole(papi), tmp_path / "bảng 1.csv"))
    rows = csv_of(home.raw / "sources.csv")
    assert [row["source_id"] for row in rows] == sorted(row["source_id"] for row in rows)
    assert next(row for row in rows if row["source_id"] == "SRC-1") == {
        "source_id": "SRC-1",
        "title": "Bảng kết quả",
        "publisher": "Cơ quan công bố",
        "date": "2024-04-17",
        "url": "https://example.vn/a",
        "licence": "",
        "caveat": "",
        "note": "table read from the file bảng 1.csv",
    }


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Source("S 1"), "source id 'S 1' cannot be"),
        (Source("S-1"), "give --title and --publisher and --date"),
        (Source("S-1", "t", "p", "17/4/2024"), "--date '17/4/2024' cannot be"),
        (Source("S-1", "=1+1", "p", "2024"), "would be a formula"),
        (Source("S43", "Tên khác"), "source S43 is known with title"),
    ],
)
def test_a_source_that_cannot_be(home, papi, look, tmp_path, source, words):
    made = look(write(whole(papi), tmp_path / "a.csv"))
    before = tree(home)
    with pytest.raises(BadParameter, match=words.replace("+", r"\+")):
        write_transfer(made, source, home)
    assert tree(home) == before


def test_a_score_file_that_is_not_sound_is_left_alone(home, take, tmp_path):
    path = home.raw / "scores/par_index/2023.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    before = tree(home)
    rows = [["Tỉnh", "PAR INDEX"], ["Hà Nội", 91], ["Huế", 88], ["Lào Cai", 87]]
    with pytest.raises(DataProblems, match="byte order mark"):
        take(write(Table(rows), tmp_path / "a.csv"), index="par_index")
    assert tree(home) == before


def test_all_or_nothing(home, papi, look, tmp_path, monkeypatch):
    """The disk fails at the last of the files: the others are put back."""
    made = look(write(whole(papi), tmp_path / "a.csv"))
    before = tree(home)
    replace = Path.replace

    def failing(self, target):
        if Path(target).name == "2023.csv":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OutputNotWritable, match="No space left on device; nothing was changed"):
        write_transfer(made, SOURCE, home)
    assert tree(home) == before


def test_a_mapping_says_what_heads_do_not(home, papi, take, tmp_path):
    rows = [["Tỉnh", "Cột một", "Cột hai", "Cột ba"], ["Hà Nội", 5.4, 43.1, 1], ["Huế", 6, 45, 2]]
    rows.append(["Lào Cai", 5, 44, 3])
    path = write(Table(rows), tmp_path / "b.xlsx")
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        'index = "papi"\n[[column]]\nhead = "Cột một"\ncomponent = "d1"\n'
        '[[column]]\nhead = "Cột hai"\nplace = "C"\ncomponent = "overall"\nscale = "points"\n'
        '[[column]]\nhead = "Cột ba"\ncomponent = ""\n',
        encoding="utf-8",
    )
    take(path, given=mapping)
    kept = (home.raw / "mappings/papi-b.toml").read_text(encoding="utf-8")
    assert kept.splitlines()[1:] == [
        'index = "papi"',
        *("", "[[column]]", 'head = "Cột một"', 'component = "d1"', 'figure = "score"'),
        *("", "[[column]]", 'head = "Cột hai"', 'component = "overall"', 'figure = "score"'),
        'scale = "points"',
    ]
    # The next table with these heads is understood without the mapping.
    rows[1][1] = 5.5
    again = write(Table(rows), tmp_path / "again.xlsx")
    with pytest.raises(TableProblems, match=r"found '5.5'; expected 5.4"):
        take(again)
    rawdata.read(home)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("index = [", "m.toml is no valid TOML"),
        ('index = "sipas"\ncolumn = []', "m.toml is about index 'sipas', not 'papi'"),
        (
            'index = "papi"\n[[column]]\nhead = "a"\ncomponent = "d9"',
            "component 'd9' of column 'a'",
        ),
        ('index = "papi"\n[[column]]\nhead = "a"', "m.toml, column.0.component: Field required"),
        ('index = "papi"\ncolumns = []', "m.toml, column: Field required"),
    ],
)
def test_a_mapping_that_cannot_be(papi, take, tmp_path, text, words):
    mapping = tmp_path / "m.toml"
    mapping.write_text(text, encoding="utf-8")
    with pytest.raises(BadParameter) as caught:
        take(write(whole(papi), tmp_path / "a.csv"), given=mapping)
    assert words in str(caught.value)


def test_the_units_of_2025(home, take, tmp_path):
    """From 2025 on names mean the 34 units: Tuyên Quang holds what was Hà Giang."""
    rows = [["Đơn vị", "PAPI 2025"], ["Tuyên Quang", "43,1"], ["Huế", "45,2"], ["Lào Cai", "44,5"]]
    changed = take(write(Table(rows), tmp_path / "a.csv"), year=2025)
    assert changed[-1] == "data/raw/scores/papi/2025.csv"
    found = rows_of(home, "papi", 2025)
    assert {(code, row["frame"]) for (code, _), row in found.items()} == {
        *(("08", "vn34"), ("15", "vn34"), ("46", "vn34"))
    }
    rawdata.read(home)
    rows.append(["Hà Giang", "41"])
    with pytest.raises(TableProblems, match="belongs to 08 Tuyên Quang since 1 July 2025"):
        take(write(Table(rows), tmp_path / "b.csv"), year=2025)


def test_a_score_file_of_another_frame_is_left_alone(home, take, tmp_path):
    path = home.raw / "scores/papi/2023.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("vn63", "vn34"), encoding="utf-8")
    rows = [["Tỉnh", "PAPI"], ["Hà Nội", "43,1"], ["Huế", "45,2"], ["Lào Cai", "44,5"]]
    with pytest.raises(BadParameter, match="papi 2023 are not of vn63"):
        take(write(Table(rows), tmp_path / "a.csv"))


def test_sources_that_are_not_sound_stop_an_import(home, papi, look, tmp_path):
    made = look(write(whole(papi), tmp_path / "a.csv"))
    path = home.raw / "sources.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[-1]]), encoding="utf-8")
    before = tree(home)
    with pytest.raises(DataProblems, match="expected no row twice"):
        write_transfer(made, SOURCE, home)
    assert tree(home) == before
