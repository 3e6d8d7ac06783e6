"""Which index and which part of it a text speaks of."""

import re

from rapidfuzz import fuzz

from analysis import indices
from analysis.reading.words import bare
from analysis.text import fold

_INDICES = {
    "papi": r"\bpapi\b|hieu qua quan tri|quan tri va hanh chinh cong",
    "sipas": r"\bsipas\b|chi so hai long|do luong su hai long",
    "par_index": r"par ?index|chi so cai cach hanh chinh|chi so danh gia cai cach|chi so cchc",
}
_ALIKE = 90
# Words around the name of a domain, and those that make up the name of a whole index.
_AROUND = re.compile(
    r"hieu qua quan tri(?: va)? hanh chinh cong"
    r"|chi so hai long(?: cua nguoi dan)?(?:,? to chuc)?"
    r"(?: (?:doi voi|ve) su phuc vu(?: hanh chinh)?(?: cua co quan hanh chinh nha nuoc)?)?|"
    + "|".join(_INDICES.values())
    + r"|\([^()]*\)|\b(?:chi so|danh gia|phan dau|cap tinh|thu bac|nhom|diem|dat|nam 20\d\d|va"
    r"|duy tri|nang cao|tang|xep|cua tinh)\b"
)
_FEWEST = 3


def of_indices(text: str) -> tuple[str, ...]:
    """Return the indices that a text names, in the order of its words.

    Examples
    --------
    >>> of_indices("Chỉ số CCHC (PAR INDEX) và Chỉ số hài lòng (SIPAS)")
    ('par_index', 'sipas')
    """
    words = bare(text)
    found = {code: re.search(pattern, words) for code, pattern in _INDICES.items()}
    places = {code: match.start() for code, match in found.items() if match}
    return tuple(sorted(places, key=places.__getitem__))


def component(index: str, text: str, year: int) -> str:
    """Return the domain or dimension that a text speaks of, or "overall" if of none.

    Examples
    --------
    >>> component("papi", "3.7. Quản trị môi trường: Phấn đấu nhóm trung bình cao", 2024)
    'd7'
    >>> component("par_index", "Chỉ số công tác chỉ đạo, điều hành (năm 2023 xếp 44/63)", 2024)
    'd1'
    >>> component("par_index", "Chỉ số cải cách hành chính cấp tỉnh", 2024)
    'overall'
    """
    words = fold(_AROUND.sub(" ", bare(text)))
    if index not in _INDICES or len(words.split()) < _FEWEST:
        return "overall"
    scores = {
        part.code: fuzz.token_set_ratio(fold(part.name_vi), words)
        for part in indices.domains(index, year)
    }
    best = max(scores, key=scores.__getitem__, default="")
    return best if best and scores[best] >= _ALIKE else "overall"
