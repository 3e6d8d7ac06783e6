"""Decide how figures and tables stand in the flow of the pages.

A figure that does not fit the rest of a page floats to the next one and the text goes on, so
that no page ends in a gap; a wide table gets a page of its own, turned.
"""

from itertools import pairwise
from typing import Any

Node = str | dict[str, Any]
_SHOWN = frozenset({"figure", "table"})
_LISTS = frozenset({"ul", "ol"})
_TEXT = _LISTS | {"p"}


def arranged(nodes: list[Node], *, floating: bool = True) -> list[Node]:
    """Return nodes with what floats and what is turned in nodes of their own.

    A figure or short table floats if text stands between it and the heading above: else the
    heading would stay behind alone. Notes and sources go with what they follow.

    Parameters
    ----------
    nodes : list
        Nodes of `typeset.manuscript` that stand one below the other.
    floating : bool
        Whether there is text enough for anything to float.

    Returns
    -------
    list

    Examples
    --------
    >>> nodes = [{"t": "p"}, {"t": "figure"}, {"t": "aside"}, {"t": "p"}]
    >>> [node["t"] for node in arranged(nodes)]
    ['p', 'float', 'p']
    """
    made: list[Node] = []
    told = waiting = False
    # The compiler (Typst 0.15) mixes up the tags of a float and of a list item that is broken
    # between pages, and refuses the file.
    floating = floating and not any(_is_long_list(node) for node in nodes)
    left = list(nodes)
    while left:
        group = [left.pop(0)]
        kind = _kind(group[0])
        if kind in _SHOWN:
            while left and _kind(left[0]) == "aside":
                group.append(left.pop(0))
            placed = _placed(group, floating=told and floating)
            if waiting and _kind(placed[0]) != "float":
                # What was numbered before stands before.
                made.append({"t": "flush"})
            waiting = _kind(placed[0]) == "float"
            made += placed
            continue
        told = kind in _TEXT or (told and kind not in {"heading", "appendix"})
        made += group
    _keep_with_signature(made)
    return made


def _placed(group: list[Node], *, floating: bool) -> list[Node]:
    first = group[0]
    assert isinstance(first, dict)
    if first.get("wide"):
        return [{"t": "turned", "c": group}]
    if floating and not first.get("long"):
        return [{"t": "float", "c": group}]
    return group


def _keep_with_signature(nodes: list[Node]) -> None:
    """Keep the last sentence on the page of the signature."""
    for node, following in pairwise(nodes):
        if _kind(following) == "closing" and isinstance(node, dict) and node["t"] == "p":
            node["sticky"] = True


def _is_long_list(node: Node) -> bool:
    return isinstance(node, dict) and node["t"] in _LISTS and bool(node["long"])


def _kind(node: Node) -> str:
    return "" if isinstance(node, str) else str(node["t"])
