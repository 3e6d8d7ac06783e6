"""The command `chiso`: thin over the package; errors become one message and exit status 2."""

import sys
from pathlib import Path
from typing import Any

import click

from analysis.cli.batch import batch
from analysis.cli.data import data
from analysis.cli.init import init
from analysis.cli.kernel import kernel
from analysis.cli.paths import shown
from analysis.cli.plan import plan as plans
from analysis.cli.site import site
from analysis.errors import ChisoError, DataProblems


class Commands(click.Group):
    """A group whose commands end with status 2 and a plain message on a known error."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except DataProblems as error:
            # One lost source breaks thousands of rows: a report lists the first, data commands all.
            listed = error if ctx.invoked_subcommand == "data" else error.first(20)
            click.echo(f"chiso: {listed}", err=True)
            ctx.exit(2)
        except ChisoError as error:
            click.echo(f"chiso: {error}", err=True)
            ctx.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="chiso", prog_name="chiso")
def main() -> None:
    """Analyse and report PAR INDEX, SIPAS and PAPI of Vietnam's provinces."""


@main.command()
@click.argument("province")
@click.option("--year", type=int, required=True, help="Evaluation year, such as 2023.")
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
@click.option("--plan", default="auto", show_default=True, help="Plan id, auto or none.")
@click.option(
    "--letterhead",
    default="auto",
    help="File in the workspace with the document block (docs/report-layout.md), or none  "
    "[default: report.toml, if there is one]",
)
@click.option(
    "--format",
    "formats",
    default="html,pdf",
    show_default=True,
    help="Of html, pdf, docx and xlsx, with commas between them.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the report  [default: reports/<province>/<year>]",
)
@click.option(
    "--force", is_flag=True, help="Overwrite files that were edited after they were made."
)
def report(
    province: str,
    year: int,
    lang: str,
    plan: str,
    letterhead: str,
    formats: str,
    out: Path | None,
    force: bool,
) -> None:
    """Make the report of one PROVINCE (name, code or slug)."""
    from analysis.report.run import run

    made = run(
        province=province,
        year=year,
        lang=lang,
        plan=plan,
        letterhead=letterhead if letterhead in {"auto", "none"} else Path(letterhead),
        formats=[name.strip() for name in formats.split(",")],
        out=out,
        force=force,
        progress=sys.stderr.isatty(),
        say=lambda stage: click.echo(f"{stage} …", err=True),
    )
    for path in made.files.values():
        click.echo(shown(path))


@main.command()
def validate() -> None:
    """Test the forecasts on the past and write docs/validation.md."""
    from analysis import workspace
    from analysis.report import validation

    click.echo(shown(validation.write(workspace.find())))


main.add_command(batch)
main.add_command(data)
main.add_command(init)
main.add_command(kernel)
main.add_command(plans)
main.add_command(site)
