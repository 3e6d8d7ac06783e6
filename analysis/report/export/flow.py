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
# Letters of text that surely fill a page, and those in whose place a low picture stands.
_PAGE, _PICTURE = 3000, 700
_ROWS = 8  # of a table that rather leaves a gap than stands on two pages


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
    # The compiler (Typst 0.15) mixes up the tags of a float and of a numbered item that is
    # broken between pages, and refuses the file.
    floating = floating and not any(_is_long_list(node) for node in nodes)
    left = list(nodes)
    while left:
        group = [left.pop(0)]
        kind = _kind(group[0])
        if kind in _SHOWN:
            while left and _kind(left[0]) == "aside":
                group.append(_below(left.pop(0)))
            if isinstance(group[0], dict) and group[0].get("wide"):
                # A heading does not stay behind when its table turns the page.
                while made and _kind(made[-1]) == "heading":
                    group.insert(0, made.pop())
            placed = _placed(group, floating=told and floating)
            if waiting and _kind(placed[0]) != "float":
                # What was numbered before stands before.
                made.append({"t": "flush"})
            waiting = _kind(placed[0]) == "float"
            made += placed
            continue
        if waiting and _is_section(group[0]):
            made.append({"t": "flush"})
            waiting = False
        told = kind in _TEXT or (told and kind not in {"heading", "appendix"})
        made += group
    _keep_with_signature(made)
    return _settled(made)


def _below(node: Node) -> Node:
    """Return a note as one that stands below what is shown."""
    assert isinstance(node, dict)
    return node | {"shown": True}


def _placed(group: list[Node], *, floating: bool) -> list[Node]:
    first = group[0]
    assert isinstance(first, dict)
    if _kind(first) == "heading" or first.get("wide"):
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
            nodes[place : place + 1] = map(_breakable, node["c"])
        letters += _letters(node)
    return nodes


def _breakable(node: Node) -> Node:
    """Let a table of some rows that cannot float go on on the next page instead."""
    if isinstance(node, dict) and node["t"] == "table":
        return node | {"long": node["long"] or max(cell["y"] for cell in node["cells"]) > _ROWS}
    return node


def _letters(node: Node | list[Any]) -> int:
    """Return how many letters of text a node, or an item of a list, holds."""
    if isinstance(node, str):
        return len(node)
    if isinstance(node, dict) and node["t"] == "image":
        return _PICTURE
    return sum(map(_letters, node if isinstance(node, list) else node.get("c", [])))


def _is_long_list(node: Node) -> bool:
    return isinstance(node, dict) and node["t"] == "ol" and bool(node["long"])


def _is_section(node: Node) -> bool:
    return isinstance(node, dict) and node["t"] == "heading" and node["level"] == 2


def _kind(node: Node) -> str:
    return "" if isinstance(node, str) else str(node["t"])
