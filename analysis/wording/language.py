"""A language: its messages, and how it writes numbers, dates and lists."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Literal, get_args

from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from analysis.errors import BadParameter
from analysis.rounding import rounded

Code = Literal["vi", "en"]
DASH = "–"
_LOCALE = Path(__file__).parents[1] / "locale"


def mark(message: str) -> str:
    """Return a message that is translated later, so that the extraction of messages finds it.

    Examples
    --------
    >>> mark("high")
    'high'
    """
    return message


@dataclass(frozen=True)
class Language:
    """One language of the reports.

    Attributes
    ----------
    code : {"vi", "en"}
        Language and CLDR locale.
    """

    code: Code

    def text(self, message: str, **values: object) -> str:
        """Translate a message and fill its places.

        Examples
        --------
        >>> language("vi").text("rank {rank}", rank=3)
        'thứ 3'
        """
        return _catalogue(self.code).gettext(message).format(**values)

    def plural(self, one: str, many: str, n: int, **values: object) -> str:
        """Translate a message that depends on a count, which fills the place `n`.

        Examples
        --------
        >>> language("en").plural("{n} place", "{n} places", 2)
        '2 places'
        """
        message = _catalogue(self.code).ngettext(one, many, n)
        return message.format(n=self.number(n, 0), **values)

    def pick(self, vi: str, en: str) -> str:
        """Return the one of two names from the data that is in this language.

        Examples
        --------
        >>> language("en").pick("Bộ Nội vụ", "Ministry of Home Affairs")
        'Ministry of Home Affairs'
        """
        return vi if self.code == "vi" else en

    def number(self, value: float, digits: int = 2) -> str:
        """Write a number with a fixed count of decimals, halves rounded up.

        Examples
        --------
        >>> language("vi").number(86.575), language("en").number(1234.5, 1)
        ('86,58', '1,234.5')
        """
        pattern = "#,##0." + "0" * digits if digits else "#,##0"
        text: str = format_decimal(rounded(value, digits), format=pattern, locale=self.code)
        return text.replace("-", "−")

    def signed(self, value: float, digits: int = 2) -> str:
        """Write a change with its sign; a change that rounds to zero has none.

        Examples
        --------
        >>> language("vi").signed(1.5), language("vi").signed(-0.25), language("vi").signed(0.001)
        ('+1,50', '−0,25', '0,00')
        """
        text = self.number(abs(value), digits)
        if not any(c in "123456789" for c in text):
            return text
        return ("+" if value > 0 else "−") + text

    def day(self, value: date) -> str:
        """Write a date.

        Examples
        --------
        >>> language("vi").day(date(2024, 8, 12)), language("en").day(date(2024, 8, 12))
        ('12/8/2024', '12 August 2024')
        """
        return format_date(value, "d/M/yyyy" if self.code == "vi" else "d MMMM yyyy", self.code)

    def span(self, years: Sequence[int]) -> str:
        """Write the first and the last of some years, a single one alone.

        Examples
        --------
        >>> language("vi").span([2021, 2022, 2023]), language("vi").span([2018])
        ('2021–2023', '2018')
        """
        first, last = min(years), max(years)
        return str(first) if first == last else f"{first}–{last}"

    def enumerate(self, items: Sequence[str]) -> str:
        """Write a list in running text; items that hold commas are set apart by semicolons.

        Examples
        --------
        >>> language("vi").enumerate(["A", "B", "C"])
        'A, B và C'
        >>> language("vi").enumerate(["A, B", "C"])
        'A, B; C'
        """
        if any("," in item for item in items):
            return "; ".join(items)
        text: str = format_list(list(items), locale=self.code)
        return text


# What everything is in unless English is asked for.
VIETNAMESE = Language("vi")


def language(code: str) -> Language:
    """Return a language by its code.

    Raises
    ------
    BadParameter
        If it is neither `vi` nor `en`.

    Examples
    --------
    >>> language("vi")
    Language(code='vi')
    """
    for known in get_args(Code):
        if code == known:
            return Language(known)
    raise BadParameter(f"unknown language {code!r}; the languages are vi and en")


@cache
def _catalogue(code: Code) -> GNUTranslations:
    """Return the messages of a language, compiled in memory from its PO file."""
    path = _LOCALE / code / "LC_MESSAGES" / "chiso.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code)
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    buffer.seek(0)
    return GNUTranslations(buffer)
