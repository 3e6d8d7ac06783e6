"""The command `chiso data export`: the tables for other programs and people."""

from pathlib import Path

import click

from analysis.cli.paths import shown


@click.command("export")
@click.option(
    "--format",
    "formats",
    default="csv",
    show_default=True,
    help="Of csv, xlsx, parquet, sqlite and duckdb, with commas between them.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder of the export; an export there is replaced  [default: data/export]",
)
@click.option("--tables", default="", help="Only these tables, with commas between them.")
@click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    default="vi",
    show_default=True,
    help="Of README and licence notes.",
)
def export(formats: str, out: Path | None, tables: str, lang: str) -> None:
    """Write all built tables for others, with description and licence notes."""
    from analysis import dataexport
    from analysis.wording import language

    made = dataexport.export(_listed(formats), out, tables=_listed(tables), language=language(lang))
    for path in made.files:
        click.echo(shown(path))


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]
