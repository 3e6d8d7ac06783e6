"""Vietnamese dictionary order.

Python sorts by code point, which puts Đ after Z and Ă after Ý. Dictionaries go syllable by
syllable: first its letters in the order of the alphabet, then its tone. So all words that
begin with *ba* come before all that begin with *bà*, whatever follows.
"""

import re
import unicodedata

# f, j, w and z are no Vietnamese letters and stand where the Latin alphabet has them.
_ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)}
# Huyền, hỏi, ngã, sắc, nặng, as combining marks; a syllable without a mark comes first.
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_SYLLABLE = re.compile(r"[^\W_]+")

_Syllable = tuple[tuple[int, ...], tuple[int, ...]]
SortKey = tuple[tuple[_Syllable, ...], str]


def sort_key(text: str) -> SortKey:
    """Return the key that puts a text in its place in Vietnamese order.

    Spaces, hyphens and other punctuation only separate syllables. Case decides last, lower
    before upper. Different Vietnamese texts have different keys, so a sort does not depend
    on the order of its input.

    Parameters
    ----------
    text : str
        Any text, composed or decomposed.

    Returns
    -------
    tuple
        Letters and tones of each syllable, then the text itself; to be compared with other
        keys only.

    Examples
    --------
    >>> sorted(["Đồng Nai", "Điện Biên", "Âu", "Ăn", "Cà Mau", "Đà Nẵng"], key=sort_key)
    ['Ăn', 'Âu', 'Cà Mau', 'Đà Nẵng', 'Điện Biên', 'Đồng Nai']
    """
    composed = unicodedata.normalize("NFC", text)
    syllables = tuple(_syllable(s) for s in _SYLLABLE.findall(composed.casefold()))
    return syllables, composed.swapcase()  # swapped, lower case comes before upper


def _syllable(syllable: str) -> _Syllable:
    marks = unicodedata.normalize("NFD", syllable)
    letters = unicodedata.normalize("NFC", "".join(c for c in marks if c not in _TONES))
    return (
        tuple(_RANK.get(letter, ord(letter)) for letter in letters),  # others come after z
        tuple(_TONES.index(c) for c in marks if c in _TONES),
    )
