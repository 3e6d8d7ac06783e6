"""A plan followed through the year: tasks, reports due, targets, and monthly self-scores."""

from analysis.tracking.filled import Filled
from analysis.tracking.scheme import Scheme, scheme_of
from analysis.tracking.scoring import MonthScores, history, latest, month_scores

__all__ = ["Filled", "MonthScores", "Scheme", "history", "latest", "month_scores", "scheme_of"]
