"""What a person has decided about the columns of a table, as a small file that can be shared.

A mapping is a TOML file with one `[[column]]` a column: its `head` (all heads from the top, joined
by " / "), the `component` it holds, the `figure` (score, rank or max; score if it is left out)
and, if the heads do not say it, the `scale` (points or percent). Where two columns have the same
head, `sheet` and `place` (the letter of the column) tell them apart. `component = ""` leaves a
column out. Each import remembers its columns in `data/raw/mappings`.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from analysis import indices
from analysis.errors import BadParameter
from analysis.ingest.columns import LeftOut, Meaning, Scale
from analysis.ingest.grid import clean, letter
from analysis.ingest.layout import Block, Column

FOLDER = "mappings"
_JOIN = " / "


class Entry(BaseModel):
    """What one column holds."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    head: str
    component: str
    figure: Literal["score", "rank", "max"] = "score"
    scale: Scale | None = None
    sheet: str | None = None
    place: str | None = None

    def fits(self, block: Block, column: Column) -> bool:
        """Say whether this is about a column."""
        return (
            clean(self.head) == head_of(column)
            and self.sheet in (None, block.sheet.name)
            and self.place in (None, letter(column.place))
        )


class Mappings(BaseModel):
    """The content of a mapping file."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    index: str
    column: list[Entry]


def head_of(column: Column) -> str:
    """Return the heads of a column as a mapping writes them.

    Examples
    --------
    >>> head_of(Column(2, ("Cải cách thể chế", "Điểm")))
    'Cải cách thể chế / Điểm'
    """
    return _JOIN.join(column.path)


def load(path: Path, index: str, year: int) -> tuple[Entry, ...]:
    """Read a mapping file and check it against the components of the year.

    Raises
    ------
    BadParameter
        If it cannot be read, is about another index or names an unknown component.
    """
    try:
        found = Mappings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise BadParameter(f"{path.name} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadParameter(f"{path.name} is no valid TOML: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadParameter(f"{path.name}, {where}: {first['msg']}") from None
    if found.index != index:
        raise BadParameter(f"{path.name} is about index {found.index!r}, not {index!r}")
    known = {c.code for c in indices.components(index, year)}
    for entry in found.column:
        if entry.component and entry.component not in known:
            raise BadParameter(
                f"{path.name}: component {entry.component!r} of column {entry.head!r} is not in "
                f"{index} {year}; it has {', '.join(sorted(known))}"
            )
    return tuple(found.column)


def remembered(raw: Path, index: str, year: int) -> tuple[Entry, ...]:
    """Return what earlier imports of an index remember; what two of them dispute is left out."""
    known = {c.code for c in indices.components(index, year)}
    entries = [
        entry
        for path in sorted(raw.glob(f"{FOLDER}/{index}-*.toml"))
        for entry in _kept(path)
        if entry.component in known
    ]
    by_head: dict[str, set[Entry]] = {}
    for entry in entries:
        by_head.setdefault(clean(entry.head), set()).add(
            entry.model_copy(update={"sheet": None, "place": None})
        )
    return tuple(found.pop() for _, found in sorted(by_head.items()) if len(found) == 1)


def _kept(path: Path) -> tuple[Entry, ...]:
    """Read a remembered mapping; a file that is none says nothing."""
    try:
        found = Mappings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return ()
    return tuple(found.column)


def apply(
    block: Block,
    meanings: Mapping[int, Meaning | LeftOut],
    given: Sequence[Entry],
    remembered: Sequence[Entry],
) -> dict[int, Meaning | LeftOut]:
    """Return the meanings of columns with what a person decided in place of what the heads say.

    Parameters
    ----------
    block : Block
    meanings : mapping
        What the heads say, by place.
    given : sequence of Entry
        Stands above the heads.
    remembered : sequence of Entry
        Helps only where the heads name no component.
    """
    found = dict(meanings)
    for column in block.columns:
        entry = next((e for e in given if e.fits(block, column)), None)
        if entry is None and _may_be_remembered(found[column.place]):
            entry = next((e for e in remembered if e.fits(block, column)), None)
        if entry is not None:
            found[column.place] = _meaning(entry, found[column.place])
    return found


def written(index: str, assigned: Iterable[tuple[Block, Mapping[int, Meaning | LeftOut]]]) -> str:
    """Return the columns of an import as the text of a mapping file."""
    rows = [
        (block.sheet.name, letter(column.place), head_of(column), meaning)
        for block, meanings in assigned
        for column in block.columns
        if isinstance(meaning := meanings[column.place], Meaning)
    ]
    lines = [
        "# Which column of a table holds which figures; docs/import.md tells how to use it.",
        f"index = {_quoted(index)}",
    ]
    for sheet, place, head, meaning in dict.fromkeys(rows):
        if len({m for *_, h, m in rows if h == head}) > 1:
            where = [f"sheet = {_quoted(sheet)}", f'place = "{place}"']
        elif (sheet, place, head, meaning) != next(r for r in rows if r[2] == head):
            continue  # the same head means the same in another table
        else:
            where = []
        lines += ["", "[[column]]", f"head = {_quoted(head)}"]
        lines += [f"component = {_quoted(meaning.component)}", f'figure = "{meaning.figure}"']
        lines += [f'scale = "{meaning.scale}"'] if meaning.scale else []
        lines += where
    return "\n".join(lines) + "\n"


def _may_be_remembered(left: Meaning | LeftOut) -> bool:
    """Say whether a head is so much its own that what it meant once it means again."""
    return isinstance(left, LeftOut) and left.reason in {"unknown", "several"}


def _meaning(entry: Entry, heads: Meaning | LeftOut) -> Meaning | LeftOut:
    if not entry.component:
        return LeftOut("not wanted")
    said = Meaning(entry.component, entry.figure, entry.scale, decided=entry.scale is not None)
    if isinstance(heads, Meaning) and heads.component == entry.component:
        return replace(said, scale=entry.scale or heads.scale, maximum=heads.maximum)
    return said


def _quoted(text: str) -> str:
    """Write a basic string of TOML, which JSON's strings are but for DEL; cells hold none."""
    return json.dumps(text, ensure_ascii=False)
