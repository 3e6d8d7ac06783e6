"""The targets of a plan, held against the published results, and the tables that show them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analysis import plans, store, targets
from analysis.blocks import EMPTY, Block
from analysis.planfile import Plan
from analysis.report.scoring.names import agency_namer
from analysis.report.tracking.subject import CRITERION
from analysis.tables import Column, behind, table
from analysis.tracking.targets import by_year
from analysis.wording import Language, sentences
from analysis.wording import targets as target_words
from analysis.wording import tracking as words
from analysis.wording.language import DASH


@dataclass(frozen=True)
class Checked:
    """A plan whose targets were held against the published results.

    Attributes
    ----------
    plan : Plan
    measured : DataFrame
        Targets that a published index measures, one row a target and year, as from
        `targets.evaluate`.
    others : DataFrame
        Targets that none does, as from `plans.targets`.
    criteria : int
        Targets for the points of single criteria, which no published result shows.
    """

    plan: Plan
    measured: pd.DataFrame
    others: pd.DataFrame
    criteria: int

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many measured targets are met, are not, are not known."""
        states = Counter(self.measured["state"])
        return states["met"], states["not_met"], states["cannot_judge"]


def check(plan: Plan, year: int) -> Checked:
    """Hold the targets of a plan against the results to a year.

    Parameters
    ----------
    plan : Plan
    year : int
        Nothing later is looked at.

    Returns
    -------
    Checked

    Examples
    --------
    >>> check(plans.plan("TQ-150-2024"), 2024).counts
    (1, 8, 33)
    """
    rows = plans.targets(plan.id)
    single = rows["reference"].str.startswith(CRITERION)
    found = targets.evaluate(
        by_year(rows[~single]), store.load_scores(), province=plan.province, year=year
    )
    measured = found["reason"] != targets.NOT_MEASURED.reason
    return Checked(plan, found[measured], found[~measured], int(single.sum()))


def measured(language: Language, one: Checked, year: int, *, anchor: str) -> Block:
    """Return the targets that an index measures, each with its result and what that makes of it.

    Parameters
    ----------
    language : Language
    one : Checked
    year : int
        With which the data end.
    anchor : str

    Returns
    -------
    Block
        Nothing if there is no such target.

    Examples
    --------
    >>> from analysis.wording import language
    >>> one = check(plans.plan("TQ-150-2024"), 2024)
    >>> measured(language("vi"), one, 2024, anchor="t").html[:14]
    '<table id="t">'
    """
    if one.measured.empty:
        return EMPTY
    text, named = language.text, agency_namer(language)
    columns = [
        Column(text("Target"), numeric=False),
        Column(text("Due"), numeric=False),
        Column(text("Base"), numeric=False),
        Column(text("Aim"), numeric=False),
        Column(text("Latest result"), numeric=False),
        Column(text("State"), numeric=False),
        Column(text("Owner"), numeric=False),
    ]
    rows = [
        [
            target_words.name(language, row, int(row["target_year"])),
            row["target_year"],
            target_words.dated(language, row["baseline"], row["unit"], row["baseline_year"]),
            target_words.aim(language, row),
            target_words.dated(language, row["result"], row["unit"], row["result_year"]),
            _state(language, row, year),
            _owner(named, row),
        ]
        for _, row in one.measured.iterrows()
    ]
    return table(
        columns,
        rows,
        anchor=anchor,
        caption=text("Targets and results: {plan}", plan=sentences.plan_name(language, one.plan)),
        note=text("Ranks are among all provinces; 1 is best."),
    )


def _state(language: Language, row: pd.Series, year: int) -> str:
    """Write where a target stands; of a later year the data only know that they end before."""
    if row["reason"] == "not_due":
        return language.text("not known: the data end with {year}", year=year)
    return target_words.state(language, row)


def others(language: Language, one: Checked) -> Block:
    """Return the targets that no index measures, folded away, in the words of the plan.

    Examples
    --------
    >>> from analysis.wording import language
    >>> others(language("en"), check(plans.plan("TQ-150-2024"), 2024)).html[18:67]
    '9 targets that no published index measures</summa'
    """
    if one.others.empty:
        return EMPTY
    text, named = language.text, agency_namer(language)
    columns = [
        Column(text("Target"), numeric=False),
        Column(text("Due"), numeric=False),
        Column(text("Aim"), numeric=False),
        Column(text("Owner"), numeric=False),
    ]
    rows = [
        [
            words.target_name(row),
            words.years(row["target_year"]),
            target_words.aim(language, row),
            _owner(named, row),
        ]
        for _, row in one.others.iterrows()
    ]
    summary = language.plural(
        "{n} target that no published index measures",
        "{n} targets that no published index measures",
        len(rows),
    )
    return behind(columns, rows, summary=summary)


def _owner(named: Callable[[str], str], row: pd.Series) -> str:
    return DASH if pd.isna(row["lead_agency"]) else named(row["lead_agency"])
