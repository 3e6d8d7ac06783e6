"""What a change or a gap consists of, and how much of it chance alone would bring."""

from analysis.change.criteria import (
    CriteriaTree,
    LostPoints,
    criteria_tree,
    lost_points,
    owners_of,
    tree_of,
)
from analysis.change.decompose import Decomposition, decompose_change, decompose_gap
from analysis.change.regression import Galton, Regression, galton, regression_to_mean

__all__ = [
    "CriteriaTree",
    "Decomposition",
    "Galton",
    "LostPoints",
    "Regression",
    "criteria_tree",
    "decompose_change",
    "decompose_gap",
    "galton",
    "lost_points",
    "owners_of",
    "regression_to_mean",
    "tree_of",
]
