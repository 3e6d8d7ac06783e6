"""The components that a score is the sum of, for all known provinces of one year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis import indices
from analysis.errors import BadParameter, NoData
from analysis.panel import NATIONAL

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
    below = parts_of(index, total, year)
    chosen = tuple(components) if components is not None else below
    registered = {c: indices.component(index, c, year).max_score for c in (*chosen, total)}
    if not chosen or len(set(chosen)) < len(chosen) or total in chosen:
        raise BadParameter(
            f"{index} {total} in {year} cannot be taken apart into {list(chosen)}: name "
            "components that it is the sum of, each once"
        )
    names = [*chosen, total]
    rows = scores[
        (scores["index"] == index) & (scores["year"] == year) & scores["component"].isin(names)
    ]
    printed = _wide(rows, "max_score").reindex(columns=names)
    scores_known = _wide(rows, "score").reindex(columns=names)
    maxima = _maxima(printed, registered, total)
    # Some provinces publish a component in per cent of its maximum: not a part of the total.
    table = scores_known.where(printed.isna() | (printed == maxima))
    rest = RESIDUAL if set(chosen) in (set(below), _methods(index, year)) else OTHER
    table.insert(len(chosen), rest, table[total] - table[list(chosen)].sum(axis=1, skipna=False))
    left = maxima[total] - maxima[list(chosen)].sum(skipna=False)
    maxima[rest] = 0.0 if rest == RESIDUAL else left
    return Parts(index, total, year, chosen, rest, table, maxima[table.columns])


def parts_of(index: str, total: str, year: int) -> tuple[str, ...]:
    """Return the components one level below a score, empty if there are none.

    Examples
    --------
    >>> parts_of("papi", "overall", 2017), parts_of("papi", "d5", 2023)
    (('d1', 'd2', 'd3', 'd4', 'd5', 'd6'), ('d5.1', 'd5.3', 'd5.4'))
    """
    if total == "overall":
        return tuple(d.code for d in indices.domains(index, year))
    codes = (c.code for c in indices.components(index, year))
    return tuple(c for c in codes if c.startswith((f"{total}.", f"{total}_")))


def _methods(index: str, year: int) -> set[str]:
    """Return the ways of assessment, the other split of PAR INDEX."""
    return {c.code for c in indices.components(index, year) if c.code.startswith("m.")}


def _wide(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    wide = rows.pivot(index="province_code", columns="component", values=column)
    return wide.astype("float64").sort_index().rename_axis(index=None, columns=None)


def _maxima(printed: pd.DataFrame, registered: dict[str, float | None], total: str) -> pd.Series:
    """Return the maxima of the edition, else those printed beside the scores."""
    edition = pd.Series(registered, dtype="float64")
    # A part has less than the whole.
    beside = printed.where(printed.lt(edition[total])).max()
    return edition.fillna(beside)
