"""What a province can be expected to gain by component, and the fewest that reach a target."""

from analysis.gains.estimate import Gains, achievable_gains
from analysis.gains.experience import Experience, learn
from analysis.gains.history import own_history
from analysis.gains.packages import Packages, smallest_package

__all__ = [
    "Experience",
    "Gains",
    "Packages",
    "achievable_gains",
    "learn",
    "own_history",
    "smallest_package",
]
