"""Do neighbours score alike? Spatial autocorrelation over the map and in single places.

PySAL does the computing. It is an optional extra (`pip install 'chiso[space]'`), loaded by the
functions that need it.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import false_discovery_control

from analysis import workspace as workspaces
from analysis.errors import (
    BadParameter,
    ConstantSeries,
    ExtraMissing,
    NoData,
    TooFewObservations,
)
from analysis.estimates import seed_of
from analysis.panel import Panel
from analysis.printing import Printed

if TYPE_CHECKING:
    from libpysal.graph import Graph

MIN_PROVINCES = 10
MIN_PERMUTATIONS = 99
EXTRA = "space"
CODE_COLUMN = {"vn63": "province_code", "vn34": "unit_code"}
QUADRANTS = {1: "high_high", 2: "low_high", 3: "low_low", 4: "high_low"}
WEIGHTS = "queen contiguity, each province's neighbours weigh 1 in all"


@dataclass(frozen=True)
class Moran(Printed):
    """Whether neighbouring provinces are alike in one year.

    Attributes
    ----------
    index, component, measure : str
    year : int
    value : float
        Moran's I: above `expected` neighbours are alike, below it unlike.
    expected : float
        Its mean if places were exchangeable, -1/(n - 1).
    z : float
        Distance from the mean of the permutations in their standard deviations.
    p : float
        Two-sided, by permutation.
    n : int
        Provinces used.
    left_out : tuple of str
        Codes of units of the map without a value, or without a neighbour that has one.
    permutations, seed : int
    partial : bool
        Whether published provinces are missing from the data.
    weights, method : str
    """

    index: str
    component: str
    measure: str
    year: int
    value: float
    expected: float
    z: float
    p: float
    n: int
    left_out: tuple[str, ...]
    permutations: int
    seed: int
    partial: bool
    weights: str = WEIGHTS
    method: str = "Moran's I, permutation test (PySAL)"


@dataclass(frozen=True)
class LocalClusters(Printed):
    """Where provinces and their neighbours are high, low, or unlike.

    Attributes
    ----------
    index, component, measure : str
    year : int
    table : DataFrame
        Indexed by province code: value, neighbours (how many with a value), lag (their mean
        value), local_i, quadrant (high_high, low_low, high_low: a high province among low
        ones, low_high), p (two-sided, by conditional permutation), p_adjusted
        (false discovery rate over the n provinces), cluster (whether p_adjusted is at most
        the rate).
    rate : float
        False discovery rate of `cluster`.
    n, left_out, permutations, seed, partial, weights, method
        As for `Moran`.
    """

    index: str
    component: str
    measure: str
    year: int
    table: pd.DataFrame
    rate: float
    n: int
    left_out: tuple[str, ...]
    permutations: int
    seed: int
    partial: bool
    weights: str = WEIGHTS
    method: str = "local Moran's I, conditional permutation (PySAL), Benjamini-Hochberg"


def neighbours(frame: Literal["vn63", "vn34"] = "vn63") -> pd.DataFrame:
    """Return which provinces share a border or a corner on the map (queen contiguity).

    Parameters
    ----------
    frame : {"vn63", "vn34"}
        Frame of the codes.

    Returns
    -------
    DataFrame
        Columns province_code and neighbour, sorted by both; every pair stands both ways.

    Raises
    ------
    BadParameter
        If the frame is unknown.
    ExtraMissing
        If PySAL is not installed.

    Notes
    -----
    From the boundary layer (`maps/README.md`), whose neighbours share their borders vertex for
    vertex. The archipelagos are points apart from the layer: Hoàng Sa and Trường Sa make
    nobody a neighbour of anybody. Sea between two provinces separates them.

    Examples
    --------
    >>> pairs = neighbours()
    >>> len(pairs) // 2, list(pairs.loc[pairs["province_code"] == "08", "neighbour"])
    (131, ['02', '04', '06', '15', '19', '25', '26'])
    """
    if frame not in CODE_COLUMN:
        raise BadParameter(f"frame must be one of {', '.join(CODE_COLUMN)}: {frame!r}")
    try:
        from libpysal.graph import Graph
    except ImportError:
        raise ExtraMissing("neighbourhood on the map", EXTRA) from None
    import geopandas as gpd

    shapes = gpd.read_file(workspaces.find().maps / f"{frame}.geojson")
    shapes = shapes.set_index(CODE_COLUMN[frame])[["geometry"]].sort_index()
    graph = Graph.build_contiguity(shapes, rook=False)
    pairs: pd.DataFrame = graph.adjacency.index.to_frame(index=False)
    pairs.columns = pd.Index(["province_code", "neighbour"])
    return pairs.sort_values(["province_code", "neighbour"], ignore_index=True)


def moran(panel: Panel, pairs: pd.DataFrame, *, year: int, permutations: int = 999) -> Moran:
    """Measure whether neighbouring provinces score alike.

    Parameters
    ----------
    panel : Panel
    pairs : DataFrame
        Columns province_code and neighbour, both ways, as from `neighbours`.
    year : int
        Year of the panel to look at.
    permutations : int
        Random rearrangements of the scores over the map.

    Returns
    -------
    Moran

    Raises
    ------
    NoData
        If the panel has no such year.
    BadParameter
        If the neighbours are of another frame, or with fewer than 99 permutations.
    TooFewObservations
        With fewer than ten provinces that have a neighbour.
    ConstantSeries
        If all scores are equal.
    ExtraMissing
        If PySAL is not installed.

    Notes
    -----
    Moran's I with row-standardised weights by esda (Cliff and Ord 1981, *Spatial Processes*).
    The p is twice the smaller tail of the permutations, so that it is at least
    2/(permutations + 1). Neighbours that are alike may be so because of what they have in
    common; it is no sign that one province follows another.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.panel import panel
    >>> found = moran(panel(store.load_scores(), "papi", "d1"), neighbours(), year=2024)
    >>> found.n, round(found.value, 2), found.p < 0.05
    (61, 0.67, True)
    """
    try:
        import esda
    except ImportError:
        raise ExtraMissing("Moran's I", EXTRA) from None
    sample = _sample(panel, pairs, year, "Moran's I", permutations)
    with _quiet(sample.seed):
        fit = esda.Moran(sample.scores, sample.graph(), permutations=permutations)
    return Moran(
        index=panel.index,
        component=panel.component,
        measure=panel.measure,
        year=year,
        value=float(fit.I),
        expected=float(fit.EI),
        z=float(fit.z_sim),
        p=min(1.0, 2 * float(fit.p_sim)),
        n=len(sample.scores),
        left_out=sample.left_out,
        permutations=permutations,
        seed=sample.seed,
        partial=not panel.complete,
    )


def local_clusters(
    panel: Panel,
    pairs: pd.DataFrame,
    *,
    year: int,
    permutations: int = 9999,
    rate: float = 0.05,
) -> LocalClusters:
    """Find provinces that are like, or unlike, their neighbours.

    Parameters
    ----------
    panel : Panel
    pairs : DataFrame
        Columns province_code and neighbour, both ways, as from `neighbours`.
    year : int
        Year of the panel to look at.
    permutations : int
        Random rearrangements of the other provinces around each one.
    rate : float
        Share of false ones among the clusters that is put up with.

    Returns
    -------
    LocalClusters

    Raises
    ------
    NoData, BadParameter, TooFewObservations, ConstantSeries, ExtraMissing
        As for `moran`.

    Notes
    -----
    Local Moran's I by esda (Anselin 1995, *Geographical Analysis* 27:93). One test a province
    makes three false clusters of 63 at 5 %, so p is adjusted over all provinces (Benjamini and
    Hochberg 1995; Caldas de Castro and Singer 2006, *Geographical Analysis* 38:180). With 999
    permutations no p could be small enough for a single cluster, hence 9,999.

    Examples
    --------
    >>> from analysis import store
    >>> from analysis.panel import panel
    >>> known = panel(store.load_scores(), "papi", "d1")
    >>> table = local_clusters(known, neighbours(), year=2024).table
    >>> sorted(table.loc[table["cluster"], "quadrant"].unique())
    ['high_high', 'low_low']
    """
    try:
        import esda
    except ImportError:
        raise ExtraMissing("local clusters", EXTRA) from None
    sample = _sample(panel, pairs, year, "local clusters", permutations)
    graph = sample.graph()
    with _quiet(sample.seed):
        fit = esda.Moran_Local(sample.scores, graph, permutations=permutations, seed=sample.seed)
    p = np.minimum(1, 2 * fit.p_sim)
    adjusted = false_discovery_control(p)
    table = pd.DataFrame(
        {
            "value": sample.scores,
            "neighbours": graph.cardinalities.to_numpy(),
            "lag": graph.transform("r").lag(sample.scores),
            "local_i": fit.Is,
            "quadrant": [QUADRANTS[int(q)] for q in fit.q],
            "p": p,
            "p_adjusted": adjusted,
            "cluster": adjusted <= rate,
        },
        index=pd.Index(sample.codes, name="province_code"),
    )
    return LocalClusters(
        index=panel.index,
        component=panel.component,
        measure=panel.measure,
        year=year,
        table=table,
        rate=rate,
        n=len(table),
        left_out=sample.left_out,
        permutations=permutations,
        seed=sample.seed,
        partial=not panel.complete,
    )


@dataclass(frozen=True)
class _Sample:
    """The provinces of one year that have a value and a neighbour with one, by code."""

    codes: tuple[str, ...]
    scores: NDArray[np.float64]
    pairs: pd.DataFrame
    left_out: tuple[str, ...]
    seed: int

    def graph(self) -> "Graph":
        from libpysal.graph import Graph

        pairs = self.pairs
        return Graph.from_arrays(pairs["province_code"], pairs["neighbour"], np.ones(len(pairs)))


def _sample(panel: Panel, pairs: pd.DataFrame, year: int, what: str, permutations: int) -> _Sample:
    if permutations < MIN_PERMUTATIONS:
        raise BadParameter(f"permutations must be at least {MIN_PERMUTATIONS}: {permutations}")
    if year not in panel.years:
        raise NoData(f"the panel of {panel.index} {panel.component} has no year {year}")
    mapped = set(pairs["province_code"])
    # Codes mean other provinces in another frame.
    if len(mapped) != panel.units:
        raise BadParameter(
            f"the neighbours are of {len(mapped)} units, the panel is of a frame of {panel.units}"
        )
    known = panel.table[year].dropna()
    used = pairs[pairs["province_code"].isin(known.index) & pairs["neighbour"].isin(known.index)]
    codes = sorted(set(used["province_code"]))
    if len(codes) < MIN_PROVINCES:
        raise TooFewObservations(what, len(codes), MIN_PROVINCES, "provinces with a neighbour")
    known = known[codes]
    if np.ptp(known.to_numpy()) == 0:
        raise ConstantSeries(f"all provinces have the same {panel.measure} in {year}")
    return _Sample(
        codes=tuple(codes),
        scores=np.asarray(known, dtype=np.float64),
        pairs=used.sort_values(["province_code", "neighbour"]),
        left_out=tuple(sorted(mapped.difference(codes))),
        seed=seed_of(pd.DataFrame({"province_code": codes, "value": known.to_numpy()})),
    )


@contextmanager
def _quiet(seed: int) -> Iterator[None]:
    """Seed the global generator that esda draws from, and leave all as it was.

    esda also resets a warning filter, and warns of a change of its own default p, which is
    not used here.
    """
    state = np.random.get_state()
    np.random.seed(seed)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        np.random.set_state(state)
