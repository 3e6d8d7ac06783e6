"""The command `chiso init`: a working folder for somebody who installed chiso."""

from pathlib import Path

import click

from analysis.cli.paths import shown


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
def init(folder: Path, lang: str) -> None:
    """Make a working FOLDER with data, maps, notebooks and a place for reports."""
    from analysis import newproject
    from analysis.wording import language

    words = language(lang)
    made = newproject.create(folder, language=words)
    click.echo(words.text("Made {folder}. Go there and make a report:", folder=shown(made.root)))
    click.echo('chiso report "Tuyên Quang" --year 2023')
