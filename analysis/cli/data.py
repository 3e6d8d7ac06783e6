"""The commands `chiso data`: take in, check, build, describe and export the data."""

from pathlib import Path
from typing import Any

import click

from analysis.cli.exported import export
from analysis.cli.paths import shown


@click.group()
def data() -> None:
    """Take in, check, build, describe and export the data."""


data.add_command(export)


@data.command("import")
@click.argument("index")
@click.argument("year", type=int)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source-id", default="", help="Identifier of the source, such as QD-BNV-2024.")
@click.option("--title", default="", help="Title of a new source.")
@click.option("--publisher", default="", help="Publisher of a new source.")
@click.option("--date", default="", help="Date of a new source, such as 2024-04-17.")
@click.option("--url", default="", help="Address of a new source.")
@click.option("--sheet", help="Only this sheet (its name), table or page (its number).")
@click.option("--mapping", type=click.Path(path_type=Path), help="What the columns hold (TOML).")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--replace", is_flag=True, help="Put new figures in place of those in conflict.")
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
def import_(
    index: str,
    year: int,
    file: Path,
    source_id: str,
    title: str,
    publisher: str,
    date: str,
    url: str,
    sheet: str | None,
    mapping: Path | None,
    dry_run: bool,
    replace: bool,
    lang: str,
) -> None:
    """Take in the table of an INDEX of a YEAR from FILE (.xlsx, .csv, .docx, .pdf)."""
    from analysis import workspace
    from analysis.cli import imported
    from analysis.errors import BadParameter
    from analysis.ingest import transfer, write
    from analysis.wording import language

    if not (source_id or dry_run):
        raise BadParameter("give the source of the table: --source-id, or --dry-run to look first")
    place, words = workspace.find(), language(lang)
    source = write.Source(source_id, title, publisher, date, url)
    if source_id:
        write.source_row(source, place, file=file.name)
    made = transfer.prepare(
        file,
        index=index,
        year=year,
        source_id=source_id,
        workspace=place,
        sheet=sheet,
        given=mapping,
    )
    for line in imported.lines(made, words):
        click.echo(line)
    made.refuse(replace=replace)
    if dry_run:
        click.echo(words.text("Dry run: nothing was written."))
        return
    changed = write.write(made, source, place)
    for path in changed:
        click.echo(shown(path))
    click.echo(
        words.text(
            "Next: {command} renews the description of the data", command="chiso data describe"
        )
        if changed
        else words.text("nothing changed")
    )


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
        click.echo(shown(path))
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
        click.echo(shown(picture))


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
