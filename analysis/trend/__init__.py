"""Trends within years that may be compared: of one series, and of every province of a panel.

Three methods: least squares with autocorrelation-robust errors (`trend`), the median slope
with the Mann-Kendall test (`theil_sen`), and slopes of one model of all provinces, each drawn
towards the national one as far as its own years are noisy (`shrunken_slopes`). `trends` puts
them side by side. Years on the other side of a break are left out, never bridged.
"""

from analysis.trend.least_squares import Trend, trend
from analysis.trend.mixed import ShrunkenSlopes, shrunken_slopes
from analysis.trend.sen import TheilSen, theil_sen
from analysis.trend.series import MIN_POINTS
from analysis.trend.side_by_side import Trends, stretches, trends
from analysis.trend.verdicts import MIN_YEARS_FOR_VERDICT, Verdict

__all__ = [
    "MIN_POINTS",
    "MIN_YEARS_FOR_VERDICT",
    "ShrunkenSlopes",
    "TheilSen",
    "Trend",
    "Trends",
    "Verdict",
    "shrunken_slopes",
    "stretches",
    "theil_sen",
    "trend",
    "trends",
]
