"""The domains of PAR INDEX and PAPI side by side: which stand high, which low."""

from dataclasses import dataclass

import pandas as pd

from analysis import indices
from analysis.report.subject import Subject


@dataclass(frozen=True)
class Domain:
    """A ranked domain of one index.

    Attributes
    ----------
    index, code, name : str
    row : Series
        A row of `standing.profile`.
    """

    index: str
    code: str
    name: str
    row: "pd.Series[float]"

    @property
    def height(self) -> float:
        """Share of the provinces that stand lower or here, from above 0 to below 1."""
        return float(1 - (self.row["rank"] - 0.5) / self.row["rank_n"])

    @property
    def label(self) -> str:
        """Name, index and rank."""
        short = indices.index(self.index).short
        return f"{self.name} ({short}, {self.row['rank']}/{self.row['rank_n']})"


def ranked_domains(subject: Subject) -> list[Domain]:
    """Return every domain whose rank is known, the best placed first.

    Examples
    --------
    >>> from analysis.report import open_report
    >>> found = ranked_domains(open_report(province="08", year=2023, lang="en"))
    >>> found[0].label, len(found)
    ('Civil service reform (PAR INDEX, 3/63)', 16)
    """
    found = [
        Domain(index, str(code), subject.domain_names(index)[str(code)], row)
        for index, rows in subject.profiles.items()
        for code, row in rows.iterrows()
        if pd.notna(row["rank"])
    ]
    return sorted(found, key=lambda domain: domain.height, reverse=True)


def in_first_quarter(row: "pd.Series[float]") -> bool:
    """Tell whether a rank is in the first quarter of those ranked.

    Examples
    --------
    >>> [in_first_quarter(pd.Series({"rank": rank, "rank_n": 63})) for rank in (15, 16)]
    [True, False]
    """
    return bool(4 * row["rank"] <= row["rank_n"])


def in_last_quarter(row: "pd.Series[float]") -> bool:
    """Tell whether a rank is in the last quarter of those ranked.

    Examples
    --------
    >>> [in_last_quarter(pd.Series({"rank": rank, "rank_n": 63})) for rank in (47, 48)]
    [False, True]
    """
    return bool(4 * row["rank"] > 3 * row["rank_n"])


def weak_domains(subject: Subject) -> list[Domain]:
    """Return the domains in the last quarter of the provinces, the worst first."""
    return [domain for domain in reversed(ranked_domains(subject)) if in_last_quarter(domain.row)]
