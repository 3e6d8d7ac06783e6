"""Provinces that are alike: the nearest to one province, and groups of all of them.

Likeness is of profile (the components of an index over the last comparable years) and, if
wanted, of context (people, income). How much a finding rests on single components, years or
provinces is part of every result.
"""

from analysis.peers.groups import PeerGroups, peer_groups
from analysis.peers.nearest import Peers, find_peers
from analysis.peers.profiles import Profiles, profiles

__all__ = ["PeerGroups", "Peers", "Profiles", "find_peers", "peer_groups", "profiles"]
