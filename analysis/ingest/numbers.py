"""Read the numbers of one column as they are written: the decimal mark belongs to the column."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from analysis.ingest.grid import Cell
from analysis.ingest.rows import MISSING

_SPACES = re.compile(r"[\s\xa0'’]")
_PLAIN = re.compile(r"\d{1,12}", re.ASCII)
_RANK = re.compile(r"(?:thu|hang|#)?(\d{1,3})(?:/\d{1,3})?", re.ASCII)
_MARK = re.compile(r"[.,]")
_THOUSAND = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(\1\d{3})+", re.ASCII)
_MOST_DIGITS = 12
_TOO_LARGE = Decimal(10) ** 12
# Numbers in a workbook lose their zeros at the end; more decimals than this are computed ones.
_PADDED = 6


@dataclass(frozen=True)
class Numbers:
    """The numbers of a column.

    Attributes
    ----------
    values : tuple of Decimal or None
        None for cells without a number.
    faults : dict of int to str
        What would be right, by place in the column.
    starred : tuple of int
        Places of figures with a star, which stay missing.
    percent : bool
        Whether the cells carry per cent signs.
    """

    values: tuple[Decimal | None, ...]
    faults: dict[int, str]
    starred: tuple[int, ...]
    percent: bool


def numbers(cells: Sequence[Cell], *, small: bool) -> Numbers:
    """Read a column of scores.

    Parameters
    ----------
    cells : sequence of Cell
    small : bool
        Whether the scale ends below a thousand, so that 5.427 is no five thousand.

    Examples
    --------
    >>> found = numbers([Cell("86,57"), Cell("-"), Cell("9,5*"), Cell("90,1 %")], small=True)
    >>> [str(v) for v in found.values], found.starred
    (['86.57', 'None', 'None', '90.1'], (2,))
    """
    texts = [_bare(cell) for cell in cells]
    starred = tuple(i for i, text in enumerate(texts) if text.endswith("*"))
    marks = _marks([t for t, c in zip(texts, cells, strict=True) if c.number is None], small)
    values: list[Decimal | None] = []
    faults: dict[int, str] = {}
    for place, (text, cell) in enumerate(zip(texts, cells, strict=True)):
        value = None
        if text and place not in starred:
            value = cell.number if cell.number is not None else _parsed(text, marks)
            if value is None:
                faults[place] = _expected(marks)
            elif not 0 <= value < _TOO_LARGE or _digits(value) > _MOST_DIGITS:
                value, faults[place] = None, "expected a number from 0, of at most 12 decimals"
        values.append(value)
    percent = any(text.strip().endswith(("%", "%*")) for text in (c.text for c in cells))
    return Numbers(_padded(values, cells), faults, starred, percent)


def ranks(cells: Sequence[Cell]) -> Numbers:
    """Read a column of ranks: 12, "12/63", "thứ 12".

    Examples
    --------
    >>> ranks([Cell("12/63"), Cell(""), Cell("1-2")]).faults
    {2: 'expected a rank: a whole number such as 12'}
    """
    values: list[Decimal | None] = []
    faults: dict[int, str] = {}
    starred = []
    for place, cell in enumerate(cells):
        text = _bare(cell).replace("ứ", "u").replace("ạ", "a")
        found = _RANK.fullmatch(text)
        if cell.number is not None and cell.number == cell.number.to_integral_value():
            values.append(cell.number.to_integral_value())
            continue
        values.append(Decimal(found[1]) if found else None)
        if text.endswith("*"):
            starred.append(place)
        elif text and not found:
            faults[place] = "expected a rank: a whole number such as 12"
    return Numbers(tuple(values), faults, tuple(starred), False)


def _bare(cell: Cell) -> str:
    """Return a text without spaces and per cent sign; nothing for what stands for a gap."""
    text = _SPACES.sub("", unicodedata.normalize("NFKC", cell.text)).casefold()
    return "" if text in MISSING or set(text) <= {"*", "."} else text.replace("%", "")


def _marks(texts: Sequence[str], small: bool) -> str | None:
    """Return the decimal mark of a column, an empty text if it has none, None if it is unclear."""
    sure: Counter[str] = Counter()
    unsure: Counter[str] = Counter()
    for text in texts:
        found = _MARK.findall(text)
        if len(set(found)) == 2:
            sure[found[-1]] += 1
        elif len(found) == 1:
            # 1.234 may be a thousand and more, or a little more than one.
            (unsure if _THOUSAND.fullmatch(text) else sure)[found[0]] += 1
        elif _THOUSANDS.fullmatch(text):
            sure["." if found[0] == "," else ","] += 1
    votes = sure if sure or not small else unsure
    if not votes:
        return None if unsure else ""
    (mark, most), *others = votes.most_common()
    return None if others and others[0][1] == most else mark


def _parsed(text: str, mark: str | None) -> Decimal | None:
    if mark is None:
        return Decimal(text) if _PLAIN.fullmatch(text) else None
    whole, _, fraction = text.partition(mark) if mark else (text, "", "")
    other = "." if mark == "," else ","
    if mark and re.fullmatch(rf"\d{{1,3}}(\{other}\d{{3}})+", whole, re.ASCII):
        whole = whole.replace(other, "")
    if not _PLAIN.fullmatch(whole) or (mark in text and mark and not fraction):
        return None
    if fraction and not re.fullmatch(r"\d+", fraction, re.ASCII):
        return None
    return Decimal(f"{whole}.{fraction}" if fraction else whole)


def _expected(mark: str | None) -> str:
    if mark is None:
        return "expected one decimal mark in the column, so that it is clear which it is"
    example = {",": "86,57, as in the column", ".": "86.57, as in the column"}.get(mark, "86,57")
    return f"expected a number such as {example}, or a blank cell"


def _digits(value: Decimal) -> int:
    return max(-int(value.as_tuple().exponent), 0)


def _padded(values: Sequence[Decimal | None], cells: Sequence[Cell]) -> tuple[Decimal | None, ...]:
    """Give numbers stored as numbers the zeros at the end that their column is printed with."""
    longest = min(max((_digits(v) for v in values if v is not None), default=0), _PADDED)
    unit = Decimal(1).scaleb(-longest)
    return tuple(
        value.quantize(unit)
        if value is not None and cell.number is not None and _digits(value) < longest
        else value
        for value, cell in zip(values, cells, strict=True)
    )
