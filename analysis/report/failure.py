"""What went wrong with a report, kept beside the last good one until the next succeeds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Failure:
    """Why a report was not made.

    Attributes
    ----------
    kind, message : str
        Class and words of the error.
    """

    kind: str
    message: str

    def __str__(self) -> str:
        """Return the failure as one line."""
        return " ".join(self.message.split()) or self.kind


def failure(error: BaseException) -> Failure:
    """Return what an error says.

    Examples
    --------
    >>> failure(ValueError("a"))
    Failure(kind='ValueError', message='a')
    """
    return Failure(type(error).__name__, str(error))


def stopped_at(executed: Path) -> str:
    """Return the first line of the cell that a notebook stopped at.

    Parameters
    ----------
    executed : Path
        The notebook as far as it ran; it may be missing or cut short.

    Returns
    -------
    str
        Empty if no cell failed or was at work.

    Examples
    --------
    >>> stopped_at(Path("no.ipynb"))
    ''
    """
    try:
        cells = json.loads(executed.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    for cell in cells:
        state = cell["metadata"].get("papermill", {})
        if state.get("exception") or state.get("status") == "running":
            return next(iter("".join(cell["source"]).strip().splitlines()), "")
    return ""


def write(path: Path, found: Failure, *, cell: str, parameters: Mapping[str, object]) -> None:
    """Write a record of a failure.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "failure.json")
    ...     write(path, Failure("ReportFailed", "cell 3 failed"), cell="", parameters={})
    ...     read(path)
    'cell 3 failed'
    """
    content = {
        "what": {"kind": found.kind, "message": found.message},
        "cell": cell,
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "parameters": dict(parameters),
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def read(path: Path) -> str:
    """Return what a record says went wrong, empty if there is none that can be read.

    Examples
    --------
    >>> read(Path("no", "failure.json"))
    ''
    """
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8"))
        return str(content["what"]["message"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
