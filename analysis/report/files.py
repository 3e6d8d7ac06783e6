"""How the files of a report are named."""

from dataclasses import dataclass
from pathlib import Path

from analysis.report.params import Parameters
from analysis.workspace import Workspace


@dataclass(frozen=True)
class ReportFiles:
    """The files of one report in one language.

    Attributes
    ----------
    folder : Path
    lang : {"vi", "en"}

    Examples
    --------
    >>> ReportFiles(Path("reports"), "en").made("pdf").name
    'report.en.pdf'
    """

    folder: Path
    lang: str

    @property
    def _mark(self) -> str:
        return "" if self.lang == "vi" else f".{self.lang}"

    @property
    def manifest(self) -> Path:
        """What it was made from."""
        return self.folder / f"manifest{self._mark}.json"

    @property
    def failure(self) -> Path:
        """What went wrong the last time; there is none after a success."""
        return self.folder / f"failure{self._mark}.json"

    def made(self, name: str) -> Path:
        """Return the report in one format; `ipynb` is the executed notebook."""
        return self.folder / f"report{self._mark}.{name}"


def report_files(parameters: Parameters, place: Workspace, out: Path | None = None) -> ReportFiles:
    """Return the files of a report, by default below the reports of the workspace.

    Examples
    --------
    >>> from analysis import workspace
    >>> from analysis.report.params import parse
    >>> found = report_files(parse(province="08", year=2023), workspace.find())
    >>> "/".join(found.manifest.parts[-4:])
    'reports/tuyen-quang/2023/manifest.json'
    """
    folder = out or place.reports / parameters.slug / str(parameters.year)
    return ReportFiles(folder.absolute(), parameters.lang)
