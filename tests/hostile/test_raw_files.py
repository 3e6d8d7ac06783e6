"""Break the raw data in every way we could think of: the report names the fault and no other."""

import csv
import os
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis import rawdata, store
from analysis.errors import DataProblems, OutputNotWritable, Problem
from analysis.rawtables import CONFIDENCE, SCORES, TABLES
from analysis.workspace import Workspace
from data import projects

PAPI = "data/raw/scores/papi/2023.csv"
PAR = "data/raw/scores/par_index/2023.csv"
PEOPLE = "data/raw/scores/population/2015.csv"
TARGETS = "data/raw/plans/TQ-150-2024/targets.csv"
PLAN = "data/raw/plans/TQ-150-2024/plan.toml"
SOURCES = "data/raw/sources.csv"
PROVINCES = "data/raw/provinces.csv"
COMPONENTS = "data/raw/components.csv"

CODE = "expected a code of the row's frame (provinces.csv), or 00"
COMPONENT = "expected a component that the index has in that year (components.csv)"
SOURCE = "expected an entry of sources.csv"
NUMBER = "expected a number with a decimal point, such as 86.57"
SPACE = "expected no space at either end"
RANK = "expected a rank from 1 to the number of units"
ORDER = "expected a rank not better than that of a province with a higher score"
TARGET_VALUE = (
    "expected a number with a decimal point; for group>= the name of a group; "
    "for increase a blank cell"
)

