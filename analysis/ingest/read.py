"""Read the tables of a file, whatever it is, as grids of cells."""

from pathlib import Path
from zipfile import ZipFile

from analysis.errors import BadParameter, UnreadableFile
from analysis.ingest import separated
from analysis.ingest.grid import Grid
from analysis.ingest.limits import DAMAGE, check_file

_TEXT = {".csv", ".tsv", ".txt"}


def read(path: Path, sheet: str | None = None) -> tuple[Grid, ...]:
    """Read all tables of a file.

    What the file is shows in its content, not in its name.

    Parameters
    ----------
    path : Path
        A workbook (.xlsx), a document (.docx), a PDF, or text with separators (.csv).
    sheet : str, optional
        Only this sheet of a workbook (its name), table of a document (its number) or page of
        a PDF (its number).

    Raises
    ------
    UnreadableFile
        If the file is missing, damaged, locked, too big or of another kind.
    TableProblems
        If cells hold formulas that were never computed.
    BadParameter
        If there is no such sheet.

    Examples
    --------
    >>> from analysis import workspace
    >>> grid, = read(workspace.find().raw / "publications.csv")
    >>> grid.rows[0][0].text, grid.lines[0]
    ('index', 1)
    """
    start = check_file(path)
    kind = _kind(path, start)
    if kind == "text":
        if sheet is not None:
            raise BadParameter(f"{path.name} is one table; --sheet has nothing to choose from")
        return (separated.read(path),)
    # Imported here: each of the libraries takes as long as reading a file.
    if kind == "workbook":
        from analysis.ingest import workbook as reader
    elif kind == "document":
        from analysis.ingest import document as reader  # type: ignore[no-redef]
    else:
        from analysis.ingest import portable as reader  # type: ignore[no-redef]
    grids = tuple(grid for grid in reader.read(path, sheet) if grid.rows)
    if not grids:
        where = "" if sheet is None else f" {sheet!r}"
        raise BadParameter(f"{path.name} has no sheet, table or page{where} with a table in it")
    return grids


def _kind(path: Path, start: bytes) -> str:
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"PK"):
        return _office_kind(path)
    if path.suffix.lower() in _TEXT:
        return "text"
    raise UnreadableFile(f"{path.name} is none of .xlsx, .csv, .docx and .pdf; save it as one")


def _office_kind(path: Path) -> str:
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
    except DAMAGE:
        raise UnreadableFile(f"{path.name} is damaged or cut short; fetch it once more") from None
    if "xl/workbook.xml" in names:
        return "workbook"
    if "word/document.xml" in names:
        return "document"
    raise UnreadableFile(f"{path.name} is an archive, but no .xlsx or .docx; unpack it first")
