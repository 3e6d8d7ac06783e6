"""The command `chiso batch`: bring the reports of a year up to date."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.cli.paths import shown as shown_path

if TYPE_CHECKING:
    from analysis.report.batch.batch import Outcome
    from analysis.report.batch.index import Pages
    from analysis.report.batch.pool import Pool
    from analysis.report.batch.survey import Job
    from analysis.wording import Language
    from analysis.workspace import Workspace

SECONDS = 600.0
MEGABYTES = 2000


@click.command()
@click.option("--year", type=int, required=True, help="Evaluation year, such as 2023.")
@click.option("--province", "named", multiple=True, help="Name, code or slug; may be repeated.")
@click.option("--region", "regions", multiple=True, help="Name or code; may be repeated.")
@click.option("--all", "everything", is_flag=True, help="All provinces  [default]")
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
@click.option(
    "--format",
    "formats",
    default="html,pdf",
    show_default=True,
    help="Of html, pdf, docx and xlsx, with commas between them.",
)
@click.option(
    "--letterhead",
    default="auto",
    help="File in the workspace with the document block, or none  "
    "[default: report.toml, if there is one]",
)
@click.option("-j", "--jobs", type=int, help="Reports at a time  [default: one a processor]")
@click.option("--shard", default="", help="Only the i-th of n parts, such as 2/4.")
@click.option("--executor", "address", help="Scheduler of a Dask cluster, such as tcp://host:8786.")
@click.option("--stock", is_flag=True, help="Start a new kernel for each report, fork none.")
@click.option(
    "--force/--resume",
    default=False,
    help="Make everything anew, even edited files; else only what is new, out of date or failed, "
    "so that a batch that was cut short goes on.  [default: resume]",
)
@click.option("--dry-run", is_flag=True, help="List what would be made and why, make nothing.")
@click.option("--wait", is_flag=True, help="Wait for a batch that is at work.")
@click.option(
    "--time-limit", "seconds", type=float, default=SECONDS, show_default=True,
    help="Seconds for one report.",
)  # fmt: skip
@click.option(
    "--memory-limit", "megabytes", type=int, default=MEGABYTES, show_default=True,
    help="Megabytes for one kernel.",
)  # fmt: skip
@click.option(
    "--log", type=click.Path(dir_okay=False, path_type=Path), help="Add JSON lines to it."
)
@click.option("--index-only", is_flag=True, help="Only write the pages that lead to the reports.")
@click.pass_context
def batch(
    context: click.Context,
    year: int,
    named: tuple[str, ...],
    regions: tuple[str, ...],
    everything: bool,
    lang: str,
    formats: str,
    letterhead: str,
    jobs: int | None,
    shard: str,
    address: str | None,
    stock: bool,
    force: bool,
    dry_run: bool,
    wait: bool,
    seconds: float,
    megabytes: int,
    log: Path | None,
    index_only: bool,
) -> None:
    """Bring the reports of a year up to date, and the pages that lead to them.

    A report is out of date when its data, the notebook, the code or a library has changed since;
    the times of files mean nothing. Ends with status 0 if all went well, 1 if a report failed or
    was not begun, 2 if the command cannot be carried out.
    """
    from analysis import store, workspace
    from analysis.report import letterfile
    from analysis.report.batch import words
    from analysis.report.batch.batch import plan
    from analysis.report.batch.index import Pages
    from analysis.report.batch.lock import batch_lock
    from analysis.report.batch.select import select
    from analysis.report.params import check_year, known_years
    from analysis.report.runs import RunParameters
    from analysis.wording import language

    if everything and (named or regions):
        raise click.UsageError("--all does not go with --province or --region")
    place, words_of = workspace.find(), language(lang)
    pages = Pages(place, check_year(year, known_years()), words_of)
    if index_only:
        _write(pages)
        return
    selected = select(named=named, regions=regions, shard=shard)
    asked = RunParameters(
        province=selected[0].code if selected else "01",
        year=year,
        lang=lang,
        letterhead=letterfile.below(_file(letterhead), place),
        formats=tuple(name.strip() for name in formats.split(",")),
        seconds=seconds,
        megabytes=megabytes,
        force=force,
    )
    store.build(place)
    if dry_run:
        for line in words.lines(plan(selected, asked, place, tidy=False), words_of):
            click.echo(line)
        return
    name = ".".join([str(year), lang, *([shard.replace("/", "of")] if shard else [])])
    with batch_lock(place.reports, name, wait=wait):
        outcome = _make(
            plan(selected, asked, place), place, words_of,
            pool=_pool(address, jobs), here=address is None, warm=not stock, log=log,
        )  # fmt: skip
        if outcome.made or not pages.written:
            _write(pages)
    if outcome.failed or outcome.unbegun:
        context.exit(1)


def _make(
    jobs: Sequence["Job"],
    place: "Workspace",
    language: "Language",
    *,
    pool: "Pool",
    here: bool,
    warm: bool,
    log: Path | None,
) -> "Outcome":
    from rich.console import Console

    from analysis.report.batch.batch import carry_out
    from analysis.report.batch.journal import journal
    from analysis.report.batch.progress import headline, shown, summary
    from analysis.report.batch.stopping import stopping

    due = sum(job.due for job in jobs)
    with journal(log) as note, stopping() as stop, shown(due, language) as told:
        outcome = carry_out(
            jobs, pool, place, warm=warm, here=here, note=note, told=told, stop=stop
        )
    click.echo(headline(outcome, language))
    Console().print(summary(outcome, language))
    return outcome


def _pool(address: str | None, jobs: int | None) -> "Pool":
    from analysis.report.batch import pool

    if address is not None:
        return pool.cluster(address)
    return pool.local(pool.processors() if jobs is None else jobs)


def _file(letterhead: str) -> str | Path:
    return letterhead if letterhead in {"auto", "none"} else Path(letterhead)


def _write(pages: "Pages") -> None:
    from analysis.report.batch.index.write import write

    for path in write(pages):
        click.echo(shown_path(path))
