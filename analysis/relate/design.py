"""The four ways to read a panel regression, as columns for least squares."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import ConstantSeries, TooFewObservations
from analysis.relate.resample import clusters
from analysis.relate.sample import MIN_PROVINCES

Array = NDArray[np.float64]
Model = Literal["pooled", "between", "within", "two_way"]
# Sums of squares below this share of the whole are zero but for rounding.
TINY = 1e-12


@dataclass(frozen=True)
class Design:
    """Columns for least squares; rows are province-years, or provinces (`between`).

    Attributes
    ----------
    y : array, shape (rows,)
    x : array, shape (rows, 1 + controls)
        The series of interest first.
    nuisance : array, shape (rows, k)
        A constant, or effects of years; effects of provinces are taken out beforehand.
    cluster : array of int, shape (rows,)
        Number of the province of each row, 0 to provinces - 1.
    codes : array of str, shape (provinces,)
        Codes of the provinces.
    """

    y: Array
    x: Array
    nuisance: Array
    cluster: NDArray[np.intp]
    codes: NDArray[np.str_]

    @property
    def columns(self) -> Array:
        """All columns of the right-hand side, that of interest first."""
        return np.column_stack([self.x, self.nuisance])

    @property
    def others(self) -> Array:
        """The columns of the right-hand side but that of interest."""
        return self.columns[:, 1:]


def design(rows: pd.DataFrame, names: list[str], model: Model) -> Design:
    """Return the columns of one model.

    Parameters
    ----------
    rows : DataFrame
        As from `relate.joined`, with a column `y`.
    names : list of str
        Columns of the right-hand side, that of interest first.
    model : {"pooled", "between", "within", "two_way"}
        Province-years with a constant; means of provinces with a constant; deviations from the
        means of provinces; these with effects of years. Provinces with one year say nothing
        within and are left out there (Correia 2015).

    Raises
    ------
    TooFewObservations
        If fewer than five provinces are left.
    ConstantSeries
        If nothing of the series of interest is left.
    """
    if model in ("within", "two_way"):
        rows = rows[rows.groupby("province_code")["y"].transform("size") > 1]
    provinces = rows["province_code"].nunique()
    if provinces < MIN_PROVINCES:
        raise TooFewObservations(f"a {model} slope", provinces, MIN_PROVINCES, "provinces")
    cluster, provinces = clusters(rows)
    codes = np.unique(rows["province_code"].to_numpy(dtype=str))
    y, x = rows["y"].to_numpy(), rows[names].to_numpy()
    mean = _averager(cluster, provinces)
    if model == "pooled":
        made = Design(y, x, np.ones((len(y), 1)), cluster, codes)
    elif model == "between":
        made = Design(mean @ y, mean @ x, np.ones((provinces, 1)), np.arange(provinces), codes)
    else:
        years = rows["year"].to_numpy()
        dummies = np.unique(years)[1:] if model == "two_way" else years[:0]
        effects: Array = (years[:, np.newaxis] == dummies).astype(np.float64)
        nuisance = effects - (mean @ effects)[cluster]
        made = Design(y - (mean @ y)[cluster], x - (mean @ x)[cluster], nuisance, cluster, codes)
    _check(made, x[:, 0], names[0], model)
    return made


def slope(made: Design) -> float:
    """Return the least squares coefficient of the column of interest."""
    return float(np.linalg.lstsq(made.columns, made.y)[0][0])


def left_out(made: Design, what: str) -> Array:
    """Return the slope without each province in turn, shape (provinces,).

    Effects of provinces are taken out province by province, so their rows can go as they are.

    Raises
    ------
    ConstantSeries
        If one province holds all that is left of the series of interest.
    """
    # With what the others explain taken out of x and y beforehand, the slopes stay the same and
    # the sums below lose no digits.
    x, y = (residuals(series, made.others) for series in (made.x[:, 0], made.y))
    others = made.others / np.maximum(np.abs(made.others).max(axis=0), np.finfo(float).tiny)
    columns = np.column_stack([x, y, others])
    products = np.zeros((len(made.codes), columns.shape[1], columns.shape[1]))
    np.add.at(products, made.cluster, columns[:, :, np.newaxis] * columns[:, np.newaxis, :])
    left = products.sum(axis=0) - products
    cross = left[:, :2, 2:]
    held = np.linalg.pinv(left[:, 2:, 2:], rcond=1e-10, hermitian=True)
    own = left[:, :2, :2] - cross @ held @ cross.transpose(0, 2, 1)
    carrying = own[:, 0, 0] <= TINY * np.sum(x**2)
    if carrying.any():
        code = made.codes[carrying][0]
        raise ConstantSeries(f"without province {code} nothing of x is left for {what}")
    slopes: Array = own[:, 0, 1] / own[:, 0, 0]
    return slopes


def residuals(of: Array, on: Array) -> Array:
    """Return what least squares leaves of a series."""
    if not on.shape[1]:
        return of
    result: Array = of - on @ np.linalg.lstsq(on, of)[0]
    return result


def _averager(cluster: NDArray[np.intp], provinces: int) -> Array:
    """Return the matrix that takes means by province."""
    member = np.zeros((provinces, len(cluster)))
    member[cluster, np.arange(len(cluster))] = 1
    result: Array = member / member.sum(axis=1, keepdims=True)
    return result


def _check(made: Design, raw: Array, name: str, model: Model) -> None:
    """Refuse a model in which nothing of the series of interest is left."""
    rows, columns = made.columns.shape
    if rows <= columns:
        raise TooFewObservations(f"a {model} slope", rows, columns + 1)
    left = residuals(made.x[:, 0], made.others)
    if np.sum(left**2) <= TINY * len(left) * np.var(raw):
        raise ConstantSeries(f"nothing of {name} is left for a {model} slope")
