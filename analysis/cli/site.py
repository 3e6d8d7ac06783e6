"""The command `chiso site`: publish the reports as static pages."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.cli.paths import shown

if TYPE_CHECKING:
    from analysis.workspace import Workspace


@click.command()
@click.option("--year", type=int, required=True, help="Year in front, such as 2024.")
@click.option("--all-years", is_flag=True, help="Also the other years that have reports.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=Path("site"),
    show_default=True, help="Folder of the site.",
)  # fmt: skip
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes  [default: all]")
def site(year: int, all_years: bool, out: Path, jobs: int | None) -> None:
    """Publish the reports of a year as a site of static pages.

    Pages are made from the reports that `chiso batch` executed, in Vietnamese and, where there
    are English reports, in English. Only pages that are out of date are made again.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    from analysis import store, workspace
    from analysis.report.params import check_year, known_years
    from analysis.report.site import LANGUAGES, Site, build, settings
    from analysis.wording.language import VIETNAMESE

    place, text = workspace.find(), VIETNAMESE.text
    check_year(year, known_years())
    store.build(place)
    published = Site(place, _years(place, year, all_years), settings.read(place))
    for one in published.years:
        vi, en = (len(published.reported(one, lang)) for lang in LANGUAGES)
        words = text("{year}: {vi} reports in Vietnamese, {en} in English", year=one, vi=vi, en=en)
        click.echo(words, err=True)
    with Progress(
        BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    ) as bar:  # fmt: skip
        task = bar.add_task("", total=None)
        built = build(
            published, out, jobs=jobs,
            progress=lambda done, of: bar.update(task, completed=done, total=of),
        )  # fmt: skip
    done = text("{made} files made, {kept} unchanged, {removed} removed", **vars(built))
    click.echo(done, err=True)
    click.echo(shown(out / "index.html"))


def _years(place: "Workspace", year: int, all_years: bool) -> tuple[int, ...]:
    from analysis.errors import NoData
    from analysis.report.params import known_years

    reported = {int(path.parent.name) for path in place.reports.glob("*/[0-9]*/report*.ipynb")}
    if year not in reported:
        others = ", ".join(map(str, sorted(reported))) or "none"
        raise NoData(
            f"there is no executed report of {year} (years with reports: {others}); make them: "
            f"chiso batch --year {year}"
        )
    rest = sorted((reported & set(known_years())) - {year}, reverse=True)
    return (year, *(rest if all_years else ()))
