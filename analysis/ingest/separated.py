"""Read a table of text with separators (.csv, .tsv, .txt) as a grid."""

import csv
import io
from collections import Counter
from pathlib import Path

from analysis.errors import UnreadableFile
from analysis.ingest.grid import Grid, Sheet, rectangle, text_cell
from analysis.ingest.limits import check_cells

# A decimal comma separates nothing: the comma is tried last.
_DELIMITERS = "\t;,"


def read(path: Path) -> Grid:
    """Read the file in the encoding and with the separator that fit it.

    Raises
    ------
    UnreadableFile
        If it is no text, or no table.
    """
    text = _decode(path.read_bytes(), path.name)
    parsed = [p for d in _DELIMITERS if (p := _parse(text, d)) is not None]
    if not parsed:
        _complain(text, path.name)
    # The first of the separators that most lines have the same count of.
    rows, lines = next((p for p in parsed if _is_table(p[0])), parsed[-1])
    check_cells(len(rows), max(map(len, rows), default=0), path.name)
    return Grid(
        Sheet(), rectangle([[text_cell(field) for field in row] for row in rows]), tuple(lines)
    )


def _decode(data: bytes, name: str) -> str:
    """Decode as the byte order mark says, as UTF-8, or as Windows did for Vietnamese."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1258"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableFile(f"{name} is no text in UTF-8, UTF-16 or Windows-1258; save it as UTF-8")


def _parse(text: str, delimiter: str) -> tuple[list[list[str]], list[int]] | None:
    """Return rows and the line each begins on, or None if the quotation marks do not fit."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, lines, begin = [], [], 1
    try:
        for row in reader:
            rows.append(row)
            lines.append(begin)
            begin = reader.line_num + 1
    except csv.Error:
        return None
    return rows, lines


def _is_table(rows: list[list[str]]) -> bool:
    widths = Counter(len(row) for row in rows if any(row))
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    return width > 1 and 2 * count >= widths.total()


def _complain(text: str, name: str) -> None:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for _ in reader:
            pass
    except csv.Error as error:
        raise UnreadableFile(
            f"{name}, line {reader.line_num}: no table of text ({error}); look for a quotation "
            "mark without its pair"
        ) from None
