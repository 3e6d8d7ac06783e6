"""The provinces that are most like one province, and what each component could learn."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import BadParameter, NoData
from analysis.estimates import seed_of
from analysis.peers.profiles import Profiles, profiles
from analysis.printing import Printed

DRAWS = 1000
# Draws at a time: keeps memory small with thousands of units.
BLOCK = 100

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Peers(Printed):
    """The provinces whose profile is nearest to that of one.

    Attributes
    ----------
    code, index : str
    year : int
    years : tuple of int
        Years that went into the profile.
    table : DataFrame
        Indexed by the code of the peer, the nearest first: distance (typical difference in
        a component, in standard deviations) and stability (share of the resamples in which it
        is among the k nearest).
    best : DataFrame
        Indexed by component: peer (the code of the peer with the highest score of `year`), its
        score, own (score of the province), gap (score less own, in points; negative if the
        province itself is ahead).
    stability : float
        Mean stability of the peers: 1 if the same ones come out of every resample.
    chance : float
        The stability of peers drawn by lot, k/(n - 1).
    k, n : int
        Peers, and provinces with a profile.
    left_out : tuple of str
        Codes of provinces without a profile.
    components, context : tuple of str
    seed, draws : int
        Of the resampling.
    partial : bool
        Whether published provinces are missing from the data.
    method : str
    """

    code: str
    index: str
    year: int
    years: tuple[int, ...]
    table: pd.DataFrame
    best: pd.DataFrame
    stability: float
    chance: float
    k: int
    n: int
    left_out: tuple[str, ...]
    components: tuple[str, ...]
    context: tuple[str, ...]
    seed: int
    draws: int
    partial: bool
    method: str = "Euclidean distance of standardised profiles; Bayesian bootstrap"


def find_peers(
    scores: pd.DataFrame,
    code: str,
    index: str,
    *,
    year: int,
    context: Sequence[str] = (),
    k: int = 6,
    allow_partial: bool = False,
) -> Peers:
    """Find the provinces that are most like one province.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of one frame.
    code : str
        Province.
    index : str
        Index whose components make the profile.
    year, context, allow_partial
        As for `profiles`.
    k : int
        How many peers.

    Returns
    -------
    Peers

    Raises
    ------
    NoData
        If the province has no profile in that year, or as for `profiles`.
    BadParameter
        If k is not between 1 and all others.
    IncompletePanel, TooFewObservations, ConstantSeries
        As for `profiles`.

    Notes
    -----
    The distance is the root of the mean squared difference over components and context, each
    with the same weight. Every resample weighs them, and the years, anew at random (Bayesian
    bootstrap: Rubin 1981, *Annals of Statistics* 9:130), so that stability tells how much a
    peer rests on single components and years; it knows nothing of noise that all years share.
    Profiles of one year alone vary by component only.

    Examples
    --------
    >>> from analysis import store
    >>> found = find_peers(store.load_scores(), "08", "papi", year=2024)
    >>> list(found.table.index), round(found.stability, 1), found.chance
    (['45', '15', '35', '40', '14', '17'], 0.6, 0.1)
    """
    found = profiles(scores, index, year=year, context=context, allow_partial=allow_partial)
    if code not in found.codes:
        raise NoData(f"province {code} has no profile of {index} in {year}: scores are missing")
    if not 1 <= k < len(found.codes):
        raise BadParameter(f"k must be between 1 and {len(found.codes) - 1}: {k}")
    own = found.codes.index(code)
    others = np.array([i for i in range(len(found.codes)) if i != own])
    equal = np.ones((1, len(found.years))), np.ones((1, found.by_year.shape[2]))
    distance = _distances(found.by_year, own, *equal)[0]
    # A stable sort of sorted codes: equal distances go by code.
    nearest = others[np.argsort(distance[others], kind="stable")[:k]]
    seed = _seed(found)
    stability = _stability(found.by_year, own, others, k, seed)
    peers = [found.codes[i] for i in nearest]
    return Peers(
        code=code,
        index=index,
        year=year,
        years=found.years,
        table=pd.DataFrame(
            {"distance": distance[nearest], "stability": stability[nearest]},
            index=pd.Index(peers, name="province_code"),
        ),
        best=_best(found.scores, code, peers),
        stability=float(stability[nearest].mean()),
        chance=k / (len(found.codes) - 1),
        k=k,
        n=len(found.codes),
        left_out=found.left_out,
        components=found.components,
        context=found.context,
        seed=seed,
        draws=DRAWS,
        partial=found.partial,
    )


def _seed(found: Profiles) -> int:
    return seed_of(found.table().reset_index())


def _distances(by_year: Array, own: int, of_years: Array, of_columns: Array) -> Array:
    """Return distances from one province, draws by provinces, for rows of weights."""
    years, n, columns = by_year.shape
    known = ~np.isnan(by_year)
    flat, held = np.nan_to_num(by_year).reshape(years, -1), known.reshape(years, -1)
    # Weighted mean over the years that a province has; the last year is never missing.
    mean = ((of_years @ flat) / (of_years @ held.astype(float))).reshape(-1, n, columns)
    squares = (mean - mean[:, [own], :]) ** 2
    shares = of_columns / of_columns.sum(axis=1, keepdims=True)
    result: Array = np.sqrt(np.einsum("dnc,dc->dn", squares, shares))
    return result


def _stability(by_year: Array, own: int, others: NDArray[np.int_], k: int, seed: int) -> Array:
    """Return the share of resamples in which each province is among the k nearest."""
    years, n, columns = by_year.shape
    rng = np.random.default_rng(seed)
    of_years = rng.dirichlet(np.ones(years), size=DRAWS)
    of_columns = rng.dirichlet(np.ones(columns), size=DRAWS)
    times = np.zeros(n)
    for start in range(0, DRAWS, BLOCK):
        block = slice(start, start + BLOCK)
        distance = _distances(by_year, own, of_years[block], of_columns[block])[:, others]
        near = np.argsort(distance, axis=1, kind="stable")[:, :k]
        np.add.at(times, others[near], 1)
    return times / DRAWS


def _best(scores: pd.DataFrame, code: str, peers: list[str]) -> pd.DataFrame:
    """Return the peer with the highest score by component; among equals the nearest."""
    among = scores.loc[peers]
    top, own = among.max(), scores.loc[code]
    return pd.DataFrame(
        {"peer": among.idxmax(), "score": top, "own": own, "gap": top - own}
    ).rename_axis("component")
