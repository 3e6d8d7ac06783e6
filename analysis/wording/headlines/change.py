"""Findings of the map of changes between two years."""

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from analysis.provinces import Frame
from analysis.wording import places
from analysis.wording.language import Language


@dataclass(frozen=True)
class Changes:
    """How provinces changed between two years, as printed.

    Attributes
    ----------
    name : str
        What changed; empty if that is not known.
    before, after : str
        The years.
    table : DataFrame
        Indexed by province code: before, after, change and clear (whether the change, less
        the mean one, is beyond the noise of single years).
    center : float
        What changes are held against: the mean change, or zero.
    bound : float or None
        Changes farther from the centre are clear; None if the noise is not known.
    across : bool
        Whether a new series begins between the years.
    digits : int
        Decimals.
    by_chance : float
        How many would be clear if none had moved but by noise.
    """

    name: str
    before: str
    after: str
    table: pd.DataFrame
    center: float
    bound: float | None
    across: bool
    digits: int
    by_chance: float = 0.0


def change(language: Language, found: Changes, highlight: str | None, *, frame: Frame) -> str:
    """Say how many provinces rose and fell; of one, how it changed.

    Examples
    --------
    >>> from analysis.wording import language
    >>> table = pd.DataFrame({"before": [43.11, 42.0], "after": [41.49, 42.5],
    ...                       "change": [-1.62, 0.5], "clear": False}, index=["08", "01"])
    >>> found = Changes("PAPI", "2022", "2023", table, 0.17, 2.58, False, 2)
    >>> change(language("en"), found, None, frame="vn63")
    '2023 against 2022: 1 province up, 1 down; none beyond the noise of a year'
    >>> change(language("vi"), found, "08", frame="vn63")
    'Tuyên Quang: −1,62 (từ 43,11 còn 41,49), trong mức dao động nhất thời'
    """
    if highlight is not None:
        return titles(language, found, frame=frame)[highlight]
    changes = found.table["change"]
    counts: dict[str, object] = {
        "before": found.before,
        "after": found.after,
        "up": language.plural("{n} province up", "{n} provinces up", int((changes > 0).sum())),
        "down": int((changes < 0).sum()),
    }
    said = language.text("{after} against {before}: {up}, {down} down", **counts)
    if found.bound is None:
        return said
    clear = int(found.table["clear"].sum())
    judged = (
        language.plural("{n} beyond the noise of a year", "{n} beyond the noise of a year", clear)
        if clear else language.text("none beyond the noise of a year")
    )  # fmt: skip
    return language.text("{said}; {judged}", said=said, judged=judged)


def titles(language: Language, found: Changes, *, frame: Frame) -> dict[str, str]:
    """Say of each unit how it changed, and whether beyond the noise of single years.

    Examples
    --------
    >>> from analysis.wording import language
    >>> table = pd.DataFrame({"before": [43.11], "after": [41.49], "change": [-1.62],
    ...                       "clear": [True]}, index=["08"])
    >>> found = Changes("PAPI", "2022", "2023", table, 0.0, None, False, 2)
    >>> titles(language("en"), found, frame="vn63")["08"]
    'Tuyen Quang: −1.62 (from 43.11 down to 41.49)'
    """
    said, rows = {}, found.table.to_dict("index")
    for code, name in places.names(language, frame).items():
        if code not in rows:
            said[code] = language.text("{name}: no data", name=name)
            continue
        row = rows[code]
        values = {
            "name": name,
            "change": language.signed(row["change"], found.digits),
            "before": language.number(row["before"], found.digits),
            "after": language.number(row["after"], found.digits),
        }
        moved = (
            language.text("{name}: {change} (from {before} up to {after})", **values)
            if row["after"] > row["before"]
            else language.text("{name}: {change} (from {before} down to {after})", **values)
            if row["after"] < row["before"]
            else language.text("{name}: unchanged ({after})", **values)
        )
        said[code] = moved if found.bound is None else _judged(language, moved, bool(row["clear"]))
    return said


def _judged(language: Language, moved: str, clear: bool) -> str:
    if clear:
        return language.text("{moved}, beyond the noise of a year", moved=moved)
    return language.text("{moved}, within the noise of a year", moved=moved)


def measure(language: Language, found: Changes, units: int) -> str:
    """Say what changed, against what, and of how many provinces.

    Examples
    --------
    >>> from analysis.wording import language
    >>> table = pd.DataFrame({"change": [-1.62]}, index=["08"])
    >>> measure(language("vi"), Changes("PAPI", "2022", "2023", table, 0.17, None, False, 2), 63)
    'Thay đổi của PAPI từ 2022 đến 2023, so với mức thay đổi bình quân +0,17; 1/63 tỉnh, thành phố'
    """
    values = {
        "name": found.name,
        "before": found.before,
        "after": found.after,
        "n": len(found.table),
        "units": units,
        "center": language.signed(found.center, found.digits),
    }
    if found.across:
        return language.text(
            "Change of {name} from {before} to {after}, across a change of edition: not to be "
            "taken as progress; {n} of {units} provinces",
            **values,
        )
    if found.center == 0 and found.name:
        return language.text(
            "Change of {name} from {before} to {after}; {n} of {units} provinces", **values
        )
    if found.center == 0:
        return language.text("Change from {before} to {after}; {n} of {units} provinces", **values)
    said = language.text(
        "Change of {name} from {before} to {after}, against the mean change of {center}; {n} of "
        "{units} provinces",
        **values,
    )
    if found.bound is None:
        return said
    chance = language.number(found.by_chance, 0)
    return language.text("{said}; noise alone would take about {chance} beyond it", said=said,
                         chance=chance)  # fmt: skip


def spans(language: Language, bounds: tuple[float, ...], digits: int) -> list[str]:
    """Write what each class of changes spans, from the lowest.

    Examples
    --------
    >>> from analysis.wording import language
    >>> spans(language("vi"), (-1.5, 0.0, 1.5), 1)
    ['dưới −1,5', '−1,5 đến 0,0', '0,0 đến +1,5', 'trên +1,5']
    """
    if not bounds:
        return [language.text("all changes")]
    signed = [language.signed(bound, digits) for bound in bounds]
    return [
        language.text("below {bound}", bound=signed[0]),
        *(language.text("{low} to {high}", low=low, high=high) for low, high in pairwise(signed)),
        language.text("above {bound}", bound=signed[-1]),
    ]


def judged_spans(language: Language, written: list[str]) -> list[str]:
    """Say of the outer classes that they are beyond the noise of a year.

    Examples
    --------
    >>> from analysis.wording import language
    >>> judged_spans(language("vi"), ["dưới −2,4", "−2,4 đến +2,7", "trên +2,7"])[2]
    'trên +2,7, vượt mức dao động nhất thời'
    """
    first, *between, last = written
    beyond = [
        language.text("{span}, beyond the noise of a year", span=span) for span in (first, last)
    ]
    return [beyond[0], *between, beyond[1]]
