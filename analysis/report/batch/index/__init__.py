"""Pages that lead to the finished reports, without script and with relative links alone.

`reports/<year>.html` is a map and a table of the provinces in several orders,
`reports/index.html` lists the years. They open from a disk, too.
"""

from dataclasses import dataclass
from pathlib import Path

from analysis.wording import Language
from analysis.workspace import Workspace


@dataclass(frozen=True)
class Pages:
    """The pages of a year in one language.

    Attributes
    ----------
    place : Workspace
    year : int
    language : Language

    Examples
    --------
    >>> from analysis import workspace
    >>> from analysis.wording import language
    >>> Pages(workspace.find(), 2023, language("en")).of_year.name
    '2023.en.html'
    """

    place: Workspace
    year: int
    language: Language

    @property
    def mark(self) -> str:
        """What tells the language in the name of a file; nothing for Vietnamese."""
        return "" if self.language.code == "vi" else f".{self.language.code}"

    @property
    def of_year(self) -> Path:
        """The page of the year."""
        return self.place.reports / f"{self.year}{self.mark}.html"

    @property
    def front(self) -> Path:
        """The page that lists the years."""
        return self.place.reports / f"index{self.mark}.html"

    @property
    def written(self) -> bool:
        """Whether both are there."""
        return self.of_year.is_file() and self.front.is_file()