# A cell in a row of its own: what is put there and what would be right. The rows of PAPI are
# those of dimension d1, one province after the other.
PAPI_CELLS = {
    "unknown code": ("province_code", "99", CODE),
    "code without its zero": (
        *("province_code", "1"),
        "expected a code of two digits, such as 08",
    ),
    "unknown frame": ("frame", "vn61", "expected one of vn63, vn34"),
    "unknown source": ("source_id", "hearsay", SOURCE),
    "one unknown source of two": ("source_id", "hnks-ml-mcdm;hearsay", SOURCE),
    "sources with a comma": ("source_id", "hnks-ml-mcdm,papi-faq", SOURCE),
    "no source": ("source_id", "", "expected a value; the cell must not be blank"),
    "unknown confidence": (
        *("confidence", "sure"),
        "expected one of verified, single-source, derived",
    ),
    "unknown component": ("component", "d9", COMPONENT),
    "component of other years": ("component", "d5.2", COMPONENT),
    "component of another index": ("component", "f1", COMPONENT),
    "score above its maximum": ("score", "10.01", "expected a score of at most max_score"),
    "decimal comma": ("score", "5,42", "expected a decimal point, not a decimal comma"),
    "negative number": ("score", "-5.42", NUMBER),
    "not a number": ("score", "nan", NUMBER),
    "infinity": ("score", "inf", NUMBER),
    "exponent": ("score", "5e0", NUMBER),
    "digits of another script": ("score", "５.42", NUMBER),
    "words": ("score", "n/a", NUMBER),
    "dash for missing": ("score", "-", NUMBER),
    "leading space": ("score", " 5.42", SPACE),
    "trailing space": ("confidence", "derived ", SPACE),
    "neither score nor rank": ("score", "", "expected a score, a rank or both"),
    "row of another year": ("year", "2022", "expected 2023, as in the path"),
    "year that is none": ("year", "23", "expected a year such as 2023"),
    "unknown index": ("index", "people", "expected an entry of indices.csv"),
}
# Other files: the cells that tell the row, then as above; `None` leaves the cell as it is.
OTHER_CELLS = {
    "thousands separator": (PEOPLE, {"province_code": "01"}, "score", "7,216.0", NUMBER),
    "the same, Vietnamese": (PEOPLE, {"province_code": "02"}, "score", "7.216,0", NUMBER),
    "huge number": (PEOPLE, {"province_code": "04"}, "score", "9" * 400, NUMBER),
    "best score, bad rank": (PAR, {"province_code": "22", "rank": "1"}, "rank", "60", ORDER),
    "worst score, good rank": (PAR, {"province_code": "89", "rank": "63"}, "rank", "2", ORDER),
    "rank 0": (PAR, {"province_code": "40", "rank": "15"}, "rank", "0", RANK),
    "rank 64": (PAR, {"province_code": "64", "rank": "58"}, "rank", "64", RANK),
    "rank with a point": (
        *(PAR, {"province_code": "66", "rank": "28"}, "rank", "28.0"),
        "expected a whole number",
    ),
    "national value with a rank": (
        *(PAR, {"province_code": "00", "component": "overall"}, "rank", "33"),
        "expected no rank for the national value",
    ),
    "unknown comparator": (
        *(TARGETS, {"source_line": "21", "nth": "0"}, "comparator", "≥"),
        "expected one of >=, <=, =, rank<=, rank_improves_by>=, group>=, increase, maintain",
    ),
    "target, decimal comma": (
        TARGETS,
        {"source_line": "22", "nth": "0"},
        "value",
        "2,5",
        TARGET_VALUE,
    ),
    "target without value": (TARGETS, {"source_line": "23", "nth": "0"}, "value", "", TARGET_VALUE),
    "increase to a value": (TARGETS, {"source_line": "9", "nth": "0"}, "value", "85", TARGET_VALUE),
    "group by number": (TARGETS, {"source_line": "11", "nth": "0"}, "value", "2", TARGET_VALUE),
    "target of an unknown index": (
        *(TARGETS, {"source_line": "24", "nth": "0"}, "index", "parindex"),
        "expected an entry of indices.csv, or other",
    ),
    "target of no year": (
        *(TARGETS, {"source_line": "25", "nth": "0"}, "target_year", "24"),
        "expected a year or a range such as 2024-2025",
    ),
    "target of nobody": (
        *(TARGETS, {"source_line": "10", "nth": "0"}, "scope", "commune"),
        "expected province or district:<name>",
    ),
    "component that ends too soon": (
        *(COMPONENTS, {"index": "papi", "component": "d5.2", "first_year": "2011"}),
        *("last_year", "2010", "expected a last year not before the first"),
    ),
    "period that overlaps": (
        *(COMPONENTS, {"index": "sipas", "component": "f1", "first_year": "2022"}),
        *("first_year", "2021", "expected a first year after the period before it"),
    ),
}
CELLS = {
    name: (PAPI, {"component": "d1", "nth": str(nth)}, column, value, expected)
    for nth, (name, (column, value, expected)) in enumerate(PAPI_CELLS.items())
} | OTHER_CELLS


def put(project: Workspace, file: str, row: dict[str, str], column: str, value: str) -> int:
    """Put a value into the one row that fits; return its line."""
    path = project.root / file
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    header, nth = rows[0], int(row.get("nth", 0))
    fitting = [
        line
        for line, cells in enumerate(rows[1:], 1)
        if all(cells[header.index(c)] == wanted for c, wanted in row.items() if c != "nth")
    ]
    assert len(fitting) == 1 or "nth" in row, f"{row} is not one row of {file}"
    rows[fitting[nth]][header.index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)
    return fitting[nth] + 1


def change(project: Workspace, file: str, old: str, new: str) -> int:
    """Replace the first place of a text in a file; return its line."""
    path = project.root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    return text[: text.index(old)].count("\n") + 1


def put_last(path: Path, old: str, new: str) -> int:
    """Replace the last place of a text in a file; return its line."""
    before, _, after = path.read_text(encoding="utf-8").rpartition(old)
    path.write_text(before + new + after, encoding="utf-8", newline="")
    return before.count("\n") + 1


def problems(project: Workspace) -> list[Problem]:
    with pytest.raises(DataProblems) as caught:
        rawdata.read(project)
    return list(caught.value.problems)


def test_a_copy_is_sound(project: Workspace) -> None:
    assert len(rawdata.read(project)["provinces"]) == 63


