"""Reduce Vietnamese text to plain letters, for comparing names and for naming files."""

import unicodedata

# Đ has no decomposition; Ð (Icelandic) and Ɖ (Ewe) look the same and are typed for it.
_D = str.maketrans("đĐðÐɖƉ", "dDdDdD")


def fold(text: str) -> str:
    """Return the words of a text in lower case, without marks and punctuation.

    Two spellings of one name fold to one text: composed or decomposed, with the tone on
    either vowel (Hoà, Hòa), in any case, with any dash.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Words of letters and digits, separated by one space each.

    Examples
    --------
    >>> fold("Bà Rịa – Vũng Tàu")
    'ba ria vung tau'
    """
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_D)
    # Marks and format characters (a zero-width space, a soft hyphen) go without a trace.
    bare = (c for c in plain if unicodedata.category(c) not in {"Mn", "Cf"})
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def capitalised(sentence: str) -> str:
    """Return a text with its first letter as a capital, all others as they are.

    Examples
    --------
    >>> capitalised("tỉnh Tuyên Quang")
    'Tỉnh Tuyên Quang'
    """
    return sentence[:1].upper() + sentence[1:]


def slug(text: str) -> str:
    """Return a text as a name for files and addresses.

    Parameters
    ----------
    text : str
        Any text; letters that are not Latin are dropped.

    Returns
    -------
    str
        Lower-case ASCII letters and digits with single hyphens.

    Examples
    --------
    >>> slug("Hồ Chí Minh")
    'ho-chi-minh'
    """
    return "-".join(fold(text).encode("ascii", "ignore").decode().split())
