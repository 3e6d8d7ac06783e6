"""Read the words of a plan for when something is due."""

import calendar
import re
from collections.abc import Sequence
from datetime import date

from analysis.deadlines import Deadline, fits
from analysis.reading.words import bare

_YEAR = r"20\d\d"
_SPAN = re.compile(rf"({_YEAR})\s*-\s*({_YEAR})")
# "2.1." is no day, but the number of a row: between points the year must stand.
_DAY = re.compile(
    rf"(?<![\d/])(\d{{1,2}})\s*/\s*(\d{{1,2}})(?:\s*/\s*({_YEAR}))?(?!\s*/?\d)"
    rf"|(\d{{1,2}}) thang (\d{{1,2}})(?: nam ({_YEAR}))?"
    rf"|\b(\d{{1,2}})\.(\d{{1,2}})\.({_YEAR})\b"
)
_MONTH = re.compile(rf"\bthang (\d{{1,2}})(?:\s*(?:/|nam|-)\s*({_YEAR}))?")
_QUARTERS = re.compile(
    r"\bquy ((?:iv|iii|ii|i|[1-4])(?:\s*(?:,|va|-|;)\s*(?:quy )?(?:iv|iii|ii|i|[1-4])\b)*)"
    rf"(?:\s*(?:/|nam)\s*({_YEAR}))?"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_EVERY_YEAR = re.compile(r"\b(?:hang|moi) nam\b")
_EVERY_QUARTER = re.compile(r"\b(?:hang|moi) quy\b|\bquy,? (?:va )?(?:6|06) thang\b")
_EVERY_MONTH = re.compile(r"\b(?:hang|moi) thang\b")
_ALWAYS = re.compile(r"\bthuong xuyen\b|\blien tuc\b|\bhang ngay\b")
_EVENT = re.compile(
    r"^(?:ngay )?(?:khi|sau khi|truoc khi|sau|truoc (?!ngay|thang|quy|nam|\d))"
    r"|^theo (?:quy dinh|ke hoach|tien do|yeu cau|chi dao|huong dan)"
)
_NEXT_YEAR = re.compile(r"\bnam (?:sau|tiep theo|ke tiep)\b")
_YEAR_BEFORE = re.compile(r"\bnam truoc\b")
_IN_THE_YEAR = re.compile(r"^(?:trong|ca) nam$")
_BULLET = re.compile(r"(?:^|(?<=;))\s*[-+]\s*")
_RANGE = re.compile(r"\bden\b|\s-\s|^tu\b")


def read(text: str, years: Sequence[int] = ()) -> Deadline | None:
    """Return the deadline that a text names, or None where that is not sure.

    Parameters
    ----------
    text : str
        A cell of a plan.
    years : sequence of int, optional
        Years that the plan covers: a day or a quarter without its year belongs to the only year
        of a plan of one, and comes every year in a plan of several.

    Examples
    --------
    >>> read("Quý III, IV hằng năm"), read("Trước ngày 25 hằng tháng")
    (Deadline(kind='quarterly', text='Q3 Q4'), Deadline(kind='monthly', text='25'))
    >>> read("Tháng 01 năm sau liền kề").text, read("Năm 2024 và năm 2025").text
    ('+01-31', '2024 2025')
    >>> read("- Trước ngày 15/3; - Trước ngày 15/6", [2019]).text
    '2019-03-15 2019-06-15'
    >>> print(read("Định kỳ, đột xuất"))
    None
    """
    words = " ".join(_BULLET.sub("", bare(line)) for line in text.splitlines())
    words = " ".join(words.split()).strip(" .;:-")
    if found := _always(words) or _monthly(words):
        return found
    if _DAY.search(words):
        # A day that no calendar has is a mistake; what else the words say is not the answer.
        return _days(words, years)
    return (
        _quarterly(words, years)
        or _months(words, years)
        or _event(words)
        or _years(words, years)
        or _yearly(words, years)
    )


def _deadline(kind: str, text: str = "") -> Deadline | None:
    return Deadline(kind, text) if fits(kind, text) else None


def _always(words: str) -> Deadline | None:
    return Deadline("continuous") if _ALWAYS.search(words) else None


def _monthly(words: str) -> Deadline | None:
    if not _EVERY_MONTH.search(words):
        return None
    day = re.search(r"\bngay (\d{1,2})\b", words)
    return _deadline("monthly", str(int(day[1])) if day else "")


def _days(words: str, years: Sequence[int]) -> Deadline | None:
    found = [next(m[i : i + 3] for i in (0, 3, 6) if m[i]) for m in _DAY.findall(words)]
    parts = [(int(month), int(day), year) for day, month, year in found]
    late = bool(_NEXT_YEAR.search(words))
    common = parts[-1][2] or (str(years[0] + late) if len(years) == 1 else "")
    if late and not common:
        return _deadline("yearly", " ".join(f"+{m:02}-{d:02}" for m, d, _ in parts))
    if _EVERY_YEAR.search(words) or not common:
        return _deadline("yearly", " ".join(f"{m:02}-{d:02}" for m, d, _ in parts))
    days = " ".join(f"{year or common}-{m:02}-{d:02}" for m, d, year in parts)
    return _deadline("range" if len(parts) == 2 and _RANGE.search(words) else "date", days)


def _quarterly(words: str, years: Sequence[int]) -> Deadline | None:
    named = _QUARTERS.search(words)
    if named is None:
        return Deadline("quarterly") if _EVERY_QUARTER.search(words) else None
    year = named[2] or (str(years[0]) if len(years) == 1 else "")
    if _EVERY_YEAR.search(words):
        year = ""
    elif year and not named[2] and _YEAR_BEFORE.search(words):
        year = str(int(year) - 1)
    elif _YEAR_BEFORE.search(words):
        return None
    quarters = [_ROMAN[q] for q in re.findall(r"\b(?:iv|iii|ii|i|[1-4])\b", named[1])]
    prefix = f"{year}-" if year else ""
    return _deadline("quarterly", " ".join(f"{prefix}Q{q}" for q in quarters))


def _months(words: str, years: Sequence[int]) -> Deadline | None:
    found = [(int(month), year) for month, year in _MONTH.findall(words) if 1 <= int(month) <= 12]
    if not found or re.search(r"\b0?6 thang\b", words):
        return None
    if _NEXT_YEAR.search(words):
        return _deadline("yearly", " ".join(f"+{m:02}-{_last(m, 2023):02}" for m, _ in found))
    common = found[-1][1] or (str(years[0]) if len(years) == 1 else "")
    if _EVERY_YEAR.search(words) or not common:
        return _deadline("yearly", " ".join(f"{m:02}-{_last(m, 2023):02}" for m, _ in found))
    dated = [(m, int(year or common)) for m, year in found]
    ends = [date(y, m, _last(m, y)).isoformat() for m, y in dated]
    if len(dated) == 2 and _RANGE.search(words):
        month, year = dated[0]
        return _deadline("range", f"{date(year, month, 1)} {ends[1]}")
    return _deadline("date", " ".join(ends))


def _event(words: str) -> Deadline | None:
    return Deadline("event") if _EVENT.search(words) else None


def _years(words: str, years: Sequence[int]) -> Deadline | None:
    if span := _SPAN.search(words):
        return _deadline("range", f"{span[1]}-01-01 {span[2]}-12-31")
    if found := re.findall(rf"\b{_YEAR}\b", words):
        return _deadline("years", " ".join(sorted(set(found))))
    if _IN_THE_YEAR.search(words) and len(years) == 1:
        return Deadline("years", str(years[0]))
    return None


def _yearly(words: str, years: Sequence[int]) -> Deadline | None:
    every = _EVERY_YEAR.search(words) or (_IN_THE_YEAR.search(words) and len(years) > 1)
    return Deadline("yearly") if every else None


def _last(month: int, year: int) -> int:
    return calendar.monthrange(year, month)[1]