# --- Cells: each fault in a row of its own, all found by one reading ------------------------


@pytest.fixture(scope="module")
def bad_cells(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Problem], list[Problem]]:
    project = projects.copy(tmp_path_factory.mktemp("cells"))
    rows = {
        name: (file, put(project, file, {**row}, column, value))
        for name, (file, row, column, value, _) in reversed(CELLS.items())
    }
    wanted = {
        name: Problem(*rows[name], column, value, expected)
        for name, (_, _, column, value, expected) in CELLS.items()
    }
    return wanted, problems(project)


@pytest.mark.parametrize("name", CELLS)
def test_a_bad_cell_is_one_problem(
    bad_cells: tuple[dict[str, Problem], list[Problem]], name: str
) -> None:
    wanted, found = bad_cells
    place = (wanted[name].file, wanted[name].row)
    assert [p for p in found if (p.file, p.row) == place] == [wanted[name]]


def test_all_bad_cells_are_reported_and_nothing_else(
    bad_cells: tuple[dict[str, Problem], list[Problem]],
) -> None:
    wanted, found = bad_cells
    assert sorted(found, key=str) == sorted(wanted.values(), key=str)


def test_code_of_the_other_frame(project: Workspace) -> None:
    # 02 is Hà Giang of the 63; no unit of the 34 has that code. 01 is Hà Nội in both.
    put(project, PAPI, {"component": "d1", "nth": "0"}, "frame", "vn34")
    line = put(project, PAPI, {"component": "d1", "nth": "1"}, "frame", "vn34")
    assert problems(project) == [Problem(PAPI, line, "province_code", "02", CODE)]


def test_two_rows_of_one_key(project: Workspace) -> None:
    row = (project.root / PAPI).read_text(encoding="utf-8").splitlines()[1]
    change(project, PAPI, row, f"{row}\n{row}")
    key = "index, frame, year, province_code, component"
    value = "papi, vn63, 2023, 01, d1"
    assert problems(project) == [
        Problem(PAPI, line, key, value, "expected no row twice") for line in (2, 3)
    ]


def test_a_row_of_another_index(project: Workspace) -> None:
    line = put(project, PAPI, {"component": "d1", "nth": "0"}, "index", "pci")
    assert problems(project) == [
        Problem(PAPI, line, "component", "d1", COMPONENT),
        Problem(PAPI, line, "index", "pci", "expected papi, as in the path"),
    ]


def test_swapped_ranks_are_one_problem_each(project: Workspace) -> None:
    put(project, PAR, {"province_code": "22", "rank": "1"}, "rank", "2")
    put(project, PAR, {"province_code": "31", "rank": "2"}, "rank", "1")
    [problem] = problems(project)
    assert (problem.file, problem.column, problem.expected) == (PAR, "rank", ORDER)
    assert problem.value in {"1", "2"}


# --- Files ----------------------------------------------------------------------------------

COLUMNS = "the columns are " + ",".join(SCORES.columns)
PLACES = ", ".join(table.path for table in TABLES)
STRAY = f"no table has a file of this name; the files are {PLACES}"
FIELDS = (
    "expected 10 fields, as in the header; "
    "write numbers with a decimal point, and text that has a comma in quotes"
)
PAIR = "look for a quotation mark without its pair"
UNSEEN = "remove the character, which cannot be seen"

