"""What one report is about: a province, a year, a language, a plan, and the results at hand."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis import indices, plans, provinces, standing, store, targets, trend, workspace
from analysis.errors import TooFewObservations
from analysis.plans import Plan
from analysis.provinces import Province
from analysis.report import letterfile
from analysis.report.letterhead import Letterhead
from analysis.report.letterhead import letterhead as document_block
from analysis.report.national import National, national
from analysis.report.params import INDICES, Parameters, parse
from analysis.wording import Language, language

YEARS_SHOWN = 8


# Equal to itself alone, so that what is found of it can be kept.
@dataclass(frozen=True, eq=False)
class Subject:
    """The subject of a report; derived tables are computed once, when first asked for.

    Attributes
    ----------
    parameters : Parameters
        What was asked for.
    province : Province
        Of the frame vn63.
    language : Language
    plan : Plan or None
        The plan that the results are checked against.
    scores : DataFrame
        All published results of the frame vn63.
    letterhead : Letterhead
        The document block.
    """

    parameters: Parameters
    province: Province
    language: Language
    plan: Plan | None
    scores: pd.DataFrame
    letterhead: Letterhead

    @property
    def year(self) -> int:
        """Year of the report."""
        return self.parameters.year

    @property
    def place(self) -> str:
        """Name of the province in running text."""
        return provinces.display_name(self.province, self.language.code)

    @property
    def region(self) -> str:
        """Name of the region."""
        region = provinces.region_of(self.province.code)
        return self.language.pick(region.name_vi, region.name_en)

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of all provinces by code."""
        return {p.code: provinces.short_name(p, self.language.code) for p in provinces.provinces()}

    def domain_names(self, index: str) -> dict[str, str]:
        """Return the names of the domains or dimensions of an index by code."""
        return {
            c.code: self.language.pick(c.name_vi, c.name_en)
            for c in indices.domains(index, self.year)
        }

    @cached_property
    def histories(self) -> dict[str, pd.DataFrame]:
        """Results by index, as from `standing.history`, the last years only."""
        regional = store.load("regional_means")
        return {
            index: standing.history(
                self.national.sections,
                self.province.code,
                index,
                last_year=self.year,
                regional_means=regional,
            ).tail(YEARS_SHOWN)
            for index in INDICES
        }

    @cached_property
    def profiles(self) -> dict[str, pd.DataFrame]:
        """Results of the year by domain, as from `standing.profile`."""
        return {
            index: standing.profile(
                self.national.sections, self.province.code, index, year=self.year
            )
            for index in ("par_index", "papi")
            if indices.domains(index, self.year)
        }

    def now(self, index: str) -> pd.Series:
        """Return the row of the year in the history; without a result it is nearly empty."""
        table = self.histories[index]
        if self.year in table.index:
            return table[table.index == self.year].iloc[0]
        section = self.section(index)
        return pd.Series(
            {
                "score": float("nan"),
                "rank": pd.NA,
                "mean": section.mean,
                "mean_published": section.mean_published,
                "n": section.n,
            }
        )

    def section(self, index: str, component: str = "overall") -> standing.CrossSection:
        """Return all provinces' results of the year in one component."""
        return self.national.sections(index, component, self.year)

    def trend(self, index: str, component: str, *, family: int = 1) -> trend.Trend | int:
        """Return the trend up to the year, or the number of comparable years if too few."""
        sections, code = self.national.sections, self.province.code
        rows = {y: sections(index, component, y).rows for y in sections.years(index, component)}
        known = {year: found["score"][code] for year, found in rows.items() if code in found.index}
        series = pd.Series(known, dtype="float64")
        breaks = [y for y in indices.break_years(index, component) if y <= self.year]
        try:
            return trend.trend(series, breaks=breaks, family=family)
        except TooFewObservations as error:
            return error.n

    @cached_property
    def national(self) -> National:
        """What the report shares with those of other provinces of the year."""
        return national(self.scores, self.year)

    @property
    def due_year(self) -> int:
        """The first year of the plan that is not over; the year of the report without a plan."""
        return max(self.year, min(self.plan.years)) if self.plan else self.year

    def targets_due(self, due: int) -> pd.DataFrame:
        """Return the plan's targets for a year, checked against results and forecasts."""
        if self._evaluated.empty:
            return self._evaluated
        first = self._evaluated["target_year"].str[:4].astype(int)
        last = self._evaluated["target_year"].str[-4:].astype(int)
        return self._evaluated[(first <= due) & (due <= last)]

    @cached_property
    def _evaluated(self) -> pd.DataFrame:
        if self.plan is None:
            return pd.DataFrame()
        return targets.evaluate(
            plans.targets(self.plan.id),
            self.national.sections,
            province=self.province.code,
            year=self.year,
            outlook=self.national.outlook,
        )

    @property
    def scores_so_far(self) -> pd.DataFrame:
        """The results up to the year of the report; a report looks at nothing later."""
        return self.national.scores


def open_report(
    *,
    province: object,
    year: object,
    lang: object = "vi",
    plan: object = "auto",
    letterhead: object = "auto",
    executed: list[str] | None = None,
) -> Subject:
    """Check the parameters and load what a report needs.

    Parameters
    ----------
    province : str or int
        Name, code or slug of a province.
    year : int
    lang : {"vi", "en"}
    plan : str
        Id of a plan, `auto` for the province's own one, or `none`.
    letterhead : str
        Path of a letterhead file below the workspace, `auto` for its `report.toml` if there is
        one for this report, or `none`.
    executed : list of str, optional
        Sources of the cells that ran so far (`In` in a notebook). Parameters that papermill
        put in and that the notebook does not know are refused; papermill alone would only
        warn, and report on the default province.

    Returns
    -------
    Subject

    Raises
    ------
    BadParameter, UnknownProvince, AmbiguousProvince, NoData
        If a parameter is unknown, of the wrong type, or fits no data.
    BadLetterhead
        If the letterhead file says something that cannot be.

    Examples
    --------
    >>> subject = open_report(province="tuyen-quang", year=2023)
    >>> subject.place, subject.plan.number
    ('tỉnh Tuyên Quang', '150/KH-UBND')
    """
    parameters = parse(
        province=province,
        year=year,
        lang=lang,
        plan=plan,
        letterhead=letterhead,
        executed=executed,
    )
    found = provinces.by_code(parameters.province, frame="vn63")
    said = letterfile.entries(
        parameters.letterhead, workspace.find(), province=found.code, year=parameters.year
    )
    return Subject(
        parameters=parameters,
        province=found,
        language=language(parameters.lang),
        plan=_plan(parameters),
        scores=store.load_scores(),
        letterhead=document_block(said, found, language(parameters.lang)),
    )


def _plan(parameters: Parameters) -> Plan | None:
    if parameters.plan == "none":
        return None
    if parameters.plan == "auto":
        return plans.plan_for(parameters.province, parameters.year)
    return plans.plan(parameters.plan)
