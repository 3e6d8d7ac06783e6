"""Find the aims in a sentence: a number, a rank, a group or a direction, and how it is compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from analysis.reading.words import bare

_LEAST = r"toi thieu|it nhat|khong duoi|khong thap hon|khong it hon"
_MOST = r"toi da|khong qua|khong vuot qua|khong vuot|khong cao hon|khong lon hon"
_UNITS = (
    r"sang kien|giai phap|don vi|tthc|thu tuc|hoi nghi|cuoc|lop|van ban|nguoi|vu viec|phut|gio"
    r"|ngay|lan|diem(?! %)|phong su|chuyen muc|tin bai|bai|buoi|ho so|mo hinh|co quan|doanh nghiep"
    r"|dich vu|chuyen de|ky"
)
_PERCENT = re.compile(
    r"(?<![\d,./])(\d{1,3}(?:[.,]\d{1,2})?)\s?%?(?:\s?(?:-|den)\s?(\d{1,3}(?:[.,]\d{1,2})?))?\s?%"
)
# "đơn vị tự bảo đảm từ 70% đến dưới 100%" says which units are meant.
_BAND = re.compile(r"\btu \d{1,3}\s?% den duoi \d{1,3}\s?%")
_COUNT = re.compile(rf"(?<![\d,./-])(\d{{1,4}})(?:\s?-\s?(\d{{1,4}}))?\s(?=({_UNITS})\b)")
# The first two may stand some words before the number, the others only right before it:
# "dưới dạng điện tử đạt 90%" is not below 90.
_BEFORE = re.compile(
    rf"\b(?:({_LEAST})|({_MOST}))\b(?=[^%;]{{0,28}}$)"
    r"|(?:\b(tu)|(\btren|\blon hon|\bhon|\bvuot|>=|≥|>)|(\bduoi|<=|≤|<))\s?$"
)
_UP = re.compile(r"^[^.;,%]{0,32}?\btro len\b")
_DOWN = re.compile(r"^[^.;,%]{0,32}?\btro xuong\b")
_LISTED = re.compile(r"^[\s,]*(?:va )?$")
# Until 100 per cent are reached, the aim is another one.
_UNTIL = re.compile(r"\bden khi\b[^,;]{0,25}$")
_AIMED = re.compile(r"\b(?:phan dau|muc tieu|vuon len|tro len|duy tri|giu)\b")
_PAST = re.compile(r"\b(?:da dat|moi dat|chi dat|chiem|hien nay|hien co)\b[^,;]{0,25}$")

_IMPROVES = re.compile(r"\b(?:tang|cai thien|nang|len)\b[^.;%()]{0,45}?(\d{1,2}) bac\b")
_RANGE_OF_RANKS = re.compile(
    r"\b(?:vi tri|thu hang|hang)\b[^.;%()]{0,20}?(\d{1,2})\s?(?:den|-)\s?(\d{1,2})\b"
)
_TOP = re.compile(
    r"\b(?:nhom|top|trong so)\s(?:\w+\s)?(\d{1,2})\b(?!\s?[%/])"
    r"(?=[^;.]{0,60}(?:dau|cao|ca nuoc|63|34)|$)"
)
_RANKED = re.compile(
    r"\b(?:xep|dung|dat|giu|vao)(?: hang| vi tri)?(?: tu)?(?: thu| hang)(?: hang)? "
    r"(\d{1,2})(?:/\d{2})?\b"
)
_GROUP = re.compile(
    r"\bnhom\b[^.;()%]{0,30}?\b(trung binh cao|trung binh thap|cao nhat|cao|kha|tot|dan dau)\b"
)
_BASE_GROUP = re.compile(r"\bnhom\b[^.;]{0,30}?\b(trung binh cao|trung binh thap|cao|thap)\b")
_ZERO = re.compile(
    r"\bkhong (?:co|de xay ra|de|con|phat sinh)\b[^.;]{0,80}?\b(?:trai tham quyen|trai quy dinh"
    r"|trai phap luat|vi pham|sai pham|bi (?:xu ly )?ky luat|qua han|tre hen|tre han)\b"
)
_INCREASE = re.compile(
    r"\b(?:tang|cao hon|nang cao)\b(?: hon)?(?: so)?(?: voi)?(?: cung ky)?(?: cua)? nam "
    r"(?:20\d\d|truoc)"
)
_RANK_WORD = re.compile(r"\b(?:thu bac|thu hang|xep hang|vi thu)\b")
_KEEP = re.compile(r"\b(?:duy tri|duy trinh|giu vung|giu nguyen)\b")
_RAISE = re.compile(r"\b(?:tang|nang|cai thien)\b")
_BRACKETS = re.compile(r"\([^()]*\)")
_BASE_RANK = re.compile(r"thu (?:hang )?(\d{1,2})/\d{2}\b")


@dataclass(frozen=True)
class Aim:
    """What a part of a sentence aims at.

    Attributes
    ----------
    comparator : str
        As in targets.csv.
    value, unit : str
        As in targets.csv, a number with a decimal point.
    start, end : int
        Places in the sentence that the number and its words cover.
    doubts : tuple of str
        `range`, `shared` (one of several numbers in one sentence), `verbal` (no number is
        written), `inherited` (how it compares was said of the number before).
    """

    comparator: str
    value: str
    unit: str
    start: int
    end: int
    doubts: tuple[str, ...] = ()


def find(sentence: str) -> list[Aim]:
    """Return the aims of a sentence, in order.

    Examples
    --------
    >>> [(a.comparator, a.value, a.unit) for a in find("Hồ sơ đúng hạn đạt từ 95 % - 100%")]
    [('>=', '95', '%')]
    >>> [(a.comparator, a.value) for a in find("(năm 2023 xếp thứ 44/63), tăng tối thiểu 05 bậc")]
    [('rank_improves_by>=', '5')]
    >>> [a.comparator for a in find("Thời gian chờ tối đa 25 phút; 100% hồ sơ đúng hạn")]
    ['<=', '=']
    """
    words = bare(sentence)
    open_words = _blanked(words, _BRACKETS)
    found = [*_ranks(open_words)] or [*_groups(open_words)]
    if not any(a.unit == "rank" for a in found):
        found += [*_percents(open_words), *_counts(open_words)]
        # What stands in brackets is an aside, unless nothing stands outside of it.
        found = found or [*_percents(words), *_counts(words)]
    found = _inherited(sorted(found, key=lambda a: a.start), open_words) or [*_verbal(open_words)]
    return [_written(aim, sentence) for aim in found]


def _written(aim: Aim, sentence: str) -> Aim:
    """Write group and unit with their marks, as the sentence does."""
    part = sentence[aim.start : aim.end]
    if aim.unit == "group":
        return replace(aim, value=part.lower())
    if aim.unit in {"", "%", "rank"}:
        return aim
    unit = part[-len(aim.unit) :]
    return replace(aim, unit=unit if unit.isupper() else unit.lower())


def base_rank(sentence: str) -> str:
    """Return the rank that a sentence tells of the year before, if it does.

    Examples
    --------
    >>> base_rank("Chỉ đạo, điều hành (năm 2023 xếp thứ 04/63)")
    '4'
    """
    found = _BASE_RANK.search(bare(sentence))
    return str(int(found[1])) if found else ""


def base_group(sentence: str) -> str:
    """Return the group that brackets tell of the year before, if they do.

    Examples
    --------
    >>> base_group("Nhóm trung bình cao (năm 2023 xếp vào nhóm đạt điểm thấp)")
    'thấp'
    """
    for part in re.findall(r"\(([^()]*)\)", sentence):
        if found := _BASE_GROUP.search(bare(part)):
            group: str = part[found.start(1) : found.end(1)]
            return group.lower()
    return ""


def _blanked(words: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda m: " " * len(m.group()), words)


def _number(text: str) -> str:
    return f"{Decimal(text.replace(',', '.')).normalize():f}"


def _percents(words: str) -> Iterator[Aim]:
    words = _blanked(words, _BAND)
    for found in _PERCENT.finditer(words):
        left = words[: found.start()]
        if _PAST.search(left) or _UNTIL.search(left):
            continue
        doubts = ("range",) if found[2] else ()
        comparator = ">=" if found[2] else _comparator(left, words[found.end() :])
        yield Aim(comparator, _number(found[1]), "%", found.start(), found.end(), doubts)


def _counts(words: str) -> Iterator[Aim]:
    """Find counted things; a count with no word that compares it is mere description."""
    before: Aim | None = None
    for found in _COUNT.finditer(words):
        left, right = words[: found.start()], words[found.end() :]
        comparator = _comparator(left, right) if _compares(left, right) else ""
        doubts: tuple[str, ...] = ("range",) if found[2] else ()
        if not comparator and found[2]:
            comparator = ">="
        if not comparator and before and before.unit == found[3] and found[1].startswith("0"):
            comparator, doubts = before.comparator, (*doubts, "inherited")
        if comparator:
            before = Aim(
                comparator, _number(found[1]), found[3], found.start(), found.end(3), doubts
            )
            yield before


def _compares(left: str, right: str) -> bool:
    word = _word(left)
    return bool(_UP.match(right) or _DOWN.match(right) or (word and not word[3]))


def _comparator(left: str, right: str) -> str:
    """Return how a number compares by the words on both sides of it."""
    word = _word(left)
    if _DOWN.match(right) or (word and (word[2] or word[5])):
        return "<="
    return ">=" if word or _UP.match(right) else "="


def _word(left: str) -> re.Match[str] | None:
    """Return the last word before a number that compares."""
    found = [*_BEFORE.finditer(left[-48:])]
    return found[-1] if found else None


def _inherited(aims: list[Aim], words: str) -> list[Aim]:
    """Give "tối thiểu tương ứng là 30%, 20%, 15%" its word for each of the numbers."""
    done: list[Aim] = []
    for aim in aims:
        before = done[-1] if done else None
        if before and before.unit == aim.unit:
            between = words[before.end : aim.start]
            if _LISTED.match(between):
                aim = _like(aim, before.comparator, "shared")
            elif aim.comparator == "=" and between.endswith(" va "):
                aim = _like(aim, before.comparator, "inherited")
        done.append(aim)
    return done


def _like(aim: Aim, comparator: str, doubt: str) -> Aim:
    return replace(aim, comparator=comparator, doubts=tuple(dict.fromkeys((*aim.doubts, doubt))))


def _ranks(words: str) -> Iterator[Aim]:
    if found := _IMPROVES.search(words):
        yield Aim("rank_improves_by>=", str(int(found[1])), "rank", found.start(), found.end())
    elif found := _RANGE_OF_RANKS.search(words):
        span = found.start(), found.end()
        yield Aim("rank<=", str(int(found[2])), "rank", *span, ("range",))
    elif found := _TOP.search(words) or (_AIMED.search(words) and _RANKED.search(words)) or None:
        yield Aim("rank<=", str(int(found[1])), "rank", found.start(), found.end())


def _groups(words: str) -> Iterator[Aim]:
    if found := _GROUP.search(words):
        left = words[: found.start()].rpartition(":")[2]
        keeps = _KEEP.search(left) and not _RAISE.search(left)
        comparator = "maintain" if keeps else "group>="
        yield Aim(comparator, found[1], "group", found.start(1), found.end(1))


def _verbal(words: str) -> Iterator[Aim]:
    """Find aims without a number: none of a kind, more than a year ago, a rank kept or raised."""
    for found in _ZERO.finditer(words):
        yield Aim("=", "0", "", found.start(), found.end(), ("verbal",))
    for found in _INCREASE.finditer(words):
        yield Aim("increase", "", "", found.start(), found.end(), ("verbal",))
    rank = _RANK_WORD.search(words)
    if rank and _RAISE.search(words):
        yield Aim("increase", "", "rank", rank.start(), rank.end(), ("verbal",))
    elif rank and _KEEP.search(words):
        yield Aim("maintain", "", "rank", rank.start(), rank.end(), ("verbal",))
