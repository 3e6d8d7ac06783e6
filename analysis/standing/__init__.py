"""Where one province stands: over the years, and by domain in one year.

`cross_section` gives all known results of one component and year, `CrossSections` many of them;
`history` and `profile` those of one province by year and by domain, `group` its group.
"""

from analysis.standing.results import group, history, profile
from analysis.standing.sections import (
    NATIONAL,
    PROVINCES,
    CrossSection,
    CrossSections,
    Scores,
    cross_section,
    sections_of,
)

__all__ = [
    "NATIONAL",
    "PROVINCES",
    "CrossSection",
    "CrossSections",
    "Scores",
    "cross_section",
    "group",
    "history",
    "profile",
    "sections_of",
]
