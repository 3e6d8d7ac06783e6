"""Office files are zip archives: pack them so that the same content is the same bytes."""

import io
import zipfile

from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def repacked(data: bytes) -> bytes:
    """Return a zip archive without the clock of its making.

    Parameters
    ----------
    data : bytes
        A zip archive.

    Returns
    -------
    bytes
        The same members in the same order, all dated 1 January 1980, the first day of zip.

    Examples
    --------
    >>> file = io.BytesIO()
    >>> with zipfile.ZipFile(file, "w") as archive:
    ...     archive.writestr("a", "A")
    >>> with zipfile.ZipFile(io.BytesIO(repacked(file.getvalue()))) as archive:
    ...     archive.read("a"), archive.getinfo("a").date_time
    (b'A', (1980, 1, 1, 0, 0, 0))
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.infolist():
            fresh = zipfile.ZipInfo(member.filename, _FIRST_DAY)
            # Pictures are compressed already.
            stored = member.filename.endswith(".png")
            fresh.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            # As on every machine: the archive would note the system that wrote it.
            fresh.create_system = 0
            new.writestr(fresh, old.read(member))
    return target.getvalue()


def saved(book: Workbook) -> bytes:
    """Return a workbook as a file without the clock of its making.

    Parameters
    ----------
    book : Workbook
        Its properties `created` and `modified` are kept.

    Returns
    -------
    bytes

    Examples
    --------
    >>> saved(Workbook())[:2]
    b'PK'
    """
    file = io.BytesIO()
    # Its writer itself, because `book.save` dates the file by the clock.
    with zipfile.ZipFile(file, "w") as archive:
        ExcelWriter(book, archive).write_data()
    return repacked(file.getvalue())