Bytes = Callable[[bytes], bytes]
# What is done to the bytes of a file, and the problems that follow from it.
BYTES: dict[str, tuple[Bytes, list[tuple[int | None, str | None, str | None, str]]]] = {
    "missing column": (
        lambda b: b"\n".join(line.rpartition(b",")[0] for line in b.split(b"\n")),
        [(1, "confidence", None, f"column is missing; {COLUMNS}")],
    ),
    "unknown column": (
        lambda b: b.replace(b",confidence\n", b",confidence,remark\n").replace(b"ed\n", b"ed,\n"),
        [(1, "remark", None, f"column is not known; {COLUMNS}")],
    ),
    "column in other letters": (
        lambda b: b.replace(b",score,", b",Score,"),
        [
            (1, "score", None, f"column is missing; {COLUMNS}"),
            (1, "Score", None, f"column is not known; {COLUMNS}"),
        ],
    ),
    "column twice": (
        lambda b: b.replace(b",rank,", b",score,"),
        [
            (1, "rank", None, f"column is missing; {COLUMNS}"),
            (1, "score", None, "column stands there twice"),
        ],
    ),
    "semicolons": (
        lambda b: b.replace(b",", b";"),
        [(1, c, None, f"column is missing; {COLUMNS}") for c in SCORES.columns]
        + [(1, ";".join(SCORES.columns), None, f"column is not known; {COLUMNS}")],
    ),
    "byte order mark": (
        lambda b: b"\xef\xbb\xbf" + b,
        [(1, None, "byte order mark", "save as UTF-8 without a byte order mark")],
    ),
    "CRLF": (
        lambda b: b.replace(b"\n", b"\r\n"),
        [(1, None, "carriage return", "end lines with LF, not CRLF")],
    ),
    "one stray CR": (
        lambda b: b.replace(b"derived\n", b"derived\r\n", 1),
        [(2, None, "carriage return", "end lines with LF, not CRLF")],
    ),
    "Latin-1 byte": (
        lambda b: b.replace(b"derived\n", b"d\xe9rived\n", 1),
        [(2, None, "byte 0xe9", "save as UTF-8")],
    ),
    "UTF-16": (
        lambda b: b.decode().encode("utf-16"),
        [(1, None, "byte 0xff", "save as UTF-8")],
    ),
    "empty": (lambda _: b"", [(None, None, None, "the file is empty; a header line is needed")]),
    "blank lines only": (
        lambda _: b"\n \n",
        [(None, None, None, "the file is empty; a header line is needed")],
    ),
    "header only": (
        lambda b: b.partition(b"\n")[0] + b"\n",
        [(1, None, None, "expected a row below the header")],
    ),
    "quote that never ends": (
        lambda b: b.replace(b",derived\n", b',"derived\n', 1),
        [(2, None, None, f"not valid CSV: field larger than field limit (131072); {PAIR}")],
    ),
    "quote that never ends, last row": (
        lambda b: b[:-8] + b'"derived\n',
        [(2258, None, None, f"not valid CSV: unexpected end of data; {PAIR}")],
    ),
    "text after a quote": (
        lambda b: b.replace(b",derived\n", b',"derived" \n', 1),
        [(2, None, None, f"not valid CSV: ',' expected after '\"'; {PAIR}")],
    ),
    "NUL": (
        lambda b: b.replace(b"derived\n", b"deri\0ved\n", 1),
        [(2, None, "U+0000", UNSEEN)],
    ),
    "no-break space": (
        lambda b: b.replace(b"derived\n", "derived\u00a0\n".encode(), 1),
        [(2, None, "U+00A0", UNSEEN)],
    ),
    "zero-width space": (
        lambda b: b.replace(b"derived\n", "\u200bderived\n".encode(), 1),
        [(2, None, "U+200B", UNSEEN)],
    ),
}


