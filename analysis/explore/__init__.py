"""The views of `notebooks/explore.ipynb` and the controls that choose what they show.

Each view takes a `Choice` and returns a block; `Explorer.show` shows it and keeps it up to
date with the controls. A view of your own is a function that takes a `Choice`.
"""

from analysis.explore.choice import Choice, Comparison, parse
from analysis.explore.compared import Compared, compare, peers_of
from analysis.explore.controls import controls
from analysis.explore.explorer import Explorer, open_explorer
from analysis.explore.opening import course, title
from analysis.explore.parts import gap, profile
from analysis.explore.surroundings import on_map, relation

__all__ = [
    "Choice",
    "Compared",
    "Comparison",
    "Explorer",
    "compare",
    "controls",
    "course",
    "gap",
    "on_map",
    "open_explorer",
    "parse",
    "peers_of",
    "profile",
    "relation",
    "title",
]
