"""Charts of the reports: each takes results and returns a matplotlib figure.

Titles say the finding (`analysis.wording.headlines`); numbers follow the language. Nothing here
computes a statistic.
"""

from analysis.charts import waterfall
from analysis.charts.caterpillar import rank_intervals
from analysis.charts.columns import province_columns
from analysis.charts.course import score_and_rank
from analysis.charts.coverage import coverage_heatmap
from analysis.charts.factors import sipas_factors
from analysis.charts.fan import forecast_fan
from analysis.charts.lost import lost_points
from analysis.charts.matrix import correlation_matrix
from analysis.charts.movement import rank_slopes
from analysis.charts.peers import peer_dots
from analysis.charts.profile import domain_profile, radar
from analysis.charts.regions import region_means
from analysis.charts.scatter import scatter
from analysis.charts.trends import trend_intervals
from analysis.charts.within_between import within_between

__all__ = [
    "correlation_matrix",
    "coverage_heatmap",
    "domain_profile",
    "forecast_fan",
    "lost_points",
    "peer_dots",
    "province_columns",
    "radar",
    "rank_intervals",
    "rank_slopes",
    "region_means",
    "scatter",
    "score_and_rank",
    "sipas_factors",
    "trend_intervals",
    "waterfall",
    "within_between",
]
