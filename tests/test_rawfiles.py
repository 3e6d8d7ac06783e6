from pathlib import Path

import pytest

from analysis.errors import Problem
from analysis.rawfiles import read_table


def read(tmp_path: Path, data: bytes):
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    return read_table(path, ["a", "b"], name="data/t.csv")


def test_cells_are_text_and_rows_have_their_lines(tmp_path: Path) -> None:
    frame, problems = read(tmp_path, b'a,b\n01,NA\n1.50,\n"x, y","he said ""no"""\n')
    assert problems == []
    assert frame.index.tolist() == [2, 3, 4]
    assert frame.to_numpy().tolist() == [["01", "NA"], ["1.50", ""], ["x, y", 'he said "no"']]


def test_a_row_has_the_line_on_which_it_begins(tmp_path: Path) -> None:
    frame, _ = read(tmp_path, b'a,b\n"two\nlines",1\nx,2\n')
    assert frame.index.tolist() == [2, 4]
    assert frame["a"].tolist() == ["two\nlines", "x"]


def test_the_last_line_may_lack_its_end(tmp_path: Path) -> None:
    frame, problems = read(tmp_path, b"a,b\n1,2")
    assert (len(frame), problems) == (1, [])


def test_columns_come_in_the_order_asked_for(tmp_path: Path) -> None:
    frame, _ = read(tmp_path, b"b,a\n1,2\n")
    assert frame.columns.tolist() == ["a", "b"]
    assert frame.to_numpy().tolist() == [["2", "1"]]


def test_a_header_alone_gives_no_rows(tmp_path: Path) -> None:
    frame, problems = read(tmp_path, b"a,b\n")
    assert frame.columns.tolist() == ["a", "b"]
    assert (len(frame), problems) == (0, [])


def test_rows_of_another_length_are_left_out_and_named(tmp_path: Path) -> None:
    frame, problems = read(tmp_path, b"a,b\n1\n2,3\n4,5,6\n")
    assert frame.to_numpy().tolist() == [["2", "3"]]
    expected = (
        "expected 2 fields, as in the header; "
        "write numbers with a decimal point, and text that has a comma in quotes"
    )
    assert problems == [
        Problem("data/t.csv", 2, None, "1 fields", expected),
        Problem("data/t.csv", 4, None, "3 fields", expected),
    ]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    frame, problems = read_table(tmp_path / "no.csv", ["a"], name="no.csv")
    assert frame.empty
    assert problems == [
        Problem("no.csv", None, None, None, "cannot be read: No such file or directory")
    ]


@pytest.mark.parametrize(
    "letter", ["\t", "\x00", "\x1b", "\x7f", "\x85", "\xa0", "\xad", "\u200b", "\u202e", "\ufeff"]
)
def test_what_cannot_be_seen_is_reported(tmp_path: Path, letter: str) -> None:
    frame, problems = read(tmp_path, f"a,b\n1,2\n3,x{letter}y\n".encode())
    assert frame.empty
    value = f"U+{ord(letter):04X}"
    expected = "remove the character, which cannot be seen"
    assert problems == [Problem("data/t.csv", 3, None, value, expected)]


@pytest.mark.parametrize("text", ["Đắk Lắk", "“quoted”", "1–2", "≥ 90 %", "…", "中"])
def test_what_can_be_seen_is_left_alone(tmp_path: Path, text: str) -> None:
    frame, problems = read(tmp_path, f"a,b\n{text},2\n".encode())
    assert (frame["a"].tolist(), problems) == ([text], [])
