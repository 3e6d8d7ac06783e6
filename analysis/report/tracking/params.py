"""The parameters of the page that follows a plan: the plan, a day and a language."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from analysis import plans
from analysis.errors import BadParameter
from analysis.report.params import check_language, refuse_unknown

NAMES = ("plan", "today", "lang")


@dataclass(frozen=True)
class TrackingParameters:
    """Checked parameters.

    Attributes
    ----------
    plan : str
        Id of the plan.
    today : str
        ISO date of the day as of which the plan is followed.
    lang : {"vi", "en"}
    """

    plan: str
    today: str
    lang: Literal["vi", "en"]

    @property
    def day(self) -> date:
        """The day as a date."""
        return date.fromisoformat(self.today)


def parse(
    *,
    plan: object,
    today: object,
    lang: object = "vi",
    executed: list[str] | None = None,
) -> TrackingParameters:
    """Check the parameters; see `analysis.report.tracking.open_tracking`.

    Examples
    --------
    >>> parse(plan="TQ-150-2024", today="2024-12-31")
    TrackingParameters(plan='TQ-150-2024', today='2024-12-31', lang='vi')
    """
    refuse_unknown(executed, NAMES)
    if not isinstance(plan, str):
        raise BadParameter(f"plan must be the id of a plan, got {plan!r}")
    return TrackingParameters(plans.plan(plan).id, _day(today), check_language(lang).code)


def _day(today: object) -> str:
    try:
        if isinstance(today, str) and len(today) == len("2024-12-31"):
            return date.fromisoformat(today).isoformat()
    except ValueError:
        pass
    raise BadParameter(f"today must be a date such as '2024-12-31', got {today!r}")
