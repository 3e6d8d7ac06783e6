"""The days of a plan as a calendar file (iCalendar, RFC 5545)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from icalendar import TRANSP, Alarm, Calendar, Event

from analysis import plans
from analysis import workspace as workspaces
from analysis.errors import BadParameter, NoData, OutputNotWritable
from analysis.planfile import Plan
from analysis.report.scoring.names import agency_namer
from analysis.text import slug
from analysis.tracking.calendar import PlanDay, of_agency, plan_days
from analysis.wording import Language, language, sentences
from analysis.workspace import Workspace

NOTICE = timedelta(days=7)


def calendar(plan: Plan, days: Sequence[PlanDay], *, language: Language) -> bytes:
    """Return days of a plan as a calendar.

    What recurs becomes an event for each day, not a rule: a day of a month that is too short
    moves, and one event can be ticked off or shifted without the others.

    Parameters
    ----------
    plan : Plan
    days : sequence of PlanDay
    language : Language

    Returns
    -------
    bytes
        A whole-day event for each, with an alarm 7 days before. Who keeps the calendar and
        takes in a newer one finds the same events in it: an event is known by its row in the
        plan and its day.

    Examples
    --------
    >>> from analysis.wording import language
    >>> plan = plans.plan("TQ-150-2024")
    >>> made = calendar(plan, plan_days(plan, plans.tasks(plan.id)), language=language("vi"))
    >>> made.splitlines()[0], made.count(b"BEGIN:VEVENT") == made.count(b"TRIGGER:-P7D")
    (b'BEGIN:VCALENDAR', True)
    """
    named = agency_namer(language)
    events = [_event(plan, day, language, named) for day in days]
    made = Calendar.new(
        prodid=f"-//chiso//plan {plan.id}//{language.code.upper()}",
        name=sentences.plan_name(language, plan),
        language=language.code,
        uid=_uid(plan.id),
        subcomponents=events,
    )
    data: bytes = made.to_ical()
    return data


def write_calendar(
    plan_id: str,
    *,
    agency: str | None = None,
    first: date | None = None,
    last: date | None = None,
    lang: str = "vi",
    out: Path | None = None,
    workspace: Workspace | None = None,
) -> Path:
    """Write the calendar of a plan, or of one agency under it.

    Parameters
    ----------
    plan_id : str
    agency : str, optional
    first, last : date, optional
        Only days from and to these.
    lang : {"vi", "en"}
    out : Path, optional
        By default `reports/plans/<plan>/calendar.ics`, with the agency in its name.
    workspace : Workspace, optional

    Returns
    -------
    Path

    Raises
    ------
    BadParameter
        If no agency is called so, or `first` is after `last`.
    NoData
        If there is no such plan, or nothing of it is due on a day.
    OutputNotWritable

    Examples
    --------
    >>> write_calendar("TQ-150-2024", agency="Sở Lúa gạo")
    Traceback (most recent call last):
        ...
    analysis.errors.BadParameter: no agency 'Sở Lúa gạo' in agencies.csv
    """
    place = workspace or workspaces.find()
    plan = plans.plan(plan_id, place)
    if first and last and first > last:
        raise BadParameter(f"the first day, {first}, is after the last, {last}")
    days = plan_days(plan, plans.tasks(plan_id, place))
    if agency is not None:
        days = of_agency(days, agency, workspace=place)
    days = tuple(d for d in days if (first or d.day) <= d.day <= (last or d.day))
    if not days:
        raise NoData(f"nothing of {plan_id} is due on a day that was asked for")
    name = "calendar.ics" if agency is None else f"calendar-{slug(agency)}.ics"
    path = out or place.reports / "plans" / plan_id / name
    _write(path, calendar(plan, days, language=language(lang)))
    return path


def _event(plan: Plan, day: PlanDay, language: Language, named: Callable[[str], str]) -> Event:
    summary = (
        language.text("Report due: {title}", title=day.title_vi)
        if day.is_report
        else language.text("Due: {title}", title=day.title_vi)
    )
    alarm = Alarm.new(description=summary)
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -NOTICE)
    return Event.new(
        uid=_uid(f"{plan.id}/{day.part}/{day.code}/{day.day}"),
        # No clock: the same plan is the same file on every day.
        stamp=datetime.combine(plan.start, time(), UTC),
        start=day.day,
        summary=summary,
        description="\n".join(_details(plan, day, language, named)),
        categories=[named(name) for name in day.agencies],
        transparency=TRANSP.TRANSPARENT,
        subcomponents=[alarm],
    )


def _uid(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"chiso:plan/{name}")


def _details(
    plan: Plan, day: PlanDay, language: Language, named: Callable[[str], str]
) -> Iterator[str]:
    text, owners = language.text, named(";".join(day.agencies))
    if day.is_report:
        yield text("Reported by: {agencies}", agencies=owners)
    elif day.agencies:
        yield text("In charge: {agencies}", agencies=owners)
    if day.coordinating:
        yield text("Together with: {agencies}", agencies=named(";".join(day.coordinating)))
    if day.recipient:
        yield text("To: {agency}", agency=named(day.recipient))
    if day.product_vi:
        yield text("Product: {product}", product=day.product_vi)
    if day.deadline_vi:
        yield text("Time in the plan: {deadline}", deadline=day.deadline_vi)
    name = sentences.plan_name(language, plan)
    yield text("{plan}, line {lines} of its text", plan=name, lines=day.lines)


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as error:
        raise OutputNotWritable(f"cannot write {path.name}: {error.strerror}") from None
