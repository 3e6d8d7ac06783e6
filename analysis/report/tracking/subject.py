"""What a page that follows a plan is about: the plan, the day, and where everything stands."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import pandas as pd

from analysis import plans, provinces, store
from analysis.planfile import Plan
from analysis.report.national import national
from analysis.report.tracking.params import TrackingParameters, parse
from analysis.targets import Outlook
from analysis.tracking.reports import report_register
from analysis.tracking.stakes import missing_points, points_at_stake
from analysis.tracking.targets import by_year, known_by, target_states
from analysis.tracking.tasks import task_states
from analysis.wording import Language, language

# What falls due within so many days is soon.
SOON = timedelta(days=60)
# The criteria of a plan that sets points for each; they are followed by self-scores.
CRITERION = "criterion "


@dataclass(frozen=True)
class Tracked:
    """The subject of the page; what it says is computed once, when first asked for.

    Attributes
    ----------
    parameters : TrackingParameters
    language : Language
    plan : Plan
    """

    parameters: TrackingParameters
    language: Language
    plan: Plan

    @property
    def today(self) -> date:
        """Day as of which the plan is followed."""
        return self.parameters.day

    @property
    def place(self) -> str:
        """Name of the province."""
        return provinces.display_name(
            provinces.by_code(self.plan.province, frame="vn63"), self.language.code
        )

    @cached_property
    def progress(self) -> pd.DataFrame:
        """What people entered."""
        return plans.table("progress", self.plan.id)

    @cached_property
    def tasks(self) -> pd.DataFrame:
        """Rows that assign something, as from `task_states`, with the points at stake."""
        table = task_states(self.plan, plans.tasks(self.plan.id), self.progress, today=self.today)
        table = table[table["state"].notna()]
        missing = missing_points(self.scores, self.plan.province)
        return table.assign(stake=points_at_stake(table, missing))

    @cached_property
    def register(self) -> pd.DataFrame:
        """Reports due, as from `report_register`."""
        return report_register(self.plan, self.progress, today=self.today)

    @cached_property
    def scores(self) -> pd.DataFrame:
        """The results that were public by the day."""
        return known_by(store.load_scores(), store.load("publications"), self.today)

    @cached_property
    def targets(self) -> pd.DataFrame:
        """Targets but those of single criteria, as from `target_states`."""
        rows = plans.targets(self.plan.id)
        rows = by_year(rows[~rows["reference"].str.startswith(CRITERION)])
        results = plans.table("results", self.plan.id)
        return target_states(
            self.plan, rows, self.scores, results, today=self.today, outlook=self._outlook
        )

    @cached_property
    def findings(self) -> pd.DataFrame:
        """Issues raised by inspections up to the day, the latest entry of each."""
        table = plans.table("findings", self.plan.id)
        table = table[table["date"] <= self.today.isoformat()].sort_values("date", kind="stable")
        return table.drop_duplicates(["occasion_vi", "agency"], keep="last")

    def _outlook(self, year: int) -> Outlook:
        return national(self.scores, year).outlook


def open_tracking(
    *,
    plan: object,
    today: object,
    lang: object = "vi",
    executed: list[str] | None = None,
) -> Tracked:
    """Check the parameters and load what the page needs.

    Parameters
    ----------
    plan : str
        Id of a plan.
    today : str
        Day as of which the plan is followed, such as `2024-12-31`; entries and results of later
        days are not looked at.
    lang : {"vi", "en"}
    executed : list of str, optional
        Sources of the cells that ran so far (`In` in a notebook); unknown parameters that
        papermill put in are refused.

    Returns
    -------
    Tracked

    Raises
    ------
    BadParameter, NoData
        If a parameter is unknown or of the wrong type, or there is no such plan.

    Examples
    --------
    >>> subject = open_tracking(plan="TQ-150-2024", today="2024-12-31")
    >>> subject.place, len(subject.tasks)
    ('tỉnh Tuyên Quang', 91)
    """
    parameters = parse(plan=plan, today=today, lang=lang, executed=executed)
    return Tracked(parameters, language(parameters.lang), plans.plan(parameters.plan))
