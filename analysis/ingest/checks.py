"""Hold what an import would make of a score file against itself: ranks, and sums of parts."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Literal

import pandas as pd

from analysis import indices, rowchecks
from analysis.errors import Problem
from analysis.ingest.compare import Comparison, Key, Raw
from analysis.ingest.figures import Entry, Place
from analysis.ingest.grid import Sheet
from analysis.rawtables import SCORES
from analysis.schema import References


def problems(
    comparison: Comparison, entries: Mapping[Key, Entry], *, index: str, year: int
) -> list[Problem]:
    """Return where ranks do not follow scores and where parts do not add up to their whole.

    Parameters
    ----------
    comparison : Comparison
    entries : mapping of (code, component) to Entry
        The figures of the file, for their places.
    index, year
    """
    home = f"data/raw/scores/{index}/{year}.csv"
    place = partial(_place, entries=entries, home=home, order=list(comparison.rows))
    return [
        *_ranks(comparison.rows, place),
        *_sums(comparison, index, year, place),
    ]


def _place(
    key: Key,
    figure: Literal["score", "rank"],
    *,
    entries: Mapping[Key, Entry],
    home: str,
    order: list[Key],
) -> Place:
    """Return where a figure stands: in the file, or in the score file."""
    if key in entries:
        return entries[key].at(figure)
    return Place(home, Sheet(), order.index(key) + 2, figure)


def _ranks(rows: dict[Key, Raw], place: "partial[Place]") -> Iterator[Problem]:
    frame = pd.DataFrame(list(rows.values()), columns=list(SCORES.columns), dtype="str")
    holds = rowchecks.ranks_follow_scores(frame, References())
    for key, row, good in zip(rows, rows.values(), holds, strict=True):
        if not good:
            expected = (
                f"expected the ranks of {key[1]} to follow its scores; {row['score']} is rank "
                f"{row['rank']} here"
            )
            yield place(key, "rank").problem(row["rank"], expected)


def _sums(
    comparison: Comparison, index: str, year: int, place: "partial[Place]"
) -> Iterator[Problem]:
    rows = comparison.rows
    groups = _groups(index, year)
    for code in dict.fromkeys(code for code, _ in rows):
        for whole, parts in groups.items():
            keys = [(code, whole), *((code, part) for part in parts)]
            if comparison.changed.isdisjoint(keys) or not all(_is_points(rows, k) for k in keys):
                continue
            printed, *scores = (Decimal(rows[key]["score"]) for key in keys)
            total = sum(scores, Decimal(0))
            # Each figure is rounded to half a unit of its last decimal.
            slack = sum(Decimal(5).scaleb(_exponent(n) - 1) for n in (printed, *scores))
            if abs(total - printed) > slack:
                yield place(keys[0], "score").problem(
                    f"{printed:f}",
                    f"expected the sum of {', '.join(parts)}, which is {total:f}",
                )


def _groups(index: str, year: int) -> dict[str, list[str]]:
    """Return the components that are sums, in points, with their parts."""
    codes = [c.code for c in indices.components(index, year) if c.unit == "points"]
    groups: dict[str, list[str]] = {}
    for code in codes:
        if code[0] == "d" and code[1:].replace(".", "").isdecimal():
            whole, _, last = code.rpartition(".")
            groups.setdefault(whole if last != code else "overall", []).append(code)
    return groups if index in {"papi", "par_index"} else {}


def _is_points(rows: dict[Key, Raw], key: Key) -> bool:
    """Say whether a score is known in points: a part in per cent adds up to nothing."""
    row = rows.get(key)
    if row is None or not row["score"]:
        return False
    return key[1] == "overall" or row["max_score"] != "100"


def _exponent(number: Decimal) -> int:
    return int(number.as_tuple().exponent)
