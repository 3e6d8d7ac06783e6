"""The next year's plan, proposed: targets, new tasks, and what goes on of the plan before."""

from analysis.drafting.aims import Aim, Proposal, propose_aims
from analysis.drafting.owners import Assignments, Owner
from analysis.drafting.previous import open_targets, open_tasks, previous_plan
from analysis.drafting.work import Work

__all__ = [
    "Aim",
    "Assignments",
    "Owner",
    "Proposal",
    "Work",
    "open_targets",
    "open_tasks",
    "previous_plan",
    "propose_aims",
]