@pytest.fixture(scope="module")
def bad_files(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    """What one reading finds in a broken copy of PAPI 2023 for each case, named for it."""
    project = projects.copy(tmp_path_factory.mktemp("files"))
    sound = (project.root / PAPI).read_bytes()
    for name, (broken, _) in BYTES.items():
        (project.raw / f"scores/papi/{name}.csv").write_bytes(broken(sound))
    return problems(project)


@pytest.mark.parametrize("name", BYTES)
def test_bad_bytes(bad_files: list[Problem], name: str) -> None:
    file = f"data/raw/scores/papi/{name}.csv"
    wanted = [Problem(file, *place) for place in BYTES[name][1]]
    assert [p for p in bad_files if p.file == file] == wanted


def test_all_bad_files_are_reported_and_nothing_else(bad_files: list[Problem]) -> None:
    assert len(bad_files) == sum(len(places) for _, places in BYTES.values())


ROWS = {
    "cut short": (b",derived\n", b"\n", "9 fields"),
    "decimal comma without quotes": (b"5.427534", b"5,427534", "11 fields"),
    "blank line": (b"papi", b"\npapi", "0 fields"),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_of_another_length(project: Workspace, name: str) -> None:
    old, new, value = ROWS[name]
    path = project.root / PAPI
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    # The other rows are read and checked.
    line = put_last(path, "derived", "sure")
    assert problems(project) == [
        Problem(PAPI, 2, None, value, FIELDS),
        Problem(PAPI, line, "confidence", "sure", "expected one of " + ", ".join(CONFIDENCE)),
    ]


def test_columns_may_stand_in_another_order(project: Workspace) -> None:
    lines = (project.root / PAPI).read_text(encoding="utf-8").splitlines()
    turned = [",".join(reversed(line.split(","))) for line in lines]
    before = rawdata.read(project)["scores"]
    (project.root / PAPI).write_text("\n".join(turned), encoding="utf-8")
    assert rawdata.read(project)["scores"].equals(before)


def test_decomposed_letters(project: Workspace) -> None:
    line = change(project, PROVINCES, "Tuyên Quang", unicodedata.normalize("NFD", "Tuyên Quang"))
    wanted = Problem(PROVINCES, line, None, "decomposed letters", "normalise the text to NFC")
    assert problems(project) == [wanted]


@pytest.mark.parametrize("file", [SOURCES, PROVINCES, COMPONENTS])
def test_a_missing_register_is_one_problem(project: Workspace, file: str) -> None:
    # Not one more for each of the rows that point into it.
    (project.root / file).unlink()
    assert problems(project) == [Problem(file, None, None, None, "no such file")]


def test_no_scores_at_all(project: Workspace) -> None:
    shutil.rmtree(project.raw / "scores")
    wanted = Problem("data/raw/scores/*/*.csv", None, None, None, "no such file")
    assert problems(project) == [wanted]


def test_an_empty_register_is_all_right(project: Workspace) -> None:
    path = project.raw / "regional_means.csv"
    header = path.read_text(encoding="utf-8").partition("\n")[0]
    path.write_text(f"{header}\n", encoding="utf-8")
    assert store.load("regional_means", project).columns.tolist() == header.split(",")


def test_files_that_no_table_reads(project: Workspace) -> None:
    names = ["score.csv", "scores/2024.csv", "scores/papi/2024.CSV", "scores/papi/old/2022.csv"]
    for name in names:
        path = project.raw / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("what,ever\n", encoding="utf-8")
    assert problems(project) == [
        Problem(f"data/raw/{name}", None, None, None, STRAY) for name in names
    ]


def test_a_file_in_the_folder_of_another_index(project: Workspace) -> None:
    wrong = "data/raw/scores/dti/2015.csv"
    (project.root / PEOPLE).rename(project.root / wrong)
    found = problems(project)
    assert found[0] == Problem(wrong, 2, "index", "population", "expected dti, as in the path")
    assert {(p.file, p.column) for p in found} == {(wrong, "index")}
    assert len(found) == 64


def test_a_folder_for_a_file(project: Workspace) -> None:
    (project.root / SOURCES).unlink()
    (project.root / SOURCES).mkdir()
    [problem] = problems(project)
    assert (problem.file, problem.expected) == (SOURCES, "cannot be read: Is a directory")


PLANS = {
    "broken TOML": ("id = ", "id == ", None, None, "not valid TOML: Invalid value (at line 1, "),
    "missing key": ('level = "province"\n', "", "level", None, "expected province or district"),
    "year as text": (
        "[2024, 2025]",
        '"2024"',
        "years",
        "2024",
        "expected a list of years, such as [2024, 2025]",
    ),
    "another id": ('"TQ-150-2024"', '"TQ"', "id", "TQ", "expected TQ-150-2024"),
    "unknown province": (
        *('province = "08"', 'province = "8"', "province", "8"),
        "expected a code of provinces.csv, such as 08",
    ),
}


@pytest.mark.parametrize("name", PLANS)
def test_a_broken_plan(project: Workspace, name: str) -> None:
    old, new, column, value, expected = PLANS[name]
    change(project, PLAN, old, new)
    [problem] = problems(project)
    assert (problem.file, problem.row) == (PLAN, None)
    assert (problem.column, problem.value) == (column, value)
    assert problem.expected.startswith(expected)


def test_half_a_plan(project: Workspace) -> None:
    (project.root / PLAN).unlink()
    wanted = Problem(PLAN, None, None, None, "cannot be read: No such file or directory")
    assert problems(project) == [wanted]


def test_the_other_half_of_a_plan(project: Workspace) -> None:
    (project.root / TARGETS).unlink()
    wanted = Problem(TARGETS, None, None, None, "no such file, but there is a plan.toml")
    assert problems(project) == [wanted]


def test_faults_of_every_kind_are_reported_at_once(project: Workspace) -> None:
    (project.root / SOURCES).write_bytes(b"")
    (project.raw / "score.csv").write_bytes(b"")
    (project.root / PEOPLE).write_bytes(b"index\n")
    change(project, PLAN, '"TQ-150-2024"', '"TQ"')
    change(project, TARGETS, "rank_improves_by>=", "improves")
    text = (project.root / PAPI).read_text(encoding="utf-8")
    cut = text.replace(",derived\n", "\n", 1).replace("2023,04,d1", "2023,05,d1")
    (project.root / PAPI).write_text(cut, encoding="utf-8")
    files = [(p.file, p.row is not None, p.column) for p in problems(project)]
    assert sorted(set(files), key=str) == sorted(
        [
            (SOURCES, False, None),
            ("data/raw/score.csv", False, None),
            *((PEOPLE, True, c) for c in SCORES.columns if c != "index"),
            (PLAN, False, "id"),
            (TARGETS, True, "comparator"),
            (PAPI, True, None),
            (PAPI, True, "province_code"),
        ],
        key=str,
    )


# --- What a build does with it --------------------------------------------------------------


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def test_a_failed_build_leaves_the_former_tables(built: Workspace) -> None:
    before = contents(built.processed)
    line = put(built, PAPI, {"component": "d1", "nth": "0"}, "score", "5,42")
    with pytest.raises(
        DataProblems, match=rf"2023\.csv, row {line}, column score: .*decimal comma"
    ):
        store.build(built)
    assert contents(built.processed) == before
    # Nor is the stale table handed out.
    with pytest.raises(DataProblems):
        store.load("scores", built)


def test_a_failed_first_build_writes_nothing(project: Workspace) -> None:
    (project.root / SOURCES).unlink()
    with pytest.raises(DataProblems):
        store.build(project)
    assert not project.processed.exists()


def test_a_file_stands_where_the_folder_should_be(project: Workspace) -> None:
    project.processed.write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputNotWritable, match=r"cannot write .*processed: File exists"):
        store.build(project)
    assert project.processed.read_text(encoding="utf-8") == "in the way"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(project: Workspace) -> None:
    project.processed.mkdir(mode=0o500)
    with pytest.raises(OutputNotWritable, match="Permission denied"):
        store.build(project)


@pytest.mark.parametrize("record", ["", "{}", "[]", "\xff"])
def test_a_spoilt_record_is_built_anew(built: Workspace, record: str) -> None:
    (built.processed / store.RECORD).write_text(record, encoding="latin-1")
    assert store.build(built).done
    assert not store.build(built).done


@pytest.mark.parametrize("lost", [store.RECORD, "scores.parquet"])
def test_an_interrupted_build_is_repeated(built: Workspace, lost: str) -> None:
    before = contents(built.processed)
    (built.processed / lost).unlink()
    assert store.build(built).done
    assert contents(built.processed) == before
