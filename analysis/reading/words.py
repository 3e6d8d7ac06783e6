"""Vietnamese text in the form that patterns are matched against."""

import unicodedata


def bare(text: str) -> str:
    """Return a text in small letters without marks, letter for letter, its punctuation kept.

    Each letter of the composed text stays one letter, so that what a pattern finds stands at
    the same place in the text with its marks.

    Examples
    --------
    >>> bare("Quý III, IV hằng năm 2024–2025")
    'quy iii, iv hang nam 2024-2025'
    """
    return "".join(map(_bare_letter, unicodedata.normalize("NFC", text)))


def _bare_letter(letter: str) -> str:
    if letter in "–—−‑":
        return "-"
    if letter.isspace():
        return " "
    first = unicodedata.normalize("NFD", letter)[0].lower()
    return "d" if first == "đ" else first[0]


def capital_share(text: str) -> float:
    """Return the share of the letters that are capitals; 0 where there are none.

    Examples
    --------
    >>> capital_share("CẢI CÁCH Thể"), capital_share("1.2")
    (0.8, 0.0)
    """
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) / len(letters) if letters else 0.0
