"""The fewest components whose gains reach a target, and the runners-up."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from analysis.errors import BadParameter, NoData
from analysis.printing import Printed

# Gains are counted in ten-thousandths of a point, so that the programme is in whole numbers.
_UNIT = 10_000


@dataclass(frozen=True)
class Packages(Printed):
    """Sets of components whose gains reach a target; none holds another.

    Attributes
    ----------
    needed : float
        Points to gain.
    frame : DataFrame
        The smallest set first, then the runners-up: components (tuple of str, in the order of
        the gains given), size, gain (points), surplus (points beyond what is needed).
    available : float
        Points that all components together bring.
    n : int
        Components with a gain above zero.
    method : str
    """

    needed: float
    frame: pd.DataFrame
    available: float
    n: int
    method: str = "integer programme: fewest components, then the largest gain (HiGHS)"

    @property
    def best(self) -> tuple[str, ...]:
        """The smallest set."""
        found: tuple[str, ...] = self.frame["components"].iloc[0]
        return found


def smallest_package(gains: pd.Series, needed: float, *, runners_up: int = 3) -> Packages:
    """Find the fewest components whose gains together reach a target.

    Parameters
    ----------
    gains : Series of float, by component
        Points that each would bring, such as `Gains.frame["achievable"]`; those at or below
        zero are left out.
    needed : float
        Points to gain.
    runners_up : int
        How many more sets to look for.

    Returns
    -------
    Packages
        With fewer sets if there are no more.

    Raises
    ------
    BadParameter
        If all components together do not reach the target (the message says how much is
        missing), or nothing is needed.
    NoData
        If a gain is missing.

    Notes
    -----
    A 0-1 programme (Wolsey 2020, *Integer Programming*, ch. 1): the number of components is
    minimised, and among equally small sets the gain is maximised. For each runner-up a cut
    forbids the sets found before and all sets that hold one of them. Gains are taken as they
    are given: that every component reaches its third quartile at once is less likely than that
    one does, see `Gains.chance`.

    Examples
    --------
    >>> found = smallest_package(pd.Series({"d1": 0.3, "d2": 0.2, "d3": 0.4}), 0.5)
    >>> found.frame["components"].tolist()
    [('d1', 'd3'), ('d2', 'd3'), ('d1', 'd2')]
    """
    if not needed > 0:
        raise BadParameter(f"a package is for points still to gain, not {needed:g}")
    if gains.isna().any():
        raise NoData(f"no gain is given for {', '.join(map(str, gains.index[gains.isna()]))}")
    # Sorted, so that the order of the rows decides nothing.
    usable = gains[gains > 0].sort_index()
    units = np.rint(usable.to_numpy(dtype="float64") * _UNIT)
    target = float(np.rint(needed * _UNIT))
    if units.sum() < target:
        raise BadParameter(
            f"all {len(usable)} components with a gain bring {usable.sum():.2f} points together, "
            f"{needed - usable.sum():.2f} short of the {needed:.2f} needed"
        )
    found: list[NDArray[np.bool_]] = []
    while len(found) <= runners_up:
        chosen = _solve(units, target, found)
        if chosen is None:
            break
        found.append(chosen)
    order = [c for c in gains.index if c in usable.index]
    rows = [_row(usable[chosen], order, needed) for chosen in found]
    frame = pd.DataFrame(rows).sort_values(
        ["size", "gain"], ascending=[True, False], kind="stable", ignore_index=True
    )
    return Packages(float(needed), frame, float(usable.sum()), len(usable))


def _solve(
    units: NDArray[np.float64], target: float, found: list[NDArray[np.bool_]]
) -> NDArray[np.bool_] | None:
    """Return the best set that holds none of those found, None if there is none."""
    rows = [LinearConstraint(units[np.newaxis], lb=target)]
    if found:
        held = np.array(found, dtype="float64")
        rows.append(LinearConstraint(held, ub=held.sum(axis=1) - 1))
    # One component more outweighs every gain.
    cost = units.sum() + 1 - units
    result = milp(
        cost,
        integrality=np.ones(len(units)),
        bounds=Bounds(0, 1),
        constraints=rows,
        options={"mip_rel_gap": 0},
    )
    return None if result.x is None else result.x > 0.5


def _row(chosen: pd.Series, order: list[str], needed: float) -> dict[str, object]:
    gain = float(chosen.sum())
    return {
        "components": tuple(c for c in order if c in chosen.index),
        "size": len(chosen),
        "gain": gain,
        "surplus": gain - needed,
    }
