"""The page that follows a plan through the year: one function a notebook cell.

Examples
--------
>>> from analysis.report import tracking
>>> subject = tracking.open_tracking(plan="TQ-150-2024", today="2024-12-31")
>>> tracking.summary(subject).html[:31]
'<h2 id="summary">Tóm tắt</h2><u'
"""

from analysis.report.tracking.agencies import agencies
from analysis.report.tracking.closing import sources
from analysis.report.tracking.criteria import self_scores
from analysis.report.tracking.duties import issues, reports
from analysis.report.tracking.goals import targets
from analysis.report.tracking.opening import head, summary
from analysis.report.tracking.parts import papi_part, reform_part
from analysis.report.tracking.subject import Tracked, open_tracking
from analysis.report.tracking.work import all_tasks, tasks

__all__ = [
    "Tracked",
    "agencies",
    "all_tasks",
    "head",
    "issues",
    "open_tracking",
    "papi_part",
    "reform_part",
    "reports",
    "self_scores",
    "sources",
    "summary",
    "targets",
    "tasks",
]
