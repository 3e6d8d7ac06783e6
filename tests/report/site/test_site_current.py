"""No page shows a figure of a report that was made from other data than there are now."""

from pathlib import Path

import pytest

from analysis.errors import ReportFailed
from analysis.report.manifest import Inventory, inventory, manifest, write
from analysis.report.params import parse
from analysis.report.site import Site, current
from analysis.report.site.settings import Settings
from analysis.workspace import Workspace

CODES = {"ha-noi": "01", "tuyen-quang": "08", "lao-cai": "10", "can-tho": "92"}


def held(place: Workspace) -> Inventory:
    return inventory(place.notebooks / "province_report.ipynb", place)


def made(place: Workspace, slug: str, year: int, lang: str = "vi") -> Path:
    """Put a report there that was made from the data as they are, and return its manifest."""
    files = Site(place, (year,), Settings()).report(slug, year, lang)
    files.folder.mkdir(parents=True, exist_ok=True)
    files.made("ipynb").write_text("{}", encoding="utf-8")
    parameters = parse(province=CODES[slug], year=year, lang=lang)
    write(files.manifest, manifest(held(place).of(parameters), outputs=[], seeds={}))
    return files.manifest


def require(place: Workspace, *years: int) -> None:
    current.require(Site(place, years, Settings()), held(place))


def test_reports_of_the_data_as_they_are_may_be_shown(copied_workspace: Workspace) -> None:
    made(copied_workspace, "ha-noi", 2023)
    made(copied_workspace, "tuyen-quang", 2023, "en")
    require(copied_workspace, 2023, 2022)


def test_a_figure_that_changed_since_is_found(copied_workspace: Workspace) -> None:
    made(copied_workspace, "ha-noi", 2022)
    made(copied_workspace, "ha-noi", 2023)
    table = copied_workspace.raw / "scores" / "papi" / "2023.csv"
    lines = table.read_text("utf-8").splitlines()
    table.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")  # one figure less
    require(copied_workspace, 2022)  # a report looks at no later year
    with pytest.raises(
        ReportFailed, match=r"^reports of 2023 .*: ha-noi; .*chiso batch --year 2023$"
    ):
        require(copied_workspace, 2022, 2023)


def test_newer_code_does_not_matter(copied_workspace: Workspace) -> None:
    record = made(copied_workspace, "ha-noi", 2023)
    record.write_text(record.read_text("utf-8").replace("analysis/blocks.py", "analysis/b.py"))
    require(copied_workspace, 2023)


@pytest.mark.parametrize("content", [None, "{", "{}", '{"parameters": {"province": "99"}}'])
def test_a_report_must_say_from_what_it_was_made(
    copied_workspace: Workspace, content: str | None
) -> None:
    record = made(copied_workspace, "ha-noi", 2023, "en")
    if content is None:
        record.unlink()
    else:
        record.write_text(content, encoding="utf-8")
    with pytest.raises(ReportFailed, match=r": ha-noi; .*chiso batch --year 2023 --lang en$"):
        require(copied_workspace, 2023)


def test_of_many_some_are_named(copied_workspace: Workspace) -> None:
    for slug in CODES:
        made(copied_workspace, slug, 2023).unlink()
    with pytest.raises(ReportFailed, match="ha-noi, tuyen-quang, lao-cai and 1 more;"):
        require(copied_workspace, 2023)
