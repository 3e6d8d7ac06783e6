"""The national overview of one index and year: one function a notebook cell.

Examples
--------
>>> from analysis.report import overview
>>> subject = overview.open_overview(index="papi", year=2023)
>>> overview.coverage(subject).html[:45]
'<h2 id="coverage">Phạm vi số liệu</h2><p>PAPI'
"""

from analysis.report.overview.closing import sources
from analysis.report.overview.dimensions import dimensions
from analysis.report.overview.level import level
from analysis.report.overview.movers import movers, trends
from analysis.report.overview.opening import coverage, head
from analysis.report.overview.outlook import outlook
from analysis.report.overview.peers import similar
from analysis.report.overview.pictures import (
    maps_over_years,
    movers_map,
    ranks_chart,
    ranks_over_years,
    regions_chart,
    tiles,
)
from analysis.report.overview.provinces import columns_chart, groups_map, provinces
from analysis.report.overview.spread import convergence, neighbours
from analysis.report.overview.subject import Overview, open_overview

__all__ = [
    "Overview",
    "columns_chart",
    "convergence",
    "coverage",
    "dimensions",
    "groups_map",
    "head",
    "level",
    "maps_over_years",
    "movers",
    "movers_map",
    "neighbours",
    "open_overview",
    "outlook",
    "provinces",
    "ranks_chart",
    "ranks_over_years",
    "regions_chart",
    "similar",
    "sources",
    "tiles",
    "trends",
]
