"""The results of all provinces in one component and year, which several pages show.

They are found once, whatever the language of the page.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import indices, nation, ranks, store, workspace
from analysis.indices import Component
from analysis.nation import Movements
from analysis.panel import Measure, Panel, panel
from analysis.ranks import Noise, RankIntervals
from analysis.report.national import National, known, national
from analysis.rounding import differences, digits
from analysis.standing import CrossSection

# The year and those before it that a table of the years shows.
YEARS_SHOWN = 8


@dataclass(frozen=True)
class Results:
    """All known results of one component and year.

    What would need every province is None or empty where the panel is partial.

    Attributes
    ----------
    index, component, year : str, str, int
    """

    index: str
    component: str
    year: int

    @cached_property
    def national(self) -> National:
        """What the reports of the year show, too."""
        return national(store.load_scores(), self.year)

    @property
    def path(self) -> str:
        """Where the page about them lies."""
        return component_path(self.index, self.component, self.year)

    @property
    def item(self) -> Component:
        """The component with its names."""
        return indices.component(self.index, self.component, self.year)

    @property
    def digits(self) -> int:
        """Decimals that scores are printed with."""
        return digits(self.item.unit)

    @property
    def section(self) -> CrossSection:
        """The scores and published ranks."""
        return self.national.sections(self.index, self.component, self.year)

    @property
    def complete(self) -> bool:
        """Whether every published province of the year is known."""
        return self.section.complete

    @cached_property
    def scores(self) -> pd.DataFrame:
        """The scores of this component up to the year."""
        scores = self.national.scores
        return scores[(scores["index"] == self.index) & (scores["component"] == self.component)]

    @cached_property
    def groups(self) -> "pd.Series[str]":
        """Group of each province: PAPI's four, the bands of PAR INDEX, none of SIPAS."""
        if self.index == "papi":
            return self.section.groups
        if self.index == "par_index" and self.year >= ranks.FIRST_BAND_YEAR:
            return self.section.rows["score"].dropna().map(ranks.par_band)
        return pd.Series(dtype="str")

    @property
    def comparable(self) -> bool:
        """Whether no new edition begins in the year."""
        return indices.comparable(self.index, self.component, [self.year - 1, self.year])

    @cached_property
    def changes(self) -> "pd.Series[float]":
        """Change of each score from the year before, as printed; empty across a break."""
        if not self.comparable:
            return pd.Series(dtype="float64")
        before = self.national.sections(self.index, self.component, self.year - 1)
        now, earlier = self.section.rows["score"], before.rows["score"]
        return differences(now, earlier.reindex(now.index), self.digits).dropna()

    @property
    def noise(self) -> Noise | None:
        """Noise of the score of a single year."""
        return self.national.noise_of(self.index, self.component) if self.complete else None

    @property
    def intervals(self) -> RankIntervals | None:
        """How sure the ranks are."""
        return self.national.places(self.index, self.component, self.year)

    @cached_property
    def movements(self) -> Movements | None:
        """How the provinces moved since the year before."""
        if not self.complete:
            return None
        noise = self.noise.sd if self.noise else None
        return known(
            lambda: nation.movements(
                self._panel("score"), self._panel("rank"), self.year,
                noise=noise, digits=self.digits,
            )
        )  # fmt: skip

    def _panel(self, measure: Measure) -> Panel:
        years = [int(y) for y in sorted(set(self.scores["year"]))]
        whole = [year for year in years if indices.is_complete(self.index, year)]
        return panel(self.scores, self.index, self.component, measure=measure, years=whole)

    @cached_property
    def level(self) -> "pd.Series[Any]":
        """Level and spread of the year, a row of `nation.levels`."""
        return self._levels(1).iloc[-1]

    @cached_property
    def levels(self) -> pd.DataFrame:
        """Level and spread of the last years, as from `nation.levels`."""
        return self._levels(YEARS_SHOWN)

    def _levels(self, years: int) -> pd.DataFrame:
        # The first of them has a drift from the year before.
        recent = self.scores[self.scores["year"] >= self.year - years]
        found = nation.levels(recent, self.index, self.component, digits=self.digits)
        return found[found.index > self.year - years]

    @cached_property
    def parts(self) -> "tuple[Results, ...]":
        """The components one level below that any province is known in."""
        whole = indices.main_component(self.index)
        below = "" if self.component == whole else f"{self.component}."
        found = (
            results(self.index, one.code, self.year)
            for one in indices.components(self.index, self.year)
            if one.code.startswith(below)
            and one.code != whole
            and "." not in one.code.removeprefix(below)
        )
        return tuple(part for part in found if len(part.section.rows))


def results(index: str, component: str, year: int) -> Results:
    """Return the results of a component and year, the same object as long as the data are.

    Examples
    --------
    >>> found = results("papi", "d5", 2023)
    >>> found.section.n, found.complete, found is results("papi", "d5", 2023)
    (61, True, True)
    """
    store.build()
    data = workspace.find().processed / "scores.parquet"
    return _results(index, component, year, data, store.sha256(data))


@cache
def _results(index: str, component: str, year: int, _data: Path, _hash: str) -> Results:
    return Results(index, component, year)


def component_path(index: str, component: str, year: int) -> str:
    """Return where the page of an index or of one of its components lies.

    Examples
    --------
    >>> component_path("par_index", "overall", 2024), component_path("papi", "d1", 2024)
    ('2024/par-index.html', '2024/papi-d1.html')
    """
    whole = component == indices.main_component(index)
    name = index if whole else f"{index}-{component}"
    return f"{year}/{name.replace('_', '-')}.html"
