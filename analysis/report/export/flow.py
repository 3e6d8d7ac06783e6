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
# Letters of text that surely fill a page; pictures between them fill it sooner.
_PAGE = 3000


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
    return _settled(made)


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


def _settled(nodes: list[Node]) -> list[Node]:
    """Return nodes in which what could float below the signature stands in its place."""
    end = next((i for i, node in enumerate(nodes) if _kind(node) == "closing"), len(nodes))
    letters, place = 0, end
    while place and letters < _PAGE and end < len(nodes):
        place -= 1
        node = nodes[place]
        if isinstance(node, dict) and node["t"] == "float":
            nodes[place : place + 1] = node["c"]
        letters += _letters(node)
    return nodes


def _letters(node: Node | list[Any]) -> int:
    """Return how many letters of text a node, or an item of a list, holds."""
    if isinstance(node, str):
        return len(node)
    return sum(map(_letters, node if isinstance(node, list) else node.get("c", [])))


def _is_long_list(node: Node) -> bool:
    return isinstance(node, dict) and node["t"] in _LISTS and bool(node["long"])


def _kind(node: Node) -> str:
    return "" if isinstance(node, str) else str(node["t"])
