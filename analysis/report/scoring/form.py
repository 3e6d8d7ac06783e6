"""What the sheet that goes out and the sheet that comes back must agree on."""

from dataclasses import asdict, dataclass, fields
from datetime import date

from babel.dates import format_skeleton

from analysis.wording import Language

# Columns of the sheet to fill, counted from 1.
CODE, NAME, MAXIMUM, BEFORE, SCORE, REASON, AGENCY = range(1, 8)
# The hidden sheet by which a filled file is recognised.
STAMP = "chiso"


@dataclass(frozen=True)
class Stamp:
    """What a sheet was made for, as its hidden sheet says.

    Attributes
    ----------
    plan, month, edition : str
        Id of the plan, month such as `2024-07`, edition of the criteria.
    lang : str
        Language of its heads.
    """

    plan: str
    month: str
    edition: str
    lang: str

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Names and values, a row each.

        Examples
        --------
        >>> Stamp("TQ-150-2024", "2024-07", "2024", "vi").pairs[1]
        ('month', '2024-07')
        """
        return tuple(asdict(self).items())

    @classmethod
    def of(cls, pairs: dict[str, str]) -> "Stamp | None":
        """Return the stamp that rows of names and values are, if they are one.

        Examples
        --------
        >>> Stamp.of({"plan": "TQ-150-2024"})
        """
        names = [field.name for field in fields(cls)]
        return cls(**{name: pairs[name] for name in names}) if set(names) == set(pairs) else None


def heads(month: str, before: str, language: Language) -> list[str]:
    """Return the heads of the columns.

    Parameters
    ----------
    month, before : str
        The month to score and the one scored before it, which may be empty.
    language : Language

    Returns
    -------
    list of str

    Examples
    --------
    >>> from analysis.wording import language
    >>> heads("2024-07", "", language("en"))[SCORE - 1]
    'Self-score, July 2024'
    """
    text = language.text
    earlier = text("Self-score, {month}", month=month_name(before, language)) if before else ""
    return [
        text("Code"),
        text("Domain, criterion, sub-criterion"),
        text("Maximum"),
        earlier or text("Self-score before"),
        text("Self-score, {month}", month=month_name(month, language)),
        text("Why points are missing"),
        text("Agency in charge"),
    ]


def month_name(month: str, language: Language) -> str:
    """Write a month.

    Examples
    --------
    >>> from analysis.wording import language
    >>> month_name("2024-07", language("vi")), month_name("2024-07", language("en"))
    ('tháng 7 năm 2024', 'July 2024')
    """
    name: str = format_skeleton("yMMMM", date.fromisoformat(f"{month}-01"), locale=language.code)
    return name
