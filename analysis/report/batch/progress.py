"""Show how a batch gets on, on a terminal, and how it went."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from analysis import provinces
from analysis.report.batch.batch import Outcome
from analysis.report.batch.survey import Job
from analysis.report.runs import Result
from analysis.wording import Language

Told = Callable[[Job, Result], None]


class _Rate(ProgressColumn):
    """Reports a minute, so far."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language

    def render(self, task: Task) -> Text:
        return Text(rate(int(task.completed), task.elapsed or 0.0, self.language))


def rate(made: int, seconds: float, language: Language) -> str:
    """Return how many reports a minute are made, nothing before the first.

    Examples
    --------
    >>> from analysis.wording import language
    >>> rate(30, 20.0, language("en"))
    '90.0 reports a minute'
    """
    if not made or not seconds:
        return ""
    return language.text("{rate} reports a minute", rate=language.number(made * 60 / seconds, 1))


@contextmanager
def shown(due: int, language: Language) -> Iterator[Told]:
    """Show progress on the terminal; a failure is told at once, also where there is none.

    Parameters
    ----------
    due : int
        Reports to be made.
    language : Language

    Yields
    ------
    callable
        To be told each run that ended.
    """
    console = Console(stderr=True)
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(language),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not (console.is_terminal and due),
    ) as progress:
        task = progress.add_task(language.text("Making the reports"), total=due)

        def told(job: Job, result: Result) -> None:
            progress.advance(task)
            if result.failure is not None:
                name = provinces.short_name(job.province, language.code)
                said = f"{name}: {result.failure}"
                console.print(said, markup=False, highlight=False, soft_wrap=True)

        yield told


def summary(outcome: Outcome, language: Language) -> Table:
    """Return how a batch went, as a table.

    Examples
    --------
    >>> from analysis.wording import language
    >>> summary(Outcome([]), language("en")).row_count
    5
    """
    text, number = language.text, language.number
    kept = sum(job.state == "edited" for job in outcome.jobs)
    current = sum(job.state == "current" for job in outcome.jobs)
    table = Table(box=SIMPLE_HEAD)
    table.add_column(text("Outcome"))
    table.add_column(text("Number of reports"), justify="right")
    for label, count in (
        (text("made"), outcome.made),
        (text("up to date"), current),
        (text("kept, edited after they were made"), kept),
        (text("failed"), len(outcome.failed)),
        (text("not begun"), outcome.unbegun),
    ):
        table.add_row(label, number(count, 0))
    return table


def headline(outcome: Outcome, language: Language) -> str:
    """Return how many reports were made, and how fast.

    Examples
    --------
    >>> from analysis.wording import language
    >>> headline(Outcome([], made=3, seconds=2.0), language("en"))
    '3 reports in 2.0 seconds, 90.0 reports a minute'
    """
    if not outcome.made:
        return language.plural("{n} report", "{n} reports", len(outcome.jobs))
    return language.text(
        "{made} reports in {seconds} seconds, {rate}",
        made=language.number(outcome.made, 0),
        seconds=language.number(outcome.seconds, 1),
        rate=rate(outcome.made, outcome.seconds, language),
    )
