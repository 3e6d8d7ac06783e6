"""What a draft plan is about: the results it starts from, the plan before, what is proposed."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis import drafting, plans, provinces, store, targets, workspace
from analysis.drafting import Assignments, Proposal, Work
from analysis.drafting.work import (
    PAPI,
    criteria_below,
    gains_within_reach,
    last_self_scores,
    weak_components,
)
from analysis.errors import NoData
from analysis.planfile import Plan
from analysis.provinces import Province
from analysis.report import letterfile
from analysis.report.drafting.heading import plan_letterhead
from analysis.report.letterhead import Letterhead
from analysis.report.params import INDICES, check_language, known_years
from analysis.report.sections import results
from analysis.report.subject import Subject, open_report
from analysis.tracking.scoring import MonthScores
from analysis.wording import Language


@dataclass(frozen=True, eq=False)
class Drafted:
    """The subject of a draft plan; what it proposes is computed once, when first asked for.

    Attributes
    ----------
    year : int
        Year of the plan.
    report : Subject
        The results of the year before, as a report sees them.
    previous : Plan or None
        The plan before.
    letterhead : Letterhead
    """

    year: int
    report: Subject
    previous: Plan | None
    letterhead: Letterhead

    @property
    def language(self) -> Language:
        """Language of the document."""
        return self.report.language

    @property
    def province(self) -> Province:
        """The province."""
        return self.report.province

    @property
    def place(self) -> str:
        """Name of the province in running text."""
        return self.report.place

    @property
    def plan_id(self) -> str:
        """Id of the draft among the plans."""
        return f"{self.province.code}-{self.year}-draft"

    @property
    def indices(self) -> list[str]:
        """Indices for which anything can be proposed."""
        return [index for index in INDICES if self.proposals[index]]

    @cached_property
    def proposals(self) -> dict[str, list[Proposal]]:
        """Proposed targets by index."""
        return {
            index: drafting.propose_aims(
                self.report.scores_so_far,
                self.province.code,
                index,
                year=self.year,
                outlook=self.report.national.outlook,
            )
            for index in INDICES
        }

    @cached_property
    def assignments(self) -> Assignments:
        """What the plan before says of who does what."""
        names = ("owners", "tasks", "targets")
        if self.previous is None:
            return Assignments(*(store.load(name).head(0) for name in names))
        return Assignments(*(plans.table(name, self.previous.id) for name in names))

    @cached_property
    def checked(self) -> pd.DataFrame:
        """The targets of the plan before, checked against the results and looked ahead."""
        return targets.evaluate(
            self.assignments.targets,
            self.report.scores,
            province=self.province.code,
            year=self.report.year,
            outlook=self.report.national.outlook,
        )

    @cached_property
    def self_scores(self) -> MonthScores | None:
        """The last self-scores before the year."""
        return None if self.previous is None else last_self_scores(self.previous, self.year)

    @cached_property
    def works(self) -> list[Work]:
        """New tasks: criteria, then components, then gains of PAPI."""
        scored = self.self_scores
        criteria = [] if scored is None else list(criteria_below(scored, self.assignments))
        covered = frozenset(work.component for work in criteria)
        weak = [
            work
            for index in INDICES
            for work in weak_components(self.proposals[index], self.assignments, covered)
        ]
        return [*criteria, *weak, *self._gains()]

    def _gains(self) -> list[Work]:
        found = results.gains(self.report)
        if found is None:
            return []
        goal = results.next_group(self.report)
        scores = self.report.scores_so_far
        now = scores[(scores["index"] == PAPI) & (scores["year"] == self.report.year)]
        return list(
            gains_within_reach(
                self.proposals[PAPI],
                found,
                results.peers(self.report),
                goal.packages.best if goal is not None and goal.packages is not None else (),
                now,
                self.assignments,
            )
        )

    @cached_property
    def carried_tasks(self) -> pd.DataFrame:
        """Tasks of the plan before that are not done."""
        if self.previous is None:
            return pd.DataFrame()
        return drafting.open_tasks(self.previous, self.year)

    @cached_property
    def carried_targets(self) -> pd.DataFrame:
        """Targets of the plan before that hold in the year and that no index measures."""
        if self.previous is None:
            return pd.DataFrame()
        return drafting.open_targets(self.previous, self.checked, self.year)


def open_draft(
    *, province: object, year: object, lang: object = "vi", letterhead: str = "none"
) -> Drafted:
    """Check the parameters and load what a draft plan needs.

    Parameters
    ----------
    province : str or int
        Name, code or slug of a province.
    year : int
        Year of the plan; it starts from the results of the year before.
    lang : {"vi", "en"}
    letterhead : str
        Path of a letterhead file below the workspace, or `none`.

    Returns
    -------
    Drafted

    Raises
    ------
    BadParameter, UnknownProvince, AmbiguousProvince, NoData
        If a parameter is unknown, of the wrong type, or fits no data.
    BadLetterhead
        If the letterhead file says something that cannot be.

    Examples
    --------
    >>> made = open_draft(province="tuyen-quang", year=2025)
    >>> made.plan_id, made.previous.number, made.report.year
    ('08-2025-draft', '150/KH-UBND', 2024)
    """
    language, found = check_language(lang), provinces.resolve(province)
    base = _base_year(year)
    previous = drafting.previous_plan(found.code, base + 1)
    said = letterfile.entries(letterhead, workspace.find(), province=found.code, year=base + 1)
    return Drafted(
        year=base + 1,
        report=open_report(
            province=found.code,
            year=base,
            lang=language.code,
            plan="none" if previous is None else previous.id,
            letterhead="none",
        ),
        previous=previous,
        letterhead=plan_letterhead(said, found, language, base + 1),
    )


def _base_year(year: object) -> int:
    """Return the year whose results a plan starts from."""
    known = known_years()
    if isinstance(year, bool) or not isinstance(year, int) or year - 1 not in known:
        raise NoData(
            f"a plan for {year!r} would start from the results of the year before, and there are "
            f"none; plans can be drafted for {known[0] + 1} to {known[-1] + 1}"
        )
    return year - 1
