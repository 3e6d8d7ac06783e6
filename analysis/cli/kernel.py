"""`chiso kernel`: warm kernels for any client of Jupyter."""

from pathlib import Path

import click

from analysis.cli.paths import shown


@click.group()
def kernel() -> None:
    """Use warm kernels in Jupyter, papermill and nbclient."""


@kernel.command()
@click.option("--user", is_flag=True, help="For this user  [default: for this environment]")
@click.option(
    "--prefix",
    type=click.Path(file_okay=False, path_type=Path),
    help="For the environment in DIR.",
    metavar="DIR",
)
def install(user: bool, prefix: Path | None) -> None:
    """Make the kernelspec chiso-warm known to Jupyter."""
    from analysis.report.kernel.install import install as write

    if user and prefix is not None:
        raise click.UsageError("--user and --prefix DIR name two places; give one of them")
    click.echo(shown(write(user=user, prefix=prefix)))
