"""Findings of the chart of peers."""

from collections.abc import Mapping

from analysis import indices
from analysis.peers import Peers
from analysis.rounding import difference
from analysis.wording import places
from analysis.wording.language import Language


def measure(language: Language, peers: Peers) -> str:
    """Say what is drawn, in which unit, and what the marks are.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.peers import find_peers
    >>> from analysis.wording import language
    >>> found = find_peers(store.load_scores(), "08", "papi", year=2024)
    >>> measure(language("en"), found)
    'PAPI 2024, points; diamond: Tuyen Quang, square: the best of its 6 peers and its lead'
    """
    return language.text(
        "{index} {year}, points; diamond: {name}, square: the best of its {k} peers and its lead",
        index=indices.index(peers.index).short,
        year=peers.year,
        name=places.names(language, "vn63")[peers.code],
        k=peers.k,
    )


def peers(language: Language, found: Peers, names: Mapping[str, str]) -> str:
    """Say in how many components a province leads its peers, and where it lacks most.

    Parameters
    ----------
    language : Language
    found : Peers
    names : mapping of str to str
        Names of the components.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.peers import find_peers
    >>> from analysis.wording import language
    >>> made = find_peers(store.load_scores(), "08", "papi", year=2024)
    >>> peers(language("en"), made, {c: c for c in made.components})
    'Tuyen Quang leads its peers in no domain; farthest behind in “d7” (0.62)'
    """
    best = found.best.to_dict("index")
    gaps = {str(c): difference(row["score"], row["own"]) for c, row in best.items()}
    widest = max(gaps, key=gaps.__getitem__)
    values: dict[str, object] = {
        "name": places.names(language, "vn63")[found.code],
        "ahead": sum(gap <= 0 for gap in gaps.values()),
        "n": len(gaps),
    }
    if gaps[widest] <= 0:
        return language.text("{name} leads its peers in all {n} domains", **values)
    values |= {"domain": names[widest], "gap": language.number(gaps[widest])}
    if not values["ahead"]:
        return language.text(
            "{name} leads its peers in no domain; farthest behind in “{domain}” ({gap})", **values
        )
    return language.text(
        "{name} leads its peers in {ahead} of {n} domains; farthest behind in “{domain}” ({gap})",
        **values,
    )
