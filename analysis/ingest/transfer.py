"""From a file to what it would change, without changing anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis import indices
from analysis.errors import BadParameter, DataProblems, Problem, TableProblems
from analysis.ingest import checks, mapping
from analysis.ingest.columns import LeftOut, Meaning, assign, without_doubles
from analysis.ingest.compare import Comparison, Key, Raw, compare
from analysis.ingest.figures import Figures, figures
from analysis.ingest.layout import Block, blocks
from analysis.ingest.phrases import years_of
from analysis.ingest.read import read
from analysis.rawfiles import read_table
from analysis.rawtables import SCORES
from analysis.register import Frame
from analysis.workspace import Workspace

_LAST_OF_63 = 2024


@dataclass(frozen=True)
class Transfer:
    """What a file says, and what it would change.

    Attributes
    ----------
    file : str
        Its name.
    index, year, frame
    assigned : tuple of (Block, dict)
        Each table with the meaning of its columns.
    figures : Figures
    comparison : Comparison
    doubts : tuple of Problem
        Where ranks do not follow scores, or parts do not add up; not to be written.
    """

    file: str
    index: str
    year: int
    frame: Frame
    assigned: tuple[tuple[Block, dict[int, Meaning | LeftOut]], ...]
    figures: Figures
    comparison: Comparison
    doubts: tuple[Problem, ...]

    def refuse(self, *, replace: bool) -> None:
        """Raise what stands against writing.

        Parameters
        ----------
        replace : bool
            Whether the figures of the file may stand in place of those they conflict with.

        Raises
        ------
        TableProblems
            If there are conflicts that may not be settled so, or doubts.
        """
        conflicts = [
            c.place.problem(
                c.new,
                f"expected {c.known}, as printed by {c.source_id}; settle which is right, or take "
                "that of the table with --replace",
            )
            for c in self.comparison.conflicts
        ]
        if self.doubts or (conflicts and not replace):
            raise TableProblems([*self.doubts, *([] if replace else conflicts)])


def prepare(
    path: Path,
    *,
    index: str,
    year: int,
    source_id: str,
    workspace: Workspace,
    sheet: str | None = None,
    given: Path | None = None,
) -> Transfer:
    """Read a file and compare it with what is known; nothing is written.

    Parameters
    ----------
    path : Path
        Table of provinces as .xlsx, .csv, .docx or .pdf.
    index : str
    year : int
        Year that the figures are about.
    source_id : str
        Source that they will carry.
    workspace : Workspace
        The one in force.
    sheet : str, optional
        Only this sheet, table or page.
    given : Path, optional
        Mapping file.

    Raises
    ------
    UnreadableFile
        If the file is not sound.
    BadParameter
        If index, year, sheet or mapping cannot be.
    TableProblems
        If the table holds what cannot be: with sheet, row, column and value of each fault.
    DataProblems
        If the score file of that index and year is not sound as it stands.
    """
    indices.index(index)
    if not indices.components(index, year):
        raise BadParameter(f"{index} has no component in {year} (data/raw/components.csv)")
    frame: Frame = "vn63" if year <= _LAST_OF_63 else "vn34"
    entries = mapping.load(given, index, year) if given else ()
    grids = read(path, sheet)
    found = [block for grid in grids for block in blocks(grid, frame)]
    if not found:
        raise BadParameter(
            f"{path.name} has no table with a column of provinces (at least three of the "
            f"{'63' if frame == 'vn63' else '34'} names of {year})"
        )
    kept = mapping.remembered(workspace.raw, index, year)
    assigned = tuple(
        (block, without_doubles(mapping.apply(block, assign(block, index, year), entries, kept)))
        for block in found
    )
    _check_columns(assigned, path.name, index, year)
    if not entries:
        _check_years(assigned, path.name, year)
    read_figures = figures(assigned, path.name, index=index, year=year, frame=frame)
    if read_figures.problems:
        raise TableProblems(read_figures.problems)
    if not read_figures.entries:
        raise BadParameter(f"{path.name} has no figure in the columns that were understood")
    known = known_rows(workspace, index, year)
    if {row["frame"] for row in known.values()} - {frame}:
        raise BadParameter(f"the scores of {index} {year} are not of {frame}, as those of the file")
    comparison = compare(
        read_figures.entries, known, index=index, year=year, frame=frame, source_id=source_id
    )
    doubts = tuple(checks.problems(comparison, read_figures.entries, index=index, year=year))
    return Transfer(path.name, index, year, frame, assigned, read_figures, comparison, doubts)


def known_rows(workspace: Workspace, index: str, year: int) -> dict[Key, Raw]:
    """Return the rows of a score file by province and component; none if there is no file.

    Raises
    ------
    DataProblems
        If the file cannot be read.

    Examples
    --------
    >>> from analysis import workspace
    >>> known_rows(workspace.find(), "sipas", 2023)["22", "overall"]["rank"]
    '1'
    """
    path = score_file(workspace, index, year)
    if not path.is_file():
        return {}
    name = path.relative_to(workspace.root).as_posix()
    frame, problems = read_table(path, SCORES.columns, name=name)
    if problems:
        raise DataProblems(problems)
    rows = (dict(zip(SCORES.columns, row, strict=True)) for row in frame.to_numpy())
    return {(row["province_code"], row["component"]): row for row in rows}


def score_file(workspace: Workspace, index: str, year: int) -> Path:
    """Return where the scores of an index and year stand."""
    return workspace.raw / "scores" / index / f"{year}.csv"


def _check_columns(
    assigned: tuple[tuple[Block, Mapping[int, Meaning | LeftOut]], ...],
    file: str,
    index: str,
    year: int,
) -> None:
    meanings = [(b, c, m[c.place]) for b, m in assigned for c in b.columns]
    if any(isinstance(meaning, Meaning) for _, _, meaning in meanings):
        return
    heads = "; ".join(repr(mapping.head_of(column)) for _, column, _ in meanings[:8])
    raise BadParameter(
        f"{file}: no column could be tied to a component of {index} {year} (heads: {heads}); "
        "name the components in the heads or in a mapping (docs/import.md)"
    )


def _check_years(
    assigned: tuple[tuple[Block, Mapping[int, Meaning | LeftOut]], ...], file: str, year: int
) -> None:
    for block, _ in assigned:
        for title in block.titles:
            years = years_of(title)
            if years and year not in years:
                said = ", ".join(map(str, sorted(years)))
                raise BadParameter(
                    f"{file}: the title {title!r} speaks of {said}, not of {year}; name the year "
                    "of the figures, or confirm the columns with a mapping"
                )
