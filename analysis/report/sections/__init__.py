"""The sections of the province report: one function a notebook cell, each returns a block.

A section decides what can be said with the data of that province and year; results come from
the models, sentences from `wording`, pictures from `charts` and `maps`.
"""

from analysis.report.sections.agreement import agreement
from analysis.report.sections.assessment import assessment
from analysis.report.sections.closing import methods, sources
from analysis.report.sections.effects import effects
from analysis.report.sections.gains import gains
from analysis.report.sections.movement import change, gap
from analysis.report.sections.official import head, signature
from analysis.report.sections.opening import general, grounds, years, years_chart
from analysis.report.sections.outlook import outlook
from analysis.report.sections.papi import (
    papi_columns,
    papi_dimensions,
    papi_head,
    papi_map,
    papi_profile,
)
from analysis.report.sections.par import par_domains, par_head, par_methods
from analysis.report.sections.peers import papi_peers
from analysis.report.sections.pictures import (
    change_chart,
    outlook_chart,
    rank_chart,
    rank_course,
    region_chart,
)
from analysis.report.sections.places import papi_rank
from analysis.report.sections.plan import plan_check, plan_targets
from analysis.report.sections.proposals import proposals
from analysis.report.sections.region import region
from analysis.report.sections.sipas import on_time, sipas_factors, sipas_head
from analysis.report.sections.spread import papi_spread
from analysis.report.sections.stakes import par_stakes
from analysis.report.sections.subdimensions import subdimension_table, subdimensions
from analysis.report.sections.summary import summary
from analysis.report.sections.tasks import tasks
from analysis.report.sections.trends import papi_trends

__all__ = [
    "agreement",
    "assessment",
    "change",
    "change_chart",
    "effects",
    "gains",
    "gap",
    "general",
    "grounds",
    "head",
    "methods",
    "on_time",
    "outlook",
    "outlook_chart",
    "papi_columns",
    "papi_dimensions",
    "papi_head",
    "papi_map",
    "papi_peers",
    "papi_profile",
    "papi_rank",
    "papi_spread",
    "papi_trends",
    "par_domains",
    "par_head",
    "par_methods",
    "par_stakes",
    "plan_check",
    "plan_targets",
    "proposals",
    "rank_chart",
    "rank_course",
    "region",
    "region_chart",
    "signature",
    "sipas_factors",
    "sipas_head",
    "sources",
    "subdimension_table",
    "subdimensions",
    "summary",
    "tasks",
    "years",
    "years_chart",
]
