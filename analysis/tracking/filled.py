"""What a filled sheet of self-scores may say."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from analysis.errors import Problem
from analysis.tracking.scheme import Scheme, lineage


@dataclass(frozen=True)
class Filled:
    """One row of a filled sheet.

    Attributes
    ----------
    row : int
        Its number in the file.
    code : str
        Code of the criterion.
    score : Decimal or None
        Points; None for an empty cell, and for a sum that the sheet computes.
    reason : str
        Why points are missing.
    """

    row: int
    code: str
    score: Decimal | None = None
    reason: str = ""


def problems(scheme: Scheme, rows: Sequence[Filled], *, file: str, column: str) -> list[Problem]:
    """Find what is wrong in a filled sheet.

    Parameters
    ----------
    scheme : Scheme
    rows : sequence of Filled
    file, column : str
        How messages name the sheet and its column of scores.

    Returns
    -------
    list of Problem
        Unknown, repeated and missing criteria, points outside 0 to the maximum, sums that do
        not add up.

    Examples
    --------
    >>> from analysis.tracking import scheme_of
    >>> scheme = scheme_of("LC-221-2019", 2019)
    >>> rows = [Filled(number, code) for number, code in enumerate(scheme.criteria.index, 8)]
    >>> rows[1] = Filled(9, "1.1", Decimal("1.5"))
    >>> [str(p) for p in problems(scheme, rows, file="a.xlsx", column="E")]
    ["a.xlsx, row 9, column E: found '1.5'; expected 0 to 1.25 points"]
    """
    known = scheme.criteria
    sums = _sums(scheme, rows)
    found = [*_wrong_codes(known, rows, file)]
    for r in rows:
        if r.score is None or r.code not in known.index:
            continue
        if not known["scored"][r.code]:
            holds, expected = r.score == sums[r.code], f"the sum of its criteria, {sums[r.code]:f}"
        else:
            most = known["max_score"][r.code]
            holds, expected = 0 <= r.score <= Decimal(str(most)), f"0 to {most:g} points"
        if not holds:
            found.append(Problem(file, r.row, column, f"{r.score:f}", f"expected {expected}"))
    return found


def _sums(scheme: Scheme, rows: Sequence[Filled]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for r in rows:
        if r.code in scheme.scored.index and r.score is not None:
            for above in lineage(r.code, scheme.criteria["parent_code"]):
                sums[above] += r.score
    return sums


def _wrong_codes(known: pd.DataFrame, rows: Sequence[Filled], file: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for r in rows:
        if r.code not in known.index:
            yield Problem(file, r.row, "A", r.code, "expected a code of the sheet as it was made")
        elif r.code in seen:
            yield Problem(file, r.row, "A", r.code, "expected each code once")
        seen.add(r.code)
    for code in known.index[~known.index.isin(list(seen))]:
        yield Problem(file, None, "A", None, f"the row of criterion {code} is missing")
