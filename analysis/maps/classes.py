"""Classes of a map: where the numbers are cut, and in which colours the classes are drawn."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import ranks
from analysis.errors import BadParameter, NoData
from analysis.maps.breaks import natural_breaks
from analysis.rounding import rounded
from analysis.theme import DIVERGING, GROUPS, SEQUENTIAL

Array = NDArray[np.float64]
Scheme = Literal["quantiles", "natural_breaks", "equal_interval", "papi_groups", "par_bands"]
SCHEMES: tuple[str, ...] = get_args(Scheme)
MAX_CLASSES = 9
# Schemes that cut by computing, unlike those that someone published.
_COMPUTED = ("quantiles", "natural_breaks", "equal_interval")
_NOISE = 1e-7


@dataclass(frozen=True)
class Classes:
    """Numbers cut into classes, from the lowest to the highest.

    Attributes
    ----------
    bounds : tuple of float
        Where one class ends and the next begins, ascending; none for a single class.
    closed : {"left", "right"}
        The side on which a class holds its bound: a value on a bound belongs to the class
        above (left) or below (right).
    low, high : float
        Smallest and largest value classed.
    names : tuple of str
        Official names of the classes as in `ranks.GROUPS` and `ranks.BANDS`, or none.
    colours : tuple of str
    scheme : str
    digits : int
        Decimals of the bounds, and of values before they are compared with them, so that a map
        agrees with what it prints; published schemes compare exact values.
    """

    bounds: tuple[float, ...]
    closed: Literal["left", "right"]
    low: float
    high: float
    names: tuple[str, ...]
    colours: tuple[str, ...]
    scheme: str
    digits: int

    @property
    def n(self) -> int:
        """How many classes there are."""
        return len(self.bounds) + 1

    def place(self, values: pd.Series) -> pd.Series:
        """Return the class of each value, 0 for the lowest; missing values have none.

        Parameters
        ----------
        values : Series of float

        Returns
        -------
        Series of Int64
        """
        side: Literal["left", "right"] = "right" if self.closed == "left" else "left"
        known = values.dropna()
        compared = known.to_numpy(dtype="float64")
        if self.scheme in _COMPUTED:
            compared = _rounded(compared, self.digits)
        place = np.searchsorted(np.array(self.bounds), compared, side=side)
        return pd.Series(place, index=known.index).reindex(values.index).astype("Int64")


def classify(
    values: pd.Series | pd.DataFrame,
    scheme: str = "quantiles",
    *,
    k: int = 5,
    center: float | None = None,
    year: int | None = None,
    cmap: str | None = None,
    digits: int = 2,
) -> Classes:
    """Cut numbers into classes by a named scheme.

    Parameters
    ----------
    values : Series or DataFrame of float
        All the numbers that the classes are to serve: a table of provinces × years gives the
        same classes to the maps of all its years.
    scheme : {"quantiles", "natural_breaks", "equal_interval", "papi_groups", "par_bands"}
        The first and the third are mapclassify's `Quantiles` and `EqualInterval`, the second is
        `breaks.natural_breaks`.
        `papi_groups` are the four groups that PAPI publishes, cut at the quartiles of one year;
        `par_bands` are the ministry's A (from 90), B (from 80), C (from 70) and below.
    k : int
        Classes wanted; fewer if the values do not give so many. Published schemes have their own.
    center : float, optional
        Middle of a diverging scale: the scheme then cuts the distances from it into k // 2
        classes, the same on both sides.
    year : int, optional
        Needed by `papi_groups`, whose rule for a value on a cut changed in 2023.
    cmap : str, optional
        Colour map of matplotlib; YlGnBu, or PuOr with a centre.
    digits : int
        Decimals to which bounds are rounded, so that the legend is exact.

    Returns
    -------
    Classes

    Raises
    ------
    BadParameter
        If the scheme is unknown, k is not 2 to 9, or an option does not fit the scheme.
    NoData
        If there is no number, or one is infinite.

    Notes
    -----
    Bounds are cut off after the decimals, and values are compared as printed.

    Examples
    --------
    >>> classify(pd.Series([1.0, 2.0, 3.0, 4.0]), "equal_interval", k=3).bounds
    (2.0, 3.0)
    >>> classify(pd.Series([88.0, 91.5]), "par_bands").names
    ('C', 'B', 'A')
    """
    if scheme not in SCHEMES:
        raise BadParameter(f"unknown scheme {scheme!r}; the schemes are {', '.join(SCHEMES)}")
    if not 2 <= k <= MAX_CLASSES:
        raise BadParameter(f"k must be 2 to {MAX_CLASSES}, got {k}")
    known = _numbers(values)
    closed: Literal["left", "right"] = "right"
    names: tuple[str, ...] = ()
    bounds: Sequence[float]
    if scheme == "papi_groups":
        bounds, closed, names = _papi_cuts(known, year, center)
    elif scheme == "par_bands":
        bounds, closed, names = _par_cuts(known, center)
    elif center is not None:
        center = float(rounded(center, digits))
        reach = _cuts(np.abs(_rounded(known, digits) - center), scheme, k // 2, digits)
        bounds = [*(center - d for d in reach[::-1]), center, *(center + d for d in reach)]
        bounds = _rounded(np.array(bounds), digits).tolist()
    else:
        bounds = _cuts(_rounded(known, digits), scheme, k, digits)
    return Classes(
        bounds=tuple(bounds),
        closed=closed,
        low=float(known.min()),
        high=float(known.max()),
        names=names,
        colours=_colours(len(bounds) + 1, cmap, diverging=center is not None),
        scheme=scheme,
        digits=digits,
    )


def _numbers(values: pd.Series | pd.DataFrame) -> Array:
    try:
        flat: Array = values.to_numpy(dtype="float64", na_value=np.nan).ravel()
    except (TypeError, ValueError) as error:
        raise NoData(f"values to class must be numbers ({error})") from None
    known: Array = flat[~np.isnan(flat)]
    if not len(known):
        raise NoData("no province has a value to draw")
    if np.isinf(known).any():
        raise NoData("a value to draw is infinite")
    return known


def _cuts(known: Array, scheme: str, k: int, digits: int) -> list[float]:
    """Return the inner bounds; fewer than k - 1 where values are too few or alike.

    They are cut off after the decimals: a bound between two values stays between them.
    """
    import mapclassify

    k = min(k, len(np.unique(known)))
    if k < 2:
        return []
    if scheme == "natural_breaks":
        inner = np.array(natural_breaks(known, k))
    else:
        by_name = {"quantiles": mapclassify.Quantiles, "equal_interval": mapclassify.EqualInterval}
        with warnings.catch_warnings():
            # It warns where quantiles coincide; the classes are then fewer.
            warnings.simplefilter("ignore", UserWarning)
            inner = np.asarray(by_name[scheme](known, k=k).bins[:-1])
    step = 10.0**digits
    cut = np.floor(inner * step + _NOISE) / step
    return sorted({float(bound) for bound in cut if known.min() <= bound < known.max()})


def _rounded(values: Array, digits: int) -> Array:
    """Round as `rounding.rounded` does: halves away from zero, without the noise of floats."""
    step = 10.0**digits
    found: Array = np.sign(values) * np.floor(np.abs(values) * step + 0.5 + _NOISE) / step
    return found


def _papi_cuts(
    known: Array, year: int | None, center: float | None
) -> tuple[Sequence[float], Literal["left", "right"], tuple[str, ...]]:
    if year is None or center is not None:
        raise BadParameter("papi_groups needs a year, and takes no centre")
    cuts = ranks.group_bounds(pd.Series(known), edge=ranks.papi_edge(year))["cut"].dropna()
    side: Literal["left", "right"] = "left" if ranks.papi_edge(year) == "up" else "right"
    return sorted(cuts), side, ranks.GROUPS[::-1]


def _par_cuts(
    known: Array, center: float | None
) -> tuple[Sequence[float], Literal["left", "right"], tuple[str, ...]]:
    if center is not None:
        raise BadParameter("par_bands takes no centre")
    bounds = [ranks.band_bound(band) for band in ranks.BANDS[::-1]]
    if known.min() >= bounds[0]:
        return bounds[1:], "left", ranks.BANDS[::-1]
    return bounds, "left", ("", *ranks.BANDS[::-1])


def _colours(n: int, cmap: str | None, *, diverging: bool) -> tuple[str, ...]:
    from matplotlib import colormaps
    from matplotlib.colors import to_hex

    if n == len(GROUPS) and cmap is None and not diverging:
        return GROUPS[::-1]
    name = cmap or (DIVERGING if diverging else SEQUENTIAL)
    if name not in colormaps:
        raise BadParameter(f"unknown colour map {name!r} of matplotlib")
    # The ends of a scale are too pale or too dark to hold lines and labels.
    ends = (0.12, 0.88) if diverging else (0.03, 0.86)
    places = [0.45] if n == 1 else np.linspace(*ends, n)
    return tuple(to_hex(colormaps[name](p)) for p in places)
