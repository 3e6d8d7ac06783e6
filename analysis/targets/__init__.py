"""The targets of plans, checked against the published results."""

from analysis.targets.evaluate import NOT_MEASURED, OTHER, Finding, Outlook, State, evaluate
from analysis.targets.target import GROUP_NAMES_VI, Target, UnreadableTarget, read_targets

__all__ = [
    "GROUP_NAMES_VI",
    "NOT_MEASURED",
    "OTHER",
    "Finding",
    "Outlook",
    "State",
    "Target",
    "UnreadableTarget",
    "evaluate",
    "read_targets",
]
