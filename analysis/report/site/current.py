"""Reports that no longer fit the data, of which no page may show a figure."""

import json
from collections.abc import Iterator

from analysis.errors import ChisoError, ReportFailed
from analysis.report.manifest import Inventory, changes
from analysis.report.params import Parameters, parse
from analysis.report.site.pages import LANGUAGES, Site

_NAMED = 3


def require(site: Site, held: Inventory) -> None:
    """Make sure that every report of a site was made from the data as they are now.

    Newer code, libraries or notebooks do not matter: they change how a figure is shown, and a
    batch brings them in.

    Parameters
    ----------
    site : Site
    held : Inventory
        Hashes of the data.

    Raises
    ------
    ReportFailed
        If one was made from others, or does not say from what.
    """
    for year in site.years:
        for lang in LANGUAGES:
            old = list(_outdated(site, year, lang, held))
            if old:
                more = f" and {len(old) - _NAMED} more" if len(old) > _NAMED else ""
                option = "" if lang == LANGUAGES[0] else f" --lang {lang}"
                raise ReportFailed(
                    f"reports of {year} were made from other data than there are now: "
                    f"{', '.join(old[:_NAMED])}{more}; bring them up to date: "
                    f"chiso batch --year {year}{option}"
                )


def _outdated(site: Site, year: int, lang: str, held: Inventory) -> Iterator[str]:
    for slug in site.reported(year, lang):
        record = site.report(slug, year, lang).manifest
        parameters = _parameters(record.read_bytes() if record.is_file() else b"")
        inputs = {"inputs": held.of(parameters)["inputs"]} if parameters else {}
        if not inputs or changes(record, inputs) != []:
            yield slug


def _parameters(manifest: bytes) -> Parameters | None:
    """Return what a report was asked for; nothing if its manifest does not say it."""
    try:
        return parse(**json.loads(manifest)["parameters"])
    except (ValueError, KeyError, TypeError, ChisoError):
        return None
