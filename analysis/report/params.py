"""The parameters of a report: typed, checked, and refused when unknown.

papermill pastes parameters into the notebook as code, only warns about unknown names and
turns odd types into text. So everything is checked before a kernel starts, and once more by
the notebook itself, because it may also be run by plain papermill.
"""

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from analysis import plans, provinces, store
from analysis.errors import BadParameter, NoData
from analysis.wording import Language, language

NAMES = ("province", "year", "lang", "plan", "letterhead")
INJECTED = "# Parameters"
INDICES = ("par_index", "sipas", "papi")


@dataclass(frozen=True)
class Parameters:
    """Checked parameters.

    Attributes
    ----------
    province : str
        Code of the frame vn63.
    year : int
    lang : {"vi", "en"}
    plan : str
        Id of a plan, `auto` or `none`.
    letterhead : str
        Path of a letterhead file below the workspace, `auto` or `none`.
    """

    province: str
    year: int
    lang: Literal["vi", "en"]
    plan: str
    letterhead: str = "auto"

    @property
    def slug(self) -> str:
        """Name of the province for files."""
        return provinces.by_code(self.province, frame="vn63").slug


def parse(
    *,
    province: object,
    year: object,
    lang: object = "vi",
    plan: object = "auto",
    letterhead: object = "auto",
    executed: list[str] | None = None,
) -> Parameters:
    """Check the parameters of a report; see `analysis.report.open_report`.

    Examples
    --------
    >>> parse(province=8, year=2023)
    Parameters(province='08', year=2023, lang='vi', plan='auto', letterhead='auto')
    """
    refuse_unknown(executed, NAMES)
    found = provinces.resolve(province)
    when = check_year(year, known_years())
    return Parameters(
        found.code,
        when,
        check_language(lang).code,
        _plan(plan, found.code),
        _letterhead(letterhead),
    )


def check_year(year: object, known: list[int]) -> int:
    """Return a year for which there are results.

    Raises
    ------
    BadParameter
        If it is no whole number.
    NoData
        If there are no results.

    Examples
    --------
    >>> check_year(2023, [2022, 2023])
    2023
    """
    if isinstance(year, bool) or not isinstance(year, int):
        raise BadParameter(f"year must be a whole number such as 2023, got {year!r}")
    if year not in known:
        raise NoData(f"no results for {year}; there are results for {known[0]} to {known[-1]}")
    return year


def check_language(lang: object) -> Language:
    """Return a language by its code.

    Raises
    ------
    BadParameter
        If it is neither `vi` nor `en`.

    Examples
    --------
    >>> check_language("en").code
    'en'
    """
    if not isinstance(lang, str):
        raise BadParameter(f"lang must be 'vi' or 'en', got {lang!r}")
    return language(lang)


def known_years() -> list[int]:
    """Return the years for which any of the three indices has a result.

    Examples
    --------
    >>> known_years()[0], known_years()[-1]
    (2011, 2024)
    """
    scores = store.load_scores()
    return sorted(int(y) for y in scores.loc[scores["index"].isin(INDICES), "year"].unique())


def _plan(plan: object, province: str) -> str:
    if not isinstance(plan, str):
        raise BadParameter(f"plan must be the id of a plan, 'auto' or 'none', got {plan!r}")
    if plan in {"auto", "none"}:
        return plan
    chosen = plans.plan(plan)
    if chosen.province != province:
        name = provinces.by_code(chosen.province, frame="vn63").name_vi
        raise BadParameter(f"plan {plan!r} belongs to {name}")
    return plan


def _letterhead(letterhead: object) -> str:
    if not isinstance(letterhead, str):
        raise BadParameter(
            f"letterhead must be the name of a file, 'auto' or 'none', got {letterhead!r}"
        )
    return letterhead


def refuse_unknown(executed: list[str] | None, names: Sequence[str]) -> None:
    r"""Refuse parameters that papermill put in and that the notebook does not know.

    Parameters
    ----------
    executed : list of str or None
        Sources of the cells that ran so far (`In` in a notebook).
    names : sequence of str
        The parameters of the notebook.

    Raises
    ------
    BadParameter
        If there is another one.

    Examples
    --------
    >>> refuse_unknown(["# Parameters\nyear = 2023"], ["year"])
    """
    for source in executed or []:
        if not source.startswith(INJECTED):
            continue
        for name in _assigned(source):
            if name not in names:
                raise BadParameter(
                    f"unknown parameter {name!r}; the parameters are {', '.join(names)}"
                )


def _assigned(source: str) -> list[str]:
    """Return the names that a cell of plain assignments sets."""
    statements = ast.parse(source).body
    targets = [t for s in statements if isinstance(s, ast.Assign) for t in s.targets]
    return [t.id for t in targets if isinstance(t, ast.Name)]
