"""The commands `chiso plan`: follow a plan through the year."""

from datetime import date, datetime
from pathlib import Path

import click

from analysis.cli.paths import shown

_LANG = click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def plan() -> None:
    """Follow a plan through the year."""


@plan.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the draft  [default: plans-inbox/<id> in the workspace]",
)
@click.option("--force", is_flag=True, help="Replace a draft that was changed by hand.")
@click.option("--dry-run", is_flag=True, help="Print what was read, write nothing.")
@_LANG
def import_(file: Path, out: Path | None, force: bool, dry_run: bool, lang: str) -> None:
    """Draft the files of a plan from a document FILE (.docx, .pdf, .xlsx, .txt)."""
    from analysis.reading import draft, files, inbox
    from analysis.reading.summary import lines
    from analysis.wording import language

    made = draft.make(files.read(file), language(lang))
    folder = None if dry_run else inbox.write(made, out, force=force)
    for line in lines(made, language(lang), shown(folder) if folder else None):
        click.echo(line)


@plan.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def accept(folder: Path) -> None:
    """Check the draft in FOLDER and move it to data/raw/plans."""
    from analysis.reading import inbox

    click.echo(shown(inbox.accept(folder)))


@plan.command()
@click.argument("plan_id", metavar="PLAN")
@click.option("--month", help="Month to score, such as 2024-07.")
@click.option(
    "--take",
    "filled",
    type=click.Path(path_type=Path),
    help="Take in a filled sheet instead of writing one.",
)
@click.option("--dry-run", is_flag=True, help="With --take: print the result, write nothing.")
@click.option(
    "--today",
    type=_DAY,
    help="With --take: day of the entry  [default: today]",
)
@_LANG
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File of the sheet  [default: reports/plans/PLAN/scores-MONTH.xlsx]",
)
def scores(
    plan_id: str,
    month: str | None,
    filled: Path | None,
    dry_run: bool,
    today: datetime | None,
    lang: str,
    out: Path | None,
) -> None:
    """Write the sheet on which PLAN's criteria are scored for a month, or take one in."""
    from analysis.errors import BadParameter
    from analysis.report.scoring import monthly

    if filled is None:
        if month is None:
            raise BadParameter("name the month to score, such as --month 2024-07")
        click.echo(shown(monthly.write_sheet(plan_id, month, lang=lang, out=out)))
        return
    day = today.date() if today else date.today()
    for line in monthly.take_sheet(
        filled, plan_id, month=month, entered=day, lang=lang, dry_run=dry_run
    ):
        click.echo(line)


@plan.command()
@click.argument("plan_id", metavar="PLAN")
@click.option("--agency", help="Only what this agency does, alone or among all of its level.")
@click.option("--from", "first", type=_DAY, help="First day, such as 2024-09-01.")
@click.option("--to", "last", type=_DAY, help="Last day.")
@_LANG
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File of the calendar  [default: reports/plans/PLAN/calendar.ics]",
)
def calendar(
    plan_id: str,
    agency: str | None,
    first: datetime | None,
    last: datetime | None,
    lang: str,
    out: Path | None,
) -> None:
    """Write the days on which tasks and reports of PLAN are due as a calendar (.ics)."""
    from analysis.report.calendar import write_calendar

    path = write_calendar(
        plan_id,
        agency=agency,
        first=first.date() if first else None,
        last=last.date() if last else None,
        lang=lang,
        out=out,
    )
    click.echo(shown(path))


@plan.command()
@click.argument("province")
@click.option("--year", type=int, required=True, help="Year of the plan, such as 2025.")
@_LANG
@click.option(
    "--letterhead",
    type=click.Path(path_type=Path),
    help="File in the workspace with the document block (docs/report-layout.md).",
)
@click.option(
    "--format",
    "formats",
    default="docx",
    show_default=True,
    help="Of docx, html, pdf and xlsx, with commas between them.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the draft  [default: reports/plans/CODE-YEAR-draft]",
)
def draft(
    province: str,
    year: int,
    lang: str,
    letterhead: Path | None,
    formats: str,
    out: Path | None,
) -> None:
    """Draft PROVINCE's plan of a year: targets with probabilities, tasks with their grounds."""
    from analysis.report import drafting

    made = drafting.draft(
        province=province,
        year=year,
        lang=lang,
        letterhead=letterhead or "none",
        wanted=[name.strip() for name in formats.split(",")],
        out=out,
    )
    for path in made:
        click.echo(shown(path))


@plan.command()
@click.argument("plan_id", metavar="PLAN")
@click.option("--today", type=_DAY, help="Day to look from, such as 2024-12-31  [default: today]")
@_LANG
@click.option(
    "--format",
    "formats",
    help="Write the whole page instead of printing: html, pdf, docx and xlsx, with commas.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the page  [default: reports/plans/PLAN]",
)
def status(
    plan_id: str, today: datetime | None, lang: str, formats: str | None, out: Path | None
) -> None:
    """Say where PLAN stands: targets, tasks, agencies and reports due."""
    from analysis.report import tracking
    from analysis.report.tracking.run import run
    from analysis.report.tracking.terminal import lines

    day = (today.date() if today else date.today()).isoformat()
    if formats is None:
        subject = tracking.open_tracking(plan=plan_id, today=day, lang=lang)
        click.echo("\n".join(lines(subject)))
        return
    made = run(
        plan=plan_id,
        today=day,
        lang=lang,
        formats=[name.strip() for name in formats.split(",")],
        out=out,
        say=lambda stage: click.echo(f"{stage} …", err=True),
    )
    for path in made.values():
        click.echo(shown(path))
