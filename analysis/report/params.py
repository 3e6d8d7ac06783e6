"""The parameters of a report: typed, checked, and refused when unknown.

papermill pastes parameters into the notebook as code, only warns about unknown names and
turns odd types into text. So everything is checked before a kernel starts, and once more by
the notebook itself, because it may also be run by plain papermill.
"""

import ast
from dataclasses import dataclass
from typing import Literal

from analysis import plans, provinces, store
from analysis.errors import BadParameter, NoData
from analysis.wording import language

NAMES = ("province", "year", "lang", "plan")
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
    """

    province: str
    year: int
    lang: Literal["vi", "en"]
    plan: str

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
    executed: list[str] | None = None,
) -> Parameters:
    """Check the parameters of a report; see `analysis.report.open_report`.

    Examples
    --------
    >>> parse(province=8, year=2023)
    Parameters(province='08', year=2023, lang='vi', plan='auto')
    """
    _refuse_unknown(executed or [])
    found = provinces.resolve(province)
    if isinstance(year, bool) or not isinstance(year, int):
        raise BadParameter(f"year must be a whole number such as 2023, got {year!r}")
    known = known_years()
    if year not in known:
        raise NoData(f"no results for {year}; there are results for {known[0]} to {known[-1]}")
    if not isinstance(lang, str):
        raise BadParameter(f"lang must be 'vi' or 'en', got {lang!r}")
    code = language(lang).code
    return Parameters(found.code, year, code, _plan(plan, found.code))


def known_years() -> list[int]:
    """Return the years for which any of the three indices has a result.

    Examples
    --------
    >>> known_years()[0], known_years()[-1]
    (2011, 2024)
    """
    scores = store.load_scores()
    return sorted({int(y) for y in scores.loc[scores["index"].isin(INDICES), "year"]})


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


def _refuse_unknown(executed: list[str]) -> None:
    for source in executed:
        if not source.startswith(INJECTED):
            continue
        for name in _assigned(source):
            if name not in NAMES:
                raise BadParameter(
                    f"unknown parameter {name!r}; the parameters are {', '.join(NAMES)}"
                )


def _assigned(source: str) -> list[str]:
    """Return the names that a cell of plain assignments sets."""
    statements = ast.parse(source).body
    targets = [t for s in statements if isinstance(s, ast.Assign) for t in s.targets]
    return [t.id for t in targets if isinstance(t, ast.Name)]
