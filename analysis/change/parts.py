"""The components that a score is the sum of, for all known provinces of one year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import indices
from analysis.errors import BadParameter, NoData
from analysis.panel import NATIONAL

Array = NDArray[np.float64]

# What the parts leave: rounding of the publisher, or the components that were not asked for.
RESIDUAL, OTHER = "residual", "other"
# Scores are published to two decimals or more.
_ROUNDING = 0.005


@dataclass(frozen=True)
class Parts:
    """One year of an additive score.

    Attributes
    ----------
    index, total : str
        Whose parts: the component that is the sum, such as `overall`.
    year : int
    components : tuple of str
        The parts asked for.
    rest : {"residual", "other"}
        Name of what they leave: `residual` if they are all the parts.
    table : DataFrame of float, shape (provinces, components + 2)
        Points by province code ("00" is the published national mean): the components, the
        rest and the total. Missing stays missing.
    maxima : Series of float
        Highest possible points by the same columns; missing where unknown.
    """

    index: str
    total: str
    year: int
    components: tuple[str, ...]
    rest: str
    table: pd.DataFrame
    maxima: pd.Series

    @property
    def rows(self) -> list[str]:
        """Names of the parts, the rest last."""
        return [*self.components, self.rest]

    @property
    def known(self) -> pd.DataFrame:
        """Provinces for which every part is known, without the national mean."""
        return self.table.drop(index=NATIONAL, errors="ignore").dropna()

    @property
    def national(self) -> pd.Series | None:
        """The published national mean of every part, if all were published."""
        if NATIONAL not in self.table.index or self.table.loc[NATIONAL].isna().any():
            return None
        return self.table.T[NATIONAL]

    def own(self, code: str) -> pd.Series:
        """Return the parts of one province.

        Raises
        ------
        NoData
            If the total or a component is not known; the message names them.
        BadParameter
            If the components do not add up to the total.
        """
        wanted = [self.total, *self.components]
        found = self.table.reindex([code]).iloc[0]
        missing = [c for c in wanted if pd.isna(found[c])]
        if missing:
            raise NoData(
                f"{self.index} {self.year} of province {code} lacks {', '.join(missing)} in "
                f"points: the parts of {self.total} are not all known"
            )
        self._check_sum(found, code)
        return found

    def _check_sum(self, found: pd.Series, code: str) -> None:
        slack = _ROUNDING * (len(self.components) + 1) + 1e-9
        rest = float(found[self.rest])
        wrong = abs(rest) > slack if self.rest == RESIDUAL else rest < -slack
        if wrong:
            raise BadParameter(
                f"the components of {self.index} {self.total} {self.year} do not add up to it "
                f"for province {code}: {found[list(self.components)].sum():.6g} against "
                f"{found[self.total]:.6g}"
            )

    def with_other(self) -> "Parts":
        """Return the same parts, the rest called `other`."""
        name = {self.rest: OTHER}
        return replace(
            self,
            rest=OTHER,
            table=self.table.rename(columns=name),
            maxima=self.maxima.rename(name),
        )

    def percent(self) -> "Parts":
        """Return every part in per cent of the maximum of the total.

        Raises
        ------
        NoData
            If the maximum of the total is not known.
        """
        top = self.maxima[self.total]
        if pd.isna(top):
            raise NoData(f"the maximum of {self.index} {self.total} in {self.year} is not known")
        return replace(self, table=self.table / top * 100, maxima=self.maxima / top * 100)


def parts(
    scores: pd.DataFrame,
    index: str,
    year: int,
    *,
    total: str,
    components: Sequence[str] | None = None,
) -> Parts:
    """Collect the parts of a score in one year.

    Parameters
    ----------
    scores : DataFrame
        As from `store.load_scores`, of one frame.
    index : str
    year : int
    total : str
        The component that is the sum.
    components : sequence of str, optional
        By default the parts one level down.

    Returns
    -------
    Parts

    Raises
    ------
    BadParameter
        If the score has no parts one level down, or the components are not distinct parts of
        it.
    UnknownComponent
        If the index had no such component in that year.

    Examples
    --------
    >>> from analysis import store
    >>> found = parts(store.load_scores(), "papi", 2023, total="overall")
    >>> found.own("08")["overall"], found.rest
    (np.float64(41.493947), 'residual')
    """
    there = {c.code: c.max_score for c in indices.components(index, year)}
    below = _below(total, there)
    chosen = tuple(components) if components is not None else below
    if not chosen or len(set(chosen)) < len(chosen) or total in chosen:
        raise BadParameter(
            f"{index} {total} in {year} cannot be taken apart into {list(chosen)}: name "
            "components that it is the sum of, each once"
        )
    names = [*chosen, total]
    for name in names:
        if name not in there:
            indices.component(index, name, year)  # names what there is
    codes, score, printed = _grids(scores, index, year, names)
    maxima = _maxima(printed, [there[name] for name in names])
    # Some provinces publish a component in per cent of its maximum: not a part of the total.
    score[~np.isnan(printed) & (printed != maxima)] = np.nan
    methods = {c for c in there if c.startswith("m.")}
    rest = RESIDUAL if set(chosen) in (set(below), methods) else OTHER
    left = score[:, -1] - score[:, :-1].sum(axis=1)
    room = 0.0 if rest == RESIDUAL else maxima[-1] - maxima[:-1].sum()
    columns = [*chosen, rest, total]
    table = pd.DataFrame(np.insert(score, -1, left, axis=1), codes, columns)
    return Parts(
        *(index, total, year, chosen, rest, table),
        maxima=pd.Series(np.insert(maxima, -1, room), columns),
    )


def parts_of(index: str, total: str, year: int) -> tuple[str, ...]:
    """Return the components one level below a score, empty if there are none.

    Examples
    --------
    >>> parts_of("papi", "overall", 2017), parts_of("papi", "d5", 2023)
    (('d1', 'd2', 'd3', 'd4', 'd5', 'd6'), ('d5.1', 'd5.3', 'd5.4'))
    """
    return _below(total, [c.code for c in indices.components(index, year)])


def _below(total: str, codes: Iterable[str]) -> tuple[str, ...]:
    if total == "overall":
        return tuple(c for c in codes if c[1:].isdigit())
    return tuple(c for c in codes if c.startswith((f"{total}.", f"{total}_")))


def _grids(
    scores: pd.DataFrame, index: str, year: int, names: Sequence[str]
) -> tuple[list[str], Array, Array]:
    """Return the provinces, and their scores and printed maxima by component.

    By numpy: a report asks for several years and references, and pivots take most of its time.
    """
    rows = scores[(scores["index"] == index) & (scores["year"] == year)]
    place = pd.Index(names).get_indexer(pd.Index(rows["component"]))
    rows, place = rows[place >= 0], place[place >= 0]
    province, codes = pd.factorize(rows["province_code"], sort=True)
    grids = np.full((2, len(codes), len(names)), np.nan)
    if len(np.unique(province * len(names) + place)) < len(rows):
        raise ValueError(f"duplicate scores of {index} {year}")
    grids[0, province, place] = rows["score"].to_numpy()
    grids[1, province, place] = rows["max_score"].to_numpy()
    return [str(code) for code in codes], grids[0], grids[1]


def _maxima(printed: Array, edition: Sequence[float | None]) -> Array:
    """Return the maxima of the edition, else those printed beside the scores."""
    found = np.array(edition, dtype="float64")
    for place in np.flatnonzero(np.isnan(found)):
        # A part has less than the whole.
        beside = printed[:, place][printed[:, place] < found[-1]]
        found[place] = beside.max() if len(beside) else np.nan
    return found
