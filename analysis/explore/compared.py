"""What a province is compared with, by year and as provinces."""

from dataclasses import dataclass

import pandas as pd

from analysis import peers, provinces, standing, store
from analysis.explore.choice import Choice
from analysis.peers import Peers
from analysis.printing import Printed
from analysis.report.national import known
from analysis.rounding import differences
from analysis.wording import places


@dataclass(frozen=True)
class Compared(Printed):
    """The results of a province by year beside those that they are compared with.

    Attributes
    ----------
    history : DataFrame
        As from `standing.history`, with the columns reference and gap (of the scores as
        printed), missing where there is nothing to compare with.
    name : str
        What the reference is.
    codes : tuple of str
        Provinces whose mean it is; empty for the nation.
    """

    history: pd.DataFrame
    name: str
    codes: tuple[str, ...]


def compare(choice: Choice) -> Compared:
    """Return the results of the years chosen and of what they are compared with.

    Parameters
    ----------
    choice : Choice

    Returns
    -------
    Compared
        Its history is empty if the province has no result in these years.

    Examples
    --------
    >>> from analysis.explore.choice import parse
    >>> found = compare(parse(province="08", comparison="province", other="22"))
    >>> found.name, float(found.history["gap"].round(2)[2024])
    ('Quảng Ninh', -5.27)
    """
    history = standing.history(
        choice.sections,
        choice.province,
        choice.index,
        last_year=choice.last_year,
        regional_means=store.load("regional_means"),
    )
    name, codes = _reference(choice)
    if history.empty:
        return Compared(history, name, codes)
    history = history[history.index >= choice.first_year]
    reference = _by_year(choice, history, codes)
    return Compared(
        history.assign(reference=reference, gap=differences(history["score"], reference)),
        name,
        codes,
    )


def peers_of(choice: Choice) -> Peers | None:
    """Return the provinces most alike in the last year, None where they cannot be told.

    Examples
    --------
    >>> from analysis.explore.choice import parse
    >>> found = peers_of(parse(province="08"))
    >>> None if found is None else found.table.index[0]
    '45'
    """
    scores, code = choice.sections.scores, choice.province
    return known(lambda: peers.find_peers(scores, code, choice.index, year=choice.last_year))


def _reference(choice: Choice) -> tuple[str, tuple[str, ...]]:
    text, code = choice.language.text, choice.province
    if choice.comparison == "nation":
        return text("National mean"), ()
    if choice.comparison == "region":
        return text("Region mean"), provinces.region_of(code).province_codes
    if choice.comparison == "province":
        return places.names(choice.language, "vn63")[choice.other], (choice.other,)
    found = peers_of(choice)
    return text("Mean of the peers"), tuple(map(str, found.table.index)) if found else ()


def _by_year(choice: Choice, history: pd.DataFrame, codes: tuple[str, ...]) -> pd.Series:
    if choice.comparison == "nation":
        return history["mean"]
    if choice.comparison == "region":
        return history["region_mean"]
    every = {
        year: choice.sections(choice.index, "overall", int(year)).rows["score"].reindex(codes)
        for year in history.index
    }
    # A mean of fewer provinces than are named would be another one.
    whole = {year: scores.mean() for year, scores in every.items() if scores.notna().all()}
    return pd.Series(whole, dtype="float64").reindex(history.index)
