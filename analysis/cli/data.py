"""The commands `chiso data`: check, build and describe the data."""

from pathlib import Path
from typing import Any

import click

from analysis.cli.paths import shown


@click.group()
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
