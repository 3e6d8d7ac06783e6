"""Write the built tables in the formats that others read, with description and licence notes."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis import folders
from analysis import workspace as workspaces
from analysis.dataexport import descriptor, duck, licences, plain, readme, sqlite, workbook
from analysis.dataexport.built import Built, built
from analysis.errors import BadParameter, OutputEdited
from analysis.wording import VIETNAMESE, Language
from analysis.workspace import Workspace

_WRITERS: dict[str, Callable[[Sequence[Built], Path], None]] = {
    "csv": plain.write_csv,
    "xlsx": workbook.write,
    "parquet": plain.write_parquet,
    "sqlite": sqlite.write,
    "duckdb": duck.write,
}
FORMATS = tuple(_WRITERS)
README, LICENCES = "README.md", "LICENCES.md"


@dataclass(frozen=True)
class Export:
    """What an export wrote.

    Attributes
    ----------
    folder : Path
    files : tuple of Path
        All files, sorted.
    rows : dict of str to int
        Rows of each table.
    """

    folder: Path
    files: tuple[Path, ...]
    rows: dict[str, int]


def export(
    formats: Sequence[str] = ("csv",),
    out: Path | None = None,
    *,
    tables: Sequence[str] = (),
    language: Language = VIETNAMESE,
    workspace: Workspace | None = None,
) -> Export:
    """Write tables into a folder, whole or not at all.

    Parameters
    ----------
    formats : sequence of str
        Of `FORMATS`.
    out : Path, optional
        By default `data/export` of the workspace. An export that is there is replaced.
    tables : sequence of str
        Only these; by default all.
    language : Language
        Of the README and the licence notes.
    workspace : Workspace, optional

    Returns
    -------
    Export

    Raises
    ------
    BadParameter
        If a format or table is not known.
    ExtraMissing
        If a format needs packages that are not installed.
    OutputEdited
        If the folder holds a file that no export wrote.
    OutputNotWritable

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     made = export(["csv"], Path(name, "out"), tables=["indices"])
    ...     [path.relative_to(made.folder).as_posix() for path in made.files]
    ['LICENCES.md', 'README.md', 'csv/indices.csv', 'datapackage.json']
    """
    wanted = _known(formats)
    if "duckdb" in wanted:
        duck.require()
    place = workspace or workspaces.find()
    target = out or place.root / "data" / "export"
    _check_replaceable(target)
    chosen = built(place, tables)
    with folders.whole(target) as folder:
        for kind in wanted:
            _WRITERS[kind](chosen, folder)
        described = descriptor.descriptor(chosen, wanted, folder, title=readme.title(language))
        texts = {
            README: readme.page(chosen, wanted, language),
            LICENCES: licences.notes(chosen, place, language),
            descriptor.NAME: json.dumps(described, ensure_ascii=False, indent=1) + "\n",
        }
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    files = tuple(sorted(path for path in target.rglob("*") if path.is_file()))
    return Export(target, files, {item.name: len(item.frame) for item in chosen})


def _known(formats: Sequence[str]) -> list[str]:
    wanted = list(dict.fromkeys(formats))
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown or not wanted:
        found = f"unknown format {unknown[0]!r}" if unknown else "no format"
        raise BadParameter(f"{found}; the formats are {', '.join(FORMATS)}")
    return wanted


def _check_replaceable(target: Path) -> None:
    """Refuse a folder with anything in it that no export wrote."""
    if target.exists() and not target.is_dir():
        raise BadParameter(f"{target.name} is a file; name a folder for the export")
    there = {p.relative_to(target).as_posix() for p in target.rglob("*") if p.is_file()}
    strange = sorted(there - _written(target)) if there else []
    if strange:
        raise OutputEdited(
            f"{target.name} holds {strange[0]}, which no export wrote; name another folder with "
            "--out"
        )


def _written(target: Path) -> set[str]:
    """Return the files that the export in a folder wrote; none if it is no export."""
    try:
        known = json.loads((target / descriptor.NAME).read_text(encoding="utf-8"))
        if known["name"] != descriptor.PACKAGE:
            return set()
        paths = {str(resource["path"]) for resource in known["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {*paths, README, LICENCES, descriptor.NAME}
