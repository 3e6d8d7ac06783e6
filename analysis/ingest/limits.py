"""What a file may be at most, and what an office document must not bring along.

An office document is a zip archive: a few kilobytes can unpack to gigabytes, and beside the
tables it may hold programs and links that fetch from elsewhere. All that is looked at before
any library opens the file.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from analysis.errors import UnreadableFile

LARGEST_FILE = 32 * 2**20
LARGEST_UNPACKED = 128 * 2**20
# Sheets of figures pack about ten to one; below a megabyte even a bomb does no harm.
LARGEST_RATIO = 200
HARMLESS = 2**20
MOST_CELLS = 200_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HYPERLINK = "/hyperlink"
# What zipfile and the XML reader raise on archives that are not what they say.
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, ElementTree.ParseError),
    *(struct.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError),
)


def check_file(path: Path) -> bytes:
    """Return the first bytes of a file that is there and not too big.

    Raises
    ------
    UnreadableFile

    Examples
    --------
    >>> check_file(Path("nowhere.xlsx"))
    Traceback (most recent call last):
        ...
    analysis.errors.UnreadableFile: nowhere.xlsx cannot be read: No such file or directory
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise UnreadableFile(f"{path.name} cannot be read: {error.strerror}") from None
    if size > LARGEST_FILE:
        limit = LARGEST_FILE // 2**20
        raise UnreadableFile(f"{path.name} has {size:,} bytes; the most is {limit} MB")
    if not start:
        raise UnreadableFile(f"{path.name} is empty")
    if start == _OLE:
        raise UnreadableFile(
            f"{path.name} is protected by a password or of the format before 2007 (.xls, .doc); "
            "remove the password and save it as .xlsx, .docx or .csv"
        )
    return start


def open_office(path: Path) -> ZipFile:
    """Open the archive of an office document that is sound and holds tables and text alone.

    Raises
    ------
    UnreadableFile
        If it is damaged, unpacks to too much, holds macros or links to other files.
    """
    try:
        archive = ZipFile(path)
        _check_sizes(archive, path.name)
        damaged = archive.testzip()
        if damaged is None:
            _check_contents(archive, path.name)
    except DAMAGE as error:
        raise _damaged(path.name, str(error)) from None
    if damaged is not None:
        raise _damaged(path.name, f"{damaged} cannot be unpacked")
    return archive


def check_cells(rows: int, columns: int, what: str) -> None:
    """Refuse a table that is far bigger than any table of provinces.

    Raises
    ------
    UnreadableFile

    Examples
    --------
    >>> check_cells(1_048_576, 30, "sheet 'A' of x.xlsx")
    Traceback (most recent call last):
        ...
    analysis.errors.UnreadableFile: sheet 'A' of x.xlsx has 1,048,576 rows and 30 columns; ...
    """
    if rows * columns > MOST_CELLS:
        raise UnreadableFile(
            f"{what} has {rows:,} rows and {columns:,} columns; the most is {MOST_CELLS:,} cells: "
            "delete the empty rows and columns beside the table, or name another sheet"
        )


def _damaged(name: str, why: str) -> UnreadableFile:
    return UnreadableFile(f"{name} is damaged or cut short ({why}); fetch it once more")


def _check_sizes(archive: ZipFile, name: str) -> None:
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if total > LARGEST_UNPACKED or (total > HARMLESS and total > LARGEST_RATIO * packed):
        raise UnreadableFile(
            f"{name} would unpack to {total:,} bytes from {packed:,}: no table of figures does; "
            "copy the table into a new file"
        )


def _check_contents(archive: ZipFile, name: str) -> None:
    names = archive.namelist()
    if any(n.lower().endswith("vbaproject.bin") for n in names):
        raise UnreadableFile(f"{name} holds macros; save it as .xlsx or .docx without them")
    links = any(n.startswith("xl/externalLinks/") for n in names)
    if links or any(_is_foreign(link) for link in _relations(archive)):
        raise UnreadableFile(
            f"{name} takes content from other files; break the links (in Excel: Data, Edit Links, "
            "Break Link) so that the figures stand in the file itself"
        )


def _relations(archive: ZipFile) -> Iterator[dict[str, str]]:
    for part in archive.namelist():
        if part.endswith(".rels"):
            for element in ElementTree.fromstring(archive.read(part)):
                yield element.attrib


def _is_foreign(relation: dict[str, str]) -> bool:
    """Say whether a relation fetches something; a hyperlink only points there."""
    return relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith(
        _HYPERLINK
    )
