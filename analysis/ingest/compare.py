"""Set the figures of a file beside what is known: new, completed, the same, or in conflict."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from analysis import provinces
from analysis.ingest.figures import Entry, Place
from analysis.rawtables import SCORES
from analysis.register import Frame

Key = tuple[str, str]
Raw = dict[str, str]

CONFIDENCE = "single-source"
_HUNDRED = Decimal(100)
_FIGURES = ("score", "max_score", "rank")


@dataclass(frozen=True)
class Conflict:
    """Two sources that print different figures.

    Attributes
    ----------
    key : tuple of str
        Code of the province and component.
    figure : {"score", "rank"}
    known, new : str
        As they stand in the data and in the file.
    source_id : str
        Where the known figure is printed.
    place : Place
        Where the new one stands.
    """

    key: Key
    figure: Literal["score", "rank"]
    known: str
    new: str
    source_id: str
    place: Place


@dataclass(frozen=True)
class Comparison:
    """What an import would change.

    Attributes
    ----------
    rows : dict
        All rows of the score file as they would be, by province and component, sorted.
    new, completed : tuple of Key
        Rows that are not known, and rows that gain a figure.
    same : int
        Rows that say nothing new.
    conflicts : tuple of Conflict
    missing : tuple of str
        Codes of the provinces of which the file has nothing.
    """

    rows: dict[Key, Raw]
    new: tuple[Key, ...]
    completed: tuple[Key, ...]
    same: int
    conflicts: tuple[Conflict, ...]
    missing: tuple[str, ...]

    @property
    def changed(self) -> frozenset[Key]:
        """Rows that an import would write anew."""
        return frozenset((*self.new, *self.completed, *(c.key for c in self.conflicts)))


def compare(
    entries: Mapping[Key, Entry],
    known: Mapping[Key, Raw],
    *,
    index: str,
    year: int,
    frame: Frame,
    source_id: str,
) -> Comparison:
    """Compare the entries of a file with the rows of the score file of that index and year.

    Figures are equal if the one with more decimals rounds to the other, and scores on two scales
    if they are the same part of their maxima. In the rows as they would be, the figures of the
    file stand in place of those that they conflict with.

    Parameters
    ----------
    entries : mapping of (code, component) to Entry
    known : mapping of (code, component) to dict
        Rows of the score file, as text.
    index, year, frame
        Of the file.
    source_id : str
        Source of the new figures.
    """
    rows = dict(known)
    new: list[Key] = []
    completed: list[Key] = []
    conflicts: list[Conflict] = []
    for key, entry in sorted(entries.items()):
        given = _given(entry)
        if key not in known:
            fresh = {"source_id": source_id, "confidence": CONFIDENCE}
            names = {"index": index, "frame": frame, "year": str(year)}
            rows[key] = names | _named(key) | given | fresh
            new.append(key)
            continue
        disputed = _conflicts(key, entry, given, known[key])
        gains = any(given[f] and not known[key][f] for f in _FIGURES)
        if disputed or gains:
            figures = frozenset(c.figure for c in disputed)
            rows[key] = _merged(known[key], given, source_id, figures)
            conflicts += disputed
            if not disputed:
                completed.append(key)
    codes = {code for code, _ in entries}
    everyone = [p.code for p in provinces.provinces(frame)]
    changed = len(new) + len(completed) + len({c.key for c in conflicts})
    return Comparison(
        dict(sorted(rows.items())),
        tuple(new),
        tuple(completed),
        len(entries) - changed,
        tuple(conflicts),
        tuple(code for code in everyone if code not in codes),
    )


def agree(known: Decimal, new: Decimal) -> bool:
    """Say whether two numbers are one: the one with more decimals rounds to the other.

    Examples
    --------
    >>> agree(Decimal("5.427534"), Decimal("5.43")), agree(Decimal("83.00"), Decimal("83.4"))
    (True, False)
    """
    coarse, fine = sorted((known, new), key=lambda number: -int(number.as_tuple().exponent))
    unit = Decimal(1).scaleb(int(coarse.as_tuple().exponent))
    return fine.quantize(unit, ROUND_HALF_UP) == coarse


def _given(entry: Entry) -> Raw:
    texts = (entry.score, entry.maximum if entry.score is not None else None, entry.rank)
    return {
        name: "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
        for name, value in zip(_FIGURES, texts, strict=True)
    }


def _named(key: Key) -> Raw:
    return {"province_code": key[0], "component": key[1]}


def _conflicts(key: Key, entry: Entry, given: Raw, known: Raw) -> list[Conflict]:
    def conflict(figure: Literal["score", "rank"]) -> Conflict:
        place = entry.at(figure)
        return Conflict(key, figure, known[figure], given[figure], known["source_id"], place)

    found = []
    if given["score"] and known["score"] and not _same_score(given, known):
        found.append(conflict("score"))
    if given["rank"] and known["rank"] and given["rank"] != known["rank"]:
        found.append(conflict("rank"))
    return found


def _same_score(given: Raw, known: Raw) -> bool:
    one, two = Decimal(known["score"]), Decimal(given["score"])
    scales = [Decimal(row["max_score"]) for row in (known, given) if row["max_score"]]
    if len(scales) < 2 or scales[0] == scales[1]:
        return agree(one, two)
    # Each is sure to half a unit of its last decimal, seen in per cent of its maximum.
    parts = [_HUNDRED * score / scale for score, scale in zip((one, two), scales, strict=True)]
    halves = [
        _HUNDRED * Decimal(5).scaleb(int(score.as_tuple().exponent) - 1) / scale
        for score, scale in zip((one, two), scales, strict=True)
    ]
    return abs(parts[0] - parts[1]) <= sum(halves)


def _merged(known: Raw, given: Raw, source_id: str, disputed: frozenset[str]) -> Raw:
    """Return the known row with what the file adds, or, in a dispute, what it says instead."""
    row = dict(known)
    if given["score"] and ("score" in disputed or not known["score"]):
        row["score"], row["max_score"] = given["score"], given["max_score"]
    elif given["score"] and not known["max_score"]:
        row["max_score"] = given["max_score"]
    if given["rank"] and ("rank" in disputed or not known["rank"]):
        row["rank"] = given["rank"]
    # A row is as sure as its weakest figure: what the file does not print stays as sure as it was.
    kept = [f for f in ("score", "rank") if known[f] and not given[f]]
    if disputed and not kept:
        row["source_id"] = source_id
    else:
        sources = known["source_id"].split(";")
        row["source_id"] = ";".join(dict.fromkeys([*sources, source_id]))
    row["confidence"] = "derived" if kept and known["confidence"] == "derived" else CONFIDENCE
    return {column: row[column] for column in SCORES.columns}
