"""Every error that chiso raises on purpose: one root, one class per stage.

A message says what was wrong, where, and what would be right. The command line prints the
message alone and exits with status 2; a library user catches `ChisoError` or a subclass.
All errors survive pickling, so that a worker process can hand them to its parent.

Examples
--------
>>> raise UnknownProvince("Tuyen Quan", suggestions=("Tuyên Quang",))
Traceback (most recent call last):
    ...
analysis.errors.UnknownProvince: unknown province 'Tuyen Quan'; did you mean Tuyên Quang?
"""

from collections.abc import Sequence
from dataclasses import dataclass


class ChisoError(Exception):
    """Root of all errors raised on purpose."""


class WorkspaceNotFound(ChisoError):
    """No folder with `data/raw` was found."""


class UnknownProvince(ChisoError):
    """A name or code that belongs to no province of the frame."""

    def __init__(self, name: object, suggestions: Sequence[str] = (), hint: str = "") -> None:
        self.name, self.suggestions, self.hint = name, tuple(suggestions), hint
        message = f"unknown province {name!r}"
        if self.suggestions:
            message += f"; did you mean {' or '.join(self.suggestions)}?"
        super().__init__(message + (f" {hint}" if hint else ""))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.name, self.suggestions, self.hint)


class AmbiguousProvince(ChisoError):
    """A name that fits several provinces."""

    def __init__(self, name: object, candidates: Sequence[str]) -> None:
        self.name, self.candidates = name, tuple(candidates)
        super().__init__(f"province {name!r} is ambiguous: {', '.join(self.candidates)}")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.name, self.candidates)


class UnknownComponent(ChisoError):
    """An index or component that no edition has."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one raw file.

    Attributes
    ----------
    file : str
        Path below the workspace.
    row : int or None
        Line of the file, counted from 1 with the header as line 1.
    column : str or None
        Name of the column.
    value : str or None
        What stands there.
    expected : str
        What would be right.
    """

    file: str
    row: int | None
    column: str | None
    value: str | None
    expected: str

    def __str__(self) -> str:
        """Return the problem as one line."""
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {self.column}"
        found = "" if self.value is None else f" found {self.value!r};"
        return f"{place}:{found} {self.expected}"


class DataProblems(ChisoError):
    """Raw files that break the schema: every problem at once, see `problems`."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        super().__init__(
            "\n".join([f"{count} in the raw data:", *(f"  {p}" for p in self.problems)])
        )

    def first(self, count: int) -> str:
        """Return the message with the first problems only, and how many more there are."""
        lines = str(self).splitlines()
        more = len(self.problems) - count
        if more <= 0:
            return str(self)
        return "\n".join([*lines[: count + 1], f"  … and {more} more: see chiso data check"])

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.problems,)


class UnreadableFile(ChisoError):
    """A file to take figures from that is damaged, locked, too big or of another kind."""


class TableProblems(ChisoError):
    """A table of figures that must not be taken in as it stands: see `problems`."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        lines = [f"{count} in the table; nothing was written:"]
        lines += [f"  {p}" for p in self.problems[:20]]
        if len(self.problems) > 20:
            lines.append(f"  … and {len(self.problems) - 20} more")
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.problems,)


class NoData(ChisoError):
    """A year, index, plan or table for which the data hold nothing."""


class IncompletePanel(ChisoError):
    """A statistic of all provinces was asked of a panel that holds only some of them."""


class TooFewObservations(ChisoError):
    """A method needs more observations than there are.

    Attributes
    ----------
    n, needed : int
        Observations at hand and the least that the method takes.
    """

    def __init__(self, method: str, n: int, needed: int, of: str = "observations") -> None:
        self.method, self.n, self.needed, self.of = method, n, needed, of
        super().__init__(f"{method} needs at least {needed} {of}, got {n}")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.method, self.n, self.needed, self.of)


class ConstantSeries(ChisoError):
    """A method needs values that differ, but all are equal."""


class BreakInside(ChisoError):
    """Years on both sides of a change of edition were to be compared.

    Attributes
    ----------
    index, component : str
    years : tuple of int
        First years of the new series.
    """

    def __init__(self, what: str, index: str, component: str, years: Sequence[int]) -> None:
        self.what, self.index, self.component, self.years = what, index, component, tuple(years)
        broken = ", ".join(map(str, self.years))
        super().__init__(
            f"{what} cannot cross a change of edition: {index} {component} begins anew in "
            f"{broken}; take the years of one stretch, or per cent of the maximum where offered"
        )

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.what, self.index, self.component, self.years)


class ExtraMissing(ChisoError):
    """A method needs packages of an optional extra that is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        self.what, self.extra = what, extra
        super().__init__(f"{what} needs the optional extra: pip install 'chiso[{extra}]'")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.what, self.extra)


class BadParameter(ChisoError):
    """A parameter that is unknown, of the wrong type or out of range."""


class BadLetterhead(ChisoError):
    """A letterhead file with an unknown key or a value that cannot be."""


class BadSettings(ChisoError):
    """A settings file of the published site that says something that cannot be."""


class ReportFailed(ChisoError):
    """A notebook cell failed or the finished page did not pass its checks."""


class OutputNotWritable(ChisoError):
    """The output folder cannot be created or written."""


class OutputBusy(ChisoError):
    """Another run is making what would be made just now."""


class OutputEdited(ChisoError):
    """A file that would be overwritten is not as it was made: somebody may have worked on it."""
