"""What a run is asked for and how it ends, as plain values that go to other processes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import BadParameter
from analysis.report.execute import Kernel
from analysis.report.failure import Failure
from analysis.report.formats import DEFAULT, parse
from analysis.report.params import Parameters

NOTEBOOK = "province_report.ipynb"


@dataclass(frozen=True)
class RunParameters:
    """What one run is asked for; plain values, so that another process or machine can run it.

    Attributes
    ----------
    province : str
        Name, code or slug.
    year : int
    lang : {"vi", "en"}
    plan, letterhead : str
        As in `analysis.report.open_report`.
    formats : tuple of str
        Of `html`, `pdf`, `docx` and `xlsx`.
    out : Path, optional
        Folder of the report, by default `reports/<province>/<year>` of the workspace in force.
    kernel : {"stock", "warm"}
        A new kernel, or one forked from a process that has everything loaded.
    seconds : float, optional
        Time limit of the run.
    megabytes : int, optional
        Memory limit of the kernel.
    force : bool
        Overwrite files that somebody worked on after they were made.

    Raises
    ------
    BadParameter
        If a format or a kernel is unknown, or a limit is no positive number.

    Examples
    --------
    >>> RunParameters(province="08", year=2023, formats=("pdf", "html")).formats
    ('html', 'pdf')
    """

    province: str
    year: int
    lang: str = "vi"
    plan: str = "auto"
    letterhead: str = "auto"
    formats: tuple[str, ...] = DEFAULT
    out: Path | None = None
    kernel: Kernel = "stock"
    seconds: float | None = None
    megabytes: int | None = None
    force: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "formats", parse(self.formats))
        if self.kernel not in {"stock", "warm"}:
            raise BadParameter(f"kernel must be 'stock' or 'warm', got {self.kernel!r}")
        for name in ("seconds", "megabytes"):
            limit = getattr(self, name)
            if limit is not None and not limit > 0:
                raise BadParameter(f"{name} must be a number above 0, got {limit!r}")


@dataclass(frozen=True)
class Report:
    """The files of a finished report.

    Attributes
    ----------
    parameters : Parameters
    files : mapping of str to Path
        The report by format.
    notebook, manifest : Path
    """

    parameters: Parameters
    files: Mapping[str, Path]
    notebook: Path
    manifest: Path

    @property
    def html(self) -> Path:
        """The report as HTML; a `KeyError` if it was not made."""
        return self.files["html"]

    @property
    def pdf(self) -> Path:
        """The report as PDF; a `KeyError` if it was not made."""
        return self.files["pdf"]


@dataclass(frozen=True)
class Result:
    """How a run ended: with a report or with a failure.

    Attributes
    ----------
    parameters : RunParameters
    report : Report or None
    failure : Failure or None
    seconds : float
        How long it took.
    """

    parameters: RunParameters
    report: Report | None = None
    failure: Failure | None = None
    seconds: float = 0.0
