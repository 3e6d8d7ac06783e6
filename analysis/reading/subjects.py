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
    """Return the domain or dimension of an index whose name a text holds, or "".

    Examples
    --------
    >>> component("papi", "3.7. Quản trị môi trường: Phấn đấu nhóm trung bình cao", 2024)
    'd7'
    """
    if index not in _INDICES:
        return ""
    words = fold(text)
    scores = {
        part.code: fuzz.partial_ratio(fold(part.name_vi), words)
        for part in indices.domains(index, year)
        if len(fold(part.name_vi)) <= len(words)
    }
    best = max(scores, key=scores.__getitem__, default="")
    return best if best and scores[best] >= _ALIKE else ""
