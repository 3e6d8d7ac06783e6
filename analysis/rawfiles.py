"""Read a raw CSV file as text, with the line number of every row, and say what is wrong with it.

Raw files are UTF-8 without a byte order mark, lines end in LF, text is in Unicode form NFC.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis.errors import Problem

BOM = b"\xef\xbb\xbf"
# Control characters, and what cannot be seen: soft hyphen, no-break and zero-width spaces, marks of
# direction. Two texts that look alike would not be equal.
_UNSEEN = re.compile("[\x00-\t\x0b-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060\ufeff]")

_COMMAS = "write numbers with a decimal point, and text that has a comma in quotes"


def read_table(
    path: Path, columns: Sequence[str], *, name: str
) -> tuple[pd.DataFrame, list[Problem]]:
    """Read one CSV file without interpreting any cell.

    Parameters
    ----------
    path : Path
        The file.
    columns : sequence of str
        The columns that the file must have, in order.
    name : str
        What the file is called in messages.

    Returns
    -------
    frame : DataFrame, shape (rows, columns)
        All cells as text, indexed by the line on which a row begins; without the rows that
        have another number of fields than the header; empty if the file cannot be read.
    problems : list of Problem
        Empty for a sound file.

    Examples
    --------
    >>> from analysis import workspace
    >>> path = workspace.find().raw / "publications.csv"
    >>> columns = ["index", "year", "decision", "decision_date", "announced_on", "source_id"]
    >>> frame, problems = read_table(path, columns, name="publications.csv")
    >>> frame["year"].tolist()[0], problems
    ('2015', [])
    """
    nothing = pd.DataFrame({c: pd.Series(dtype="str") for c in columns})
    try:
        data = path.read_bytes()
    except OSError as error:
        return nothing, [Problem(name, None, None, None, f"cannot be read: {error.strerror}")]
    problems = _byte_problems(data, name)
    if problems:
        return nothing, problems
    reader = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
    rows, lines, begin = [], [], 1
    try:
        header = next(reader)
        problems = _header_problems(header, columns, name)
        if problems:
            return nothing, problems
        begin = reader.line_num + 1
        for row in reader:
            if len(row) == len(header):
                rows.append(row)
                lines.append(begin)
            else:
                expected = f"expected {len(header)} fields, as in the header; {_COMMAS}"
                problems.append(Problem(name, begin, None, f"{len(row)} fields", expected))
            begin = reader.line_num + 1
    except csv.Error as error:
        expected = f"not valid CSV: {error}; look for a quotation mark without its pair"
        return nothing, [*problems, Problem(name, begin, None, None, expected)]
    index = pd.Index(lines, name="line", dtype="int64")
    frame = pd.DataFrame(rows, columns=header, index=index, dtype="str")
    return frame[list(columns)], problems


def _byte_problems(data: bytes, name: str) -> list[Problem]:
    """Return what is wrong with the bytes: each makes the rest unreadable or untrustworthy."""
    if not data.strip():
        return [Problem(name, None, None, None, "the file is empty; a header line is needed")]
    if data.startswith(BOM):
        return [
            Problem(name, 1, None, "byte order mark", "save as UTF-8 without a byte order mark")
        ]
    if b"\r" in data:
        line = data[: data.index(b"\r")].count(b"\n") + 1
        return [Problem(name, line, None, "carriage return", "end lines with LF, not CRLF")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return [Problem(name, line, None, f"byte 0x{data[error.start]:02x}", "save as UTF-8")]
    if not unicodedata.is_normalized("NFC", text):
        bad = next(
            i
            for i, line in enumerate(text.split("\n"), 1)
            if not unicodedata.is_normalized("NFC", line)
        )
        return [Problem(name, bad, None, "decomposed letters", "normalise the text to NFC")]
    if unseen := _UNSEEN.search(text):
        line = text[: unseen.start()].count("\n") + 1
        value = f"U+{ord(unseen.group()):04X}"
        return [Problem(name, line, None, value, "remove the character, which cannot be seen")]
    return []


def _header_problems(header: Sequence[str], columns: Sequence[str], name: str) -> list[Problem]:
    missing = [c for c in columns if c not in header]
    unknown = [c for c in header if c not in columns]
    twice = sorted({c for c in header if header.count(c) > 1})
    wanted = "the columns are " + ",".join(columns)
    return [
        *(Problem(name, 1, c, None, f"column is missing; {wanted}") for c in missing),
        *(Problem(name, 1, c, None, f"column is not known; {wanted}") for c in unknown),
        *(Problem(name, 1, c, None, "column stands there twice") for c in twice),
    ]
