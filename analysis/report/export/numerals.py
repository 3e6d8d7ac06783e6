"""Read printed numbers back: the value, and how a spreadsheet prints it the same way."""

import re
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import NumberFormatError, parse_decimal

from analysis.wording import Language

_MINUS = "\N{MINUS SIGN}"
_NUMBER = re.compile(
    rf"(?P<sign>[+{_MINUS}-]?)(?P<digits>(?!0\d)\d(?:[\d.,]*\d)?)"
    r"(?:(?P<space>\s?)(?P<cent>%)|(?P<mark>\*|/\d+))?",
    re.ASCII,
)
# A spreadsheet keeps fifteen figures; a longer number is a code.
_FIGURES = 15


@dataclass(frozen=True)
class Numeral:
    """A number and its print.

    Attributes
    ----------
    value : Decimal
        A share for a per cent: 0.41 for 41%.
    style : str
        Number format of a spreadsheet that prints the value as it was found.
    """

    value: Decimal
    style: str


def read(text: str, *, language: Language, ranks: bool = False) -> Numeral | None:
    """Return the number that a text is, or nothing if it is anything else.

    Parameters
    ----------
    text : str
        Such as `1.234,50`, `−0,25`, `+3`, `41%`; `2021*`, a number with a mark.
    language : Language
        `1.234` is more than a thousand in Vietnamese and little more than one in English.
    ranks : bool
        Whether `41/61` is the rank 41 and not a text.

    Returns
    -------
    Numeral or None

    Examples
    --------
    >>> from analysis.wording import language
    >>> read("−1.234,50", language=language("vi"))
    Numeral(value=Decimal('-1234.50'), style='#,##0.00;"−"#,##0.00')
    >>> read("41/61", language=language("vi"), ranks=True)
    Numeral(value=Decimal('41'), style='0"/61"')
    >>> [read(text, language=language("vi")) for text in ("08", "85.4123", "12/2024")]
    [None, None, None]
    """
    found = _NUMBER.fullmatch(text.replace("\N{NO-BREAK SPACE}", " "))
    if not found:
        return None
    mark, cent = found["mark"] or "", found["cent"] or ""
    if mark.startswith("/") and not (ranks and _is_rank(text)):
        return None
    try:
        value = parse_decimal(found["digits"], locale=language.code, strict=True)
    except NumberFormatError:
        return None
    if len(value.as_tuple().digits) > _FIGURES:
        return None
    grouped = value >= 1000 and not found["digits"].startswith(str(int(value)))
    tail = (_quoted(found["space"]) + cent) if cent else _quoted(mark)
    style = _style(found["sign"], _pattern(value, grouped=grouped) + tail)
    value = value.scaleb(-2) if cent else value
    return Numeral(-value if found["sign"] in {_MINUS, "-"} else value, style)


def _is_rank(text: str) -> bool:
    place, _, of = text.partition("/")
    return place.isdigit() and int(place) <= int(of)


def _quoted(text: str) -> str:
    return f'"{text}"' if text else ""


def _pattern(value: Decimal, *, grouped: bool) -> str:
    decimals = -int(value.as_tuple().exponent)
    return ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")


def _style(sign: str, plain: str) -> str:
    """Return a format with the signs of the text: a spreadsheet's own minus is a hyphen."""
    if sign == "+":
        return f'+{plain};"{_MINUS}"{plain};{plain}'
    return f'{plain};"{_MINUS}"{plain}' if sign == _MINUS else plain
