"""Put an import into `data/raw`: every file of it, or none; what is replaced is kept."""

import csv
import io
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis import rawdata
from analysis.errors import BadParameter, OutputNotWritable
from analysis.ingest import mapping
from analysis.ingest.compare import Raw
from analysis.ingest.grid import clean
from analysis.ingest.transfer import Transfer, known_rows, score_file
from analysis.rawtables import SCORES, SOURCES
from analysis.text import slug
from analysis.workspace import Workspace

_DATE = re.compile(r"(19|20)\d\d(-\d\d){0,2}", re.ASCII)
_SOURCE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*", re.ASCII)
_FORMULA = ("=", "+", "-", "@")
_REPLACED_BY = "replaced_by"


@dataclass(frozen=True)
class Source:
    """The document that a table was taken from.

    Attributes
    ----------
    source_id : str
        Letters, digits, points and hyphens.
    title, publisher, date, url : str
        Empty where not given; a new source needs all but the address.
    """

    source_id: str
    title: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""


def source_row(source: Source, workspace: Workspace, *, file: str) -> Raw | None:
    """Return the row of a new source, or None if it is known already.

    Raises
    ------
    BadParameter
        If a new source lacks title, publisher or date, or a known one is given other ones.

    Examples
    --------
    >>> from analysis import workspace
    >>> source_row(Source("SNV-2024", "Bảng điểm"), workspace.find(), file="bang.xlsx")
    Traceback (most recent call last):
        ...
    analysis.errors.BadParameter: source SNV-2024 is new: give --publisher and --date too
    """
    given = {name: clean(getattr(source, name)) for name in ("title", "publisher", "date", "url")}
    if not _SOURCE_ID.fullmatch(source.source_id):
        raise BadParameter(
            f"source id {source.source_id!r} cannot be: it takes letters without marks, digits, "
            "points and hyphens, such as QD-BNV-2024"
        )
    for name, text in given.items():
        if text.startswith(_FORMULA):
            raise BadParameter(f"--{name} {text!r} would be a formula in a spreadsheet")
    known = next(
        (
            row
            for row in _rows(workspace.raw / SOURCES.path)
            if row["source_id"] == source.source_id
        ),
        None,
    )
    if known is not None:
        for name, text in given.items():
            if text and text != known[name]:
                raise BadParameter(
                    f"source {source.source_id} is known with {name} {known[name]!r}, not "
                    f"{text!r}; take another --source-id, or leave --{name} out"
                )
        return None
    absent = [f"--{name}" for name in ("title", "publisher", "date") if not given[name]]
    if absent:
        raise BadParameter(f"source {source.source_id} is new: give {' and '.join(absent)} too")
    if not _DATE.fullmatch(given["date"]):
        raise BadParameter(f"--date {given['date']!r} cannot be: write it as 2024-04-17 or 2024")
    blank = dict.fromkeys(SOURCES.columns, "")
    note = f"table read from the file {clean(file)}"
    return blank | {"source_id": source.source_id, "note": note} | given


def write(transfer: Transfer, source: Source, workspace: Workspace) -> tuple[Path, ...]:
    """Write what a transfer changes; nothing if it changes nothing.

    The score file is checked as it would be, with all registers, before anything is replaced.

    Parameters
    ----------
    transfer : Transfer
    source : Source
    workspace : Workspace

    Returns
    -------
    tuple of Path
        The files that changed.

    Raises
    ------
    TableProblems
        If ranks do not follow scores, or parts do not add up.
    DataProblems
        If the data would not be sound with it.
    BadParameter
        If the source is not as it must be.
    OutputNotWritable
        If a file cannot be written; then none is.
    """
    transfer.refuse(replace=True)
    added = source_row(source, workspace, file=transfer.file)
    comparison = transfer.comparison
    if not comparison.changed:
        return ()
    # In this order: if the machine stops between two of them, the data are sound all the same.
    texts: dict[Path, str] = {}
    before = known_rows(workspace, transfer.index, transfer.year)
    if gone := [before[key] for key in sorted(comparison.changed) if key in before]:
        path = workspace.root / "data" / "replaced" / transfer.index / f"{transfer.year}.csv"
        kept = _rows(path) if path.is_file() else []
        gone = [row | {_REPLACED_BY: source.source_id} for row in gone]
        texts[path] = _csv((*SCORES.columns, _REPLACED_BY), [*kept, *gone])
    if added is not None:
        path = workspace.raw / SOURCES.path
        rows = sorted([*_rows(path), added], key=lambda row: row["source_id"])
        texts[path] = _csv(SOURCES.columns, rows)
    name = slug(Path(transfer.file).stem)[:60] or source.source_id
    remembered = workspace.raw / mapping.FOLDER / f"{transfer.index}-{name}.toml"
    texts[remembered] = mapping.written(transfer.index, transfer.assigned)
    scores = score_file(workspace, transfer.index, transfer.year)
    texts[scores] = _csv(SCORES.columns, comparison.rows.values())
    _check(texts, workspace)
    return _replace_all(texts)


def _rows(path: Path) -> list[Raw]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _csv(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def _check(texts: Mapping[Path, str], workspace: Workspace) -> None:
    """Read the new score file and the sources as they would be, with their registers."""
    with tempfile.TemporaryDirectory(prefix="chiso-") as folder:
        staged = Workspace(Path(folder))
        staged.raw.mkdir(parents=True)
        for register in workspace.raw.glob("*.csv"):
            shutil.copyfile(register, staged.raw / register.name)
        for path, text in texts.items():
            if path.is_relative_to(workspace.raw):
                target = staged.raw / path.relative_to(workspace.raw)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8", newline="")
        rawdata.read_scores(staged)


def _replace_all(texts: Mapping[Path, str]) -> tuple[Path, ...]:
    """Put all texts in place; if one cannot be, put back what was there."""
    before: dict[Path, bytes | None] = {}
    path = next(iter(texts))
    try:
        fresh = {p: _beside(path := p, text) for p, text in texts.items()}
        for path, part in fresh.items():
            old = path.read_bytes() if path.is_file() else None
            if old == part.read_bytes():
                part.unlink()
                continue
            before[path] = old
            part.replace(path)
    except BaseException as error:
        for changed, old in before.items():
            changed.unlink(missing_ok=True) if old is None else changed.write_bytes(old)
        for each in texts:
            _part(each).unlink(missing_ok=True)
        if isinstance(error, OSError):
            message = f"cannot write {path.name}: {error.strerror}; nothing was changed"
            raise OutputNotWritable(message) from None
        raise
    return tuple(before)


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _beside(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = _part(path)
    part.write_text(text, encoding="utf-8", newline="")
    return part
