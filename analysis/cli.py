"""The command `chiso`: thin over the package; errors become one message and exit status 2."""

import sys
from pathlib import Path
from typing import Any

import click

from analysis import __version__
from analysis.errors import ChisoError, DataProblems


class Commands(click.Group):
    """A group whose commands end with status 2 and a plain message on a known error."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except DataProblems as error:
            # One lost source breaks thousands of rows: a report lists the first, data commands all.
            shown = error if ctx.invoked_subcommand == "data" else error.first(20)
            click.echo(f"chiso: {shown}", err=True)
            ctx.exit(2)
        except ChisoError as error:
            click.echo(f"chiso: {error}", err=True)
            ctx.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="chiso")
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
def report(
    province: str,
    year: int,
    lang: str,
    plan: str,
    letterhead: str,
    formats: str,
    out: Path | None,
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
        progress=sys.stderr.isatty(),
        say=lambda stage: click.echo(f"{stage} …", err=True),
    )
    for path in made.files.values():
        click.echo(_short(path))


@main.command()
def validate() -> None:
    """Test the forecasts on the past and write docs/validation.md."""
    from analysis import workspace
    from analysis.report import validation

    click.echo(_short(validation.write(workspace.find())))


@main.group()
def data() -> None:
    """Check, build and describe the data."""


@data.command()
def build() -> None:
    """Build data/processed from data/raw; nothing is done when nothing changed."""
    from analysis import store

    result = store.build()
    rows = ", ".join(f"{name} {count}" for name, count in sorted(result.rows.items()))
    click.echo(f"built: {rows} rows" if result.done else "nothing changed")


@data.command()
def check() -> None:
    """Check data/raw and list every problem."""
    from analysis import rawdata, workspace

    tables = rawdata.read(workspace.find())
    click.echo(f"no problem in {sum(len(t) for t in tables.values())} rows")


@data.command()
def describe() -> None:
    """Write the data package descriptor and the tables of data/raw/README.md anew."""
    from analysis import datapackage, workspace

    changed = datapackage.write(workspace.find())
    for path in changed:
        click.echo(_short(path))
    if not changed:
        click.echo("nothing changed")


@data.command()
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
@click.option(
    "--map",
    "picture",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write a heat map (.svg, .png or .pdf).",
)
def coverage(lang: str, picture: Path | None) -> None:
    """Print how many provinces are known by index and year."""
    from analysis import store

    table = store.coverage()
    click.echo(table.to_string(index=False))
    if picture is not None:
        _draw_coverage(table, picture, lang)
        click.echo(_short(picture))


def _draw_coverage(table: Any, picture: Path, lang: str) -> None:
    from analysis import charts, indices
    from analysis.errors import BadParameter, OutputNotWritable
    from analysis.wording import language

    kind = picture.suffix.removeprefix(".").lower()
    if kind not in {"svg", "png", "pdf"}:
        raise BadParameter(f"cannot write {picture.name}: the ending must be .svg, .png or .pdf")
    names = {code: indices.index(code).short for code in table["index"]}
    figure = charts.coverage_heatmap(table, names, language=language(lang))
    temporary = picture.with_name(f".{picture.name}.part")
    try:
        figure.savefig(temporary, format=kind, dpi=200)
        temporary.replace(picture)
    except OSError as error:
        raise OutputNotWritable(f"cannot write {picture}: {error.strerror}") from None


def _short(path: Path) -> str:
    """Return a path as a person in this folder would write it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
