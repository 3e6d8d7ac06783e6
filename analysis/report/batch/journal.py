"""The log of a batch: one JSON object a line, for machines that watch over it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from analysis.errors import OutputNotWritable

Note = Callable[..., None]


@contextmanager
def journal(path: Path | None) -> Iterator[Note]:
    """Give a function that notes an event with its values.

    Parameters
    ----------
    path : Path or None
        File to which lines are added; None notes nothing.

    Raises
    ------
    OutputNotWritable
        If the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with journal(Path(folder, "log")) as note:
    ...         note("made", province="08")
    ...     line = json.loads(Path(folder, "log").read_text(encoding="utf-8"))
    ...     line["event"], line["province"]
    ('made', '08')
    """
    if path is None:
        yield lambda *_, **__: None
        return
    try:
        file = path.open("a", encoding="utf-8")
    except OSError as error:
        raise OutputNotWritable(f"cannot write {path.name}: {error.strerror}") from None

    def note(event: str, **values: object) -> None:
        when = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"when": when, "event": event, **values}, ensure_ascii=False)
        file.write(f"{line}\n")
        file.flush()

    with file:
        yield note
